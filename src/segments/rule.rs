//! A rule for each segment in original units, such as "more than 31 orders, at most 95 an order", with its precision and recall.
//!
//! A rule is a conjunction of bounds on the raw features, a decision tree's path to one leaf: at most two bounds, and a third only where
//! it raises F1, the harmonic mean of precision and recall, by 0.02 or more. Two bounds are either both ends of an interval of one feature or one end each
//! on two. Among all of these, with every threshold between two distinct values, the one of the highest F1 is found, exactly: for a
//! given F1 to beat, "2 · hits − F1 · (members + picked) > 0" is a sum of one weight an account (Dinkelbach 1967), whose maximum over
//! all thresholds of two features takes one sweep along the first with a tree over the second, O(n log n); each maximum is the next
//! F1 to beat, until none beats it. Weights are whole numbers, so that nothing is lost to rounding. Sweeps that cannot find a better one are
//! seen from coarse counts, and left out.
//!
//! The third bound is sought from the best two: each bound in turn is kept, and the best two among the accounts within it are found, until
//! that gains nothing. So rules of two bounds are the best there are; those of three need not be.
//!
//! Of rules of equal F1 the first counts: fewer bounds, then features in their order (an interval before two features), "at most" before
//! "above", then the bound that picks the fewest accounts. Nothing depends on the order of accounts.

mod end;
mod grid;
mod threshold;
mod tree;

use end::{End, intersect};
use grid::Grid;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use tree::Tree;

/// The bounds of a rule on one feature; at least one of the two is there.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Column of [`crate::customers::FEATURES`].
    pub feature: usize,
    /// The value is greater than this, in original units.
    pub above: Option<f64>,
    /// The value is this or less.
    pub at_most: Option<f64>,
}

/// A rule for one segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// One entry a feature in use, in the features' order; none where no threshold says more than taking every account.
    pub bounds: Vec<Bounds>,
    /// Share of the accounts it picks that are the segment's.
    pub precision: f64,
    /// Share of the segment's accounts that it picks.
    pub recall: f64,
}

impl Rule {
    /// Whether the rule picks an account with these values (in the order of [`crate::customers::FEATURES`]).
    #[must_use]
    pub fn picks(&self, values: [f64; 3]) -> bool {
        self.bounds.iter().all(|bounds| {
            let value = values[bounds.feature];
            bounds.above.is_none_or(|above| value > above) && bounds.at_most.is_none_or(|most| value <= most)
        })
    }
}

/// What a third bound must add to F1: one part in so many.
const THIRD_BOUND: i64 = 50;

/// Less than any sum, and far from overflow.
const NOTHING: i64 = i64::MIN / 2;

/// A box of places among the distinct values, one range a feature.
type Area = [Range<u32>; 3];

/// The accounts' raw features, ready for rules of any segment.
pub(super) struct Features {
    /// Distinct values, ascending.
    values: [Vec<f64>; 3],
    /// For each account the place of its value among them.
    places: [Vec<u32>; 3],
    /// The accounts by ascending value.
    orders: [Vec<u32>; 3],
    /// For each place the part of the feature it lies in.
    parts: [Vec<u8>; 3],
}

impl Features {
    /// Sorts the three features, given account by account, finite.
    pub(super) fn new(columns: [&[f64]; 3]) -> Self {
        let orders = columns.map(|column| {
            let mut order: Vec<u32> = (0..column.len() as u32).collect();
            order.sort_by(|&a, &b| column[a as usize].total_cmp(&column[b as usize]));
            order
        });
        let mut values = [const { Vec::new() }; 3];
        let mut places = columns.map(|column| vec![0; column.len()]);
        let mut parts = [const { Vec::new() }; 3];
        for (feature, order) in orders.iter().enumerate() {
            let mut accounts_at: Vec<u32> = Vec::new();
            for &account in order {
                // −0.0 and 0.0 are one value.
                let value = columns[feature][account as usize] + 0.0;
                if values[feature].last() != Some(&value) {
                    values[feature].push(value);
                    accounts_at.push(0);
                }
                let place = values[feature].len() - 1;
                accounts_at[place] += 1;
                places[feature][account as usize] = place as u32;
            }
            parts[feature] = grid::parts(&accounts_at);
        }
        Self { values, places, orders, parts }
    }

    /// The rule for the accounts that are `members`; at least one is.
    pub(super) fn rule(&self, members: &[bool]) -> Rule {
        let search = Search::new(self, members);
        let (area, hits, picked) = search.best();
        let ratio = |part: i64, whole: i64| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        Rule { bounds: self.bounds(&area), precision: ratio(hits, picked), recall: ratio(hits, search.positives) }
    }

