//! Workbooks made here, read by both readers: what rust_xlsxwriter writes and what only other programs write.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod both_readers;

use both_readers::{assert_same, general, quickly};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use segmenta::table::sheet_xml::Quick;
use segmenta::table::{ArchiveProblem, Cell, CellError, Table, TableError};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A workbook of one sheet `S` with this XML between `<sheetData>` and its end; format 1 is a date, 2 a length of time.
fn workbook(rows: &str, strings: &str, book_properties: &str) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |inside: &str| format!("<Relationships>{inside}</Relationships>");
    let relate = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{relation}/{kind}\" Target=\"{target}\"/>")
    };
    let parts = [
        ("_rels/.rels", relations(&relate("a", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[relate("b", "worksheet", "worksheets/sheet1.xml"), relate("c", "sharedStrings", "sharedStrings.xml")].concat()),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns:r=\"{relation}\">{book_properties}<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"),
        ),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>".into(),
        ),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, xml) in parts {
        archive.start_file(path, SimpleFileOptions::default()).unwrap();
        archive.write_all(xml.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The table by the general reader, which the quick way gives as well or leaves to it.
fn read(bytes: &[u8]) -> Result<Table, TableError> {
    let table = general(bytes);
    match (quickly(bytes, 64), &table) {
        (Err(Quick::Odd), _) => {}
        (Ok(quick), Ok(general)) => assert_same("workbook", &quick, general),
        (quick, general) => assert_eq!(quick, general.clone().map_err(Quick::Failed)),
    }
    table
}

fn column(table: &Table, name: &str) -> Vec<Cell> {
    let column = table.columns.iter().find(|column| column.name == name).unwrap();
    (0..table.rows).map(|row| column.get(row)).collect()
}

fn shown(table: &Table, name: &str) -> Vec<String> {
    column(table, name).into_iter().map(|cell| cell.display(&table.texts).into_owned()).collect()
}

#[test]
fn a_table_further_down_with_gaps_is_found_whole() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ventes").unwrap();
    sheet.write(3, 1, "  Name ").unwrap().write(3, 3, "Qty").unwrap();
    sheet.write(4, 1, "SUB-1").unwrap().write(4, 3, 2.5).unwrap();
    sheet.write(6, 0, "left").unwrap().write(6, 3, true).unwrap();
    sheet.write(8, 4, "right").unwrap();
    sheet.write_blank(12, 1, &Format::new().set_bold()).unwrap();
    let table = read(&book.save_to_buffer().unwrap()).unwrap();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!((table.sheet.as_str(), table.header_row, table.rows), ("Ventes", 4, 5));
    assert_eq!(names, ["Column 1", "Name", "Qty", "Column 5"]);
    assert_eq!(shown(&table, "Name"), ["SUB-1", "", "", "", ""]);
    assert_eq!(column(&table, "Qty")[..3], [Cell::Number(2.5), Cell::Empty, Cell::Bool(true)]);
    assert_eq!(shown(&table, "Column 1"), ["", "", "left", "", ""]);
    assert_eq!((shown(&table, "Column 5")[4].as_str(), table.sheet_row(4)), ("right", 9));
}

#[test]
fn dates_and_lengths_of_time_are_told_apart() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let length = Format::new().set_num_format("[h]:mm");
    sheet.write(0, 0, "When").unwrap();
    sheet.write_with_format(1, 0, ExcelDateTime::from_ymd(2020, 2, 1).unwrap(), &date).unwrap();
    sheet.write_with_format(2, 0, 1.5, &length).unwrap();
    let table = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(column(&table, "When"), [Cell::Date(43862.0), Cell::Number(1.5)]);
}

#[test]
fn the_1904_date_system_is_brought_to_1900() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>42400</v></c></row>\
                <row r=\"3\"><c r=\"A3\" s=\"1\"><v>0.5</v></c></row><row r=\"4\"><c r=\"A4\" s=\"2\"><v>3</v></c></row>";
    let bytes = workbook(rows, "<si><t>When</t></si>", "<workbookPr date1904=\"1\"/>");
    let table = read(&bytes).unwrap();
    assert_eq!(column(&table, "When"), [Cell::Date(43862.0), Cell::Date(0.5), Cell::Number(3.0)]);
}

