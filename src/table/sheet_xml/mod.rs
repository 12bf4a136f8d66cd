//! The quick way through a plain .xlsx sheet: inflate, cut between rows, parse the pieces on any number of workers, assemble.
//!
//! It gives the table that [`super::read`] gives, or says [`Quick::Odd`] where the file holds what it does not know.

mod assemble;
mod chunk;
mod cut;
mod parts;
mod scan;
mod strings;

pub use chunk::Chunk;
pub use cut::Cutter;
pub use parts::Part;
pub use scan::{Odd, Sheet, scan};

use super::{Table, TableError, Texts};
use std::io::{Read, Seek};

/// Bytes that a workbook's sheet or shared strings may inflate to: Excel's limit of rows in a dozen columns takes a quarter of it.
const MOST_INFLATED: u64 = 2 << 30;

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
    /// What every piece of the sheet needs to know.
    pub context: Sheet,
}

impl Plan {
    /// Finds the parts of the sheet named `wanted`, or of the first.
    ///
    /// # Errors
    /// [`Quick`]; a part that says it inflates beyond all measure is refused for every reader.
    pub fn new(source: impl Read + Seek, wanted: Option<&str>) -> Result<Self, Quick> {
        let plan = parts::find(source, wanted)?;
        let inflated = plan.sheet.inflated.max(plan.strings.map_or(0, |part| part.inflated));
        if inflated > MOST_INFLATED {
            return Err(TableError::TooLarge { what: "inflated bytes".into(), limit: MOST_INFLATED }.into());
        }
        Ok(plan)
    }

    /// The table of the parsed pieces, in their order, and the inflated shared strings (empty where there are none).
    ///
    /// # Errors
    /// [`Quick`].
    pub fn assemble(self, chunks: &[Chunk], strings: &[u8]) -> Result<Table, Quick> {
        let mut texts = Texts::default();
        let ids = if self.strings.is_some() { strings::read(strings, &mut texts)? } else { Vec::new() };
        assemble::assemble(self.sheet_name, chunks, &ids, texts)
    }
}
