//! The currency that each line names: in a column of its own, or beside its price.

use super::formats::Numbers;
use super::labels::words;
use super::outline::shortened;
use super::reconcile::Listed;
use super::{Mapping, Role, Tally};
use crate::table::number_format::currency_named;
use crate::table::{Cell, Column, TextId, Texts};
use hashbrown::HashMap;

/// Not looked at yet.
const OPEN: u16 = u16::MAX;
/// More different names than this are no currencies: ISO 4217 has fewer than two hundred.
const MOST: usize = 1 << 10;
/// The currency of further names, which nobody can ask for.
const OTHER: u16 = MOST as u16;

/// The currencies of a table, numbered as they are found; 0 is none.
pub(super) struct Currencies<'a> {
    column: Option<&'a Column>,
    /// Number of the currency that a text of the column names.
    of_text: Vec<u16>,
    names: Vec<String>,
    numbers: HashMap<String, u16>,
    tallies: Vec<Tally>,
    /// Of [`OTHER`].
    others: Tally,
    /// Number of the one that is asked for.
    wanted: Option<u16>,
}

impl<'a> Currencies<'a> {
    /// `wanted` is the name of the currency whose lines are to be kept.
    pub(super) fn new(columns: &'a [Column], mapping: &Mapping, texts: usize, wanted: Option<&str>) -> Self {
        let column = mapping.get(Role::Currency).map(|index| &columns[index]);
        let of_text = vec![OPEN; if column.is_some() { texts } else { 0 }];
        let mut found = Self {
            column,
            of_text,
            names: Vec::new(),
            numbers: HashMap::new(),
            tallies: Vec::new(),
            others: Tally::default(),
            wanted: None,
        };
        found.number("");
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
        self.tallies.get_mut(usize::from(number)).unwrap_or(&mut self.others).add(amount);
    }

    /// The lines of each currency, in alphabetical order; nothing where no line names any.
    pub(super) fn finish(self) -> Listed<String> {
        let wanted = self.wanted.map(|wanted| self.names[usize::from(wanted)].clone());
        let found: Vec<_> = self.names.into_iter().zip(self.tallies).filter(|(_, tally)| tally.rows > 0).collect();
        if self.others.rows == 0 && found.iter().all(|(name, _)| name.is_empty()) {
            return Listed::default();
        }
        Listed::of(found, self.others, |name| name.is_empty() || Some(name) == wanted.as_ref())
    }

    fn number(&mut self, name: &str) -> u16 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        if self.names.len() == MOST {
            return OTHER;
        }
        let number = self.names.len() as u16;
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        self.tallies.push(Tally::default());
        number
    }
}

/// Words for currencies in French and English, as [`words`] gives them, without the s of the plural; a dollar of no country is `$`.
const WORDS: [(&str, &[&str]); 16] = [
    ("EUR", &["euro"]),
    ("USD", &["us dollar", "u s dollar", "dollar us", "american dollar", "dollar americain", "united states dollar"]),
    ("$", &["dollar"]),
    ("GBP", &["pound", "pound sterling", "british pound", "sterling", "livre sterling", "livre"]),
    ("CHF", &["swiss franc", "franc suisse"]),
    ("CAD", &["canadian dollar", "dollar canadien"]),
    ("AUD", &["australian dollar", "dollar australien"]),
    ("JPY", &["yen", "japanese yen", "yen japonais"]),
    ("CNY", &["yuan", "chinese yuan", "yuan chinois", "renminbi"]),
    ("SEK", &["swedish krona", "swedish kronor", "couronne suedoise"]),
    ("NOK", &["norwegian krone", "norwegian kroner", "couronne norvegienne"]),
    ("DKK", &["danish krone", "danish kroner", "couronne danoise"]),
    ("PLN", &["zloty", "polish zloty", "zloty polonais"]),
    ("MAD", &["moroccan dirham", "dirham marocain"]),
    ("TND", &["tunisian dinar", "dinar tunisien"]),
    ("INR", &["indian rupee", "roupie indienne"]),
];

/// `EUR` of `€`, `eur`, `euros` and `EUR - Euro`; other names in capitals, shortened.
fn name(text: &str) -> String {
    let text = &shortened(text);
    let head = text.split([' ', '-', '(', '\u{a0}']).next().unwrap_or_default();
    let known = currency_named(text)
        .or_else(|| currency_named(head))
        .or_else(|| currency_named(&head.to_uppercase()))
        .or_else(|| in_words(text))
        .or_else(|| currency_named(text.split_once('(')?.1.split_once(')')?.0.trim()));
    known.map_or_else(|| shortened(&text.to_uppercase()), str::to_owned)
}

/// The currency that a text names in words.
fn in_words(text: &str) -> Option<&'static str> {
    // `us` is no plural; `suisse` ends in no s, and `yen japonais` loses its own here as there.
    let singular = |word: &str| if word.len() > 3 { word.trim_end_matches('s').to_owned() } else { word.to_owned() };
    let singular = |words: &str| words.split(' ').map(singular).collect::<Vec<_>>().join(" ");
    let text = singular(&words(text));
    WORDS.iter().find(|(_, names)| names.iter().any(|name| singular(name) == text)).map(|&(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_have_one_name() {
        for (text, expected) in [
            ("€", "EUR"),
            (" eur ", "EUR"),
            ("EUR - Euro", "EUR"),
            ("chf", "CHF"),
            ("US$", "USD"),
            ("euros", "EUR"),
            ("Euro", "EUR"),
            ("Euro (EUR)", "EUR"),
            ("Couronne (NOK)", "NOK"),
            ("Dollars américains", "USD"),
            ("U.S. Dollar", "USD"),
            ("Dollar", "$"),
            ("Livre sterling", "GBP"),
            ("francs suisses", "CHF"),
            ("Yen japonais", "JPY"),
            ("Ecu", "ECU"),
            ("", ""),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
        let long = name(&"x".repeat(32_767));
        assert_eq!((long.chars().count(), name(&long)), (41, long.clone()));
    }

    /// Names beyond the most that are told apart are of no currency that can be asked for.
    #[test]
    fn too_many_names_are_other_currencies_all_the_same() {
        let (mut texts, mut column) = (Texts::default(), Column::new("Devise".into()));
        for row in 0..MOST + 500 {
            column.set(row, Cell::Text(texts.intern(&format!("C{row}"))));
        }
        column.set(MOST + 500, Cell::Text(texts.intern("EUR")));
        let mut currencies = Currencies::new(&[], &Mapping::default(), texts.len(), Some("EUR"));
        (currencies.column, currencies.of_text) = (Some(&column), vec![OPEN; texts.len()]);
        let prices = Column::new(String::new());
        let price = Numbers::of_no_texts(&prices);
        for row in 0..=MOST + 500 {
            for _ in 0..2 {
                let number = currencies.of(row, &price, &texts);
                assert_eq!(currencies.is_wanted(number), row == MOST + 500, "{row}");
                currencies.add(number, Some(1));
            }
        }
        let listed = currencies.finish();
        assert!(listed.first.iter().any(|(name, tally)| name == "EUR" && tally.rows == 2));
        let rows: usize = listed.first.iter().map(|(_, tally)| tally.rows).sum();
        assert_eq!(rows + listed.others.rows, 2 * (MOST + 501));
    }
}
