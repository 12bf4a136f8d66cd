//! Greedy k-means++: where k-means starts (Arthur & Vassilvitskii 2007; the greedy variant of scikit-learn).

use super::nearest::Centres;
use super::points::Points;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The generator of one start: it depends on nothing but its three numbers, so that starts can run anywhere in any order.
pub(super) fn generator(seed: u64, k: usize, start: usize) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(k as u64).to_le_bytes());
    key[16..24].copy_from_slice(&(start as u64).to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// The generator of draw `draw` for `purpose`, apart from those of all starts and of all other draws.
pub(super) fn drawing(seed: u64, purpose: Purpose, draw: usize) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[16..24].copy_from_slice(&(draw as u64).to_le_bytes());
    key[24] = purpose as u8;
    ChaCha8Rng::from_seed(key)
}

/// What accounts are drawn for; starts of k-means have 0 in its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// Accounts without structure.
    Baseline = 1,
    /// Accounts without structure but with the customer's correlation.
    Correlated = 2,
    /// The list of accounts, drawn anew.
    Redraw = 3,
    /// The sample from which silhouettes are estimated.
    Silhouette = 4,
}

/// The first `most` of a random order of 0..n (Fisher & Yates), or all of it.
pub(super) fn shuffled(n: usize, most: usize, random: &mut ChaCha8Rng) -> Vec<u32> {
    // u32 throughout: a draw of `usize` need not be the same on machines of other widths.
    let mut order: Vec<u32> = (0..n as u32).collect();
    let most = most.min(n);
    for at in 0..most {
        let other = random.random_range(at as u32..n as u32);
        order.swap(at, other as usize);
    }
    order.truncate(most);
    order
}

/// Draws k centres among the points: each the best of 2 + ⌊ln k⌋ candidates, drawn with probability proportional to weight
/// and squared distance to the nearest centre so far.
pub(super) fn greedy_plus_plus(points: &Points, k: usize, random: &mut ChaCha8Rng) -> Centres {
    let mut centres = Centres::zeros(k, points.dimensions());
    let trials = 2 + libm::log(k as f64) as usize;
    let first = draw(points.weights().iter().copied(), random);
    points.copy_row(first, centres.row_mut(0));
    let mut closest = vec![f64::INFINITY; points.len()];
    approach(points, centres.row(0), &mut closest);
    let mut best = closest.clone();
    let mut trial = closest.clone();
    let mut candidate = vec![0.0; points.dimensions()];
    for c in 1..k {
        let mut lowest = f64::INFINITY;
        for _ in 0..trials {
            let row = draw(closest.iter().zip(points.weights()).map(|(d, w)| d * w), random);
            points.copy_row(row, &mut candidate);
            trial.copy_from_slice(&closest);
            let potential = approach(points, &candidate, &mut trial);
            if potential < lowest {
                lowest = potential;
                centres.row_mut(c).copy_from_slice(&candidate);
                std::mem::swap(&mut best, &mut trial);
            }
        }
        closest.copy_from_slice(&best);
    }
    centres
}

/// Lowers each point's squared distance to its nearest centre by the new `centre`; returns their weighted sum.
fn approach(points: &Points, centre: &[f64], closest: &mut [f64]) -> f64 {
    const BLOCK: usize = 64;
    let mut potential = 0.0;
    for (block, near) in closest.chunks_mut(BLOCK).enumerate() {
        let from = block * BLOCK;
        let mut squared = [0.0; BLOCK];
        for (column, &c) in points.columns().iter().zip(centre) {
            for (sum, value) in squared.iter_mut().zip(&column[from..from + near.len()]) {
                let difference = value - c;
                *sum += difference * difference;
            }
        }
        for ((near, squared), weight) in near.iter_mut().zip(squared).zip(&points.weights()[from..]) {
            *near = if squared < *near { squared } else { *near };
            potential += *near * weight;
        }
    }
    potential
}

/// Draws an index with probability proportional to its share; the last with any share if rounding runs over the end.
fn draw(shares: impl Iterator<Item = f64> + Clone, random: &mut ChaCha8Rng) -> usize {
    let total: f64 = shares.clone().sum();
    let target = random.random::<f64>() * total;
    let mut sum = 0.0;
    let mut last = 0;
    for (index, share) in shares.enumerate() {
        if share > 0.0 {
            sum += share;
            last = index;
            if sum > target {
                break;
            }
        }
    }
    last
}
