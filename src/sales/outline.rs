//! What a user sees of a table before it is read as sales: its first rows, its columns with some values, and the parts they play.

use super::choices::{Choices, Shape, headers_hash};
use super::columns::{Confidence, Found, search};
use super::shape::are_distinct;
use super::{Role, SalesError};
use crate::table::{Cell, Column, Table};
use serde::{Deserialize, Serialize};

/// Values shown of each column.
const SAMPLES: usize = 3;
/// Rows searched for them.
const SEARCHED: usize = 1_000;
/// Cells searched of all columns together: of very many columns fewer rows.
const SEARCHED_IN_ALL: usize = 1 << 18;
/// Letters shown of a value.
const MOST_LETTERS: usize = 40;
/// Rows of the sheet shown below the header.
const ROWS_BELOW: u32 = 5;
/// Cells shown of a row.
const CELLS_SHOWN: usize = 6;

/// A table before it is read as sales.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Name of the sheet; empty for a text file.
    pub sheet: String,
    /// 1-based sheet row of the header; 0 where there is none.
    pub header_row: u32,
    /// Data rows.
    pub rows: usize,
    /// The first rows of the sheet by 1-based row, each with its first values; the header is among them.
    pub first_rows: Vec<(u32, Vec<String>)>,
    /// What a row is, as the user says or as was found.
    pub shape: Shape,
    /// The user is to say what a row is: the columns are those of accounts, and the rows may be sales.
    pub asks_shape: bool,
    /// No account stands on two rows, so that a row could be an account though it is read as a sale.
    pub could_be_accounts: bool,
    /// What the user said of an earlier file was followed.
    pub is_remembered: bool,
    /// [`headers_hash`] of the table.
    pub headers: u64,
    /// Each column, left to right.
    pub columns: Vec<ColumnOutline>,
    /// The roles that columns play, in the order of [`Shape::roles`].
    pub roles: Vec<Played>,
    /// Roles that are needed and open.
    pub missing: Vec<Role>,
}

/// A column before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnOutline {
    /// Its header, as the file writes it.
    pub name: String,
    /// Its first distinct values, shortened.
    pub samples: Vec<String>,
}

/// A part that a column plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Played {
    /// The part.
    pub role: Role,
    /// The column's place among the columns, the leftmost being 0.
    pub column: u32,
    /// How it was found.
    pub confidence: Confidence,
}

/// The outline of a table, with the parts its columns play as [`super::read`] would have them.
#[must_use]
pub fn outline(table: &Table, choices: &Choices) -> Outline {
    let Found { mapping, shape, problem, is_remembered, .. } = search(table, choices);
    let played = |&role: &Role| {
        let column = u32::try_from(mapping.get(role)?).ok()?;
        Some(Played { role, column, confidence: mapping.confidence(role)? })
    };
    let could_be_accounts = shape == Shape::Lines
        && choices.shape.is_none()
        && mapping.get(Role::Account).is_some_and(|at| are_distinct(&table.columns[at], table));
    let asks_shape = matches!(problem, Some(SalesError::RowsUnclear { .. }));
    let missing = match problem {
        Some(SalesError::MissingColumns { missing, .. }) => missing,
        Some(SalesError::AmbiguousColumn { role, .. } | SalesError::NoSuchColumn { role, .. }) => vec![role],
        _ => Vec::new(),
    };
    let shown = |cell: &(u32, Cell)| shortened(&cell.1.display(&table.texts));
    let rows = table.rows_down_to(table.header_row + ROWS_BELOW);
    Outline {
        sheet: table.sheet.clone(),
        header_row: table.header_row,
        rows: table.rows,
        first_rows: rows.iter().map(|row| (row.row, row.cells.iter().take(CELLS_SHOWN).map(shown).collect())).collect(),
        shape,
        asks_shape,
        could_be_accounts,
        is_remembered,
        headers: headers_hash(table),
        columns: table
            .columns
            .iter()
            .map(|column| ColumnOutline { name: column.name.clone(), samples: samples(column, table) })
            .collect(),
        roles: shape.roles().iter().filter_map(played).collect(),
        missing,
    }
}

/// The first distinct values of a column.
fn samples(column: &Column, table: &Table) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    let mut last = Cell::Empty;
    let searched = (SEARCHED_IN_ALL / table.columns.len().max(1)).clamp(SAMPLES, SEARCHED);
    for row in 0..column.len().min(searched) {
        let cell = column.get(row);
        if cell == Cell::Empty || std::mem::replace(&mut last, cell) == cell {
            continue;
        }
        let sample = shortened(&cell.display(&table.texts));
        if !sample.is_empty() && !samples.contains(&sample) {
            samples.push(sample);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

/// A text as it is shown in a small place: in one line, without control characters, and shortened.
pub(super) fn shortened(text: &str) -> String {
    // A text may begin in thousands of control characters.
    let begin = text.chars().take(MOST_LETTERS * 16);
    let plain: String = begin.filter(|c| !c.is_control() || c.is_whitespace()).take(MOST_LETTERS * 4).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_in_one_short_line() {
        assert_eq!(shortened("  a\r\n\tb\u{7}c  "), "a bc");
        assert_eq!(shortened(&"é".repeat(40)), "é".repeat(40));
        assert_eq!(shortened(&"é".repeat(100_000)), format!("{}…", "é".repeat(40)));
        assert_eq!(shortened("\u{0}\u{1b}"), "");
    }
}
