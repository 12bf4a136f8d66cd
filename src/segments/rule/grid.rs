//! Corners of two features at coarse cuts: what the best corner reaches at least, and what none can exceed.
//!
//! The exact search sweeps over all accounts for each pair of ends. Most pairs can be seen from afar to hold nothing better (branch and
//! bound), and the F1 of the best coarse corner is a good one to beat from the start.

use super::{Area, End, Features, Weights};
use std::ops::Range;

/// Parts that a feature is cut into, of about as many accounts each.
const PARTS: usize = 32;
/// Entries of a row of counts: one for each cut.
const ROW: usize = PARTS + 1;

/// The part of each place of a feature, ascending from 0. `accounts` has the number of accounts at each place.
pub(super) fn parts(accounts: &[u32]) -> Vec<u8> {
    let all: u32 = accounts.iter().sum();
    let mut below = 0;
    let part = |accounts: &u32| {
        // Less than PARTS: `below` is less than `all`.
        let part = u64::from(below) * PARTS as u64 / u64::from(all);
        below += accounts;
        part as u8
    };
    accounts.iter().map(part).collect()
}

/// Members and all accounts of an area, by the parts of two features.
pub(super) struct Grid {
    /// Those below a cut of the first feature and below one of the second, row after row.
    members: Vec<i64>,
    all: Vec<i64>,
}

impl Grid {
    pub(super) fn new(features: &Features, members: &[bool], within: &Area, (first, second): (usize, usize)) -> Self {
        let mut grid = Self { members: vec![0; ROW * ROW], all: vec![0; ROW * ROW] };
        for (account, &is_member) in members.iter().enumerate() {
            if features.contains(within, account) {
                let at = (features.part(first, account) + 1) * ROW + features.part(second, account) + 1;
                grid.members[at] += i64::from(is_member);
                grid.all[at] += 1;
            }
        }
        for counts in [&mut grid.members, &mut grid.all] {
            for at in (ROW..counts.len()).filter(|at| at % ROW > 0) {
                counts[at] += counts[at - 1] + counts[at - ROW] - counts[at - ROW - 1];
            }
        }
        grid
    }

    /// The highest F1 of a corner at coarse cuts, as a fraction: twice the members in it over `positives` and all in it.
    pub(super) fn reached(&self, positives: i64) -> (i64, i64) {
        let sides = || [End::AtMost, End::Above].into_iter().flat_map(|end| (0..=PARTS).map(move |cut| end.parts(cut)));
        let mut best = (0, 1);
        for (first, second) in sides().flat_map(|first| sides().map(move |second| (first.clone(), second))) {
            let f1 = (2 * count(&self.members, &first, &second), positives + count(&self.all, &first, &second));
            if f1.0 * best.1 > best.0 * f1.1 {
                best = f1;
            }
        }
        best
    }

    /// Whether a corner with this end on the first feature may weigh `least`, wherever its two cuts are: it holds no more than the parts that
    /// it holds whole, and the members of those that it cuts.
    pub(super) fn may_weigh(&self, least: i64, end: End, weights: Weights) -> bool {
        let cuts = || (0..PARTS).flat_map(|first| (0..PARTS).map(move |second| (first, second)));
        [End::AtMost, End::Above].into_iter().any(|over| {
            cuts().any(|(first, second)| {
                let (whole, cut) =
                    ((end.parts(first), over.parts(second)), (end.parts(first + 1), over.parts(second + 1)));
                let others = count(&self.all, &whole.0, &whole.1) - count(&self.members, &whole.0, &whole.1);
                weights.member * count(&self.members, &cut.0, &cut.1) + weights.other * others >= least
            })
        })
    }
}

impl End {
    /// So many parts at this end.
    fn parts(self, count: usize) -> Range<usize> {
        match self {
            Self::AtMost => 0..count,
            Self::Above => PARTS - count..PARTS,
        }
    }
}

/// The accounts in these parts of both features.
fn count(below: &[i64], first: &Range<usize>, second: &Range<usize>) -> i64 {
    let at = |first: usize, second: usize| below[first * ROW + second];
    at(first.end, second.end) - at(first.start, second.end) - at(first.end, second.start)
        + at(first.start, second.start)
}
