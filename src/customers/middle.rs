//! Sums, means and medians that are right to the last digit shown.

/// The Kahan sum, so that a mean is right to the last digit shown however many values there are.
pub(crate) fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0, 0.0);
    for value in values {
        let exact = value - lost;
        let next = sum + exact;
        lost = (next - sum) - exact;
        sum = next;
    }
    sum
}

/// The mean; NaN of nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    sum(values.iter().copied()) / values.len() as f64
}

/// The middle value, or the mean of the two middle ones (as numpy); NaN of nothing.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

/// The value below which this share (0..=1) of ascending values lies, between two values in proportion (numpy's `quantile`); NaN of nothing.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * sorted.len().saturating_sub(1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 at least, and below the length")]
    let below = place.floor() as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        // As `median` has it, to the last bit.
        (Some(&low), Some(&high)) if place - below as f64 == 0.5 => f64::midpoint(low, high),
        (Some(&low), Some(&high)) if place > below as f64 => low + (high - low) * (place - below as f64),
        (Some(&low), _) => low,
        (None, _) => f64::NAN,
    }
}
