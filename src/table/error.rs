//! Why a file cannot be read as a table.

use serde::{Deserialize, Serialize};

/// Why a file cannot be read as a table. Sentences are made in `text/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableError {
    /// The bytes are no workbook; `looks_like` names what they seem to be, if known.
    NotAWorkbook {
        /// A short technical name such as `HTML`, `PDF`, `old Excel (.xls)`.
        looks_like: Option<String>,
    },
    /// The workbook is protected by a password.
    Encrypted,
    /// The file ends before its content does, or a part of it is damaged.
    Damaged {
        /// The part of the file, such as `xl/worksheets/sheet1.xml`, if known.
        part: Option<String>,
        /// What the reader found, in its own technical words.
        detail: String,
    },
    /// The workbook has no sheet of this name.
    NoSuchSheet {
        /// The name asked for.
        wanted: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// The workbook has no worksheet at all.
    NoSheet,
    /// The sheet holds nothing.
    EmptySheet {
        /// The sheet's name.
        sheet: String,
    },
    /// The sheet has a header row and nothing below it.
    NoRows {
        /// The sheet's name.
        sheet: String,
        /// 1-based row of the header.
        header_row: u32,
    },
    /// A limit on cells, text or inflated bytes was passed.
    TooLarge {
        /// What was counted: `cells`, `text bytes`, `inflated bytes`.
        what: String,
        /// The limit.
        limit: u64,
    },
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for TableError {}
