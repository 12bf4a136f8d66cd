//! The search for the best partition into k clusters, not just the next best optimum.
//!
//! Plain restarts of k-means miss the best known optimum of k ≥ 7 in most runs. Here they run on the means of few hundred cells,
//! where a start costs almost nothing; there the best partitions found are recombined, time and again. Those that differ go on to
//! finer means and to the points, where they are shaken and, if there are many, recombined again: optima lie close together
//! there and differ in the fifth digit of inertia. How long it goes on depends on the points and k alone, never on a clock:
//! longer where many optima are about as good, and at least as long again as it took to find the best.

use super::cells::Cells;
use super::exchange::{Clusters, settle, settle_near};
use super::lloyd::{Assignment, MOST_ITERATIONS, converge};
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

/// The best partitions kept: they are recombined, and pass from the means of cells to finer ones.
const KEPT: usize = 12;
/// Points that all partitions kept may have together: each has a label and a slack for every point.
const KEPT_POINTS: usize = 200_000;
/// A partition passes only if its inertia is within this of the best.
const KEPT_WITHIN: f64 = 1.02;
/// Partitions are those of one optimum if their centres are no farther apart, in root mean squared distances of points from their centres.
const SAME: f64 = 0.2;
/// More partitions than this make a rugged landscape.
const RUGGED: usize = 2;
/// Recombinations in turn, where the search begins, that may find nothing better, for so many points times centres; within bounds.
const RECOMBINATIONS: usize = 400_000;
const FEWEST_RECOMBINATIONS: usize = 100;
const MOST_RECOMBINATIONS: usize = 300;
/// The same where results are averaged over draws. On 7,747 accounts this takes a third of the time, mean silhouettes of ten draws move by 0.0001
/// at most up to k = 7 and by 0.0023 up to 10, mean Jaccard indices of twenty redraws by 0.006 up to 9 and 0.053 at 10: below what other draws move them.
const QUICK_RECOMBINATIONS: usize = 20;
/// Attempts in turn that may find nothing better later on: so many, and as many again for each partition kept.
const ATTEMPTS: usize = 12;
/// Points times centres times attempts in turn that may find nothing better: few attempts if the points are very many.
const WORK: usize = 12_000_000;
/// However many the points are.
const FEWEST_ATTEMPTS: usize = 4;
/// Attempts in all on one level.
const MOST_ATTEMPTS: usize = 500;
/// Up to so many dimensions; for each further one as many attempts again.
const PLAIN: usize = 3;
/// Of so many attempts one is a recombination, where the landscape is rugged.
const RECOMBINED: usize = 6;
/// How far a shaken centre goes at most in each coordinate, in root mean squared distances of points from their centres.
const SHAKES: [f64; 3] = [0.03, 0.1, 0.3];
/// How far at most if a single one is shaken.
const SINGLE_SHAKE: f64 = 1.0;
/// Inertia lower by less than this share is not lower.
const LEAST_GAIN: f64 = 1e-9;

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
    // The last steps run over the points as given: what comes out does not show how they were sorted.
    Ok(finish(&cells.given, explore(cells, k, settings)))
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
    let best = begin(&cells.levels[0], k, settings, QUICK_RECOMBINATIONS).swap_remove(0);
    Ok(finish(&cells.given, settle(cells.points(), best.centres).centres))
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

