//! The general reader of .xlsx, .xlsm and their templates: calamine's stream of cells, from a package with the one sheet.

use super::package::{self, Relation, Writer, attribute, elements};
use super::plain_text;
use super::values::{Cache, cell_of};
use super::watch::Watch;
use super::{Progress, SheetInfo, choose};
use crate::table::rows::Rows;
use crate::table::xml_guard::XmlGuard;
use crate::table::zipped::{MOST_INFLATED, Package, damaged};
use crate::table::{Table, TableError};
use calamine::{Reader, Xlsx, XlsxError};
use std::collections::HashMap;
use std::io::{Cursor, Read, Seek};

/// Bytes of a part that is written anew, and so is held in memory.
const MOST_REWRITTEN: u64 = 128 << 20;
/// Bytes of shared strings: calamine keeps each with some dozens of bytes of its own.
const MOST_STRINGS: u64 = 128 << 20;

/// Rows of a sheet.
const MOST_ROWS: u32 = 1 << 20;

/// Reads a sheet of the workbook whose main part is at `path`.
pub(super) fn read<R: Read + Seek>(
    package: &mut Package<R>,
    path: &str,
    wanted: Option<&str>,
    progress: Progress<'_>,
) -> Result<Table, TableError> {
    let relations = package::relations(package, path)?;
    let book = book(&package.small(path)?, path, &relations)?;
    let sheet = choose(&book.sheets, wanted)?;
    // An error value that calamine does not know makes it lose the cell's place: the sheet is then written anew.
    for rewrite in [false, true] {
        let mut watch = Watch::default();
        let small = prepare(package, &book, &relations, &sheet.part, rewrite, &mut watch)?;
        if let Some(table) = cells(small, &sheet.name, !rewrite, progress)? {
            return Ok(Table { view: watch.finish(), ..table });
        }
    }
    Err(damaged(Some(&sheet.part), "unknown error values"))
}

/// The sheets of the workbook whose main part is at `path`.
pub(super) fn sheets<R: Read + Seek>(
    package: &mut Package<R>,
    path: &str,
    relations: &[Relation],
) -> Result<Vec<SheetInfo>, TableError> {
    Ok(book(&package.small(path)?, path, relations)?.sheets)
}

/// The package with the one sheet at `part`.
fn prepare<R: Read + Seek>(
    package: &mut Package<R>,
    book: &Book,
    relations: &[Relation],
    part: &str,
    rewrite: bool,
    watch: &mut Watch,
) -> Result<Cursor<Vec<u8>>, TableError> {
    let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|found| found.path.clone());
    let mut writer = package::begin("xml", &[("worksheet", "sheet.xml")])?;
    let since_1904 = u8::from(book.since_1904);
    let book_xml = format!(
        "<workbook><workbookPr date1904=\"{since_1904}\"/><sheets><sheet name=\"S\" sheetId=\"1\" id=\"r1\"/></sheets></workbook>"
    );
    package::write(&mut writer, "xl/workbook.xml", book_xml.as_bytes())?;
    let styles = of_kind("styles").unwrap_or_else(|| "xl/styles.xml".into());
    if package.has(&styles) {
        let formats = formats(&package.small(&styles)?, &styles)?;
        package::write(&mut writer, "xl/styles.xml", formats.as_bytes())?;
    }
    let strings = of_kind("sharedStrings").unwrap_or_else(|| "xl/sharedStrings.xml".into());
    if package.has(&strings) {
        take(package, &strings, &mut writer, "xl/sharedStrings.xml", MOST_STRINGS, false, |_| {})?;
    }
    take(package, part, &mut writer, "xl/sheet.xml", MOST_INFLATED, rewrite, |bytes| watch.look(bytes))?;
    package::finish(writer)
}

/// The sheets of a book, and its day zero.
struct Book {
    sheets: Vec<SheetInfo>,
    since_1904: bool,
}

