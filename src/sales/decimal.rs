//! Exact decimal amounts: the shortest text of a double is what a person typed, and products of such are exact.

/// Decimals kept of a line amount.
const DECIMALS: i32 = 9;

/// A number as `digits` × 10^`exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decimal {
    digits: i64,
    exponent: i32,
}

/// Powers of ten that a double holds exactly, as far as they are needed.
const POWERS: [f64; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

impl Decimal {
    /// The shortest decimal number that reads as `x`, which must be finite.
    ///
    /// Quick where x has few decimals: if r = round(x·10^d) is below 10^15 and r / 10^d gives x again, then r·10^-d reads as x, since the
    /// division of two exact doubles is rounded once. No two decimals of at most 15 digits read as one double, and the shortest is one.
    fn of(x: f64) -> Self {
        for (decimals, power) in (0..).zip(POWERS) {
            // Between two whole numbers neither is x: how halves are rounded does not matter.
            let scaled = (x * power).round_ties_even();
            if scaled.abs() < 1e15 && scaled / power == x {
                #[expect(clippy::cast_possible_truncation, reason = "whole and below 10^15")]
                return Self { digits: scaled as i64, exponent: -decimals };
            }
        }
        Self::from_text(x)
    }

    /// The slow way, always right: reads the digits that Rust prints, which are the shortest that read as `x`.
    fn from_text(x: f64) -> Self {
        let text = format!("{x:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        // At most 17 digits, and an exponent within ±324: both parse.
        let digits = format!("{whole}{fraction}").parse().unwrap_or(0);
        let exponent: i32 = exponent.parse().unwrap_or(0);
        Self { digits, exponent: exponent - i32::try_from(fraction.len()).unwrap_or(0) }
    }
}

/// quantity × price in units of 10⁻⁹, rounded half to even; both as decimal numbers. NaN counts as nothing.
///
/// The product must be below 10^18 in size, which `sales/` has made sure of.
pub(crate) fn amount(quantity: f64, price: f64) -> i128 {
    if quantity.is_nan() || price.is_nan() {
        return 0;
    }
    let (quantity, price) = (Decimal::of(quantity), Decimal::of(price));
    let shift = quantity.exponent + price.exponent + DECIMALS;
    if let Some(units) = small_amount(quantity.digits, price.digits, shift) {
        return i128::from(units);
    }
    let digits = i128::from(quantity.digits) * i128::from(price.digits);
    if digits == 0 || shift < -38 {
        return 0;
    }
    let power = 10_i128.pow(shift.unsigned_abs());
    if shift >= 0 { digits * power } else { divide_half_even(digits, power) }
}

/// a × b × 10^`shift` where that surely fits: nearly always, and sparing products of 128 bits.
fn small_amount(a: i64, b: i64, shift: i32) -> Option<i64> {
    const POWERS: [i64; 10] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
    let power = *POWERS.get(usize::try_from(shift).ok()?)?;
    // Off by less than one part in 10^15.
    let about = (a as f64 * b as f64 * power as f64).abs();
    // Any part of a product that is not zero is smaller than the whole.
    (about < 9e18).then(|| a * b * power)
}

fn divide_half_even(dividend: i128, divisor: i128) -> i128 {
    let (quotient, remainder) = (dividend.div_euclid(divisor), dividend.rem_euclid(divisor));
    // remainder < divisor ≤ 10^38 < 2^127: comparing with the other side of the middle cannot overflow.
    match remainder.cmp(&(divisor - remainder)) {
        std::cmp::Ordering::Less => quotient,
        std::cmp::Ordering::Greater => quotient + 1,
        std::cmp::Ordering::Equal => quotient + (quotient & 1),
    }
}

/// a − b as decimal numbers, to 10⁻⁹: 300.3 − 300 is 0.3. Beyond 10^18 in size as doubles.
#[must_use]
pub fn difference(a: f64, b: f64) -> f64 {
    if a.abs() < 1e18 && b.abs() < 1e18 { nearest(amount(a, 1.0) - amount(b, 1.0)) } else { a - b }
}

/// The double nearest to `units` × 10⁻⁹.
pub(crate) fn nearest(units: i128) -> f64 {
    quotient(units, 1)
}

/// The double nearest to `units` × 10⁻⁹ / `count`, which must not be 0.
///
/// The dividend is shifted up to its 128th bit, so that the whole quotient has at least 66 bits (the divisor has at most 62): more than a
/// double's 53 and one to round by. What the division leaves over only matters between two doubles, where any lowest bit tells.
pub(crate) fn quotient(units: i128, count: u32) -> f64 {
    let divisor = u128::from(count) * 1_000_000_000;
    let magnitude = units.unsigned_abs();
    if magnitude == 0 {
        return 0.0;
    }
    let shift = magnitude.leading_zeros();
    let dividend = magnitude << shift;
    let left_over = u128::from(!dividend.is_multiple_of(divisor));
    let rounded = ((dividend / divisor) | left_over) as f64;
    // Dividing by a power of two is exact: no result is anywhere near the smallest double.
    let result = rounded / (1_u128 << shift) as f64;
    if units < 0 { -result } else { result }
}

/// Compares two averages as fractions, without overflow.
pub(crate) fn compare_averages(a: (i128, u32), b: (i128, u32)) -> std::cmp::Ordering {
    let parts = |(units, count): (i128, u32)| {
        let count = i128::from(count);
        (units.div_euclid(count), units.rem_euclid(count), count)
    };
    let ((whole_a, rest_a, count_a), (whole_b, rest_b, count_b)) = (parts(a), parts(b));
    whole_a.cmp(&whole_b).then_with(|| (rest_a * count_b).cmp(&(rest_b * count_a)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(amount(3.0, 0.1), 300_000_000);
        assert_eq!(amount(1.0, 261.96), 261_960_000_000);
        assert_eq!(amount(0.1, 0.2), 20_000_000);
        assert_eq!(amount(-1.0, 99.99), -99_990_000_000);
        assert_eq!(amount(190.0, 1e-300), 0);
        assert_eq!(amount(1e300, 1e-300), 1_000_000_000);
        assert_eq!(amount(2.0, f64::NAN), 0);
    }

    #[test]
    fn differences_are_decimal() {
        assert_eq!(difference(300.3, 300.0), 0.3);
        assert_eq!(difference(0.1, 0.3), -0.2);
        assert_eq!(difference(1e300, 1.0), 1e300);
        assert!(difference(f64::NAN, 1.0).is_nan());
    }

    #[test]
    fn halves_go_to_even() {
        assert_eq!(amount(1.0, 0.000_000_000_5), 0);
        assert_eq!(amount(1.0, 0.000_000_001_5), 2);
        assert_eq!(amount(1.0, -0.000_000_000_5), 0);
        assert_eq!(amount(1.0, -0.000_000_001_5), -2);
        assert_eq!(amount(1.0, -0.000_000_002_5), -2);
    }

    #[test]
    fn averages_a_hair_apart_are_told_apart() {
        let large = 10_i128.pow(36);
        for count in [1, 7, u32::MAX] {
            assert!(compare_averages((large + 1, count), (large, count)).is_gt());
            assert!(compare_averages((-large - 1, count), (-large, count)).is_lt());
        }
        assert!(compare_averages((large, u32::MAX - 1), (large, u32::MAX)).is_gt());
    }

    proptest! {
        #[test]
        fn the_quick_way_is_the_slow_way(bits: u64, digits in -999_999_999_999_999_i64..1_000_000_000_000_000, decimals in 0..7_usize) {
            let any = f64::from_bits(bits);
            let typed = digits as f64 / POWERS[decimals];
            for x in [any, typed] {
                if x.is_finite() {
                    let (quick, slow) = (Decimal::of(x), Decimal::from_text(x));
                    let shift = (quick.exponent - slow.exponent).unsigned_abs();
                    let (fine, coarse) = if quick.exponent <= slow.exponent { (quick, slow) } else { (slow, quick) };
                    prop_assert_eq!(i128::from(fine.digits), i128::from(coarse.digits) * 10_i128.pow(shift), "{}", x);
                }
            }
        }

        #[test]
        fn small_amounts_are_whole_products(a in -3_000_000_000_i64..3_000_000_000, b in -3_000_000_000_i64..3_000_000_000, shift in -2..12) {
            let whole = (0..10).contains(&shift).then(|| i128::from(a) * i128::from(b) * 10_i128.pow(shift as u32));
            let small = small_amount(a, b, shift);
            prop_assert!(small.is_none_or(|units| Some(i128::from(units)) == whole));
            prop_assert!(small.is_some() || whole.is_none_or(|units| units.abs() > 8_000_000_000_000_000_000));
        }

        #[test]
        fn totals_are_the_doubles_nearest_to_their_text(units: i128) {
            prop_assert_eq!(nearest(units), format!("{units}e-9").parse::<f64>().unwrap());
        }

        #[test]
        fn averages_are_the_nearest_doubles(total in 0..100_000_000_000_i64, count in 1_u32..5_000_000) {
            // Both are exact doubles here, so that their quotient is rounded once.
            let expected = total as f64 / f64::from(count);
            prop_assert_eq!(quotient(i128::from(total) * 1_000_000_000, count), expected);
            prop_assert_eq!(quotient(-i128::from(total) * 1_000_000_000, count), -expected);
        }

        #[test]
        fn averages_compare_as_fractions(a in -10_000_i128..10_000, b in -10_000_i128..10_000, m in 1_u32..50, n in 1_u32..50) {
            prop_assert_eq!(compare_averages((a, m), (b, n)), (a * i128::from(n)).cmp(&(b * i128::from(m))));
        }
    }
}
