//! How far two features order the accounts alike.

use super::average_ranks;

/// Spearman's rank correlation (1904) of two columns of equal length, ties at their mean rank: −1..=1; `None` where a column does not vary.
///
/// It is Pearson's correlation of the ranks. Twice a rank less its mean is a whole number, so that all sums are exact and only the last
/// division rounds.
#[must_use]
pub fn rank_correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let [a, b] = [deviations(a), deviations(b)];
    let products = |a: &[i64], b: &[i64]| a.iter().zip(b).map(|(&a, &b)| i128::from(a) * i128::from(b)).sum::<i128>();
    let (together, of_a, of_b) = (products(&a, &b), products(&a, &a), products(&b, &b));
    // Below 10²² each for ten million accounts: their doubles are right to the last bit but one, and their product is far from overflow.
    (of_a > 0 && of_b > 0).then(|| together as f64 / (of_a as f64 * of_b as f64).sqrt())
}

/// 2 · rank − (n + 1): twice the distance of each mean rank from the mean of all ranks.
#[expect(clippy::cast_possible_truncation, reason = "twice a rank is a whole number far below 2^53")]
fn deviations(values: &[f64]) -> Vec<i64> {
    let middle = values.len() as i64 + 1;
    average_ranks(values).into_iter().map(|rank| (2.0 * rank) as i64 - middle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Ranks by counting, Pearson by its definition.
    fn slow(a: &[f64], b: &[f64]) -> f64 {
        let n = a.len() as f64;
        let ranks = |values: &[f64]| -> Vec<f64> {
            let count = |holds: &dyn Fn(f64) -> bool| values.iter().filter(|&&value| holds(value)).count() as f64;
            values.iter().map(|&x| count(&|y| y < x) + (count(&|y| y == x) + 1.0) / 2.0).collect()
        };
        let (a, b) = (ranks(a), ranks(b));
        let mean = (n + 1.0) / 2.0;
        let covariance = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>() / n;
        covariance(&a, &b) / covariance(&a, &a).sqrt() / covariance(&b, &b).sqrt()
    }

    proptest! {
        #[test]
        fn it_is_what_the_definition_gives(pairs in prop::collection::vec((-9_i8..9, -40_i8..40), 2..60)) {
            let a: Vec<f64> = pairs.iter().map(|&(a, _)| f64::from(a)).collect();
            let b: Vec<f64> = pairs.iter().map(|&(_, b)| f64::from(b) / 7.0).collect();
            match rank_correlation(&a, &b) {
                Some(found) => {
                    prop_assert!((found - slow(&a, &b)).abs() < 1e-12);
                    prop_assert_eq!(rank_correlation(&b, &a), Some(found));
                }
                None => prop_assert!(slow(&a, &b).is_nan()),
            }
        }
    }

    #[test]
    fn what_rises_together_is_one_and_a_constant_is_nothing() {
        let rising = [1.0, 2.0, 5.0, 5.0, 9.0];
        let falling = rising.map(|value| -value * value * value);
        assert_eq!(rank_correlation(&rising, &rising), Some(1.0));
        assert_eq!(rank_correlation(&rising, &falling), Some(-1.0));
        assert_eq!(rank_correlation(&rising, &[4.0; 5]), None);
        assert_eq!(rank_correlation(&[], &[]), None);
        // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])
        let found = rank_correlation(&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 6.0, 7.0, 8.0, 7.0]).unwrap();
        assert!((found - 0.820_782_681_668_123_3).abs() < 1e-15, "{found}");
    }
}
