//! Quotation marks, colons and lists as each language sets them.

use super::Language;
use super::numbers::count;

/// How many items of a list are named before it is cut short.
const MOST_ITEMS: usize = 15;

/// A text of the user's own in quotation marks.
pub(super) fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::French => format!("«\u{a0}{text}\u{a0}»"),
        Language::English => format!("“{text}”"),
    }
}

/// Texts in quotation marks, one after the other; of a long list the first, and how many more there are.
pub(super) fn listed(texts: &[String], language: Language) -> String {
    let items: Vec<String> = texts.iter().take(MOST_ITEMS).map(|text| quoted(text, language)).collect();
    let items = items.join(", ");
    let more = texts.len().saturating_sub(MOST_ITEMS);
    match language {
        _ if more == 0 => items,
        Language::French if more == 1 => format!("{items} et 1 autre"),
        Language::French => format!("{items} et {} autres", count(more, language)),
        Language::English => format!("{items} and {} more", count(more, language)),
    }
}
