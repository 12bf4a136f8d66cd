//! Silhouettes estimated from a sample, with a bound on the error, for more points than all pairs can be afforded of.
//!
//! As in Altieri, Pietracaprina, Pucci & Vandin (arXiv 2003.01430; Sarpe and the same, arXiv 2607.01993) each cluster is sampled once, each
//! point's sums of distances to the clusters are estimated from the samples, and a union bound over all points and clusters turns the error of
//! one sum into one that holds for every silhouette at once. What differs is how the sample is drawn. They draw each point with
//! probability proportional to its share of the sums, which works in any metric space. These points have coordinates, so clusters are cut into
//! strata, small regions, and each is sampled alike. That serves all partitions with one sample, and leaves much less to chance:
//! - Within a stratum of centre c and radius ρ, the distance to a point p far away is nearly linear: d(p, x) ≈ d(p, c) + u · (x − c), with u
//!   the direction from p to c. The mean of the linear part is known to be 0, so only the rest r(x) is left to the sample.
//! - r lies between d(p, c) and d(p, c) + R, with R = ρ² / 2 d(p, c), or 2 (ρ − d(p, c)) where d(p, c) < ρ / 2. (It grows along each ray
//!   from c, and on the sphere √(D² + 2Dt + ρ²) − D − t is highest at t = −ρ² / 2D, or at −ρ where that is nearer.)
//! - By Hoeffding (1963, theorems 2 and 4: also without replacement) a sum over strata of N points, m of them drawn, is off by more than
//!   √(Σ (N R)² / m · ln(2/δ′) / 2) with probability δ′ at most. δ′ is δ over the number of points times that of clusters.
//!
//! From the bounds of its mean distances each point's silhouette is bounded in turn, since it falls with a and rises with b. The mean of
//! these bounds bounds the error of the mean. With probability 1 − δ all of this holds at once, for every point, cluster and k.

use super::ClusterError;
use super::seeding::{Purpose, drawing, shuffled};
use super::strata::{Stratum, strata};
use super::sweep::Precision;
use super::together::{Together, silhouette};
use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Points of a block, the unit of work; a multiple of [`LANES`].
const BLOCK: usize = 1_024;
/// Points handled side by side.
const LANES: usize = 4;
/// With what probability every stated bound holds.
const CONFIDENCE: f64 = 0.95;

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// Strata, over all cells; each cell is one at least.
    pub strata: usize,
    /// Points drawn from each; a stratum of no more is taken whole.
    pub points: usize,
    /// Seed of the draws.
    pub seed: u64,
}

impl Sampling {
    /// What is drawn by default: fine strata do more for the bound than many points of each.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { strata: 2_048, points: 2, seed }
    }
}

/// Points, partitions and a sample of the points, prepared for the estimate. Depends on nothing but them and the seed; can be sent to a worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sampled {
    /// Coordinates in the order of the cells, dimension by dimension.
    columns: Vec<Vec<f64>>,
    together: Together,
    /// The sample, cell by cell.
    strata: Vec<Vec<Stratum>>,
}

/// What a block gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimates {
    /// For each partition in turn, the silhouettes of the block's points in turn.
    silhouettes: Vec<f64>,
    /// For each partition, the bounds of the errors of these: their sum, and the largest.
    errors: Vec<(f64, f64)>,
}

impl Sampled {
    /// Draws the sample from n × d points with any number of partitions, each the labels of the n points.
    ///
    /// # Errors
    /// Those of [`super::Pairs::new`].
    pub fn new(rows: ArrayView2<'_, f64>, partitions: &[&[u8]], sampling: Sampling) -> Result<Self, ClusterError> {
        if rows.ncols() == 0 {
            return Err(ClusterError::Unsupported { k: 0 });
        }
        let together = Together::new(rows.nrows(), partitions)?;
        let columns: Vec<Vec<f64>> =
            rows.columns().into_iter().map(|column| together.arranged(|row| column[row])).collect();
        let mut random = drawing(sampling.seed, Purpose::Silhouette, 0);
        let cells: Vec<Range<usize>> = together.cells().collect();
        let mut draw = |members: &[u32]| {
            let drawn = shuffled(members.len(), sampling.points, &mut random);
            let drawn: Vec<u32> = drawn.iter().map(|&at| members[at as usize]).collect();
            Stratum::new(&columns, members, &drawn)
        };
        let strata = strata(&columns, &cells, sampling.strata);
        let strata = strata.iter().map(|strata| strata.iter().map(|members| draw(members)).collect()).collect();
        Ok(Self { columns, together, strata })
    }

