//! Rows that are no lines: subtotals, totals and counts of other rows, and the notes below the table, as report exports have them.
//!
//! What looks like a line of sale is never taken for a total by a word alone: an account may be called *Total*.

use super::fields::Fields;
use super::labels::words;
use super::quality::Rows;
use super::{decimal, notes};
use crate::table::number_format::{self, DecimalMark};
use crate::table::{Cell, TextId, Texts};
use hashbrown::HashMap;

/// Names of totals that nobody bears, as [`words`] gives them.
const CLEAR: [&str; 12] = [
    "subtotal",
    "sub total",
    "subtotals",
    "sous total",
    "sous totaux",
    "grand total",
    "grand totals",
    "total general",
    "totaux generaux",
    "totals",
    "totaux",
    "record count",
];
/// Names of totals that may be names.
const VAGUE: [&str; 18] = [
    "total",
    "sum",
    "somme",
    "count",
    "row count",
    "nombre",
    "nombre d enregistrements",
    "nombre de lignes",
    "average",
    "avg",
    "moyenne",
    "min",
    "max",
    "minimum",
    "maximum",
    "median",
    "mediane",
    "records",
];
/// What stands before or behind a group's name in the name of its total.
const AROUND: [&str; 6] = ["subtotal", "sub-total", "sous-total", "sous total", "total", "somme"];
/// How those names begin, in small letters: few other texts do.
const STARTS: [&[u8; 4]; 12] =
    [b"subt", b"sous", b"gran", b"tota", b"reco", b"somm", b"coun", b"row ", b"nomb", b"aver", b"moye", b"medi"];
/// The same of `médi`, composed and not, each byte as [`small`] makes it.
const ACCENTED_STARTS: [&[u8; 4]; 2] = [b"m\xe3\xa9d", b"me\xec\xa1"];
/// The same of the shortest, and of those that numbered names resemble (`SUB-000001`).
const SHORT_STARTS: [&[u8; 3]; 4] = [b"sum", b"avg", b"min", b"max"];
const LONG_STARTS: [&[u8; 5]; 2] = [b"sub t", b"sub-t"];
/// Names of totals are no longer than this, with their group's.
const MOST_BYTES: usize = 120;
/// A total may be rounded: half a cent in units of 10⁻⁹.
const HALF_A_CENT: i128 = 5_000_000;
/// Larger numbers are not added up.
const MOST_SUMMED: f64 = 1e15;

/// The rows of a table that are no lines, all ascending.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SetAside {
    totals: Vec<u32>,
    /// Those of the totals that end an account's group in a grouped report: their name stands in the account's column or left of it. The
    /// name of an inner group's total stands right of it.
    ends: Vec<u32>,
    notes: Vec<u32>,
}

impl SetAside {
    /// Finds them.
    ///
    /// A total is a row of nothing but such names and numbers; one that could be a line needs a name that nobody bears, or numbers that are
    /// the sums of the rows above. Below the last line such sums are a total without any name. A note stands alone in a row below the last
    /// line, after an empty row or in a note's words.
    pub(super) fn find(fields: &Fields<'_>, rows: &Rows<'_>, count: usize, texts: &Texts) -> Self {
        let labels = labels(texts);
        let mut totals = if labels.is_empty() { Vec::new() } else { totals(fields, rows, texts, &labels) };
        let is_name = |id| labels.contains_key(&id);
        let ends = totals.iter().copied().filter(|&row| fields.has_text_up_to_account(row as usize, is_name)).collect();
        totals.extend(unnamed_total(fields, rows, count, texts, &totals));
        totals.sort_unstable();
        let notes = notes::find(fields, rows, count, texts, &totals);
        Self { totals, ends, notes }
    }

    pub(super) fn is_total(&self, row: usize) -> bool {
        self.totals.binary_search(&(row as u32)).is_ok()
    }

    /// Whether a row ends an account's group.
    pub(super) fn ends_group(&self, row: usize) -> bool {
        self.ends.binary_search(&(row as u32)).is_ok()
    }

    pub(super) fn is_note(&self, row: usize) -> bool {
        self.notes.binary_search(&(row as u32)).is_ok()
    }

    /// Whether a row is no line.
    pub(super) fn contains(&self, row: usize) -> bool {
        self.is_total(row) || self.is_note(row)
    }
}

/// What a text is that names a total.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Label {
    Clear,
    Vague,
    /// The total of the group of this name.
    Of(String),
}

/// The texts that name a total.
fn labels(texts: &Texts) -> HashMap<TextId, Label> {
    let all = (1..texts.len() as u32).map(TextId);
    all.filter_map(|id| label(texts.get(id)).map(|label| (id, label))).collect()
}

