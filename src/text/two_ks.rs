//! Two numbers of segments side by side, in words.

use super::Language::{self, English, French};
use super::numbers::{percent, segments};
use crate::compare::Flow;

sentences! {
    /// Opens the panel.
    heading: "Comparer deux nombres de segments", "Compare two numbers of segments";
    /// Label of the other number.
    other: "Avec", "With";
    /// Caption of the other number's segments.
    caption: "Les segments de l’autre nombre", "The segments of the other number";
    /// While they are described.
    awaited: "Comparaison…", "Comparing…";
}

/// Of a segment that goes on whole, at least this share is in one segment of the other number.
const WHOLE: f64 = 0.9;

/// What the picture is of.
#[must_use]
pub fn title([from, to]: [usize; 2], language: Language) -> String {
    let (of, into) = (segments(from, language), segments(to, language));
    match language {
        French => format!("De {of} à {into}"),
        English => format!("From {of} to {into}"),
    }
}

/// Which segments stay whole, and where the others go: the two largest parts of each, from a tenth of its accounts on.
#[must_use]
pub fn reading(flow: &Flow, numbers: [usize; 2], language: Language) -> String {
    let mut whole = Vec::new();
    let mut split = Vec::new();
    for (&from, row) in flow.before.iter().zip(&flow.accounts) {
        let all: usize = row.iter().sum();
        let share = |accounts: usize| accounts as f64 / all.max(1) as f64;
        let mut parts: Vec<(u8, f64)> = flow.after.iter().zip(row).map(|(&to, &part)| (to, share(part))).collect();
        // Of equal parts the lower number first.
        parts.sort_by(|a, b| b.1.total_cmp(&a.1));
        match parts.first() {
            Some(&(to, share)) if share >= WHOLE => whole.push((from, to)),
            _ => split.push((from, parts.into_iter().take(2).filter(|part| part.1 >= 1.0 - WHOLE).collect::<Vec<_>>())),
        }
    }
    let pairs = whole.iter().map(|(from, to)| format!("{from} → {to}")).collect::<Vec<_>>().join(", ");
    let part = |(to, share): (u8, f64)| format!("{} → {to}", percent(share, 0, language));
    let split = split.into_iter().map(|(from, parts)| {
        let parts = parts.into_iter().map(part).collect::<Vec<_>>().join(", ");
        match language {
            French => format!(" Le segment {from} se partage\u{a0}: {parts}."),
            English => format!(" Segment {from} is split: {parts}."),
        }
    });
    let title = title(numbers, language);
    let whole = match (whole.is_empty(), language) {
        (true, French) => format!("{title}\u{a0}: aucun segment ne reste entier."),
        (true, English) => format!("{title}: no segment stays whole."),
        (false, French) => format!("{title}\u{a0}: restent entiers, à 90\u{202f}% au moins\u{a0}: {pairs}."),
        (false, English) => format!("{title}: staying whole, by 90% at least: {pairs}."),
    };
    whole + &split.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::super::sentences::{check, check_words};
    use super::*;

    #[test]
    fn what_stays_whole_and_what_is_split_is_told() {
        check(ALL);
        let flow = Flow {
            before: vec![1, 2],
            after: vec![1, 2, 3],
            accounts: vec![vec![95, 5, 0], vec![4, 60, 36]],
            new: vec![0; 3],
            lost: vec![0; 2],
        };
        assert_eq!(
            reading(&flow, [2, 3], English),
            "From 2\u{a0}segments to 3\u{a0}segments: staying whole, by 90% at least: 1 → 1. Segment 2 is split: 60% → 2, 36% → 3."
        );
        for language in [French, English] {
            check_words(&reading(&flow, [2, 3], language), language);
        }
    }
}