    /// Number of blocks, the pieces of the work: by points alone, whatever the number of workers.
    #[must_use]
    pub fn blocks(&self) -> usize {
        if self.together.partitions() == 0 { 0 } else { self.together.len().div_ceil(BLOCK) }
    }

    /// Silhouettes of the points of block `block`.
    ///
    /// # Panics
    /// If there is no such block.
    #[must_use]
    pub fn block(&self, block: usize) -> Estimates {
        let rows = block * BLOCK..self.together.len().min((block + 1) * BLOCK);
        let clusters = self.together.clusters();
        let mut totals = vec![Total::default(); rows.len().div_ceil(LANES) * clusters];
        for (start, totals) in rows.clone().step_by(LANES).zip(totals.chunks_mut(clusters)) {
            let last = rows.end - 1;
            // Beyond the end the last point stands in; nothing reads its result.
            let lanes: Vec<[f64; LANES]> = self
                .columns
                .iter()
                .map(|column| std::array::from_fn(|lane| column[(start + lane).min(last)]))
                .collect();
            for (cell, strata) in self.strata.iter().enumerate() {
                let to_cell = match self.columns.len() {
                    // The usual case by name: the compiler unrolls the loops over the coordinates.
                    3 => to_cell(&lanes, strata, 3),
                    d => to_cell(&lanes, strata, d),
                };
                self.together.clusters_of(cell).for_each(|cluster| totals[cluster].add(&to_cell));
            }
        }
        self.estimates(rows, &totals)
    }

    /// Puts the results of all blocks, in order, together: for each partition the silhouettes of the points as they were given, and how
    /// far off they may be.
    #[must_use]
    pub fn finish(&self, blocks: &[Estimates]) -> (Vec<Vec<f64>>, Precision) {
        let silhouettes = self.together.restored(BLOCK, blocks.iter().map(|block| block.silhouettes.as_slice()));
        let of_partition = |partition: usize| {
            let errors = blocks.iter().map(|block| block.errors[partition]);
            errors.fold((0.0, 0.0), |(sum, largest), (more, other)| (sum + more, f64::max(largest, other)))
        };
        let errors = (0..self.together.partitions()).map(of_partition);
        let (sum, largest) = errors.fold((0.0, 0.0), |(a, b), (c, d)| (f64::max(a, c), f64::max(b, d)));
        let n = self.together.len().max(1) as f64;
        (silhouettes, Precision::Estimated { error: sum / n, account_error: largest, confidence: CONFIDENCE })
    }

    /// All of it in one go.
    #[must_use]
    pub fn silhouettes(&self) -> (Vec<Vec<f64>>, Precision) {
        self.finish(&(0..self.blocks()).map(|block| self.block(block)).collect::<Vec<_>>())
    }

