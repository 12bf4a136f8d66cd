//! The load files: what changed, in parts that every loader takes, what takes it back, and what had to be refused.

use super::before::{Before, Was};
use super::target::Takes;
use super::{Counts, Kit, Target};
use crate::compare::{Comparison, Standing, Step, Year};
use crate::customers::Customers;
use crate::export::csv::text;
use crate::export::{CLEARED, api_name, load_text};
use crate::sales::salesforce_id::long_form;
use crate::segments::Level;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write;

/// Rows of one part: what the Data Import Wizard takes; batches of the other loaders are theirs to make. At most 500 bytes a row, so that a part
/// stays below 25 MB, where Bulk API 2.0 takes 100.
const ROWS_OF_A_PART: usize = 50_000;

/// An account and the segment it is to get.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assigned<'a> {
    /// Its id, of 15 or 18 characters.
    pub account: &'a str,
    /// Its segment, from 1 on.
    pub segment: u8,
    /// Its silhouette.
    pub silhouette: f64,
    /// What the figures of its segment say.
    pub profile: [Level; 3],
    /// Feature by feature, which share of the other accounts rank lower, in percent.
    pub percents: [f64; 3],
}

impl<'a> Assigned<'a> {
    /// Customers with their clusters, from 0 on and 254 at most, their silhouettes, and what the figures of each cluster say.
    #[must_use]
    pub fn all(customers: &'a Customers, labels: &[u8], silhouettes: &[f64], profiles: &[[Level; 3]]) -> Vec<Self> {
        let others = customers.len().saturating_sub(1).max(1) as f64;
        let percent = |rank: u32| 100.0 * f64::from(rank.saturating_sub(1)) / others;
        let assigned = customers.accounts.iter().zip(labels).zip(silhouettes).enumerate();
        assigned
            .map(|(row, ((account, &label), &silhouette))| Self {
                account,
                segment: label + 1,
                silhouette,
                profile: profiles.get(usize::from(label)).copied().unwrap_or([Level::Medium; 3]),
                percents: std::array::from_fn(|feature| percent(customers.ranks[feature][row])),
            })
            .collect()
    }
}

/// The word of a level in `Segment_Profile__c`.
const fn level_word(level: Level) -> &'static str {
    match level {
        Level::VeryLow => "VeryLow",
        Level::Low => "Low",
        Level::Medium => "Medium",
        Level::High => "High",
        Level::VeryHigh => "VeryHigh",
    }
}

/// Whether a text is a profile.
pub(super) fn is_profile(text: &str) -> bool {
    let levels = [Level::VeryLow, Level::Low, Level::Medium, Level::High, Level::VeryHigh].map(level_word);
    text.split(' ').count() == 3 && text.split(' ').all(|word| levels.contains(&word))
}

/// A row of the update, and what takes it back.
struct Row {
    update: Vec<String>,
    rollback: Vec<String>,
}

