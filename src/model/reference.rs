//! One year's distribution of a feature, told in groups of accounts so that no single account's value is in it.

use super::between::between;

/// A group that is told has at least so many accounts; statistical offices hold tables to such a threshold of frequency, of 3 to 10.
pub const FEWEST: usize = 5;
/// Groups that all accounts are cut into at most, but for values that many accounts share: see `docs/model.md` for what is lost.
pub const GROUPS: usize = 1_000;

/// Groups of accounts in ascending order of a feature's value, cut at round numbers between two accounts' values.
///
/// What a cut tells: so many accounts lie below it. The outermost groups are open, so that neither the smallest nor the largest value is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Cuts between neighbouring groups, strictly ascending; one fewer than groups.
    pub(super) cuts: Vec<f64>,
    /// Accounts of each group, at least [`FEWEST`] unless there are fewer accounts in all.
    pub(super) counts: Vec<usize>,
    /// Groups, ascending, within which one value outweighs all others: all of such a group have one rank.
    pub(super) flat: Vec<usize>,
}

/// Accounts of one value.
struct Run {
    value: f64,
    count: usize,
}

impl Reference {
    /// The distribution of these finite values, of which there is at least one.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        Self::with(values, GROUPS)
    }

    /// [`Self::of`] with so many groups at most.
    #[must_use]
    pub fn with(values: &[f64], groups: usize) -> Self {
        let size = values.len().div_ceil(groups).max(FEWEST);
        let mut reference = Self { cuts: Vec::new(), counts: Vec::new(), flat: Vec::new() };
        let runs = runs(values);
        let mut left = values.len();
        // Accounts that no group has taken yet, and whether one value among them is a group by itself.
        let (mut waiting, mut is_flat) = (0, false);
        for (at, run) in runs.iter().enumerate() {
            waiting += run.count;
            left -= run.count;
            is_flat |= run.count >= size;
            let next = runs.get(at + 1);
            // A value of many accounts is told apart from its neighbours as soon as these are enough for a group.
            let is_whole = waiting >= size || (waiting >= FEWEST && next.is_some_and(|next| next.count >= size));
            let cut = next.filter(|_| is_whole && left >= FEWEST).and_then(|next| between(run.value, next.value));
            if let Some(cut) = cut {
                reference.cuts.push(cut);
            } else if next.is_some() {
                continue;
            }
            if is_flat {
                reference.flat.push(reference.counts.len());
            }
            reference.counts.push(waiting);
            (waiting, is_flat) = (0, false);
        }
        reference
    }

    /// How many accounts there were.
    #[must_use]
    pub fn accounts(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Ranks of these values among the accounts of the reference, 1..=n; a tie's is the mean of its ranks. Never falls as values rise.
    ///
    /// Within a group ranks rise in a straight line from cut to cut; the outermost groups, which have one cut at most, are flat.
    #[must_use]
    pub fn ranks(&self, values: &[f64]) -> Vec<f64> {
        let mut below = Vec::with_capacity(self.counts.len());
        let mut sum = 0;
        for &count in &self.counts {
            below.push(sum as f64);
            sum += count;
        }
        values.iter().map(|&value| self.rank(value, &below)).collect()
    }

    fn rank(&self, value: f64, below: &[f64]) -> f64 {
        let group = self.group(value);
        let (below, count) = (below[group], self.counts[group] as f64);
        let inner = group > 0 && group < self.cuts.len() && self.flat.binary_search(&group).is_err();
        if inner {
            let (low, high) = (self.cuts[group - 1], self.cuts[group]);
            // Rounding may lift the last value of a group by less than a billionth of a rank.
            return (below + 0.5 + count * ((value - low) / (high - low))).min(below + 0.5 + count);
        }
        below + f64::midpoint(count, 1.0)
    }

    /// The group that a value falls into.
    #[must_use]
    pub fn group(&self, value: f64) -> usize {
        self.cuts.partition_point(|&cut| cut <= value)
    }
}

/// The different values, ascending, with their accounts.
fn runs(values: &[f64]) -> Vec<Run> {
    let mut sorted = values.to_vec();
    // Zero and minus zero are one value.
    sorted.iter_mut().for_each(|value| *value += 0.0);
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|run| Run { value: run[0], count: run.len() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_of_many_accounts_has_their_mean_rank() {
        let mut values = vec![1.0; 60];
        values.extend((2..42).map(f64::from));
        let reference = Reference::of(&values);
        assert_eq!(reference.ranks(&[1.0]), [30.5]);
        assert_eq!((reference.accounts(), reference.flat.as_slice()), (100, [0].as_slice()));
        assert!(reference.ranks(&[2.0])[0] > 60.0);
    }

    #[test]
    fn the_ends_are_open() {
        let values: Vec<f64> = (1..=100).map(|value| f64::from(value * value)).collect();
        let reference = Reference::of(&values);
        let ranks = reference.ranks(&[-1e9, 1.0, 10_000.0, 1e300]);
        assert_eq!(ranks, [3.0, 3.0, 98.0, 98.0]);
    }

    #[test]
    fn few_accounts_make_one_group() {
        let reference = Reference::of(&[5.0, 1.0, 9.0]);
        assert_eq!((reference.cuts.len(), reference.counts.as_slice()), (0, [3].as_slice()));
        assert_eq!(reference.ranks(&[5.0, 100.0]), [2.0, 2.0]);
    }

    proptest! {
        #[test]
        fn ranks_never_fall(mut values in proptest::collection::vec(prop_oneof![-50.0..50.0_f64, (-3..9_i32).prop_map(f64::from)], 1..300)) {
            let reference = Reference::with(&values, 20);
            values.extend(reference.cuts.clone());
            values.sort_unstable_by(f64::total_cmp);
            let ranks = reference.ranks(&values);
            prop_assert!(ranks.is_sorted(), "{ranks:?}");
            prop_assert!(ranks.iter().all(|&rank| rank >= 1.0 && rank <= reference.accounts() as f64));
        }

        #[test]
        fn no_group_is_of_few_and_no_cut_is_a_value(values in proptest::collection::vec(prop_oneof![0.0..9.0_f64, (0..5_i32).prop_map(f64::from)], 5..300)) {
            let reference = Reference::with(&values, 30);
            prop_assert!(reference.counts.iter().all(|&count| count >= FEWEST));
            prop_assert!(reference.cuts.is_sorted_by(|a, b| a < b));
            prop_assert!(reference.cuts.iter().all(|cut| !values.contains(cut)));
            let mut counted = vec![0; reference.counts.len()];
            values.iter().for_each(|&value| counted[reference.group(value)] += 1);
            prop_assert_eq!(counted, reference.counts);
        }
    }
}
