//! Hartigan's exchanges: single points change cluster where that lowers inertia, although no centre is nearer (Hartigan 1975).
//!
//! A partition that no exchange improves is one that Lloyd leaves alone too, but not conversely: exchanges leave the poorest of
//! Lloyd's optima. Each point has a slack, how far centres may move before it must be looked at again (one bound a point, as in
//! Hamerly 2010): a partition near a settled one settles at a small part of the cost.

use super::lloyd::{Assignment, assign, converge, move_to_means};
use super::nearest::Centres;
use super::points::Points;

/// An exchange must save more than this share of the point's cost: anything below may be rounding, and could come back.
const LEAST_GAIN: f64 = 1e-10;
/// Lloyd's iterations before the exchanges, which then get to an optimum sooner than Lloyd would.
const FIRST_ITERATIONS: usize = 1;
/// Passes of exchanges over the points; most partitions need a few.
const MOST_PASSES: usize = 100;
/// Points looked at side by side; a multiple of every SIMD width in use.
const LANES: usize = 8;
/// A cluster of fewer points than this is light: one point more or less matters to the bounds, which are not used then.
const LIGHT: f64 = 64.0;
/// Two distances change by what two centres move, each by half of it; less a little for the clusters' weights, which change too.
const HALF: f64 = 0.49;

/// A partition that no exchange improves.
#[derive(Debug, Clone)]
pub(super) struct Clusters {
    pub(super) centres: Centres,
    pub(super) inertia: f64,
    /// Cluster of each point.
    labels: Vec<u8>,
    /// Weight of each cluster.
    weights: Vec<f64>,
    /// How far all centres may move, for each point, before an exchange of it can pay.
    slack: Vec<f64>,
}

/// An iteration of Lloyd from `centres`, then exchanges until none changes anything.
pub(super) fn settle(points: &Points, mut centres: Centres) -> Clusters {
    let mut assignment = Assignment::none(points.len(), centres.k(), centres.d);
    converge(points, &mut centres, &mut assignment, FIRST_ITERATIONS);
    let mut slack = vec![0.0; points.len()];
    assign(points, &centres, &mut assignment, |start, own, other| {
        for ((slack, own), other) in slack[start..].iter_mut().zip(own).zip(other) {
            *slack = HALF * (other.sqrt() - own.sqrt());
        }
    });
    let before = centres.clone();
    move_to_means(&mut centres, &assignment);
    let moved = farthest(&before, &centres);
    let Assignment { labels, weights, .. } = assignment;
    Exchanges::new(points, centres, labels, weights, slack, moved).settle()
}

/// Assigns points to `centres`, which lie near those of `parent`, as far as that can change a label; then exchanges until none changes
/// anything.
pub(super) fn settle_near(points: &Points, parent: &Clusters, mut centres: Centres) -> Clusters {
    let Clusters { mut labels, mut weights, slack: mut due, .. } = parent.clone();
    let reach = farthest(&parent.centres, &centres);
    let mut sums = parent.centres.clone();
    for (c, weight) in weights.iter().enumerate() {
        sums.row_mut(c).iter_mut().for_each(|value| *value *= weight);
    }
    for row in (0..points.len()).filter(|&row| parent.slack[row] <= reach) {
        let to = nearest_of(points, row, &centres);
        let own = usize::from(labels[row]);
        let weight = points.weights()[row];
        if to != own && weights[own] > weight {
            labels[row] = to as u8;
            for (c, sign) in [(own, -weight), (to, weight)] {
                weights[c] += sign;
                for (sum, column) in sums.row_mut(c).iter_mut().zip(points.columns()) {
                    *sum += column[row] * sign;
                }
            }
        }
        due[row] = f64::NEG_INFINITY;
    }
    for (c, &weight) in weights.iter().enumerate().filter(|&(_, &weight)| weight > 0.0) {
        for (value, sum) in centres.row_mut(c).iter_mut().zip(sums.row(c)) {
            *value = sum / weight;
        }
    }
    let moved = farthest(&parent.centres, &centres);
    Exchanges::new(points, centres, labels, weights, due, moved).settle()
}

impl Clusters {
    /// Root mean squared distance of the points from their centres.
    pub(super) fn distance(&self) -> f64 {
        (self.inertia / self.weights.iter().sum::<f64>()).sqrt()
    }

    /// The same, with every point looked at until no exchange pays, whatever the bounds say.
    pub(super) fn settle_all(self, points: &Points) -> Self {
        let due = vec![f64::NEG_INFINITY; points.len()];
        Exchanges::new(points, self.centres, self.labels, self.weights, due, 0.0).settle()
    }
}

