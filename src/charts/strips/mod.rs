//! Charts made of strips: a label above each body of bars or of one area, in panels below each other or side by side.

mod body;

pub(super) use body::{Bar, Body};

use super::axis::Axis;
use super::frame::{Frame, Zone};
use super::legend::{self, Entry};
use super::theme::filled;
use super::words::Pen;
use super::{Color, Drawn, Look, Measured, Size, Theme, text_width};
use crate::segments::Marks;
use crate::text::Language;
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::HPos;

/// What to paint.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strips {
    /// What the chart shows.
    pub(super) title: String,
    /// Below the title.
    pub(super) legend: Vec<Entry>,
    /// The panels, in reading order.
    pub(super) panels: Vec<Panel>,
    /// A panel gets no narrower than this many CSS pixels where several stand side by side.
    pub(super) panel_width: f64,
}

/// Strips over one scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Panel {
    /// What it shows, if the title does not say.
    pub(super) heading: Option<Label>,
    /// From top to bottom.
    pub(super) strips: Vec<Strip>,
    /// Below them.
    pub(super) scale: Option<Scale>,
    /// Lines down over the bodies at these places, from 0 to 1.
    pub(super) rules: Vec<(f64, Color)>,
    /// In place of strips, where there are none.
    pub(super) empty: String,
}

/// A name, and the segment whose mark stands before it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Label {
    /// From 0 on.
    pub(super) segment: Option<usize>,
    pub(super) text: String,
}

/// A label and what stands below it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strip {
    pub(super) label: Label,
    /// The segment that a click selects; of the label if it has one.
    pub(super) of_segment: Option<usize>,
    /// At the right end of the label's line.
    pub(super) value: String,
    pub(super) body: Body,
}

/// A scale below the strips.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// What it measures.
    pub(super) name: String,
    /// Places and their names, ascending; those that would touch the one before are left out.
    pub(super) ticks: Vec<(f64, String)>,
}

impl Scale {
    /// The scale of an axis, with ticks a round step apart.
    pub(super) fn linear(axis: &Axis, language: Language) -> Self {
        let ticks = axis.ticks(8);
        let place = |value: f64| (value - axis.range.start) / (axis.range.end - axis.range.start);
        let named = |&value: &f64| (place(value), crate::text::numbers::decimal(value, ticks.decimals, language));
        Self { name: axis.name.clone(), ticks: ticks.values.iter().map(named).collect() }
    }
}

/// Sizes in CSS pixels.
const MARGIN: f64 = 12.0;
const TITLE_LINE: f64 = 20.0;
const LINE: f64 = 18.0;
const MARK_ROOM: f64 = 16.0;
const MARK_RADIUS: f64 = 4.5;
const BETWEEN_STRIPS: f64 = 7.0;
const BETWEEN_PANELS: f64 = 24.0;
const GAP: f64 = 8.0;
const THIN: f64 = 1.0;

