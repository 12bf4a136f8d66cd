//! Numbers in cells.

use crate::table::{Cell, Texts};

/// The number in a cell, or in a text that is plainly one (`12`, `-3.50`, `1e3`); NaN for all else, as pandas `to_numeric(errors='coerce')`.
///
/// Unlike pandas, TRUE and dates are no numbers, nor are the words `inf` and `nan`.
pub(super) fn number(cell: Cell, texts: &Texts) -> f64 {
    match cell {
        Cell::Number(number) => number,
        Cell::Text(id) => plain(texts.get(id)).unwrap_or(f64::NAN),
        Cell::Empty | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => f64::NAN,
    }
}

fn plain(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    is_plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_read() {
        for (text, value) in [("12", 12.0), (" -3.50 ", -3.5), ("1e3", 1000.0), ("+.5", 0.5)] {
            assert_eq!(plain(text), Some(value), "{text}");
        }
        for text in ["", "inf", "NaN", "1,5", "1 000", "12 €", "--1", "e", "0x10"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
