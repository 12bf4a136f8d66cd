//! How far two partitions of the same accounts agree.

use super::{ClusterError, Partition};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The adjusted Rand index (Hubert & Arabie 1985): 1 for the same partition however numbered, about 0 for unrelated ones.
/// Where chance leaves no room (each partition one cluster, or all points alone) it is 1, as in scikit-learn.
///
/// # Errors
/// [`ClusterError::LengthMismatch`] if the partitions are not of the same number of points.
pub fn adjusted_rand_index(a: &[u8], b: &[u8]) -> Result<f64, ClusterError> {
    if a.len() != b.len() {
        return Err(ClusterError::LengthMismatch { points: a.len(), labels: b.len() });
    }
    let both = pairs_together(a.iter().zip(b));
    let in_a = pairs_together(a.iter());
    let in_b = pairs_together(b.iter());
    let all = choose_two(a.len());
    let expected = if all > 0.0 { in_a * in_b / all } else { 0.0 };
    let most = f64::midpoint(in_a, in_b);
    Ok(if most == expected { 1.0 } else { (both - expected) / (most - expected) })
}

/// How far two partitions into k clusters agree.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Number of clusters in each.
    pub k: usize,
    /// Their adjusted Rand index.
    pub ari: f64,
}

/// The agreement for every k that both have, in the order of the first.
///
/// # Errors
/// Those of [`adjusted_rand_index`].
pub fn agreements(a: &[Partition], b: &[Partition]) -> Result<Vec<Agreement>, ClusterError> {
    let pairs = a.iter().filter_map(|one| Some((one, b.iter().find(|other| other.k == one.k)?)));
    pairs
        .map(|(one, other)| Ok(Agreement { k: one.k, ari: adjusted_rand_index(&one.labels, &other.labels)? }))
        .collect()
}

/// How many pairs of points have the same label.
fn pairs_together<L: Ord>(labels: impl Iterator<Item = L>) -> f64 {
    let mut sizes = BTreeMap::new();
    for label in labels {
        *sizes.entry(label).or_insert(0) += 1;
    }
    sizes.into_values().map(choose_two).sum()
}

/// n (n − 1) / 2.
fn choose_two(n: usize) -> f64 {
    n as f64 * (n as f64 - 1.0) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_does_not_matter() {
        assert_eq!(adjusted_rand_index(&[0, 0, 1, 1, 2], &[5, 5, 0, 0, 1]), Ok(1.0));
    }

    #[test]
    fn known_values() {
        // scikit-learn's documentation: 0.57 and −0.5.
        let close = |a: &[u8], b: &[u8], value: f64| (adjusted_rand_index(a, b).unwrap() - value).abs() < 1e-15;
        assert!(close(&[0, 0, 1, 2], &[0, 0, 1, 1], 4.0 / 7.0));
        assert!(close(&[0, 0, 1, 1], &[0, 1, 0, 1], -0.5));
        assert!(close(&[0, 0, 0, 0], &[0, 1, 2, 3], 0.0));
    }

    #[test]
    fn without_room_for_chance_it_is_one() {
        assert_eq!(adjusted_rand_index(&[], &[]), Ok(1.0));
        assert_eq!(adjusted_rand_index(&[0, 0], &[3, 3]), Ok(1.0));
        assert_eq!(adjusted_rand_index(&[0, 1], &[3, 2]), Ok(1.0));
    }

    #[test]
    fn different_lengths_are_refused() {
        let error = ClusterError::LengthMismatch { points: 1, labels: 2 };
        assert_eq!(adjusted_rand_index(&[0], &[0, 1]), Err(error));
    }
}
