//! Files that are tables but odd as sales, each with what the whole job must make of it.

use super::package::Parts;
use super::{HEADERS, sales, sales_with};
use rust_xlsxwriter::Workbook;
use std::fmt::Write;

/// A file and what the whole job must make of it.
pub struct Job {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub outcome: Outcome,
}

/// What the whole job makes of a file, for two or three segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Segments of so many accounts, from so many lines.
    Segmented {
        lines: usize,
        accounts: usize,
    },
    TooFewAccounts(usize),
    MissingColumns,
    AmountTooLarge {
        row: u32,
    },
    NothingLeft,
}

use Outcome::{AmountTooLarge, MissingColumns, NothingLeft, Segmented, TooFewAccounts};

pub fn jobs() -> Vec<Job> {
    [few(), amounts(), texts(), shapes(), amplified(), made()].into_iter().flatten().collect()
}

fn job(name: &'static str, bytes: Vec<u8>, outcome: Outcome) -> Job {
    Job { name, bytes, outcome }
}

fn few() -> Vec<Job> {
    vec![
        job("one row", sales(1, 1), TooFewAccounts(1)),
        job("one account", sales(50, 1), TooFewAccounts(1)),
        job("fewer accounts than segments", sales(30, 2), TooFewAccounts(2)),
        job("as many accounts as segments", sales(30, 3), Segmented { lines: 30, accounts: 3 }),
        job("all the same values", sales_with(40, 40, |_| 10.0, "x"), Segmented { lines: 40, accounts: 40 }),
    ]
}

fn amounts() -> Vec<Job> {
    let huge = |row| if row == 7 { 1e308 } else { 1.0 };
    // Prices written as texts: what is no number excludes its line.
    let written = |price: &str| {
        let mut csv = format!("{}\n", HEADERS.join(";"));
        for row in 0..40 {
            let price = if row % 4 == 0 { price } else { "2.5" };
            let _ = writeln!(csv, "SUB-{row:03};0015f00000{:05};1;{price};x", row % 8);
        }
        csv.into_bytes()
    };
    vec![
        job("1e308", sales_with(30, 5, huge, "x"), AmountTooLarge { row: 8 }),
        job("1e308 in a text file", written("1e308"), AmountTooLarge { row: 2 }),
        job("NaN in a text file", written("NaN"), Segmented { lines: 30, accounts: 6 }),
        job("infinity in a text file", written("inf"), Segmented { lines: 30, accounts: 6 }),
        job("a number of 400 digits in a text file", written(&"9".repeat(400)), Segmented { lines: 30, accounts: 6 }),
    ]
}

fn texts() -> Vec<Job> {
    let segmented = Segmented { lines: 40, accounts: 8 };
    let with = |name, text: &str| job(name, sales_with(40, 8, f64::from, text), segmented);
    vec![
        with("formulas in a text column", "=HYPERLINK(\"http://x\",\"y\")"),
        with("HTML in a text column", "<img src=x onerror=alert(1)>"),
        with("right-to-left and combining text", "\u{202E}שלום e\u{301}\u{301}\u{301} 👩‍👩‍👧"),
        with("control characters", "\u{1}\u{8}\u{1F}_x0041_"),
        with("32,767 characters in a cell", &"x".repeat(32_767)),
        job("the same text in every text column", everywhere("=1+1 <b>\u{202E}e\u{301}"), segmented),
    ]
}

