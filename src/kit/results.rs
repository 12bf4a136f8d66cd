//! After the load: the loaders' own files read by cause, and what failed made ready to be tried again.

use super::KitError;
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// Headers under which loaders tell why a row failed (Data Loader, Bulk API 2.0, Bulk API), lower case.
const ERROR_HEADERS: [&str; 2] = ["error", "sf__error"];
/// Headers that only a loader writes, lower case: they are no part of a retry.
const OF_LOADERS: [&str; 7] = ["error", "status", "sf__id", "sf__error", "sf__created", "success", "created"];

/// What became of a load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    /// Rows that were loaded.
    pub loaded: usize,
    /// Why the others were not, most frequent first.
    pub causes: Vec<Cause>,
    /// The rows that failed, as a load file; empty without any.
    pub retry: String,
}

/// Why some rows failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Salesforce's own code (`UNABLE_TO_LOCK_ROW`), or the message where there is none.
    pub code: String,
    /// Rows.
    pub rows: usize,
    /// The first of the messages.
    pub message: String,
}

impl Cause {
    /// Whether the same rows may pass as they are when they are tried again: others held the record, or a limit was reached.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(
            self.code.as_str(),
            "UNABLE_TO_LOCK_ROW"
                | "REQUEST_LIMIT_EXCEEDED"
                | "SERVER_UNAVAILABLE"
                | "TXN_SECURITY_METERING_ERROR"
                | "QUERY_TIMEOUT"
        )
    }
}

impl Results {
    /// Reads success and error files in any number; the files that are retried must have the same columns.
    ///
    /// # Errors
    /// [`KitError::NotAResult`].
    pub fn of(tables: &[Table]) -> Result<Self, KitError> {
        let mut results = Self { loaded: 0, causes: Vec::new(), retry: String::new() };
        let mut causes: BTreeMap<String, Cause> = BTreeMap::new();
        let mut header = None;
        for table in tables {
            let names: Vec<String> = table.columns.iter().map(|column| column.name.trim().to_lowercase()).collect();
            let error = names.iter().position(|name| ERROR_HEADERS.contains(&name.as_str()));
            let kept: Vec<usize> = (0..names.len()).filter(|&at| !OF_LOADERS.contains(&names[at].as_str())).collect();
            let cells =
                |row: usize| kept.iter().map(|&at| cell(table.columns[at].get(row), table)).collect::<Vec<String>>();
            let is_result = names.iter().any(|name| OF_LOADERS.contains(&name.as_str()));
            let columns: Vec<String> = kept.iter().map(|&at| table.columns[at].name.trim().to_owned()).collect();
            let other_columns = error.is_some() && header.as_ref().is_some_and(|header| *header != columns);
            if !is_result
                || other_columns
                || (error.is_some() && !columns.iter().any(|name| name.eq_ignore_ascii_case("id")))
            {
                let headers = table.columns.iter().map(|column| column.name.clone()).collect();
                return Err(KitError::NotAResult { headers });
            }
            for row in 0..table.rows {
                let message = error.map(|at| cell(table.columns[at].get(row), table)).unwrap_or_default();
                if message.is_empty() {
                    results.loaded += 1;
                    continue;
                }
                if header.is_none() {
                    results.retry = line(&columns);
                    header = Some(columns.clone());
                }
                results.retry.push_str(&line(&cells(row)));
                let code = code(&message).to_owned();
                let cause = causes.entry(code.clone()).or_insert(Cause { code, rows: 0, message });
                cause.rows += 1;
            }
        }
        results.causes = causes.into_values().collect();
        // Equally frequent ones stay in the order of their codes.
        results.causes.sort_by_key(|cause| std::cmp::Reverse(cause.rows));
        Ok(results)
    }
}

/// A cell on one line and without quotation marks: nothing a load file holds has any.
fn cell(cell: Cell, table: &Table) -> String {
    match cell {
        // What clears a field reads as an error value in a workbook.
        Cell::Error(crate::table::CellError::NA) => "#N/A".into(),
        other => other.display(&table.texts).trim().replace(['\n', '\r', '"'], " "),
    }
}

fn line(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n"
}

/// `UNABLE_TO_LOCK_ROW` of `UNABLE_TO_LOCK_ROW:unable to obtain exclusive access …:--`; the message itself where it does not begin with a code.
fn code(message: &str) -> &str {
    let first = message.split(':').next().unwrap_or(message).trim();
    let is_code =
        first.len() > 3 && first.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit());
    if is_code { first } else { message }
}
