//! The exact silhouette (Rousseeuw 1987) of many partitions in one pass over the pairs of points.
//!
//! Distances do not depend on the partition. Points that every partition keeps together form a cell; the points are sorted by cell, and
//! each point's distances to a cell are summed once and then added to the cell's cluster in each partition. Each pair is looked at once and
//! counts for both of its points: the pass is bound by square roots, and this halves them.

use super::ClusterError;
use super::together::{Together, silhouette};
use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Rows handled side by side: two or more SIMD registers, and few enough that little is wasted where a cell ends.
const LANES: usize = 4;
/// Into how many bands few points are cut, so that there is work for several workers.
const BANDS: usize = 6;
/// Points of a band at least: below, what a tile sends outweighs what it computes.
const SMALLEST_BAND: usize = 512;
/// Points of a band at most: a tile of two takes some 20 ms.
const LARGEST_BAND: usize = 4_096;

/// Points and partitions, prepared for the pass over all pairs. Depends on nothing but them; can be sent to a worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pairs {
    /// Coordinates in the order of the cells, dimension by dimension.
    columns: Vec<Vec<f64>>,
    together: Together,
}

/// A piece of the pass: all pairs of a point of one band and a point of another, or of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    rows: usize,
    columns: usize,
}

/// What a tile gives: sums of distances.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    /// For each cluster that the columns' band touches, ascending, the sum of each row.
    rows: Vec<f64>,
    /// For each cluster that the rows' band touches, the sum of each column; nothing where both are the same band.
    columns: Vec<f64>,
}

/// Sums of the tiles added so far: for each cluster of all partitions, the sum of each point's distances to its points.
#[derive(Debug)]
pub struct Totals(Vec<f64>);

impl Pairs {
    /// Prepares n × d points and any number of partitions, each the labels of the n points.
    ///
    /// # Errors
    /// [`ClusterError::LengthMismatch`] if a partition has not one label a point, [`ClusterError::Unsupported`] without any column.
    pub fn new(rows: ArrayView2<'_, f64>, partitions: &[&[u8]]) -> Result<Self, ClusterError> {
        if rows.ncols() == 0 {
            return Err(ClusterError::Unsupported { k: 0 });
        }
        let together = Together::new(rows.nrows(), partitions)?;
        let columns = rows.columns().into_iter().map(|column| together.arranged(|row| column[row])).collect();
        Ok(Self { columns, together })
    }

    /// The pieces of the work, by points alone, whatever the number of workers.
    #[must_use]
    pub fn tiles(&self) -> Vec<Tile> {
        let bands = if self.together.partitions() == 0 { 0 } else { self.together.len().div_ceil(self.band_length()) };
        (0..bands).flat_map(|rows| (rows..bands).map(move |columns| Tile { rows, columns })).collect()
    }

    /// Sums up the distances of one tile.
    ///
    /// # Panics
    /// If the tile is not of these pairs.
    #[must_use]
    pub fn sums(&self, tile: Tile) -> Sums {
        match self.columns.len() {
            // The usual case by name: the compiler unrolls the loop over the coordinates.
            3 => self.sums_of(tile, 3),
            d => self.sums_of(tile, d),
        }
    }