fn label(text: &str) -> Option<Label> {
    if !may_be_label(text) {
        return None;
    }
    let words = words(text);
    // `Record count: 12` and `Total: 5`.
    let name = words.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    if CLEAR.contains(&name) {
        return Some(Label::Clear);
    }
    if VAGUE.contains(&name) {
        return Some(Label::Vague);
    }
    let text = text.trim();
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    AROUND.iter().find_map(|around| {
        let before = lower.strip_prefix(around).map(|rest| &text[text.len() - rest.len()..]);
        let behind = || lower.strip_suffix(around).map(|rest| &text[..rest.len()]);
        let group = before.or_else(behind)?;
        let is_apart = group.starts_with([' ', ':', '\u{a0}']) || group.ends_with([' ', '\u{a0}']);
        let group = group.trim_matches([' ', ':', '\u{a0}']);
        (is_apart && !group.is_empty()).then(|| Label::Of(group.to_owned()))
    })
}

/// Whether a text may be the name of a total, at a glance: most files have a text of its own in every line.
fn may_be_label(text: &str) -> bool {
    let has_no_space = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    let bytes = match has_no_space(bytes.first()) && has_no_space(bytes.last()) {
        true => bytes,
        false => text.trim().as_bytes(),
    };
    if bytes.len() > MOST_BYTES {
        return false;
    }
    begins(bytes, &STARTS)
        || begins(bytes, &ACCENTED_STARTS)
        || begins(bytes, &SHORT_STARTS)
        || begins(bytes, &LONG_STARTS)
        || { bytes.len() > 5 && bytes.last_chunk().is_some_and(|tail| small(tail) == *b"total") }
}

/// Whether a text begins in one of these ways, in capitals or small letters.
fn begins<const L: usize>(text: &[u8], ways: &[&[u8; L]]) -> bool {
    text.first_chunk().is_some_and(|head| ways.contains(&&small(head)))
}

/// Letters made small; other bytes may become others, none of them a letter that was not one.
fn small<const L: usize>(bytes: &[u8; L]) -> [u8; L] {
    bytes.map(|byte| byte | 0x20)
}

/// The rows that are totals.
fn totals(fields: &Fields<'_>, rows: &Rows<'_>, texts: &Texts, labels: &HashMap<TextId, Label>) -> Vec<u32> {
    let mut found = Vec::new();
    let mut sums = Sums::default();
    for row in rows.with_text(|id| labels.contains_key(&id)) {
        let Some(sight) = Sight::of(row, fields, rows, texts, labels) else { continue };
        let is_total = !fields.is_sale(row, texts) || sight.is_clear || {
            sums.advance(fields, row, &found);
            sums.are(&figures(fields, row))
        };
        if is_total {
            found.push(row as u32);
        }
    }
    found
}

/// A row of nothing but names of totals, numbers, and names that stand in the row above too.
struct Sight {
    /// Such a row is no line, whatever its numbers.
    is_clear: bool,
}

impl Sight {
    fn of(
        row: usize,
        fields: &Fields<'_>,
        rows: &Rows<'_>,
        texts: &Texts,
        labels: &HashMap<TextId, Label>,
    ) -> Option<Self> {
        let (mut is_clear, mut repeats) = (false, false);
        for (column, cell) in rows.filled(row) {
            let Cell::Text(id) = cell else {
                if matches!(cell, Cell::Date(_) | Cell::Bool(_)) {
                    return None;
                }
                continue;
            };
            let above = || (0..row).rev().map(|row| column.get(row)).find(|&cell| cell != Cell::Empty);
            match labels.get(&id) {
                Some(Label::Clear) => is_clear = true,
                Some(Label::Vague) => {}
                Some(Label::Of(group)) => {
                    is_clear |= above().is_some_and(|cell| is_named(cell, group, texts));
                    if !is_clear {
                        return None;
                    }
                }
                None if fields.is_blank(cell, texts) || is_number(texts.get(id)) => {}
                None if row > 0 && column.get(row - 1) == cell => repeats = true,
                None => return None,
            }
        }
        Some(Self { is_clear: is_clear && !repeats })
    }
}

/// Whether a cell is a group's name; one among more blanks than a name has letters is not.
fn is_named(cell: Cell, group: &str, texts: &Texts) -> bool {
    match cell {
        Cell::Text(id) if texts.byte_len_of(id) > 2 * MOST_BYTES => false,
        cell => cell.display(texts).trim() == group,
    }
}

/// Long texts are none, and are not looked at.
pub(super) fn is_number(text: &str) -> bool {
    [DecimalMark::Point, DecimalMark::Comma].into_iter().any(|mark| number_format::parse(text, mark).is_some())
}

/// Sums of quantities, prices and amounts, each over the rows that tell it: of all rows above, and of those since the last total.
#[derive(Default)]
struct Sums {
    next: usize,
    totals: usize,
    all: Sum,
    since: Sum,
}

#[derive(Default)]
struct Sum {
    /// Of quantities, prices and amounts, in units of 10⁻⁹.
    of: [i128; 3],
    /// Rows that tell a price, or a quantity.
    rows: usize,
}

