//! The finished partition: its clusters in their order, its centroids and inertia.

use super::nearest::{Centres, nearest};
use super::points::Points;
use ndarray::{Array2, ArrayView2, Axis};
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

    /// Each of n × d points in the cluster of the nearest of k × d centroids, the first of equally near ones. Clusters are numbered as the
    /// centroids are, and some may be empty.
    #[must_use]
    pub fn nearest(points: ArrayView2<'_, f64>, centroids: Array2<f64>) -> Self {
        let columns: Vec<Vec<f64>> = points.columns().into_iter().map(|column| column.to_vec()).collect();
        let centres = Centres { d: centroids.ncols(), values: centroids.iter().copied().collect() };
        let (mut labels, mut distances) = (vec![0; points.nrows()], vec![0.0; points.nrows()]);
        nearest(&columns, 0, &centres, &mut labels, &mut distances, &mut vec![0.0; points.nrows()]);
        Self { k: centroids.nrows(), labels, centroids, inertia: distances.into_iter().sum() }
    }

    /// The same clusters, numbered by the mean `of` each cluster's accounts (n rows) as they are otherwise by centroid.
    #[must_use]
    pub fn numbered_by(&self, of: ArrayView2<'_, f64>) -> Self {
        let mut means = vec![vec![0.0; of.ncols()]; self.k];
        let mut sizes = vec![0.0; self.k];
        for (row, &label) in of.rows().into_iter().zip(&self.labels) {
            means[usize::from(label)].iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            sizes[usize::from(label)] += 1.0;
        }
        for (mean, size) in means.iter_mut().zip(&sizes) {
            mean.iter_mut().for_each(|sum| *sum /= size);
        }
        let mut order: Vec<usize> = (0..self.k).collect();
        order.sort_by(|&a, &b| descending(&means[a], &means[b]));
        let number = numbers(&order);
        Self {
            k: self.k,
            labels: self.labels.iter().map(|&label| number[usize::from(label)]).collect(),
            centroids: self.centroids.select(Axis(0), &order),
            inertia: self.inertia,
        }
    }
}

/// Numbers the clusters and sums up their inertia.
pub(super) fn partition(points: &Points, centres: &Centres, labels: &[u8]) -> Partition {
    let k = centres.k();
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by(|&a, &b| descending(centres.row(a), centres.row(b)));
    let number = numbers(&order);
    let centroids = Array2::from_shape_fn((k, centres.d), |(c, dimension)| centres.row(order[c])[dimension]);
    let rows = labels.iter().enumerate();
    let inertia = rows.map(|(row, &label)| points.squared_distance(row, centres.row(usize::from(label)))).sum();
    Partition { k, labels: labels.iter().map(|&label| number[usize::from(label)]).collect(), centroids, inertia }
}

/// The new number of each cluster, from the clusters in their new order.
fn numbers(order: &[usize]) -> Vec<u8> {
    let mut number = vec![0; order.len()];
    for (new, &old) in (0_u8..).zip(order) {
        number[old] = new;
    }
    number
}

/// Higher first coordinate first, then the next.
fn descending(a: &[f64], b: &[f64]) -> Ordering {
    let differing = a.iter().zip(b).map(|(a, b)| b.total_cmp(a)).find(|order| order.is_ne());
    differing.unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn points_go_to_the_nearest_centroid_and_to_the_first_of_equals() {
        let points = array![[0.0, 0.0], [5.0, 0.0], [9.0, 0.0], [10.0, 1.0]];
        let found = Partition::nearest(points.view(), array![[10.0, 0.0], [0.0, 0.0], [0.0, 99.0]]);
        assert_eq!((found.k, found.labels.as_slice()), (3, [1, 0, 0, 0].as_slice()));
        assert_eq!(found.inertia, 27.0);
    }

    #[test]
    fn clusters_can_be_numbered_by_something_else() {
        let centroids = array![[9.0, 1.0], [5.0, 2.0], [1.0, 3.0]];
        let partition = Partition { k: 3, labels: vec![0, 1, 2, 2], centroids, inertia: 7.0 };
        let sales = array![[3.0], [1.0], [1.0], [9.0]];
        let numbered = partition.numbered_by(sales.view());
        assert_eq!(numbered.labels, [1, 2, 0, 0]);
        assert_eq!(numbered.centroids, array![[1.0, 3.0], [9.0, 1.0], [5.0, 2.0]]);
        assert_eq!(numbered.inertia, 7.0);
    }
}
