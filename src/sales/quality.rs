//! Rows of a table before any cleaning: empty ones, and those that equal an earlier one, as pandas counts them.

use super::ColumnQuality;
use crate::table::{Cell, Column, Stored, TextId, Texts};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Two cells are the same value if their keys are equal; `None` for what pandas reads as missing: empty cells and error values.
type Key = Option<(Kind, u64)>;

/// What kind of value a key stands for; the number keeps apart what has the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u64)]
enum Kind {
    Text = 0,
    Number = 1 << 60,
    Date = 2 << 60,
    Bool = 3 << 60,
}

fn key(cell: Cell) -> Key {
    match cell {
        Cell::Empty | Cell::Error(_) => None,
        Cell::Text(id) => Some((Kind::Text, u64::from(id.0))),
        Cell::Number(number) => Some((Kind::Number, bits(number))),
        Cell::Date(serial) => Some((Kind::Date, bits(serial))),
        Cell::Bool(value) => Some((Kind::Bool, u64::from(value))),
    }
}

/// Adding zero makes one of the two zeros.
fn bits(number: f64) -> u64 {
    (number + 0.0).to_bits()
}

/// The columns of a table, the longest first: a row deep in the sheet costs only the columns that reach it.
pub(super) struct Rows<'a> {
    columns: Vec<&'a Column>,
    count: usize,
}

impl<'a> Rows<'a> {
    /// The `count` rows of these columns.
    pub(super) fn new(columns: &'a [Column], count: usize) -> Self {
        let mut columns: Vec<&Column> = columns.iter().collect();
        columns.sort_by_key(|column| std::cmp::Reverse(column.len()));
        Self { columns, count }
    }

    /// Whether no cell of `row` holds anything, not even an error value.
    pub(super) fn is_empty(&self, row: usize) -> bool {
        self.reaching(row).all(|column| column.get(row) == Cell::Empty)
    }

    /// The cells of a row that are not empty, with their columns.
    pub(super) fn filled(&self, row: usize) -> impl Iterator<Item = (&'a Column, Cell)> {
        self.reaching(row).map(move |column| (*column, column.get(row))).filter(|&(_, cell)| cell != Cell::Empty)
    }

