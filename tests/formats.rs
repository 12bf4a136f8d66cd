//! Workbooks of every format that are odd but whole give the right table, by both readers where both can.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod both_readers;
mod corpus;

use both_readers::{assert_same, general, quickly};
use corpus::hold;
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
