//! Numbers as a worksheet's XML writes them.

use super::Odd;
use super::words::{digits, word};

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// A whole number of one to nine digits.
pub(super) fn small_number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |number, &byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

/// The number at `at` and the place after it, where it has one to seven digits, and as many after a point if it has one.
///
/// It is what [`number`] gives of the same text, and right for the same reason.
#[inline]
pub(super) fn short_number(xml: &[u8], at: usize) -> Option<(f64, usize)> {
    let (count, whole) = digits(word(xml, at)?);
    if count == 0 || count == 8 {
        return None;
    }
    let after = at + count;
    if xml.get(after) != Some(&b'.') {
        return Some((f64::from(whole), after));
    }
    let (decimals, fraction) = digits(word(xml, after + 1)?);
    if decimals == 0 || decimals == 8 {
        return None;
    }
    // Below 10^14, so exact, and so is the power.
    Some(((f64::from(whole) * POWERS[decimals] + f64::from(fraction)) / POWERS[decimals], after + 1 + decimals))
}

/// The double nearest to a decimal number, as `str::parse` gives it.
///
/// Up to 15 digits with up to 22 decimals are two exact doubles, so that their quotient is rounded once: correctly (Clinger 1990).
pub(super) fn number(text: &[u8]) -> Result<f64, Odd> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let mut whole = 0_u64;
    let mut decimals = None;
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                whole = whole.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                decimals = decimals.map(|decimals: usize| decimals + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return general(text),
        }
    }
    let decimals = decimals.unwrap_or(0);
    if digits.is_empty() || digits.len() > 16 || whole >= 1_000_000_000_000_000 || decimals >= POWERS.len() {
        return general(text);
    }
    #[expect(clippy::cast_precision_loss, reason = "below 10^15 < 2^53, so exact")]
    let magnitude = whole as f64 / POWERS[decimals];
    Ok(if negative { -magnitude } else { magnitude })
}

fn general(text: &[u8]) -> Result<f64, Odd> {
    let number: f64 = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).ok_or(Odd)?;
    if number.is_finite() && text.iter().any(u8::is_ascii_digit) { Ok(number) } else { Err(Odd) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_read_as_by_the_standard_library(text in "-?[0-9]{1,9}(\\.[0-9]{0,17})?(E[+-]?[0-9]{1,2})?") {
            let expected: f64 = text.parse().unwrap();
            prop_assert_eq!(number(text.as_bytes()).unwrap().to_bits(), expected.to_bits());
        }

        #[test]
        fn short_numbers_are_read_as_by_the_standard_library(text in "[0-9]{1,7}(\\.[0-9]{1,7})?") {
            let xml = format!("{text}</v></c><c r=\"B1\">");
            let expected: f64 = text.parse().unwrap();
            let (read, after) = short_number(xml.as_bytes(), 0).unwrap();
            prop_assert_eq!((read.to_bits(), after), (expected.to_bits(), text.len()));
        }
    }
}
