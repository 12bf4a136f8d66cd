//! Mean silhouette for each number of segments, with the chosen and the best marked.

use super::axis::range_of;
use super::theme::filled;
use super::words::Pen;
use super::{Axis, Color, Drawn, Entry, Frame, Layout, Look, Shape};
use crate::cluster::Scores;
use crate::text::charts as text;
use crate::text::numbers::decimal;
use plotters::prelude::DrawingBackend;
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
}

/// Sizes in CSS pixels.
const STEM: f64 = 2.0;
const DOT: f64 = 4.5;
const CHOSEN_DOT: f64 = 6.5;
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

    fn score(&self, k: usize) -> Option<&Scores> {
        self.scores.iter().find(|score| score.k == k)
    }

    pub(super) fn frame<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        let silhouettes = self.scores.iter().map(|score| score.silhouette);
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
        layout.paint(backend, look)
    }

    fn legend(&self, look: &Look) -> Vec<Entry> {
        let entry = |shape, color, name| Entry { shape, color, name };
        let chosen = self.score(self.chosen).map(|score| {
            let is_best = self.chosen == self.best;
            entry(Shape::Circle, look.theme.accent(), text::chosen_k(score, is_best, look.language))
        });
        let best = self
            .score(self.best)
            .filter(|score| score.k != self.chosen)
            .map(|score| entry(Shape::Ring, look.theme.text(), text::best_k(score, look.language)));
        chosen.into_iter().chain(best).collect()
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
        let stem = look.size.px(STEM);
        let left = x - stem / 2;
        backend.draw_rect((left, head.min(foot)), (left + stem, head.max(foot)), &filled(color), true)?;
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
