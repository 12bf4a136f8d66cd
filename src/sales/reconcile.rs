//! The reconciliation: the rows of the file are the lines used and each exclusion, and their money is, exactly.

use super::decimal;
use super::{Cleaning, Exclusion, Rule};
use serde::{Deserialize, Serialize};

/// An amount of money, exact, in units of 10⁻⁹.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Money(pub i128);

impl Money {
    /// The nearest double.
    #[must_use]
    pub fn value(self) -> f64 {
        decimal::nearest(self.0)
    }

    /// Whether it is a whole number of cents.
    #[must_use]
    pub const fn is_in_cents(self) -> bool {
        self.0 % 10_000_000 == 0
    }
}

/// Rows and the money that they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Rows.
    pub rows: usize,
    /// The sum of their amounts, as far as these are understood.
    pub money: Money,
    /// Rows whose amount is not understood, or missing: they add nothing to the sum.
    pub without_money: usize,
}

impl Tally {
    /// Counts a row of this amount in units of 10⁻⁹; `None` where it is not understood.
    ///
    /// Amounts are below 10²⁷ and tables have fewer than 10⁸ rows: no sum overflows.
    pub(super) fn add(&mut self, amount: Option<i128>) {
        self.rows += 1;
        match amount {
            Some(amount) => self.money.0 += amount,
            None => self.without_money += 1,
        }
    }
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            money: Money(self.money.0 + other.money.0),
            without_money: self.without_money + other.without_money,
        }
    }
}

/// What became of the rows of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Every row below the header.
    pub file: Tally,
    /// The lines used.
    pub used: Tally,
    /// The rows left out by reason, in the order of [`Exclusion`]; reasons without rows are not listed.
    pub excluded: Vec<(Exclusion, Tally)>,
}

impl Reconciliation {
    /// All rows left out.
    #[must_use]
    pub fn left_out(&self) -> Tally {
        self.excluded.iter().fold(Tally::default(), |sum, &(_, tally)| sum + tally)
    }

    /// Whether the lines used and those left out are the file's, to the last unit.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.used + self.left_out() == self.file
    }
}

/// What a rule leaves out, or would leave out of the lines that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFinding {
    /// The rule.
    pub rule: Rule,
    /// Whether it leaves lines out.
    pub leaves_out: bool,
    /// The lines.
    pub lines: Tally,
    /// The accounts whose lines they are, for a rule about accounts; else 0.
    pub accounts: usize,
}

/// What cleaning found and did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cleaned {
    /// How lines were cleaned.
    pub cleaning: Cleaning,
    /// What became of the rows.
    pub reconciliation: Reconciliation,
    /// Each rule, in the order of [`Rule::ALL`].
    pub rules: Vec<RuleFinding>,
    /// The lines by the year in which they start, ascending; those that the period leaves out too. Empty without a column of start dates.
    /// Of very many years those with the most lines are listed.
    pub years: Vec<(i32, Tally)>,
    /// The lines of years that are not listed.
    pub other_years: Tally,
    /// The lines without a start date, where there is such a column.
    pub undated: Tally,
    /// The lines by currency, in alphabetical order, the empty name for those that name none; those that the currency leaves out too.
    /// Empty where no line names any. Of very many currencies those with the most lines are listed.
    pub currencies: Vec<(String, Tally)>,
    /// The lines of currencies that are not listed.
    pub other_currencies: Tally,
    /// Lines that took the account of the first line of their group.
    pub filled_down: usize,
    /// Rows that the workbook hides.
    pub hidden_rows: usize,
    /// A filter is set in the workbook.
    pub is_filtered: bool,
}

/// Kinds of lines that are listed one by one: what is told of a file does not grow with it.
const MOST_LISTED: usize = 50;

/// Lines by kind, ascending: the kinds with the most lines, and what is left.
#[derive(Debug)]
pub(super) struct Listed<K> {
    pub(super) first: Vec<(K, Tally)>,
    pub(super) others: Tally,
}

impl<K> Default for Listed<K> {
    fn default() -> Self {
        Self { first: Vec::new(), others: Tally::default() }
    }
}

impl<K: Ord> Listed<K> {
    /// Of kinds with one tally each, and lines of none of these. Kinds for which `is_listed` holds are listed whatever their lines.
    pub(super) fn of(mut found: Vec<(K, Tally)>, mut others: Tally, is_listed: impl Fn(&K) -> bool) -> Self {
        found.sort_by(|(a, of_a), (b, of_b)| {
            (is_listed(b), of_b.rows).cmp(&(is_listed(a), of_a.rows)).then_with(|| a.cmp(b))
        });
        let rest = found.split_off(found.len().min(MOST_LISTED));
        others = rest.into_iter().fold(others, |sum, (_, tally)| sum + tally);
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self { first: found, others }
    }
}

/// Counts rows and money as they are judged.
#[derive(Debug, Default)]
pub(super) struct Books {
    file: Tally,
    excluded: [Tally; Exclusion::ALL.len()],
}

impl Books {
    /// A row of the file.
    pub(super) fn enter(&mut self, amount: Option<i128>) {
        self.file.add(amount);
    }

    /// The same row, left out.
    pub(super) fn leave_out(&mut self, reason: Exclusion, amount: Option<i128>) {
        self.excluded[reason as usize].add(amount);
    }

    /// The rows left out for a reason.
    pub(super) fn left_out(&self, reason: Exclusion) -> Tally {
        self.excluded[reason as usize]
    }

    /// The reconciliation, with the lines that are used.
    pub(super) fn close(self, used: Tally) -> Reconciliation {
        let reasons = Exclusion::ALL.into_iter().zip(self.excluded);
        let excluded = reasons.filter(|(_, tally)| tally.rows > 0).collect();
        let reconciliation = Reconciliation { file: self.file, used, excluded };
        debug_assert!(reconciliation.adds_up(), "every row is used or left out");
        reconciliation
    }
}
