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
