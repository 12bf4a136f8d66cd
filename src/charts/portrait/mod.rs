//! The segments' figures, view by view: shares, medians, products, distributions, silhouettes, correlations.

mod correlation;
mod knife;
mod products;
mod profiles;
mod shares;
mod spread;
mod tables;

use super::strips::Strips;
use super::{Color, Drawn, Frame, Look, Step, Twin};
use crate::segments::{Measure, Portraits};
use crate::text::Language;
use crate::text::portraits as text;
use plotters::prelude::DrawingBackend;
use plotters_backend::BackendCoord;
use std::sync::Arc;

/// What of the segments is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Share of accounts beside share of sales.
    Shares,
    /// Medians against all accounts.
    Profiles,
    /// Products sold most.
    Products(Measure),
    /// How a feature (column of `customers::FEATURES`) is spread.
    Spread(usize),
    /// Silhouettes account by account.
    Knife,
    /// Rank correlations of the features.
    Correlation,
}

/// A view of the segments' figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// Which.
    pub view: View,
    /// The figures.
    pub portraits: Arc<Portraits>,
    /// Names of the segments, segment 1 first.
    pub names: Arc<[String]>,
}

impl Portrait {
    pub(super) fn suitable_height(&self, css_width: f64) -> f64 {
        match self.view {
            View::Correlation => correlation::suitable_height(css_width),
            _ => Strips::height(|look| self.strips(look), css_width),
        }
    }

    /// The view in one sentence.
    pub(super) fn reading(&self, language: Language) -> String {
        let portraits = &self.portraits;
        match self.view {
            View::Shares => text::shares_reading(portraits, language),
            View::Profiles => text::profiles_reading(portraits, language),
            View::Products(measure) => text::products_reading(portraits, measure, language),
            View::Spread(feature) => text::spread_reading(portraits, feature, language),
            View::Knife => knife::reading(portraits, language),
            View::Correlation => text::correlation_reading(portraits, language),
        }
    }

    /// The view as a table.
    pub(super) fn twin(&self, language: Language) -> Twin {
        tables::twin(self, language)
    }

    pub(super) fn frame<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        match self.view {
            View::Correlation => correlation::paint(&self.portraits, backend, look),
            _ => self.strips(look).paint(backend, look),
        }
    }

    fn strips(&self, look: &Look) -> Strips {
        match self.view {
            View::Shares => shares::strips(self, look),
            View::Profiles => profiles::strips(self, look),
            View::Products(measure) => products::strips(self, measure, look),
            View::Spread(feature) => spread::strips(self, feature, look),
            View::Knife | View::Correlation => knife::strips(self, look),
        }
    }

    /// The account at this pixel of a view that shows accounts one by one.
    pub(super) fn account_at(&self, frame: &Frame, pixel: BackendCoord) -> Option<usize> {
        knife::account_at(self.one_by_one()?, frame, pixel)
    }

    pub(super) fn mark_of(&self, frame: &Frame, account: usize) -> Option<BackendCoord> {
        knife::mark_of(self.one_by_one()?, frame, account)
    }

    pub(super) fn segment_of(&self, account: usize) -> Option<usize> {
        knife::segment_of(self.one_by_one()?, account)
    }

    pub(super) fn step(&self, from: Option<usize>, step: Step, within: Option<usize>) -> Option<usize> {
        knife::step(self.one_by_one()?, from, step, within)
    }

    /// The figures of a view that shows accounts one by one.
    fn one_by_one(&self) -> Option<&Portraits> {
        (self.view == View::Knife).then_some(&*self.portraits)
    }

    /// Number and name of a segment.
    fn name(&self, segment: usize) -> String {
        text::numbered(segment, &self.names)
    }

    fn segments(&self) -> std::ops::Range<usize> {
        0..self.portraits.faces.len()
    }
}

impl Look {
    /// A segment's colour where it stands beside its full one.
    fn pale_segment(&self, index: usize) -> Color {
        super::theme::mixed(self.segment(index), self.theme.background(), 0.45)
    }
}