/// The farthest that a centre has gone.
fn farthest(from: &Centres, to: &Centres) -> f64 {
    (0..from.k()).map(|c| from.squared(c, to, c)).fold(0.0, f64::max).sqrt()
}

/// The centre nearest to point `row`, the first of equals.
fn nearest_of(points: &Points, row: usize, centres: &Centres) -> usize {
    let mut nearest = 0;
    let mut lowest = f64::INFINITY;
    for c in 0..centres.k() {
        let squared = points.squared_distance(row, centres.row(c));
        if squared < lowest {
            lowest = squared;
            nearest = c;
        }
    }
    nearest
}

/// A partition in the making.
struct Exchanges<'a> {
    points: &'a Points,
    /// The means of the clusters.
    centres: Centres,
    labels: Vec<u8>,
    weights: Vec<f64>,
    /// What `moved` must reach before an exchange of the point can pay.
    due: Vec<f64>,
    /// No centre has moved farther than this since the start.
    moved: f64,
    /// `moved` when this pass started.
    base: f64,
    /// The way each centre has gone in this pass.
    ways: Vec<f64>,
}

impl<'a> Exchanges<'a> {
    fn new(
        points: &'a Points,
        centres: Centres,
        labels: Vec<u8>,
        weights: Vec<f64>,
        due: Vec<f64>,
        moved: f64,
    ) -> Self {
        let ways = vec![0.0; centres.k()];
        Self { points, centres, labels, weights, due, moved, base: moved, ways }
    }

    /// Passes over the points until none changes anything: Lloyd would not either, then.
    fn settle(mut self) -> Clusters {
        for _ in 0..MOST_PASSES {
            if self.pass() == 0 {
                break;
            }
        }
        let Self { points, centres, labels, weights, due: mut slack, moved, .. } = self;
        let mut inertia = 0.0;
        for (row, &label) in labels.iter().enumerate() {
            inertia += points.weights()[row] * points.squared_distance(row, centres.row(usize::from(label)));
        }
        slack.iter_mut().for_each(|due| *due -= moved);
        Clusters { centres, inertia, labels, weights, slack }
    }

    /// One pass; returns how many points moved.
    fn pass(&mut self) -> usize {
        self.base = self.moved;
        self.ways.fill(0.0);
        let lightest = self.weights.iter().copied().fold(f64::INFINITY, f64::min);
        let whole = self.due.len() / LANES * LANES;
        let mut changes = 0;
        for start in (0..whole).step_by(LANES) {
            let moved = self.moved;
            if self.due[start..start + LANES].iter().fold(false, |any, &due| any | (due <= moved)) {
                changes += self.look::<LANES>(start, lightest);
            }
        }
        for row in whole..self.due.len() {
            if self.due[row] <= self.moved {
                changes += self.look::<1>(row, lightest);
            }
        }
        changes
    }

    /// Makes the exchanges that pay among `L` points and sets when to look at them again; returns how many moved.
    #[inline(always)]
    fn look<const L: usize>(&mut self, start: usize, lightest: f64) -> usize {
        let mut lowest = [f64::INFINITY; L];
        let mut saved = [0.0; L];
        let mut own = [0.0; L];
        let mut weights = [0.0; L];
        weights.copy_from_slice(&self.points.weights()[start..start + L]);
        for (own, &label) in own.iter_mut().zip(&self.labels[start..]) {
            *own = f64::from(label);
        }
        // The heaviest costs least in another cluster, for its distance: what does not pay for it pays for none.
        let heaviest = weights.iter().copied().fold(0.0, f64::max);
        for (c, &total) in self.weights.iter().enumerate() {
            let mut squared = [0.0; L];
            for (column, &centre) in self.points.columns().iter().zip(self.centres.row(c)) {
                let values = &column[start..start + L];
                for lane in 0..L {
                    let difference = values[lane] - centre;
                    squared[lane] += difference * difference;
                }
            }
            let gain = total / (total + heaviest);
            let number = c as f64;
            for lane in 0..L {
                let mine = own[lane] == number;
                let cost = if mine { f64::INFINITY } else { squared[lane] * gain };
                saved[lane] = if mine { squared[lane] } else { saved[lane] };
                lowest[lane] = if cost < lowest[lane] { cost } else { lowest[lane] };
            }
        }
        let light = lightest < LIGHT * heaviest;
        let mut pays = [false; L];
        for lane in 0..L {
            let total = self.weights[usize::from(self.labels[start + lane])];
            // Infinite or none of a cluster's only point, which stays.
            let saved = saved[lane] * total / (total - weights[lane]);
            pays[lane] = lowest[lane] < saved;
            let slack = HALF * (lowest[lane].sqrt() - saved.sqrt());
            self.due[start + lane] = if light { f64::NEG_INFINITY } else { self.base + slack };
        }
        (start..).zip(pays).filter(|&(row, pays)| pays && self.exchange(row)).count()
    }

