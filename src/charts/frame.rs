//! What every chart has around its data: background, title, axes, grid, legend; and the map from data to pixels.

use super::axis::Ticks;
use super::legend::{self, Entry};
use super::theme::filled;
use super::words::Pen;
use super::{Axis, Drawn, Look, Theme};
use crate::text::numbers::decimal;
use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, ReverseCoordTranslate};
use plotters::prelude::{Cartesian2d, DrawingBackend};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::HPos;
use std::ops::Range;

/// What to frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// What the chart shows.
    pub title: String,
    /// Left to right.
    pub x: Axis,
    /// Bottom to top.
    pub y: Axis,
    /// Below the plot.
    pub legend: Vec<Entry>,
}

/// The map between data and device pixels of a frame that has been painted.
pub struct Frame {
    plane: Cartesian2d<RangedCoordf64, RangedCoordf64>,
    zones: Vec<Zone>,
}

/// A rectangle of device pixels that stands for a segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Zone {
    /// From 0 on.
    pub(super) segment: usize,
    /// Upper left corner.
    pub(super) from: BackendCoord,
    /// Where what is below its label begins.
    pub(super) body: i32,
    /// Lower right corner.
    pub(super) to: BackendCoord,
}

impl Frame {
    /// A frame of a chart without axes: its plot is a square from 0 to 1.
    pub(super) fn of_plot(across: Range<i32>, down: Range<i32>) -> Self {
        Self { plane: Cartesian2d::new(0.0..1.0, 0.0..1.0, (across, down.end..down.start)), zones: Vec::new() }
    }

    /// A frame without a plane: its data are the zones.
    pub(super) fn of_zones((width, height): (i32, i32), zones: Vec<Zone>) -> Self {
        Self { plane: Cartesian2d::new(0.0..1.0, 0.0..1.0, (0..width, 0..height)), zones }
    }

    /// The segment, from 0 on, that stands at this pixel.
    #[must_use]
    pub fn segment_at(&self, pixel: BackendCoord) -> Option<usize> {
        self.zone_at(pixel).map(|zone| zone.segment)
    }

    /// The first zone that holds this pixel.
    pub(super) fn zone_at(&self, (x, y): BackendCoord) -> Option<&Zone> {
        let holds = |zone: &&Zone| (zone.from.0..=zone.to.0).contains(&x) && (zone.from.1..=zone.to.1).contains(&y);
        self.zones.iter().find(holds)
    }

    /// The first zone of a segment.
    pub(super) fn zone_of(&self, segment: usize) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.segment == segment)
    }

    /// Where this datum is painted.
    #[must_use]
    pub fn pixel(&self, x: f64, y: f64) -> BackendCoord {
        self.plane.translate(&(x, y))
    }

    /// The datum at this pixel; `None` outside the plot.
    #[must_use]
    pub fn datum(&self, pixel: BackendCoord) -> Option<(f64, f64)> {
        self.plane.reverse_translate(pixel)
    }

    /// Pixels across: left to right.
    #[must_use]
    pub fn across(&self) -> Range<i32> {
        self.plane.get_x_axis_pixel_range()
    }

    /// Pixels down: top to bottom.
    #[must_use]
    pub fn down(&self) -> Range<i32> {
        self.plane.get_y_axis_pixel_range()
    }
}

/// Sizes in CSS pixels.
const MARGIN: f64 = 12.0;
const TITLE_SIZE: f64 = 15.0;
const TITLE_LINE: f64 = 20.0;
const TEXT_SIZE: f64 = 12.0;
const TEXT_LINE: f64 = 18.0;
const TICK_GAP: f64 = 6.0;
/// No tick closer to the next than this, up and down.
const TICK_PITCH: f64 = 36.0;
/// A plot flatter than this shows nothing: the drawing then runs over its lower edge.
const LEAST_PLOT: f64 = 60.0;

impl Look {
    /// Writes ticks, axis names, legends.
    pub(super) fn text_pen(&self) -> Pen {
        Pen { size: self.size.px(TEXT_SIZE), bold: false, color: self.theme.muted() }
    }

    pub(super) fn title_pen(&self) -> Pen {
        Pen { size: self.size.px(TITLE_SIZE), bold: true, color: self.theme.text() }
    }
}

impl Layout {
    /// Paints all of it; the plot takes what title, axes and legend leave.
    ///
    /// # Errors
    /// Only the backend's own.
    pub fn paint<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        let (width, height) = (look.size.width.cast_signed(), look.size.height.cast_signed());
        let (margin, line) = (look.size.px(MARGIN), look.size.px(TEXT_LINE));
        let room = width - 2 * margin;
        backend.draw_rect((0, 0), (width, height), &filled(look.theme.background()), true)?;

