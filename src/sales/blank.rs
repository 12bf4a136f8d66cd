//! Which texts are white space alone, without looking at a long one each time it stands in the table.

use crate::table::{Cell, TextId, Texts};
use hashbrown::HashSet;

/// Bytes from which on a text is looked at once: a shared text of 32,767 blanks may stand in every row.
const LONG: usize = 64;

/// The long texts of a table that are white space alone.
pub(super) struct Blanks(HashSet<TextId>);

impl Blanks {
    pub(super) fn of(texts: &Texts) -> Self {
        let long = (1..texts.len() as u32).map(TextId).filter(|&id| texts.byte_len_of(id) > LONG);
        Self(long.filter(|&id| texts.get(id).trim_start().is_empty()).collect())
    }

    /// Whether a text is white space alone. Texts made of numbers and dates since are neither long nor blank.
    pub(super) fn is_blank(&self, id: TextId, texts: &Texts) -> bool {
        let text = texts.get(id);
        // Nearly none is, and most show it by their first byte.
        !text.as_bytes().first().is_some_and(u8::is_ascii_graphic)
            && if text.len() > LONG { self.0.contains(&id) } else { text.trim_start().is_empty() }
    }

    /// Whether a cell shows nothing.
    pub(super) fn shows_nothing(&self, cell: Cell, texts: &Texts) -> bool {
        match cell {
            Cell::Empty | Cell::Error(_) => true,
            Cell::Text(id) => self.is_blank(id, texts),
            Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_texts_of_white_space_are_blank() {
        let mut texts = Texts::default();
        let [short, long, text, late] =
            [" \u{a0}", &" \u{202f}".repeat(99), "x", &format!("{}x", " ".repeat(99))].map(|text| texts.intern(text));
        let blanks = Blanks::of(&texts);
        let are_blank = [Texts::EMPTY, short, long, text, late].map(|id| blanks.is_blank(id, &texts));
        assert_eq!(are_blank, [true, true, true, false, false]);
        assert!(blanks.shows_nothing(Cell::Empty, &texts) && !blanks.shows_nothing(Cell::Number(0.0), &texts));
    }
}
