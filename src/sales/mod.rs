//! Columns become sales lines: roles, cleaning, the quality report, reconciliation.

mod account_rows;
mod accounts;
mod blank;
mod choices;
mod cleaning;
mod column_quality;
mod columns;
mod content;
mod currency;
mod date;
pub(crate) mod decimal;
mod error;
mod fields;
mod formats;
mod groups;
mod judge;
pub(crate) mod labels;
mod nested;
mod notes;
mod outline;
mod quality;
mod read;
mod reconcile;
mod role;
pub mod salesforce_id;
mod shape;
mod spread;
mod totals;
mod twin_ids;
mod ways;

pub use choices::{Choices, ColumnChoice, Remembered, Shape, headers_hash};
pub use cleaning::{Cleaning, Period, Rule};
pub use columns::{Confidence, Mapping};
pub use date::NO_DAY;
pub use decimal::difference;
pub use error::SalesError;
pub use formats::{ColumnFormat, DATE_ROLES, Decided, Format, Formats, NUMBER_ROLES};
pub use nested::unfold;
pub use outline::{ColumnOutline, Outline, Played, outline};
pub use read::{clean, read};
pub use reconcile::{Cleaned, Money, Reconciliation, RuleFinding, Tally};
pub use role::Role;
pub use spread::{Spread, ValueKind};

use crate::table::{TextFile, TextId, Texts};
use serde::{Deserialize, Serialize};

/// The kept subscription lines, column by column, in file order; all vectors have the same length, but for those that may be empty.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// Data row of the table each line came from.
    pub row: Vec<u32>,
    /// The account's id, as text.
    pub account: Vec<TextId>,
    /// The line's own name (`SUB-0542053`); [`Texts::EMPTY`] where it is missing or the file has no such column.
    pub line: Vec<TextId>,
    /// Whether the file has a line column; without one each row is a line of its own.
    pub has_line_names: bool,
    /// Quantity; 1 where the file gives line totals.
    pub quantity: Vec<f64>,
    /// Net unit price, or the line total; NaN where it is missing.
    pub price: Vec<f64>,
    /// Quantity × price in units of 10⁻⁹, exact; 0 where the price is missing.
    pub amount: Vec<i128>,
    /// Product name; EMPTY where missing.
    pub product: Vec<TextId>,
    /// Description; EMPTY where missing.
    pub description: Vec<TextId>,
    /// Product code where the file names no products, EMPTY where missing; empty where it does, or has no codes.
    pub product_code: Vec<TextId>,
    /// Serial day (1900 system) of the start date, [`NO_DAY`] where missing; empty where the file has no such column.
    pub start_day: Vec<i32>,
    /// The quantity beside a line total, whose `quantity` is 1; empty where the file gives no line totals, or no quantities.
    pub quantity_beside_total: Vec<f64>,
    /// Whether a line is a return, kept to lower totals and units: no order, and nothing bought. Empty where no line is.
    pub returned: Vec<bool>,
    /// The number of orders where each line is an account; else empty.
    pub order_count: Vec<u32>,
    /// The average order value that the file gives of each account, NaN where missing; empty where it gives none.
    pub average: Vec<f64>,
}

impl Lines {
    /// Whether a line is a return: it lowers totals and units, and is no order.
    #[must_use]
    pub fn is_return(&self, line: usize) -> bool {
        self.returned.get(line).is_some_and(|&is_return| is_return)
    }

    /// The amount of a line, where it has a price.
    fn amount_understood(&self, line: usize) -> Option<i128> {
        (!self.price[line].is_nan()).then_some(self.amount[line])
    }

    /// Keeps the lines that are marked, one mark a line.
    fn retain(&mut self, kept: &[bool]) {
        fn retain<T>(values: &mut Vec<T>, kept: &[bool]) {
            let mut marks = kept.iter();
            // There are as many marks as values, or no values.
            values.retain(|_| marks.next().is_none_or(|&kept| kept));
        }
        retain(&mut self.row, kept);
        retain(&mut self.account, kept);
        retain(&mut self.line, kept);
        retain(&mut self.quantity, kept);
        retain(&mut self.price, kept);
        retain(&mut self.amount, kept);
        retain(&mut self.product, kept);
        retain(&mut self.description, kept);
        retain(&mut self.product_code, kept);
        retain(&mut self.start_day, kept);
        retain(&mut self.quantity_beside_total, kept);
        retain(&mut self.returned, kept);
    }

    /// The number of units of each line: its quantity, whether or not the amount is made of it.
    #[must_use]
    pub fn units(&self) -> &[f64] {
        if self.quantity_beside_total.is_empty() { &self.quantity } else { &self.quantity_beside_total }
    }
}

