//! Quotation marks, colons and lists as each language sets them.

use super::Language;
use super::numbers::count;

/// How many items of a list are named before it is cut short.
const MOST_ITEMS: usize = 15;

/// Characters of a foreign text that are shown.
const LONGEST: usize = 200;

/// A text that stands in a file, on one line as a person may safely read it: cut where it is long, what steers a terminal or turns the
/// direction of writing told by its number. Any file may hold any text.
#[must_use]
pub fn foreign(text: &str) -> String {
    let mut shown = visible(&text.chars().take(LONGEST).map(|c| if is_break(c) { ' ' } else { c }).collect::<String>());
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Any words with what steers a terminal or turns the direction of writing told by its number; line feeds stay.
pub(super) fn visible(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
}

/// A text of the user's own in quotation marks.
pub(super) fn quoted(text: &str, language: Language) -> String {
    let text = foreign(text);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_texts_cannot_steer_a_terminal() {
        assert_eq!(foreign("\u{1b}]0;x\u{7}a\tb\r\nc"), "\\u{1b}]0;x\\u{7}a b  c");
        assert_eq!(foreign("abc\u{202e}fdp"), "abc\\u{202e}fdp");
        assert_eq!(foreign("Prix net (€)"), "Prix net (€)");
        let long = "é".repeat(100_000);
        assert_eq!(foreign(&long).chars().count(), LONGEST + 1);
        assert_eq!(visible("one\ntwo\u{9b}31m"), "one\ntwo\\u{9b}31m");
        assert_eq!(quoted("a\u{0}", Language::French), "«\u{a0}a\\u{0}\u{a0}»");
    }
}