impl Strips {
    /// The height it needs at this width, both in CSS pixels, in either language by the table of widths.
    pub(super) fn height(of: impl Fn(&Look) -> Self, css_width: f64) -> f64 {
        let height = |language| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width on a screen")]
            let size = Size { width: css_width.max(1.0) as u32, height: 1, scale: 1.0 };
            let look = Look { size, theme: Theme::Light, language, selected: None, marks: Marks::default() };
            let mut nothing = String::new();
            let mut backend = Measured::new(SVGBackend::with_string(&mut nothing, (size.width, 1)), text_width);
            let (_, bottom) = of(&look).run(&mut backend, &look).expect("writing to a string cannot fail");
            f64::from(bottom)
        };
        height(Language::French).max(height(Language::English))
    }

    /// Paints all of it.
    ///
    /// # Errors
    /// Only the backend's own.
    pub(super) fn paint<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        let size = (look.size.width.cast_signed(), look.size.height.cast_signed());
        backend.draw_rect((0, 0), size, &filled(look.theme.background()), true)?;
        let (zones, _) = self.run(backend, look)?;
        Ok(Frame::of_zones(size, zones))
    }

    /// Paints from the top down; gives the zones of the segments, and where it ends.
    fn run<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, (Vec<Zone>, i32)> {
        let px = |css: f64| look.size.px(css);
        let (margin, width) = (px(MARGIN), look.size.width.cast_signed());
        let room = width - 2 * margin;
        let mut y = margin;
        for line in look.title_pen().wrap(backend, &self.title, room)? {
            look.title_pen().write(backend, &line, HPos::Left, (margin, y + px(TITLE_LINE) / 2))?;
            y += px(TITLE_LINE);
        }
        let rows = legend::rows(&self.legend, backend, look, room)?;
        if !rows.is_empty() {
            y += px(GAP) / 2;
            legend::paint(&rows, backend, look, (margin, y + px(LINE) / 2))?;
            y += px(LINE) * rows.len() as i32;
        }
        y += px(GAP);
        let (zones, columns) = (&mut Vec::new(), self.columns(look));
        let between = px(BETWEEN_PANELS);
        let each = (room - between * (columns as i32 - 1)) / columns as i32;
        for row in self.panels.chunks(columns) {
            let mut bottom = y;
            for (at, panel) in row.iter().enumerate() {
                let left = margin + at as i32 * (each + between);
                bottom = bottom.max(panel.paint(backend, look, (left, y), each, zones)?);
            }
            y = bottom + px(BETWEEN_PANELS) * 2 / 3;
        }
        Ok((std::mem::take(zones), y))
    }

    /// How many panels stand side by side.
    fn columns(&self, look: &Look) -> usize {
        let room = look.size.css_width() - 2.0 * MARGIN + BETWEEN_PANELS;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few panels")]
        let most = (room / (self.panel_width + BETWEEN_PANELS)).max(1.0) as usize;
        // As even as can be: four panels stand two and two, not three and one.
        let rows = self.panels.len().div_ceil(most).max(1);
        self.panels.len().div_ceil(rows).max(1)
    }
}

impl Panel {
    /// Paints it from this corner on, `room` wide; gives where it ends.
    fn paint<B: DrawingBackend>(
        &self,
        backend: &mut B,
        look: &Look,
        (left, top): BackendCoord,
        room: i32,
        zones: &mut Vec<Zone>,
    ) -> Drawn<B, i32> {
        let px = |css: f64| look.size.px(css);
        let mut y = top;
        if let Some(heading) = &self.heading {
            let pen = Pen { bold: true, color: look.theme.text(), ..look.text_pen() };
            heading.paint(backend, look, pen, (left, y + px(LINE) / 2), room)?;
            y += px(LINE) + px(BETWEEN_STRIPS) / 2;
        }
        if self.strips.is_empty() {
            look.text_pen().write(backend, &self.empty, HPos::Left, (left, y + px(LINE) / 2))?;
            y += px(LINE);
        }
        let values = self.room_of_values(backend, look)?;
        let across = (left, room - values);
        for strip in &self.strips {
            let start = y;
            y = self.strip(backend, look, strip, (left, y), room, across)?;
            if let Some(segment) = strip.of_segment.or(strip.label.segment) {
                zones.push(Zone { segment, from: (left, start), body: start + px(LINE), to: (left + room, y) });
            }
            y += px(BETWEEN_STRIPS);
        }
        if let (Some(heading), false) = (self.heading.as_ref().and_then(|it| it.segment), self.strips.is_empty()) {
            zones.push(Zone { segment: heading, from: (left, top), body: top, to: (left + room, y) });
        }
        match &self.scale {
            Some(scale) => scale.paint(backend, look, (left, y), room, across),
            None => Ok(y),
        }
    }

