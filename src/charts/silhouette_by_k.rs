//! Mean silhouette for each number of segments beside what chance would score, with the chosen, the best and the recommended marked.

use super::axis::range_of;
use super::theme::filled;
use super::words::Pen;
use super::{Axis, Color, Drawn, Entry, Frame, Layout, Look, Shape};
use crate::cluster::{Scores, Spread};
use crate::text::Language;
use crate::text::charts as text;
use crate::text::numbers::decimal;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color as _, ShapeStyle};
use plotters_backend::text_anchor::HPos;
use std::ops::Range;

/// The chart by which a number of segments is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct SilhouetteByK {
    /// Figures of each k, ascending.
    pub scores: Vec<Scores>,
    /// The k in use.
    pub chosen: usize,
    /// The k with the highest mean silhouette.
    pub best: usize,
    /// What accounts without structure score, for each k where it is known, ascending: a band from one standard deviation below the mean to one above.
    pub chance: Vec<(usize, Spread)>,
    /// The recommended k, once it is known.
    pub recommended: Option<usize>,
}

/// Sizes in CSS pixels.
const STEM: f64 = 2.0;
const DOT: f64 = 4.5;
const CHOSEN_DOT: f64 = 6.5;
/// The band of chance is at least as thick as this.
const BAND: f64 = 5.0;
/// How much of the plot's background stays under the band.
const BAND_SHARE: f64 = 0.35;
const LABEL_GAP: f64 = 16.0;
const LABEL_LINE: f64 = 15.0;
/// Between two labels side by side.
const LABEL_ROOM: f64 = 6.0;
/// Decimals of labels, from the widest column to the narrowest.
const LABEL_DECIMALS: [u32; 3] = [4, 3, 2];

/// How the values are written on this frame.
struct Labels {
    decimals: u32,
    /// Whether every k has room for its value; else the chosen and the best alone have it.
    on_all: bool,
    /// Device pixels by which the best's label is raised, out of the way of the chosen's.
    best_raised: i32,
}

impl SilhouetteByK {
    pub(super) fn mark_count(&self) -> usize {
        self.scores.len()
    }

    /// The chart in a sentence or two.
    pub(super) fn reading(&self, language: Language) -> String {
        let reading = text::silhouette_reading(&self.scores, self.chosen, self.best, language);
        let chance = self.chance.iter().map(|(_, spread)| spread.mean);
        match (chance.clone().reduce(f64::min), chance.reduce(f64::max)) {
            (Some(low), Some(high)) => format!("{reading} {}", text::chance_reading(low, high, language)),
            _ => reading,
        }
    }

    fn score(&self, k: usize) -> Option<&Scores> {
        self.scores.iter().find(|score| score.k == k)
    }

