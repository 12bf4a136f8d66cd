//! Each column in figures: its kinds, its repeated values, its spread.

use super::Language::{self, English, French};
use super::numbers::{columns, count, exact};
use crate::sales::{Spread, ValueKind};
use crate::table::serial;

sentences! {
    /// Head: what the values are.
    kinds_head: "Type", "Type";
    /// Head: filled cells whose value stands in an earlier row too.
    repeated: "Répétées", "Repeated";
    /// Head: the least value.
    least: "Minimum", "Minimum";
    /// Head: a quarter of the values lies below.
    lower_quartile: "1er quartile", "Lower quartile";
    /// Head: half of the values lies below.
    median: "Médiane", "Median";
    /// Head: a quarter of the values lies above.
    upper_quartile: "3e quartile", "Upper quartile";
    /// Head: the greatest value.
    greatest: "Maximum", "Maximum";
    /// Head: histogram.
    spread: "Répartition", "Distribution";
    /// How the figures are to be read.
    hint: "Sur toutes les lignes du fichier, avant nettoyage. Répétées\u{a0}: valeurs déjà présentes plus haut dans la colonne. La répartition compte les valeurs du minimum au maximum, par douzièmes.",
        "Over all rows of the file, before cleaning. Repeated: values that stand further up in the column already. The distribution counts values from minimum to maximum, in twelfths.";
}

/// What a value is.
const fn kind(kind: ValueKind, language: Language) -> &'static str {
    let (french, english) = match kind {
        ValueKind::Whole => ("nombre entier", "whole number"),
        ValueKind::Decimal => ("nombre décimal", "decimal number"),
        ValueKind::Date => ("date", "date"),
        ValueKind::Boolean => ("vrai ou faux", "true or false"),
        ValueKind::Text => ("texte", "text"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// What the values of a column are; with their cells where they are of several kinds.
#[must_use]
pub fn kinds(kinds: &[(ValueKind, usize)], language: Language) -> String {
    match (kinds, language) {
        ([], French) => "vide".into(),
        ([], English) => "empty".into(),
        (&[(only, _)], _) => kind(only, language).into(),
        _ => {
            let with_cells =
                |&(of, cells): &(ValueKind, usize)| format!("{} ({})", kind(of, language), count(cells, language));
            kinds.iter().map(with_cells).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A value of a spread: a number with its decimals, or a day.
#[must_use]
pub fn value(value: f64, kind: ValueKind, language: Language) -> String {
    // Fifteen digits are all that a double is sure of; further out, and near zero, a number is easier read by its size.
    let is_far = value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-4);
    match (kind, language) {
        (ValueKind::Date, _) => serial::to_iso(value.floor()),
        (_, English) if is_far => format!("{value:.3e}").replace('-', "−"),
        (_, French) if is_far => format!("{value:.3e}").replace('-', "−").replace('.', ","),
        _ => exact(value, language),
    }
}

/// A histogram in words.
#[must_use]
pub fn histogram(spread: &Spread, language: Language) -> String {
    let Spread { kind, min, max, histogram, .. } = spread;
    let [min, max] = [min, max].map(|end| value(*end, *kind, language));
    let bars: Vec<String> = histogram.iter().map(|&cells| count(cells as usize, language)).collect();
    match (&bars[..], language) {
        ([all], French) => format!("{all} fois la même valeur\u{a0}: {min}"),
        ([all], English) => format!("{all} times the same value: {min}"),
        (bars, French) => format!("De {min} à {max}, par douzièmes\u{a0}: {}", bars.join(" · ")),
        (bars, English) => format!("From {min} to {max}, in twelfths: {}", bars.join(" · ")),
    }
}

/// That not all columns are shown, if so.
#[must_use]
pub fn first_alone(most: usize, all: usize, language: Language) -> Option<String> {
    let (shown, all_of_them) = (columns(most, language), columns(all, language));
    (all > most).then(|| match language {
        French => format!("Affichage limité à {shown}\u{202f}; report.json décrit les {all_of_them}."),
        English => format!("The first {shown} are shown; report.json describes all {all_of_them}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValueKind::{Date, Decimal, Text, Whole};

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        crate::text::sentences::check(ALL);
    }

    #[test]
    fn kinds_are_counted_where_there_are_several() {
        assert_eq!((kinds(&[], French), kinds(&[(Whole, 9)], English)), ("vide".into(), "whole number".into()));
        assert_eq!(kinds(&[(Decimal, 1_198), (Text, 2)], French), "nombre décimal (1\u{202f}198), texte (2)");
    }

    #[test]
    fn values_are_numbers_of_a_readable_length_or_days() {
        for (number, kind, french, english) in [
            (-1234.5, Decimal, "−1\u{202f}234,5", "−1,234.5"),
            (43_862.75, Date, "2020-02-01", "2020-02-01"),
            (-1.5e300, Decimal, "−1,500e300", "−1.500e300"),
            (0.000_02, Decimal, "2,000e−5", "2.000e−5"),
            (0.0, Whole, "0", "0"),
        ] {
            assert_eq!((value(number, kind, French), value(number, kind, English)), (french.into(), english.into()));
        }
    }

    #[test]
    fn a_histogram_is_told_bar_by_bar() {
        let mut spread =
            Spread { kind: Whole, min: 1.0, quartiles: [1.0, 2.0, 2.0], max: 3.0, histogram: vec![1_000, 0, 2] };
        assert_eq!(histogram(&spread, English), "From 1 to 3, in twelfths: 1,000 · 0 · 2");
        (spread.max, spread.histogram) = (1.0, vec![4]);
        assert_eq!(histogram(&spread, French), "4 fois la même valeur\u{a0}: 1");
    }

    #[test]
    fn columns_that_are_not_shown_are_told() {
        assert_eq!(first_alone(300, 300, English), None);
        let told = "The first 300\u{a0}columns are shown; report.json describes all 16,384\u{a0}columns.";
        assert_eq!(first_alone(300, 16_384, English).as_deref(), Some(told));
    }
}
