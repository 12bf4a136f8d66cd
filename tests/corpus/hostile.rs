//! Files that would cost memory, time or sense: each must be refused by name, or read as far as it is a table.

use super::Expected::Shape;
use super::Refusal::{Archive, Damaged, EmptySheet, Encrypted, NoRows, NoSheet, Not, Suspect, TooLarge, UnclosedQuote};
use super::compound::compound;
use super::package::{Parts, inline, ods, ods_number, ods_text};
use super::records::{book_stream, cell_b, label, number, record, record_b, row_b, text_b, xls, xlsb};
use super::{Case, case, refused, sales};
use segmenta::table::ArchiveProblem;
use segmenta::table::Suspicion::{DeepNesting, DocType, LongTag, LongText};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const A1: &str = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

pub fn cases() -> Vec<Case> {
    [wrong_kinds(), bombs(), corners(), empty(), old_and_binary(), truncated(), flipped(), wide(), texts()]
        .into_iter()
        .flatten()
        .collect()
}

fn wrong_kinds() -> Vec<Case> {
    let other = |main: &str| {
        let parts = Parts::workbook(A1, "").replace("_rels/.rels", "xl/workbook.xml", main);
        parts.renamed(|name| if name == "xl/workbook.xml" { main.to_owned() } else { name.to_owned() }).pack()
    };
    let scrambled = Parts(Vec::new()).with("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let scrambled = scrambled
        .with("META-INF/manifest.xml", "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>")
        .with("content.xml", vec![0x9A; 300]);
    vec![
        refused("nothing", Vec::new(), Not(Some("0 B"))),
        refused("one byte", vec![7], Not(None)),
        refused("web page named .xls", b"<html><table><tr><td>1</td></tr></table></html>".to_vec(), Not(Some("HTML"))),
        refused(
            "XML 2003 named .xls",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".to_vec(),
            Not(Some("XML 2003")),
        ),
        refused(
            "flat OpenDocument",
            b"<?xml version=\"1.0\"?><office:document x=\"\"/>".to_vec(),
            Not(Some("OpenDocument XML (.fods)")),
        ),
        refused("Word", other("word/document.xml"), Not(Some("Word"))),
        refused("PowerPoint", other("ppt/presentation.xml"), Not(Some("PowerPoint"))),
        refused("any archive", Parts(Vec::new()).with("photo.jpg", "x").pack(), Archive(ArchiveProblem::Nothing)),
        refused("old Word", compound(&[("WordDocument", vec![1; 5000])]), Not(Some("Word"))),
        refused(
            "new book under a password",
            compound(&[("EncryptionInfo", vec![4; 900]), ("EncryptedPackage", vec![9; 9000])]),
            Encrypted,
        ),
        refused(
            "old book under a password",
            xls(&record(0x2F, &[1, 0, 1, 0, 1, 0]), &[("S", vec![0x55; 99])]),
            Encrypted,
        ),
        refused("OpenDocument under a password", scrambled.pack(), Encrypted),
    ]
}

fn bombs() -> Vec<Case> {
    let plain = || Parts::workbook(A1, "");
    let doc_type = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let entities = |path: &str, root: &str| plain().replace(path, root, &format!("{doc_type}{root}")).pack();
    let mut spaces = plain();
    spaces.get(SHEET).splice(22..22, std::iter::repeat_n(b' ', 66 << 20));
    let mut strings = plain();
    strings.get("xl/sharedStrings.xml").splice(5..5, b"<si><t/></si>".repeat(2 << 20));
    let mut rows = plain();
    rows.get(SHEET).splice(22..22, b"<row r=\"1\"></row>".repeat(1 << 20));
    let many: Vec<(String, Vec<u8>)> = (0..20_100).map(|number| (format!("x/{number}"), Vec::new())).collect();
    let deep = format!("<c r=\"A2\"><v>{}1{}</v></c>", "<a>".repeat(400), "</a>".repeat(400));
    let storm = format!("<row r=\"2\" {}/>", (0..40_000).map(|n| format!("a{n}=\"\" ")).collect::<String>());
    let long = inline("A2", &"x".repeat(5 << 20));
    let with = |row: &str| Parts::workbook(&[A1, row].concat(), "").pack();
    let ods_bomb = |content: String| ods(&content).pack();
    // Both in a row without a place of its own, which sends the file the general way.
    let angles = format!("<row x=\"{}\"/>", "<".repeat(200_000)).repeat(160);
    vec![
        case(
            "32 million angles between quotation marks",
            Parts::workbook(&format!("<row r=\"1\">{}</row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>{angles}", inline("A1", "A")), "").pack(),
            Shape(1, 1),
        ),
        refused("66 MB of blanks", spaces.pack(), TooLarge("inflated bytes")),
        refused("two million empty strings", strings.pack(), NoRows),
        refused("a million times the same row", rows.pack(), NoRows),
        refused("twenty thousand entries", Parts(many).pack(), TooLarge("zip entries")),
        refused("entities in the sheet", entities(SHEET, "<worksheet>"), Suspect(DocType)),
        refused("entities in the strings", entities("xl/sharedStrings.xml", "<sst>"), Suspect(DocType)),
        refused("entities in the book", entities("xl/workbook.xml", "<workbookPr/>"), Suspect(DocType)),
        refused("deep nesting", with(&format!("<row r=\"2\">{deep}</row>")), Suspect(DeepNesting)),
        refused("forty thousand attributes", with(&storm), Suspect(LongTag)),
        refused("five million letters", with(&format!("<row r=\"2\">{long}</row>")), Suspect(LongText)),
        refused("entities in OpenDocument", ods(&format!("{doc_type}<table:table/>")).pack(), Suspect(DocType)),
        refused(
            "a row repeated a million times, wide",
            ods_bomb(format!(
                "<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row></table:table>",
                ods_number(1.0, 16_384)
            )),
            TooLarge("cells"),
        ),
        refused(
            "a long text repeated in every column",
            ods_bomb(format!(
                "<table:table table:name=\"S\"><table:table-row><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row></table:table>",
                "x".repeat(30_000)
            )),
            TooLarge("text bytes"),
        ),
        refused(
            "a billion blanks by number",
            ods_bomb("<table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"1000000000\"/></text:p></table:table-cell></table:table-row></table:table>".into()),
            Damaged,
        ),
        refused(
            "a note that does not end",
            ods_bomb("<table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>".into()),
            Damaged,
        ),
    ]
}

/// A few cells far apart.
fn corners() -> Vec<Case> {
    let corner = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let beyond = "<row r=\"2\"><c r=\"ZZZZ2\"><v>1</v></c></row>";
    let below = "<row r=\"4294967295\"><c r=\"A4294967295\"><v>1</v></c></row>";
    let head = inline("A1", "A");
    let last: String = ('A'..='Z').map(|column| format!("<c r=\"{column}1048576\"><v>1</v></c>")).collect();
    let last_row = format!("<row r=\"1048576\">{last}</row>");
    let with = |row: &str| Parts::workbook(&format!("<row r=\"1\">{head}</row>{row}"), "").pack();
    let far = format!(
        "<table:table table:name=\"S\"><table:table-row>{}</table:table-row><table:table-row table:number-rows-repeated=\"1048574\"/><table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>{}</table:table-row></table:table>",
        ods_text("A"),
        ods_number(1.0, 1)
    );
    vec![
        case("corner cell", with(corner), Shape(1_048_575, 2)),
        case("corner cell of .ods", ods(&far).pack(), Shape(1_048_575, 2)),
        case(
            "corner cell of .xls",
            xls(&[], &[("S", [label(0, 0, "A"), number(65_535, 255, 0, 1.0)].concat())]),
            Shape(65_535, 2),
        ),
        case(
            "corner cell of .xlsb",
            xlsb(&[row_b(0), text_b(0, "A"), row_b(1_048_575), cell_b(5, 16_383, &1.0_f64.to_le_bytes())].concat())
                .pack(),
            Shape(1_048_575, 2),
        ),
        refused("cells all along the last row", with(&last_row), TooLarge("cells")),
        refused("column beyond the last", with(beyond), TooLarge("columns")),
        refused("row beyond the last", with(below), Damaged),
        refused(
            "row beyond the last of .xlsb",
            xlsb(&[row_b(0), text_b(0, "A"), row_b(1 << 20), text_b(0, "x")].concat()).pack(),
            Damaged,
        ),
        refused(
            "column beyond the last of .xls",
            xls(&[], &[("S", [label(0, 0, "A"), number(1, 256, 0, 1.0)].concat())]),
            Damaged,
        ),
    ]
}

fn empty() -> Vec<Case> {
    let no_sheets =
        Parts::workbook(A1, "").replace("xl/workbook.xml", "<sheet name=\"S\" sheetId=\"1\" r:id=\"b\"/>", "");
    vec![
        refused("no sheet", no_sheets.pack(), NoSheet),
        refused("empty sheet", Parts::workbook("", "").pack(), EmptySheet),
        refused(
            "blanks only",
            Parts::workbook(&format!("<row r=\"1\">{}</row>", inline("A1", "  ")), "").pack(),
            EmptySheet,
        ),
        refused("header only", Parts::workbook(A1, "").pack(), NoRows),
        refused("empty .xls", xls(&[], &[("S", Vec::new())]), EmptySheet),
        refused("empty .xlsb", xlsb(&[]).pack(), EmptySheet),
        refused("empty .ods", ods("<table:table table:name=\"S\"/>").pack(), EmptySheet),
        refused("no table in .ods", ods("").pack(), NoSheet),
    ]
}

fn old_and_binary() -> Vec<Case> {
    let sst = |content: &[u8]| {
        xls(&record(0xFC, &[&[1, 0, 0, 0, 1, 0, 0, 0][..], content].concat()), &[("S", label(0, 0, "A"))])
    };
    let short = |kind: u16| xls(&[], &[("S", [label(0, 0, "A"), record(kind, &[1, 0, 0])].concat())]);
    let short_b = |kind: u16| xlsb(&[row_b(0), text_b(0, "A"), row_b(1), record_b(kind, &[0; 5])].concat()).pack();
    let mut circle = xls(&[], &[("S", vec![0; 60_000])]);
    circle[512 + 4 * 20..512 + 4 * 21].copy_from_slice(&19_u32.to_le_bytes());
    let mut directory = xls(&[], &[("S", label(0, 0, "A"))]);
    directory[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    let mut past = book_stream(&[], &[("S", label(0, 0, "A"))]);
    let bound = past.windows(4).position(|bytes| bytes == [0x85, 0, 9, 0]).unwrap();
    past[bound + 4..bound + 8].copy_from_slice(&u32::MAX.to_le_bytes());
    let long_record = [row_b(0), text_b(0, "A"), vec![5, 0xFF, 0xFF, 0xFF, 0x7F]].concat();
    vec![
        refused("strings cut short in .xls", sst(&[9, 0, 8, 1]), Damaged),
        refused("strings that say more than there is", sst(&[0xFF, 0xFF, 1, b'a', 0]), Damaged),
        refused(
            "shared string that is none in .xls",
            xls(&[], &[("S", [label(0, 0, "A"), record(0xFD, &[1, 0, 0, 0, 0, 0, 9, 0, 0, 0])].concat())]),
            Damaged,
        ),
        refused("short number in .xls", short(0x203), Damaged),
        refused("short text in .xls", short(0x204), Damaged),
        refused("short numbers in .xls", short(0xBD), Damaged),
        refused("short formula in .xls", short(0x06), Damaged),
        refused("sectors in a circle", circle, Damaged),
        refused("directory in a circle", directory, NoRows),
        refused("sheet past the end of .xls", compound(&[("Workbook", past)]), Damaged),
        refused("short number in .xlsb", short_b(5), Damaged),
        refused("short text in .xlsb", short_b(6), Damaged),
        refused(
            "shared string that is none in .xlsb",
            xlsb(&[row_b(0), cell_b(7, 0, &[9, 0, 0, 0])].concat()).pack(),
            Damaged,
        ),
        refused("record of 256 MB in .xlsb", xlsb(&long_record).pack(), Damaged),
    ]
}

/// Cut short at twenty points.
fn truncated() -> Vec<Case> {
    let whole = sales(400, 40);
    let cut = |part: usize| whole[..whole.len() * part / 21].to_vec();
    (1..=20).map(|part| refused("cut short", cut(part), Damaged)).collect()
}

/// A bit of the sheet turned over, where its content lies.
fn flipped() -> Vec<Case> {
    let mut file = sales(400, 40);
    let name = b"xl/worksheets/sheet1.xml";
    let at = file.windows(name.len()).position(|window| window == name).unwrap() + 400;
    file[at] ^= 4;
    vec![refused("a bit flipped", file, Damaged)]
}

/// Forty rows as wide as can be, none of which stands above the others, so that each is tried as the header.
fn wide() -> Vec<Case> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..40_u32 {
        for column in (0..16_384_u16).filter(|column| u32::from(column / 4) % 40 == row) {
            sheet.write(row, column, format!("N{column}x")).unwrap();
        }
    }
    let fields = |count: usize| format!("{}\n", (0..count).map(|field| format!("n{field},")).collect::<String>());
    vec![
        case("forty rows of names", book.save_to_buffer().unwrap(), Shape(39, 16_384)),
        refused("forty lines of fifty thousand names", fields(50_000).repeat(40).into_bytes(), TooLarge("columns")),
    ]
}

/// Text files that would cost memory.
fn texts() -> Vec<Case> {
    let packed = |text: &[u8]| Parts(Vec::new()).with("sales.csv", text).pack();
    vec![
        refused("17 MB between quotation marks", [b"a,b\n\"", &b"x".repeat(17 << 20)[..]].concat(), UnclosedQuote),
        refused("a line of 17 MB", [b"a,b\n", &b"x".repeat(17 << 20)[..]].concat(), TooLarge("bytes in one row")),
        refused("six million lines", b"a,b\n".repeat(6_000_000), TooLarge("rows")),
        refused(
            "a text of 200 MB in an archive of 200 kB",
            packed(&b"a,b\n".repeat(50 << 20)),
            TooLarge("inflated bytes"),
        ),
        refused("blank lines only", b"\n".repeat(3_000_000), EmptySheet),
    ]
}
