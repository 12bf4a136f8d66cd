//! Which lines are left out, as far as reasonable users differ: rules with a switch each, a period, a currency.

use super::Exclusion;
use crate::table::serial;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How lines are cleaned; the default is the study's way: returns are left out, all else that is understood is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleaning {
    /// The rules that leave lines out.
    pub leaves_out: BTreeSet<Rule>,
    /// Lines that do not start in it are left out, those without a start date too.
    pub period: Option<Period>,
    /// Lines that name another currency are left out; lines that name none stay.
    pub currency: Option<String>,
    /// Lines of a grouped report take the account of the first line of their group.
    pub fills_groups: bool,
}

impl Default for Cleaning {
    fn default() -> Self {
        Self { leaves_out: BTreeSet::from([Rule::Returns]), period: None, currency: None, fills_groups: true }
    }
}

impl Cleaning {
    /// Whether a rule leaves lines out.
    #[must_use]
    pub fn leaves_out(&self, rule: Rule) -> bool {
        self.leaves_out.contains(&rule)
    }

    /// Lets a rule leave lines out, or keep them.
    pub fn switch(&mut self, rule: Rule, leaves_out: bool) {
        if leaves_out {
            self.leaves_out.insert(rule);
        } else {
            self.leaves_out.remove(&rule);
        }
    }
}

/// A rule that a user may switch. The order is the order of the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Rows that the workbook hides, by a filter or by hand. The study's data had none; others count like visible ones.
    HiddenRows,
    /// Lines with a quantity of zero or less: no sales to the study. Kept, they lower totals and units, and are no orders.
    Returns,
    /// Lines without a price. Kept, they are orders of no amount, as in pandas.
    MissingPrices,
    /// Lines at a price, or with a line total, of zero, as the parts of a bundle have. Kept, they are orders of no amount.
    FreeLines,
    /// Lines at a negative price, or with a negative line total, that are no returns: credits and discounts.
    NegativeLines,
    /// Rows equal in every cell to an earlier one; where hidden rows are left out, to an earlier one that is not hidden.
    Copies,
    /// All lines of the accounts whose lines add up to zero or less. The study ranks them last.
    WorthlessAccounts,
}

impl Rule {
    /// Every rule, in the order of the checks.
    pub const ALL: [Self; 7] = [
        Self::HiddenRows,
        Self::Returns,
        Self::MissingPrices,
        Self::FreeLines,
        Self::NegativeLines,
        Self::Copies,
        Self::WorthlessAccounts,
    ];

    /// The rule's name on the command line and in `report.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HiddenRows => "hidden-rows",
            Self::Returns => "returns",
            Self::MissingPrices => "missing-prices",
            Self::FreeLines => "free-lines",
            Self::NegativeLines => "negative-lines",
            Self::Copies => "copies",
            Self::WorthlessAccounts => "worthless-accounts",
        }
    }

    /// The rule of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// Why the lines are left out that it leaves out.
    #[must_use]
    pub const fn exclusion(self) -> Exclusion {
        match self {
            Self::HiddenRows => Exclusion::HiddenRow,
            Self::Returns => Exclusion::QuantityNotPositive,
            Self::MissingPrices => Exclusion::PriceMissing,
            Self::FreeLines => Exclusion::PriceZero,
            Self::NegativeLines => Exclusion::PriceNegative,
            Self::Copies => Exclusion::Copy,
            Self::WorthlessAccounts => Exclusion::AccountNotPositive,
        }
    }

    /// Its place among bits.
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Days from one to before another, serial days of the 1900 system; an end that is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Option<i32>,
    /// The day after the last.
    pub before: Option<i32>,
}

impl Period {
    /// A calendar year.
    #[must_use]
    pub fn year(year: u16) -> Self {
        Self { from: Some(serial::new_year(year)), before: Some(serial::new_year(year + 1)) }
    }

    /// `2020` for a year; `2020-04-01..2021-04-01` for the days from the first to before the second, either of which may be missing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((from, before)) = text.split_once("..") else {
            let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            return text.parse().ok().filter(|&year| is_year && (1900..=9998).contains(&year)).map(Self::year);
        };
        let day = |text: &str| match text.trim() {
            "" => Some(None),
            // Excel's days end with the year 9999.
            #[expect(clippy::cast_possible_truncation, reason = "a day without a time, of four digits of years")]
            text => serial::from_iso(text).filter(|day| day.fract() == 0.0).map(|day| Some(day as i32)),
        };
        let period = Self { from: day(from)?, before: day(before)? };
        match (period.from, period.before) {
            (None, None) => None,
            (Some(from), Some(before)) if from >= before => None,
            _ => Some(period),
        }
    }

    /// Whether a day is in it.
    #[must_use]
    pub fn contains(self, day: i32) -> bool {
        self.from.is_none_or(|from| day >= from) && self.before.is_none_or(|before| day < before)
    }

    /// The year that it is, if it is one.
    #[must_use]
    pub fn as_year(self) -> Option<u16> {
        let year = u16::try_from(serial::year(self.from?)).ok()?;
        (self == Self::year(year)).then_some(year)
    }
}

impl std::fmt::Display for Period {
    /// As [`Period::parse`] reads it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(year) = self.as_year() {
            return write!(f, "{year}");
        }
        let day = |day: Option<i32>| day.map(|day| serial::to_iso(f64::from(day))).unwrap_or_default();
        write!(f, "{}..{}", day(self.from), day(self.before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_the_studys_way() {
        let mut cleaning = Cleaning::default();
        assert_eq!(cleaning.leaves_out, BTreeSet::from([Rule::Returns]));
        cleaning.switch(Rule::Returns, false);
        cleaning.switch(Rule::Copies, true);
        assert!(!cleaning.leaves_out(Rule::Returns) && cleaning.leaves_out(Rule::Copies));
    }

    #[test]
    fn names_and_bits_tell_rules_apart() {
        assert!(Rule::ALL.is_sorted());
        assert!(Rule::ALL.into_iter().all(|rule| Rule::from_name(rule.name()) == Some(rule)));
        assert_eq!(Rule::ALL.iter().fold(0_u32, |sum, rule| sum + u32::from(rule.bit())), 127);
        assert_eq!(serde_json::to_value(Rule::ALL).unwrap(), serde_json::json!(Rule::ALL.map(Rule::name)));
    }

    #[test]
    fn periods_are_read_as_they_are_written() {
        for text in ["2020", "2020-04-01..2021-04-01", "2020-02-29..", "..2021-01-01"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Period::parse(" 2020-01-01 .. 2021-01-01 "), Some(Period::year(2020)));
        for text in
            ["", "..", "20", "02020", "2020-13-01..", "2021-01-01..2020-01-01", "2020-01-01..2020-01-01", "x..y"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        let year = Period::year(2020);
        let days =
            ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"].map(|day| serial::from_iso(day).unwrap() as i32);
        assert_eq!(days.map(|day| year.contains(day)), [false, true, true, false]);
    }
}