    pub(super) fn frame<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        let chance = self.chance.iter().flat_map(|(_, spread)| [spread.mean - spread.sd, spread.mean + spread.sd]);
        let silhouettes = self.scores.iter().map(|score| score.silhouette).chain(chance);
        let heights = range_of(silhouettes.chain([0.0]), 0.0);
        let headroom = (heights.end - heights.start) * 0.25;
        let low = if heights.start < 0.0 { heights.start - headroom } else { 0.0 };
        let first = self.scores.first().map_or(1.0, |score| score.k as f64);
        let last = self.scores.last().map_or(2.0, |score| score.k as f64);
        let layout = Layout {
            title: text::silhouette_title(look.language).to_owned(),
            x: Axis {
                name: text::number_of_segments(look.language).to_owned(),
                range: first - 0.6..last + 0.6,
                most_decimals: 0,
                grid: false,
            },
            y: Axis {
                name: text::mean_silhouette(look.language).to_owned(),
                range: low..heights.end + headroom,
                most_decimals: 3,
                grid: true,
            },
            legend: self.legend(look),
        };
        let frame = layout.paint(backend, look)?;
        self.band(backend, &frame, look)?;
        Ok(frame)
    }

    /// The band of chance, from k to k.
    fn band<B: DrawingBackend>(&self, backend: &mut B, frame: &Frame, look: &Look) -> Drawn<B, ()> {
        let least = look.size.px(BAND) / 2;
        let edge = |(k, spread): &(usize, Spread), side: f64| {
            let (x, middle) = frame.pixel(*k as f64, spread.mean);
            let (_, edge) = frame.pixel(*k as f64, spread.mean + side * spread.sd);
            // Pixels run downwards.
            (x, if side > 0.0 { edge.min(middle - least) } else { edge.max(middle + least) })
        };
        let known = || self.chance.iter().filter(|(_, spread)| spread.mean.is_finite() && spread.sd.is_finite());
        let color = look.theme.chance().mix(BAND_SHARE);
        let style = ShapeStyle { color: color.to_rgba(), filled: true, stroke_width: 0 };
        if known().count() > 1 {
            let upper = known().map(|point| edge(point, 1.0));
            backend.fill_polygon(upper.chain(known().rev().map(|point| edge(point, -1.0))), &style)?;
        }
        for point in known() {
            let (x, y) = frame.pixel(point.0 as f64, point.1.mean);
            let half = look.size.px(2.0 * DOT);
            let thin = look.size.px(1.0);
            backend.draw_rect((x - half, y - thin), (x + half, y + thin), &filled(look.theme.chance()), true)?;
        }
        Ok(())
    }

    fn legend(&self, look: &Look) -> Vec<Entry> {
        let entry = |shape, color, name| Entry { shape, color, name };
        let mut marked: Vec<usize> =
            [Some(self.chosen), Some(self.best), self.recommended].into_iter().flatten().collect();
        marked.dedup();
        if marked.len() > 2 && marked[0] == marked[2] {
            marked.pop();
        }
        let mark = |k: usize| {
            let score = self.score(k)?;
            let (shape, color) = match k {
                k if k == self.chosen => (Shape::Circle, look.theme.accent()),
                k if k == self.best => (Shape::Ring, look.theme.text()),
                _ => (Shape::Diamond, look.theme.text()),
            };
            let standing = text::Standing {
                is_chosen: k == self.chosen,
                is_best: k == self.best,
                is_recommended: Some(k) == self.recommended,
            };
            Some(entry(shape, color, text::marked_k(score, standing, look.language)))
        };
        let chance = (!self.chance.is_empty())
            .then(|| entry(Shape::Bar, look.theme.chance(), text::chance(look.language).to_owned()));
        marked.into_iter().filter_map(mark).chain(chance).collect()
    }

    pub(super) fn marks<B: DrawingBackend>(
        &self,
        backend: &mut B,
        frame: &Frame,
        look: &Look,
        range: Range<usize>,
    ) -> Drawn<B, ()> {
        let labels = self.labels(backend, frame, look)?;
        let end = range.end.min(self.scores.len());
        for score in &self.scores[range.start.min(end)..end] {
            if score.silhouette.is_finite() {
                self.lollipop(backend, frame, look, score)?;
                self.label(backend, frame, look, score, &labels)?;
            }
        }
        Ok(())
    }

    fn lollipop<B: DrawingBackend>(&self, backend: &mut B, frame: &Frame, look: &Look, score: &Scores) -> Drawn<B, ()> {
        let chosen = score.k == self.chosen;
        let (color, dot): (Color, f64) =
            if chosen { (look.theme.accent(), CHOSEN_DOT) } else { (look.theme.axis(), DOT) };
        let (x, head) = frame.pixel(score.k as f64, score.silhouette);
        let (_, foot) = frame.pixel(score.k as f64, 0.0);
        let is_recommended = Some(score.k) == self.recommended;
        let stem = look.size.px(STEM);
        let left = x - stem / 2;
        backend.draw_rect((left, head.min(foot)), (left + stem, head.max(foot)), &filled(color), true)?;
        if is_recommended && !chosen && score.k != self.best {
            return Shape::Diamond.draw(backend, (x, head), CHOSEN_DOT * look.size.scale, look.theme.text());
        }
        Shape::Circle.draw(backend, (x, head), dot * look.size.scale, color)?;
        if score.k == self.best && !chosen {
            Shape::Ring.draw(backend, (x, head), (DOT + 4.0) * look.size.scale, look.theme.text())?;
        }
        Ok(())
    }

    fn label<B: DrawingBackend>(
        &self,
        backend: &mut B,
        frame: &Frame,
        look: &Look,
        score: &Scores,
        labels: &Labels,
    ) -> Drawn<B, ()> {
        let marked = score.k == self.chosen || score.k == self.best;
        if !marked && !labels.on_all {
            return Ok(());
        }
        let (x, head) = frame.pixel(score.k as f64, score.silhouette);
        let gap = look.size.px(LABEL_GAP) + if score.k == self.best { labels.best_raised } else { 0 };
        let y = if score.silhouette < 0.0 { head + gap } else { head - gap };
        let value = decimal(score.silhouette, labels.decimals, look.language);
        self.label_pen(look, marked).write(backend, &value, HPos::Center, (x, y))
    }

    fn label_pen(&self, look: &Look, marked: bool) -> Pen {
        let color = if marked { look.theme.text() } else { look.theme.muted() };
        Pen { bold: marked, color, ..look.text_pen() }
    }

    /// The most decimals with which labels stand side by side; where none do, the fewest, on the chosen and the best alone.
    fn labels<B: DrawingBackend>(&self, backend: &B, frame: &Frame, look: &Look) -> Drawn<B, Labels> {
        let column = frame.pixel(1.0, 0.0).0 - frame.pixel(0.0, 0.0).0;
        let mut width = 0;
        for decimals in LABEL_DECIMALS {
            width = 0;
            for score in &self.scores {
                let value = decimal(score.silhouette, decimals, look.language);
                width = width.max(self.label_pen(look, true).width(backend, &value)? + look.size.px(LABEL_ROOM));
            }
            if width <= column {
                return Ok(Labels { decimals, on_all: true, best_raised: 0 });
            }
        }
        let best_raised = match (self.score(self.chosen), self.score(self.best)) {
            (Some(chosen), Some(best)) if chosen.k != best.k => {
                let from = frame.pixel(chosen.k as f64, chosen.silhouette);
                let to = frame.pixel(best.k as f64, best.silhouette);
                let line = look.size.px(LABEL_LINE);
                let beside = (from.0 - to.0).abs() >= width;
                if beside { 0 } else { (line - (from.1 - to.1)).max(0) }
            }
            _ => 0,
        };
        Ok(Labels { decimals: LABEL_DECIMALS[2], on_all: false, best_raised })
    }
}
