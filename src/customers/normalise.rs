//! Features brought to a common scale: ranks, average ranks, log z-scores, robust z-scores.

use super::Normalisation;
use super::middle::{mean, median, sum};
use ndarray::Array2;
use std::cmp::Ordering;

/// Makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(3/4), as R's `mad` rounds it.
const MAD_TO_DEVIATION: f64 = 1.4826;
/// The same for the mean absolute deviation: √(π/2).
const MEAN_TO_DEVIATION: f64 = 1.253_314;

/// Normalises each column by itself: n × d from d columns of n finite values. A column whose values are all equal becomes zeros.
///
/// Of [`Normalisation::Ranks`] ties go by the order given, so that even a column of equal values gets ranks, as in the study; ranks may
/// stand in place of values there, since their order is the same. Zero and minus zero are one value.
#[must_use]
pub fn normalise(normalisation: Normalisation, columns: &[Vec<f64>]) -> Array2<f64> {
    let scaled: Vec<Vec<f64>> = columns
        .iter()
        .map(|values| match normalisation {
            Normalisation::Ranks => standard_ranks(&rank(values.len(), |a, b| compare(values[a], values[b]))),
            _ if values.iter().all(|value| *value == values[0]) => vec![0.0; values.len()],
            Normalisation::AverageRanks => average_ranks(values),
            Normalisation::LogZ => z_scores(values.iter().map(|&x| log_modulus(x)).collect()),
            Normalisation::RobustZ => robust_z_scores(values),
        })
        .collect();
    let rows = scaled.first().map_or(0, Vec::len);
    Array2::from_shape_fn((rows, scaled.len()), |(row, column)| scaled[column][row])
}

/// Ranks 1..=n, ties in the order given (pandas `rank(method='first')`).
pub(super) fn rank(n: usize, mut compare: impl FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| compare(a, b));
    let mut ranks = vec![0; n];
    for (rank, index) in (1..).zip(order) {
        ranks[index] = rank;
    }
    ranks
}

/// The order of two values of which neither is NaN; −0.0 and 0.0 are one value, as to pandas.
pub(super) fn compare(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}

/// (rank − mean) / sample standard deviation, both in closed form: the ranks are 1..=n, each once.
pub(super) fn standard_ranks(ranks: &[u32]) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts of accounts lie far below 2^53")]
    let n = ranks.len() as f64;
    let mean = f64::midpoint(n, 1.0);
    let deviation = (n * (n + 1.0) / 12.0).sqrt();
    ranks.iter().map(|&rank| (f64::from(rank) - mean) / deviation).collect()
}

/// Average ranks less their mean (n + 1) / 2, over their sample standard deviation. All of it is exact in half ranks until the last steps:
/// the sum of squares is (n³ − n)/12 less (t³ − t)/12 for each group of t ties (Kendall 1945).
fn average_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| compare(values[a], values[b]));
    let cubed = |count: usize| (count as u128).pow(3) - count as u128;
    let mut twelvefold = cubed(order.len());
    let mut centred = vec![0.0; values.len()];
    let mut below = 0;
    for ties in order.chunk_by(|&a, &b| values[a] == values[b]) {
        twelvefold -= cubed(ties.len());
        // Ranks below + 1 ..= below + t, whose mean is below + (t + 1)/2, less (n + 1)/2: doubled, a whole number far below 2^53.
        let doubled = (2 * below + ties.len()) as f64 - order.len() as f64;
        ties.iter().for_each(|&index| centred[index] = doubled / 2.0);
        below += ties.len();
    }
    let deviation = (twelvefold as f64 / 12.0 / (values.len() as f64 - 1.0)).sqrt();
    centred.iter().map(|value| value / deviation).collect()
}

/// sign(x) · ln(1 + |x|).
fn log_modulus(x: f64) -> f64 {
    libm::log1p(x.abs()).copysign(x)
}

/// (x − mean) / sample standard deviation (n − 1).
fn z_scores(values: Vec<f64>) -> Vec<f64> {
    let mean = mean(&values);
    let squares = sum(values.iter().map(|value| (value - mean) * (value - mean)));
    let deviation = (squares / (values.len() as f64 - 1.0)).sqrt();
    scaled(&values, mean, deviation)
}