    fn everything(&self) -> Area {
        self.values.each_ref().map(|values| 0..values.len() as u32)
    }

    fn contains(&self, area: &Area, account: usize) -> bool {
        (0..3).all(|feature| area[feature].contains(&self.places[feature][account]))
    }

    fn part(&self, feature: usize, account: usize) -> usize {
        usize::from(self.parts[feature][self.places[feature][account] as usize])
    }

    /// The bounds of an area, in readable numbers between the values on either side.
    fn bounds(&self, area: &Area) -> Vec<Bounds> {
        let all = self.everything();
        let of = |feature: usize| {
            let (values, range) = (&self.values[feature], &area[feature]);
            let cut = |place: u32| threshold::between(values[place as usize - 1], values[place as usize]);
            Bounds {
                feature,
                above: (range.start > 0).then(|| cut(range.start)),
                at_most: (range.end < all[feature].end).then(|| cut(range.end)),
            }
        };
        (0..3).map(of).filter(|bounds| bounds.above.or(bounds.at_most).is_some()).collect()
    }
}

/// The best area so far and the F1 to beat, as a fraction.
#[derive(Clone)]
struct Best {
    /// `None` until an area reaches the F1 given at first.
    area: Option<Area>,
    numerator: i64,
    denominator: i64,
}

impl Best {
    /// Sets the F1 to beat to one that some area is known to have, if that is higher: the first area to have it is to be found.
    fn must_reach(&mut self, (numerator, denominator): (i64, i64)) {
        if numerator * self.denominator > self.numerator * denominator {
            *self = Self { area: None, numerator, denominator };
        }
    }

    const fn weights(&self) -> Weights {
        Weights { member: 2 * self.denominator - self.numerator, other: -self.numerator }
    }
}

/// What each account weighs: their sum over an area exceeds F1's numerator times the members if the area beats that F1.
#[derive(Clone, Copy)]
struct Weights {
    member: i64,
    other: i64,
}

/// The search for one segment's rule.
struct Search<'a> {
    features: &'a Features,
    members: &'a [bool],
    positives: i64,
}

impl<'a> Search<'a> {
    fn new(features: &'a Features, members: &'a [bool]) -> Self {
        Self { features, members, positives: members.iter().filter(|&&member| member).count() as i64 }
    }

    /// The best area, its members, and all accounts in it.
    fn best(&self) -> (Area, i64, i64) {
        let everything = self.features.everything();
        let (numerator, denominator) = self.f1(&everything);
        let mut two = Best { area: Some(everything.clone()), numerator, denominator };
        self.two_bounds(&everything, &mut two);
        let area = self.third_bound(&two).or(two.area).unwrap_or(everything);
        let (hits, picked) = self.count(&area);
        (area, hits, picked)
    }

    fn count(&self, area: &Area) -> (i64, i64) {
        let inside = (0..self.members.len()).filter(|&account| self.features.contains(area, account));
        inside.fold((0, 0), |(hits, picked), account| (hits + i64::from(self.members[account]), picked + 1))
    }

    /// F1 as a fraction: twice the hits over members and picked.
    fn f1(&self, area: &Area) -> (i64, i64) {
        let (hits, picked) = self.count(area);
        (2 * hits, self.positives + picked)
    }

    /// Betters `best` by an area of at most two bounds within `within`.
    fn two_bounds(&self, within: &Area, best: &mut Best) {
        // The tree stands over the orders where it can: they have few distinct values.
        let corners = [(0, 1), (2, 1), (0, 2)].map(|pair| (pair, Grid::new(self.features, self.members, within, pair)));
        for (_, grid) in &corners {
            best.must_reach(grid.reached(self.positives));
        }
        for feature in 0..3 {
            for end in [End::AtMost, End::Above] {
                self.improve(best, |weights| self.best_end(within, feature, end, weights));
            }
        }
        for feature in 0..3 {
            self.improve(best, |weights| self.best_interval(within, feature, weights));
        }
        for ((along, over), grid) in &corners {
            for end in [End::AtMost, End::Above] {
                if grid.may_weigh(best.numerator * self.positives, end, best.weights()) {
                    self.improve(best, |weights| self.best_corner(within, (*along, end), *over, weights));
                }
            }
        }
    }

