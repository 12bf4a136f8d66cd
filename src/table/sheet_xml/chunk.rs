//! Some rows of a sheet, column by column, as one worker parsed them.

use super::scan::Odd;
use crate::table::CellError;
use serde::{Deserialize, Serialize};

/// What the scanner found in a cell; shared strings are still numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Raw {
    Empty,
    Shared(u32),
    Text(Box<str>),
    Number(f64),
    Date(f64),
    Bool(bool),
    Error(CellError),
}

/// The cells of one column in a chunk, from the chunk's first row on; stored by kind while the column is of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Cells {
    /// Numbers of shared strings; [`NO_TEXT`] where a cell is empty.
    Shared(Vec<u32>),
    /// NaN where a cell is empty.
    Number(Vec<f64>),
    /// NaN where a cell is empty.
    Date(Vec<f64>),
    Mixed(Vec<Raw>),
}

/// Stands for an empty cell among numbers of shared strings.
const NO_TEXT: u32 = u32::MAX;

/// Rows of one piece of XML.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Chunk {
    /// 1-based sheet row of the first cell's row.
    pub(super) first_row: u32,
    /// 1-based sheet row of the last cell's row.
    pub(super) last_row: u32,
    /// By 0-based sheet column.
    pub(super) columns: Vec<Option<Cells>>,
    /// The end of the sheet's data was seen.
    pub(super) ended: bool,
    #[serde(skip)]
    filled: usize,
    /// Empty cells stored between filled ones.
    #[serde(skip)]
    padding: usize,
}

/// Columns a sheet may have.
const MOST_COLUMNS: usize = 16_384;
/// Rows one chunk may span: a chunk with more is no plain run of rows.
const MOST_ROWS: u32 = 1 << 17;
/// Empty cells stored between filled ones may outnumber the filled by this much.
const MOST_PADDING: usize = 1 << 20;

impl Chunk {
    /// Puts a cell, in row order.
    pub(super) fn put(&mut self, row: u32, column: u32, raw: Raw) -> Result<(), Odd> {
        if raw == Raw::Empty {
            return Ok(());
        }
        if self.first_row == 0 {
            self.first_row = row;
            self.last_row = row;
        }
        let column = column as usize;
        if row < self.last_row || row - self.first_row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Odd);
        }
        self.last_row = row;
        if self.columns.len() <= column {
            self.columns.resize(column + 1, None);
        }
        let offset = (row - self.first_row) as usize;
        let slot = &mut self.columns[column];
        let cells = slot.get_or_insert_with(|| Cells::new(&raw));
        if cells.len() > offset {
            // A second cell in the same place.
            return Err(Odd);
        }
        self.filled += 1;
        self.padding += offset - cells.len();
        if self.padding > self.filled + MOST_PADDING {
            return Err(Odd);
        }
        cells.push(offset, raw);
        Ok(())
    }
}

impl Cells {
    fn new(first: &Raw) -> Self {
        match first {
            Raw::Shared(_) => Self::Shared(Vec::new()),
            Raw::Number(_) => Self::Number(Vec::new()),
            Raw::Date(_) => Self::Date(Vec::new()),
            _ => Self::Mixed(Vec::new()),
        }
    }

    /// Rows stored, empty ones among them.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Shared(v) => v.len(),
            Self::Number(v) | Self::Date(v) => v.len(),
            Self::Mixed(v) => v.len(),
        }
    }

    /// The cell `offset` rows below the chunk's first row.
    pub(super) fn get(&self, offset: usize) -> Raw {
        match self {
            Self::Shared(v) => {
                if v[offset] == NO_TEXT {
                    Raw::Empty
                } else {
                    Raw::Shared(v[offset])
                }
            }
            Self::Number(v) => {
                if v[offset].is_nan() {
                    Raw::Empty
                } else {
                    Raw::Number(v[offset])
                }
            }
            Self::Date(v) => {
                if v[offset].is_nan() {
                    Raw::Empty
                } else {
                    Raw::Date(v[offset])
                }
            }
            Self::Mixed(v) => v[offset].clone(),
        }
    }

    fn push(&mut self, offset: usize, raw: Raw) {
        match (&mut *self, raw) {
            (Self::Shared(v), Raw::Shared(index)) => put(v, offset, NO_TEXT, index),
            (Self::Number(v), Raw::Number(x)) | (Self::Date(v), Raw::Date(x)) => put(v, offset, f64::NAN, x),
            (Self::Mixed(v), raw) => put(v, offset, Raw::Empty, raw),
            (_, raw) => {
                *self = Self::Mixed((0..self.len()).map(|offset| self.get(offset)).collect());
                self.push(offset, raw);
            }
        }
    }
}

fn put<T: Clone>(cells: &mut Vec<T>, offset: usize, empty: T, value: T) {
    if cells.len() < offset {
        cells.resize(offset, empty);
    }
    cells.push(value);
}
