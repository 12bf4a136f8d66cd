//! Why a file tells no year's segments.

use serde::{Deserialize, Serialize};

/// Why a file tells no year's segments. Sentences are made in `text/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompareError {
    /// No column of account ids.
    NoAccountColumn {
        /// The headers there are.
        headers: Vec<String>,
    },
    /// No column of segments.
    NoSegmentColumn {
        /// The field that was looked for, beside the usual names.
        field: String,
        /// The headers there are.
        headers: Vec<String>,
    },
    /// A cell that names no segment.
    NotASegment {
        /// 1-based row of the sheet.
        row: u32,
        /// What stands there.
        value: String,
    },
    /// An account stands there twice, with different segments.
    Repeated {
        /// 1-based row of the second.
        row: u32,
        /// Its id.
        account: String,
    },
}

impl std::fmt::Display for CompareError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for CompareError {}
