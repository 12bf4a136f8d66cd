//! How a column's texts decide between two ways of reading them.

use serde::{Deserialize, Serialize};

/// What a column's texts say about two ways of reading them, all counted in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detected<F> {
    /// The way that fits, if the column decides: some value can be read in this way alone, and fewer in the other alone.
    pub format: Option<F>,
    /// Cells that the two ways read as different values.
    pub ambiguous: usize,
    /// Cells that can be read in the first way alone, and in the second alone.
    pub only: [usize; 2],
    /// Cells that both ways read as the same value.
    pub same: usize,
    /// Cells that neither way reads.
    pub neither: usize,
}

impl<F> Detected<F> {
    /// Whether no value decides though some can be read in two ways.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.format.is_none() && self.ambiguous + self.only[0] > 0
    }
}

/// Counts what a column's texts say.
#[derive(Debug, Default)]
pub(super) struct Tally {
    ambiguous: usize,
    only: [usize; 2],
    same: usize,
    neither: usize,
}

impl Tally {
    /// Takes a text that stands in `count` cells and reads as these values.
    pub(super) fn add(&mut self, first: Option<f64>, second: Option<f64>, count: usize) {
        let counter = match (first, second) {
            (Some(a), Some(b)) if a.to_bits() == b.to_bits() => &mut self.same,
            (Some(_), Some(_)) => &mut self.ambiguous,
            (Some(_), None) => &mut self.only[0],
            (None, Some(_)) => &mut self.only[1],
            (None, None) => &mut self.neither,
        };
        *counter += count;
    }

    pub(super) fn decide<F>(self, first: F, second: F) -> Detected<F> {
        let Self { ambiguous, only, same, neither } = self;
        let format = match only[0].cmp(&only[1]) {
            std::cmp::Ordering::Greater => Some(first),
            std::cmp::Ordering::Less => Some(second),
            std::cmp::Ordering::Equal => None,
        };
        Detected { format, ambiguous, only, same, neither }
    }
}
