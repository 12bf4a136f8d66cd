//! How the numbers or dates of a column are spread: its ends, its quartiles, a histogram; and numbers counted by value.

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// What a value is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ValueKind {
    /// A number of a column whose numbers are all whole.
    Whole,
    /// A number of a column where some have decimals.
    Decimal,
    /// A date.
    Date,
    /// TRUE or FALSE.
    Boolean,
    /// A text that is not read as anything else.
    Text,
}

impl ValueKind {
    /// Its name in `report.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Boolean => "boolean",
            Self::Text => "text",
        }
    }
}

/// How the numbers of a column are spread, or its dates as serial days of the 1900 system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// What is spread: numbers or dates, whichever the column has more of.
    pub kind: ValueKind,
    /// The least.
    pub min: f64,
    /// Lower quartile, median, upper quartile: between two values in proportion (pandas `quantile`).
    pub quartiles: [f64; 3],
    /// The greatest.
    pub max: f64,
    /// How many values lie in each of twelve bars of one width from the least to the greatest, which belongs to the last bar (numpy
    /// `histogram`); a single bar where all are the same.
    pub histogram: Vec<u32>,
}

impl Spread {
    /// Bars of the histogram of values that differ.
    pub const BARS: usize = 12;

    /// The spread of these values, each with how often it stands there; `None` without any, or where they are too far apart for a double.
    pub(super) fn of(kind: ValueKind, mut values: Vec<(f64, u32)>) -> Option<Self> {
        values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let (&(min, _), &(max, _)) = (values.first()?, values.last()?);
        (max - min).is_finite().then(|| Self {
            kind,
            min,
            quartiles: quartiles(&values),
            max,
            histogram: histogram(&values, min, max),
        })
    }
}

/// The quartiles of ascending values, of which there is at least one.
fn quartiles(values: &[(f64, u32)]) -> [f64; 3] {
    let count: u64 = values.iter().map(|&(_, count)| u64::from(count)).sum();
    [1, 2, 3].map(|quarters| {
        let place = quarters * (count - 1);
        let (below, share) = (place / 4, (place % 4) as f64 / 4.0);
        let (low, high) = (at(values, below), at(values, (below + 1).min(count - 1)));
        // From the nearer end, as numpy does.
        if share < 0.5 { low + (high - low) * share } else { high - (high - low) * (1.0 - share) }
    })
}

/// The value at this place, counted from 0, of ascending values.
fn at(values: &[(f64, u32)], place: u64) -> f64 {
    let mut left = place;
    let found = values.iter().find(|&&(_, count)| {
        let is_here = left < u64::from(count);
        left = left.saturating_sub(u64::from(count));
        is_here
    });
    found.map_or(f64::NAN, |&(value, _)| value)
}

/// How many of these ascending values lie in each bar.
fn histogram(values: &[(f64, u32)], min: f64, max: f64) -> Vec<u32> {
    if min == max {
        return vec![values.iter().map(|&(_, count)| count).sum()];
    }
    let step = (max - min) / Spread::BARS as f64;
    let mut bars = vec![0; Spread::BARS];
    let mut bar = 0;
    for &(value, count) in values {
        while bar + 1 < Spread::BARS && value >= min + step * (bar + 1) as f64 {
            bar += 1;
        }
        bars[bar] += count;
    }
    bars
}

/// Distinct numbers with how often each was added, in the order in which they came.
#[derive(Default)]
pub(super) struct Distinct {
    values: Vec<(f64, u32)>,
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Place of the number added last: many follow their like.
    last: u32,
}

impl Distinct {
    /// Takes a number that is not NaN.
    pub(super) fn add(&mut self, number: f64) {
        // Adding zero makes one of the two zeros.
        let number = number + 0.0;
        if let Some((value, count)) = self.values.get_mut(self.last as usize)
            && *value == number
        {
            *count += 1;
            return;
        }
        let Self { values, places, hasher, last } = self;
        let hash = hasher.hash_one(number.to_bits());
        if let Some(&place) = places.find(hash, |&place| values[place as usize].0 == number) {
            values[place as usize].1 += 1;
            *last = place;
        } else {
            // There are fewer than 2^32 rows.
            *last = values.len() as u32;
            places.insert_unique(hash, *last, |&place| hasher.hash_one(values[place as usize].0.to_bits()));
            values.push((number, 1));
        }
    }

    /// Takes numbers, but for NaN.
    pub(super) fn add_all(&mut self, numbers: &[f64]) {
        numbers.iter().filter(|number| !number.is_nan()).for_each(|&number| self.add(number));
    }

    /// How many were added.
    pub(super) fn cells(&self) -> usize {
        self.values.iter().map(|&(_, count)| count as usize).sum()
    }

    /// How many distinct ones there are.
    pub(super) fn count(&self) -> usize {
        self.values.len()
    }

    /// The numbers, each with how often it was added.
    pub(super) fn into_values(self) -> Vec<(f64, u32)> {
        self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spread(values: &[f64]) -> Option<Spread> {
        let mut distinct = Distinct::default();
        values.iter().for_each(|&value| distinct.add(value));
        Spread::of(ValueKind::Decimal, distinct.into_values())
    }

    /// pandas' linear interpolation over all values, one by one.
    fn quantile(sorted: &[f64], share: f64) -> f64 {
        let place = share * (sorted.len() - 1) as f64;
        let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
        below + (above - below) * place.fract()
    }

    #[test]
    fn values_without_a_spread_have_none() {
        assert_eq!((spread(&[]), spread(&[-1e308, 1e308]), spread(&[f64::INFINITY])), (None, None, None));
    }

    #[test]
    fn equal_values_are_one_bar() {
        let found = spread(&[7.0; 5]).unwrap();
        assert_eq!((found.min, found.quartiles, found.max, found.histogram), (7.0, [7.0; 3], 7.0, vec![5]));
        assert_eq!(spread(&[0.0, -0.0]).unwrap().histogram, [2]);
    }

    proptest! {
        // Quarters of small numbers: every sum and product is exact, so that both ways must give the same bits.
        #[test]
        fn figures_are_those_of_all_values_one_by_one(quarters in prop::collection::vec(-40_i32..40, 1..200)) {
            let values: Vec<f64> = quarters.iter().map(|&quarter| f64::from(quarter) / 4.0).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let found = spread(&values).unwrap();
            let (min, max) = (sorted[0], sorted[sorted.len() - 1]);
            prop_assert_eq!((found.min, found.max), (min, max));
            prop_assert_eq!(found.quartiles, [0.25, 0.5, 0.75].map(|share| quantile(&sorted, share)));
            if min < max {
                let edge = |bar: usize| min + (max - min) / 12.0 * bar as f64;
                let is_in = |value: f64, bar: usize| value >= edge(bar) && (bar == 11 || value < edge(bar + 1));
                let bars: Vec<u32> =
                    (0..12).map(|bar| values.iter().filter(|&&value| is_in(value, bar)).count() as u32).collect();
                prop_assert_eq!(found.histogram, bars);
            } else {
                prop_assert_eq!(found.histogram, vec![values.len() as u32]);
            }
            let distinct: std::collections::BTreeSet<i32> = quarters.iter().copied().collect();
            let mut counted = Distinct::default();
            values.iter().for_each(|&value| counted.add(value));
            prop_assert_eq!(counted.count(), distinct.len());
        }
    }
}
