//! A column of cells, stored as narrowly as its content allows.

use super::{TextId, Texts, serial};
use std::borrow::Cow;

/// What one cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// Nothing, or an empty text.
    Empty,
    /// A text.
    Text(TextId),
    /// A number that is no date.
    Number(f64),
    /// A date as an Excel serial day of the 1900 system (fraction = time of day).
    Date(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#N/A`.
    Error(CellError),
}

impl Cell {
    /// The cell as text: numbers in their shortest decimal form (`17850`, `0.1`), dates in ISO 8601, errors and empty cells as nothing.
    #[must_use]
    pub fn display(self, texts: &Texts) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Error(_) => Cow::Borrowed(""),
            Self::Text(id) => Cow::Borrowed(texts.get(id)),
            // Adding zero turns -0 into 0.
            Self::Number(number) => Cow::Owned((number + 0.0).to_string()),
            Self::Date(day) => Cow::Owned(serial::to_iso(day)),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
        }
    }
}

/// An Excel error value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[expect(
    missing_docs,
    reason = "each is named as Excel shows it: #DIV/0!, #N/A, #NAME?, #NULL!, #NUM!, #REF!, #VALUE!, other"
)]
pub enum CellError {
    Div0,
    NA,
    Name,
    Null,
    Num,
    Ref,
    Value,
    Other,
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header's text, trimmed; one beyond all headers is cut.
    pub name: String,
    cells: Cells,
}

/// Storage by kind; a column that mixes kinds pays for it, others do not. NaN marks an empty cell among numbers.
#[derive(Debug, Clone, PartialEq)]
enum Cells {
    Text(Vec<TextId>),
    Number(Vec<f64>),
    Date(Vec<f64>),
    Mixed(Vec<Cell>),
}

/// The cells of a column as they are stored: what goes through a whole column need not ask for the kind of each cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stored<'a> {
    /// [`Texts::EMPTY`] where a cell is empty.
    Text(&'a [TextId]),
    /// NaN where a cell is empty.
    Number(&'a [f64]),
    /// NaN where a cell is empty.
    Date(&'a [f64]),
    Mixed(&'a [Cell]),
}

impl Column {
    /// An empty column of this name.
    #[must_use]
    pub fn new(name: String) -> Self {
        Self { name, cells: Cells::Text(Vec::new()) }
    }

    /// How many rows are stored; rows past the last filled one read as [`Cell::Empty`].
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Text(v) => v.len(),
            Cells::Number(v) | Cells::Date(v) => v.len(),
            Cells::Mixed(v) => v.len(),
        }
    }

    /// Whether no row is stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell in data row `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> Cell {
        match &self.cells {
            Cells::Text(v) => {
                v.get(row).map_or(Cell::Empty, |&t| if t == Texts::EMPTY { Cell::Empty } else { Cell::Text(t) })
            }
            Cells::Number(v) => {
                v.get(row).map_or(Cell::Empty, |&x| if x.is_nan() { Cell::Empty } else { Cell::Number(x) })
            }
            Cells::Date(v) => v.get(row).map_or(Cell::Empty, |&x| if x.is_nan() { Cell::Empty } else { Cell::Date(x) }),
            Cells::Mixed(v) => v.get(row).copied().unwrap_or(Cell::Empty),
        }
    }

    /// The cells stored.
    pub(crate) fn stored(&self) -> Stored<'_> {
        match &self.cells {
            Cells::Text(v) => Stored::Text(v),
            Cells::Number(v) => Stored::Number(v),
            Cells::Date(v) => Stored::Date(v),
            Cells::Mixed(v) => Stored::Mixed(v),
        }
    }

    /// Sets data row `row`, which must not lie above a row set before; rows between are empty.
    pub fn set(&mut self, row: usize, cell: Cell) {
        let cell = match cell {
            Cell::Text(Texts::EMPTY) => Cell::Empty,
            Cell::Number(x) | Cell::Date(x) if x.is_nan() => Cell::Empty,
            other => other,
        };
        if cell == Cell::Empty {
            return;
        }
        debug_assert!(row >= self.len(), "cells arrive in row order");
        match (&mut self.cells, cell) {
            (Cells::Text(v), Cell::Text(t)) => put(v, row, Texts::EMPTY, t),
            (Cells::Number(v), Cell::Number(x)) => put(v, row, f64::NAN, x),
            (Cells::Date(v), Cell::Date(x)) => put(v, row, f64::NAN, x),
            (Cells::Mixed(v), cell) => put(v, row, Cell::Empty, cell),
            (_, cell) => {
                self.widen(cell);
                self.set(row, cell);
            }
        }
    }

    /// Sets data row `row` if it follows the last one stored and `cell` is of the column's kind and not empty; false, and nothing done, if not.
    #[inline]
    pub(super) fn set_next(&mut self, row: usize, cell: Cell) -> bool {
        match (&mut self.cells, cell) {
            (Cells::Text(v), Cell::Text(t)) if v.len() == row && t != Texts::EMPTY => v.push(t),
            (Cells::Number(v), Cell::Number(x)) | (Cells::Date(v), Cell::Date(x)) if v.len() == row && !x.is_nan() => {
                v.push(x);
            }
            _ => return false,
        }
        true
    }

    /// Makes room for `rows` rows in all.
    pub(super) fn reserve(&mut self, rows: usize) {
        let more = rows.saturating_sub(self.len());
        match &mut self.cells {
            Cells::Text(v) => v.reserve_exact(more),
            Cells::Number(v) | Cells::Date(v) => v.reserve_exact(more),
            Cells::Mixed(v) => v.reserve_exact(more),
        }
    }

    /// Changes the storage so that it can take `cell` as well.
    fn widen(&mut self, cell: Cell) {
        self.cells = match cell {
            Cell::Number(_) if self.is_empty() => Cells::Number(Vec::new()),
            Cell::Date(_) if self.is_empty() => Cells::Date(Vec::new()),
            _ => Cells::Mixed((0..self.len()).map(|row| self.get(row)).collect()),
        };
    }
}

fn put<T: Clone>(cells: &mut Vec<T>, row: usize, empty: T, value: T) {
    if cells.len() < row {
        cells.resize(row, empty);
    }
    cells.push(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn storage_widens_and_keeps_what_it_held() {
        let mut column = Column::new("Quantity".into());
        column.set(1, Cell::Number(2.0));
        column.set(3, Cell::Number(-1.0));
        assert!(matches!(column.cells, Cells::Number(_)));
        column.set(4, Cell::Bool(true));
        let all: Vec<Cell> = (0..6).map(|r| column.get(r)).collect();
        assert_eq!(
            all,
            [Cell::Empty, Cell::Number(2.0), Cell::Empty, Cell::Number(-1.0), Cell::Bool(true), Cell::Empty]
        );
    }
}
