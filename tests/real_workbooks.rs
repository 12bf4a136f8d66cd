//! Real workbooks of other projects, where they are: read wherever SheetJS reads them, and never worse than by refusal.
#![cfg(not(target_arch = "wasm32"))]

use segmenta::table::{self, TableError};
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// The first sheet's outcome, as SheetJS 0.18 has it: it reads all but those under a password.
#[test]
fn real_workbooks_are_read() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(manifest) = fs::read_to_string(corpus.join("manifest.json")) else {
        eprintln!("SKIPPED real_workbooks_are_read: ../shared/corpus is absent");
        return;
    };
    let manifest: Vec<serde_json::Value> = serde_json::from_str(&manifest).unwrap();
    let (mut read, mut empty, mut locked, mut sheets) = (0, 0, 0, 0);
    for file in &manifest {
        let (repository, path) = file["origin"].as_str().unwrap().split_once(':').unwrap();
        let folder = if repository.starts_with("tidyverse/readxl") { "readxl" } else { "sheetjs" };
        let bytes = fs::read(corpus.join(folder).join(path)).unwrap();
        let open = |sheet: Option<&str>| table::read(Cursor::new(&bytes), sheet, &mut |_, _| {});
        match open(None) {
            Ok(_) => read += 1,
            Err(TableError::EmptySheet { .. } | TableError::NoRows { .. }) => empty += 1,
            Err(TableError::Encrypted) if path.contains("password") => locked += 1,
            Err(error) => panic!("{path}: {error:?}"),
        }
        for (name, rows) in sheets_of(file["calamine-0.38"].as_str().unwrap()) {
            let table = open(Some(&name));
            match &table {
                Ok(table) => assert!(table.rows < rows, "{path}, {name}: {} of {rows} rows", table.rows),
                Err(error) => {
                    let is_empty = matches!(error, TableError::EmptySheet { .. } | TableError::NoRows { .. });
                    // Charts and macros are no sheets of cells; a title above blanks is no table.
                    let is_none = matches!(error, TableError::NoSuchSheet { .. }) && rows == 0;
                    assert!(is_empty || is_none, "{path}, {name}: {error:?}");
                }
            }
            sheets += 1;
        }
    }
    eprintln!(
        "{read} of {} workbooks read, {empty} with an empty first sheet, {locked} locked; {sheets} sheets",
        manifest.len()
    );
    assert_eq!((manifest.len(), locked), (297, 10));
}

/// Names and heights of the sheets in `ok "Sheet1" 14x10 | ok "Other" 3x2`.
fn sheets_of(summary: &str) -> Vec<(String, usize)> {
    let sheet = |part: &str| {
        let (name, size) = part.strip_prefix("ok \"")?.rsplit_once("\" ")?;
        Some((name.to_owned(), size.split_once('x')?.0.parse().ok()?))
    };
    // Names that are written with escapes stand for others.
    summary.split(" | ").filter_map(sheet).filter(|(name, _)| !name.contains('\\')).collect()
}
