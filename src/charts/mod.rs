//! Drawings as functions over any plotters backend: canvas in the page, SVG in files and tests.
//!
//! A [`Drawing`] holds data only. [`Drawing::frame`] paints title, axes, grid and legend and returns the [`Frame`], the map from
//! data to pixels; [`Drawing::marks`] then paints any slice of the marks on it, so that a page can spread 100,000 of them over
//! several animation frames. A pointer finds its data through the same [`Frame`].

mod axis;
mod backend;
mod extent;
mod flow;
mod frame;
mod inspect;
mod legend;
mod portrait;
mod scatter;
mod shape;
mod silhouette_by_k;
mod strips;
mod svg;
mod theme;
mod twin;
mod widths;
mod words;

pub use axis::Axis;
pub use backend::{Measured, TextSize};
pub use extent::Extent;
pub use flow::Flow;
pub use frame::{Frame, Layout};
pub use inspect::Step;
pub use legend::Entry;
pub use portrait::{Portrait, View};
pub use scatter::{Plane, Points, Scatter};
pub use shape::Shape;
pub use silhouette_by_k::SilhouetteByK;
pub use svg::svg;
pub use theme::{Color, Theme};
pub use twin::Twin;
pub use widths::text_width;
pub use words::FONT_FAMILY;

use crate::segments::Marks;
use crate::text::Language;
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
    /// The segment, from 0 on, that is set off from the others.
    pub selected: Option<usize>,
    /// Whose colour and shape each segment bears.
    pub marks: Marks,
}

/// How much of its colour is left to a segment that stands back.
const STANDS_BACK: f64 = 0.25;

impl Look {
    /// The colour of the segment at this index: paler where another one is selected.
    #[must_use]
    pub fn segment(&self, index: usize) -> Color {
        let color = self.theme.segment(self.marks.at(index));
        match self.selected {
            Some(selected) if selected != index => theme::mixed(color, self.theme.background(), STANDS_BACK),
            _ => color,
        }
    }

    /// The shape of the segment at this index.
    #[must_use]
    pub fn shape(&self, index: usize) -> Shape {
        Shape::of_segment(self.marks.at(index))
    }
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
    /// A view of the segments' figures.
    Portrait(Portrait),
}

impl Drawing {
    /// A height that suits this width, both in CSS pixels.
    #[must_use]
    pub fn suitable_height(&self, css_width: f64) -> f64 {
        match self {
            Self::SilhouetteByK(_) => (css_width * 0.5).clamp(300.0, 360.0),
            Self::Scatter(scatter) => scatter.suitable_height(css_width),
            Self::Flow(flow) => flow.suitable_height(css_width),
            Self::Portrait(chart) => chart.suitable_height(css_width),
        }
    }

    /// The chart in one sentence, for a caption and for screen readers.
    #[must_use]
    pub fn reading(&self, language: Language) -> String {
        match self {
            Self::SilhouetteByK(chart) => chart.reading(language),
            Self::Scatter(chart) => chart.reading(language),
            Self::Flow(chart) => chart.reading(language),
            Self::Portrait(chart) => chart.reading(language),
        }
    }

    /// Its figures as a table, where no other table of the page has them.
    #[must_use]
    pub fn twin(&self, language: Language) -> Option<Twin> {
        match self {
            Self::Portrait(chart) => Some(chart.twin(language)),
            Self::SilhouetteByK(_) | Self::Scatter(_) | Self::Flow(_) => None,
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
            Self::Portrait(chart) => chart.frame(backend, look),
        }
    }

    /// How many marks [`Drawing::marks`] can paint.
    #[must_use]
    pub fn mark_count(&self) -> usize {
        match self {
            Self::SilhouetteByK(chart) => chart.mark_count(),
            Self::Scatter(chart) => chart.points.drawn(),
            Self::Flow(chart) => chart.mark_count(),
            // A portrait is all frame.
            Self::Portrait(_) => 0,
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
            Self::Portrait(_) => Ok(()),
        }
    }

    /// The segment, from 0 on, that stands at this pixel of a frame painted before.
    #[must_use]
    pub fn segment_at(&self, frame: &Frame, look: &Look, pixel: (i32, i32)) -> Option<usize> {
        match self {
            Self::SilhouetteByK(_) | Self::Flow(_) => None,
            Self::Scatter(chart) => chart.segment_of(chart.account_at(frame, look, pixel)?),
            Self::Portrait(_) => frame.segment_at(pixel),
        }
    }

    /// The account whose mark is at this pixel of a frame painted before.
    #[must_use]
    pub fn account_at(&self, frame: &Frame, look: &Look, pixel: (i32, i32)) -> Option<usize> {
        match self {
            Self::Scatter(chart) => chart.account_at(frame, look, pixel),
            Self::Portrait(chart) => chart.account_at(frame, pixel),
            Self::SilhouetteByK(_) | Self::Flow(_) => None,
        }
    }

    /// The segment, from 0 on, of an account that the drawing shows.
    #[must_use]
    pub fn segment_of(&self, account: usize) -> Option<usize> {
        match self {
            Self::Scatter(chart) => chart.segment_of(account),
            Self::Portrait(chart) => chart.segment_of(account),
            Self::SilhouetteByK(_) | Self::Flow(_) => None,
        }
    }

    /// The pixel of an account's mark.
    #[must_use]
    pub fn mark_of(&self, frame: &Frame, account: usize) -> Option<(i32, i32)> {
        match self {
            Self::Scatter(chart) => chart.mark_of(frame, account),
            Self::Portrait(chart) => chart.mark_of(frame, account),
            Self::SilhouetteByK(_) | Self::Flow(_) => None,
        }
    }

    /// Where an account stands in the data of its plot.
    #[must_use]
    pub fn place_of(&self, account: usize) -> Option<(f64, f64)> {
        self.scatter()?.place_of(account)
    }

    /// The next account that way, of the segment in question if there is one.
    #[must_use]
    pub fn step(&self, from: Option<usize>, step: Step, within: Option<usize>) -> Option<usize> {
        match self {
            Self::Scatter(chart) => chart.step(from, step, within),
            Self::Portrait(chart) => chart.step(from, step, within),
            Self::SilhouetteByK(_) | Self::Flow(_) => None,
        }
    }

    /// The accounts whose marks lie between two corners of a frame painted before, and the columns of the features of their place.
    #[must_use]
    pub fn within(&self, frame: &Frame, one: (i32, i32), other: (i32, i32)) -> Option<(Vec<usize>, [usize; 2])> {
        let scatter = self.scatter()?;
        let (up, right) = scatter.plane.features();
        Some((scatter.within(frame, one, other), [up, right]))
    }

    /// The same with this part of its plot shown; all of it for `None`. A drawing that has no parts stays as it is.
    #[must_use]
    pub fn zoomed(&self, extent: Option<Extent>) -> Self {
        match self {
            Self::Scatter(scatter) => Self::Scatter(scatter.zoomed(extent)),
            other => other.clone(),
        }
    }

    /// The part of its plot that is shown, and the whole.
    #[must_use]
    pub fn extents(&self) -> Option<(Extent, Extent)> {
        let scatter = self.scatter()?;
        let whole = scatter.whole();
        Some((scatter.extent.unwrap_or(whole), whole))
    }

    fn scatter(&self) -> Option<&Scatter> {
        match self {
            Self::Scatter(scatter) => Some(scatter),
            Self::SilhouetteByK(_) | Self::Flow(_) | Self::Portrait(_) => None,
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
