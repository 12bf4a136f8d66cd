// Tables as SheetJS reads them: for each file named in LIST, one JSON in FOLDER.
//
//   node sheetjs.js LIST FOLDER
const fs = require("fs");
const XLSX = require("xlsx");

const [list, folder] = process.argv.slice(2);
fs.readFileSync(list, "utf8").trim().split("\n").forEach((path, number) => {
  let result;
  try {
    const book = XLSX.read(fs.readFileSync(path), { type: "buffer", cellNF: true, cellText: false, dense: false });
    const late = Boolean(book.Workbook?.WBProps?.date1904);
    result = { sheets: book.SheetNames.map((name) => ({ name, cells: cells(book.Sheets[name], late) })) };
  } catch (error) {
    result = { error: String(error.message ?? error) };
  }
  fs.writeFileSync(`${folder}/${number}.json`, JSON.stringify(result));
});

// Filled cells as [row, column, kind, value], both counted from 0.
function cells(sheet, late) {
  const found = [];
  for (const [place, cell] of Object.entries(sheet)) {
    if (place[0] === "!" || cell.v === undefined) continue;
    const { r, c } = XLSX.utils.decode_cell(place);
    if (cell.t === "e") found.push([r, c, "error", String(cell.v)]);
    else if (cell.t === "b") found.push([r, c, "bool", cell.v]);
    else if (cell.t === "n") {
      const isDate = Boolean(cell.z) && XLSX.SSF.is_date(String(cell.z));
      found.push([r, c, isDate ? "date" : "number", isDate && late ? cell.v + 1462 : cell.v]);
    } else if (cell.t === "s" && cell.v !== "") found.push([r, c, "text", String(cell.v)]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
