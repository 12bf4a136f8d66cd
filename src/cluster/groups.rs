//! Points in small groups of neighbours, so that a step of k-means can skip a whole group that one centre wins.

use super::exchange::{Clusters, try_exchange};
use super::lloyd::{Assignment, add_points};
use super::nearest::{Centres, nearest};
use super::points::Points;

/// Weighted points in groups of neighbours.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    /// The points, group by group.
    pub(super) points: Points,
    /// Where each group starts; its end is the next one's start.
    starts: Vec<u32>,
    /// Mean and weight of each group.
    means: Points,
    /// Greatest distance of a group's points from their mean.
    radii: Vec<f64>,
}

impl Groups {
    /// Groups `points`; `starts` begins with 0, rises, and ends with their number.
    pub(super) fn new(points: Points, starts: Vec<u32>) -> Self {
        let means = means(&points, &starts);
        let mut mean = vec![0.0; points.dimensions()];
        let mut radii = Vec::with_capacity(means.len());
        for (group, ends) in starts.windows(2).enumerate() {
            means.copy_row(group, &mut mean);
            let squared = (ends[0]..ends[1]).map(|row| points.squared_distance(row as usize, &mean));
            radii.push(squared.fold(0.0, f64::max).sqrt());
        }
        Self { points, starts, means, radii }
    }

    /// Lloyd's first half: groups that one centre wins whole are settled at once, the points of the others one by one among
    /// the centres that can win there. The labels are those of [`super::lloyd::assign_points`].
    pub(super) fn assign(&self, centres: &Centres, assignment: &mut Assignment) -> bool {
        let mut rivals = Rivals::new(centres, LLOYD_SLACK);
        let longest = self.starts.windows(2).map(|ends| ends[1] - ends[0]).max().unwrap_or(0) as usize;
        let mut labels = vec![0; longest];
        let mut distances = vec![0.0; longest];
        let mut changed = false;
        assignment.clear_sums();
        for (group, ends) in self.starts.windows(2).enumerate() {
            let (start, end) = (ends[0] as usize, ends[1] as usize);
            let labels = &mut labels[..end - start];
            let candidates = rivals.of(&self.means, group, self.radii[group]);
            if let &[winner] = candidates {
                labels.fill(winner);
                let weight = self.means.weights()[group];
                assignment.add(winner, weight, self.means.columns().iter().map(|column| column[group] * weight));
            } else {
                nearest(self.points.columns(), start, centres, candidates, labels, &mut distances[..end - start]);
                add_points(&self.points, start, labels, assignment);
            }
            changed |= labels != &assignment.labels[start..end];
            assignment.labels[start..end].copy_from_slice(labels);
        }
        changed
    }

    /// One pass of exchanges over the points of the groups that lie between centres. Returns how many points moved.
    pub(super) fn exchange(&self, clusters: &mut Clusters) -> usize {
        let heaviest = self.points.weights().iter().copied().fold(0.0, f64::max);
        let lightest = clusters.weights.iter().copied().fold(f64::INFINITY, f64::min);
        let before = clusters.centres.clone();
        let mut rivals = Rivals::new(&before, (4.0 * heaviest / lightest).min(0.5));
        let mut moved = 0;
        for (group, ends) in self.starts.windows(2).enumerate() {
            let candidates = rivals.of(&self.means, group, self.radii[group]);
            if candidates.len() > 1 {
                for row in ends[0]..ends[1] {
                    moved += usize::from(try_exchange(&self.points, row as usize, candidates, clusters));
                }
            }
        }
        moved
    }
}

/// The slack of [`Rivals`] in Lloyd's step: a thousandfold of the rounding error of its terms.
const LLOYD_SLACK: f64 = 1e-12;

/// Finds the centres that can be nearest to some point of a ball.
struct Rivals<'a> {
    centres: &'a Centres,
    /// By how much of itself a squared distance may be misjudged.
    slack: f64,
    /// k × k distances between centres.
    apart: Vec<f64>,
    squared: Vec<f64>,
    found: Vec<u8>,
}

impl<'a> Rivals<'a> {
    fn new(centres: &'a Centres, slack: f64) -> Self {
        let k = centres.k();
        let mut apart = Vec::with_capacity(k * k);
        for a in 0..k {
            for b in 0..k {
                let differences = centres.row(a).iter().zip(centres.row(b)).map(|(x, y)| x - y);
                apart.push(differences.map(|difference| difference * difference).sum::<f64>().sqrt());
            }
        }
        Self { centres, slack, apart, squared: vec![0.0; k], found: Vec::with_capacity(k) }
    }

    /// The centres, ascending, that can be nearest to a point within `radius` of row `row` of `means`. With z the centre nearest to
    /// the mean m, |x−z|² − |x−c|² is at most |m−z|² − |m−c|² + 2·radius·|z−c|: below zero, c never wins.
    fn of(&mut self, means: &Points, row: usize, radius: f64) -> &[u8] {
        let mut best = 0;
        for c in 0..self.squared.len() {
            self.squared[c] = means.squared_distance(row, self.centres.row(c));
            if self.squared[c] < self.squared[best] {
                best = c;
            }
        }
        let lowest = self.squared[best] * (1.0 + self.slack);
        let apart = &self.apart[best * self.squared.len()..];
        self.found.clear();
        for ((c, squared), apart) in (0_u8..).zip(&self.squared).zip(apart) {
            let loses = squared * (1.0 - self.slack) - lowest > 2.0 * radius * apart;
            if !loses {
                self.found.push(c);
            }
        }
        &self.found
    }
}

/// The groups' means, with the weight of their points.
pub(super) fn means(points: &Points, starts: &[u32]) -> Points {
    let groups = || starts.windows(2).map(|ends| ends[0] as usize..ends[1] as usize);
    let weights: Vec<f64> = groups().map(|rows| points.weights()[rows].iter().sum()).collect();
    let mean = |column: &Vec<f64>| {
        let sums = groups().map(|rows| rows.map(|row| column[row] * points.weights()[row]).sum::<f64>());
        sums.zip(&weights).map(|(sum, weight)| sum / weight).collect()
    };
    Points::weighted(points.columns().iter().map(mean).collect(), weights)
}