/// Why a line was left out. The order is the order of the checks: a line is counted under the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// The row holds nothing at all.
    EmptyRow,
    /// A subtotal, a total or a count of other rows.
    TotalRow,
    /// A note below the table, such as a report's copyright line.
    NoteRow,
    /// The workbook hides the row ([`Rule::HiddenRows`]).
    HiddenRow,
    /// Quantity is zero or negative (the study's rule, [`Rule::Returns`]).
    QuantityNotPositive,
    /// Quantity is missing or no number.
    QuantityMissing,
    /// No account id.
    AccountMissing,
    /// The price, or the line total, is filled with something that is no number.
    PriceNotUnderstood,
    /// There is no price, or line total ([`Rule::MissingPrices`]).
    PriceMissing,
    /// The price, or the line total, is zero ([`Rule::FreeLines`]).
    PriceZero,
    /// The price, or the line total, is negative ([`Rule::NegativeLines`]).
    PriceNegative,
    /// There is no start date, where a period was asked for.
    DateMissing,
    /// The start date is outside of the period.
    OutsidePeriod,
    /// The line names another currency than the one asked for.
    OtherCurrency,
    /// The row is equal in every cell to an earlier one ([`Rule::Copies`]).
    Copy,
    /// None of the account's lines is an order: none has a name, or all are returns. Its average order value is no number.
    AccountWithoutOrder,
    /// The account's lines add up to zero or less ([`Rule::WorthlessAccounts`]).
    AccountNotPositive,
    /// Where each row is an account: its number of orders is missing, or no whole number above zero.
    OrderCountNotUsable,
}

impl Exclusion {
    /// Every reason, in the order of the checks.
    pub const ALL: [Self; 18] = [
        Self::EmptyRow,
        Self::TotalRow,
        Self::NoteRow,
        Self::HiddenRow,
        Self::QuantityNotPositive,
        Self::QuantityMissing,
        Self::AccountMissing,
        Self::PriceNotUnderstood,
        Self::PriceMissing,
        Self::PriceZero,
        Self::PriceNegative,
        Self::DateMissing,
        Self::OutsidePeriod,
        Self::OtherCurrency,
        Self::Copy,
        Self::AccountWithoutOrder,
        Self::AccountNotPositive,
        Self::OrderCountNotUsable,
    ];
}

impl Exclusion {
    /// The reason where a row is what `shape` says: an account's orders are judged as a line's quantity is.
    const fn of(self, shape: Shape) -> Self {
        match (shape, self) {
            (Shape::Accounts, Self::QuantityNotPositive | Self::QuantityMissing) => Self::OrderCountNotUsable,
            (_, reason) => reason,
        }
    }
}

/// One line left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExcludedLine {
    /// Data row of the table.
    pub row: u32,
    /// Why.
    pub reason: Exclusion,
    /// The account's id; EMPTY where missing.
    pub account: TextId,
    /// The line's own name; EMPTY where missing.
    pub line: TextId,
    /// Quantity; NaN where missing or no number.
    pub quantity: f64,
    /// Net unit price, or the line total; NaN where missing or no number.
    pub price: f64,
}

/// What the check of the file found; shown to the user and written to `report.json`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quality {
    /// Name of the sheet that was read; empty for a text file.
    pub sheet: String,
    /// What was found in the file, if it is a text file.
    pub text_file: Option<TextFile>,
    /// How texts became numbers and dates, for each column where there are any.
    pub formats: Vec<ColumnFormat>,
    /// 1-based sheet row of the header; what stands above it was left out.
    pub header_row: u32,
    /// Data rows.
    pub rows: usize,
    /// What a row is.
    pub shape: Shape,
    /// Account ids that stand in the file in both forms, of 15 and of 18 characters, and are one account each.
    pub joined_ids: usize,
    /// Each column, left to right.
    pub columns: Vec<ColumnQuality>,
    /// Filled cells over all cells of the table, 0..=1 (pandas `notna().mean().mean()`).
    pub fill_rate: f64,
    /// Rows equal in every cell to an earlier row (pandas `duplicated().sum()`).
    pub duplicate_rows: usize,
    /// Lowest and highest quantity found, before any exclusion.
    pub quantity_range: Option<(f64, f64)>,
    /// Distinct quantities found, before any exclusion.
    pub distinct_quantities: usize,
    /// Lines kept.
    pub kept: usize,
    /// Lines left out, by reason, in the order of [`Exclusion`]; zero counts are not listed.
    pub excluded: Vec<(Exclusion, usize)>,
    /// Kept lines whose price is missing: they count as orders and add nothing (as in pandas).
    pub price_missing: usize,
    /// How lines were cleaned, what is at stake in each rule, and the reconciliation.
    pub cleaned: Cleaned,
}

/// What the check found in one column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnQuality {
    /// Header text.
    pub name: String,
    /// The part it plays, if any.
    pub role: Option<Role>,
    /// How it was found to play it.
    pub confidence: Option<Confidence>,
    /// Filled cells; error values such as `#N/A` are not, as in pandas.
    pub filled: usize,
    /// Distinct filled values.
    pub distinct: usize,
    /// What its filled cells are, in the order of [`ValueKind`], each with its cells; texts as they were read.
    pub kinds: Vec<(ValueKind, usize)>,
    /// How its numbers or dates are spread, if it has any.
    pub spread: Option<Spread>,
}

impl ColumnQuality {
    /// Filled cells whose value stands in an earlier row too (pandas `dropna().duplicated().sum()`).
    #[must_use]
    pub const fn repeated(&self) -> usize {
        self.filled - self.distinct
    }
}

/// The sales of a file: kept lines, lines left out, and what the check found.
#[derive(Debug, Clone)]
pub struct Sales {
    /// Texts that the lines refer to.
    pub texts: Texts,
    /// Lines kept.
    pub lines: Lines,
    /// Lines left out, in file order.
    pub excluded: Vec<ExcludedLine>,
    /// 1-based sheet row of data row 0.
    pub first_sheet_row: u32,
    /// The check's findings.
    pub quality: Quality,
}
