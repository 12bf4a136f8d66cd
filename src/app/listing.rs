//! Which accounts the table lists, in what order, and which of them are in view.

use crate::browser::messages::{Accounts, Description};
use std::cmp::Ordering;
use std::ops::Range;

/// What the accounts are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the table's columns")]
pub enum Column {
    Account,
    TotalSales,
    OrderCount,
    Average,
    Segment,
    Silhouette,
    Next,
    Margin,
}

impl Column {
    /// The table's columns, left to right.
    pub const ALL: [Self; 8] = [
        Self::Account,
        Self::TotalSales,
        Self::OrderCount,
        Self::Average,
        Self::Segment,
        Self::Silhouette,
        Self::Next,
        Self::Margin,
    ];

    /// The column's name in `data-testid`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::TotalSales => "total-sales",
            Self::OrderCount => "order-count",
            Self::Average => "average",
            Self::Segment => "segment",
            Self::Silhouette => "silhouette",
            Self::Next => "next",
            Self::Margin => "margin",
        }
    }
}

/// A column that a table can be sorted by.
pub trait Heading: Copy + PartialEq {
    /// Whether the first click on its head sorts from the highest down.
    fn descends_first(self) -> bool;
}

impl Heading for Column {
    /// Texts start at A, figures at the largest, segments at 1, margins on the border.
    fn descends_first(self) -> bool {
        !matches!(self, Self::Account | Self::Segment | Self::Next | Self::Margin)
    }
}

/// An order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort<C = Column> {
    /// By which column.
    pub by: C,
    /// From the highest down.
    pub descending: bool,
}

impl Default for Sort {
    /// Largest customers first.
    fn default() -> Self {
        Self { by: Column::TotalSales, descending: true }
    }
}

impl Sort {
    /// Accounts on the border between two segments first.
    pub const BORDER_FIRST: Self = Self { by: Column::Margin, descending: false };
}

impl<C: Heading> Sort<C> {
    /// The order after a click on this column's head: turned round if it is the one in use.
    #[must_use]
    pub fn clicked(self, column: C) -> Self {
        let descending = if self.by == column { !self.descending } else { column.descends_first() };
        Self { by: column, descending }
    }
}

/// What the table is asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Order.
    pub sort: Sort,
    /// Part of an id, whatever its case; empty for all.
    pub search: String,
    /// Number of a segment, 1 first; `None` for all.
    pub segment: Option<usize>,
    /// The values of total sales, order count and average that are asked for.
    pub ranges: [ValueRange; 3],
}

/// Values from one end to the other, both of them in it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ValueRange {
    /// The lower end; `None` for any value below.
    pub low: Option<f64>,
    /// The upper end; `None` for any value above.
    pub high: Option<f64>,
}

impl ValueRange {
    fn holds(self, value: f64) -> bool {
        self.low.is_none_or(|low| value >= low) && self.high.is_none_or(|high| value <= high)
    }

