//! How the cost of the whole job grows with rows and with accounts.

use crate::Result;
use crate::shell::say;
use serde_json::{Value, json};
use std::fs;

/// Rows, and their accounts: as many rows an account as in the study.
const ROWS: [(usize, usize); 5] =
    [(10_000, 270), (31_623, 850), (100_000, 2_700), (316_228, 8_500), (1_000_000, 27_000)];

/// Accounts, and their rows: the study's, and one and a little an account beyond; the last fill a sheet.
const ACCOUNTS: [(usize, usize); 6] = [
    (1_000, 287_879),
    (7_747, 287_879),
    (31_623, 287_879),
    (100_000, 287_879),
    (316_228, 400_000),
    (1_000_000, 1_048_575),
];

/// The limit of a sheet with as many accounts as the page takes without trouble.
const FULL: [(usize, usize); 1] = [(100_000, 1_048_575)];

/// Measures each size once, natively and in the page.
pub fn measure() -> Result<Value> {
    let rows = ROWS.map(|(rows, accounts)| (rows, accounts, "rows"));
    let accounts = ACCOUNTS.map(|(accounts, rows)| (rows, accounts, "accounts"));
    let full = FULL.map(|(accounts, rows)| (rows, accounts, "full"));
    let mut sizes = Vec::new();
    for (rows, accounts, grows) in rows.into_iter().chain(accounts).chain(full) {
        say(&format!("{rows} rows, {accounts} accounts"));
        let file = super::sample(rows, accounts)?;
        let name = file.to_string_lossy();
        let cancel = if grows == "full" { super::in_browser(&["cancel", &name])? } else { Value::Null };
        sizes.push(json!({
            "rows": rows,
            "accounts": accounts,
            "grows": grows,
            "file_mb": fs::metadata(&file)?.len() as f64 / 1e6,
            "native": super::figures(&["job", &name])?,
            "page": super::page(&file, 2, super::OPEN)?,
            "floor": super::figures(&["floor", &name])?,
            "cancel": cancel,
        }));
    }
    Ok(json!({ "sizes": sizes }))
}
