//! Tables made in tests, without a workbook.

use segmenta::table::{Cell, Column, Table, Texts, View};

/// A value as it stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nothing,
    Text(String),
    Other(Cell),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Other(Cell::Number(number))
    }
}

/// A table on sheet `S` with its header in row 3.
pub fn table(headers: &[&str], rows: &[Vec<Value>]) -> Table {
    let mut texts = Texts::default();
    let mut columns: Vec<Column> = headers.iter().map(|&header| Column::new(header.to_owned())).collect();
    for (index, row) in rows.iter().enumerate() {
        for (column, value) in columns.iter_mut().zip(row) {
            column.set(
                index,
                match value {
                    Value::Nothing => Cell::Empty,
                    Value::Text(text) => Cell::Text(texts.intern(text)),
                    Value::Other(cell) => *cell,
                },
            );
        }
    }
    let places = (0..headers.len() as u32).collect();
    Table {
        sheet: "S".into(),
        header_row: 3,
        rows: rows.len(),
        columns,
        texts,
        places,
        top: Vec::new(),
        text_file: None,
        view: View::default(),
    }
}