/// The load files and what is in them.
pub(super) fn files(target: &Target, accounts: &[Assigned<'_>], before: Option<&Before>, is_matched: bool) -> Kit {
    let mut counts = Counts::default();
    let (assigned, refused) = by_long_id(accounts);
    counts.refused = refused.lines().count() - 1;

    let none = Year::default();
    let standing = |account: &Assigned<'_>| Standing { segment: account.segment, values: None };
    let accounts = assigned.iter().map(|(id, account)| (id.clone(), standing(account))).collect();
    let now = Year { accounts, without_segment: 0 };
    let comparison = Comparison::of(before.map_or(&none, |before| &before.year), &now, is_matched && before.is_some());

    let left = before.iter().flat_map(|before| before.filled());
    let left = left.filter(|id| comparison.steps.binary_search_by(|step| step.account.cmp(id)).is_err());
    let left = left.map(|id| Step { account: id.clone(), before: None, after: None });
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for step in comparison.steps.iter().cloned().chain(left) {
        // Only ids of Salesforce are in its field.
        let Some(id) = long_form(&step.account) else { continue };
        let unknown = vec![Was::Unknown; target.others.len()];
        let was = before.map_or(unknown.as_slice(), |before| before.was(&id));
        let cells = cells(target, &step, assigned.get(&id));
        let is_other =
            cells.iter().zip(was).zip(&target.others).any(|((cell, was), (_, takes))| differs(cell, was, takes));
        match (step.is_change(), step.after) {
            (false, None) if !is_other => continue,
            (false, Some(_)) if !is_other => {
                counts.unchanged += 1;
                continue;
            }
            (_, None) => counts.cleared += 1,
            (true, Some(_)) => counts.updated += 1,
            (false, Some(_)) => counts.refreshed += 1,
        }
        counts.highest = counts.highest.max(step.after.unwrap_or_default());
        counts.not_restored += usize::from(was.contains(&Was::Unknown));
        let whole = |segment: Option<u8>, others: Vec<String>| {
            let segment = segment.map_or_else(|| CLEARED.to_owned(), api_name);
            [id.clone(), segment].into_iter().chain(others).collect::<Vec<_>>()
        };
        let rollback = whole(step.before, was.iter().map(Was::cell).collect());
        let update = whole(step.after, cells);
        rows.insert(id, Row { update, rollback });
    }

    let columns = target.columns();
    let mut files = parts("update", &columns, rows.values().map(|row| row.update.as_slice()));
    counts.parts = files.len();
    if before.is_some() {
        let parts = parts("rollback", &columns, rows.values().map(|row| row.rollback.as_slice()));
        counts.rollback_parts = parts.len();
        files.extend(parts);
    } else {
        counts.not_restored = 0;
    }
    if counts.refused > 0 {
        files.push(("refused.csv".into(), refused));
    }
    Kit { files, counts, comparison: before.map(|_| comparison) }
}

/// Accounts by long id, so that both forms of one id are one account; and the others with the reason, as a file.
fn by_long_id<'a>(accounts: &[Assigned<'a>]) -> (BTreeMap<String, Assigned<'a>>, String) {
    let mut refused = String::from("account,segment,reason\n");
    let mut assigned: BTreeMap<String, Assigned<'a>> = BTreeMap::new();
    for account in accounts {
        let reason = match long_form(account.account).map(|id| assigned.entry(id)) {
            None => "not_a_salesforce_id",
            Some(Entry::Occupied(_)) => "same_account_twice",
            Some(Entry::Vacant(entry)) => {
                entry.insert(*account);
                continue;
            }
        };
        // Writing to a String cannot fail. An id's line end would be a line of its own.
        let id = account.account.replace(['\n', '\r'], " ");
        let _ = writeln!(refused, "{},{},{reason}", text(&id), account.segment);
    }
    (assigned, refused)
}

/// What the fields beside the segment take, in the target's order; nothing of an account that has no segment now, but for its segment before.
fn cells(target: &Target, step: &Step, account: Option<&Assigned<'_>>) -> Vec<String> {
    let cleared = || CLEARED.to_owned();
    let cell = |takes: &Takes| match (takes, account) {
        (Takes::Previous, _) => step.before.map_or_else(cleared, api_name),
        (_, None) => cleared(),
        (Takes::Day(value) | Takes::ModelName(value), Some(_)) => value.clone(),
        // Salesforce rounds to the field's own decimals; four are plenty.
        (Takes::Silhouette, Some(account)) => format!("{:.4}", account.silhouette),
        (Takes::Profile, Some(account)) => account.profile.map(level_word).join(" "),
        (Takes::Rank(feature), Some(account)) => format!("{:.1}", account.percents[*feature]),
    };
    target.others.iter().map(|(_, takes)| cell(takes)).collect()
}

/// Whether a load changes a field: also where it is not known what stands there.
fn differs(cell: &str, was: &Was, takes: &Takes) -> bool {
    match (was, takes) {
        (Was::Unknown, _) => true,
        (Was::Empty, _) => cell != CLEARED,
        (Was::Value(value), Takes::Silhouette | Takes::Rank(_)) => cell.parse::<f64>().ok() != value.parse().ok(),
        (Was::Value(value), _) => cell != value,
    }
}

/// The rows in parts: pure ASCII, every field quoted, LF, no blank line. No part at all where there is no row.
fn parts<'a>(name: &str, columns: &[&str], rows: impl Iterator<Item = &'a [String]>) -> Vec<(String, String)> {
    let rows: Vec<&[String]> = rows.collect();
    let part = |(number, rows)| (super::part_name(name, number + 1), load_text(columns, rows));
    rows.chunks(ROWS_OF_A_PART).enumerate().map(part).collect()
}