    /// The rows with a text for which `is_wanted` holds, ascending.
    pub(super) fn with_text(&self, is_wanted: impl Fn(TextId) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        for column in &self.columns {
            match column.stored() {
                Stored::Text(ids) => {
                    found.extend(ids.iter().enumerate().filter(|&(_, &id)| is_wanted(id)).map(|(row, _)| row));
                }
                Stored::Mixed(cells) => {
                    let is_wanted = |cell: &Cell| matches!(cell, Cell::Text(id) if is_wanted(*id));
                    found.extend(cells.iter().enumerate().filter(|&(_, cell)| is_wanted(cell)).map(|(row, _)| row));
                }
                Stored::Number(_) | Stored::Date(_) => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The rows that equal an earlier one in every cell, ascending; missing values equal one another (pandas `duplicated()`).
    ///
    /// A column of which no two rows are the same, as most files have one, settles it: `qualities` are those of the columns.
    pub(super) fn duplicates(&self, qualities: &[ColumnQuality]) -> Vec<u32> {
        if qualities.iter().any(|column| column.distinct == self.count) {
            return Vec::new();
        }
        let hashes = self.hashes();
        let mut first: HashTable<u32> = HashTable::with_capacity(self.count);
        let mut duplicates = Vec::new();
        for row in 0..self.count {
            let hash = hashes[row];
            let is_same = |&earlier: &u32| hashes[earlier as usize] == hash && self.are_equal(earlier as usize, row);
            if first.find(hash, is_same).is_some() {
                duplicates.push(row as u32);
            } else {
                first.insert_unique(hash, row as u32, |&row| hashes[row as usize]);
            }
        }
        duplicates
    }

    fn hashes(&self) -> Vec<u64> {
        let hasher = DefaultHashBuilder::default();
        let mut hashes = vec![0_u64; self.count];
        for (index, column) in (1_u64..).zip(&self.columns) {
            // The same value in another column is something else.
            let place = index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut add = |row: usize, (kind, bits): (Kind, u64)| {
                hashes[row] = hasher.hash_one((hashes[row], place ^ kind as u64 ^ bits));
            };
            match column.stored() {
                Stored::Text(ids) => {
                    let filled = ids.iter().enumerate().filter(|&(_, &id)| id != Texts::EMPTY);
                    filled.for_each(|(row, id)| add(row, (Kind::Text, u64::from(id.0))));
                }
                Stored::Number(numbers) | Stored::Date(numbers) => {
                    let filled = numbers.iter().enumerate().filter(|(_, number)| !number.is_nan());
                    // Dates hash as numbers do: two rows are compared with all that they are.
                    filled.for_each(|(row, &number)| add(row, (Kind::Number, bits(number))));
                }
                Stored::Mixed(cells) => {
                    let filled = cells.iter().enumerate().filter_map(|(row, &cell)| Some((row, key(cell)?)));
                    filled.for_each(|(row, key)| add(row, key));
                }
            }
        }
        hashes
    }

    fn are_equal(&self, earlier: usize, later: usize) -> bool {
        self.reaching(earlier).all(|column| key(column.get(earlier)) == key(column.get(later)))
    }

    fn reaching(&self, row: usize) -> impl Iterator<Item = &&'a Column> {
        self.columns.iter().take_while(move |column| column.len() > row)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Mapping;
    use super::super::column_quality;
    use super::super::formats::{Formats, Of, Read};
    use super::*;
    use proptest::prelude::*;

    /// A column of few kinds and few values, so that rows repeat.
    fn column() -> impl Strategy<Value = Vec<Cell>> {
        let cell = prop_oneof![
            3 => Just(Cell::Empty),
            3 => (1..3_u32).prop_map(|id| Cell::Text(TextId(id))),
            2 => (-1..2_i32).prop_map(|number| Cell::Number(f64::from(number) * 0.0)),
            1 => Just(Cell::Date(0.0)),
            1 => any::<bool>().prop_map(Cell::Bool),
            1 => Just(Cell::Error(crate::table::CellError::NA)),
        ];
        let of_one_kind = (1..4_u32).prop_map(|id| Cell::Text(TextId(id)));
        prop_oneof![prop::collection::vec(cell, 0..12), prop::collection::vec(of_one_kind, 0..12)]
    }

    proptest! {
        #[test]
        fn rows_and_values_are_counted_as_by_looking_at_all(cells in prop::collection::vec(column(), 1..4)) {
            let texts = ["", "a", "b", "c"].iter().fold(Texts::default(), |mut texts, text| {
                texts.intern(text);
                texts
            });
            let columns: Vec<Column> = cells
                .iter()
                .map(|cells| {
                    let mut column = Column::new("C".into());
                    cells.iter().enumerate().for_each(|(row, &cell)| column.set(row, cell));
                    column
                })
                .collect();
            let count = columns.iter().map(Column::len).max().unwrap_or(0);
            let (of, mapping) = (Of { texts: &texts, first_sheet_row: 2, text_file: None }, Mapping::default());
            let read = Read::new(&columns, of, &mapping, &Formats::default());
            let qualities = column_quality::columns(&columns, &texts, &mapping, &read);
            for (column, quality) in columns.iter().zip(&qualities) {
                let keys: Vec<Key> = (0..count).map(|row| key(column.get(row))).collect();
                let distinct: std::collections::HashSet<&Key> = keys.iter().filter(|key| key.is_some()).collect();
                prop_assert_eq!(quality.filled, keys.iter().flatten().count());
                prop_assert_eq!(quality.distinct, distinct.len());
            }
            let row = |row: usize| columns.iter().map(|column| key(column.get(row))).collect::<Vec<_>>();
            let repeated: Vec<u32> =
                (0..count).filter(|&later| (0..later).any(|earlier| row(earlier) == row(later))).map(|row| row as u32).collect();
            prop_assert_eq!(Rows::new(&columns, count).duplicates(&qualities), repeated);
        }
    }
}