#[test]
fn every_kind_of_text_is_read() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Head</t></is></c></row>\
                <row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c></row>\
                <row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>\
                <row r=\"5\"><c r=\"A5\" t=\"str\"><f>A1&amp;\"x\"</f><v>a&lt;b</v></c></row>\
                <row r=\"6\"><c r=\"A6\" t=\"s\"><v>2</v></c></row><row r=\"7\"><c r=\"A7\" t=\"d\"><v>2020-02-01</v></c></row>";
    let strings = "<si><r><t>ri</t></r><r><rPr/><t xml:space=\"preserve\">ch </t></r></si><si><t xml:space=\"preserve\"> 007 </t></si><si><t/></si>";
    let table = read(&workbook(rows, strings, "")).unwrap();
    assert_eq!(shown(&table, "Head"), ["rich ", " 007 ", "inline", "a<b", "", "2020-02-01"]);
    assert_eq!(column(&table, "Head")[5], Cell::Date(43862.0));
}

#[test]
fn cells_and_rows_may_leave_out_their_place() {
    let rows = "<row><c t=\"inlineStr\"><is><t>A</t></is></c><c t=\"inlineStr\"><is><t>B</t></is></c></row>\
                <row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>4</v></c></row>";
    let table = read(&workbook(rows, "", "")).unwrap();
    assert_eq!(column(&table, "A"), [Cell::Number(1.0), Cell::Empty, Cell::Empty]);
    assert_eq!(column(&table, "B"), [Cell::Number(2.0), Cell::Empty, Cell::Number(4.0)]);
}

#[test]
fn error_values_old_and_new_are_no_numbers() {
    let head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>C</t></is></c></row>";
    let rows = "<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#N/A</v></c><c r=\"B2\" t=\"e\"><v>#SPILL!</v></c><c r=\"C2\"><v>2</v></c></row>\
                <row r=\"3\"><c r=\"A3\" t=\"e\"><v>#CALC!</v></c><c r=\"C3\" t=\"e\"><v>#DIV/0!</v></c></row>";
    let table = read(&workbook(&[head, rows].concat(), "", "")).unwrap();
    assert_eq!(column(&table, "A"), [Cell::Error(CellError::NA), Cell::Error(CellError::Value)]);
    assert_eq!(column(&table, "C"), [Cell::Number(2.0), Cell::Error(CellError::Div0)]);

    let placeless = "<row><c><v>1</v></c><c t=\"e\"><v>#SPILL!</v></c><c><v>3</v></c></row>";
    let table = read(&workbook(&[head, placeless].concat(), "", "")).unwrap();
    assert_eq!(column(&table, "A"), [Cell::Number(1.0)]);
    assert_eq!(column(&table, "C"), [Cell::Number(3.0)]);
}

#[test]
fn cells_out_of_order_are_damage() {
    let text = |place: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let row = |number: u32, place: &str| format!("<row r=\"{number}\">{}</row>", text(place));
    for places in [["A1", "A3", "A2"], ["A1", "A2", "A2"]] {
        let rows: String = places.iter().map(|place| row(place[1..].parse().unwrap(), place)).collect();
        assert!(matches!(read(&workbook(&rows, "", "")), Err(TableError::Damaged { .. })), "{places:?}");
    }
}

#[test]
fn two_far_corners_make_no_large_table() {
    let rows =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let table = read(&workbook(rows, "<si><t>A</t></si>", "")).unwrap();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!((table.rows, names), (1_048_575, vec!["A", "Column 16384"]));
}

#[test]
fn the_first_visible_sheet_is_read_unless_another_is_named() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap().set_hidden(true).write(0, 0, "hidden").unwrap();
    let shown = book.add_worksheet().set_name("Lignes").unwrap();
    shown.set_active(true).write(0, 0, "A").unwrap().write(1, 0, 1).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read(&bytes).unwrap().sheet, "Lignes");
    let named = |name| segmenta::table::read(Cursor::new(&bytes), Some(name), &mut |_, _| {});
    assert_eq!(named("Notes"), Err(TableError::NoRows { sheet: "Notes".into(), header_row: 1 }));
    let sheets = vec!["Notes".into(), "Lignes".into()];
    assert_eq!(named("Ventes"), Err(TableError::NoSuchSheet { wanted: "Ventes".into(), sheets }));
}

#[test]
fn what_is_no_whole_workbook_is_refused() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Vide").unwrap();
    let empty = book.save_to_buffer().unwrap();
    assert_eq!(read(&empty), Err(TableError::EmptySheet { sheet: "Vide".into() }));
    for length in [4, empty.len() / 4, empty.len() / 2, empty.len() - 30] {
        assert!(matches!(read(&empty[..length]), Err(TableError::Damaged { .. })), "{length} bytes");
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("photo.jpg", SimpleFileOptions::default()).unwrap();
    let other = archive.finish().unwrap().into_inner();
    assert_eq!(
        read(&other),
        Err(TableError::Archive { problem: ArchiveProblem::Nothing, names: vec!["photo.jpg".into()] })
    );
}

