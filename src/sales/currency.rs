//! The currency that each line names: in a column of its own, or beside its price.

use super::formats::Numbers;
use super::{Mapping, Role, Tally};
use crate::table::number_format::currency_named;
use crate::table::{Cell, Column, TextId, Texts};

/// Not looked at yet.
const OPEN: u16 = u16::MAX;
/// More different names than this are no currencies: ISO 4217 has fewer than two hundred.
const MOST: usize = 1 << 10;

/// The currencies of a table, numbered as they are found; 0 is none.
pub(super) struct Currencies<'a> {
    column: Option<&'a Column>,
    /// Number of the currency that a text of the column names.
    of_text: Vec<u16>,
    names: Vec<String>,
    tallies: Vec<Tally>,
    /// Number of the one that is asked for.
    wanted: Option<u16>,
}

impl<'a> Currencies<'a> {
    /// `wanted` is the name of the currency whose lines are to be kept.
    pub(super) fn new(columns: &'a [Column], mapping: &Mapping, texts: usize, wanted: Option<&str>) -> Self {
        let column = mapping.get(Role::Currency).map(|index| &columns[index]);
        let of_text = vec![OPEN; if column.is_some() { texts } else { 0 }];
        let mut found =
            Self { column, of_text, names: vec![String::new()], tallies: vec![Tally::default()], wanted: None };
        found.wanted = wanted.map(|wanted| found.number(&name(wanted)));
        found
    }

    /// The number of the currency that a row names; 0 for none.
    pub(super) fn of(&mut self, row: usize, price: &Numbers<'_>, texts: &Texts) -> u16 {
        if let Some(Cell::Text(id)) = self.column.map(|column| column.get(row)) {
            let TextId(at) = id;
            // Texts made since are no cell's own.
            match self.of_text.get(at as usize).copied() {
                Some(OPEN) => {
                    let number = self.number(&name(texts.get(id)));
                    self.of_text[at as usize] = number;
                    if number > 0 {
                        return number;
                    }
                }
                Some(number) if number > 0 => return number,
                _ => {}
            }
        }
        price.currency(row).map_or(0, |name| self.number(name))
    }

    /// Whether a line of this currency is to be kept.
    pub(super) fn is_wanted(&self, number: u16) -> bool {
        number == 0 || self.wanted.is_none_or(|wanted| wanted == number)
    }

    /// Counts a line.
    pub(super) fn add(&mut self, number: u16, amount: Option<i128>) {
        self.tallies[usize::from(number)].add(amount);
    }

    /// The lines of each currency, in alphabetical order; nothing where no line names any.
    pub(super) fn finish(self) -> Vec<(String, Tally)> {
        let mut found: Vec<_> = self.names.into_iter().zip(self.tallies).filter(|(_, tally)| tally.rows > 0).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        if found.iter().all(|(name, _)| name.is_empty()) { Vec::new() } else { found }
    }

    fn number(&mut self, name: &str) -> u16 {
        if let Some(at) = self.names.iter().position(|other| other == name) {
            return at as u16;
        }
        if self.names.len() == MOST {
            return 0;
        }
        self.names.push(name.to_owned());
        self.tallies.push(Tally::default());
        (self.names.len() - 1) as u16
    }
}

/// `EUR` of `€`, `eur` and `EUR - Euro`; other names in capitals.
fn name(text: &str) -> String {
    let text = text.trim();
    let head = text.split([' ', '-', '(', '\u{a0}']).next().unwrap_or_default();
    let known = currency_named(text).or_else(|| currency_named(head)).or_else(|| currency_named(&head.to_uppercase()));
    known.map_or_else(|| text.to_uppercase(), str::to_owned)
}

#[cfg(test)]
mod tests {
    #[test]
    fn currencies_have_one_name() {
        for (text, expected) in [
            ("€", "EUR"),
            (" eur ", "EUR"),
            ("EUR - Euro", "EUR"),
            ("chf", "CHF"),
            ("US$", "USD"),
            ("euros", "EUROS"),
            ("", ""),
        ] {
            assert_eq!(super::name(text), expected, "{text}");
        }
    }
}