    /// Device pixels that the widest value beside a bar takes, with its distance.
    fn room_of_values<B: DrawingBackend>(&self, backend: &B, look: &Look) -> Drawn<B, i32> {
        let mut widest = 0;
        for strip in &self.strips {
            if let Body::Bars(bars) = &strip.body {
                for bar in bars.iter().filter(|bar| !bar.value.is_empty()) {
                    widest = widest.max(look.text_pen().width(backend, &bar.value)? + look.size.px(GAP));
                }
            }
        }
        Ok(widest)
    }

    /// Paints a strip, whose body has the room of `across`; gives where it ends.
    fn strip<B: DrawingBackend>(
        &self,
        backend: &mut B,
        look: &Look,
        strip: &Strip,
        (left, top): BackendCoord,
        room: i32,
        across: (i32, i32),
    ) -> Drawn<B, i32> {
        let px = |css: f64| look.size.px(css);
        let middle = top + px(LINE) / 2;
        let right = left + room;
        let mut for_label = room;
        if !strip.value.is_empty() {
            let pen = Pen { color: look.theme.text(), ..look.text_pen() };
            pen.write(backend, &strip.value, HPos::Right, (right, middle))?;
            for_label -= pen.width(backend, &strip.value)? + px(GAP);
        }
        let is_selected = look.selected.is_some() && strip.label.segment == look.selected;
        let color = if is_selected { look.theme.text() } else { look.theme.muted() };
        let pen = Pen { bold: is_selected, color, ..look.text_pen() };
        strip.label.paint(backend, look, pen, (left, middle), for_label)?;
        let y = top + px(LINE);
        let body_height = strip.body.height(look);
        strip.body.backdrop(backend, look, y, across)?;
        strip.body.paint(backend, look, y, across, right)?;
        for &(at, color) in &self.rules {
            let x = place(across, at);
            backend.draw_rect((x, y), (x + px(THIN), y + body_height), &filled(color), true)?;
        }
        Ok(y + body_height)
    }
}

impl Label {
    fn paint<B: DrawingBackend>(
        &self,
        backend: &mut B,
        look: &Look,
        pen: Pen,
        (left, middle): BackendCoord,
        room: i32,
    ) -> Drawn<B, ()> {
        let mark_room = self.segment.map_or(0, |_| look.size.px(MARK_ROOM));
        if let Some(segment) = self.segment {
            let center = (left + look.size.px(MARK_RADIUS) + look.size.px(THIN), middle);
            look.shape(segment).draw(backend, center, MARK_RADIUS * look.size.scale, look.segment(segment))?;
        }
        let text = pen.shorten(backend, &self.text, room - mark_room)?;
        pen.write(backend, &text, HPos::Left, (left + mark_room, middle))
    }
}

impl Scale {
    fn paint<B: DrawingBackend>(
        &self,
        backend: &mut B,
        look: &Look,
        (left, top): BackendCoord,
        room: i32,
        across: (i32, i32),
    ) -> Drawn<B, i32> {
        let px = |css: f64| look.size.px(css);
        let pen = look.text_pen();
        let mut free = left;
        for (at, name) in &self.ticks {
            let (x, width) = (place(across, *at), pen.width(backend, name)?);
            let start = (x - width / 2).clamp(left, (left + room - width).max(left));
            if start >= free {
                backend.draw_rect((x, top), (x + px(THIN), top + px(GAP) / 2), &filled(look.theme.axis()), true)?;
                pen.write(backend, name, HPos::Left, (start, top + px(GAP) / 2 + px(LINE) / 2))?;
                free = start + width + px(GAP);
            }
        }
        let mut y = top + px(GAP) / 2 + px(LINE);
        for line in pen.wrap(backend, &format!("{} →", self.name), room)? {
            pen.write(backend, &line, HPos::Right, (left + room, y + px(LINE) / 2))?;
            y += px(LINE);
        }
        Ok(y)
    }
}

/// The device pixel at this share of the room from `left` on.
#[expect(clippy::cast_possible_truncation, reason = "a share of a width on a screen")]
fn place((left, room): (i32, i32), share: f64) -> i32 {
    left + (share.clamp(0.0, 1.0) * f64::from(room)).round() as i32
}
