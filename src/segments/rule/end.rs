//! The ends of features that bounds take.

use super::Area;
use std::ops::Range;

/// Which end of a feature an area takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Up to a cut.
    AtMost,
    /// From a cut on.
    Above,
}

impl End {
    /// The place that joins at this step (from 1), and the cut that then holds all that have joined.
    pub(super) const fn step(self, step: u32, places: u32) -> (u32, u32) {
        match self {
            Self::AtMost => (step - 1, step),
            Self::Above => (places - step, places - step),
        }
    }

    /// The part of this area that it takes, cut there.
    pub(super) fn cut(self, within: &Area, feature: usize, cut: u32) -> Area {
        let mut area = within.clone();
        let range = match self {
            Self::AtMost => 0..cut,
            Self::Above => cut..u32::MAX,
        };
        area[feature] = intersect(&area[feature], &range);
        area
    }
}

/// The places that are in both.
pub(super) fn intersect(one: &Range<u32>, other: &Range<u32>) -> Range<u32> {
    one.start.max(other.start)..one.end.min(other.end)
}