fn book(xml: &str, path: &str, relations: &[Relation]) -> Result<Book, TableError> {
    let mut book = Book { sheets: Vec::new(), since_1904: false };
    elements(xml, path, |tag, element| {
        match tag {
            "workbookPr" => {
                // An extension's element of the same name has no such attribute.
                if let Some(value) = attribute(element, "date1904")? {
                    book.since_1904 = value == "1" || value == "true";
                }
            }
            "sheet" => {
                let get = |name| attribute(element, name).map(Option::unwrap_or_default);
                let (name, id, state) = (get("name")?, get("id")?, get("state")?);
                let relation = relations.iter().find(|relation| relation.id == id);
                let (is_worksheet, part) = match relation {
                    Some(relation) => (relation.kind == "worksheet", relation.path.clone()),
                    None => (false, String::new()),
                };
                let is_visible = state.is_empty() || state == "visible";
                book.sheets.push(SheetInfo { name, is_visible, is_worksheet, part });
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(book)
}

/// Number formats of cells, alone: what makes a number a date.
fn formats(styles: &str, path: &str) -> Result<String, TableError> {
    let mut codes: HashMap<String, String> = HashMap::new();
    let mut ids = Vec::new();
    let mut among_cells = false;
    elements(styles, path, |tag, element| {
        let get = |name| attribute(element, name).map(Option::unwrap_or_default);
        match tag {
            "numFmt" => drop(codes.insert(get("numFmtId")?, get("formatCode")?)),
            "cellXfs" => among_cells = true,
            "cellStyleXfs" | "cellStyles" | "dxfs" => among_cells = false,
            "xf" if among_cells => ids.push(get("numFmtId")?),
            _ => {}
        }
        Ok(())
    })?;
    let escape = |text: &str| quick_xml::escape::escape(text).into_owned();
    let mut xml = String::from("<styleSheet><numFmts>");
    let mut used: Vec<&String> = ids.iter().collect();
    used.sort_unstable();
    used.dedup();
    for id in used {
        if let Some(code) = codes.get(id) {
            xml.push_str(&format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", escape(id), escape(code)));
        }
    }
    xml.push_str("</numFmts><cellXfs>");
    for id in &ids {
        xml.push_str(&format!("<xf numFmtId=\"{}\"/>", escape(id)));
    }
    xml.push_str("</cellXfs></styleSheet>");
    Ok(xml)
}

/// Looks a part over, as `seen` does, and takes it along as it lies, or written anew where calamine would read it wrong.
fn take<R: Read + Seek>(
    package: &mut Package<R>,
    path: &str,
    writer: &mut Writer,
    name: &str,
    most: u64,
    rewrite: bool,
    mut seen: impl FnMut(&[u8]),
) -> Result<(), TableError> {
    let mut guard = XmlGuard::new(path);
    let mut part = package.part(path, most)?;
    let mut window = vec![0; 1 << 16];
    let (mut read, mut head) = (0_u64, Vec::new());
    loop {
        let count = match part.read(&mut window) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) => {
                return Err(part.failure(path, Some(error)).unwrap_or_else(|| damaged(Some(path), "unreadable")));
            }
        };
        if head.is_empty() {
            head = window[..count].to_vec();
        }
        read += count as u64;
        guard.check(&window[..count])?;
        seen(&window[..count]);
    }
    drop(part);
    // calamine makes room for as many strings as the part says, before it has seen one; each takes at least five bytes.
    let lies = plain_text::stated_count(&head).is_some_and(|count| count > read / 5);
    if !guard.needs_plain_text && !lies && !rewrite {
        return package.copy(path, writer, name);
    }
    if read > MOST_REWRITTEN {
        return Err(TableError::TooLarge { what: "inflated bytes".into(), limit: MOST_REWRITTEN });
    }
    let xml = package.whole(path, MOST_REWRITTEN)?;
    package::write(writer, name, &plain_text::rewrite(&xml))
}

/// The table of the package's one sheet, `S`; none if it has to be written anew, where it still may.
fn cells(
    package: impl Read + Seek,
    name: &str,
    may_rewrite: bool,
    progress: Progress<'_>,
) -> Result<Option<Table>, TableError> {
    let failure = |error: XlsxError| damaged(Some(name), &error.to_string());
    let mut book = Xlsx::new(package).map_err(failure)?;
    let mut reader = book.worksheet_cells_reader("S").map_err(failure)?;
    let end = reader.dimensions().end;
    let total = (u64::from(end.0) + 1).saturating_mul(u64::from(end.1) + 1);
    let mut rows = Rows::new(name.to_owned());
    let mut cache = Cache::default();
    let mut done = 0_u64;
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => return rows.finish().map(Some),
            Err(XlsxError::CellError(_)) if may_rewrite => return Ok(None),
            Err(error) => return Err(failure(error)),
        };
        done += 1;
        if done.is_multiple_of(super::PROGRESS_CELLS) {
            progress(done, total.max(done));
        }
        let (row, column) = cell.get_position();
        if row >= MOST_ROWS {
            return Err(damaged(Some(name), &format!("row {}", u64::from(row) + 1)));
        }
        let value = cell_of(cell.get_value(), rows.texts(), &mut cache);
        rows.put(row, column, value)?;
    }
}
