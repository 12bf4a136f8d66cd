//! The study's ranks and normalisation for accounts that were drawn, not read.

use super::gather::{normalise, rank};
use ndarray::Array2;

/// Ranks each feature (ties in the order given) and normalises the ranks as [`super::gather`] does: n × 3.
///
/// The three slices must be of one length. Ranks may be given in place of values: their order is the same.
#[must_use]
pub fn normalised_ranks(features: [&[f64]; 3]) -> Array2<f64> {
    // −0.0 and 0.0 count as one value, and no feature is NaN.
    let equal = std::cmp::Ordering::Equal;
    normalise(&features.map(|values| rank(values.len(), |a, b| values[a].partial_cmp(&values[b]).unwrap_or(equal))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_keep_their_order_and_columns_have_mean_zero_and_deviation_one() {
        let points = normalised_ranks([&[5.0, 1.0, 9.0], &[2.0, 2.0, 1.0], &[0.0, -0.0, -3.0]]);
        assert_eq!(points.column(0).to_vec(), [0.0, -1.0, 1.0]);
        assert_eq!(points.column(1).to_vec(), [0.0, 1.0, -1.0]);
        assert_eq!(points.column(2).to_vec(), [0.0, 1.0, -1.0]);
    }
}
