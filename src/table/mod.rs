//! Bytes become columns: workbook and text readers, header row, typed cells, limits.

pub mod archive;
mod builder;
mod column;
pub mod date_format;
pub mod delimited;
mod error;
mod header;
mod header_row;
pub mod number_format;
mod rows;
pub mod serial;
pub mod sheet_xml;
mod sniff;
mod texts;
mod values;
mod workbook;
mod xml_guard;
mod zipped;

pub(crate) use column::Stored;
pub use column::{Cell, CellError, Column};
pub use delimited::{LineEnd, TextFile};
pub use error::{ArchiveProblem, Suspicion, TableError};
pub use texts::{TextId, Texts};
pub use values::Detected;
pub use workbook::{SheetName, sheets};

use std::io::{Cursor, Read, Seek};

/// A sheet as typed columns; every text is stored once in [`Texts`].
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name of the sheet the table was found on; empty for a text file, which has none.
    pub sheet: String,
    /// 1-based sheet row of the header, as spreadsheets number it.
    pub header_row: u32,
    /// Number of data rows, from the row below the header to the last row that holds anything.
    pub rows: usize,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// Every distinct text of the table.
    pub texts: Texts,
    /// The place of each column in the sheet, the leftmost being 0.
    pub places: Vec<u32>,
    /// The rows from the first that holds anything to the header, as far as they were looked at.
    pub top: Vec<TopRow>,
    /// What was found on the way, if the table was a text file.
    pub text_file: Option<TextFile>,
    /// What the workbook shows of the sheet.
    pub view: View,
}

/// What a workbook shows of a sheet. Nothing is known of text tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The 1-based sheet rows that it hides, ascending; those of the header and above it, and those below the table, too.
    pub hidden_rows: Vec<u32>,
    /// A filter is set, which hides rows.
    pub is_filtered: bool,
}

impl View {
    /// Of rows in any order, some perhaps named twice.
    fn new(mut hidden_rows: Vec<u32>, is_filtered: bool) -> Self {
        hidden_rows.sort_unstable();
        hidden_rows.dedup();
        Self { hidden_rows, is_filtered }
    }
}

/// A row above the data.
#[derive(Debug, Clone, PartialEq)]
pub struct TopRow {
    /// 1-based sheet row.
    pub row: u32,
    /// Its filled cells with their places, from left to right.
    pub cells: Vec<(u32, Cell)>,
}

/// What is read anywhere. Code that is not waited for takes it as `dyn`, so that it is compiled once, not once for each kind of source.
pub(crate) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek + ?Sized> ReadSeek for T {}

/// Reads a file of any kind that holds a table: a text table, a sheet of a workbook (the first visible worksheet if none is named), or
/// a .zip file with one of them. `progress` hears how much is done, and of how much.
///
/// # Errors
/// [`TableError`] says why there is no table.
pub fn read<R: Read + Seek>(
    mut source: R,
    sheet: Option<&str>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Table, TableError> {
    if let Some(member) = archive::look(&mut source)? {
        let bytes = archive::inflate(&mut source, &member)?;
        return read_plain(Cursor::new(bytes), sheet, progress);
    }
    read_plain(source, sheet, progress)
}

/// Reads a file that is no archive, or what an archive holds: there are no archives in archives.
fn read_plain<R: Read + Seek>(
    mut source: R,
    sheet: Option<&str>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Table, TableError> {
    match delimited::read(&mut source, sheet, progress)? {
        Some(table) => Ok(table),
        None => workbook::read(&mut source, sheet, progress),
    }
}

impl Table {
    /// 1-based sheet row of data row `row`, as a spreadsheet shows it.
    #[must_use]
    pub fn sheet_row(&self, row: usize) -> u32 {
        // Sheets end at row 1,048,576, so the sum stays far below u32::MAX.
        self.header_row + 1 + u32::try_from(row).unwrap_or(u32::MAX - self.header_row - 1)
    }
}
