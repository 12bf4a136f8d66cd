//! How a feature's values are spread, segment by segment: a histogram over bins of equal width on a logarithmic scale, and quartiles.

use crate::customers::log_modulus;
use crate::customers::middle::quantile;
use serde::{Deserialize, Serialize};

/// A feature's values, segment by segment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Distribution {
    /// Ends of the bins in original units, ascending: one more than there are bins. The last bin holds its upper end.
    pub edges: Vec<f64>,
    /// Accounts of each segment in each bin.
    pub counts: Vec<Vec<u32>>,
    /// Least value, lower quartile, median, upper quartile and greatest value of each segment.
    pub quartiles: Vec<[f64; 5]>,
}

/// Bins at most; a feature of few whole values has fewer.
const BINS: u32 = 32;

impl Distribution {
    /// Of finite values, each with its segment, of `k`. Whole numbers get bins that end between two of them.
    #[must_use]
    pub fn of(values: &[f64], labels: &[u8], k: usize, are_whole: bool) -> Self {
        let edges = edges(values, are_whole);
        let bins = edges.len().saturating_sub(1);
        let mut counts = vec![vec![0; bins]; k];
        let mut members = vec![Vec::new(); k];
        for (&value, &label) in values.iter().zip(labels) {
            let bin = edges.partition_point(|&edge| edge <= value).clamp(1, bins) - 1;
            counts[usize::from(label)][bin] += 1;
            members[usize::from(label)].push(value);
        }
        let quartiles = members.into_iter().map(|mut values| {
            values.sort_unstable_by(f64::total_cmp);
            [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| quantile(&values, share))
        });
        Self { quartiles: quartiles.collect(), edges, counts }
    }
}

/// Ends of the bins: as far from each other by [`log_modulus`], which takes nothing and negative totals too.
fn edges(values: &[f64], are_whole: bool) -> Vec<f64> {
    let ends = values.iter().copied().map(|value| (value, value)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let Some((low, high)) = ends else { return Vec::new() };
    let (low, high) = if are_whole || low == high { (low - 0.5, high + 0.5) } else { (low, high) };
    let (from, to) = (log_modulus(low), log_modulus(high));
    let inner = (1..BINS).map(|bin| {
        let at = from + (to - from) * f64::from(bin) / f64::from(BINS);
        let edge = libm::expm1(at.abs()).copysign(at);
        if are_whole { edge.floor() + 0.5 } else { edge }
    });
    let mut edges = vec![low];
    for edge in inner {
        if edge > edges[edges.len() - 1] && edge < high {
            edges.push(edge);
        }
    }
    edges.push(high);
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_is_in_the_bin_around_its_value() {
        let values: Vec<f64> = (0..500).map(|at| f64::from(at * at) / 7.0 - 300.0).collect();
        let labels: Vec<u8> = (0..500).map(|at| (at % 3) as u8).collect();
        let found = Distribution::of(&values, &labels, 3, false);
        assert_eq!((found.edges.len(), found.edges[0], found.edges[32]), (33, values[0], values[499]));
        for segment in 0..3 {
            for (bin, ends) in found.edges.windows(2).enumerate() {
                let is_in = |value: f64| value >= ends[0] && (value < ends[1] || bin == 31);
                let members = values.iter().zip(&labels).filter(|&(_, &label)| usize::from(label) == segment);
                let count = members.filter(|&(&value, _)| is_in(value)).count();
                assert_eq!(found.counts[segment][bin] as usize, count, "segment {segment}, bin {bin}");
            }
        }
    }

    #[test]
    fn whole_numbers_lie_inside_their_bins() {
        let values = [1.0, 1.0, 1.0, 2.0, 3.0, 900.0];
        let found = Distribution::of(&values, &[0, 0, 1, 1, 1, 0], 2, true);
        assert!(found.edges.iter().all(|edge| edge.fract() == 0.5), "{:?}", found.edges);
        assert_eq!((found.edges[0], found.edges[1], *found.edges.last().unwrap()), (0.5, 1.5, 900.5));
        assert_eq!((found.counts[0][0], found.counts[1][0], found.counts[1][1]), (2, 1, 1));
        // numpy.quantile([1, 1, 900], [0, .25, .5, .75, 1]) and of [1, 2, 3].
        assert_eq!(found.quartiles, [[1.0, 1.0, 1.0, 450.5, 900.0], [1.0, 1.5, 2.0, 2.5, 3.0]]);
    }

    #[test]
    fn odd_columns_are_no_trouble() {
        let one = Distribution::of(&[0.0, 0.0], &[0, 0], 1, false);
        assert_eq!(one.counts[0].iter().sum::<u32>(), 2);
        assert_eq!(Distribution::of(&[], &[], 0, true), Distribution::default());
    }
}
