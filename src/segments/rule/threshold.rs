//! Thresholds that people can read.

/// Steps from 5 · 10¹⁵ down to 10⁻⁹.
const POWERS: std::ops::RangeInclusive<i32> = -9..=15;

/// The roundest number t with low ≤ t < high: a multiple of the largest step (5, 2 or 1 times a power of ten) that has one there, the
/// lowest of these. Where even billionths are too coarse, `low` itself. Both are finite, low < high.
pub(super) fn between(low: f64, high: f64) -> f64 {
    for power in POWERS.rev() {
        for digit in [5.0, 2.0, 1.0] {
            let (step, divisor) = if power < 0 { (digit, tens(-power)) } else { (digit * tens(power), 1.0) };
            let first = (low * divisor / step).ceil();
            // The product may be rounded across a whole number.
            for multiple in [first - 1.0, first, first + 1.0] {
                // A whole number divided by a power of ten is the closest double to the decimal meant. Adding 0 turns −0 into 0.
                let candidate = multiple * step / divisor + 0.0;
                if low <= candidate && candidate < high {
                    return candidate;
                }
            }
        }
    }
    low
}

fn tens(power: i32) -> f64 {
    (0..power).fold(1.0, |product, _| product * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_the_roundest_there_are() {
        for (low, high, threshold) in [
            (31.0, 32.0, 31.0),
            (28.0, 33.0, 30.0),
            (94.98, 95.02, 95.0),
            (1_460.97, 1_512.3, 1_500.0),
            (0.123_4, 0.123_6, 0.123_5),
            (-3.0, 7.0, 0.0),
            (-7.2, -6.1, -7.0),
            (95.0, 95.000_000_1, 95.0),
            (19.0, 20.0, 19.0),
            (99.5, 101.0, 100.0),
            (-0.5, 0.0, -0.5),
        ] {
            assert_eq!(between(low, high), threshold, "{low} {high}");
        }
    }

    #[test]
    fn neighbouring_doubles_are_told_apart() {
        for low in [0.1_f64, 95.3, 1e300, -4.7, 1e-300] {
            let threshold = between(low, low.next_up());
            assert!(low <= threshold && threshold < low.next_up(), "{low}: {threshold}");
        }
    }
}
