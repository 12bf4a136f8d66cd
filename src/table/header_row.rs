//! The same sheet with its header in another row, or with none.

use super::builder::named_columns;
use super::header::LOOKED_AT;
use super::{Cell, Column, Table, TableError, Texts, TopRow, View};

impl Table {
    /// The table whose header is in the 1-based sheet row `wanted`: what stands below it are data. For 0 the sheet has no header, and its
    /// columns are called by their places. Of rows above the present header, those count that were looked at in search of it.
    ///
    /// # Errors
    /// [`TableError::NoRows`] when there is nothing below it.
    pub fn with_header(self, wanted: u32) -> Result<Self, TableError> {
        if wanted == self.header_row {
            return Ok(self);
        }
        let old = |place: u32| self.places.iter().position(|&other| other == place).map(|at| &self.columns[at]);
        let mut places = self.places.clone();
        places.extend(self.top.iter().flat_map(|row| row.cells.iter().map(|&(place, _)| place)));
        places.sort_unstable();
        places.dedup();
        let column = |&place: &u32| {
            let cells = self.cells_at(place, old(place));
            let name = cells.clone().find(|&(row, _)| row == wanted).map(|(_, cell)| name(cell, &self.texts));
            let mut column = Column::new(name.unwrap_or_default());
            for (row, cell) in cells.filter(|&(row, _)| row > wanted) {
                column.set((row - wanted - 1) as usize, cell);
            }
            (place, column)
        };
        let (places, columns) = named_columns(places.iter().map(column));
        let rows = columns.iter().map(Column::len).max().unwrap_or(0);
        if rows == 0 {
            return Err(TableError::NoRows { sheet: self.sheet, header_row: wanted });
        }
        let top = self.rows_down_to(wanted);
        let hidden = self.view.hidden_rows.iter().map(|&row| self.sheet_row(row as usize));
        let hidden_rows = hidden.filter_map(|row| row.checked_sub(wanted + 1)).collect();
        let view = View { hidden_rows, is_filtered: self.view.is_filtered };
        Ok(Self { header_row: wanted, rows, columns, places, top, view, ..self })
    }

    /// The cells of the sheet's column at `place`, from top to bottom, with their 1-based sheet rows.
    fn cells_at<'t>(
        &'t self,
        place: u32,
        column: Option<&'t Column>,
    ) -> impl Iterator<Item = (u32, Cell)> + Clone + 't {
        let above = self.top.iter().filter_map(move |top| {
            let (_, cell) = top.cells.iter().find(|&&(other, _)| other == place)?;
            Some((top.row, *cell))
        });
        let below = (0..column.map_or(0, Column::len))
            .map(move |row| (self.sheet_row(row), column.map_or(Cell::Empty, |column| column.get(row))));
        above.chain(below)
    }

    /// The first rows of the sheet that hold anything, at most as many as are looked at in search of a header, none below row `last`.
    #[must_use]
    pub fn rows_down_to(&self, last: u32) -> Vec<TopRow> {
        let of_data = (0..self.rows.min(LOOKED_AT)).map(|row| {
            let cells = self.places.iter().zip(&self.columns).map(|(&place, column)| (place, column.get(row)));
            TopRow { row: self.sheet_row(row), cells: cells.filter(|&(_, cell)| cell != Cell::Empty).collect() }
        });
        let rows = self.top.iter().cloned().chain(of_data).take_while(|row| row.row <= last);
        rows.filter(|row| !row.cells.is_empty()).take(LOOKED_AT).collect()
    }
}

fn name(cell: Cell, texts: &Texts) -> String {
    cell.display(texts).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::table::{Cell, Table, TableError, read};
    use std::io::Cursor;

    fn table(text: &str) -> Table {
        read(Cursor::new(text.as_bytes()), None, &mut |_, _| {}).unwrap()
    }

    fn shown(table: &Table) -> Vec<String> {
        let row = |row: usize| {
            table.columns.iter().map(|column| column.get(row).display(&table.texts).into_owned()).collect::<Vec<_>>()
        };
        (0..table.rows).map(|index| row(index).join("|")).collect()
    }

    fn names(table: &Table) -> Vec<&str> {
        table.columns.iter().map(|column| column.name.as_str()).collect()
    }

    const SHEET: &str = "Sales 2020,,\n\nClient,Year,Amount\nA,2020,1.5\nB,2021,2.5\n";

    #[test]
    fn a_header_below_the_one_found_leaves_rows_out() {
        let found = table(SHEET);
        assert_eq!((found.header_row, names(&found)), (3, vec!["Client", "Year", "Amount"]));
        let below = found.with_header(4).unwrap();
        assert_eq!((names(&below), shown(&below)), (vec!["A", "2020", "1.5"], vec!["B|2021|2.5".to_owned()]));
        assert_eq!((below.header_row, below.sheet_row(0)), (4, 5));
        // And back: the rows above are kept.
        let back = below.with_header(3).unwrap();
        assert_eq!((names(&back), shown(&back)), (names(&table(SHEET)), shown(&table(SHEET))));
    }

    #[test]
    fn a_header_above_the_one_found_or_none_takes_rows_in() {
        let above = table(SHEET).with_header(1).unwrap();
        assert_eq!(names(&above), ["Sales 2020", "Column 2", "Column 3"]);
        assert_eq!(shown(&above), ["||", "Client|Year|Amount", "A|2020|1.5", "B|2021|2.5"]);
        let none = table(SHEET).with_header(0).unwrap();
        assert_eq!(names(&none), ["Column 1", "Column 2", "Column 3"]);
        assert_eq!((shown(&none)[0].as_str(), none.sheet_row(0), none.rows), ("Sales 2020||", 1, 5));
        assert_eq!(none.columns[1].get(0), Cell::Empty);
    }

    #[test]
    fn nothing_below_is_told() {
        let refused = table(SHEET).with_header(9).unwrap_err();
        assert_eq!(refused, TableError::NoRows { sheet: String::new(), header_row: 9 });
    }
}