    /// Totals to which the sums of all tiles are to be added.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals(vec![0.0; self.together.clusters() * self.together.len()])
    }

    /// Adds the sums of one tile. The order of the calls counts for the last bit: it must be that of [`Self::tiles`].
    pub fn add(&self, totals: &mut Totals, tile: Tile, sums: &Sums) {
        let n = self.together.len();
        let (rows, columns) = (self.band(tile.rows), self.band(tile.columns));
        for (points, others, values) in [(&rows, &columns, &sums.rows), (&columns, &rows, &sums.columns)] {
            let clusters = self.clusters_in(others);
            for (&cluster, values) in clusters.iter().zip(values.chunks(points.len())) {
                let totals = &mut totals.0[cluster * n..(cluster + 1) * n][points.clone()];
                totals.iter_mut().zip(values).for_each(|(total, value)| *total += value);
            }
        }
    }

    /// For each partition the silhouettes of the points as they were given, from the totals of all tiles.
    #[must_use]
    pub fn finish(&self, totals: &Totals) -> Vec<Vec<f64>> {
        let n = self.together.len();
        let mut values = Vec::with_capacity(n * self.together.partitions());
        for partition in 0..self.together.partitions() {
            for (cell, points) in self.together.cells().enumerate() {
                values.extend(points.map(|at| {
                    let means = self.together.means(partition, cell, |cluster| totals.0[cluster * n + at]);
                    means.map_or(0.0, |(a, others)| silhouette(a, others.fold(f64::INFINITY, f64::min)))
                }));
            }
        }
        self.together.restored(n.max(1), std::iter::once(values.as_slice()))
    }

    /// All of it in one go: for each partition the silhouettes of the points as they were given.
    #[must_use]
    pub fn silhouettes(&self) -> Vec<Vec<f64>> {
        let mut totals = self.totals();
        for tile in self.tiles() {
            self.add(&mut totals, tile, &self.sums(tile));
        }
        self.finish(&totals)
    }

    fn band_length(&self) -> usize {
        self.together.len().div_ceil(BANDS).clamp(SMALLEST_BAND, LARGEST_BAND)
    }

    /// The points of a band.
    fn band(&self, band: usize) -> Range<usize> {
        let length = self.band_length();
        band * length..self.together.len().min((band + 1) * length)
    }

    /// The clusters, numbered through all partitions, that have points among these; ascending.
    fn clusters_in(&self, points: &Range<usize>) -> Vec<usize> {
        let mut touched = vec![false; self.together.clusters()];
        for (cell, _) in self.parts(points) {
            self.together.clusters_of(cell).for_each(|cluster| touched[cluster] = true);
        }
        (0..touched.len()).filter(|&cluster| touched[cluster]).collect()
    }

    /// These points cell by cell, none of them empty.
    fn parts(&self, points: &Range<usize>) -> Vec<(usize, Range<usize>)> {
        let within = |part: Range<usize>| part.start.max(points.start)..part.end.min(points.end);
        let parts = self.together.cells().map(within).enumerate();
        parts.filter(|(_, part)| !part.is_empty()).collect()
    }

    /// [`Self::parts`], with the places of the cell's clusters among those of [`Self::clusters_in`].
    fn placed_parts(&self, points: &Range<usize>) -> Vec<(Vec<usize>, Range<usize>)> {
        let clusters = self.clusters_in(points);
        let place = |cluster: usize| clusters.partition_point(|&other| other < cluster);
        let parts = self.parts(points).into_iter();
        parts.map(|(cell, part)| (self.together.clusters_of(cell).map(place).collect(), part)).collect()
    }

    #[inline(always)]
    fn sums_of(&self, tile: Tile, d: usize) -> Sums {
        let (rows, columns) = (self.band(tile.rows), self.band(tile.columns));
        let is_diagonal = tile.rows == tile.columns;
        let (row_parts, column_parts) = (self.placed_parts(&rows), self.placed_parts(&columns));
        let mut of_rows = vec![0.0; self.clusters_in(&columns).len() * rows.len()];
        let mut of_columns = vec![0.0; self.clusters_in(&rows).len() * columns.len()];
        let mut lanes = vec![[0.0; LANES]; d];
        for (row_places, part) in row_parts {
            // Sums of the columns' distances to the points of this part.
            let mut to_part = vec![0.0; columns.len()];
            for start in part.clone().step_by(LANES) {
                let group = start..part.end.min(start + LANES);
                let mask = self.load(&group, &mut lanes);
                for (places, others) in &column_parts {
                    // On the diagonal, points before the group have met it in their own turn.
                    let first = if is_diagonal { others.start.max(group.start) } else { others.start };
                    let both = if is_diagonal { first.max(group.end.min(others.end)) } else { first };
                    if first >= others.end {
                        continue;
                    }
                    let others = both..others.end;
                    let to_others = &mut to_part[others.start - columns.start..others.end - columns.start];
                    let mut sums = distances(&lanes, &self.columns, others, d, mask, to_others);
                    if first < both {
                        // The group itself: each of its rows meets the others and itself, for its own sums alone.
                        let among = distances(&lanes, &self.columns, first..both, d, mask, &mut [0.0; LANES]);
                        (0..LANES).for_each(|lane| sums[lane] += among[lane]);
                    }
                    for place in places {
                        let totals = &mut of_rows[place * rows.len()..][group.start - rows.start..][..group.len()];
                        totals.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
                    }
                }
            }
            let totals = if is_diagonal { &mut of_rows } else { &mut of_columns };
            for place in row_places {
                let totals = &mut totals[place * columns.len()..][..columns.len()];
                totals.iter_mut().zip(&to_part).for_each(|(total, sum)| *total += sum);
            }
        }
        if is_diagonal {
            of_columns.clear();
        }
        Sums { rows: of_rows, columns: of_columns }
    }

    /// Loads the coordinates of at most [`LANES`] points side by side; beyond the end the last point stands in, masked out.
    fn load(&self, group: &Range<usize>, lanes: &mut [[f64; LANES]]) -> [f64; LANES] {
        for (lanes, column) in lanes.iter_mut().zip(&self.columns) {
            *lanes = std::array::from_fn(|lane| column[(group.start + lane).min(group.end - 1)]);
        }
        std::array::from_fn(|lane| if lane < group.len() { 1.0 } else { 0.0 })
    }
}

/// For each point of the lanes the sum of its distances to the points of `others`; adds to each of these its sum to those of the lanes that
/// the mask lets through.
#[inline(always)]
fn distances(
    lanes: &[[f64; LANES]],
    columns: &[Vec<f64>],
    others: Range<usize>,
    d: usize,
    mask: [f64; LANES],
    to_others: &mut [f64],
) -> [f64; LANES] {
    let (lanes, columns) = (&lanes[..d], &columns[..d]);
    let mut sums = [0.0; LANES];
    for (at, to_other) in others.zip(to_others) {
        let mut roots = [0.0; LANES];
        for (values, column) in lanes.iter().zip(columns) {
            let other = column[at];
            for lane in 0..LANES {
                let difference = values[lane] - other;
                roots[lane] += difference * difference;
            }
        }
        for lane in 0..LANES {
            roots[lane] = roots[lane].sqrt();
            sums[lane] += roots[lane];
            roots[lane] *= mask[lane];
        }
        *to_other += (roots[0] + roots[2]) + (roots[1] + roots[3]);
    }
    sums
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
        Pairs::new(points.view(), partitions).unwrap().silhouettes()
    }

    #[test]
    fn equals_the_definition_for_all_partitions_at_once() {
        for n in [2, 7, 128, 300, 513, 1_100] {
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
        let points = shop(600);
        let pairs = Pairs::new(points.view(), &[&arcs(600, 4)]).unwrap();
        let sent: Pairs = postcard::from_bytes(&postcard::to_stdvec(&pairs).unwrap()).unwrap();
        let tile = pairs.tiles()[1];
        assert_eq!(sent.sums(tile), pairs.sums(tile));
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
