//! Feeds a table's builder from a reader that goes row by row: finds the header first.

use super::builder::Builder;
use super::header::{self, LOOKED_AT};
use super::{Cell, Table, TableError, Texts, TopRow};

/// A sheet as it is read from top to bottom.
#[derive(Debug)]
pub(super) struct Rows {
    sheet: String,
    texts: Texts,
    /// The first rows that hold anything, until the header is known: 0-based sheet row, and its filled cells.
    first: Vec<(u32, Vec<(u32, Cell)>)>,
    /// From then on; it has the texts.
    builder: Option<Builder>,
    /// The rows down to the header.
    top: Vec<TopRow>,
}

impl Rows {
    pub(super) fn new(sheet: String) -> Self {
        Self::with_texts(sheet, Texts::default())
    }

    /// Texts that cells will have are stored already.
    pub(super) fn with_texts(sheet: String, texts: Texts) -> Self {
        Self { sheet, texts, first: Vec::new(), builder: None, top: Vec::new() }
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

    /// Puts a cell at 0-based sheet row and column. The header is found among the first rows; those above it are left out.
    ///
    /// # Errors
    /// As [`Builder::put`].
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), TableError> {
        if let Some(builder) = &mut self.builder {
            builder.check_text()?;
            return builder.put(row, column, cell);
        }
        if cell == Cell::Empty {
            return Ok(());
        }
        let is_full = self.first.len() == LOOKED_AT;
        match self.first.last_mut() {
            Some((last, cells)) if *last == row => cells.push((column, cell)),
            Some((last, _)) if *last > row || is_full => {
                let Some(builder) = self.begin()? else { return self.put(row, column, cell) };
                builder.put(row, column, cell)?;
            }
            _ => self.first.push((row, vec![(column, cell)])),
        }
        Ok(())
    }

    /// Finds the header and begins the table with the rows below it. Rows of white space alone hold no header: without any other, nothing
    /// is begun, and they are forgotten.
    fn begin(&mut self) -> Result<Option<&mut Builder>, TableError> {
        let first = std::mem::take(&mut self.first);
        let is_blank = |&(_, cell): &(u32, Cell)| header::is_blank(cell, &self.texts);
        let rows: Vec<_> = first.iter().filter(|(_, cells)| !cells.iter().all(is_blank)).collect();
        let found = header::find(rows.iter().map(|(_, cells)| cells.as_slice()), &self.texts);
        let Some((header_row, names)) = found.map(|found| rows[found].clone()) else { return Ok(None) };
        let builder = Builder::new(self.sheet.clone(), header_row, &names, std::mem::take(&mut self.texts))?;
        let builder = self.builder.insert(builder);
        for (row, cells) in first {
            if row <= header_row {
                self.top.push(TopRow { row: row + 1, cells });
                continue;
            }
            for (column, cell) in cells {
                builder.put(row, column, cell)?;
            }
        }
        Ok(Some(builder))
    }

    /// The table.
    ///
    /// # Errors
    /// [`TableError::EmptySheet`], [`TableError::NoRows`].
    pub(super) fn finish(mut self) -> Result<Table, TableError> {
        if self.builder.is_none() {
            self.begin()?;
        }
        match self.builder {
            Some(builder) => builder.finish().map(|table| Table { top: self.top, ..table }),
            None => Err(TableError::EmptySheet { sheet: self.sheet }),
        }
    }
}
