//! Drawings as functions over any plotters backend: canvas in the page, SVG in files and tests.
//!
//! A [`Drawing`] holds data only. [`Drawing::frame`] paints title, axes, grid and legend and returns the [`Frame`], the map from
//! data to pixels; [`Drawing::marks`] then paints any slice of the marks on it, so that a page can spread 100,000 of them over
//! several animation frames. A pointer finds its data through the same [`Frame`].

mod axis;
mod backend;
mod flow;
mod frame;
mod legend;
mod scatter;
mod shape;
mod silhouette_by_k;
mod svg;
mod theme;
mod widths;
mod words;

pub use axis::Axis;
pub use backend::{Measured, TextSize};
pub use flow::Flow;
pub use frame::{Frame, Layout};
pub use legend::Entry;
pub use scatter::{Plane, Points, Scatter};
pub use shape::Shape;
pub use silhouette_by_k::SilhouetteByK;
pub use svg::svg;
pub use theme::{Color, Theme};
pub use widths::text_width;
pub use words::FONT_FAMILY;

use crate::text::Language;
use crate::text::charts as text;
use plotters::prelude::DrawingBackend;
use plotters_backend::DrawingErrorKind;
use std::ops::Range;

/// What a drawing function returns: the backend's own error, or the value.
pub type Drawn<B, T> = Result<T, DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Size of a drawing in device pixels; fonts and strokes are CSS pixels × `scale`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Device pixels across.
    pub width: u32,
    /// Device pixels down.
    pub height: u32,
    /// Device pixels in a CSS pixel (`devicePixelRatio`); 1 in files.
    pub scale: f64,
}

impl Size {
    /// This many CSS pixels as device pixels, to the nearest whole one and at least 1.
    #[must_use]
    pub fn px(&self, css: f64) -> i32 {
        ((css * self.scale).round() as i32).max(1)
    }

    /// The width in CSS pixels.
    #[must_use]
    pub fn css_width(&self) -> f64 {
        f64::from(self.width) / self.scale
    }
}

/// Everything about a drawing that is not its data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Size in device pixels.
    pub size: Size,
    /// Colours.
    pub theme: Theme,
    /// Language of titles, axes, legends and numbers.
    pub language: Language,
}

/// A chart and its data.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Mean silhouette for each number of segments.
    SilhouetteByK(SilhouetteByK),
    /// The accounts in the plane of two features.
    Scatter(Scatter),
    /// From last year's segments to this year's.
    Flow(Flow),
}

impl Drawing {
    /// A height that suits this width, both in CSS pixels.
    #[must_use]
    pub fn suitable_height(&self, css_width: f64) -> f64 {
        match self {
            Self::SilhouetteByK(_) => (css_width * 0.5).clamp(300.0, 360.0),
            Self::Scatter(scatter) => scatter.suitable_height(css_width),
            Self::Flow(flow) => flow.suitable_height(css_width),
        }
    }

    /// The chart in one sentence, for a caption and for screen readers.
    #[must_use]
    pub fn reading(&self, language: Language) -> String {
        match self {
            Self::SilhouetteByK(chart) => chart.reading(language),
            Self::Scatter(chart) => {
                text::scatter_reading(chart.plane.features(), chart.points.len(), chart.names.len(), language)
            }
            Self::Flow(chart) => chart.reading(language),
        }
    }

    /// Paints the background, title, axes, grid and legend.
    ///
    /// # Errors
    /// Only the backend's own.
    pub fn frame<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        match self {
            Self::SilhouetteByK(chart) => chart.frame(backend, look),
            Self::Scatter(chart) => chart.frame(backend, look),
            Self::Flow(chart) => chart.frame(backend, look),
        }
    }

    /// How many marks [`Drawing::marks`] can paint.
    #[must_use]
    pub fn mark_count(&self) -> usize {
        match self {
            Self::SilhouetteByK(chart) => chart.mark_count(),
            Self::Scatter(chart) => chart.points.len(),
            Self::Flow(chart) => chart.mark_count(),
        }
    }

    /// Paints the marks of this range (cut to [`Drawing::mark_count`]) on a frame painted before.
    ///
    /// # Errors
    /// Only the backend's own.
    pub fn marks<B: DrawingBackend>(
        &self,
        backend: &mut B,
        frame: &Frame,
        look: &Look,
        range: Range<usize>,
    ) -> Drawn<B, ()> {
        match self {
            Self::SilhouetteByK(chart) => chart.marks(backend, frame, look, range),
            Self::Scatter(chart) => chart.marks(backend, frame, look, range),
            Self::Flow(chart) => chart.marks(backend, frame, look, range),
        }
    }

    /// Paints all of it.
    ///
    /// # Errors
    /// Only the backend's own.
    pub fn draw<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, ()> {
        let frame = self.frame(backend, look)?;
        self.marks(backend, &frame, look, 0..self.mark_count())
    }
}