    /// Moves point `row` to the cluster where inertia becomes lowest, and both centres with it; says whether it did.
    fn exchange(&mut self, row: usize) -> bool {
        let own = usize::from(self.labels[row]);
        let weight = self.points.weights()[row];
        if self.weights[own] <= weight {
            return false;
        }
        let squared = |c: usize| self.points.squared_distance(row, self.centres.row(c));
        let mut lowest = squared(own) * self.weights[own] / (self.weights[own] - weight) * (1.0 - LEAST_GAIN);
        let mut to = own;
        for c in (0..self.centres.k()).filter(|&c| c != own) {
            let cost = squared(c) * self.weights[c] / (self.weights[c] + weight);
            if cost < lowest {
                lowest = cost;
                to = c;
            }
        }
        if to == own {
            return false;
        }
        self.labels[row] = to as u8;
        for (c, sign) in [(own, -weight), (to, weight)] {
            self.weights[c] += sign;
            self.ways[c] += self.pull(row, c, sign / self.weights[c]);
            self.moved = self.moved.max(self.base + self.ways[c]);
        }
        true
    }

    /// Moves centre `c` by `share` of its way to point `row`; returns how far that is.
    fn pull(&mut self, row: usize, c: usize, share: f64) -> f64 {
        let mut squared = 0.0;
        for (value, column) in self.centres.row_mut(c).iter_mut().zip(self.points.columns()) {
            let step = (column[row] - *value) * share;
            *value += step;
            squared += step * step;
        }
        squared.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::seeding::{generator, greedy_plus_plus};
    use crate::cluster::tests::shop;

    /// Points of different weights.
    fn weighted() -> Points {
        let points = Points::new(shop(1_503).view()).unwrap();
        let weights = (0..points.len()).map(|row| (1 + row % 3) as f64).collect();
        Points::weighted(points.columns().to_vec(), weights)
    }

    /// Whether weights, centres and inertia are those of the labels.
    fn assert_consistent(points: &Points, clusters: &Clusters) {
        let k = clusters.centres.k();
        let mut assignment = Assignment::none(points.len(), k, points.dimensions());
        let mut centres = clusters.centres.clone();
        assign(points, &centres, &mut assignment, |_, _, _| {});
        assert_eq!(assignment.labels, clusters.labels);
        assert_eq!(assignment.weights, clusters.weights);
        move_to_means(&mut centres, &assignment);
        assert!(farthest(&centres, &clusters.centres) < 1e-12);
        let cost = |row: usize| {
            let own = usize::from(clusters.labels[row]);
            points.weights()[row] * points.squared_distance(row, centres.row(own))
        };
        let inertia: f64 = (0..points.len()).map(cost).sum();
        assert!((clusters.inertia - inertia).abs() < 1e-9 * inertia);
    }

    #[test]
    fn settled_partitions_are_optima_of_lloyd_and_of_all_exchanges() {
        let points = weighted();
        for start in 0..10 {
            let k = 2 + start;
            let clusters = settle(&points, greedy_plus_plus(&points, k, &mut generator(0, k, start)));
            assert_consistent(&points, &clusters);
            let again = clusters.clone().settle_all(&points);
            assert_eq!(again.labels, clusters.labels);
        }
    }

    #[test]
    fn a_partition_near_a_settled_one_settles_as_from_anywhere() {
        let points = weighted();
        let parent = settle(&points, greedy_plus_plus(&points, 6, &mut generator(0, 6, 0)));
        for reach in [0.0, 0.01, 0.1, 1.0] {
            let mut centres = parent.centres.clone();
            centres.values.iter_mut().step_by(2).for_each(|value| *value += reach);
            let clusters = settle_near(&points, &parent, centres);
            assert_consistent(&points, &clusters);
            let again = clusters.clone().settle_all(&points);
            assert_eq!(again.labels, clusters.labels);
            if reach == 0.0 {
                assert_eq!(clusters.labels, parent.labels);
            }
        }
    }
}
