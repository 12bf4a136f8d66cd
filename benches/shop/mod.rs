//! Synthetic accounts of the study's shape, for the benches.

use ndarray::Array2;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Normalised ranks of a total, a count and their ratio, for n accounts.
pub fn accounts(n: usize) -> Array2<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut even = || (0..6).map(|_| random.random::<f64>()).sum::<f64>() - 3.0;
    let mut features = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..n {
        let count = even();
        let price = even() - count / 4.0;
        for (column, value) in features.iter_mut().zip([count + price, count, price]) {
            column.push(value);
        }
    }
    let deviation = (n as f64 * (n as f64 + 1.0) / 12.0).sqrt();
    let mut points = Array2::zeros((n, 3));
    for (values, mut column) in features.iter().zip(points.columns_mut()) {
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        for (rank, row) in order.into_iter().enumerate() {
            column[row] = (rank as f64 - (n as f64 - 1.0) / 2.0) / deviation;
        }
    }
    points
}
