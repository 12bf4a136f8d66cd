//! The exact silhouette (Rousseeuw 1987) of many partitions in one pass over the pairs of points.
//!
//! Distances do not depend on the partition. Points that every partition keeps together form a cell (a few hundred cells for
//! k = 2..10); the points are sorted by cell, and for each point the distances to a cell are summed once, in its run, and then
//! added to the cell's cluster in each partition.

use super::ClusterError;
use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

/// Rows of a block: a block is the unit of parallel work.
const BLOCK: usize = 128;
/// Rows handled side by side; a multiple of every SIMD width in use, and a divisor of [`BLOCK`].
const LANES: usize = 8;

/// Points and partitions, prepared for the pass over all pairs. Depends on nothing but them; can be sent to a worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pairs {
    /// Coordinates in the order of the cells, dimension by dimension.
    columns: Vec<Vec<f64>>,
    /// Row, as given, of each point.
    order: Vec<u32>,
    /// Where each cell starts, and the end.
    starts: Vec<u32>,
    /// For each partition: the cluster of each cell.
    labels: Vec<Vec<u8>>,
    /// For each partition: the points of each cluster.
    sizes: Vec<Vec<u32>>,
}

impl Pairs {
    /// Prepares n × d points and any number of partitions, each the labels of the n points.
    ///
    /// # Errors
    /// [`ClusterError::LengthMismatch`] if a partition has not one label a point, [`ClusterError::Unsupported`] without any column.
    pub fn new(rows: ArrayView2<'_, f64>, partitions: &[&[u8]]) -> Result<Self, ClusterError> {
        let n = rows.nrows();
        if rows.ncols() == 0 {
            return Err(ClusterError::Unsupported { k: 0 });
        }
        if let Some(odd) = partitions.iter().find(|labels| labels.len() != n) {
            return Err(ClusterError::LengthMismatch { points: n, labels: odd.len() });
        }
        let tuple = |row: u32| partitions.iter().map(move |labels| labels[row as usize]);
        let mut order: Vec<u32> = (0..n as u32).collect();
        order.sort_by(|&a, &b| tuple(a).cmp(tuple(b)));
        let begins = |&at: &usize| at == 0 || !tuple(order[at]).eq(tuple(order[at - 1]));
        let mut starts: Vec<u32> = (0..n).filter(begins).map(|at| at as u32).collect();
        let label_of_cells = |labels: &&[u8]| starts.iter().map(|&at| labels[order[at as usize] as usize]).collect();
        let labels = partitions.iter().map(label_of_cells).collect();
        starts.push(n as u32);
        let columns = rows.columns().into_iter();
        let columns = columns.map(|column| order.iter().map(|&row| column[row as usize]).collect()).collect();
        Ok(Self { columns, starts, labels, sizes: partitions.iter().map(|labels| sizes(labels)).collect(), order })
    }

    /// Number of blocks, the pieces of the work: by points alone, whatever the number of workers.
    #[must_use]
    pub fn blocks(&self) -> usize {
        if self.sizes.is_empty() { 0 } else { self.order.len().div_ceil(BLOCK) }
    }

    /// Silhouettes of the points of block `block`: for each partition in turn, those of its points in turn.
    ///
    /// # Panics
    /// If there is no such block.
    #[must_use]
    pub fn block(&self, block: usize) -> Vec<f64> {
        let rows = block * BLOCK..self.order.len().min((block + 1) * BLOCK);
        let offsets = self.offsets();
        let stride = offsets[self.sizes.len()];
        let mut totals = vec![[0.0; LANES]; stride * rows.len().div_ceil(LANES)];
        let lanes = self.lanes(rows.start, rows.len());
        let clusters: Vec<usize> = self.cluster_totals(&offsets);
        for (cell, ends) in self.starts.windows(2).enumerate() {
            let run = ends[0] as usize..ends[1] as usize;
            let clusters = &clusters[cell * self.sizes.len()..(cell + 1) * self.sizes.len()];
            for (points, totals) in lanes.chunks(self.columns.len()).zip(totals.chunks_mut(stride)) {
                let sums = match self.columns.len() {
                    // The usual case by name: the compiler unrolls the loop over the coordinates.
                    3 => distances(points, &self.columns, run.clone(), 3),
                    d => distances(points, &self.columns, run.clone(), d),
                };
                for &cluster in clusters {
                    for (total, sum) in totals[cluster].iter_mut().zip(sums) {
                        *total += sum;
                    }
                }
            }
        }
        self.silhouettes(rows, &offsets, &totals)
    }

