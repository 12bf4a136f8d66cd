//! Takes a worksheet's XML as it is inflated, in blocks of any size, and makes the table of it.

use super::scan::Scanner;
use super::{Odd, Quick};
use crate::table::rows::Rows;
use crate::table::{Table, TextId, Texts, View};
use memchr::memmem;

/// A sheet that has no row in so many bytes is not plain: giving up bounds the memory held.
const MOST_HELD: usize = 64 << 20;
/// What stands before the sheet's data takes less.
const MOST_HEAD: usize = 4 << 20;
/// After so many bytes the number of rows to come is estimated.
const ENOUGH: u64 = 1 << 20;

/// Reads a sheet while its bytes arrive: append them to [`SheetReader::buffer`], then [`SheetReader::advance`].
#[derive(Debug)]
pub struct SheetReader {
    scanner: Scanner,
    held: Vec<u8>,
    /// Held bytes in which no row begins, but for the first byte.
    searched: usize,
    /// The head before the first row has been left out.
    begun: bool,
    /// Bytes that the sheet takes when inflated, as its file states it.
    inflated: u64,
    /// Bytes read so far.
    read: u64,
    /// Room was made for the rows to come.
    reserved: bool,
    /// A filter was seen below the sheet's data.
    is_filtered: bool,
}

impl SheetReader {
    pub(super) fn new(name: String, is_date: Vec<bool>, (strings, texts): (Vec<TextId>, Texts), inflated: u64) -> Self {
        let scanner = Scanner::new(is_date, strings, Rows::with_texts(name, texts));
        Self {
            scanner,
            held: Vec::new(),
            searched: 0,
            begun: false,
            inflated,
            read: 0,
            reserved: false,
            is_filtered: false,
        }
    }

