//! Puts cells together to a table, whichever reader they come from, and stops before memory does.

use super::{Cell, Column, Table, TableError, Texts, View, header};

/// Cells a table may hold, empty ones between them included: five times Excel's rows in twelve columns.
const MOST_CELLS: usize = 64 << 20;
/// Empty cells stored between filled ones may outnumber the filled by this much: a few cells far apart do not make a large table.
const MOST_PADDING: usize = 16 << 20;
/// Bytes of distinct text a table may hold.
const MOST_TEXT: usize = 256 << 20;
/// Rows a sheet has at most.
const MOST_ROWS: usize = 1 << 20;
/// Columns a sheet has at most.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// A table under construction. First the header, then cells, each column from top to bottom.
#[derive(Debug)]
pub(super) struct Builder {
    sheet: String,
    /// 0-based sheet row of the header.
    header_row: u32,
    /// By 0-based sheet column; those without a name have none yet.
    columns: Vec<Column>,
    pub(super) texts: Texts,
    filled: usize,
    padding: usize,
}

impl Builder {
    /// Begins with the first row that holds anything: its cells are the names, by 0-based sheet column.
    pub(super) fn new(sheet: String, header_row: u32, names: &[(u32, Cell)], texts: Texts) -> Result<Self, TableError> {
        let mut builder = Self { sheet, header_row, columns: Vec::new(), texts, filled: 0, padding: 0 };
        for &(column, cell) in names {
            let name = header::name(cell, &builder.texts);
            builder.column(column)?.name = name;
        }
        Ok(builder)
    }

    /// The column at this place, made now if it is new.
    fn column(&mut self, column: u32) -> Result<&mut Column, TableError> {
        let index = column as usize;
        if index >= MOST_COLUMNS {
            return Err(too_large("columns", MOST_COLUMNS));
        }
        if self.columns.len() <= index {
            self.columns.resize_with(index + 1, || Column::new(String::new()));
        }
        Ok(&mut self.columns[index])
    }

    /// Stops when distinct texts take too much memory.
    pub(super) fn check_text(&self) -> Result<(), TableError> {
        if self.texts.byte_len() > MOST_TEXT { Err(too_large("text bytes", MOST_TEXT)) } else { Ok(()) }
    }

    /// Puts a cell at 0-based sheet row and column; the header's own cells are passed over.
    ///
    /// # Errors
    /// [`TableError::TooLarge`]; [`TableError::Damaged`] for a cell above the header, or not below the last one of its column.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), TableError> {
        if row == self.header_row || cell == Cell::Empty {
            return Ok(());
        }
        let stored = self.column(column)?.len();
        let Some(below) = row.checked_sub(self.header_row + 1).filter(|&below| below as usize >= stored) else {
            return Err(self.disorder(row, column));
        };
        let below = below as usize;
        self.filled += 1;
        self.padding += below - stored;
        if self.filled + self.padding > MOST_CELLS || self.padding > self.filled + MOST_PADDING {
            return Err(too_large("cells", MOST_CELLS));
        }
        self.columns[column as usize].set(below, cell);
        Ok(())
    }

    /// Puts a cell that follows the last one of its column and is of its kind, as most do; false, and nothing done, if it is no such cell.
    #[inline]
    pub(super) fn put_next(&mut self, row: u32, column: u32, cell: Cell) -> bool {
        let Some(stored) = self.columns.get_mut(column as usize) else { return false };
        let below = row.wrapping_sub(self.header_row + 1) as usize;
        let is_put = self.filled + self.padding < MOST_CELLS && stored.set_next(below, cell);
        self.filled += usize::from(is_put);
        is_put
    }

    /// Makes room for so many rows in the columns that are filled so far, unless that would be beyond a table's limits.
    pub(super) fn reserve(&mut self, rows: usize) {
        let longest = self.columns.iter().map(Column::len).max().unwrap_or(0);
        let mut filled: Vec<&mut Column> =
            self.columns.iter_mut().filter(|column| column.len() * 2 > longest).collect();
        let rows = rows.min(MOST_ROWS);
        if rows * filled.len() <= MOST_CELLS {
            filled.iter_mut().for_each(|column| column.reserve(rows));
        }
    }

    fn disorder(&self, row: u32, column: u32) -> TableError {
        let detail = format!("row {}, column {}: cell out of order", row + 1, column + 1);
        TableError::Damaged { part: Some(self.sheet.clone()), detail }
    }

    /// The table, down to the last row that holds anything. A column with neither name nor cell is none; one with cells and no name is
    /// called `Column N` by its place in the sheet.
    ///
    /// # Errors
    /// [`TableError::NoRows`] when there is nothing below the header.
    pub(super) fn finish(self) -> Result<Table, TableError> {
        let rows = self.columns.iter().map(Column::len).max().unwrap_or(0);
        let header_row = self.header_row + 1;
        if rows == 0 {
            return Err(TableError::NoRows { sheet: self.sheet, header_row });
        }
        let (places, columns) = named_columns((0..).zip(self.columns));
        Ok(Table {
            sheet: self.sheet,
            header_row,
            rows,
            columns,
            texts: self.texts,
            places,
            top: Vec::new(),
            text_file: None,
            view: View::default(),
        })
    }
}

