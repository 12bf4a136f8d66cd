//! Which accounts a list of movers, of new or of lost accounts shows, and in what order.

use super::listing::{Heading, Sort};
use crate::compare::Comparison;
use std::cmp::Ordering;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum List {
    /// Accounts that changed segment.
    #[default]
    Movers,
    /// Accounts of this year alone.
    New,
    /// Accounts of last year alone.
    Lost,
}

impl List {
    /// Every list, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Movers, Self::New, Self::Lost];

    /// Its name as a value.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Movers => "movers",
            Self::New => "new",
            Self::Lost => "lost",
        }
    }

    /// How many accounts it has.
    #[must_use]
    pub const fn len(self, comparison: &Comparison) -> usize {
        match self {
            Self::Movers => comparison.movers.len(),
            Self::New => comparison.new.len(),
            Self::Lost => comparison.lost.len(),
        }
    }
}

/// Which of an account's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Last year's.
    Before,
    /// This year's.
    After,
    /// The difference.
    Change,
}

impl Moment {
    /// The three, left to right.
    pub const ALL: [Self; 3] = [Self::Before, Self::After, Self::Change];
}

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The id.
    Account,
    /// Last year's segment.
    From,
    /// This year's.
    To,
    /// A figure: column of `customers::FEATURES`, and when.
    Figure(usize, Moment),
}

impl Column {
    /// The table's columns, left to right.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let figures = (0..3).flat_map(|feature| Moment::ALL.map(|moment| Self::Figure(feature, moment)));
        [Self::Account, Self::From, Self::To].into_iter().chain(figures).collect()
    }

    /// The column's name in `data-testid`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::From => "from",
            Self::To => "to",
            Self::Figure(0, Moment::Before) => "sales-before",
            Self::Figure(0, Moment::After) => "sales-after",
            Self::Figure(0, Moment::Change) => "sales-change",
            Self::Figure(1, Moment::Before) => "orders-before",
            Self::Figure(1, Moment::After) => "orders-after",
            Self::Figure(1, Moment::Change) => "orders-change",
            Self::Figure(_, Moment::Before) => "average-before",
            Self::Figure(_, Moment::After) => "average-after",
            Self::Figure(_, Moment::Change) => "average-change",
        }
    }
}

impl Heading for Column {
    fn descends_first(self) -> bool {
        matches!(self, Self::Figure(..))
    }
}

impl Default for Sort<Column> {
    /// Largest customers first.
    fn default() -> Self {
        Self { by: Column::Figure(0, Moment::After), descending: true }
    }
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'a> {
    /// The account.
    pub account: &'a str,
    /// Last year's segment; none of a new account.
    pub from: Option<u8>,
    /// This year's segment; none of a lost account.
    pub to: Option<u8>,
    /// Last year's figures, this year's, and the differences, as far as they are told.
    pub figures: [Option<[f64; 3]>; 3],
}

impl Row<'_> {
    /// A figure.
    #[must_use]
    pub fn figure(&self, feature: usize, moment: Moment) -> Option<f64> {
        self.figures[moment as usize].map(|figures| figures[feature])
    }
}

/// The row of a list at this position.
#[must_use]
pub fn row(comparison: &Comparison, list: List, at: usize) -> Option<Row<'_>> {
    Some(match list {
        List::Movers => {
            let mover = comparison.movers.get(at)?;
            let figures = [mover.before, mover.after, mover.change()];
            Row { account: &mover.account, from: Some(mover.from), to: Some(mover.to), figures }
        }
        List::New => {
            let new = comparison.new.get(at)?;
            Row { account: &new.account, from: None, to: Some(new.segment), figures: [None, new.values, None] }
        }
        List::Lost => {
            let lost = comparison.lost.get(at)?;
            Row { account: &lost.account, from: Some(lost.segment), to: None, figures: [lost.values, None, None] }
        }
    })
}

/// Positions in a list in this order; equals stay in account order, and what is not told comes last either way.
#[must_use]
pub fn rows(comparison: &Comparison, list: List, sort: Sort<Column>) -> Vec<u32> {
    let len = u32::try_from(list.len(comparison)).unwrap_or(u32::MAX);
    let mut rows: Vec<u32> = (0..len).collect();
    let turned = |order: Ordering| if sort.descending { order.reverse() } else { order };
    match sort.by {
        Column::Account if sort.descending => rows.reverse(),
        Column::Account => {}
        by => {
            let keys: Vec<Option<f64>> =
                (0..rows.len()).map(|at| row(comparison, list, at).and_then(|row| key(&row, by))).collect();
            rows.sort_by(|&a, &b| match (keys[a as usize], keys[b as usize]) {
                (Some(a), Some(b)) => turned(a.total_cmp(&b)),
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
        }
    }
    rows
}

fn key(row: &Row<'_>, by: Column) -> Option<f64> {
    match by {
        Column::Account => None,
        Column::From => row.from.map(f64::from),
        Column::To => row.to.map(f64::from),
        Column::Figure(feature, moment) => row.figure(feature, moment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Standing, Year};

    fn comparison() -> Comparison {
        let year = |accounts: &[(&str, u8, Option<[f64; 3]>)]| Year {
            accounts: accounts.iter().map(|&(id, segment, values)| (id.into(), Standing { segment, values })).collect(),
            without_segment: 0,
        };
        let before = year(&[
            ("A", 1, Some([10.0, 1.0, 10.0])),
            ("B", 2, None),
            ("C", 3, Some([30.0, 2.0, 15.0])),
            ("L", 1, Some([5.0, 1.0, 5.0])),
        ]);
        let after = year(&[
            ("A", 2, Some([40.0, 4.0, 10.0])),
            ("B", 1, Some([90.0, 3.0, 30.0])),
            ("C", 1, Some([20.0, 2.0, 10.0])),
            ("N", 3, Some([7.0, 1.0, 7.0])),
        ]);
        Comparison::of(&before, &after, false)
    }

    fn listed(list: List, by: Column, descending: bool) -> Vec<String> {
        let comparison = comparison();
        let rows = rows(&comparison, list, Sort { by, descending });
        rows.iter().map(|&at| row(&comparison, list, at as usize).unwrap().account.to_owned()).collect()
    }

    #[test]
    fn sorts_by_each_column_and_puts_what_is_not_told_last() {
        for (by, ascending, descending) in [
            (Column::Account, "ABC", "CBA"),
            (Column::From, "ABC", "CBA"),
            (Column::To, "BCA", "ABC"),
            (Column::Figure(0, Moment::After), "CAB", "BAC"),
            (Column::Figure(0, Moment::Before), "ACB", "CAB"),
            (Column::Figure(0, Moment::Change), "CAB", "ACB"),
            (Column::Figure(2, Moment::Change), "CAB", "ACB"),
        ] {
            assert_eq!(listed(List::Movers, by, false).concat(), ascending, "{by:?} ascending");
            assert_eq!(listed(List::Movers, by, true).concat(), descending, "{by:?} descending");
        }
        assert_eq!(listed(List::New, Column::Figure(0, Moment::Before), true), ["N"]);
        assert_eq!(listed(List::Lost, Column::To, false), ["L"]);
    }

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let mut names: Vec<&str> = Column::all().into_iter().map(Column::id).collect();
        assert_eq!(names.len(), 12);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 12);
    }
}
