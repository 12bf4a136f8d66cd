//! Cells of a sheet's records, each as a record that calamine reads.

use super::{Globals, Records, Version, four, two, version};
use crate::table::zipped::damaged;
use crate::table::{TableError, View};

/// Columns of a sheet.
const MOST_COLUMNS: u16 = 256;
/// A record with a cell's value, or those of some cells side by side.
pub(in crate::table::workbook) struct Cell {
    pub(in crate::table::workbook) row: u16,
    pub(in crate::table::workbook) column: u16,
    pub(in crate::table::workbook) last_column: u16,
    pub(in crate::table::workbook) kind: u16,
    pub(in crate::table::workbook) content: Vec<u8>,
}

/// Hands each cell that holds something to `each`, in the order of the sheet's records; gives what the sheet shows of its rows.
pub(in crate::table::workbook) fn cells(
    mut records: Records<'_>,
    globals: &Globals<'_>,
    each: &mut dyn FnMut(&Cell) -> Result<(), TableError>,
) -> Result<View, TableError> {
    let begins = records.next().is_some_and(|(kind, content)| version(kind, content).is_some());
    if !begins {
        return Err(damaged(None, "no beginning"));
    }
    let mut converter = Converter { version: globals.version, strings: globals.string_count, pending: None };
    let mut depth = 0_u32;
    let (mut hidden, mut is_filtered) = (Vec::new(), false);
    for (kind, content) in records {
        match kind {
            0x0A if depth == 0 => return Ok(View::new(hidden, is_filtered)),
            0x0A => depth -= 1,
            // A chart inside the sheet has cells of its own.
            0x09 | 0x209 | 0x409 | 0x809 => depth += 1,
            _ if depth > 0 => {}
            // A row, from Excel 3 on with a bit that hides it (MS-XLS 2.4.221); a filter that is set (2.4.127).
            0x208 if content.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                hidden.extend(two(content, 0).map(|row| u32::from(row) + 1));
            }
            0x9B => is_filtered = true,
            _ => match converter.convert(kind, content) {
                Some(Some(cell)) => each(&cell)?,
                Some(None) => {}
                None => return Err(damaged(None, &format!("record {kind:#06x}"))),
            },
        }
    }
    Err(damaged(None, "the sheet does not end"))
}

/// Brings a sheet's records to the form that calamine reads.
struct Converter {
    version: Version,
    strings: u32,
    /// Place and format of a formula whose text comes next.
    pending: Option<[u8; 6]>,
}

impl Converter {
    /// The cell of a record, if it has one; none of either if it is too short for what it is.
    fn convert(&mut self, kind: u16, content: &[u8]) -> Option<Option<Cell>> {
        let is_two = self.version == Version::Two;
        let cell = match kind {
            0x203 => self.cell(0x203, content, 14),
            0x03 if is_two => self.cell(0x203, &old(content)?, 14),
            0x02 if is_two => {
                let content = old(content)?;
                let number = f64::from(two(&content, 6)?);
                self.cell(0x203, &[&content[..6], &number.to_le_bytes()].concat(), 14)
            }
            0x204 | 0xD6 => self.text(content.get(..6)?, content.get(6..)?),
            0x04 if is_two => {
                let content = old(content)?;
                self.text(&content[..6], &long_length(&content[6..])?)
            }
            0x205 => self.cell(0x205, &known_error(content)?, 8),
            0x05 if is_two => self.cell(0x205, &known_error(&old(content)?)?, 8),
            0x27E => self.cell(0x27E, content, 10),
            0xFD => {
                if four(content, 6)? >= self.strings {
                    return None;
                }
                self.cell(0xFD, content, 10)
            }
            0xBD => {
                let last = two(content, content.len().checked_sub(2)?)?;
                let cells = usize::from(last.checked_sub(two(content, 2)?)?) + 1;
                if content.len() != 6 + 6 * cells || last >= MOST_COLUMNS {
                    return None;
                }
                self.cell(0xBD, content, content.len()).map(|cell| Cell { last_column: last, ..cell })
            }
            0x06 | 0x206 | 0x406 => return self.formula(if is_two { old(content)? } else { content.to_vec() }),
            0x207 | 0x07 => {
                let Some(place) = self.pending.take() else { return Some(None) };
                let text = if is_two { long_length(content)? } else { content.to_vec() };
                self.text(&place, &text)
            }
            _ => return Some(None),
        };
        cell.map(Some)
    }

    fn cell(&self, kind: u16, content: &[u8], length: usize) -> Option<Cell> {
        let content = content.get(..length)?.to_vec();
        let (row, column) = (two(&content, 0)?, two(&content, 2)?);
        (column < MOST_COLUMNS).then_some(Cell { row, column, last_column: column, kind, content })
    }

    /// A text: `place` is row, column and format, `text` its length and its characters.
    fn text(&self, place: &[u8], text: &[u8]) -> Option<Cell> {
        // Excel 97 says after the length whether characters take two bytes; some writers say nothing of an empty text.
        let head = if self.version == Version::Eight && two(text, 0)? > 0 { 3 } else { 2 };
        text.get(..head)?;
        let content = [place, text].concat();
        self.cell(0x204, &content, content.len())
    }

    /// A formula's last value, as a cell without a formula (MS-XLS 2.5.133).
    fn formula(&mut self, content: Vec<u8>) -> Option<Option<Cell>> {
        self.pending = None;
        let (place, value) = (content.get(..6)?, content.get(6..14)?);
        if value[6..] != [0xFF, 0xFF] {
            return self.cell(0x203, &content, 14).map(Some);
        }
        match value[0] {
            0 => {
                self.pending = place.try_into().ok();
                Some(None)
            }
            kind @ (1 | 2) => {
                let content = known_error(&[place, &[value[2], kind - 1]].concat())?;
                self.cell(0x205, &content, 8).map(Some)
            }
            _ => Some(None),
        }
    }
}

/// A cell of Excel 2, whose format takes three bytes, with the number of its format in two.
fn old(content: &[u8]) -> Option<Vec<u8>> {
    let format = content.get(5)? & 0x3F;
    Some([content.get(..4)?, &[format, 0], content.get(7..)?].concat())
}

/// A text whose length takes one byte, with the length in two.
fn long_length(text: &[u8]) -> Option<Vec<u8>> {
    let (length, text) = text.split_first()?;
    Some([&[*length, 0][..], text].concat())
}

/// A truth value or an error, those younger than Excel 97 as `#N/A`.
fn known_error(content: &[u8]) -> Option<Vec<u8>> {
    let mut content = content.get(..8)?.to_vec();
    if content[7] != 0 {
        content[7] = 1;
        if !matches!(content[6], 0 | 7 | 15 | 23 | 29 | 36 | 42 | 43) {
            content[6] = 42;
        }
    }
    Some(content)
}
