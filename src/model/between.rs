//! A round number between two others.

/// The number of fewest digits near the middle of `low` and `high`, strictly between them; `None` where no double lies between.
///
/// Of two accounts' values it tells little more than that they lie on either side.
pub(super) fn between(low: f64, high: f64) -> Option<f64> {
    let gap = high - low;
    if !(gap > 0.0 && gap.is_finite()) {
        return None;
    }
    // A step of at most half the gap has a multiple near the middle; a few finer ones are for what rounding spoils.
    let coarsest = libm::floor(libm::log10(gap)) as i32;
    let middle = f64::midpoint(low, high);
    (0..4).find_map(|finer| {
        let exponent = coarsest - finer;
        let step: f64 = format!("1e{exponent}").parse().ok()?;
        let steps = (middle / step).round_ties_even();
        let candidate: f64 = format!("{steps:.0}e{exponent}").parse().ok()?;
        (low < candidate && candidate < high).then_some(candidate)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_as_round_as_they_can_be() {
        for (low, high, expected) in [
            (1234.56, 1239.1, 1237.0),
            (14.0, 15.0, 14.5),
            (0.1, 0.2, 0.15),
            (-1.0, 1.0, 0.0),
            (99.99, 100.01, 100.0),
            (8_700.0, 91_000.0, 50_000.0),
        ] {
            assert_eq!(between(low, high), Some(expected), "{low} {high}");
        }
        assert_eq!(between(1.0, 1.0_f64.next_up()), None);
        assert_eq!(between(2.0, 2.0), None);
    }

    proptest! {
        #[test]
        fn they_lie_between(a in -1e12..1e12_f64, gap in 1e-2..1e12_f64) {
            let middle = between(a, a + gap).unwrap();
            prop_assert!(a < middle && middle < a + gap);
        }
    }
}
