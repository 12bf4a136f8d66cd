//! What a table's cells look like before any cleaning: fill, distinct values, duplicate rows, as pandas counts them.

use super::{ColumnQuality, Mapping};
use crate::table::{Cell, Column, Texts};
use hashbrown::{DefaultHashBuilder, HashSet, HashTable};
use std::hash::BuildHasher;

/// Two cells are the same value if their keys are equal; `None` for what pandas reads as missing: empty cells and error values.
type Key = Option<(u8, u64)>;

fn key(cell: Cell) -> Key {
    match cell {
        Cell::Empty | Cell::Error(_) => None,
        Cell::Text(id) => Some((0, u64::from(id.0))),
        // Adding zero makes one of the two zeros.
        Cell::Number(number) => Some((1, (number + 0.0).to_bits())),
        Cell::Date(serial) => Some((2, (serial + 0.0).to_bits())),
        Cell::Bool(value) => Some((3, u64::from(value))),
    }
}

/// Filled and distinct values of each column.
pub(super) fn columns(columns: &[Column], texts: &Texts, mapping: &Mapping) -> Vec<ColumnQuality> {
    // Number of the last column that held a text, one after the other: distinct texts are counted without hashing.
    let mut seen_in = vec![0_u32; texts.len()];
    let describe = |(index, column): (usize, &Column)| {
        let mut others = HashSet::new();
        let (mut filled, mut distinct) = (0, 0);
        for cell in (0..column.len()).map(|row| column.get(row)) {
            let Some(key) = key(cell) else { continue };
            filled += 1;
            if let Cell::Text(id) = cell {
                let seen = &mut seen_in[id.0 as usize];
                distinct += usize::from(*seen != index as u32 + 1);
                *seen = index as u32 + 1;
            } else {
                distinct += usize::from(others.insert(key));
            }
        }
        ColumnQuality { name: column.name.clone(), role: mapping.role_of(index), filled, distinct }
    };
    columns.iter().enumerate().map(describe).collect()
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

    /// How many rows equal an earlier one in every cell; missing values equal one another (pandas `duplicated().sum()`).
    pub(super) fn duplicates(&self) -> usize {
        let hashes = self.hashes();
        let mut first: HashTable<u32> = HashTable::with_capacity(self.count);
        let mut duplicates = 0;
        for row in 0..self.count {
            let hash = hashes[row];
            let is_same = |&earlier: &u32| hashes[earlier as usize] == hash && self.are_equal(earlier as usize, row);
            if first.find(hash, is_same).is_some() {
                duplicates += 1;
            } else {
                first.insert_unique(hash, row as u32, |&row| hashes[row as usize]);
            }
        }
        duplicates
    }

    fn hashes(&self) -> Vec<u64> {
        let hasher = DefaultHashBuilder::default();
        let mut hashes = vec![0_u64; self.count];
        for (index, column) in self.columns.iter().enumerate() {
            for (row, hash) in hashes[..column.len()].iter_mut().enumerate() {
                if let Some(key) = key(column.get(row)) {
                    *hash = hasher.hash_one((*hash, index as u64, key));
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
