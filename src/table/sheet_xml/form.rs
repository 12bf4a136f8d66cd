//! How the cells of a sheet are written, so that the next one can be expected: `<c r="B12" s="3" t="s"><v>`.

use super::number::short_number;
use super::words::{Expected, digits, word};
use crate::table::{Cell, TextId, Texts};

/// Columns whose letters are one or two; those further right are read the general way.
const TWO_LETTERS: u32 = 26 + 26 * 26;

/// `</v></c>`.
const END: u64 = u64::from_le_bytes(*b"</v></c>");

/// The digits of a row's number as they end the references of its cells.
pub(super) struct RowForm {
    pub(super) number: u32,
    /// After one letter and after two: what the first eight bytes hold of the digits, the next eight, which of those count, and how many.
    parts: [(u64, u64, u64, usize); 2],
}

impl RowForm {
    /// The row of this 1-based number, which has at most seven digits.
    pub(super) fn new(number: u32) -> Self {
        // Last digit first, moved up by each digit before it.
        let (mut text, mut length, mut left) = (u64::from(b'"'), 1, number);
        loop {
            text = (text << 8) | (u64::from(b'0') + u64::from(left % 10));
            length += 1;
            left /= 10;
            if left == 0 {
                break;
            }
        }
        let mask = |length: usize| u64::MAX >> (64 - 8 * length);
        let after_one = (text << 56, text >> 8, mask(length - 1), length - 1);
        Self { number, parts: [after_one, (0, text, mask(length), length)] }
    }
}

/// What a column's cells looked like last.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// `<c r="` with the column's letters.
    head: u64,
    letters: usize,
    /// From the reference's end to the value.
    between: Expected,
    kind: Kind,
}

/// What a value is, by type and style of its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Shared,
    Number,
    Date,
}

impl Form {
    /// Of a 0-based column of which no cell was seen.
    pub(super) fn new(column: u32) -> Self {
        let letter = |index: u32| u64::from(b'A') + u64::from(index);
        let letters = match column {
            0..26 => letter(column),
            _ => letter((column / 26 - 1) % 26) | letter(column % 26) << 8,
        };
        Self {
            head: u64::from_le_bytes(*b"<c r=\"\0\0") | letters << 48,
            // Three letters fit nowhere: the third is not compared, so no place must have them.
            letters: if column < TWO_LETTERS { 1 + usize::from(column >= 26) } else { 0 },
            between: Expected::NOTHING,
            kind: Kind::Number,
        }
    }

    /// From now on `between` is expected from the reference's end to the value, which is of this kind.
    pub(super) fn expect(&mut self, between: &[u8], kind: Kind) {
        (self.between, self.kind) = (Expected::new(between), kind);
    }

    /// The place after the reference if this column's cell of the row begins at `at`.
    #[inline]
    pub(super) fn reference(&self, xml: &[u8], at: usize, row: &RowForm) -> Option<usize> {
        let &(low, high, mask, length) = row.parts.get(self.letters.wrapping_sub(1))?;
        let (first, second) = (word(xml, at)?, word(xml, at + 8)?);
        let differing = (first ^ (self.head | low)) | ((second ^ high) & mask);
        (differing == 0).then_some(at + 8 + length)
    }

    /// The cell whose reference ends at `at`, and the place after it, if it looks like the last and holds something short.
    #[inline]
    pub(super) fn cell(&self, xml: &[u8], at: usize, strings: &[TextId]) -> Option<(Cell, usize)> {
        if !self.between.fits(xml, at) {
            return None;
        }
        let at = at + self.between.length;
        let (cell, after) = match self.kind {
            Kind::Shared => {
                let (count, number) = digits(word(xml, at)?);
                if count == 0 || count == 8 {
                    return None;
                }
                (shared(*strings.get(number as usize)?), at + count)
            }
            Kind::Number => short_number(xml, at).map(|(number, after)| (Cell::Number(number), after))?,
            Kind::Date => short_number(xml, at).map(|(day, after)| (Cell::Date(day), after))?,
        };
        (word(xml, after)? == END).then_some((cell, after + 8))
    }
}

/// The cell of a shared string.
pub(super) fn shared(text: TextId) -> Cell {
    if text == Texts::EMPTY { Cell::Empty } else { Cell::Text(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `A`, `Z`, `AA`, … of a 0-based column.
    fn letters(column: u32) -> String {
        let (before, last) = (column / 26, char::from(b'A' + (column % 26) as u8));
        if before == 0 { last.to_string() } else { format!("{}{last}", letters(before - 1)) }
    }

    #[test]
    fn a_reference_fits_its_own_cell_alone() {
        let columns = [0, 1, 25, 26, 27, 51, 52, 700, 701, 702, 703, 16_383];
        let rows = [1, 2, 9, 10, 19, 100, 101, 287_880, 1_000_000, 1_048_576];
        for (column, row) in columns.iter().flat_map(|&column| rows.map(|row| (column, row))) {
            let start = format!("<c r=\"{}{row}\"", letters(column));
            let xml = format!("{start}><v>1</v></c>");
            for (other, below) in columns.iter().flat_map(|&column| rows.map(|row| (column, row))) {
                let found = Form::new(other).reference(xml.as_bytes(), 0, &RowForm::new(below));
                let is_own = (other, below) == (column, row) && column < TWO_LETTERS;
                assert_eq!(found, is_own.then_some(start.len()), "{start} as {}{below}", letters(other));
            }
        }
    }
}
