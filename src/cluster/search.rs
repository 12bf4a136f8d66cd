//! The search for the best partition into k clusters, not just the next best optimum.
//!
//! Plain restarts of k-means miss the best known optimum of k ≥ 7 in most runs. Here they run on the means of few hundred cells,
//! where a start costs almost nothing; there the best partitions found are recombined, time and again. The best few go to the
//! points, where the best of them are shaken a little: at that scale optima lie close together and differ in the fifth digit
//! of inertia. How long either goes on depends on the points and k alone, never on a clock.

use super::cells::Cells;
use super::exchange::Clusters;
use super::groups::Groups;
use super::lloyd::{Assignment, MOST_ITERATIONS, assign_points, converge};
use super::nearest::Centres;
use super::partition::partition;
use super::points::Points;
use super::recombine::{draw_below, recombine};
use super::seeding::{generator, greedy_plus_plus};
use super::{ClusterError, Partition};
use ndarray::ArrayView2;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The best partitions kept: they are recombined, and pass from the means of cells to finer ones.
const KEPT: usize = 12;
/// A partition passes only if its inertia is within this of the best.
const KEPT_WITHIN: f64 = 1.01;
/// How many recombinations in turn may find nothing better.
const RECOMBINATIONS: Patience = Patience { work: 400_000, times: 100..=300 };
/// The same where results are averaged over draws. On 7,747 accounts this takes a third of the time, mean silhouettes of ten draws move by 0.0001
/// at most up to k = 7 and by 0.0023 up to 10, mean Jaccard indices of twenty redraws by 0.006 up to 9 and 0.053 at 10: below what other draws move them.
const QUICK_RECOMBINATIONS: Patience = Patience { work: 400_000, times: 20..=20 };
/// How many shakes in turn may find nothing better.
const SHAKES: Patience = Patience { work: 600_000, times: 6..=24 };
/// Partitions shaken in turn: the best ones.
const SHAKEN: usize = 3;
/// How far a shaken centre goes at most in each coordinate, in root mean squared distances of points from their centres.
const SHAKE: f64 = 0.03;
/// Inertias closer than this are those of one partition.
const SAME: f64 = 1e-9;
/// Lloyd's iterations before the exchanges, which then get to an optimum sooner than Lloyd would.
const FIRST_ITERATIONS: usize = 5;
/// Passes of exchanges over the points; most partitions need a few.
const MOST_PASSES: usize = 100;

/// How hard to search, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// Starts drawn by greedy k-means++.
    pub starts: usize,
    /// Seed of all draws; the draws for one k do not depend on those for another.
    pub seed: u64,
}

impl Default for Search {
    fn default() -> Self {
        Self { starts: 10, seed: 0 }
    }
}

/// Searches for the partition into k clusters with the lowest inertia. One k is one piece of work, independent of all others.
///
/// The result's labels are stable: every point is in the cluster with the nearest centroid (of equally near ones the first), and every
/// centroid is the mean of its points. No cluster is empty.
///
/// # Errors
/// [`ClusterError::Unsupported`] unless k is 1..=255, [`ClusterError::TooFewDistinct`] with fewer different points than clusters.
pub fn search(cells: &Cells, k: usize, settings: &Search) -> Result<Partition, ClusterError> {
    check_k(&cells.given, k)?;
    let coarse = search_coarse(cells.coarse.as_ref().unwrap_or(&cells.sorted), k, settings, &RECOMBINATIONS);
    let best = match &cells.fine {
        Some(fine) => settle(&cells.sorted, refine(fine, coarse, k, settings).centres).centres,
        None => refine(&cells.sorted, coarse, k, settings).centres,
    };
    // The last steps run over the points as given: what comes out does not show how they were sorted.
    Ok(finish(&cells.given, best))
}

/// The first half of [`search`]: the best partition of the cells' means, carried over to the points without shaking them.
///
/// Its inertia lies within a fraction of a per cent of the best known, at a small part of the cost: for draws that are averaged, not for
/// results that are shown. Labels are stable as those of [`search`].
///
/// # Errors
/// Those of [`search`].
pub fn quick_search(cells: &Cells, k: usize, settings: &Search) -> Result<Partition, ClusterError> {
    check_k(&cells.given, k)?;
    let mut found = search_coarse(cells.coarse.as_ref().unwrap_or(&cells.sorted), k, settings, &QUICK_RECOMBINATIONS);
    let best = found.swap_remove(0);
    Ok(finish(&cells.given, settle(&cells.sorted, best.centres).centres))
}

/// One start of plain k-means: greedy k-means++, then Lloyd until no label changes. The draws depend on `seed`, `k` and `start` alone.
///
/// # Errors
/// Those of [`Cells::new`] and [`search`].
pub fn kmeans(rows: ArrayView2<'_, f64>, k: usize, seed: u64, start: usize) -> Result<Partition, ClusterError> {
    let points = Points::new(rows)?;
    check_k(&points, k)?;
    let centres = greedy_plus_plus(&points, k, &mut generator(seed, k, start));
    Ok(finish(&points, centres))
}

