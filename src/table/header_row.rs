//! The same sheet with its header in another row, or with none.

use super::builder::named_columns;
use super::header::{LOOKED_AT, name};
use super::{Cell, Column, Table, TableError, TopRow};
use hashbrown::HashMap;

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
        let mut cells_above: HashMap<u32, Vec<(u32, Cell)>> = HashMap::new();
        for top in &self.top {
            top.cells.iter().for_each(|&(place, cell)| cells_above.entry(place).or_default().push((top.row, cell)));
        }
        let below: HashMap<u32, &Column> = self.places.iter().copied().zip(&self.columns).collect();
        let mut places = self.places.clone();
        places.extend(cells_above.keys());
        places.sort_unstable();
        places.dedup();
        let column = |&place: &u32| {
            let above = cells_above.get(&place).into_iter().flatten().copied();
            let cells = above.chain(below.get(&place).into_iter().flat_map(|column| self.cells_of(column)));
            let mut column = Column::new(String::new());
            for (row, cell) in cells {
                match row.checked_sub(wanted) {
                    Some(0) => column.name = name(cell, &self.texts),
                    Some(below) => column.set((below - 1) as usize, cell),
                    None => {}
                }
            }
            (place, column)
        };
        let (places, columns) = named_columns(places.iter().map(column));
        let rows = columns.iter().map(Column::len).max().unwrap_or(0);
        if rows == 0 {
            return Err(TableError::NoRows { sheet: self.sheet, header_row: wanted });
        }
        let top = self.rows_down_to(wanted);
        Ok(Self { header_row: wanted, rows, columns, places, top, ..self })
    }

    /// The cells of a column, from top to bottom, with their 1-based sheet rows.
    fn cells_of<'t>(&'t self, column: &'t Column) -> impl Iterator<Item = (u32, Cell)> + 't {
        (0..column.len()).map(move |row| (self.sheet_row(row), column.get(row)))
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
    fn rows_are_hidden_by_their_place_in_the_sheet_wherever_the_header_is() {
        let mut found = table(SHEET);
        found.view.hidden_rows = vec![1, 4, 5];
        for header in [0, 1, 4] {
            assert_eq!(found.clone().with_header(header).unwrap().view, found.view, "{header}");
        }
    }

    #[test]
    fn nothing_below_is_told() {
        let refused = table(SHEET).with_header(9).unwrap_err();
        assert_eq!(refused, TableError::NoRows { sheet: String::new(), header_row: 9 });
    }
}
