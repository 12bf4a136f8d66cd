//! The finished partition: its clusters in their order, its centroids and inertia.

use super::nearest::Centres;
use super::points::Points;
use ndarray::Array2;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A partition of n accounts into k clusters.
///
/// Clusters are numbered by centroid, first feature descending, ties by the next feature: cluster 0 sells most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partition {
    /// Number of clusters.
    pub k: usize,
    /// Cluster 0..k of each account.
    pub labels: Vec<u8>,
    /// k × d.
    pub centroids: Array2<f64>,
    /// Sum over the accounts of the squared distance to their centroid (scikit-learn's `inertia_`).
    pub inertia: f64,
}

impl Partition {
    /// Accounts of the smallest cluster.
    #[must_use]
    pub fn smallest(&self) -> usize {
        let mut sizes = vec![0; self.k];
        self.labels.iter().for_each(|&label| sizes[usize::from(label)] += 1);
        sizes.into_iter().min().unwrap_or(0)
    }
}

/// Numbers the clusters and sums up their inertia.
pub(super) fn partition(points: &Points, centres: &Centres, labels: &[u8]) -> Partition {
    let k = centres.k();
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by(|&a, &b| descending(centres.row(a), centres.row(b)));
    let mut number = vec![0; k];
    for (new, &old) in (0_u8..).zip(&order) {
        number[old] = new;
    }
    let centroids = Array2::from_shape_fn((k, centres.d), |(c, dimension)| centres.row(order[c])[dimension]);
    let rows = labels.iter().enumerate();
    let inertia = rows.map(|(row, &label)| points.squared_distance(row, centres.row(usize::from(label)))).sum();
    Partition { k, labels: labels.iter().map(|&label| number[usize::from(label)]).collect(), centroids, inertia }
}

/// Higher first coordinate first, then the next.
fn descending(a: &[f64], b: &[f64]) -> Ordering {
    let differing = a.iter().zip(b).map(|(a, b)| b.total_cmp(a)).find(|order| order.is_ne());
    differing.unwrap_or(Ordering::Equal)
}