/// Lloyd over all points, from `centres` to stable labels.
fn finish(points: &Points, mut centres: Centres) -> Partition {
    let mut assignment = Assignment::none(points.len(), centres.k(), centres.d);
    converge(points, &mut centres, &mut assignment, MOST_ITERATIONS);
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

/// The best centres found: on means of large cells first, then on finer ones, last on the points.
fn explore(cells: &Cells, k: usize, settings: &Search) -> Centres {
    let coarsest = &cells.levels[0];
    let patience = (RECOMBINATIONS / (coarsest.len() * k)).clamp(FEWEST_RECOMBINATIONS, MOST_RECOMBINATIONS);
    let mut found = begin(coarsest, k, settings, patience);
    for (level, points) in cells.levels.iter().enumerate() {
        let is_last = level + 1 == cells.levels.len();
        // Means in between are for what is not clear yet.
        if is_last || (level > 0 && found.len() > RUGGED) {
            if level > 0 {
                found = carry(points, found);
            }
            improve(points, &mut found, &mut generator(settings.seed, k, settings.starts.max(1) + level + 1));
        }
    }
    found.swap_remove(0).settle_all(cells.points()).centres
}

/// Starts, then recombinations of the best. Returns different partitions, best first.
fn begin(points: &Points, k: usize, settings: &Search, patience: usize) -> Vec<Clusters> {
    let starts = settings.starts.max(1);
    let mut found = Vec::new();
    for start in 0..starts {
        keep(
            &mut found,
            settle(points, greedy_plus_plus(points, k, &mut generator(settings.seed, k, start))),
            most_kept(points),
        );
    }
    let mut random = generator(settings.seed, k, starts);
    persist(
        points,
        &mut found,
        |_| patience,
        |found, _| {
            let mother = &found[draw_below(found.len(), &mut random)];
            let father = &found[draw_below(found.len(), &mut random)];
            settle(points, recombine(points, &mother.centres, &father.centres, &mut random))
        },
    );
    found
}

/// Carries partitions of coarser points over to these.
fn carry(points: &Points, coarser: Vec<Clusters>) -> Vec<Clusters> {
    let most = most_kept(points);
    let limit = coarser[0].inertia * KEPT_WITHIN;
    let mut found = Vec::new();
    for (place, clusters) in coarser.into_iter().take(most).enumerate() {
        // The best goes on even if its inertia is no number, of coordinates so large that their squares overflow.
        if place == 0 || clusters.inertia <= limit {
            keep(&mut found, settle(points, clusters.centres), most);
        }
    }
    found
}

/// Shakes the best of `found`, better ones more often; recombines some if there are many.
fn improve(points: &Points, found: &mut Vec<Clusters>, random: &mut ChaCha8Rng) {
    let mut shakes = 0;
    let patience = |found: &[Clusters]| {
        let (k, more) = (found[0].centres.k(), found[0].centres.d.max(PLAIN) - PLAIN + 1);
        let affordable = (WORK / (points.len() * k)).max(FEWEST_ATTEMPTS);
        more * (ATTEMPTS * (1 + found.len())).min(affordable)
    };
    persist(points, found, patience, |found, attempt| {
        let any = draw_below(found.len(), random);
        let from = &found[any.min(draw_below(found.len(), random))];
        if found.len() > RUGGED && attempt % RECOMBINED == RECOMBINED - 1 {
            return settle(points, recombine(points, &found[any].centres, &from.centres, random));
        }
        shakes += 1;
        settle_near(points, from, shake(from, shakes, random))
    });
}

/// Makes attempt after attempt, until none of the last `patience` has bettered the first of `found` and no half of all has.
fn persist(
    points: &Points,
    found: &mut Vec<Clusters>,
    patience: impl Fn(&[Clusters]) -> usize,
    mut attempt: impl FnMut(&[Clusters], usize) -> Clusters,
) {
    let most = most_kept(points);
    let mut bettered = 0;
    let mut attempts = 0;
    while attempts < (2 * bettered + patience(found)).min(MOST_ATTEMPTS) {
        let clusters = attempt(found, attempts);
        attempts += 1;
        if clusters.inertia < found[0].inertia * (1.0 - LEAST_GAIN) {
            bettered = attempts;
        }
        keep(found, clusters, most);
    }
}

/// Moves the centres of a partition a little, or one of them farther.
fn shake(from: &Clusters, turn: usize, random: &mut ChaCha8Rng) -> Centres {
    let distance = from.distance();
    let mut centres = from.centres.clone();
    let (values, reach) = match SHAKES.get(turn % (SHAKES.len() + 1)) {
        Some(reach) => (&mut centres.values[..], reach * distance),
        None => {
            let single = draw_below(centres.k(), random);
            (centres.row_mut(single), SINGLE_SHAKE * distance)
        }
    };
    for value in values {
        *value += reach * (2.0 * random.random::<f64>() - 1.0);
    }
    centres
}

/// How many partitions of `points` are kept.
fn most_kept(points: &Points) -> usize {
    (KEPT_POINTS / points.len()).clamp(1, KEPT)
}

/// Puts a partition in its place among the best `found`, at most `most`, unless it is a worse one of the same optimum; worse ones of its optimum go.
fn keep(found: &mut Vec<Clusters>, clusters: Clusters, most: usize) {
    let reach = SAME * clusters.distance();
    let same = |other: &Clusters| is_near(&other.centres, &clusters.centres, reach);
    let place = found.partition_point(|other| other.inertia <= clusters.inertia);
    if place < most && !found[..place].iter().any(same) {
        let worse = found.split_off(place);
        let others = worse.into_iter().filter(|other| !same(other)).collect::<Vec<_>>();
        found.push(clusters);
        found.extend(others);
        found.truncate(most);
    }
}

/// Whether each of `centres` has one of `others` within the distance `reach`.
fn is_near(centres: &Centres, others: &Centres, reach: f64) -> bool {
    let ks = 0..centres.k();
    ks.clone().all(|c| ks.clone().any(|other| centres.squared(c, others, other) <= reach * reach))
}