    /// Silhouettes and the bounds of their errors, from the totals of [`LANES`] points after the other.
    fn estimates(&self, rows: Range<usize>, totals: &[Total]) -> Estimates {
        let (clusters, partitions) = (self.together.clusters(), self.together.partitions());
        let bounds = (self.together.len() * clusters) as f64;
        // ln(2/δ′) / 2.
        let unlikely = libm::log(2.0 * bounds / (1.0 - CONFIDENCE)) / 2.0;
        let mut estimates = Estimates {
            silhouettes: Vec::with_capacity(rows.len() * partitions),
            errors: vec![(0.0, 0.0); partitions],
        };
        for partition in 0..partitions {
            let errors = &mut estimates.errors[partition];
            for row in rows.clone() {
                let (group, lane) = ((row - rows.start) / LANES, (row - rows.start) % LANES);
                let total = |cluster: usize| &totals[group * clusters + cluster];
                let cell = self.together.cell_of(row);
                let sum = |cluster: usize| total(cluster).sums[lane];
                let off = |cluster: usize| (total(cluster).squares[lane] * unlikely).sqrt();
                // The estimate, and the silhouette at its lowest and highest: a high and b low, or the other way round.
                let [value, low, high] = [(0.0, 0.0), (1.0, -1.0), (-1.0, 1.0)].map(|(for_own, for_others)| {
                    let own = self.together.own(partition, cell);
                    let moved = |cluster: usize| {
                        let by = if cluster == own { for_own } else { for_others };
                        (sum(cluster) + by * off(cluster)).max(0.0)
                    };
                    let means = self.together.means(partition, cell, moved);
                    means.map_or(0.0, |(a, others)| silhouette(a, others.fold(f64::INFINITY, f64::min)))
                });
                let error = f64::max(high - value, value - low);
                estimates.silhouettes.push(value);
                *errors = (errors.0 + error, f64::max(errors.1, error));
            }
        }
        estimates
    }
}

/// Of [`LANES`] points: estimated sums of distances to some points, and Σ (N R)² / m of their strata.
#[derive(Debug, Clone, Copy, Default)]
struct Total {
    sums: [f64; LANES],
    squares: [f64; LANES],
}

impl Total {
    #[inline(always)]
    fn add(&mut self, other: &Self) {
        for lane in 0..LANES {
            self.sums[lane] += other.sums[lane];
            self.squares[lane] += other.squares[lane];
        }
    }
}

/// The estimates for all strata of a cell together.
#[inline(always)]
fn to_cell(lanes: &[[f64; LANES]], strata: &[Stratum], d: usize) -> Total {
    let lanes = &lanes[..d];
    let mut total = Total::default();
    for stratum in strata {
        let mut sums = [0.0; LANES];
        for drawn in stratum.drawn.chunks_exact(d) {
            let squared = squared(lanes, drawn);
            for lane in 0..LANES {
                sums[lane] += squared[lane].sqrt();
            }
        }
        if stratum.is_whole {
            total.add(&Total { sums, squares: [0.0; LANES] });
            continue;
        }
        let squared = squared(lanes, &stratum.centre);
        let mut along = [0.0; LANES];
        for ((values, centre), offset) in lanes.iter().zip(&stratum.centre).zip(&stratum.offset) {
            for lane in 0..LANES {
                along[lane] += (centre - values[lane]) * offset;
            }
        }
        for lane in 0..LANES {
            let distance = squared[lane].sqrt();
            // Not `max`, which minds NaN and keeps the loop out of the registers of wasm: a seventh of the time.
            let divisor = if distance > f64::MIN_POSITIVE { distance } else { f64::MIN_POSITIVE };
            let inverse = 1.0 / divisor;
            let far = 0.5 * stratum.radius * stratum.radius * inverse;
            let near = 2.0 * (stratum.radius - distance);
            let range = if distance + distance >= stratum.radius { far } else { near };
            total.sums[lane] += stratum.share * sums[lane] - stratum.size * (along[lane] * inverse);
            let off = stratum.size * range;
            total.squares[lane] += off * off * stratum.per_drawn;
        }
    }
    total
}

/// Squared distances of the points of the lanes to one point.
#[inline(always)]
fn squared(lanes: &[[f64; LANES]], point: &[f64]) -> [f64; LANES] {
    let mut squared = [0.0; LANES];
    for (values, other) in lanes.iter().zip(point) {
        for lane in 0..LANES {
            let difference = values[lane] - other;
            squared[lane] += difference * difference;
        }
    }
    squared
}

#[cfg(test)]
mod tests;
