//! What a user says of a table before it is read as sales: its columns, its shape, its formats; and what was said of an earlier one.

use super::{Formats, Role};
use crate::table::Table;
use serde::{Deserialize, Serialize};

/// What a user says of a table; what is not said is found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choices {
    /// The column of some roles; of two for one role the later counts.
    pub columns: Vec<(Role, ColumnChoice)>,
    /// What a row of the table is.
    pub shape: Option<Shape>,
    /// How the texts of some columns are to be read.
    pub formats: Formats,
    /// What was said of earlier files. One of the same headers is followed where nothing is said of columns and shape.
    pub remembered: Vec<Remembered>,
}

impl Choices {
    /// The columns of these headers, and nothing else said.
    #[must_use]
    pub fn named(columns: &[(Role, &str)]) -> Self {
        let named = |&(role, header): &(Role, &str)| (role, ColumnChoice::Named(header.to_owned()));
        Self { columns: columns.iter().map(named).collect(), ..Self::default() }
    }
}

/// The column that a user chose for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnChoice {
    /// The column of this header, whatever its case; of two that differ in case only, the exact one.
    Named(String),
    /// The column at this place, the leftmost being 0: headers may be the same, or missing.
    At(u32),
    /// No column, even where one could be found.
    None,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A sale: accounts are made of their lines.
    #[default]
    Lines,
    /// An account with its total sales and its number of orders.
    Accounts,
}

impl Shape {
    /// The shape's name on the command line and in `report.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Accounts => "accounts",
        }
    }

    /// The shape of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Lines, Self::Accounts].into_iter().find(|shape| shape.name() == name)
    }

    /// The roles that columns of such a table play, in the order in which they are shown.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Lines => &[
                Role::Account,
                Role::Line,
                Role::Quantity,
                Role::Price,
                Role::Amount,
                Role::Product,
                Role::Description,
                Role::ProductCode,
                Role::Contract,
                Role::ContractNumber,
                Role::StartDate,
                Role::EndDate,
                Role::Country,
                Role::Currency,
            ],
            Self::Accounts => &[Role::Account, Role::Amount, Role::OrderCount, Role::Average, Role::Country],
        }
    }
}

/// What a user said of a table, to be followed for the next of the same headers. It holds nothing that stands in a file: a hash of its
/// headers, and the places of columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// [`headers_hash`] of the table.
    pub headers: u64,
    /// The place of each role that the user chose; `None` for no column.
    pub columns: Vec<(Role, Option<u32>)>,
    /// What a row is, if the user said so.
    pub shape: Option<Shape>,
    /// How texts are to be read, as far as the user said so.
    pub formats: Formats,
}

impl Remembered {
    /// Whether it can be followed for a table: the same headers, and no column beyond the last.
    #[must_use]
    pub(super) fn fits(&self, table: &Table) -> bool {
        let is_there = |place: u32| (place as usize) < table.columns.len();
        self.headers == headers_hash(table) && self.columns.iter().all(|&(_, place)| place.is_none_or(is_there))
    }

    /// The choices of columns it stands for.
    pub(super) fn choices(&self) -> Vec<(Role, ColumnChoice)> {
        let choice = |place: Option<u32>| place.map_or(ColumnChoice::None, ColumnChoice::At);
        self.columns.iter().map(|&(role, place)| (role, choice(place))).collect()
    }
}

/// A hash of a table's headers in their order, below 2^53 so that a script holds it exactly: the upper bits of 64-bit FNV-1a (Fowler, Noll,
/// Vo) of each header's trimmed bytes and a separator.
#[must_use]
pub fn headers_hash(table: &Table) -> u64 {
    let bytes = table.columns.iter().flat_map(|column| column.name.trim().bytes().chain([0x1f]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) >> 11
}
