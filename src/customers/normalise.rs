//! Features brought to a common scale: ranks, average ranks, log z-scores, robust z-scores.

use super::Normalisation;
use super::middle::{mean, median, sum};
use ndarray::Array2;
use std::cmp::Ordering;

/// Makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(3/4), as R's `mad` rounds it.
const MAD_TO_DEVIATION: f64 = 1.4826;
/// The same for the mean absolute deviation: √(π/2).
const MEAN_TO_DEVIATION: f64 = 1.253_314;

/// Where a column's scale has its zero and how long its unit is: z = (x − middle) / deviation, x being a rank, a logarithm or a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// What becomes 0.
    pub middle: f64,
    /// What becomes 1; 0 where the values do not differ.
    pub deviation: f64,
}

impl Scale {
    /// (x − middle) / deviation; 0 where there is no deviation.
    #[must_use]
    pub fn z(self, x: f64) -> f64 {
        if self.deviation > 0.0 { (x - self.middle) / self.deviation } else { 0.0 }
    }
}

/// The scale of a column of finite values: of their ranks, of their logarithms, or of themselves, by the normalisation.
#[must_use]
pub fn scale(normalisation: Normalisation, values: &[f64]) -> Scale {
    match normalisation {
        Normalisation::Ranks => of_ranks(values.len()),
        _ if values.iter().all(|value| *value == values[0]) => Scale { middle: 0.0, deviation: 0.0 },
        Normalisation::AverageRanks => of_average_ranks(values),
        Normalisation::LogZ => of_scores(&values.iter().map(|&x| log_modulus(x)).collect::<Vec<f64>>()),
        Normalisation::RobustZ => robust(values),
    }
}

/// Normalises each column by itself: n × d from d columns of n finite values. A column whose values are all equal becomes zeros.
///
/// Of [`Normalisation::Ranks`] ties go by the order given, so that even a column of equal values gets ranks, as in the study; ranks may
/// stand in place of values there, since their order is the same. Zero and minus zero are one value.
#[must_use]
pub fn normalise(normalisation: Normalisation, columns: &[Vec<f64>]) -> Array2<f64> {
    let scaled: Vec<Vec<f64>> = columns
        .iter()
        .map(|values| {
            let scale = scale(normalisation, values);
            match normalisation {
                Normalisation::Ranks => standard_ranks(&rank(values.len(), |a, b| compare(values[a], values[b]))),
                Normalisation::AverageRanks => average_ranks(values).iter().map(|&rank| scale.z(rank)).collect(),
                Normalisation::LogZ => values.iter().map(|&x| scale.z(log_modulus(x))).collect(),
                Normalisation::RobustZ => values.iter().map(|&x| scale.z(x)).collect(),
            }
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
    let Scale { middle, deviation } = of_ranks(ranks.len());
    ranks.iter().map(|&rank| (f64::from(rank) - middle) / deviation).collect()
}

fn of_ranks(n: usize) -> Scale {
    #[expect(clippy::cast_precision_loss, reason = "counts of accounts lie far below 2^53")]
    let n = n as f64;
    Scale { middle: f64::midpoint(n, 1.0), deviation: (n * (n + 1.0) / 12.0).sqrt() }
}

/// The mean rank of each value's ties, from 1 on (scipy `rankdata`).
#[must_use]
pub fn average_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| compare(values[a], values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0;
    for ties in order.chunk_by(|&a, &b| values[a] == values[b]) {
        // Ranks below + 1 ..= below + t, whose mean is below + (t + 1)/2: exact, since counts lie far below 2^53.
        let mean = (2 * below + ties.len() + 1) as f64 / 2.0;
        ties.iter().for_each(|&index| ranks[index] = mean);
        below += ties.len();
    }
    ranks
}

/// The sample standard deviation of average ranks. The sum of squares is (n³ − n)/12 less (t³ − t)/12 for each group of t ties
/// (Kendall 1945): exact until the last steps.
fn of_average_ranks(values: &[f64]) -> Scale {
    let mut sorted = values.to_vec();
    sorted.sort_by(|&a, &b| compare(a, b));
    let cubed = |count: usize| (count as u128).pow(3) - count as u128;
    let tied: u128 = sorted.chunk_by(|a, b| a == b).map(|ties| cubed(ties.len())).sum();
    let n = values.len() as f64;
    let deviation = ((cubed(values.len()) - tied) as f64 / 12.0 / (n - 1.0)).sqrt();
    Scale { middle: f64::midpoint(n, 1.0), deviation }
}

/// sign(x) · ln(1 + |x|).
#[must_use]
pub fn log_modulus(x: f64) -> f64 {
    libm::log1p(x.abs()).copysign(x)
}

/// Mean and sample standard deviation (n − 1).
fn of_scores(values: &[f64]) -> Scale {
    let middle = mean(values);
    let squares = sum(values.iter().map(|value| (value - middle) * (value - middle)));
    Scale { middle, deviation: (squares / (values.len() as f64 - 1.0)).sqrt() }
}

/// Median and 1.4826 · MAD, or 1.253314 · mean absolute deviation where the MAD is 0.
fn robust(values: &[f64]) -> Scale {
    let middle = median(values.to_vec());
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    let mean_distance = mean(&distances);
    let deviation = match median(distances) {
        0.0 => MEAN_TO_DEVIATION * mean_distance,
        median_distance => MAD_TO_DEVIATION * median_distance,
    };
    Scale { middle, deviation }
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
