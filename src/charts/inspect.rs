//! Finds accounts in a scatter plot: below a pointer, and from one to the next.

use super::scatter::Scatter;
use super::{Frame, Look};
use plotters_backend::BackendCoord;

/// A pointer this near to the middle of a mark is on it, in CSS pixels.
const NEAR: f64 = 9.0;

/// A way from one account to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next lower value rightwards.
    Left,
    /// To the next higher value rightwards.
    Right,
    /// To the next lower value upwards.
    Down,
    /// To the next higher value upwards.
    Up,
}

impl Scatter {
    /// The accounts that are painted, in the order of painting.
    fn painted(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.points.order.iter().map(|&account| account as usize)
    }

    /// Where an account's mark is painted; nowhere if it has no place in the part that is shown.
    pub(super) fn mark_of(&self, frame: &Frame, account: usize) -> Option<BackendCoord> {
        let place = self.place_of(account).filter(|&place| self.extent.is_none_or(|extent| extent.holds(place)))?;
        Some(frame.pixel(place.0, place.1))
    }

    /// The account whose mark is nearest to this pixel, if it is near; of those painted.
    pub(super) fn account_at(&self, frame: &Frame, look: &Look, pixel: BackendCoord) -> Option<usize> {
        let reach = i64::from(look.size.px(NEAR));
        let distance = |account: usize| {
            let at = self.mark_of(frame, account)?;
            let [across, down] = [at.0 - pixel.0, at.1 - pixel.1].map(i64::from);
            Some((across * across + down * down, account))
        };
        // Of marks in one place the last lies on top.
        let near = self.painted().rev().filter_map(distance).filter(|(distance, _)| *distance <= reach * reach);
        near.min_by_key(|(distance, _)| *distance).map(|(_, account)| account)
    }

    /// All accounts between two corners, painted or not, ascending.
    pub(super) fn within(&self, frame: &Frame, one: BackendCoord, other: BackendCoord) -> Vec<usize> {
        let (across, down) = (one.0.min(other.0)..=one.0.max(other.0), one.1.min(other.1)..=one.1.max(other.1));
        let is_within = |&account: &usize| {
            self.mark_of(frame, account).is_some_and(|(x, y)| across.contains(&x) && down.contains(&y))
        };
        (0..self.points.len()).filter(is_within).collect()
    }

    pub(super) fn segment_of(&self, account: usize) -> Option<usize> {
        self.points.labels.get(account).copied().map(usize::from)
    }

    /// The next account that way, of those painted and of this segment if there is one; the first of all where there is none to start from.
    pub(super) fn step(&self, from: Option<usize>, step: Step, within: Option<usize>) -> Option<usize> {
        let (up, right) = self.plane.features();
        let (feature, is_rising) = match step {
            Step::Left => (right, false),
            Step::Right => (right, true),
            Step::Down => (up, false),
            Step::Up => (up, true),
        };
        let value = |account: usize| self.points.normalised[feature].get(account).copied();
        // Equal values go by account, so that none is passed over.
        let order =
            |a: usize, b: usize| value(a).unwrap_or(f64::NAN).total_cmp(&value(b).unwrap_or(f64::NAN)).then(a.cmp(&b));
        let candidates = self.painted().filter(|&account| {
            let is_within = within.is_none() || self.segment_of(account) == within;
            let is_ahead = from
                .is_none_or(|from| if is_rising { order(account, from).is_gt() } else { order(account, from).is_lt() });
            is_within && is_ahead && value(account).is_some_and(f64::is_finite)
        });
        if is_rising { candidates.min_by(|&a, &b| order(a, b)) } else { candidates.max_by(|&a, &b| order(a, b)) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Plane, Points};
    use super::*;
    use std::sync::Arc;

    #[test]
    fn arrows_lead_from_account_to_account_by_value() {
        let normalised = [vec![0.0, 3.0, 1.0, 2.0], vec![1.0, 1.0, 0.0, 5.0], vec![0.0; 4]];
        let points = Arc::new(Points::new(&normalised, &[0, 1, 0, 1]));
        let scatter = Scatter::new(Plane::SalesByOrders, points, Vec::new().into());
        let walk = |step, within| {
            let mut walked = Vec::new();
            let mut at = None;
            while let Some(next) = scatter.step(at, step, within) {
                walked.push(next);
                at = Some(next);
            }
            walked
        };
        assert_eq!(walk(Step::Right, None), [2, 0, 1, 3]);
        assert_eq!(walk(Step::Left, None), [3, 1, 0, 2]);
        assert_eq!(walk(Step::Up, None), [0, 2, 3, 1]);
        assert_eq!(walk(Step::Down, Some(1)), [1, 3]);
    }
}
