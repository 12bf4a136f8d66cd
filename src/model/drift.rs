//! How far a distribution has moved: the population stability index.

use super::Reference;
use crate::customers::Feature;
use crate::customers::middle::mean;
use serde::{Deserialize, Serialize};

/// Parts that a feature's reference is cut into, as is usual for the index.
const PARTS: usize = 10;
/// From here on a shift is worth a look, and from the second on it is large (Siddiqi 2006, "Credit Risk Scorecards").
const MODERATE: f64 = 0.10;
const LARGE: f64 = 0.25;

/// The population stability index Σ (q − p) ln(q / p) of shares p then and q now, and what chance alone gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// The index: 0 where both are the same.
    pub psi: f64,
    /// Two lists drawn from one and the same population stay below this in 95 % of cases: χ² with (parts − 1) degrees of freedom, times
    /// 1/n + 1/m (Yurdakul & Naranjo 2020, "Statistical properties of the population stability index").
    pub chance: f64,
}

/// How far a feature has moved.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FeatureDrift {
    /// The feature.
    pub feature: Feature,
    /// Its index.
    pub drift: Drift,
    /// Where this year's accounts stand among last year's, on average: the share of those below, 0.5 where nothing has moved.
    pub standing: f64,
}

impl FeatureDrift {
    /// Of the values of one feature, of which there is at least one, in tenths of what they were.
    #[must_use]
    pub fn of(feature: Feature, before: &Reference, after: &[f64]) -> Self {
        let standing = (mean(&before.ranks(after)) - 0.5) / before.accounts() as f64;
        Self { feature, drift: Drift::of_values(before, after), standing }
    }
}

/// What an index says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shift {
    /// Below 0.1, or not above what chance gives.
    Stable,
    /// From 0.1 on.
    Moderate,
    /// From 0.25 on.
    Large,
}

impl Drift {
    /// Of counts then and now, part by part. Half an account is added to each part, so that an empty one leaves the index finite.
    #[must_use]
    pub fn of(before: &[usize], after: &[usize]) -> Self {
        let parts = before.len() as f64;
        let total = |counts: &[usize]| counts.iter().sum::<usize>() as f64;
        let (n, m) = (total(before), total(after));
        let share = |count: usize, all: f64| (count as f64 + 0.5) / (all + 0.5 * parts);
        let term = |(&then, &now): (&usize, &usize)| {
            let (p, q) = (share(then, n), share(now, m));
            (q - p) * libm::log(q / p)
        };
        let psi = before.iter().zip(after).map(term).sum();
        let chance = if n > 0.0 && m > 0.0 { chi_squared_95(parts - 1.0) * (1.0 / n + 1.0 / m) } else { 0.0 };
        Self { psi, chance }
    }

    /// Of the values of one feature, in tenths of what they were.
    #[must_use]
    pub fn of_values(before: &Reference, after: &[f64]) -> Self {
        let parts = before.in_parts(PARTS);
        let mut counts = vec![0; parts.counts.len()];
        after.iter().for_each(|&value| counts[parts.group(value)] += 1);
        Self::of(&parts.counts, &counts)
    }

    /// What it says.
    #[must_use]
    pub fn shift(self) -> Shift {
        match self.psi {
            psi if psi < MODERATE || psi < self.chance => Shift::Stable,
            psi if psi < LARGE => Shift::Moderate,
            _ => Shift::Large,
        }
    }
}

impl Reference {
    /// Neighbouring groups made one until each part has its share of the accounts; a group of more stays whole.
    fn in_parts(&self, parts: usize) -> Self {
        let share = self.accounts().div_ceil(parts);
        let mut whole = Self { cuts: Vec::new(), counts: Vec::new(), flat: Vec::new() };
        let (mut waiting, mut left) = (0, self.accounts());
        for (group, &count) in self.counts.iter().enumerate() {
            waiting += count;
            left -= count;
            // What is left must not become a part of almost nothing.
            let is_last = group == self.cuts.len();
            if is_last || (waiting >= share && left >= share / 2) {
                whole.cuts.extend(self.cuts.get(group));
                whole.counts.push(waiting);
                waiting = 0;
            }
        }
        whole
    }
}

/// The 95 % quantile of χ², within a hundredth of it (Wilson & Hilferty 1931).
fn chi_squared_95(degrees: f64) -> f64 {
    if degrees < 1.0 {
        return 0.0;
    }
    let part = 2.0 / (9.0 * degrees);
    let root = 1.0 - part + 1.644_853_6 * part.sqrt();
    degrees * root * root * root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_counts_do_not_drift() {
        let drift = Drift::of(&[50, 30, 20], &[50, 30, 20]);
        assert_eq!((drift.psi, drift.shift()), (0.0, Shift::Stable));
    }

    #[test]
    fn a_known_index() {
        // (0.4 − 0.6) ln(0.4/0.6) + (0.6 − 0.4) ln(0.6/0.4) = 0.4 ln 1.5, but for the half accounts.
        let drift = Drift::of(&[600_000, 400_000], &[400_000, 600_000]);
        assert!((drift.psi - 0.4 * 1.5_f64.ln()).abs() < 1e-5, "{drift:?}");
        assert_eq!(drift.shift(), Shift::Moderate);
        assert_eq!(Drift::of(&[900, 100], &[100, 900]).shift(), Shift::Large);
    }

    #[test]
    fn few_accounts_differ_by_chance() {
        let drift = Drift::of(&[6, 4], &[4, 6]);
        assert!(drift.psi > 0.1 && drift.shift() == Shift::Stable, "{drift:?}");
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (degrees, table) in [(1.0, 3.841), (3.0, 7.815), (9.0, 16.919), (99.0, 123.225)] {
            assert!((chi_squared_95(degrees) / table - 1.0).abs() < 0.03, "{degrees}");
        }
        assert_eq!(chi_squared_95(0.0), 0.0);
    }

    #[test]
    fn a_feature_is_compared_in_tenths() {
        let before: Vec<f64> = (0..1_000).map(f64::from).collect();
        let reference = Reference::of(&before);
        assert_eq!(reference.in_parts(PARTS).counts, [100; PARTS]);
        assert_eq!(Drift::of_values(&reference, &before).psi, 0.0);
        let doubled: Vec<f64> = before.iter().map(|value| value * 2.0).collect();
        assert_eq!(Drift::of_values(&reference, &doubled).shift(), Shift::Large);
        let [same, higher] =
            [&before, &doubled].map(|after| FeatureDrift::of(Feature::Units, &reference, after).standing);
        assert!((same - 0.5).abs() < 1e-12 && higher > 0.7, "{same} {higher}");
    }
}
