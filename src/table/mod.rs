//! Bytes become columns: workbook readers, header row, typed cells, limits.

mod builder;
mod column;
mod error;
mod rows;
pub mod serial;
pub mod sheet_xml;
mod sniff;
mod texts;
mod workbook;

pub use column::{Cell, CellError, Column};
pub use error::TableError;
pub use texts::{TextId, Texts};
pub use workbook::read;

/// A sheet as typed columns; every text is stored once in [`Texts`].
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name of the sheet the table was found on.
    pub sheet: String,
    /// 1-based sheet row of the header, as spreadsheets number it.
    pub header_row: u32,
    /// Number of data rows, from the row below the header to the last row that holds anything.
    pub rows: usize,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// Every distinct text of the table.
    pub texts: Texts,
}

impl Table {
    /// 1-based sheet row of data row `row`, as a spreadsheet shows it.
    #[must_use]
    pub fn sheet_row(&self, row: usize) -> u32 {
        // Sheets end at row 1,048,576, so the sum stays far below u32::MAX.
        self.header_row + 1 + u32::try_from(row).unwrap_or(u32::MAX - self.header_row - 1)
    }
}