/// Lloyd over all points one by one, from `centres` to stable labels.
fn finish(points: &Points, mut centres: Centres) -> Partition {
    let mut assignment = Assignment::none(points.len(), centres.k(), centres.d);
    converge(points, &mut centres, &mut assignment, MOST_ITERATIONS, |c, a| assign_points(points, c, a));
    partition(points, &centres, &assignment.labels)
}

/// Whether `points` can be parted into k clusters.
fn check_k(points: &Points, k: usize) -> Result<(), ClusterError> {
    if !(1..=usize::from(u8::MAX)).contains(&k) {
        return Err(ClusterError::Unsupported { k });
    }
    let distinct = points.distinct_up_to(k);
    if distinct < k { Err(ClusterError::TooFewDistinct { distinct, k }) } else { Ok(()) }
}

/// How long to go on without finding anything better.
struct Patience {
    /// Points times centres times attempts that may be spent.
    work: usize,
    /// Bounds of the attempts, whatever they cost.
    times: RangeInclusive<usize>,
}

impl Patience {
    /// Makes `attempt` after `attempt` until this many in turn have not bettered the first of `found`.
    fn run(&self, points: usize, k: usize, found: &mut Vec<Clusters>, mut attempt: impl FnMut(&mut Vec<Clusters>)) {
        let patience = (self.work / (points * k)).clamp(*self.times.start(), *self.times.end());
        let mut left = patience;
        while left > 0 {
            let best = found[0].inertia;
            attempt(found);
            left = if found[0].inertia < best * (1.0 - SAME) { patience } else { left - 1 };
        }
    }
}

/// Starts, then recombinations of the best. Returns different partitions, best first.
fn search_coarse(groups: &Groups, k: usize, settings: &Search, patience: &Patience) -> Vec<Clusters> {
    let points = &groups.points;
    let mut found = Vec::new();
    for start in 0..settings.starts.max(1) {
        let centres = greedy_plus_plus(points, k, &mut generator(settings.seed, k, start));
        keep(&mut found, settle(groups, centres));
    }
    let mut random = generator(settings.seed, k, usize::MAX - 1);
    patience.run(points.len(), k, &mut found, |found| {
        let mother = &found[draw_below(found.len(), &mut random)];
        let father = &found[draw_below(found.len(), &mut random)];
        let child = recombine(points, &mother.centres, &father.centres, &mut random);
        keep(found, settle(groups, child));
    });
    found
}

/// Carries partitions of coarser points over to these and shakes the best in turn. Returns the best then.
fn refine(groups: &Groups, coarser: Vec<Clusters>, k: usize, settings: &Search) -> Clusters {
    let limit = coarser[0].inertia * KEPT_WITHIN;
    let mut found = Vec::new();
    for clusters in coarser.into_iter().filter(|clusters| clusters.inertia <= limit) {
        keep(&mut found, settle(groups, clusters.centres));
    }
    let mut random = generator(settings.seed, k, usize::MAX);
    let weight: f64 = groups.points.weights().iter().sum();
    let mut turn = 0;
    SHAKES.run(groups.points.len(), k, &mut found, |found| {
        let from = &found[turn % SHAKEN.min(found.len())];
        turn += 1;
        let reach = SHAKE * (from.inertia / weight).sqrt();
        let shaken = shake(&from.centres, reach, &mut random);
        keep(found, settle(groups, shaken));
    });
    found.swap_remove(0)
}

/// Moves every centre by at most `reach` in each coordinate.
fn shake(centres: &Centres, reach: f64, random: &mut ChaCha8Rng) -> Centres {
    let mut shaken = centres.clone();
    for value in &mut shaken.values {
        *value += reach * (2.0 * random.random::<f64>() - 1.0);
    }
    shaken
}

/// Puts a partition in its place among the best found, unless it is there.
fn keep(found: &mut Vec<Clusters>, clusters: Clusters) {
    let place = found.partition_point(|other| other.inertia < clusters.inertia * (1.0 - SAME));
    if found.get(place).is_none_or(|other| other.inertia > clusters.inertia * (1.0 + SAME)) {
        found.insert(place, clusters);
        found.truncate(KEPT);
    }
}

/// A few iterations of Lloyd, then passes of exchanges until none changes anything: Lloyd would not either, then.
fn settle(groups: &Groups, mut centres: Centres) -> Clusters {
    let points = &groups.points;
    let mut assignment = Assignment::none(points.len(), centres.k(), centres.d);
    converge(points, &mut centres, &mut assignment, FIRST_ITERATIONS, |c, a| groups.assign(c, a));
    let Assignment { labels, weights, .. } = assignment;
    let mut clusters = Clusters { centres, labels, weights, inertia: 0.0 };
    for _ in 0..MOST_PASSES {
        if groups.exchange(&mut clusters) == 0 {
            break;
        }
    }
    let rows = clusters.labels.iter().enumerate();
    let costs = rows.map(|(row, &label)| {
        points.weights()[row] * points.squared_distance(row, clusters.centres.row(usize::from(label)))
    });
    clusters.inertia = costs.sum();
    clusters
}
