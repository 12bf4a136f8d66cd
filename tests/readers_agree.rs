//! The quick way through a workbook gives the very table that the general reader gives, on every workbook at hand.

#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod both_readers;

use both_readers::{assert_same, general, quickly};
use segmenta::table::TableError;
use segmenta::table::sheet_xml::Quick;
use std::fs;
use std::path::{Path, PathBuf};

/// Every .xlsx and .xlsm of the oracle and of the corpus of real workbooks, where they are.
fn workbooks() -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let mut found = Vec::new();
    for folder in ["oracle", "corpus/readxl", "corpus/sheetjs"] {
        walk(&shared.join(folder), &mut found);
    }
    found.retain(|path| path.extension().is_some_and(|end| end == "xlsx" || end == "xlsm"));
    found.sort();
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

#[test]
fn both_readers_give_the_same_table() {
    let paths = workbooks();
    if paths.is_empty() {
        eprintln!("SKIPPED both_readers_give_the_same_table: ../shared is absent");
        return;
    }
    let (mut by_quick, mut by_quick_alone) = (0, 0);
    for path in &paths {
        let bytes = fs::read(path).unwrap();
        let block = if bytes.len() < 100_000 { 64 } else { 1 << 16 };
        let quick = match quickly(&bytes, block) {
            Ok(table) => Ok(table),
            Err(Quick::Failed(TableError::TooLarge { .. }) | Quick::Odd) => continue,
            Err(Quick::Failed(error)) => Err(error),
        };
        by_quick += 1;
        match (quick, general(&bytes)) {
            // calamine refuses whole books for one odd part elsewhere in them.
            (_, Err(TableError::Damaged { .. })) => by_quick_alone += 1,
            (Ok(quick), Ok(general)) => assert_same(&path.display().to_string(), &quick, &general),
            (quick, general) => assert_eq!(quick.err(), general.err(), "{path:?}"),
        }
    }
    eprintln!("{by_quick} of {} workbooks were read the quick way, {by_quick_alone} of them by no other", paths.len());
    assert!(by_quick > 0);
}
