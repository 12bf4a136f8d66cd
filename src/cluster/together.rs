//! Points that every one of several partitions keeps together: cells, by which silhouettes of all of them are summed at once.

use super::ClusterError;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The cells of several partitions of the same n points: points of one cell share their cluster in every partition. There are a few
/// hundred of them for k = 2..10.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Together {
    /// Row, as given, of each point; the points are sorted by cell, rows ascending within each.
    order: Vec<u32>,
    /// Where each cell starts, and the end.
    starts: Vec<u32>,
    /// For each partition: the cluster of each cell.
    labels: Vec<Vec<u8>>,
    /// For each partition: the points of each cluster.
    sizes: Vec<Vec<u32>>,
    /// Where the clusters of each partition start among those of all, and their number.
    offsets: Vec<usize>,
}

impl Together {
    /// Sorts n points by their labels in all partitions.
    ///
    /// # Errors
    /// [`ClusterError::LengthMismatch`] if a partition has not one label a point.
    pub(super) fn new(n: usize, partitions: &[&[u8]]) -> Result<Self, ClusterError> {
        if let Some(odd) = partitions.iter().find(|labels| labels.len() != n) {
            return Err(ClusterError::LengthMismatch { points: n, labels: odd.len() });
        }
        let order = sorted(n, partitions);
        let tuple = |row: u32| partitions.iter().map(move |labels| labels[row as usize]);
        let begins = |&at: &usize| at == 0 || !tuple(order[at]).eq(tuple(order[at - 1]));
        let mut starts: Vec<u32> = (0..n).filter(begins).map(|at| at as u32).collect();
        let label_of_cells = |labels: &&[u8]| starts.iter().map(|&at| labels[order[at as usize] as usize]).collect();
        let labels = partitions.iter().map(label_of_cells).collect();
        starts.push(n as u32);
        let sizes: Vec<Vec<u32>> = partitions.iter().map(|labels| sizes(labels)).collect();
        let mut offsets = vec![0];
        offsets.extend(sizes.iter().scan(0, |end, sizes| {
            *end += sizes.len();
            Some(*end)
        }));
        Ok(Self { order, starts, labels, sizes, offsets })
    }

    /// How many points there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// How many partitions there are.
    pub(super) fn partitions(&self) -> usize {
        self.sizes.len()
    }

    /// How many clusters all partitions have together.
    pub(super) fn clusters(&self) -> usize {
        self.offsets[self.partitions()]
    }

    /// The points of each cell, cell by cell.
    pub(super) fn cells(&self) -> impl Iterator<Item = Range<usize>> {
        self.starts.windows(2).map(|ends| ends[0] as usize..ends[1] as usize)
    }

    /// The cell of the point at `at`.
    pub(super) fn cell_of(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= at) - 1
    }

    /// The clusters of a cell, one a partition, numbered through all partitions.
    pub(super) fn clusters_of(&self, cell: usize) -> impl Iterator<Item = usize> {
        self.labels.iter().zip(&self.offsets).map(move |(labels, offset)| offset + usize::from(labels[cell]))
    }

    /// The cluster of a cell in one partition, numbered through all partitions.
    pub(super) fn own(&self, partition: usize, cell: usize) -> usize {
        self.offsets[partition] + usize::from(self.labels[partition][cell])
    }

    /// A column of the points as given, in the order of the cells.
    pub(super) fn arranged(&self, column: impl Fn(usize) -> f64) -> Vec<f64> {
        self.order.iter().map(|&row| column(row as usize)).collect()
    }

    /// What the silhouette of a point of `cell` in `partition` is made of: with `sum` the sum of its distances to the points of a cluster,
    /// numbered through all partitions, the mean distance to the others of its own cluster, and for each other cluster the mean distance
    /// to its points. `None` for a point alone in its cluster.
    pub(super) fn means<'a>(
        &'a self,
        partition: usize,
        cell: usize,
        sum: impl Fn(usize) -> f64 + 'a,
    ) -> Option<(f64, impl Iterator<Item = f64> + 'a)> {
        let (sizes, offset) = (&self.sizes[partition], self.offsets[partition]);
        let own = usize::from(self.labels[partition][cell]);
        let mean_to_own = (sizes[own] > 1).then(|| sum(offset + own) / f64::from(sizes[own] - 1))?;
        let others = (0..sizes.len()).filter(move |&cluster| cluster != own && sizes[cluster] > 0);
        Some((mean_to_own, others.map(move |cluster| sum(offset + cluster) / f64::from(sizes[cluster]))))
    }

    /// Puts values of blocks of `length` points, for each partition in turn those of the block's points, in the order of the points as given.
    pub(super) fn restored<'a>(&self, length: usize, blocks: impl Iterator<Item = &'a [f64]>) -> Vec<Vec<f64>> {
        let mut result = vec![vec![0.0; self.len()]; self.partitions()];
        for (rows, values) in self.order.chunks(length).zip(blocks) {
            for (partition, values) in result.iter_mut().zip(values.chunks(rows.len())) {
                for (&row, &value) in rows.iter().zip(values) {
                    partition[row as usize] = value;
                }
            }
        }
        result
    }
}

/// (b − a) / max(a, b), with a the mean distance to the others of a point's cluster and b that to the next nearest cluster; 0 where there is
/// no other cluster or no distance at all (as in scikit-learn).
pub(super) fn silhouette(a: f64, b: f64) -> f64 {
    let larger = a.max(b);
    if larger > 0.0 && larger.is_finite() { (b - a) / larger } else { 0.0 }
}

/// The rows in the order of their labels in all partitions, equal ones ascending: a stable counting sort by each partition, the last first.
fn sorted(n: usize, partitions: &[&[u8]]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut next = order.clone();
    for labels in partitions.iter().rev() {
        let mut ends = [0_usize; 257];
        labels.iter().for_each(|&label| ends[usize::from(label) + 1] += 1);
        (1..ends.len()).for_each(|label| ends[label] += ends[label - 1]);
        for &row in &order {
            let place = &mut ends[usize::from(labels[row as usize])];
            next[*place] = row;
            *place += 1;
        }
        std::mem::swap(&mut order, &mut next);
    }
    order
}

/// How many points each cluster has.
fn sizes(labels: &[u8]) -> Vec<u32> {
    let mut sizes = Vec::new();
    for &label in labels {
        let label = usize::from(label);
        if sizes.len() <= label {
            sizes.resize(label + 1, 0);
        }
        sizes[label] += 1;
    }
    sizes
}
