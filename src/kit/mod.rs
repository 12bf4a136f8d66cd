//! Salesforce's side: the query that gets a year of sales out, and the kit that writes segments back, as files that a loader takes as they are.

mod before;
pub mod query;
mod results;
mod rows;
mod scripts;
mod target;
mod zip;

pub use before::Before;
pub use results::{Cause, Results};
pub use rows::Assigned;
pub use target::{KitError, Others, Target};
pub use zip::zip;

use crate::compare::Comparison;
use serde::{Deserialize, Serialize};

/// A kit: its files but for the guide, which `text/` writes, and what is in them.
#[derive(Debug, Clone, PartialEq)]
pub struct Kit {
    /// Names and texts.
    pub files: Vec<(String, String)>,
    /// What is in them.
    pub counts: Counts,
    /// The segments beside those before, where these are known.
    pub comparison: Option<Comparison>,
}

/// What is in a kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Accounts that get a segment, or another one.
    pub updated: usize,
    /// Accounts that keep their segment, and of which another field is written.
    pub refreshed: usize,
    /// Accounts whose fields are cleared, since they have no segment any more.
    pub cleared: usize,
    /// Accounts of which nothing changes; they are not in the files.
    pub unchanged: usize,
    /// Accounts left out: their ids are not Salesforce's, or stand for an account that is already there.
    pub refused: usize,
    /// The highest number of a segment in the update, 0 without any; the picklist may end below it ([`crate::export::PICKLIST`]).
    pub highest: u8,
    /// Accounts of which a field is written whose value before is not known: the rollback leaves it as it is then.
    pub not_restored: usize,
    /// Parts of the update.
    pub parts: usize,
    /// Parts of the rollback; 0 without the segments before.
    pub rollback_parts: usize,
}

impl Kit {
    /// The kit that gives these accounts their segments. With what stood in the fields before it writes only what changes, clears the accounts
    /// that have no segment any more, and holds what takes it all back. With `is_matched` segments take the numbers of their likes before, as in
    /// [`Comparison::of`]: those of a partition made anew mean something else otherwise.
    #[must_use]
    pub fn of(target: &Target, accounts: &[Assigned<'_>], before: Option<&Before>, is_matched: bool) -> Self {
        let mut kit = rows::files(target, accounts, before, is_matched);
        kit.files.extend(scripts::files(target, &kit.counts));
        kit
    }

    /// Whether a file of this name is of an earlier kit that need not be overwritten by another: it must not be left beside it.
    #[must_use]
    pub fn is_leftover(name: &str) -> bool {
        let is_part = |kind: &str| {
            let digits = name.strip_prefix(kind).and_then(|rest| rest.strip_suffix(".csv"));
            digits.is_some_and(|digits| digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        };
        matches!(name, "refused.csv" | "retry.csv" | "rollback.sdl") || is_part("update-") || is_part("rollback-")
    }
}

/// The name of a part, from 1 on.
fn part_name(kind: &str, number: usize) -> String {
    format!("{kind}-{number:03}.csv")
}

#[cfg(test)]
mod tests;
