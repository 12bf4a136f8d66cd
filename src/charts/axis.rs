//! An axis: its name, its range and round ticks.

use std::ops::Range;

/// An axis of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it shows, with its unit.
    pub name: String,
    /// From the first value shown to the last.
    pub range: Range<f64>,
    /// Decimals that ticks may have at most: 0 for counts.
    pub most_decimals: u32,
    /// Whether lines cross the plot at its ticks.
    pub grid: bool,
}

/// Round values along an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// Ascending.
    pub(super) values: Vec<f64>,
    /// Decimals that tell them apart.
    pub(super) decimals: u32,
}

impl Axis {
    /// Ticks a round step apart (1, 2 or 5 times a power of ten), as many as there can be up to `most`.
    pub(super) fn ticks(&self, most: usize) -> Ticks {
        for power in -self.most_decimals.cast_signed()..=MOST_POWER {
            for digit in [1.0, 2.0, 5.0] {
                let (step, divisor) = if power < 0 { (digit, tens(-power)) } else { (digit * tens(power), 1.0) };
                let first = (self.range.start * divisor / step).ceil();
                let last = (self.range.end * divisor / step).floor();
                if last - first + 1.0 <= most as f64 {
                    let count = (last - first + 1.0).max(0.0) as usize;
                    // A whole number divided by a power of ten is the closest double to the decimal meant.
                    let values = (0..count).map(|at| (first + at as f64) * step / divisor).collect();
                    return Ticks { values, decimals: (-power).max(0).unsigned_abs() };
                }
            }
        }
        Ticks { values: Vec::new(), decimals: 0 }
    }
}

/// Steps go up to 5 × 10 to this power.
const MOST_POWER: i32 = 15;

fn tens(power: i32) -> f64 {
    (0..power).fold(1.0, |product, _| product * 10.0)
}

/// From the smallest finite value to the largest, widened by `share` of the span on each side; around 0 or a lone value, by 1.
pub(super) fn range_of(values: impl Iterator<Item = f64>, share: f64) -> Range<f64> {
    let (low, high) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return -1.0..1.0;
    }
    let margin = if low < high { (high - low) * share } else { 1.0 };
    low - margin..high + margin
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(range: Range<f64>, most_decimals: u32) -> Axis {
        Axis { name: String::new(), range, most_decimals, grid: true }
    }

    #[test]
    fn ticks_are_round_and_few() {
        let ticks = axis(-1.87..1.87, 3).ticks(8);
        assert_eq!(ticks, Ticks { values: vec![-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5], decimals: 1 });
        assert_eq!(axis(-1.87..1.87, 3).ticks(4).values, [-1.0, 0.0, 1.0]);
        assert_eq!(axis(1.4..10.6, 0).ticks(20).values, [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        assert_eq!(axis(1.4..10.6, 0).ticks(5).values, [2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(axis(0.0..0.57, 3).ticks(6), Ticks { values: vec![0.0, 0.1, 0.2, 0.3, 0.4, 0.5], decimals: 1 });
    }

    #[test]
    fn odd_data_still_give_a_range() {
        assert_eq!(range_of([].into_iter(), 0.1), -1.0..1.0);
        assert_eq!(range_of([f64::NAN, 3.0].into_iter(), 0.1), 2.0..4.0);
        assert_eq!(range_of([0.0, 10.0].into_iter(), 0.1), -1.0..11.0);
    }
}
