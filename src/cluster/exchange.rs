//! Hartigan's exchanges: single points change cluster where that lowers inertia, although no centre is nearer (Hartigan 1975).
//!
//! A partition that no exchange improves is one that Lloyd leaves alone too, but not conversely: exchanges leave the poorest of
//! Lloyd's optima.

use super::nearest::Centres;
use super::points::Points;

/// An exchange must save more than this share of the point's cost: anything below may be rounding, and could come back.
const LEAST_GAIN: f64 = 1e-10;

/// A partition in the making.
#[derive(Debug, Clone)]
pub(super) struct Clusters {
    pub(super) centres: Centres,
    /// Cluster of each point.
    pub(super) labels: Vec<u8>,
    /// Weight of each cluster.
    pub(super) weights: Vec<f64>,
    pub(super) inertia: f64,
}

/// Moves point `row` to the one of the `candidates` where inertia becomes lowest, and both centres with it; says whether it did.
pub(super) fn try_exchange(points: &Points, row: usize, candidates: &[u8], clusters: &mut Clusters) -> bool {
    let Clusters { centres, labels, weights, .. } = clusters;
    let own = usize::from(labels[row]);
    let weight = points.weights()[row];
    if weights[own] <= weight {
        return false;
    }
    let saved = points.squared_distance(row, centres.row(own)) * weights[own] / (weights[own] - weight);
    let mut lowest = saved * (1.0 - LEAST_GAIN);
    let mut to = labels[row];
    for &candidate in candidates.iter().filter(|&&candidate| usize::from(candidate) != own) {
        let c = usize::from(candidate);
        let cost = points.squared_distance(row, centres.row(c)) * weights[c] / (weights[c] + weight);
        if cost < lowest {
            lowest = cost;
            to = candidate;
        }
    }
    let other = usize::from(to);
    if other == own {
        return false;
    }
    labels[row] = to;
    weights[own] -= weight;
    weights[other] += weight;
    pull(points, row, centres.row_mut(own), -weight / weights[own]);
    pull(points, row, centres.row_mut(other), weight / weights[other]);
    true
}

/// Moves `centre` by `share` of its way to point `row`.
fn pull(points: &Points, row: usize, centre: &mut [f64], share: f64) {
    for (value, column) in centre.iter_mut().zip(points.columns()) {
        *value += (column[row] - *value) * share;
    }
}
