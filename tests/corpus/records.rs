//! Books of records made by hand: .xls (MS-XLS) and .xlsb (MS-XLSB).

use super::compound::compound;
use super::package::{Parts, RELATION};

/// A record of .xls.
pub fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
}

/// `Label`: a text cell of one-byte characters.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = (text.len() as u16).to_le_bytes();
    record(0x204, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &length, &[0], text.as_bytes()].concat())
}

/// `Number`, in cell format `format`.
pub fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), format.to_le_bytes()].concat();
    record(0x203, &[&place[..], &value.to_le_bytes()].concat())
}

/// A formula with this last value and no tokens.
pub fn formula(row: u16, column: u16, value: [u8; 8]) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x06, &[&place[..], &value, &[0; 8]].concat())
}

/// The stream of a book with these sheets, given by name and records, and these records before them. Format 1 is a date.
pub fn book_stream(globals: &[u8], sheets: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let begin = |kind: u8| record(0x809, &[0, 6, kind, 0, 0, 0, 0, 0]);
    let formats = [record(0xE0, &[0; 20]), record(0xE0, &[&[0, 0, 14, 0][..], &[0; 16]].concat())].concat();
    let head = [begin(5), globals.to_vec(), formats].concat();
    let names: usize = sheets.iter().map(|(name, _)| 12 + name.len()).sum();
    let mut start = head.len() + names + 4;
    let (mut bound, mut content) = (Vec::new(), Vec::new());
    for (name, cells) in sheets {
        let named = [&(start as u32).to_le_bytes()[..], &[0, 0, name.len() as u8, 0], name.as_bytes()].concat();
        bound.extend(record(0x85, &named));
        let sheet = [begin(0x10), cells.clone(), record(0x0A, &[])].concat();
        start += sheet.len();
        content.extend(sheet);
    }
    [head, bound, record(0x0A, &[]), content].concat()
}

/// A book as an .xls file.
pub fn xls(globals: &[u8], sheets: &[(&str, Vec<u8>)]) -> Vec<u8> {
    compound(&[("Workbook", book_stream(globals, sheets))])
}

/// A record of .xlsb.
pub fn record_b(kind: u16, content: &[u8]) -> Vec<u8> {
    let mut out = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 128, (kind >> 7) as u8] };
    let mut length = content.len();
    while length >= 128 {
        out.push(length as u8 | 128);
        length >>= 7;
    }
    out.push(length as u8);
    out.extend(content);
    out
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&((units.len() / 2) as u32).to_le_bytes()[..], &units].concat()
}

pub fn row_b(row: u32) -> Vec<u8> {
    record_b(0, &[&row.to_le_bytes()[..], &[0; 13]].concat())
}

/// A cell of .xlsb: column, format 0 and a value.
pub fn cell_b(kind: u16, column: u32, value: &[u8]) -> Vec<u8> {
    record_b(kind, &[&column.to_le_bytes()[..], &[0; 4], value].concat())
}

pub fn text_b(column: u32, text: &str) -> Vec<u8> {
    cell_b(6, column, &wide(text))
}

/// A binary workbook of one sheet `S` with these rows.
pub fn xlsb(rows: &[u8]) -> Parts {
    book_b(&["b"], rows)
}

/// The same behind a sheet of another relation.
pub fn xlsb_after(relation: &str, rows: &[u8]) -> Parts {
    book_b(&[relation, "b"], rows)
}

/// A binary workbook with a sheet for each of these relations, of which `b` leads to these rows.
fn book_b(sheets: &[&str], rows: &[u8]) -> Parts {
    let sheet =
        [record_b(0x81, &[]), record_b(0x94, &[0; 16]), record_b(0x91, &[]), rows.to_vec(), record_b(0x92, &[])]
            .concat();
    let bundle = |relation: &&str| {
        let name = if *relation == "b" { "S" } else { "M" };
        record_b(0x9C, &[&[0, 0, 0, 0, 1, 0, 0, 0][..], &wide(relation), &wide(name)].concat())
    };
    let bundle: Vec<u8> = sheets.iter().flat_map(bundle).collect();
    let book = [record_b(0x83, &[]), record_b(0x8F, &[]), bundle, record_b(0x90, &[]), record_b(0x84, &[])].concat();
    let relations = |kind: &str, id: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    Parts(Vec::new())
        .with("_rels/.rels", relations("officeDocument", "a", "xl/workbook.bin"))
        .with("xl/_rels/workbook.bin.rels", relations("worksheet", "b", "worksheets/sheet1.bin"))
        .with("xl/workbook.bin", book)
        .with("xl/worksheets/sheet1.bin", sheet)
}
