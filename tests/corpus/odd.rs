//! Workbooks that are odd but whole: what other programs write, and what the standards allow.

use super::package::{Parts, inline, ods, ods_number, ods_text};
use super::records::{book_stream, cell_b, formula, label, number, record, row_b, text_b, xls, xlsb, xlsb_after};
use super::{Case, Expected, case};

/// The header `A`, `B` of most cases.
fn head() -> String {
    format!("<row r=\"1\">{}{}</row>", inline("A1", "A"), inline("B1", "B"))
}

fn sheet(rows: &str) -> Parts {
    Parts::workbook(&[&head(), rows].concat(), "")
}

/// Both cells of rows from the second on.
fn rows(expected: &'static [&'static [&'static str]]) -> Expected {
    Expected::Rows(1, &["A", "B"], expected)
}

pub fn cases() -> Vec<Case> {
    [ooxml(), packages(), binary(), old(), open_document()].into_iter().flatten().collect()
}

/// What stands in cells.
fn ooxml() -> Vec<Case> {
    let cell = |kind: &str, inside: &str| format!("<c r=\"A2\" {kind}>{inside}</c><c r=\"B2\"><v>2</v></c>");
    let row = |kind: &str, inside: &str| sheet(&format!("<row r=\"2\">{}</row>", cell(kind, inside))).pack();
    vec![
        case("empty value", row("", "<v/>"), rows(&[&["", "2"]])),
        case("empty string value", row("t=\"str\"", "<v></v>"), rows(&[&["", "2"]])),
        case("number in CDATA", row("", "<v><![CDATA[1.5]]></v>"), rows(&[&["1.5", "2"]])),
        case("text in CDATA", row("t=\"inlineStr\"", "<is><t><![CDATA[a<b & c]]></t></is>"), rows(&[&["a<b & c", "2"]])),
        case("formula text in CDATA", row("t=\"str\"", "<f>A1</f><v><![CDATA[a&b]]></v>"), rows(&[&["a&b", "2"]])),
        case("digits as references", row("", "<v>&#49;&#x32;</v>"), rows(&[&["12", "2"]])),
        case("cached formula", row("", "<f>1+1</f><v>3</v>"), rows(&[&["3", "2"]])),
        case("shared formula", row("", "<f t=\"shared\" si=\"0\"/><v>3</v>"), rows(&[&["3", "2"]])),
        case("formula without value", row("", "<f>1+1</f>"), rows(&[&["", "2"]])),
        case("truth value in words", row("t=\"b\"", "<v>true</v>"), rows(&[&["TRUE", "2"]])),
        case("ISO date", row("t=\"d\"", "<v>2020-02-01T06:00:00</v>"), rows(&[&["2020-02-01T06:00:00", "2"]])),
        case("error", row("t=\"e\"", "<v>#DIV/0!</v>"), rows(&[&["", "2"]])),
        case("young error", row("t=\"e\"", "<v>#SPILL!</v>"), rows(&[&["", "2"]])),
        case("not a number", row("", "<v>NaN</v>"), rows(&[&["", "2"]])),
        case("infinity", row("", "<v>1e999</v>"), rows(&[&["", "2"]])),
        case("id that looks like a number", row("t=\"inlineStr\"", "<is><t xml:space=\"preserve\"> 007 </t></is>"), rows(&[&[" 007 ", "2"]])),
        case("escaped line end", row("t=\"inlineStr\"", "<is><t>a_x000D_b</t></is>"), rows(&[&["a\rb", "2"]])),
        case("rich text in place", row("t=\"inlineStr\"", "<is><r><t>so</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> bold</t></r></is>"), rows(&[&["so bold", "2"]])),
        case(
            "rich shared text",
            Parts::workbook(
                &[&head(), "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>2</v></c></row>"].concat(),
                "<si><r><t>so</t></r><r><t xml:space=\"preserve\"> bold</t></r></si>",
            )
            .pack(),
            rows(&[&["so bold", "2"]]),
        ),
        case("phonetic signs", row("t=\"inlineStr\"", "<is><t>東</t><rPh sb=\"0\" eb=\"1\"><t>ひがし</t></rPh></is>"), rows(&[&["東", "2"]])),
        case(
            "merged cells",
            Parts::of_sheet(
                &format!(
                    "<worksheet><sheetData>{}<row r=\"2\">{}<c r=\"B2\"/></row></sheetData><mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells></worksheet>",
                    head(),
                    inline("A2", "both")
                ),
                "",
            )
            .pack(),
            rows(&[&["both", ""]]),
        ),
    ]
}

/// How parts are packed, named and written.
fn packages() -> Vec<Case> {
    let plain = || sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>43862</v></c></row>");
    let as_plain = || rows(&[&["1", "2020-02-01"]]);
    let book = "xl/workbook.xml";
    let relations = "xl/_rels/workbook.xml.rels";
    let with_sheet = |name: &str, kind: &str, target: &str| {
        let sheet = format!("<sheets><sheet name=\"{name}\" sheetId=\"9\" r:id=\"z\"/>");
        let relation = format!("<Relationships><Relationship Id=\"z\" Type=\"http://x/{kind}\" Target=\"{target}\"/>");
        plain().replace(book, "<sheets>", &sheet).replace(relations, "<Relationships>", &relation)
    };
    let strict = |path: &str, parts: Parts| {
        parts.replace(
            path,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    };
    // A part elsewhere whose checksum is wrong.
    let mut wrong_elsewhere = plain().with("xl/media/image1.png", vec![7; 5000]).pack();
    let at = wrong_elsewhere.windows(19).position(|name| name == b"xl/media/image1.png").unwrap();
    wrong_elsewhere[at - 16] ^= 0xFF;
    let last = wrong_elsewhere.windows(19).rposition(|name| name == b"xl/media/image1.png").unwrap();
    wrong_elsewhere[last - 30] ^= 0xFF;
    vec![
        case("plain", plain().pack(), as_plain()),
        case("stored, not packed", plain().pack_as(zip::CompressionMethod::Stored), as_plain()),
        case("names in another case", plain().renamed(|name| name.replace("sheet1", "Sheet1")).pack(), as_plain()),
        case("names with backslashes", plain().renamed(|name| name.replace('/', "\\")).pack(), as_plain()),
        case("absolute target", plain().replace(relations, "worksheets/", "/xl/worksheets/").pack(), as_plain()),
        case("strict relations", strict("_rels/.rels", strict(relations, plain())).pack(), as_plain()),
        case(
            "another folder",
            plain()
                .renamed(|name| name.replace("xl/", "wb/"))
                .replace("_rels/.rels", "xl/workbook.xml", "/wb/workbook.xml")
                .pack(),
            as_plain(),
        ),
        case(
            "prefixed names",
            plain()
                .replace("xl/worksheets/sheet1.xml", "<", "<x:")
                .replace("xl/worksheets/sheet1.xml", "<x:/", "</x:")
                .pack(),
            as_plain(),
        ),
        case(
            "1904",
            plain().replace(book, "<workbookPr/>", "<workbookPr date1904=\"1\"/>").pack(),
            rows(&[&["1", "2024-02-02"]]),
        ),
        case("macro sheet first", with_sheet("M", "xlMacrosheet", "macrosheets/sheet1.xml").pack(), as_plain()),
        case("chart sheet first", with_sheet("C", "chartsheet", "chartsheets/sheet1.xml").pack(), as_plain()),
        case("sheet of no known kind first", with_sheet("X", "somethingElse", "x.xml").pack(), as_plain()),
        case(
            "sheet without relation first",
            plain().replace(book, "<sheets>", "<sheets><sheet name=\"L\" r:id=\"no\"/>").pack(),
            as_plain(),
        ),
        case("broken comments elsewhere", plain().with("xl/comments1.xml", "<broken").pack(), as_plain()),
        case("wrong checksum elsewhere", wrong_elsewhere, as_plain()),
        case(
            "no styles",
            sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>").without("xl/styles.xml").pack(),
            rows(&[&["1", ""]]),
        ),
        case(
            "lying dimension",
            plain()
                .replace("xl/worksheets/sheet1.xml", "<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>")
                .pack(),
            as_plain(),
        ),
        case(
            "lying count of strings",
            plain().replace("xl/sharedStrings.xml", "<sst>", "<sst uniqueCount=\"9999999999999\">").pack(),
            as_plain(),
        ),
        case(
            "byte order mark",
            {
                let mut parts = plain();
                let part = parts.get(book);
                *part = [b"\xEF\xBB\xBF", &part[..]].concat();
                parts.pack()
            },
            as_plain(),
        ),
    ]
}

fn binary() -> Vec<Case> {
    let cells = [
        row_b(0),
        text_b(0, "A"),
        text_b(1, "B"),
        row_b(1),
        cell_b(5, 0, &1.5_f64.to_le_bytes()),
        cell_b(2, 1, &(7_i32 << 2 | 2).to_le_bytes()),
        row_b(2),
        cell_b(3, 0, &[7]),
        cell_b(11, 1, &[42, 0, 0, 0, 0, 0, 0]),
        row_b(3),
        cell_b(3, 0, &[99]),
        cell_b(4, 1, &[1]),
    ]
    .concat();
    let shown = || rows(&[&["1.5", "7"], &["", ""], &["", "TRUE"]]);
    // Other sheets before it: of macros, and one whose part is not even there.
    let relations = "xl/_rels/workbook.bin.rels";
    let other = |kind: &str| {
        let relation = format!("<Relationships><Relationship Id=\"m\" Type=\"http://x/{kind}\" Target=\"other.bin\"/>");
        xlsb_after("m", &cells).replace(relations, "<Relationships>", &relation)
    };
    vec![
        case("xlsb", xlsb(&cells).pack(), shown()),
        case("xlsb, macro sheet first", other("xlMacrosheet").pack(), shown()),
        case("xlsb, dialog sheet first", other("dialogsheet").with("xl/other.bin", vec![0xFF; 40]).pack(), shown()),
    ]
}

fn old() -> Vec<Case> {
    let head = || [label(0, 0, "A"), label(0, 1, "B")].concat();
    let cells = || [head(), number(1, 0, 0, 2.5), number(1, 1, 1, 43862.0)].concat();
    let text = |cached: [u8; 8]| {
        [head(), formula(1, 0, cached), record(0x207, &[2, 0, 0, b'o', b'k']), number(1, 1, 0, 1.0)].concat()
    };
    let as_plain = || rows(&[&["2.5", "2020-02-01"]]);
    vec![
        case("xls", xls(&[], &[("S", cells())]), as_plain()),
        case("xls, second sheet broken", xls(&[], &[("S", cells()), ("T", record(0x203, &[1]))]), as_plain()),
        case(
            "xls, macro sheet first",
            {
                let mut stream = book_stream(&[], &[("M", record(0x203, &[1])), ("S", cells())]);
                let at = stream.windows(4).position(|bytes| bytes == [0x85, 0, 9, 0]).unwrap();
                // The kind of its sheet: of Excel 4 macros.
                stream[at + 9] = 1;
                super::compound::compound(&[("Workbook", stream)])
            },
            as_plain(),
        ),
        case("xls of 1904", xls(&record(0x22, &[1, 0]), &[("S", cells())]), rows(&[&["2.5", "2024-02-02"]])),
        case(
            "xls, formula of a number",
            xls(&[], &[("S", [head(), formula(1, 0, 3.5_f64.to_le_bytes()), number(1, 1, 0, 1.0)].concat())]),
            rows(&[&["3.5", "1"]]),
        ),
        case("xls, formula of a text", xls(&[], &[("S", text([0, 0, 0, 0, 0, 0, 255, 255]))]), rows(&[&["ok", "1"]])),
        case(
            "xls, formula of an error",
            xls(&[], &[("S", [head(), formula(1, 0, [2, 0, 7, 0, 0, 0, 255, 255]), number(1, 1, 0, 1.0)].concat())]),
            rows(&[&["", "1"]]),
        ),
        case("xls, old name", super::compound::compound(&[("Book", book_stream(&[], &[("S", cells())]))]), as_plain()),
        case(
            "bare records of Excel 4",
            [
                record(0x409, &[0, 4, 0x10, 0, 0, 0]),
                record(0x204, &[0, 0, 0, 0, 0, 0, 1, 0, b'A']),
                record(0x204, &[0, 0, 1, 0, 0, 0, 1, 0, b'B']),
                record(0x203, &[&[1, 0, 0, 0, 0, 0][..], &2.5_f64.to_le_bytes()].concat()),
                record(0x0A, &[]),
            ]
            .concat(),
            rows(&[&["2.5", ""]]),
        ),
        case(
            "bare records of Excel 2",
            [
                record(0x09, &[2, 0, 0x10, 0]),
                record(0x04, &[0, 0, 0, 0, 0, 0, 0, 1, b'A']),
                record(0x04, &[0, 0, 1, 0, 0, 0, 0, 1, b'B']),
                record(0x02, &[1, 0, 0, 0, 0, 0, 0, 12, 0]),
                record(0x0A, &[]),
            ]
            .concat(),
            rows(&[&["12", ""]]),
        ),
    ]
}

fn open_document() -> Vec<Case> {
    let head = format!("<table:table-row>{}{}</table:table-row>", ods_text("A"), ods_text("B"));
    let table = |rows: &str| ods(&format!("<table:table table:name=\"S\">{head}{rows}</table:table>")).pack();
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let kind = |kind: &str, value: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" office:{kind}-value=\"{value}\"><text:p>shown</text:p></table:table-cell>"
        )
    };
    let error = "<table:table-cell office:value-type=\"string\" office:string-value=\"\" xmlns:c=\"c\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>";
    let noted = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation><text:p>a <text:span>b</text:span><text:s text:c=\"2\"/>c</text:p><text:p>d</text:p></table:table-cell>";
    vec![
        case("ods", table(&row(&[ods_text("é &amp; à"), ods_number(1.5, 1)].concat())), rows(&[&["é & à", "1.5"]])),
        case("ods, dates and truth", table(&[row(&[kind("date", "2020-02-01"), kind("boolean", "true")].concat()), row(&[kind("date", "2020-02-01T12:00:00"), kind("time", "PT36H00M00S")].concat())].concat()), rows(&[&["2020-02-01", "TRUE"], &["2020-02-01T12:00:00", "1.5"]])),
        case("ods, error and note", table(&row(&[error, noted].concat())), rows(&[&["", "a b  c\nd"]])),
        case("ods, repeated cells", table(&row(&ods_number(3.0, 2))), rows(&[&["3", "3"]])),
        case("ods, formats to the end", table(&[row(&ods_number(3.0, 2)), "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".into()].concat()), rows(&[&["3", "3"]])),
        case("ods, gap", table(&["<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>".into(), row(&ods_number(3.0, 2))].concat()), rows(&[&["", ""], &["", ""], &["3", "3"]])),
        case("ods, another table odd", ods(&format!("<table:table table:name=\"S\">{head}{}</table:table><table:table table:name=\"T\"><table:table-row><odd/></table:table-row></table:table>", row(&ods_number(3.0, 2)))).pack(), rows(&[&["3", "3"]])),
    ]
}
