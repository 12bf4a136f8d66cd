//! Accounts that are picked one by one from a list.

use std::collections::BTreeSet;

/// The picked accounts, by their place among all accounts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picks {
    accounts: BTreeSet<u32>,
    /// The account that was picked or laid back last.
    last: Option<u32>,
}

impl Picks {
    /// Whether this account is picked.
    #[must_use]
    pub fn contains(&self, account: u32) -> bool {
        self.accounts.contains(&account)
    }

    /// How many are picked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Picks an account, or lays it back. With `stretch` the same becomes of all that are `listed` from the last one to this one.
    pub fn toggle(&mut self, account: u32, listed: &[u32], stretch: bool) {
        let is_picked = !self.contains(account);
        let place = |account: u32| listed.iter().position(|&other| other == account);
        let between = self.last.filter(|_| stretch).and_then(|last| Some((place(last)?, place(account)?)));
        let changed = match between {
            Some((from, to)) => &listed[from.min(to)..=from.max(to)],
            None => &[account],
        };
        for &account in changed {
            if is_picked {
                self.accounts.insert(account)
            } else {
                self.accounts.remove(&account)
            };
        }
        self.last = Some(account);
    }

    /// Those of a list that are picked, in its order.
    #[must_use]
    pub fn of(&self, listed: &[u32]) -> Vec<u32> {
        listed.iter().copied().filter(|&account| self.contains(account)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_picked_one_by_one_and_in_stretches_of_the_list() {
        let listed = [5, 3, 9, 1, 7];
        let mut picks = Picks::default();
        // Nothing was picked before: a stretch of one.
        picks.toggle(3, &listed, true);
        picks.toggle(1, &listed, true);
        assert_eq!(picks.of(&listed), [3, 9, 1]);
        picks.toggle(9, &listed, false);
        assert_eq!((picks.of(&listed), picks.len()), (vec![3, 1], 2));
        // What was laid back last begins a stretch, upwards too; all of it becomes what its end becomes.
        picks.toggle(5, &listed, true);
        assert_eq!(picks.of(&listed), [5, 3, 9, 1]);
        picks.toggle(1, &listed, true);
        assert!(picks.is_empty());
    }

    #[test]
    fn what_is_listed_no_more_stays_picked_and_begins_no_stretch() {
        let mut picks = Picks::default();
        picks.toggle(3, &[3, 4, 5], false);
        picks.toggle(5, &[4, 5], true);
        assert_eq!((picks.of(&[4, 5]), picks.of(&[3, 4, 5])), (vec![5], vec![3, 5]));
    }
}