impl Sums {
    /// Adds up the rows above `row` that are no `totals`.
    fn advance(&mut self, fields: &Fields<'_>, row: usize, totals: &[u32]) {
        for above in self.next..row {
            if totals.get(self.totals).is_some_and(|&total| total as usize == above) {
                self.totals += 1;
                self.since = Sum::default();
            } else {
                let figures = figures(fields, above);
                [&mut self.all, &mut self.since].into_iter().for_each(|sum| sum.add(&figures));
            }
        }
        self.next = row;
    }

    /// Whether the quantity and the price that a row tells are sums of at least two rows. A total tells either or both: only lines are
    /// counted, or only money is. The price may be the sum of the amounts.
    fn are(&self, told: &[Option<i128>; 3]) -> bool {
        let &[quantity, price, _] = told;
        let are = |Sum { of: [quantities, prices, amounts], rows }: &Sum| {
            *rows > 1
                && quantity.is_none_or(|quantity| is_sum(quantity, *quantities))
                && price.is_none_or(|price| is_sum(price, *prices) || is_sum(price, *amounts))
        };
        (quantity.is_some() || price.is_some()) && (are(&self.all) || are(&self.since))
    }
}

impl Sum {
    fn add(&mut self, figures: &[Option<i128>; 3]) {
        self.of.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure.unwrap_or(0));
        self.rows += usize::from(figures.iter().any(Option::is_some));
    }
}

/// Whether a number is a sum as spreadsheets tell it: of doubles, rounded to cents.
fn is_sum(told: i128, sum: i128) -> bool {
    let most = HALF_A_CENT.max(sum.abs() / 1_000_000_000);
    (told - sum).abs() <= most
}

/// Quantity, price and amount of a row in units of 10⁻⁹, as far as it tells them and they are not beyond measure.
fn figures(fields: &Fields<'_>, row: usize) -> [Option<i128>; 3] {
    let (quantity, price) = fields.numbers(row);
    let units = |a: f64, b: f64| ((a * b).abs() < MOST_SUMMED).then(|| decimal::amount(a, b));
    let amount = quantity.zip(price).and_then(|(quantity, price)| units(quantity, price));
    [quantity.and_then(|it| units(it, 1.0)), price.and_then(|it| units(it, 1.0)), amount]
}

/// The total below the last line, where it has no name: numbers alone, that are the sums of the rows above.
fn unnamed_total(fields: &Fields<'_>, rows: &Rows<'_>, count: usize, texts: &Texts, totals: &[u32]) -> Option<u32> {
    let is_number = |cell: Cell| match cell {
        Cell::Number(_) => true,
        Cell::Text(id) => is_number(texts.get(id)),
        _ => false,
    };
    // Named totals, and what may be notes, stand below it.
    let is_below = |row: &usize| {
        let mut filled = rows.filled(*row).filter(|&(_, cell)| !fields.is_blank(cell, texts));
        let (first, second) = (filled.next(), filled.next());
        let is_text = |(_, cell): (_, Cell)| matches!(cell, Cell::Text(_)) && !is_number(cell);
        second.is_none() && first.is_none_or(is_text) || totals.binary_search(&(*row as u32)).is_ok()
    };
    let row = (0..count).rev().find(|row| !is_below(row))?;
    let mut filled = rows.filled(row).filter(|&(_, cell)| !fields.is_blank(cell, texts));
    if fields.has_account(row, texts) || !filled.all(|(_, cell)| is_number(cell)) {
        return None;
    }
    let mut sums = Sums::default();
    sums.advance(fields, row, totals);
    sums.are(&figures(fields, row)).then_some(row as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_totals_are_known_and_names_of_companies_are_not() {
        for text in [
            "Subtotal",
            "SOUS-TOTAL",
            "Sous total",
            "Grand Totals (25 records)",
            "Total général",
            "Totaux",
            "Record Count: 12",
        ] {
            assert_eq!(label(text), Some(Label::Clear), "{text}");
        }
        for text in [
            "Total",
            "total:",
            "Somme",
            "Count",
            "Nombre",
            "Moyenne",
            "Total (12)",
            "Total : 12",
            "Médiane",
            "ME\u{301}DIANE",
        ] {
            assert_eq!(label(text), Some(Label::Vague), "{text}");
        }
        for text in ["Total Durand", "Durand Total", "Sous-total : Durand", "Somme Durand"] {
            assert_eq!(label(text), Some(Label::Of("Durand".into())), "{text}");
        }
        for text in [
            "TotalEnergies",
            "Sumatra",
            "Granit",
            "Comptoir",
            "Souscription",
            "",
            "Countess",
            "Maximum Ltd",
            "0011r00002M4hxDAAR",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
        assert_eq!(label("Total Energies"), Some(Label::Of("Energies".into())));
    }
}