        let top = self.paint_heading(backend, look, room)?;
        let x_names = look.text_pen().wrap(backend, &format!("{} →", self.x.name), room)?;
        let legend_rows = legend::rows(&self.legend, backend, look, room)?;
        let lines = line * (1 + x_names.len() + legend_rows.len()) as i32;
        let below = lines + margin + 2 * look.size.px(TICK_GAP);
        let bottom = (height - below).max(top + look.size.px(LEAST_PLOT));

        let y_ticks = self.y.ticks(((bottom - top) / look.size.px(TICK_PITCH)).max(2) as usize);
        let left = margin + widest(backend, look, &y_ticks)? + look.size.px(TICK_GAP);
        let across = left..width - margin;
        let plane = Cartesian2d::new(self.x.range.clone(), self.y.range.clone(), (across.clone(), bottom..top));
        let frame = Frame { plane, zones: Vec::new() };

        let x_ticks = x_ticks(&self.x, backend, look, across.len() as i32)?;
        self.paint_x(backend, look, &frame, &x_ticks)?;
        self.paint_y(backend, look, &frame, &y_ticks)?;

        // The middle of each line below the ticks.
        let mut y = bottom + look.size.px(TICK_GAP) + line + line / 2;
        for name in &x_names {
            look.text_pen().write(backend, name, HPos::Right, (width - margin, y))?;
            y += line;
        }
        legend::paint(&legend_rows, backend, look, (margin, y + look.size.px(TICK_GAP)))?;
        Ok(frame)
    }

    /// Title and name of the y axis; returns where the plot may begin.
    fn paint_heading<B: DrawingBackend>(&self, backend: &mut B, look: &Look, room: i32) -> Drawn<B, i32> {
        let margin = look.size.px(MARGIN);
        let mut y = margin;
        let title = look.title_pen().wrap(backend, &self.title, room)?;
        let y_name = look.text_pen().wrap(backend, &format!("↑ {}", self.y.name), room)?;
        for (pen, lines, line) in
            [(look.title_pen(), title, look.size.px(TITLE_LINE)), (look.text_pen(), y_name, look.size.px(TEXT_LINE))]
        {
            for text in lines {
                pen.write(backend, &text, HPos::Left, (margin, y + line / 2))?;
                y += line;
            }
        }
        Ok(y + look.size.px(MARGIN))
    }

    fn paint_x<B: DrawingBackend>(&self, backend: &mut B, look: &Look, frame: &Frame, ticks: &Ticks) -> Drawn<B, ()> {
        let down = frame.down();
        for &value in &ticks.values {
            let (x, _) = frame.pixel(value, self.y.range.start);
            if self.x.grid {
                rule(backend, look, (x, down.start), (x + look.size.px(1.0), down.end), value == 0.0)?;
            }
            let below = down.end + look.size.px(TICK_GAP) + look.size.px(TEXT_LINE) / 2;
            look.text_pen().write(backend, &decimal(value, ticks.decimals, look.language), HPos::Center, (x, below))?;
        }
        Ok(())
    }

    fn paint_y<B: DrawingBackend>(&self, backend: &mut B, look: &Look, frame: &Frame, ticks: &Ticks) -> Drawn<B, ()> {
        let across = frame.across();
        for &value in &ticks.values {
            let (_, y) = frame.pixel(self.x.range.start, value);
            if self.y.grid {
                rule(backend, look, (across.start, y), (across.end, y + look.size.px(1.0)), value == 0.0)?;
            }
            let beside = across.start - look.size.px(TICK_GAP);
            look.text_pen().write(backend, &decimal(value, ticks.decimals, look.language), HPos::Right, (beside, y))?;
        }
        Ok(())
    }
}

/// A line of the grid, darker at zero; a filled box, because a stroked line of even width falls between pixels.
fn rule<B: DrawingBackend>(
    backend: &mut B,
    look: &Look,
    from: BackendCoord,
    to: BackendCoord,
    at_zero: bool,
) -> Drawn<B, ()> {
    let color = if at_zero { Theme::axis(look.theme) } else { look.theme.grid() };
    backend.draw_rect(from, to, &filled(color), true)
}

/// As many ticks as stand side by side without touching.
fn x_ticks<B: DrawingBackend>(axis: &Axis, backend: &B, look: &Look, across: i32) -> Drawn<B, Ticks> {
    let mut most = 12;
    loop {
        let ticks = axis.ticks(most);
        let each = widest(backend, look, &ticks)? + look.size.px(2.0 * TICK_GAP);
        if each * most as i32 <= across || most == 2 {
            return Ok(ticks);
        }
        most -= 1;
    }
}

/// Width of the widest of these ticks in device pixels.
fn widest<B: DrawingBackend>(backend: &B, look: &Look, ticks: &Ticks) -> Drawn<B, i32> {
    ticks.values.iter().try_fold(0, |widest, &value| {
        Ok(widest.max(look.text_pen().width(backend, &decimal(value, ticks.decimals, look.language))?))
    })
}
