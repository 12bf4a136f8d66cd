//! Rank correlations of the three features as a heat map: blue where they rise together, orange where one falls.

use super::super::theme::{filled, mixed};
use super::super::words::Pen;
use super::super::{Color, Drawn, Frame, Look};
use crate::segments::{PAIRS, Portraits};
use crate::text::charts::feature;
use crate::text::numbers::decimal;
use crate::text::portraits as text;
use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::HPos;

/// Sizes in CSS pixels.
const MARGIN: f64 = 12.0;
const TITLE_LINE: f64 = 20.0;
const LINE: f64 = 16.0;
const CELL: f64 = 58.0;
const GAP: f64 = 3.0;
const VALUE: f64 = 15.0;
/// What the names of rows take of the width, and the most of it.
const NAMES: (f64, f64) = (0.3, 190.0);
/// Lines that the name of a column may take.
const NAME_LINES: usize = 4;

pub(super) fn suitable_height(css_width: f64) -> f64 {
    let title = if css_width < 480.0 { 2.0 } else { 1.0 };
    MARGIN * 3.0 + title * TITLE_LINE + 3.0 * (CELL + GAP) + NAME_LINES as f64 * LINE
}

/// The correlation of two features; 1 of a feature with itself.
pub(super) fn between(portraits: &Portraits, a: usize, b: usize) -> Option<f64> {
    let pair = (a.min(b), a.max(b));
    if a == b { Some(1.0) } else { portraits.correlations[PAIRS.iter().position(|&other| other == pair)?] }
}

pub(super) fn paint<B: DrawingBackend>(portraits: &Portraits, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
    let px = |css: f64| look.size.px(css);
    let size = (look.size.width.cast_signed(), look.size.height.cast_signed());
    backend.draw_rect((0, 0), size, &filled(look.theme.background()), true)?;
    let (margin, gap, cell_height) = (px(MARGIN), px(GAP), px(CELL));
    let mut y = margin;
    for line in look.title_pen().wrap(backend, text::correlation_title(look.language), size.0 - 2 * margin)? {
        look.title_pen().write(backend, &line, HPos::Left, (margin, y + px(TITLE_LINE) / 2))?;
        y += px(TITLE_LINE);
    }
    y += margin;
    let names = px((look.size.css_width() * NAMES.0).min(NAMES.1));
    let left = margin + names + gap;
    let cell_width = ((size.0 - margin - left) / 3 - gap).min(cell_height * 3).max(1);
    for row in 0..3 {
        let middle = y + cell_height / 2;
        names_of(backend, look, row, names, (margin + names - px(LINE) / 3, middle), HPos::Right)?;
        for column in 0..3 {
            let from = (left + column as i32 * (cell_width + gap), y);
            let to = (from.0 + cell_width, y + cell_height);
            let correlation = between(portraits, row, column);
            let (ground, ink) = colors(correlation.unwrap_or(0.0), look);
            backend.draw_rect(from, to, &filled(ground), true)?;
            let value =
                correlation.map_or_else(|| text::nothing(look.language).to_owned(), |it| decimal(it, 2, look.language));
            let pen = Pen { size: px(VALUE), bold: row != column, color: ink };
            pen.write(backend, &value, HPos::Center, (from.0 + cell_width / 2, middle))?;
        }
        y += cell_height + gap;
    }
    for column in 0..3 {
        let middle = left + column as i32 * (cell_width + gap) + cell_width / 2;
        let lines = lines_of(backend, look, column, cell_width)?.len() as i32;
        names_of(backend, look, column, cell_width, (middle, y + px(LINE) * lines / 2 + gap), HPos::Center)?;
    }
    Ok(Frame::of_zones(size, Vec::new()))
}

fn lines_of<B: DrawingBackend>(backend: &B, look: &Look, column: usize, room: i32) -> Drawn<B, Vec<String>> {
    look.text_pen().wrap(backend, feature(column, look.language), room)
}

/// Writes a feature's name in lines around this middle.
fn names_of<B: DrawingBackend>(
    backend: &mut B,
    look: &Look,
    column: usize,
    room: i32,
    (x, middle): (i32, i32),
    side: HPos,
) -> Drawn<B, ()> {
    let lines = lines_of(backend, look, column, room)?;
    let line = look.size.px(LINE);
    let top = middle - line * (lines.len() as i32 - 1) / 2;
    for (at, words) in (0..).zip(&lines) {
        look.text_pen().write(backend, words, side, (x, top + at * line))?;
    }
    Ok(())
}

/// The ground of a cell, deeper the further from 0, and an ink that reads on it.
fn colors(correlation: f64, look: &Look) -> (Color, Color) {
    let theme = look.theme;
    let end = if correlation < 0.0 { theme.segment(1) } else { theme.segment(0) };
    // Never so deep that the page's own ink, or its ground, does not read on it.
    let ground = mixed(end, theme.background(), 0.06 + 0.44 * correlation.abs().min(1.0));
    (ground, theme.text())
}
