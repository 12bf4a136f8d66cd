//! Workbooks of every format that are odd but whole give the right table, by both readers where both can.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod both_readers;
mod corpus;

use both_readers::{assert_same, general, quickly};
use corpus::hold;
use corpus::package::{ods, ods_text};
use corpus::records::{label, record, record_b, text_b, xls, xlsb};
use segmenta::table::sheet_xml::Quick;

#[test]
fn odd_workbooks_give_the_right_table() {
    for case in corpus::odd::cases() {
        let table = general(&case.bytes);
        hold(&case, &table);
        match (quickly(&case.bytes, 64), &table) {
            (Ok(quick), Ok(table)) => assert_same(case.name, &quick, table),
            (Err(Quick::Odd), _) => {}
            (quick, _) => panic!("{}: the quick way gave {quick:?}", case.name),
        }
    }
}

/// Writes these workbooks, and those that other programs made, for `cargo xtask formats`.
#[test]
#[ignore = "a tool, not a test"]
fn write_corpus() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("odd");
    // A folder that is not there needs no clearing.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let cases = corpus::odd::cases().into_iter().map(|case| (case.name, case.bytes));
    let made = corpus::jobs::made().into_iter().map(|job| (job.name, job.bytes));
    for (number, (name, bytes)) in cases.chain(made).enumerate() {
        std::fs::write(folder.join(format!("{number:02} {name}")), bytes).unwrap();
    }
}

/// What is shown of a sheet of four rows: its hidden rows, and whether a filter is set.
fn view_of(bytes: &[u8]) -> (Vec<u32>, bool) {
    let table = general(bytes).unwrap();
    assert_eq!(table.rows, 3);
    (table.view.hidden_rows, table.view.is_filtered)
}

#[test]
fn rows_that_old_books_hide_are_known() {
    let cells = |row: u16| [label(row, 0, "A"), label(row, 1, "B")].concat();
    // Height, and the bit that hides (MS-XLS 2.4.221).
    let row = |row: u16, flags: u8| {
        record(0x208, &[&row.to_le_bytes()[..], &[0, 0, 2, 0, 0xFF, 0, 0, 0, 0, 0, flags, 1, 15, 0]].concat())
    };
    let rows = [row(0, 0x40), row(1, 0x20), row(2, 0x07), row(3, 0x60)].concat();
    let all: Vec<u8> = (0..4).flat_map(cells).collect();
    let book = |before: &[u8]| xls(&[], &[("S", [before, &rows, &all].concat())]);
    assert_eq!(view_of(&book(&[])), (vec![2, 4], false));
    assert_eq!(view_of(&book(&record(0x9B, &[]))), (vec![2, 4], true));
}

#[test]
fn rows_that_binary_books_hide_are_known() {
    let row = |row: u32, flags: u8| {
        let head = [&row.to_le_bytes()[..], &[0, 0, 0, 0, 44, 1, 0, flags, 0, 0, 0, 0, 0]].concat();
        [record_b(0, &head), text_b(0, "A"), text_b(1, "B")].concat()
    };
    let rows = [row(0, 0x20), row(1, 0x10), row(2, 0x0F), row(3, 0x30)].concat();
    assert_eq!(view_of(&xlsb(&rows).pack()), (vec![2, 4], false));
    let filter = [record_b(0x92, &[]), record_b(0xA1, &[0; 16]), record_b(0xA3, &[0; 6])].concat();
    assert_eq!(view_of(&xlsb(&[rows, filter].concat()).pack()), (vec![2, 4], true));
}

#[test]
fn rows_that_open_documents_hide_are_known() {
    let row = |words: &str| format!("<table:table-row {words}>{}{}</table:table-row>", ods_text("A"), ods_text("B"));
    let table = |rows: &[String]| ods(&format!("<table:table table:name=\"S\">{}</table:table>", rows.concat())).pack();
    let hidden = row("table:visibility=\"collapse\" table:number-rows-repeated=\"2\"");
    let below = "<table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048572\"/>";
    let shown = table(&[row(""), hidden.clone(), row("table:visibility=\"visible\""), below.into()]);
    assert_eq!(view_of(&shown), (vec![2, 3], false));
    let filtered = table(&[row(""), row(""), row("table:visibility=\"filter\""), row("")]);
    assert_eq!(view_of(&filtered), (vec![3], true));
}
