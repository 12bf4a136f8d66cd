//! Workbooks as this reader and independent ones read them, cell by cell; `cargo xtask formats` runs it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails the tool")]

use segmenta::table::{self, Cell, Table, TableError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// What a peer made of a file.
#[derive(Deserialize)]
struct Peer {
    error: Option<String>,
    #[serde(default)]
    sheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    name: String,
    /// Row and column, both counted from 0, kind and value.
    cells: Vec<(u32, u32, String, serde_json::Value)>,
}

/// Cells of one file, counted.
#[derive(Debug, Clone, Default)]
struct Count {
    same: usize,
    /// The same number, for one a date and for the other not.
    kind: usize,
    differing: usize,
    only_ours: usize,
    only_theirs: usize,
    /// What is not a difference of cells.
    remarks: BTreeSet<String>,
    example: Option<String>,
    /// The first number that is a date for one alone.
    kind_example: Option<String>,
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.same += other.same;
        self.kind += other.kind;
        self.differing += other.differing;
        self.only_ours += other.only_ours;
        self.only_theirs += other.only_theirs;
    }

    fn shown(&self) -> String {
        let Self { same, kind, differing, only_ours, only_theirs, .. } = self;
        let mut out = same.to_string();
        for (count, what) in
            [(kind, "date or number"), (differing, "differ"), (only_ours, "ours alone"), (only_theirs, "theirs alone")]
        {
            if *count > 0 {
                let _ = write!(out, ", {count} {what}");
            }
        }
        out
    }
}

#[test]
#[ignore = "a tool, not a test"]
fn compare_with_peers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let list = fs::read_to_string(folder.join("list")).unwrap();
    let mut by_format: BTreeMap<&str, (usize, usize, [Count; 2])> = BTreeMap::new();
    let mut rows = String::new();
    for (number, path) in list.lines().enumerate() {
        let bytes = fs::read(path).unwrap();
        let read = |peer: &str| -> Peer {
            serde_json::from_slice(&fs::read(folder.join(peer).join(format!("{number}.json"))).unwrap()).unwrap()
        };
        let counts = ["sheetjs", "python"].map(|peer| compare(&bytes, &read(peer)));
        let first = open(&bytes, None);
        let format = format_of(&bytes);
        let entry = by_format.entry(format).or_default();
        entry.0 += 1;
        entry.1 += usize::from(first.is_ok());
        for (sum, count) in entry.2.iter_mut().zip(&counts) {
            sum.add(count);
        }
        let remarks: Vec<&str> = counts.iter().flat_map(|count| &count.remarks).map(String::as_str).collect();
        let examples: Vec<&str> =
            counts.iter().filter_map(|count| count.example.as_deref().or(count.kind_example.as_deref())).collect();
        let name = Path::new(path).file_name().unwrap().to_string_lossy();
        let _ = writeln!(
            rows,
            "| {name} | {format} | {} | {} | {} | {} |",
            outcome(&first),
            counts[0].shown(),
            counts[1].shown(),
            [remarks, examples].concat().join("; ").replace('|', "\\|").replace(['\n', '\r'], "⏎")
        );
    }
    let mut out = String::from(HEAD);
    for (format, (files, read, [sheetjs, python])) in &by_format {
        let _ = writeln!(out, "| {format} | {files} | {read} | {} | {} |", sheetjs.shown(), python.shown());
    }
    out.push_str("\n| file | format | first sheet | as SheetJS | as Python's reader | remarks, first difference |\n| --- | --- | --- | --- | --- | --- |\n");
    out.push_str(&rows);
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md"), out).unwrap();
}

const HEAD: &str = "\
# Formats, cell by cell

Written by `cargo xtask formats`: every sheet of every workbook at hand, below the header that this reader finds, beside SheetJS 0.18.5 and
beside openpyxl, xlrd, pyxlsb or odfpy. A cell is the same where kind and value are; a number may be off by 10⁻¹². `first sheet` is what a
user gets who names none.

Where the readers differ:

