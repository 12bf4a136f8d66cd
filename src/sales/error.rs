//! Why a table cannot be read as sales.

use super::Role;
use serde::{Deserialize, Serialize};

/// Why a table cannot be read as sales. Sentences are made in `text/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SalesError {
    /// Columns that are needed were not found.
    MissingColumns {
        /// Sheet that was searched.
        sheet: String,
        /// 1-based row of the header.
        header_row: u32,
        /// The roles without a column.
        missing: Vec<Role>,
        /// The headers there are.
        headers: Vec<String>,
    },
    /// The user named a column that is not there.
    NoSuchColumn {
        /// The role it was to play.
        role: Role,
        /// The header asked for.
        header: String,
        /// The headers there are.
        headers: Vec<String>,
    },
    /// Several columns have the same label, or values that fit alike, and any could play a role that is needed.
    AmbiguousColumn {
        /// The role.
        role: Role,
        /// The headers of the columns, as the file writes them.
        headers: Vec<String>,
    },
    /// A period was asked for, and no column tells when lines start.
    NoStartDate {
        /// Sheet that was searched.
        sheet: String,
        /// The headers there are.
        headers: Vec<String>,
    },
    /// A number is too large to add up exactly (10^18 or more a line).
    AmountTooLarge {
        /// Sheet.
        sheet: String,
        /// 1-based sheet row.
        row: u32,
        /// Header of the column.
        column: String,
    },
    /// The table has the columns of one of accounts, but a row is no account of its own: it may be one of sales.
    RowsUnclear {
        /// Sheet.
        sheet: String,
        /// 1-based sheet row of the first such row.
        row: u32,
        /// Header of the column of orders.
        column: String,
        /// The account's id, which stands above too, shortened; empty where the row has none.
        account: String,
    },
    /// Each row is to be an account, but one stands on two.
    RepeatedAccount {
        /// Sheet.
        sheet: String,
        /// 1-based sheet row of the second.
        row: u32,
        /// The account's id, shortened.
        account: String,
    },
    /// After cleaning no line is left.
    NothingLeft {
        /// Sheet.
        sheet: String,
        /// Rows that were read.
        rows: usize,
    },
}

impl std::fmt::Display for SalesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for SalesError {}