    /// The range of these values, its ends rounded outwards to hundredths; all values where there are none.
    #[must_use]
    pub fn around(values: impl Iterator<Item = f64>) -> Self {
        let ends = values.map(|value| (value, value)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let Some((low, high)) = ends else { return Self::default() };
        Self { low: Some((low * 100.0).floor() / 100.0), high: Some((high * 100.0).ceil() / 100.0) }
    }
}

impl Accounts {
    /// An account's value of a feature (column of `customers::FEATURES`).
    #[must_use]
    pub fn value(&self, row: usize, column: usize) -> Option<f64> {
        match column {
            0 => self.total_sales.get(row).copied(),
            1 => self.order_count.get(row).copied().map(f64::from),
            _ => self.average.get(row).copied(),
        }
    }
}

/// Rows of `accounts` that the query asks for, in its order; equals stay in account order.
#[must_use]
pub fn rows(accounts: &Accounts, description: &Description, query: &Query) -> Vec<u32> {
    let needle = query.search.trim().to_ascii_lowercase();
    let mut rows: Vec<u32> = (0_u32..)
        .zip(&accounts.ids)
        .filter(|(row, id)| {
            let segment = description.labels.get(*row as usize).map(|&label| usize::from(label) + 1);
            let is_in_range = |(column, range): (usize, &ValueRange)| {
                accounts.value(*row as usize, column).is_some_and(|value| range.holds(value))
            };
            query.segment.is_none_or(|wanted| segment == Some(wanted))
                && query.ranges.iter().enumerate().all(is_in_range)
                && (needle.is_empty() || id.to_ascii_lowercase().contains(&needle))
        })
        .map(|(row, _)| row)
        .collect();
    let Sort { by, descending } = query.sort;
    // Accounts come in ascending order of id, and the sort is stable.
    if by != Column::Account || descending {
        rows.sort_by(|&a, &b| {
            let order = compare(accounts, description, by, a as usize, b as usize);
            if descending { order.reverse() } else { order }
        });
    }
    rows
}

fn compare(accounts: &Accounts, description: &Description, by: Column, a: usize, b: usize) -> Ordering {
    match by {
        Column::Account => a.cmp(&b),
        Column::TotalSales => accounts.total_sales[a].total_cmp(&accounts.total_sales[b]),
        Column::OrderCount => accounts.order_count[a].cmp(&accounts.order_count[b]),
        Column::Average => accounts.average[a].total_cmp(&accounts.average[b]),
        Column::Segment => description.labels.get(a).cmp(&description.labels.get(b)),
        Column::Next => description.next.get(a).cmp(&description.next.get(b)),
        Column::Silhouette => compare_figures(&description.silhouettes, a, b),
        Column::Margin => compare_figures(&description.margins, a, b),
    }
}

fn compare_figures(figures: &[f64], a: usize, b: usize) -> Ordering {
    let of = |row: usize| figures.get(row).copied().unwrap_or(f64::NAN);
    of(a).total_cmp(&of(b))
}

/// Rows drawn above and below those in view, so that a flick of the wheel finds them drawn.
const MARGIN: usize = 12;

/// Positions of the rows to draw when `scroll_top` of `rows` rows of `row_height` each have been scrolled past in a window of `height`;
/// all in CSS pixels.
#[must_use]
pub fn visible_range(scroll_top: f64, height: f64, row_height: f64, rows: usize) -> Range<usize> {
    // Negative while a page bounces at its end, and never NaN: all three come from the browser's own layout. `as` saturates.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positions of rows, saturating")]
    let at = |y: f64| (y / row_height).max(0.0) as usize;
    let first = at(scroll_top).min(rows.saturating_sub(1));
    let last = at(scroll_top + height).saturating_add(1);
    first.saturating_sub(MARGIN)..last.saturating_add(MARGIN).min(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts() -> (Accounts, Description) {
        let accounts = Accounts {
            ids: ["001A", "001B", "001C", "002a"].map(String::from).into(),
            total_sales: vec![10.0, 30.0, 20.0, 30.0],
            order_count: vec![1, 2, 2, 4],
            average: vec![10.0, 15.0, 10.0, 7.5],
            normalised: Default::default(),
        };
        let description = Description {
            k: 2,
            segments: Vec::new(),
            labels: vec![1, 0, 1, 0],
            silhouettes: vec![0.5, 0.25, -0.5, 0.75],
            next: vec![0, 1, 0, 1],
            margins: vec![0.5, 0.0, 0.75, 0.25],
        };
        (accounts, description)
    }

    fn listed(query: &Query) -> Vec<u32> {
        let (accounts, description) = accounts();
        rows(&accounts, &description, query)
    }

    #[test]
    fn sorts_by_each_column_both_ways() {
        for (by, ascending, descending) in [
            (Column::Account, [0, 1, 2, 3], [3, 2, 1, 0]),
            (Column::TotalSales, [0, 2, 1, 3], [1, 3, 2, 0]),
            (Column::OrderCount, [0, 1, 2, 3], [3, 1, 2, 0]),
            (Column::Average, [3, 0, 2, 1], [1, 0, 2, 3]),
            (Column::Segment, [1, 3, 0, 2], [0, 2, 1, 3]),
            (Column::Silhouette, [2, 1, 0, 3], [3, 0, 1, 2]),
            (Column::Next, [0, 2, 1, 3], [1, 3, 0, 2]),
            (Column::Margin, [1, 3, 0, 2], [2, 0, 3, 1]),
        ] {
            let query = |descending| Query { sort: Sort { by, descending }, ..Query::default() };
            assert_eq!(listed(&query(false)), ascending, "{by:?} ascending");
            assert_eq!(listed(&query(true)), descending, "{by:?} descending");
        }
    }

    #[test]
    fn searches_and_filters() {
        assert_eq!(listed(&Query { search: " 1b ".into(), ..Query::default() }), [1]);
        assert_eq!(listed(&Query { search: "A".into(), ..Query::default() }), [3, 0]);
        assert_eq!(listed(&Query { segment: Some(2), ..Query::default() }), [2, 0]);
        assert_eq!(listed(&Query { segment: Some(3), ..Query::default() }), [0_u32; 0]);
    }

    #[test]
    fn values_are_asked_for_from_one_end_to_the_other() {
        let any = ValueRange::default();
        let (low, high) = (ValueRange { low: Some(20.0), high: None }, ValueRange { low: None, high: Some(2.0) });
        assert_eq!(listed(&Query { ranges: [low, any, any], ..Query::default() }), [1, 3, 2]);
        assert_eq!(listed(&Query { ranges: [low, high, any], ..Query::default() }), [1, 2]);
        let around = ValueRange::around([10.004, 7.5].into_iter());
        assert_eq!(around, ValueRange { low: Some(7.5), high: Some(10.01) });
        assert_eq!(listed(&Query { ranges: [any, any, around], ..Query::default() }), [3, 2, 0]);
        assert_eq!(ValueRange::around(std::iter::empty()), any);
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let once = Sort::default().clicked(Column::Account);
        assert_eq!(once, Sort { by: Column::Account, descending: false });
        assert_eq!(once.clicked(Column::Account), Sort { by: Column::Account, descending: true });
        assert!(once.clicked(Column::Silhouette).descending);
        assert_eq!(once.clicked(Column::Margin), Sort::BORDER_FIRST);
    }

    #[test]
    fn draws_what_is_in_view_and_a_margin() {
        assert_eq!(visible_range(0.0, 360.0, 36.0, 100_000), 0..11 + MARGIN);
        assert_eq!(visible_range(36_000.0, 360.0, 36.0, 100_000), 1000 - MARGIN..1011 + MARGIN);
        assert_eq!(visible_range(3_599_640.0, 360.0, 36.0, 100_000), 99_990 - MARGIN..100_000);
        assert_eq!(visible_range(-50.0, 360.0, 36.0, 100_000), 0..9 + MARGIN);
        assert_eq!(visible_range(9_000.0, 360.0, 36.0, 3), 0..3);
        assert_eq!(visible_range(0.0, 360.0, 36.0, 0), 0..0);
    }
}