- Date or number: lengths of time (`[h]:mm`, OpenDocument's `time`) and `A/P` alone are numbers here, dates for some others; pyxlsb knows no
  dates and no 1904.
- White space at the ends of a text without `xml:space=\"preserve\"` is left out here, as Excel does; others keep it, and count texts of
  blanks alone as cells.
- Line ends: CR LF within a part is one line feed (XML 1.0, 2.11), and `_x000D_` is a CR; SheetJS normalises neither, openpyxl keeps `_x000D_`.
- SheetJS reads the first stretch of some rich texts alone, and passes over cells of .ods that are repeated or hold a value without its text.
- openpyxl moves the days before March 1900 by one.

| format | files | first sheet read | cells as SheetJS | cells as Python's reader |
| --- | --- | --- | --- | --- |
";

fn open(bytes: &[u8], sheet: Option<&str>) -> Result<Table, TableError> {
    table::read(Cursor::new(bytes), sheet, &mut |_, _| {})
}

fn format_of(bytes: &[u8]) -> &'static str {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window.eq_ignore_ascii_case(name));
    match bytes {
        [0xD0, 0xCF, ..] if has(b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0") => "locked",
        [0xD0, 0xCF, ..] => ".xls",
        [b'P', b'K', ..] if has(b"xl/workbook.bin") => ".xlsb",
        [b'P', b'K', ..] if has(b"xl/vbaProject.bin") => ".xlsm",
        [b'P', b'K', ..] if has(b"content.xml") => ".ods",
        [b'P', b'K', ..] => ".xlsx",
        _ => "Excel 2 to 4",
    }
}

fn outcome(read: &Result<Table, TableError>) -> String {
    match read {
        Ok(table) => format!("{} × {}", table.rows, table.columns.len()),
        Err(TableError::EmptySheet { .. }) => "empty".into(),
        Err(TableError::NoRows { .. }) => "one row".into(),
        Err(TableError::Encrypted) => "password".into(),
        Err(error) => format!("{error:?}"),
    }
}

/// All sheets that the peer has.
fn compare(bytes: &[u8], peer: &Peer) -> Count {
    let mut count = Count::default();
    if let Some(error) = &peer.error {
        count.remarks.insert(error.chars().take(60).collect());
    }
    for sheet in &peer.sheets {
        let theirs = |from: u32| sheet.cells.iter().filter(move |cell| cell.0 >= from);
        let named = open(bytes, Some(&sheet.name));
        // Excel 2 to 4 had no names for their one sheet: each reader gives it its own.
        let is_nameless = matches!(named, Err(TableError::NoSuchSheet { .. })) && peer.sheets.len() == 1;
        match if is_nameless { open(bytes, None) } else { named } {
            Ok(table) => compare_cells(&table, sheet, &mut count),
            Err(TableError::NoRows { header_row, .. }) => count.only_theirs += theirs(header_row).count(),
            Err(TableError::EmptySheet { .. }) => {
                count.only_theirs += theirs(0).filter(|cell| !is_blank(&cell.3)).count();
            }
            Err(TableError::NoSuchSheet { .. }) => {
                if theirs(0).next().is_some() {
                    count.remarks.insert(format!("“{}” is no worksheet", sheet.name));
                }
            }
            Err(error) => drop(count.remarks.insert(format!("“{}”: {error:?}", sheet.name))),
        }
    }
    count
}

fn is_blank(value: &serde_json::Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn compare_cells(table: &Table, sheet: &Sheet, count: &mut Count) {
    // A column is one that the header names or that has a cell below it.
    let header = table.header_row - 1;
    let is_column =
        |cell: &&(u32, u32, String, serde_json::Value)| cell.0 > header || (cell.0 == header && !is_blank(&cell.3));
    let columns: Vec<u32> =
        sheet.cells.iter().filter(is_column).map(|cell| cell.1).collect::<BTreeSet<_>>().into_iter().collect();
    if columns.len() != table.columns.len() {
        count.remarks.insert(format!("“{}”: {} columns or {}", sheet.name, table.columns.len(), columns.len()));
    }
    let mut theirs: BTreeMap<(u32, u32), (&str, &serde_json::Value)> = BTreeMap::new();
    for (row, column, kind, value) in sheet.cells.iter().filter(|cell| cell.0 > header) {
        theirs.insert((*row - header - 1, *column), (kind, value));
    }
    for (index, column) in table.columns.iter().enumerate() {
        for row in 0..column.len() {
            let cell = column.get(row);
            if cell == Cell::Empty {
                continue;
            }
            let their = columns.get(index).and_then(|column| theirs.remove(&(row as u32, *column)));
            let verdict = match their {
                None => &mut count.only_ours,
                Some((kind, value)) => match same(cell, table, kind, value) {
                    Some(true) => &mut count.same,
                    Some(false) => &mut count.kind,
                    None => &mut count.differing,
                },
            };
            *verdict += 1;
            let verdict = their.map(|(kind, value)| same(cell, table, kind, value));
            if matches!(verdict, Some(Some(true))) {
                continue;
            }
            let example =
                if matches!(verdict, Some(Some(false))) { &mut count.kind_example } else { &mut count.example };
            example.get_or_insert_with(|| {
                let place = format!("“{}” {}, row {}", sheet.name, column.name, table.sheet_row(row));
                let shown = cell.display(&table.texts).chars().take(60).collect::<String>();
                let their = their.map(|(kind, value)| format!("{kind} {value}"));
                format!("{place}: {shown:?}, for them {}", their.unwrap_or_else(|| "nothing".into()))
            });
        }
    }
    count.only_theirs += theirs.len();
    if let Some((place, (kind, value))) = theirs.first_key_value().filter(|_| count.example.is_none()) {
        count.example = Some(format!("“{}” {place:?}: theirs alone, {kind} {value}", sheet.name));
    }
}

/// The same cell, the same number in another kind, or neither.
fn same(cell: Cell, table: &Table, kind: &str, value: &serde_json::Value) -> Option<bool> {
    match (cell, kind) {
        (Cell::Text(text), "text") => (value.as_str()? == table.texts.get(text)).then_some(true),
        (Cell::Bool(truth), "bool") => (value.as_bool()? == truth).then_some(true),
        (Cell::Error(_), "error") => Some(true),
        (Cell::Number(ours) | Cell::Date(ours), "number" | "date") => {
            let theirs = value.as_f64()?;
            let is_near = (ours - theirs).abs() <= 1e-12 * ours.abs().max(1.0)
                || (kind == "date" && (ours - theirs).abs() < 1e-8);
            is_near.then_some(matches!(cell, Cell::Date(_)) == (kind == "date"))
        }
        _ => None,
    }
}
