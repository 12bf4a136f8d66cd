//! Feeds a table's builder from a reader that goes row by row: finds the header first.

use super::builder::Builder;
use super::{Cell, Table, TableError, Texts};

/// A sheet as it is read from top to bottom.
#[derive(Debug)]
pub(super) struct Rows {
    sheet: String,
    texts: Texts,
    /// The header's cells so far, by 0-based sheet column.
    names: Vec<(u32, Cell)>,
    header_row: u32,
    /// From the first cell below the header on; it then has the texts.
    builder: Option<Builder>,
}

impl Rows {
    pub(super) fn new(sheet: String) -> Self {
        Self::with_texts(sheet, Texts::default())
    }

    /// Texts that cells will have are stored already.
    pub(super) fn with_texts(sheet: String, texts: Texts) -> Self {
        Self { sheet, texts, names: Vec::new(), header_row: 0, builder: None }
    }

    /// Where the texts of cells are to be stored.
    pub(super) fn texts(&mut self) -> &mut Texts {
        self.builder.as_mut().map_or(&mut self.texts, |builder| &mut builder.texts)
    }

    /// Makes room for so many rows.
    pub(super) fn reserve(&mut self, rows: usize) {
        if let Some(builder) = &mut self.builder {
            builder.reserve(rows);
        }
    }

    /// Stops when distinct texts take too much memory.
    pub(super) fn check_text(&self) -> Result<(), TableError> {
        self.builder.as_ref().map_or(Ok(()), Builder::check_text)
    }

    /// Puts a cell as [`Builder::put_next`] does; false, and nothing done, before there is a builder.
    #[inline]
    pub(super) fn put_next(&mut self, row: u32, column: u32, cell: Cell) -> bool {
        self.builder.as_mut().is_some_and(|builder| builder.put_next(row, column, cell))
    }

    /// Puts a cell at 0-based sheet row and column. The first row that holds more than white space is the header.
    ///
    /// # Errors
    /// As [`Builder::put`].
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), TableError> {
        if let Some(builder) = &mut self.builder {
            builder.check_text()?;
            return builder.put(row, column, cell);
        }
        if self.names.is_empty() {
            if cell.display(&self.texts).trim().is_empty() {
                return Ok(());
            }
            self.header_row = row;
        }
        if cell == Cell::Empty {
            return Ok(());
        }
        if row == self.header_row {
            self.names.push((column, cell));
            return Ok(());
        }
        let texts = std::mem::take(&mut self.texts);
        let builder = Builder::new(self.sheet.clone(), self.header_row, &self.names, texts)?;
        self.builder.insert(builder).put(row, column, cell)
    }

    /// The table.
    ///
    /// # Errors
    /// [`TableError::EmptySheet`], [`TableError::NoRows`].
    pub(super) fn finish(self) -> Result<Table, TableError> {
        match self.builder {
            Some(builder) => builder.finish(),
            None if self.names.is_empty() => Err(TableError::EmptySheet { sheet: self.sheet }),
            None => Err(TableError::NoRows { sheet: self.sheet, header_row: self.header_row + 1 }),
        }
    }
}
