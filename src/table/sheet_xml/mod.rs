//! The quick way through a plain .xlsx sheet: parse its rows while it is inflated elsewhere.
//!
//! It gives the table that [`super::read`] gives, or says [`Quick::Odd`] where the file holds what it does not know.

mod cursor;
mod form;
mod number;
mod parts;
mod reader;
mod scan;
mod strings;
mod words;

pub use parts::Part;
pub use reader::SheetReader;

use super::{TableError, Texts, zipped};
use std::io::{Read, Seek};

/// Bytes that a workbook's sheet may inflate to: Excel's limit of rows in a dozen columns takes a quarter of it.
const MOST_INFLATED: u64 = 2 << 30;
/// Bytes that its shared strings may inflate to, which are held whole: more than the limit of distinct texts.
const MOST_STRINGS: u64 = 320 << 20;

/// The XML holds something this scanner does not know; the general reader must read the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Odd;

/// Why the quick way gave no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quick {
    /// The general reader must read the file.
    Odd,
    /// No reader can.
    Failed(TableError),
}

impl From<Odd> for Quick {
    fn from(_: Odd) -> Self {
        Self::Odd
    }
}

impl From<TableError> for Quick {
    fn from(error: TableError) -> Self {
        Self::Failed(error)
    }
}

/// A sheet that can be read the quick way, found in its workbook.
#[derive(Debug, Clone)]
pub struct Plan {
    sheet_name: String,
    /// Where the sheet's XML lies.
    pub sheet: Part,
    /// Where the shared strings lie, if there are any.
    pub strings: Option<Part>,
    /// For each cell format (`cellXfs`) whether it shows a number as a date.
    is_date: Vec<bool>,
}

impl Plan {
    /// Finds the parts of the sheet named `wanted`, or of the first.
    ///
    /// # Errors
    /// [`Quick`]; a part that says it inflates beyond all measure is refused for every reader.
    pub fn new(mut source: impl Read + Seek, wanted: Option<&str>) -> Result<Self, Quick> {
        let plan = parts::find(&mut source, wanted)?;
        zipped::check_size(plan.sheet.packed, plan.sheet.inflated, MOST_INFLATED)?;
        if let Some(strings) = plan.strings {
            zipped::check_size(strings.packed, strings.inflated, MOST_STRINGS)?;
        }
        Ok(plan)
    }

    /// A reader of the sheet, once the shared strings are inflated (empty where there are none).
    ///
    /// # Errors
    /// [`Quick`].
    pub fn reader(self, strings: &[u8]) -> Result<SheetReader, Quick> {
        let mut texts = Texts::default();
        let ids = if self.strings.is_some() { strings::read(strings, &mut texts)? } else { Vec::new() };
        Ok(SheetReader::new(self.sheet_name, self.is_date, (ids, texts), self.sheet.inflated))
    }
}
