//! What is to become of each row: the checks in their order, over the rows from the first to the last.

use super::currency::Currencies;
use super::fields::{Fields, Line};
use super::formats::{Dates, Value};
use super::quality::Rows;
use super::reconcile::Listed;
use super::totals::SetAside;
use super::{Cleaning, Exclusion, NO_DAY, Period, Rule, Tally, date};
use crate::table::{TextId, Texts, serial};
use std::collections::BTreeMap;

/// Judges the rows, from the first to the last.
pub(super) struct Judge<'a> {
    pub(super) cleaning: &'a Cleaning,
    pub(super) rows: &'a Rows<'a>,
    pub(super) set_aside: &'a SetAside,
    pub(super) is_grouped: bool,
    /// The account that the lines of the present group take.
    pub(super) head: TextId,
    pub(super) filled_down: usize,
    pub(super) copies: Marked<'a>,
    pub(super) hidden: Marked<'a>,
    pub(super) dates: Option<&'a Dates<'a>>,
    pub(super) years: Years,
    pub(super) undated: Tally,
    pub(super) currencies: Currencies<'a>,
}

/// What is to become of a row.
pub(super) struct Judged {
    /// Why it is left out, if it is.
    pub(super) reason: Option<Exclusion>,
    /// The rules it falls under, as bits.
    pub(super) rules: u8,
    /// Its day, where the file tells days.
    pub(super) day: Option<i32>,
}

impl Judge<'_> {
    /// A row as a line, with its group's account if it has none of its own.
    pub(super) fn line_at(&mut self, fields: &Fields<'_>, row: usize, texts: &mut Texts) -> Line {
        let mut line = fields.line_at(row, texts);
        if !self.is_grouped {
            return line;
        }
        if self.set_aside.contains(row) {
            if self.set_aside.ends_group(row) {
                self.head = Texts::EMPTY;
            }
        } else if line.has_account {
            self.head = line.account;
        } else if self.head != Texts::EMPTY && fields.numbers_at(row).is_some() {
            (line.account, line.has_account, line.is_filled_down) = (self.head, true, true);
        }
        line
    }

    pub(super) fn judge(
        &mut self,
        fields: &Fields<'_>,
        row: usize,
        line: &Line,
        amount: Option<i128>,
        texts: &Texts,
    ) -> Judged {
        let mut rules = line.rules();
        if self.hidden.is_next(row) {
            rules |= Rule::HiddenRows.bit();
        }
        // What stands in a group's first line alone is missing in its other lines: they may look alike.
        if self.copies.is_next(row) && !line.is_filled_down {
            rules |= Rule::Copies.bit();
        }
        let mut day = None;
        let reason = self.of_row(row, line, rules).or_else(|| {
            day = self.dates.map(|dates| date::whole(dates.get(row)));
            let reason = self.of_day_and_currency(fields, row, day, amount, texts);
            reason.or_else(|| self.is_left_out(rules, Rule::Copies).then_some(Exclusion::Copy))
        });
        self.filled_down += usize::from(line.is_filled_down && reason.is_none());
        Judged { reason, rules, day }
    }

    fn is_left_out(&self, rules: u8, rule: Rule) -> bool {
        rules & rule.bit() != 0 && self.cleaning.leaves_out(rule)
    }

    /// Why the row is left out for what it is and for its numbers.
    fn of_row(&self, row: usize, line: &Line, rules: u8) -> Option<Exclusion> {
        let quantity_is_missing = line.quantity.is_some_and(f64::is_nan);
        // Only a row without account and price can be empty; the rest of it need not be looked at otherwise.
        if line.account == Texts::EMPTY && line.price == Value::Missing && self.rows.is_empty(row) {
            return Some(Exclusion::EmptyRow);
        }
        if self.set_aside.is_total(row) {
            return Some(Exclusion::TotalRow);
        }
        if self.set_aside.is_note(row) {
            return Some(Exclusion::NoteRow);
        }
        if self.is_left_out(rules, Rule::HiddenRows) {
            return Some(Exclusion::HiddenRow);
        }
        if self.is_left_out(rules, Rule::Returns) {
            return Some(Exclusion::QuantityNotPositive);
        }
        if quantity_is_missing {
            return Some(Exclusion::QuantityMissing);
        }
        if !line.has_account {
            return Some(Exclusion::AccountMissing);
        }
        if line.price == Value::NotUnderstood {
            return Some(Exclusion::PriceNotUnderstood);
        }
        let of_price = [Rule::MissingPrices, Rule::FreeLines, Rule::NegativeLines];
        of_price.into_iter().find(|&rule| self.is_left_out(rules, rule)).map(Rule::exclusion)
    }

    /// Why a line is left out for its day or its currency. Each is counted over the lines that the other does not leave out.
    fn of_day_and_currency(
        &mut self,
        fields: &Fields<'_>,
        row: usize,
        day: Option<i32>,
        amount: Option<i128>,
        texts: &Texts,
    ) -> Option<Exclusion> {
        let currency = self.currencies.of(row, &fields.price, texts);
        let (is_wanted, period) = (self.currencies.is_wanted(currency), self.cleaning.period);
        let of_day = match (day, period) {
            (Some(NO_DAY), Some(_)) => Some(Exclusion::DateMissing),
            (Some(day), Some(period)) if !period.contains(day) => Some(Exclusion::OutsidePeriod),
            _ => None,
        };
        if of_day.is_none() {
            self.currencies.add(currency, amount);
        }
        if is_wanted {
            match day {
                Some(NO_DAY) => self.undated.add(amount),
                Some(day) => self.years.add(day, amount),
                None => {}
            }
        }
        of_day.or((!is_wanted).then_some(Exclusion::OtherCurrency))
    }
}

/// Rows in ascending order, looked up in ascending order.
pub(super) struct Marked<'a> {
    rest: std::iter::Peekable<std::iter::Copied<std::slice::Iter<'a, u32>>>,
}

impl<'a> Marked<'a> {
    pub(super) fn new(rows: &'a [u32]) -> Self {
        Self { rest: rows.iter().copied().peekable() }
    }

    fn is_next(&mut self, row: usize) -> bool {
        self.rest.next_if_eq(&(row as u32)).is_some()
    }
}

/// Lines by the year of their day.
#[derive(Default)]
pub(super) struct Years {
    found: BTreeMap<i32, Tally>,
    /// The year of the last line: its days, and its lines since another.
    last: Option<(std::ops::Range<i32>, i32, Tally)>,
}

impl Years {
    fn add(&mut self, day: i32, amount: Option<i128>) {
        if !self.last.as_ref().is_some_and(|(days, ..)| days.contains(&day)) {
            self.put_away();
            let year = serial::year(day);
            // Days outside of the years of dates have a year by themselves.
            let start_of = |year: i32| u16::try_from(year).map_or(day, serial::new_year);
            self.last = Some((start_of(year)..start_of(year + 1), year, Tally::default()));
        }
        if let Some((.., tally)) = &mut self.last {
            tally.add(amount);
        }
    }

    fn put_away(&mut self) {
        if let Some((_, year, tally)) = self.last.take() {
            let sum = self.found.entry(year).or_default();
            *sum = *sum + tally;
        }
    }

    /// The lines of each year; that of `period` is listed in any case.
    pub(super) fn finish(mut self, period: Option<Period>) -> Listed<i32> {
        self.put_away();
        let wanted = period.and_then(Period::as_year).map(i32::from);
        Listed::of(self.found.into_iter().collect(), Tally::default(), |&year| Some(year) == wanted)
    }
}
