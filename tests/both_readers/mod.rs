//! The quick way through a workbook beside the general reader, and tables compared cell by cell.

use segmenta::pipeline::{Memory, Source, Stream};
use segmenta::table::sheet_xml::{Part, Plan, Quick};
use segmenta::table::{self, Cell, Table, TableError};
use std::io::Cursor;

/// The table by the general reader.
pub fn general(bytes: &[u8]) -> Result<Table, TableError> {
    table::read(Cursor::new(bytes), None, &mut |_, _| {})
}

/// The table by the quick way, where the sheet arrives in blocks of `block` bytes.
pub fn quickly(bytes: &[u8], block: usize) -> Result<Table, Quick> {
    let plan = Plan::new(Cursor::new(bytes), None)?;
    let sheet = inflated(bytes, plan.sheet)?;
    let strings = plan.strings.map(|part| inflated(bytes, part)).transpose()?.unwrap_or_default();
    let mut reader = plan.reader(&strings)?;
    for bytes in sheet.chunks(block) {
        reader.buffer().extend_from_slice(bytes);
        reader.advance()?;
    }
    reader.finish()
}

/// A part's bytes, held against what the file says of them, as the main job does.
fn inflated(bytes: &[u8], part: Part) -> Result<Vec<u8>, Quick> {
    let mut out = Vec::new();
    let mut inflating = Memory(bytes).inflate(part).map_err(|_| Quick::Odd)?;
    while pollster::block_on(inflating.append(&mut out)).map_err(|_| Quick::Odd)? > 0 {}
    Ok(out)
}

/// Text numbers depend on the order of reading, so tables are compared cell by cell.
pub fn assert_same(what: &str, quick: &Table, general: &Table) {
    assert_eq!(
        (&quick.sheet, quick.header_row, quick.rows),
        (&general.sheet, general.header_row, general.rows),
        "{what}"
    );
    assert_eq!(quick.view, general.view, "{what}");
    assert_eq!(quick.columns.len(), general.columns.len(), "{what}");
    for (a, b) in quick.columns.iter().zip(&general.columns) {
        assert_eq!(a.name, b.name, "{what}");
        for row in 0..quick.rows {
            let (in_a, in_b) = (a.get(row), b.get(row));
            let same = match (in_a, in_b) {
                (Cell::Text(x), Cell::Text(y)) => quick.texts.get(x) == general.texts.get(y),
                _ => in_a == in_b,
            };
            assert!(same, "{what}, {}, row {row}: {in_a:?} or {in_b:?}", a.name);
        }
    }
}