/// Of columns at their places in the sheet those that are any: one without a name is called by its place, one without cells too is none.
pub(super) fn named_columns(columns: impl Iterator<Item = (u32, Column)>) -> (Vec<u32>, Vec<Column>) {
    let name = |(place, mut column): (u32, Column)| {
        if column.name.is_empty() && !column.is_empty() {
            column.name = format!("Column {}", place + 1);
        }
        (place, column)
    };
    columns.map(name).filter(|(_, column)| !column.name.is_empty()).unzip()
}

fn too_large(what: &str, limit: usize) -> TableError {
    TableError::TooLarge { what: what.into(), limit: limit as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names in sheet columns 1 and 3 of sheet row 2, and a blank one in 5.
    fn begun() -> Builder {
        let mut texts = Texts::default();
        let names = [(1, " A "), (3, "C"), (5, "  ")].map(|(column, name)| (column, Cell::Text(texts.intern(name))));
        Builder::new("S".into(), 2, &names, texts).unwrap()
    }

    #[test]
    fn columns_without_a_name_are_called_by_their_place() {
        let mut builder = begun();
        builder.put(4, 4, Cell::Number(1.0)).unwrap();
        builder.put(4, 0, Cell::Number(2.0)).unwrap();
        let table = builder.finish().unwrap();
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["Column 1", "A", "C", "Column 5"]);
        assert_eq!(table.places, [0, 1, 3, 4]);
        assert_eq!((table.header_row, table.rows, table.sheet_row(1)), (3, 2, 5));
        assert_eq!(table.columns[3].get(1), Cell::Number(1.0));
    }

    #[test]
    fn no_cell_is_lost_in_silence() {
        let mut builder = begun();
        builder.put(4, 1, Cell::Bool(true)).unwrap();
        for (row, column) in [(4, 1), (3, 1), (1, 3)] {
            let put = builder.put(row, column, Cell::Bool(true));
            assert!(matches!(put, Err(TableError::Damaged { .. })), "{row}, {column}");
        }
    }

    #[test]
    fn two_cells_far_apart_do_not_fill_memory() {
        let mut builder = begun();
        builder.put(1_048_575, 16_383, Cell::Bool(true)).unwrap();
        let corner = builder.put(1_048_575, 16_384, Cell::Bool(true));
        assert_eq!(corner, Err(too_large("columns", MOST_COLUMNS)));
        let refused = (4..100).find_map(|column| builder.put(1_048_575, column, Cell::Bool(true)).err());
        assert_eq!(refused, Some(too_large("cells", MOST_CELLS)));
        assert!(builder.padding < MOST_PADDING + 2_000_000);
    }

    #[test]
    fn a_header_alone_is_no_table() {
        assert_eq!(begun().finish().unwrap_err(), TableError::NoRows { sheet: "S".into(), header_row: 3 });
    }
}
