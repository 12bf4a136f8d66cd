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
    /// A .zip file that does not hold one table.
    Archive {
        /// Why not.
        problem: ArchiveProblem,
        /// The entries concerned: all of them, the candidates, or the archive within.
        names: Vec<String>,
    },
    /// A text file's quotation mark is opened and never closed.
    UnclosedQuote {
        /// 1-based line of the file, as a text editor counts them.
        line: u64,
    },
    /// Most rows of a text file do not have as many fields as the others: it is no table.
    Uneven {
        /// 1-based row of the first.
        row: u32,
        /// How many there are.
        uneven: usize,
        /// Of how many rows.
        rows: usize,
    },
    /// A part of the file is made as no spreadsheet program makes it, and would cost memory or time without end.
    Suspect {
        /// The part of the file, such as `xl/worksheets/sheet1.xml`.
        part: String,
        /// What was found there.
        what: Suspicion,
    },
    /// A limit on cells, text or inflated bytes was passed.
    TooLarge {
        /// What was counted: `cells`, `columns`, `rows`, `text bytes`, `bytes in one row`, `bytes`, `inflated bytes`, `zip entries`.
        what: String,
        /// The limit.
        limit: u64,
    },
}

/// Why a .zip file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArchiveProblem {
    /// It holds no workbook and no text table.
    Nothing,
    /// It holds more than one.
    Several,
    /// It holds another archive.
    Nested,
    /// What it holds is protected by a password, or packed in a way that is not known.
    Locked,
}

/// What no spreadsheet program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Suspicion {
    /// A document type, which may define entities that grow without end.
    DocType,
    /// Elements within elements, hundreds deep.
    DeepNesting,
    /// A tag of hundreds of kilobytes.
    LongTag,
    /// A text longer than any cell holds.
    LongText,
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for TableError {}
