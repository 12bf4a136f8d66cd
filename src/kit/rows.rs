//! The load files: what changed, in parts that every loader takes, what takes it back, and what had to be refused.

use super::Target;
use crate::compare::Year;
use crate::export::csv::text;
use crate::sales::salesforce_id::long_form;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Rows of one part: what the Data Import Wizard takes; batches of the other loaders are theirs to make. At most 400 bytes a row, so that a part
/// stays below 20 MB, where Bulk API 2.0 takes 100.
const ROWS_OF_A_PART: usize = 50_000;
/// What a loader takes for an empty field.
const CLEARED: &str = "#N/A";

/// An account and the segment it is to get.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assigned<'a> {
    /// Its id, of 15 or 18 characters.
    pub account: &'a str,
    /// Its segment, from 1 on.
    pub segment: u16,
    /// Its silhouette.
    pub silhouette: f64,
}

/// What is in a kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Accounts that get a segment.
    pub updated: usize,
    /// Accounts whose segment is cleared, since they have none any more.
    pub cleared: usize,
    /// Accounts that have the segment of last year, and are not in the files.
    pub unchanged: usize,
    /// Accounts left out: their ids are not Salesforce's, or stand for an account that is already there.
    pub refused: usize,
    /// Parts of the update.
    pub parts: usize,
    /// Parts of the rollback; 0 without last year's segments.
    pub rollback_parts: usize,
}

/// The load files and what is in them.
pub(super) fn files(
    target: &Target,
    accounts: &[Assigned<'_>],
    before: Option<&Year>,
) -> (Vec<(String, String)>, Counts) {
    let mut counts = Counts::default();
    let mut refused = String::from("account,segment,reason\n");
    // By long id, so that both forms of one id are one account.
    let mut assigned: BTreeMap<String, Assigned<'_>> = BTreeMap::new();
    for account in accounts {
        let reason = match long_form(account.account) {
            None => "not_a_salesforce_id",
            Some(id) => match assigned.entry(id) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(*account);
                    continue;
                }
                std::collections::btree_map::Entry::Occupied(_) => "same_account_twice",
            },
        };
        counts.refused += 1;
        // Writing to a String cannot fail.
        let _ = writeln!(refused, "{},{},{reason}", text(account.account), account.segment);
    }

    let earlier = |id: &str| before.and_then(|year| year.accounts.get(id)).map(|standing| u16::from(standing.segment));
    let mut update = Vec::new();
    let mut rollback = Vec::new();
    for (id, account) in &assigned {
        let then = earlier(id);
        if then == Some(account.segment) {
            counts.unchanged += 1;
            continue;
        }
        counts.updated += 1;
        update.push((id.clone(), values(target, account)));
        rollback.push((id.clone(), vec![then.map_or_else(|| CLEARED.to_owned(), api_name)]));
    }
    let gone = before.iter().flat_map(|year| &year.accounts).filter(|(id, _)| !assigned.contains_key(*id));
    for (id, standing) in gone {
        // Only ids of Salesforce are in its field.
        let Some(id) = long_form(id) else { continue };
        counts.cleared += 1;
        update.push((id.clone(), vec![CLEARED.to_owned(); target.columns().len() - 1]));
        rollback.push((id, vec![api_name(u16::from(standing.segment))]));
    }
    update.sort_unstable();
    rollback.sort_unstable();
    let mut files = parts("update", &target.columns(), &update);
    counts.parts = files.len();
    if before.is_some() {
        let parts = parts("rollback", &["Id", target.segment()], &rollback);
        counts.rollback_parts = parts.len();
        files.extend(parts);
    }
    if counts.refused > 0 {
        files.push(("refused.csv".into(), refused));
    }
    (files, counts)
}

/// What an account's fields take, in the order of the target's columns.
fn values(target: &Target, account: &Assigned<'_>) -> Vec<String> {
    let mut values = vec![api_name(account.segment)];
    values.extend(target.date.iter().chain(&target.model).map(|(_, value)| value.clone()));
    // Salesforce rounds to the field's own decimals; four are plenty.
    values.extend(target.silhouette.iter().map(|_| format!("{:.4}", account.silhouette)));
    values
}

/// The API name of a segment's picklist value, as [`crate::export::api_name`] gives it.
fn api_name(segment: u16) -> String {
    format!("Segment_{segment}")
}

/// The rows in parts: pure ASCII, every field quoted, LF, no blank line. No part at all where there is no row.
fn parts(name: &str, columns: &[&str], rows: &[(String, Vec<String>)]) -> Vec<(String, String)> {
    let quoted = |cells: &mut dyn Iterator<Item = &str>| {
        cells.map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n"
    };
    let part = |(number, rows): (usize, &[(String, Vec<String>)])| {
        let mut text = quoted(&mut columns.iter().copied());
        for (id, values) in rows {
            text.push_str(&quoted(&mut std::iter::once(id.as_str()).chain(values.iter().map(String::as_str))));
        }
        (format!("{name}-{:03}.csv", number + 1), text)
    };
    rows.chunks(ROWS_OF_A_PART).enumerate().map(part).collect()
}