    /// Where the next inflated bytes are to be appended.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.held
    }

    /// Reads every row that has arrived whole, and keeps the rest.
    ///
    /// # Errors
    /// [`Quick`].
    pub fn advance(&mut self) -> Result<(), Quick> {
        if self.scanner.ended {
            self.look_below();
            return Ok(());
        }
        if !self.begun && !self.leave_out_head()? {
            return if self.held.len() > MOST_HEAD { Err(Quick::Odd) } else { Ok(()) };
        }
        let Some(cut) =
            rfind(&self.held[self.searched..], b"<row ").map(|cut| cut + self.searched).filter(|&cut| cut > 0)
        else {
            self.searched = self.held.len().saturating_sub(b"<row".len());
            return if self.held.len() > MOST_HELD { Err(Quick::Odd) } else { Ok(()) };
        };
        self.scanner.scan(&self.held[..cut])?;
        if self.scanner.ended {
            self.look_below();
            return Ok(());
        }
        self.scanner.rows.check_text()?;
        self.held.drain(..cut);
        self.searched = 0;
        self.read += cut as u64;
        if !self.reserved && self.read >= ENOUGH {
            self.reserved = true;
            self.reserve();
        }
        Ok(())
    }

    /// The table, once all bytes have arrived.
    ///
    /// # Errors
    /// [`Quick`]; [`Quick::Odd`] when the sheet's data does not end.
    pub fn finish(mut self) -> Result<Table, Quick> {
        if !self.scanner.ended {
            if !self.begun && !self.leave_out_head()? {
                return Err(Odd.into());
            }
            self.scanner.scan(&self.held)?;
        }
        if !self.scanner.ended {
            return Err(Odd.into());
        }
        self.look_below();
        let Self { mut scanner, is_filtered, .. } = self;
        let view = View::new(std::mem::take(&mut scanner.hidden), is_filtered);
        Ok(Table { view, ..scanner.rows.finish()? })
    }

    /// Looks for a filter in what is held, some of which may stand below the sheet's data, and keeps as much as may be the start of one.
    fn look_below(&mut self) {
        const FILTER: &[u8] = b"<filterColumn";
        self.is_filtered |= memmem::find(&self.held, FILTER).is_some();
        let kept = self.held.len().min(FILTER.len() - 1);
        self.held.drain(..self.held.len() - kept);
    }

    /// Makes room for as many rows as the rest of the sheet likely has.
    fn reserve(&mut self) {
        let likely = u128::from(self.scanner.last_row) * u128::from(self.inflated) / u128::from(self.read);
        self.scanner.rows.reserve(usize::try_from(likely + likely / 64).unwrap_or(usize::MAX));
    }

    /// False if the head has not arrived whole.
    fn leave_out_head(&mut self) -> Result<bool, Odd> {
        let Some(start) = find(&self.held, b"<sheetData") else { return Ok(false) };
        if find(&self.held[..start], b"<!").is_some() {
            // A document type or a comment.
            return Err(Odd);
        }
        let after = start + b"<sheetData".len();
        let keep = match self.held.get(after) {
            Some(b'>') => after + 1,
            // `<sheetData/>`: the scanner sees the end.
            Some(b'/') => start,
            Some(_) => return Err(Odd),
            None => return Ok(false),
        };
        self.held.drain(..keep);
        self.begun = true;
        Ok(true)
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;
    use proptest::prelude::*;

    /// The table of a sheet that arrives in blocks of `block` bytes; style 1 is a date.
    fn read(xml: &str, block: usize) -> Result<Table, Quick> {
        let mut texts = Texts::default();
        let strings = ["Name", "Price", "", "sac"].map(|text| texts.intern(text)).to_vec();
        let mut reader = SheetReader::new("S".into(), vec![false, true], (strings, texts), xml.len() as u64);
        for bytes in xml.as_bytes().chunks(block) {
            reader.buffer().extend_from_slice(bytes);
            reader.advance()?;
        }
        reader.finish()
    }

    fn sheet(rows: &str) -> String {
        format!("<?xml?><worksheet><dimension ref=\"A1\"/><sheetData>{rows}</sheetData><x><row /></x></worksheet>")
    }

    const HEADER: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";

    #[test]
    fn what_is_no_plain_sheet_is_odd() {
        for rows in [
            // Rows and cells that do not go on downwards and to the right, or lie elsewhere than they say.
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>",
            "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"B2\"><v>1</v></c></row>",
            "<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>",
            "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>",
            "<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>",
            "<row><c r=\"A2\"><v>1</v></c></row>",
            // Strings and styles there are none of, and what is no number.
            "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>4</v></c></row>",
            "<row r=\"2\"><c r=\"A2\" s=\"2\"><v>4</v></c></row>",
            "<row r=\"2\"><c r=\"A2\"><v>1 2</v></c></row>",
            "<row r=\"2\"><c r=\"A2\"><v>1</v>x</c></row>",
            "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>x</t></is></c></row>",
            "<row r=\"2\"><!-- x --></row>",
        ] {
            assert_eq!(read(&sheet(&format!("{HEADER}{rows}")), 16), Err(Quick::Odd), "{rows}");
        }
        assert_eq!(read("<worksheet><sheetData>", 16), Err(Quick::Odd));
        assert_eq!(read("<worksheet></worksheet>", 16), Err(Quick::Odd));
        assert_eq!(read(&format!("<!DOCTYPE x>{}", sheet(HEADER)), 16), Err(Quick::Odd));
    }

    /// A cell's attributes and value, and what it holds.
    fn cell() -> impl Strategy<Value = (String, Cell)> {
        let number = (-1_000_000..100_000_000_i64, 0..9_u32, any::<bool>()).prop_map(|(digits, decimals, is_date)| {
            let text = format!("{:.*}", decimals as usize, digits as f64 / 10_f64.powi(decimals as i32));
            let value = text.parse().unwrap();
            if is_date {
                (format!(" s=\"1\"><v>{text}</v></c>"), Cell::Date(value))
            } else {
                (format!("><v>{text}</v></c>"), Cell::Number(value))
            }
        });
        prop_oneof![
            6 => number,
            3 => Just((" t=\"s\"><v>3</v></c>".into(), Cell::Text(TextId(3)))),
            1 => Just((" t=\"s\"><v>2</v></c>".into(), Cell::Empty)),
            1 => Just((" s=\"1\" t=\"s\"><v>3</v></c>".into(), Cell::Text(TextId(3)))),
            1 => Just((" t=\"b\"><v>1</v></c>".into(), Cell::Bool(true))),
            1 => Just((" s=\"1\"/>".into(), Cell::Empty)),
            1 => Just(("><f>1+1</f><v>2</v></c>".into(), Cell::Number(2.0))),
            1 => Just((" ><v>7</v>\n</c>".into(), Cell::Number(7.0))),
        ]
    }

    proptest! {
        #[test]
        fn cells_are_found_whatever_their_form_and_wherever_blocks_end(
            rows in prop::collection::vec((1..4_u32, prop::collection::vec(prop::option::weighted(0.9, cell()), 2)), 1..40),
            block in 1..300_usize,
        ) {
            let (mut xml, mut expected, mut number) = (HEADER.to_owned(), Vec::new(), 1);
            for (step, cells) in rows {
                number += step;
                expected.resize(number as usize - 1, [Cell::Empty; 2]);
                xml += &format!("<row r=\"{number}\" spans=\"1:2\">");
                for ((letter, cell), place) in ["A", "B"].iter().zip(cells).zip(&mut expected[number as usize - 2]) {
                    let Some((text, cell)) = cell else { continue };
                    xml += &format!("<c r=\"{letter}{number}\"{text}");
                    *place = cell;
                }
                xml += "</row>";
            }
            while expected.last() == Some(&[Cell::Empty; 2]) {
                expected.pop();
            }
            let read = read(&sheet(&xml), block);
            if expected.is_empty() {
                let is_empty = matches!(read, Err(Quick::Failed(crate::table::TableError::NoRows { .. })));
                prop_assert!(is_empty);
            } else {
                let table = read.unwrap();
                let found: Vec<[Cell; 2]> =
                    (0..table.rows).map(|row| std::array::from_fn(|column| table.columns[column].get(row))).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