    /// Puts the results of all blocks, in order, together: for each partition the silhouettes of the points as they were given.
    #[must_use]
    pub fn finish(&self, blocks: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut result = vec![vec![0.0; self.order.len()]; self.sizes.len()];
        for (rows, values) in self.order.chunks(BLOCK).zip(blocks) {
            for (partition, values) in result.iter_mut().zip(values.chunks(rows.len())) {
                for (&row, &value) in rows.iter().zip(values) {
                    partition[row as usize] = value;
                }
            }
        }
        result
    }

    /// Where the clusters of each partition start among the totals, and their number.
    fn offsets(&self) -> Vec<usize> {
        let mut offsets = vec![0];
        let mut end = 0;
        for sizes in &self.sizes {
            end += sizes.len();
            offsets.push(end);
        }
        offsets
    }

    /// For each cell, the totals to which it counts: one a partition.
    fn cluster_totals(&self, offsets: &[usize]) -> Vec<usize> {
        let cells = 0..self.starts.len() - 1;
        cells
            .flat_map(|cell| {
                self.labels.iter().zip(offsets).map(move |(labels, offset)| offset + usize::from(labels[cell]))
            })
            .collect()
    }

    /// The coordinates of `length` points from `start` on, lane by lane: d entries for each [`LANES`] points.
    fn lanes(&self, start: usize, length: usize) -> Vec<[f64; LANES]> {
        let mut lanes = Vec::with_capacity(length.div_ceil(LANES) * self.columns.len());
        for from in (start..start + length).step_by(LANES) {
            for column in &self.columns {
                // Beyond the end the last point stands in; nothing reads its result.
                lanes.push(std::array::from_fn(|lane| column[(from + lane).min(column.len() - 1)]));
            }
        }
        lanes
    }

    /// Silhouettes of the points of `rows` from their sums of distances to each cluster.
    fn silhouettes(&self, rows: std::ops::Range<usize>, offsets: &[usize], totals: &[[f64; LANES]]) -> Vec<f64> {
        let stride = offsets[self.sizes.len()];
        let mut result = Vec::with_capacity(rows.len() * self.sizes.len());
        for ((labels, sizes), &offset) in self.labels.iter().zip(&self.sizes).zip(offsets) {
            for row in rows.clone() {
                let at = row - rows.start;
                let cell = self.starts.partition_point(|&start| start as usize <= row) - 1;
                let first = at / LANES * stride + offset;
                let total = |cluster: usize| totals[first + cluster][at % LANES];
                result.push(silhouette(usize::from(labels[cell]), sizes, total));
            }
        }
        result
    }
}

/// For each point of the lanes the sum of its distances to the points of `run`.
#[inline(always)]
fn distances(lanes: &[[f64; LANES]], columns: &[Vec<f64>], run: std::ops::Range<usize>, d: usize) -> [f64; LANES] {
    let (lanes, columns) = (&lanes[..d], &columns[..d]);
    let mut sums = [0.0; LANES];
    for at in run {
        let mut squared = [0.0; LANES];
        for (values, column) in lanes.iter().zip(columns) {
            let other = column[at];
            for lane in 0..LANES {
                let difference = values[lane] - other;
                squared[lane] += difference * difference;
            }
        }
        for lane in 0..LANES {
            sums[lane] += squared[lane].sqrt();
        }
    }
    sums
}

