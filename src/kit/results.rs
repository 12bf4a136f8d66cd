//! After the load: the loaders' own files read by cause, and what failed made ready to be tried again.

use super::KitError;
use crate::table::{Cell, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Headers under which loaders tell why a row failed (Data Loader, Bulk API 2.0, Bulk API), lower case.
const ERROR_HEADERS: [&str; 2] = ["error", "sf__error"];
/// Headers that only a loader writes, lower case: they are no part of a retry.
const OF_LOADERS: [&str; 7] = ["error", "status", "sf__id", "sf__error", "sf__created", "success", "created"];
/// Causes that are told one by one.
const MOST_CAUSES: usize = 20;
/// Characters of a message by which rows without a code are told apart.
const LONGEST_KIND: usize = 120;
/// What the SOAP and REST API say where Bulk API gives a code: the beginning of their messages, lower case.
const WITHOUT_CODE: [(&str, &str); 4] = [
    ("unable to obtain exclusive access", "UNABLE_TO_LOCK_ROW"),
    ("bad value for restricted picklist field", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"),
    ("entity is deleted", "ENTITY_IS_DELETED"),
    ("malformed id", "MALFORMED_ID"),
];

/// What became of a load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// Rows that were loaded.
    pub loaded: usize,
    /// Why the others were not, most frequent first; of many the first ones.
    pub causes: Vec<Cause>,
    /// Rows that failed for other causes than these.
    pub others: usize,
    /// Of the rows that failed, those that name no record: they cannot be tried again.
    pub without_id: usize,
    /// The rows that failed and name their record, as a load file; empty without any.
    pub retry: String,
}

/// Why some rows failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// Salesforce's own code (`UNABLE_TO_LOCK_ROW`), or what the messages have in common where there is none.
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
    /// The file of the rows to be tried again.
    pub const RETRY: &str = "retry.csv";

    /// Reads success and error files in any number; the files that are retried must have the same columns.
    ///
    /// # Errors
    /// [`KitError::NotAResult`], [`KitError::ResultWithoutRows`].
    pub fn of(tables: &[Table]) -> Result<Self, KitError> {
        let mut results = Self { loaded: 0, causes: Vec::new(), others: 0, without_id: 0, retry: String::new() };
        let mut causes: BTreeMap<String, Cause> = BTreeMap::new();
        let mut header = None;
        for table in tables {
            let ResultColumns { error, id, kept, names } = ResultColumns::of(table, header.as_deref())?;
            for row in 0..table.rows {
                let message = error.map(|at| cell(table.columns[at].get(row), table)).unwrap_or_default();
                if message.is_empty() {
                    results.loaded += 1;
                    continue;
                }
                let kind = kind(&message);
                let cause = causes.entry(kind.clone()).or_insert(Cause { code: kind, rows: 0, message });
                cause.rows += 1;
                let cells: Vec<String> = kept.iter().map(|&at| cell(table.columns[at].get(row), table)).collect();
                if id.is_none_or(|id| cells[id].is_empty()) {
                    results.without_id += 1;
                    continue;
                }
                if header.is_none() {
                    results.retry = line(&names);
                    header = Some(names.clone());
                }
                results.retry.push_str(&line(&cells));
            }
        }
        results.causes = causes.into_values().collect();
        // Equally frequent ones stay in the order of their codes.
        results.causes.sort_by_key(|cause| std::cmp::Reverse(cause.rows));
        let rest = results.causes.split_off(results.causes.len().min(MOST_CAUSES));
        results.others = rest.iter().map(|cause| cause.rows).sum();
        Ok(results)
    }
}

/// Where things stand in a loader's file.
struct ResultColumns {
    /// Why rows failed; a file of successes has no such column.
    error: Option<usize>,
    /// The record's id among `kept`.
    id: Option<usize>,
    /// Columns of the rows as they were given to the loader.
    kept: Vec<usize>,
    /// Their headers.
    names: Vec<String>,
}

impl ResultColumns {
    /// Of a table; `retried` are the headers of an earlier file's rows to be tried again.
    fn of(table: &Table, retried: Option<&[String]>) -> Result<Self, KitError> {
        let lower: Vec<String> = table.columns.iter().map(|column| column.name.trim().to_lowercase()).collect();
        let is_loader_s = |name: &String| OF_LOADERS.contains(&name.as_str());
        let error = lower.iter().position(|name| ERROR_HEADERS.contains(&name.as_str()));
        let kept: Vec<usize> = (0..lower.len()).filter(|&at| !is_loader_s(&lower[at])).collect();
        let names: Vec<String> = kept.iter().map(|&at| table.columns[at].name.trim().to_owned()).collect();
        let id = kept.iter().position(|&at| lower[at] == "id");
        let headers = || table.columns.iter().map(|column| column.name.clone()).collect();
        if !lower.iter().any(is_loader_s) {
            return Err(KitError::NotAResult { headers: headers() });
        }
        // Bulk API itself answers `Id,Success,Created,Error`, row by row of the file it was given, without ids of rows that failed.
        if error.is_some() && kept.iter().all(|&at| lower[at] == "id") {
            return Err(KitError::ResultWithoutRows { headers: headers() });
        }
        if error.is_some() && (id.is_none() || retried.is_some_and(|retried| retried != names)) {
            return Err(KitError::NotAResult { headers: headers() });
        }
        Ok(Self { error, id, kept, names })
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

/// What a message has in common with others of its cause: `UNABLE_TO_LOCK_ROW` of `UNABLE_TO_LOCK_ROW:unable to obtain exclusive access …:--` and of
/// the same words without the code; else the message without the ids of records.
fn kind(message: &str) -> String {
    let first = message.split(':').next().unwrap_or(message).trim();
    let is_code =
        first.len() > 3 && first.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit());
    if is_code && first.len() <= LONGEST_KIND {
        return first.to_owned();
    }
    let lower = message.to_lowercase();
    let known = WITHOUT_CODE.iter().find(|(words, _)| lower.starts_with(words));
    known.map_or_else(|| without_ids(message), |(_, code)| (*code).to_owned())
}

/// A message with `…` in the place of each record's id, cut off where it is long.
fn without_ids(message: &str) -> String {
    let word = |word: &str| {
        let is_id = matches!(word.len(), 15 | 18)
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_id { "…".to_owned() } else { word.to_owned() }
    };
    let mut kind = String::new();
    let mut rest = message;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        kind.push_str(&word(&rest[..end]));
        let after = rest[end..].find(char::is_alphanumeric).map_or(rest.len(), |at| end + at);
        kind.push_str(&rest[end..after]);
        rest = &rest[after..];
    }
    match kind.char_indices().nth(LONGEST_KIND) {
        Some((at, _)) => kind[..at].to_owned() + "…",
        None => kind,
    }
}
