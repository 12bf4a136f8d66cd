//! The kit: everything to write segments into Salesforce, as files that a loader takes as they are.

mod results;
mod rows;
mod scripts;
mod target;

pub use results::{Cause, Results};
pub use rows::{Assigned, Counts};
pub use target::{KitError, Target};

use crate::compare::Year;

/// A kit: its files but for the guide, which `text/` writes, and what is in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kit {
    /// Names and texts.
    pub files: Vec<(String, String)>,
    /// What is in them.
    pub counts: Counts,
}

impl Kit {
    /// The kit that gives these accounts their segments. With last year's segments it writes only what changed, clears the accounts that have
    /// none any more, and holds what takes it all back.
    #[must_use]
    pub fn of(target: &Target, accounts: &[Assigned<'_>], before: Option<&Year>) -> Self {
        let (mut files, counts) = rows::files(target, accounts, before);
        files.extend(scripts::files(target, &counts));
        Self { files, counts }
    }
}

#[cfg(test)]
mod tests;