/// A cell as written and, as text, as it must be read.
#[derive(Debug, Clone)]
enum Written {
    Nothing,
    Text(String),
    Number(f64),
    Date(u32),
    Bool(bool),
    Rich(String, String),
    /// A formula's last value, as the file holds it.
    NumberFormula(f64),
    TextFormula(String),
    ErrorFormula,
}

/// Cells such as sales files hold, or with any text at all, which the quick way may leave to the general reader.
fn written(any_text: bool) -> impl Strategy<Value = Written> {
    let text = if any_text { any::<String>().boxed() } else { "[a-zA-Z0-9éß€<>&\"' .=+-]{0,12}".boxed() };
    prop_oneof![
        2 => Just(Written::Nothing),
        4 => text.prop_map(Written::Text),
        2 => (-1_000_000..1_000_000_i32).prop_map(|cents| Written::Number(f64::from(cents) / 100.0)),
        1 => any::<f64>().prop_filter("spreadsheets hold finite numbers", |x| x.is_finite()).prop_map(Written::Number),
        2 => (1..80_000_u32).prop_map(Written::Date),
        1 => any::<bool>().prop_map(Written::Bool),
        u32::from(any_text) => ("[a-z ]{1,5}", "[a-z é]{1,5}").prop_map(|(a, b)| Written::Rich(a, b)),
        1 => (-1_000_000..1_000_000_i32).prop_map(|cents| Written::NumberFormula(f64::from(cents) / 100.0)),
        1 => "t[a-zé ]{0,9}x".prop_map(Written::TextFormula),
        1 => Just(Written::ErrorFormula),
    ]
}

fn write(rows: &[Vec<Written>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let bold = Format::new().set_bold();
    for column in 0..4 {
        sheet.write(0, column, format!("C{column}")).unwrap();
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Written::Nothing => continue,
                Written::Text(text) => sheet.write_string(row, column, text),
                Written::Number(number) => sheet.write_number(row, column, *number),
                Written::Date(day) => sheet.write_number_with_format(row, column, f64::from(*day), &date),
                Written::Bool(truth) => sheet.write_boolean(row, column, *truth),
                Written::Rich(a, b) => sheet.write_rich_string(row, column, &[(&bold, a), (&Format::default(), b)]),
                Written::NumberFormula(x) => {
                    sheet.write_formula(row, column, Formula::new("=A1").set_result(x.to_string()))
                }
                Written::TextFormula(text) => {
                    sheet.write_formula(row, column, Formula::new("=A1").set_result(text.as_str()))
                }
                Written::ErrorFormula => sheet.write_formula(row, column, Formula::new("=1/0").set_result("#DIV/0!")),
            }
            .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn is_as_written(written: &Written, cell: Cell, table: &Table) -> bool {
    match written {
        Written::Nothing => cell == Cell::Empty,
        Written::Text(text) => cell.display(&table.texts) == *text && !matches!(cell, Cell::Number(_) | Cell::Date(_)),
        // The writer prints 16 digits, as Excel does, so the last bits of a number may change.
        Written::Number(number) => matches!(cell, Cell::Number(x) if (x - number).abs() <= number.abs() * 1e-15),
        Written::Date(day) => cell == Cell::Date(f64::from(*day)),
        Written::Bool(truth) => cell == Cell::Bool(*truth),
        Written::Rich(a, b) => cell.display(&table.texts) == format!("{a}{b}"),
        Written::NumberFormula(x) => cell == Cell::Number(*x),
        Written::TextFormula(text) => cell.display(&table.texts) == *text,
        Written::ErrorFormula => cell == Cell::Error(CellError::Div0),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_written_is_read_again(
        (any_text, rows) in any::<bool>().prop_flat_map(|any_text| {
            (Just(any_text), prop::collection::vec(prop::collection::vec(written(any_text), 4), 1..40))
        })
    ) {
        let holds = |cells: &Vec<Written>| cells.iter().any(|cell| !matches!(cell, Written::Nothing | Written::Text(_)));
        prop_assume!(rows.last().is_some_and(holds));
        let bytes = write(&rows);
        let table = read(&bytes).unwrap();
        prop_assert!(any_text || quickly(&bytes, 64).is_ok());
        prop_assert_eq!((table.rows, table.columns.len()), (rows.len(), 4));
        for (row, cells) in rows.iter().enumerate() {
            for (column, written) in cells.iter().enumerate() {
                let cell = table.columns[column].get(row);
                prop_assert!(is_as_written(written, cell, &table), "row {}: {:?} was read as {:?}, {:?}", row, written, cell, cell.display(&table.texts));
            }
        }
    }
}