/// (x − median) / (1.4826 · MAD), or / (1.253314 · mean absolute deviation) where the MAD is 0.
fn robust_z_scores(values: &[f64]) -> Vec<f64> {
    let middle = median(values.to_vec());
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    let mean_distance = mean(&distances);
    let deviation = match median(distances) {
        0.0 => MEAN_TO_DEVIATION * mean_distance,
        median_distance => MAD_TO_DEVIATION * median_distance,
    };
    scaled(values, middle, deviation)
}

/// (x − middle) / deviation; zeros where the values differ by so little that rounding leaves no deviation.
fn scaled(values: &[f64], middle: f64, deviation: f64) -> Vec<f64> {
    let scale = |value: &f64| if deviation > 0.0 { (value - middle) / deviation } else { 0.0 };
    values.iter().map(scale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(normalisation: Normalisation, values: &[f64]) -> Vec<f64> {
        normalise(normalisation, &[values.to_vec()]).column(0).to_vec()
    }

    fn assert_close(got: &[f64], expected: &[f64]) {
        let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-15 * b.abs().max(1.0) * 4.0;
        assert!(got.len() == expected.len() && got.iter().zip(expected).all(close), "{got:?} instead of {expected:?}");
    }

    #[test]
    fn ties_keep_their_order_and_columns_have_mean_zero_and_deviation_one() {
        assert_eq!(column(Normalisation::Ranks, &[5.0, 1.0, 9.0]), [0.0, -1.0, 1.0]);
        assert_eq!(column(Normalisation::Ranks, &[2.0, 2.0, 1.0]), [0.0, 1.0, -1.0]);
        assert_eq!(column(Normalisation::Ranks, &[0.0, -0.0, -3.0]), [0.0, 1.0, -1.0]);
    }

    #[test]
    fn ties_share_the_mean_of_their_ranks() {
        // Ranks 1, 2.5, 2.5, 4: mean 2.5, sample variance 4.5 / 3.
        let deviation = 1.5_f64.sqrt();
        let expected = [-1.5 / deviation, 0.0, 0.0, 1.5 / deviation];
        assert_close(&column(Normalisation::AverageRanks, &[1.0, 7.0, 7.0, 9.0]), &expected);
    }

    #[test]
    fn logarithms_take_negative_totals_too() {
        // ln(1 + |x|) of 0, e − 1, 1 − e: 0, 1, −1, of mean 0 and sample variance 1.
        let e = std::f64::consts::E;
        assert_close(&column(Normalisation::LogZ, &[0.0, e - 1.0, 1.0 - e]), &[0.0, 1.0, -1.0]);
    }

    #[test]
    fn outliers_do_not_stretch_a_robust_scale() {
        // Median 3, absolute deviations 2, 1, 0, 1, 997: MAD 1.
        let expected = [-2.0, -1.0, 0.0, 1.0, 997.0].map(|distance: f64| distance / 1.4826);
        assert_close(&column(Normalisation::RobustZ, &[1.0, 2.0, 3.0, 4.0, 1000.0]), &expected);
        // Median 1 and MAD 0; mean absolute deviation 4 / 4 = 1.
        let expected = [0.0, 0.0, 0.0, 4.0 / 1.253_314];
        assert_close(&column(Normalisation::RobustZ, &[1.0, 1.0, 1.0, 5.0]), &expected);
    }

    #[test]
    fn a_constant_column_is_zeros_but_in_the_study_s_ranks() {
        for normalisation in [Normalisation::AverageRanks, Normalisation::LogZ, Normalisation::RobustZ] {
            assert_eq!(column(normalisation, &[0.1; 7]), [0.0; 7]);
            assert_eq!(column(normalisation, &[3.0]), [0.0]);
            assert_eq!(column(normalisation, &[0.0, -0.0]), [0.0; 2]);
        }
        assert_eq!(column(Normalisation::Ranks, &[4.0; 3]), [-1.0, 0.0, 1.0]);
        assert_eq!(normalise(Normalisation::LogZ, &[vec![], vec![]]).dim(), (0, 2));
    }
}