/// Sales whose every text, the ids too, ends in `text`.
fn everywhere(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADERS).unwrap();
    for row in 1..=40_u32 {
        sheet.write(row, 0, format!("=SUB-{row} {text}")).unwrap();
        sheet.write(row, 1, format!("@{} {text}", row % 8)).unwrap();
        sheet.write(row, 2, 1).unwrap().write(row, 3, row).unwrap();
        sheet.write(row, 4, format!("-{row} {text}")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn shapes() -> Vec<Job> {
    let segmented = Segmented { lines: 40, accounts: 8 };
    let mut wide = Workbook::new();
    let sheet = wide.add_worksheet();
    sheet.write_row(0, 0, HEADERS).unwrap();
    for column in HEADERS.len() as u16..16_384 {
        sheet.write(0, column, format!("C{column}")).unwrap();
    }
    let mut many = Workbook::new();
    for sheet in 0..100 {
        let sheet = many.add_worksheet().set_name(format!("S{sheet}")).unwrap();
        sheet.write_row(0, 0, HEADERS).unwrap();
    }
    let mut twice = Workbook::new();
    twice.add_worksheet().write_row(0, 0, HEADERS).unwrap().write_row(0, 5, ["Note", "Note"]).unwrap();
    for book in [&mut wide, &mut many, &mut twice] {
        let sheet = book.worksheet_from_index(0).unwrap();
        for row in 1..=40_u32 {
            sheet.write(row, 0, format!("SUB-{row}")).unwrap().write(row, 1, format!("A{}", row % 8)).unwrap();
            sheet.write(row, 2, 1).unwrap().write(row, 3, row).unwrap().write(row, 4, "x").unwrap();
        }
    }
    let without_header = |bytes: &[u8]| {
        let parts = Parts::unpack(bytes);
        let sheet = "xl/worksheets/sheet1.xml";
        let xml = String::from_utf8(parts.clone().get(sheet).clone()).unwrap();
        let start = xml.find("<row ").unwrap();
        let end = start + xml[start..].find("</row>").unwrap() + "</row>".len();
        parts.replace(sheet, &xml[start..end], "").pack()
    };
    vec![
        job("16,384 columns", wide.save_to_buffer().unwrap(), segmented),
        job("100 sheets", many.save_to_buffer().unwrap(), segmented),
        job("no header", without_header(&sales(40, 8)), MissingColumns),
        job("the same header twice", twice.save_to_buffer().unwrap(), segmented),
        job("a text file of another name.xlsx", written_quantity("1"), segmented),
        job("a workbook of another name.csv", sales(40, 8), segmented),
        job("no quantity above zero", written_quantity("0"), NothingLeft),
        job("strict OOXML", strict(&sales(40, 8)), segmented),
    ]
}

/// Small files that stand for much: a shared text in very many rows, thousands of headers that say nothing, kinds without end.
fn amplified() -> Vec<Job> {
    let segmented = Segmented { lines: 40, accounts: 8 };
    // Texts 0 to 4 are the headers, 5 the product, 6 the long one; accounts follow.
    let with_rows = |long: &str, row: &dyn Fn(u32) -> String| {
        let texts = HEADERS.iter().copied().chain(["x", long]).map(str::to_owned);
        let texts = texts.chain((0..8).map(|account| format!("0015f00000{account:05}")));
        let strings: String = texts.map(|text| format!("<si><t xml:space=\"preserve\">{text}</t></si>")).collect();
        let text = |column: char, row: u32, id: u32| format!("<c r=\"{column}{row}\" t=\"s\"><v>{id}</v></c>");
        let headers: String = ('A'..='E').zip(0..).map(|(column, id)| text(column, 1, id)).collect();
        let mut rows = format!("<row r=\"1\">{headers}</row>");
        for at in 2..=41 {
            let account = text('B', at, 7 + at % 8);
            let numbers = format!("<c r=\"C{at}\"><v>1</v></c><c r=\"D{at}\"><v>{at}</v></c>");
            let _ = write!(
                rows,
                "<row r=\"{at}\"><c r=\"A{at}\"><v>{at}</v></c>{account}{numbers}{}</row>",
                text('E', at, 5)
            );
        }
        for at in 42..=MANY + 41 {
            let _ = write!(rows, "<row r=\"{at}\">{}</row>", row(at));
        }
        Parts::workbook(&rows, &strings).pack()
    };
    let long = |column: char| move |row: u32| format!("<c r=\"{column}{row}\" t=\"s\"><v>6</v></c>");
    let long_account = |row: u32| format!("{}<c r=\"C{row}\"><v>1</v></c><c r=\"D{row}\"><v>1</v></c>", long('B')(row));
    let unknown: String = (0..16_384).map(|column| format!("h{column},")).collect();
    let values = "sac,".repeat(16_384);
    let wide =
        format!("{}\n{}", unknown.trim_end_matches(','), format!("{}\n", values.trim_end_matches(',')).repeat(300));
    vec![
        job(
            "a text of 32,767 letters alone in 200,000 rows",
            with_rows(&"Fin du rapport? ".repeat(2_047), &long('E')),
            segmented,
        ),
        job("32,767 blanks alone in 200,000 rows", with_rows(&" ".repeat(32_767), &long('B')), segmented),
        job("32,767 blanks as the account of 200,000 rows", with_rows(&" ".repeat(32_767), &long_account), segmented),
        job(
            "32,767 blanks beside the totals of 200,000 rows",
            with_rows(&" ".repeat(32_767), &|row| {
                format!("{}<c r=\"B{row}\" t=\"inlineStr\"><is><t>Subtotal</t></is></c>", long('A')(row))
            }),
            segmented,
        ),
        job(
            "a text of 32,767 letters in forty rows of 16,384 columns",
            forty_rows(&"Long ".repeat(6_553)),
            MissingColumns,
        ),
        job("16,384 headers that say nothing", wide.into_bytes(), MissingColumns),
        job("a year and a currency for each row", kinds(), Segmented { lines: 40_000, accounts: 8 }),
    ]
}

/// One text in every column of forty rows.
fn forty_rows(text: &str) -> Vec<u8> {
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(16_384);
    let rows: String = (1..=40).map(|row| format!("<row r=\"{row}\">{cells}</row>")).collect();
    Parts::workbook(&rows, &format!("<si><t>{text}</t></si>")).pack()
}

/// Rows of the amplified files.
const MANY: u32 = 200_000;

/// Lines each of which starts in another year, many of them none that there will be, and names another currency.
fn kinds() -> Vec<u8> {
    let mut book = Workbook::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADERS).unwrap().write_row(0, 5, ["SBQQ__StartDate__c", "CurrencyIsoCode"]).unwrap();
    for row in 1..=40_000_u32 {
        sheet.write(row, 0, format!("SUB-{row}")).unwrap().write(row, 1, format!("A{}", row % 8)).unwrap();
        sheet.write(row, 2, 1).unwrap().write(row, 3, row).unwrap().write(row, 4, "x").unwrap();
        sheet.write_with_format(row, 5, f64::from(row) * 366.0, &date).unwrap();
        sheet.write(row, 6, format!("{row} {}", "taler ".repeat(100))).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Sales as a text file, every line of this quantity.
fn written_quantity(quantity: &str) -> Vec<u8> {
    let mut csv = format!("{}\r\n", HEADERS.join(","));
    for row in 1..=40 {
        let _ = write!(csv, "SUB-{row:03},0015f00000{:05},{quantity},{row}.5,x\r\n", row % 8);
    }
    csv.into_bytes()
}

/// The same workbook by ISO/IEC 29500 strict: other namespaces, everywhere.
pub fn strict(bytes: &[u8]) -> Vec<u8> {
    let mut parts = Parts::unpack(bytes);
    for (_, content) in &mut parts.0 {
        let xml = String::from_utf8(std::mem::take(content)).unwrap();
        let xml = xml.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        );
        *content = xml
            .replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/",
                "http://purl.oclc.org/ooxml/officeDocument/",
            )
            .into_bytes();
    }
    parts.pack()
}

/// Files that other programs wrote.
pub fn made() -> Vec<Job> {
    let segmented = Segmented { lines: 40, accounts: 8 };
    vec![
        job("LibreOffice.xlsx", include_bytes!("made/libreoffice.xlsx").to_vec(), segmented),
        job("LibreOffice.ods", include_bytes!("made/libreoffice.ods").to_vec(), segmented),
        job("LibreOffice.xls", include_bytes!("made/libreoffice.xls").to_vec(), segmented),
    ]
}
