//! Whose colour and shape each segment bears: its own, or those of last year's segment that it continues.

use std::collections::BTreeMap;

/// Marks of the segments, by their indices: a permutation, so that no two bear the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Marks([u8; Marks::MOST]);

impl Marks {
    /// Segments from this number on bear their own mark.
    pub const MOST: usize = 32;

    /// The marks asked for, by the numbers of the segments. Where two ask for the same, the first has it; a segment whose own mark is taken and
    /// that has none by its asking gets the lowest that is free.
    #[must_use]
    pub fn asked(asked: &BTreeMap<usize, usize>) -> Self {
        let mut owner = [None; Self::MOST];
        let mut marks = [None; Self::MOST];
        let own = (1..=Self::MOST).map(|number| (number, number));
        for (number, mark) in asked.iter().map(|(&number, &mark)| (number, mark)).chain(own) {
            let (Some(at), Some(of)) = (index(number), index(mark)) else { continue };
            if marks[at].is_none() && owner[of].is_none() {
                (marks[at], owner[of]) = (Some(of), Some(at));
            }
        }
        let mut free = (0..Self::MOST).filter(|&of| owner[of].is_none());
        Self(marks.map(|mark| mark.or_else(|| free.next()).unwrap_or_default() as u8))
    }

    /// The marks of these segments, told by numbers, segment 1 first.
    #[must_use]
    pub fn borne(numbers: impl IntoIterator<Item = usize>) -> Self {
        Self::asked(&(1..).zip(numbers).collect())
    }

    /// The index of the colour and the shape of the segment at this index.
    #[must_use]
    pub fn at(&self, index: usize) -> usize {
        self.0.get(index).map_or(index, |&mark| usize::from(mark))
    }

    /// The same of a number.
    #[must_use]
    pub fn of(&self, number: u8) -> usize {
        self.at(usize::from(number).saturating_sub(1))
    }
}

impl Default for Marks {
    /// Each segment bears its own.
    fn default() -> Self {
        Self::asked(&BTreeMap::new())
    }
}

/// The index of a number that can be marked otherwise.
fn index(number: usize) -> Option<usize> {
    number.checked_sub(1).filter(|&index| index < Marks::MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_four(asked: &[(usize, usize)]) -> [usize; 4] {
        let marks = Marks::asked(&asked.iter().copied().collect());
        [0, 1, 2, 3].map(|index| marks.at(index) + 1)
    }

    #[test]
    fn those_that_ask_have_what_they_ask_for_and_no_two_the_same() {
        assert_eq!(first_four(&[]), [1, 2, 3, 4]);
        assert_eq!(first_four(&[(1, 2)]), [2, 1, 3, 4]);
        assert_eq!(first_four(&[(1, 3), (2, 3)]), [3, 2, 1, 4]);
        assert_eq!(first_four(&[(2, 7), (7, 1)]), [2, 7, 3, 4], "segment 1 gets the mark that is left");
        assert_eq!(first_four(&[(1, 0), (2, 33), (40, 1)]), [1, 2, 3, 4]);
    }

    #[test]
    fn marks_are_a_permutation() {
        let marks = Marks::asked(&[(1, 5), (2, 1), (5, 9), (9, 32), (31, 5)].into());
        let mut all: Vec<usize> = (0..Marks::MOST).map(|index| marks.at(index)).collect();
        all.sort_unstable();
        assert_eq!(all, (0..Marks::MOST).collect::<Vec<_>>());
        assert_eq!(marks.at(99), 99);
    }

    #[test]
    fn marks_that_are_told_are_borne() {
        let marks = Marks::asked(&[(1, 3), (3, 2)].into());
        assert_eq!(Marks::borne((0..4).map(|index| marks.at(index) + 1)), marks);
    }
}
