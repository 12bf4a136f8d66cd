//! The search for the header, over small sheets of every kind of cell: a text table and a workbook of the same texts.

use super::both_readers::general;
use super::corpus::package::Parts;
use segmenta::table::Table;
use std::fmt::Write;

/// Columns and rows of a sheet.
const MOST_COLUMNS: usize = 26;
const MOST_ROWS: usize = 60;

/// A sheet whose cells the bytes choose: whatever row is taken for the header, no cell below it is lost, and a workbook of the same texts
/// has its header in the same row.
pub fn header(data: &[u8]) {
    let rows = rows(data);
    let text: String = rows.iter().map(|row| format!("{}\n", row.join("\t"))).collect();
    let Ok(table) = general(format!("sep=\t\n{text}").as_bytes()) else { return };
    let header = table.header_row as usize;
    let below = rows.iter().skip(header).flatten().filter(|cell| !cell.is_empty()).count();
    assert_eq!(filled(&table), below);
    let book = general(&workbook(&rows)).expect("a sheet with rows below its header is a table");
    assert_eq!((book.header_row, book.rows, filled(&book)), (table.header_row, table.rows, below));
}

fn filled(table: &Table) -> usize {
    let cells = table.columns.iter().flat_map(|column| (0..table.rows).map(|row| column.get(row)));
    cells.filter(|cell| !cell.display(&table.texts).is_empty()).count()
}

fn rows(data: &[u8]) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    for &byte in data {
        let number = byte / 8;
        let cell = match byte % 8 {
            0 if rows.len() < MOST_ROWS => {
                rows.push(Vec::new());
                continue;
            }
            1 => String::new(),
            2 => format!("{number}.5"),
            3 => format!("{:02}/02/2020", number % 28 + 1),
            4 => format!("SUB-{number:05}"),
            5 => "Total".into(),
            6 => format!("Q{number}"),
            _ => format!("Nom {}", char::from(b'a' + number % 26)),
        };
        if let Some(row) = rows.last_mut().filter(|row| row.len() < MOST_COLUMNS) {
            row.push(cell);
        }
    }
    rows
}

fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut xml = String::new();
    for (row, cells) in (1..).zip(rows) {
        let _ = write!(xml, "<row r=\"{row}\">");
        for (column, text) in ('A'..='Z').zip(cells).filter(|(_, text)| !text.is_empty()) {
            let _ = write!(xml, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        }
        xml.push_str("</row>");
    }
    Parts::workbook(&xml, "").pack()
}