    /// The best area of three bounds found, if it beats `two` by enough.
    fn third_bound(&self, two: &Best) -> Option<Area> {
        // F1 is at most 1: where 0.02 more does not fit there is nothing to search.
        let numerator = THIRD_BOUND * two.numerator + two.denominator;
        let denominator = THIRD_BOUND * two.denominator;
        let mut best = Best { area: None, numerator, denominator };
        let mut from = two.area.clone().filter(|_| numerator <= denominator)?;
        loop {
            for within in self.single_bounds(&from) {
                self.two_bounds(&within, &mut best);
            }
            match &best.area {
                Some(area) if *area != from => from = area.clone(),
                _ => return best.area,
            }
        }
    }

    /// For each bound of the area the area that has it alone.
    fn single_bounds(&self, area: &Area) -> Vec<Area> {
        let everything = self.features.everything();
        let mut singles = Vec::new();
        for feature in 0..3 {
            let (range, all) = (&area[feature], &everything[feature]);
            for single in [all.start..range.end, range.start..all.end] {
                if single != *all {
                    let mut within = everything.clone();
                    within[feature] = single;
                    singles.push(within);
                }
            }
        }
        singles
    }

    /// Takes what `find` finds as long as it betters `best`; of equals within `find`, its first.
    fn improve(&self, best: &mut Best, find: impl Fn(Weights) -> (i64, Area)) {
        let mut is_ours = false;
        loop {
            let (sum, area) = find(best.weights());
            let gain = sum - best.numerator * self.positives;
            if gain < 0 || (gain == 0 && !is_ours && best.area.is_some()) {
                return;
            }
            if gain == 0 && is_ours {
                best.area = Some(area);
                return;
            }
            (best.numerator, best.denominator) = self.f1(&area);
            best.area = Some(area);
            is_ours = true;
        }
    }

    /// The weights at each place of a feature, of the accounts within an area.
    fn weights_by_place(&self, within: &Area, feature: usize, weights: Weights) -> Vec<i64> {
        let mut sums = vec![0; self.features.values[feature].len()];
        for (account, &place) in self.features.places[feature].iter().enumerate() {
            if self.features.contains(within, account) {
                sums[place as usize] += weights.of(self.members[account]);
            }
        }
        sums
    }

    /// The best area with one end on one feature.
    fn best_end(&self, within: &Area, feature: usize, end: End, weights: Weights) -> (i64, Area) {
        let sums = self.weights_by_place(within, feature, weights);
        let mut best = (NOTHING, 0);
        let mut sum = 0;
        for step in 1..sums.len() as u32 {
            let (place, cut) = end.step(step, sums.len() as u32);
            sum += sums[place as usize];
            if sum > best.0 {
                best = (sum, cut);
            }
        }
        (best.0, end.cut(within, feature, best.1))
    }

    /// The best area with both ends on one feature.
    fn best_interval(&self, within: &Area, feature: usize, weights: Weights) -> (i64, Area) {
        let sums = self.weights_by_place(within, feature, weights);
        let mut best = (NOTHING, 0..0);
        let (mut sum, mut start) = (0, 0);
        for (place, weight) in (0..).zip(sums) {
            if sum <= 0 {
                (sum, start) = (0, place);
            }
            sum += weight;
            if sum > best.0 {
                best = (sum, start..place + 1);
            }
        }
        let mut area = within.clone();
        area[feature] = intersect(&area[feature], &best.1);
        (best.0, area)
    }

    /// The best area with this end on `along` and any end on `over`.
    fn best_corner(&self, within: &Area, (along, end): (usize, End), over: usize, weights: Weights) -> (i64, Area) {
        let features = self.features;
        let mut tree = Tree::new(features.values[over].len());
        let order = &features.orders[along];
        let (places, length) = (&features.places[along], order.len());
        let mut best = (NOTHING, 0, 0..0);
        let account_at = |step: usize| match end {
            End::AtMost => order[step] as usize,
            End::Above => order[length - 1 - step] as usize,
        };
        for step in 0..length {
            let account = account_at(step);
            if features.contains(within, account) {
                tree.add(features.places[over][account], weights.of(self.members[account]));
            }
            // Accounts of one value stand or fall together.
            let is_last_of_value = step + 1 < length && places[account_at(step + 1)] != places[account];
            if is_last_of_value && tree.highest() > best.0 {
                let cut = match end {
                    End::AtMost => places[account] + 1,
                    End::Above => places[account],
                };
                best = (tree.highest(), cut, tree.end_of_highest());
            }
        }
        let mut area = end.cut(within, along, best.1);
        area[over] = intersect(&area[over], &best.2);
        (best.0, area)
    }
}

impl Weights {
    const fn of(self, is_member: bool) -> i64 {
        if is_member { self.member } else { self.other }
    }
}

#[cfg(test)]
mod tests;