/// The silhouette of a point of cluster `own`, given the sums of its distances to each cluster: with a the mean distance to the others
/// of its cluster and b that to the next nearest cluster, (b − a) / max(a, b). A point alone in its cluster has 0, and so have all
/// points where there is no other cluster or no distance at all (as in scikit-learn).
fn silhouette(own: usize, sizes: &[u32], total: impl Fn(usize) -> f64) -> f64 {
    if sizes[own] <= 1 {
        return 0.0;
    }
    let a = total(own) / f64::from(sizes[own] - 1);
    let others = (0..sizes.len()).filter(|&c| c != own && sizes[c] > 0);
    let b = others.map(|c| total(c) / f64::from(sizes[c])).fold(f64::INFINITY, f64::min);
    let larger = a.max(b);
    if larger > 0.0 && larger.is_finite() { (b - a) / larger } else { 0.0 }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::tests::{arcs, shop};
    use ndarray::Array2;

    /// The definition, point by point.
    fn naive(points: &Array2<f64>, labels: &[u8]) -> Vec<f64> {
        let k = usize::from(*labels.iter().max().unwrap()) + 1;
        let distance = |i: usize, j: usize| (&points.row(i) - &points.row(j)).mapv(|x| x * x).sum().sqrt();
        let mean = |i: usize, cluster: usize| {
            let others = (0..labels.len()).filter(|&j| j != i && usize::from(labels[j]) == cluster);
            let (sum, count) = others.fold((0.0, 0), |(sum, count), j| (sum + distance(i, j), count + 1));
            (count > 0).then(|| sum / f64::from(count))
        };
        let one = |i: usize| {
            let own = usize::from(labels[i]);
            let a = mean(i, own)?;
            let b = (0..k).filter(|&c| c != own).filter_map(|c| mean(i, c)).min_by(f64::total_cmp)?;
            Some(if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 })
        };
        (0..labels.len()).map(|i| one(i).unwrap_or(0.0)).collect()
    }

    fn exact(points: &Array2<f64>, partitions: &[&[u8]]) -> Vec<Vec<f64>> {
        let pairs = Pairs::new(points.view(), partitions).unwrap();
        let blocks: Vec<_> = (0..pairs.blocks()).map(|block| pairs.block(block)).collect();
        pairs.finish(&blocks)
    }

    #[test]
    fn equals_the_definition_for_all_partitions_at_once() {
        for n in [2, 7, 128, 129, 300] {
            let points = shop(n);
            let coarse = arcs(n, 3);
            let fine = arcs(n, 5);
            let found = exact(&points, &[&coarse, &fine]);
            for (labels, found) in [(&coarse, &found[0]), (&fine, &found[1])] {
                for (expected, value) in naive(&points, labels).iter().zip(found) {
                    assert!((expected - value).abs() < 1e-12, "n = {n}: {value} is not {expected}");
                }
            }
        }
    }

    #[test]
    fn lone_points_single_clusters_and_equal_points_have_zero() {
        let points = Array2::from_shape_vec((4, 1), vec![0.0, 1.0, 5.0, 5.0]).unwrap();
        assert_eq!(exact(&points, &[&[0, 0, 0, 1]])[0][3], 0.0);
        assert_eq!(exact(&points, &[&[0, 0, 0, 0]])[0], [0.0; 4]);
        let equal = Array2::zeros((4, 2));
        assert_eq!(exact(&equal, &[&[0, 0, 1, 1]])[0], [0.0; 4]);
    }

    #[test]
    fn any_number_of_coordinates_gives_the_definition() {
        for d in [1, 2, 4, 7] {
            let points = Array2::from_shape_fn((40, d), |(i, j)| ((i * 7 + j * 13) % 29) as f64);
            let labels = arcs(40, 4);
            for (expected, value) in naive(&points, &labels).iter().zip(&exact(&points, &[&labels])[0]) {
                assert!((expected - value).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_worker_that_gets_the_pairs_by_message_computes_the_same_bytes() {
        let points = shop(200);
        let pairs = Pairs::new(points.view(), &[&arcs(200, 4)]).unwrap();
        let sent: Pairs = postcard::from_bytes(&postcard::to_stdvec(&pairs).unwrap()).unwrap();
        assert_eq!(sent.block(1), pairs.block(1));
    }

    #[test]
    fn without_partitions_there_is_nothing_to_do() {
        assert_eq!(exact(&shop(5), &[]), Vec::<Vec<f64>>::new());
    }

    #[test]
    fn labels_of_another_number_are_refused() {
        let error = Pairs::new(shop(5).view(), &[&[0, 1]]).unwrap_err();
        assert_eq!(error, ClusterError::LengthMismatch { points: 5, labels: 2 });
    }
}
