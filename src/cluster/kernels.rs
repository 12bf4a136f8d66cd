//! The steps of the search one by one, for benchmarks alone.

use super::ClusterError;
use super::exchange::{Clusters, settle, settle_near};
use super::lloyd::{Assignment, assign};
use super::nearest::Centres;
use super::points::Points;
use super::seeding::{generator, greedy_plus_plus};
use ndarray::ArrayView2;

/// Points, a start of k centres, and the optimum that it leads to.
#[derive(Debug)]
pub struct Kernels {
    points: Points,
    start: Centres,
    assignment: Assignment,
    settled: Clusters,
}

impl Kernels {
    /// Takes n × d points.
    ///
    /// # Errors
    /// [`ClusterError::NotFinite`] for infinite coordinates and NaN.
    pub fn new(rows: ArrayView2<'_, f64>, k: usize) -> Result<Self, ClusterError> {
        let points = Points::new(rows)?;
        let start = greedy_plus_plus(&points, k, &mut generator(0, k, 0));
        let settled = settle(&points, start.clone());
        Ok(Self { assignment: Assignment::none(points.len(), k, start.d), points, start, settled })
    }

    /// Greedy k-means++; returns the first coordinate of the last centre.
    #[must_use]
    pub fn seed(&self) -> f64 {
        let k = self.start.k();
        greedy_plus_plus(&self.points, k, &mut generator(0, k, 0)).row(k - 1)[0]
    }

    /// Lloyd's first half, from the start; says whether a label changed.
    pub fn assign(&mut self) -> bool {
        assign(&self.points, &self.start, &mut self.assignment, |_, _, _| {})
    }

    /// Exchanges from the start until none pays; returns the inertia.
    #[must_use]
    pub fn exchange(&self) -> f64 {
        settle(&self.points, self.start.clone()).inertia
    }

    /// Exchanges from the optimum, its first centre moved by a tenth of the points' distance; returns the inertia.
    #[must_use]
    pub fn shake(&self) -> f64 {
        let mut centres = self.settled.centres.clone();
        centres.row_mut(0)[0] += 0.1 * self.settled.distance();
        settle_near(&self.points, &self.settled, centres).inertia
    }
}
