//! What stands below a label: bars, or one area.

use super::super::theme::filled;
use super::super::words::Pen;
use super::super::{Color, Drawn, Look};
use super::place;
use plotters::prelude::DrawingBackend;
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::HPos;

/// Sizes in CSS pixels.
const BAR: f64 = 9.0;
const BAR_LINE: f64 = 16.0;
const THIN: f64 = 1.0;

/// What stands below a label; places are shares of the panel's width, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::charts) enum Body {
    /// Bars below each other.
    Bars(Vec<Bar>),
    /// An area of this height in CSS pixels, its outline in shares of width and (upwards) of height; and a tick at a place.
    Area { outline: Vec<(f64, f64)>, height: f64, color: Color, tick: Option<f64> },
}

/// A bar between two places.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::charts) struct Bar {
    pub(in crate::charts) from: f64,
    pub(in crate::charts) to: f64,
    pub(in crate::charts) color: Color,
    /// At the right end of its line, if not empty.
    pub(in crate::charts) value: String,
}

impl Body {
    /// Its height in device pixels.
    pub(super) fn height(&self, look: &Look) -> i32 {
        match self {
            Self::Bars(bars) if bars.iter().all(|bar| bar.value.is_empty()) => look.size.px(BAR) * bars.len() as i32,
            Self::Bars(bars) => look.size.px(BAR_LINE) * bars.len() as i32,
            Self::Area { height, .. } => look.size.px(*height),
        }
    }

    /// What lies behind the rules: the ground that bars run over.
    pub(super) fn backdrop<B: DrawingBackend>(
        &self,
        backend: &mut B,
        look: &Look,
        y: i32,
        (left, room): (i32, i32),
    ) -> Drawn<B, ()> {
        let height = self.height(look);
        match self {
            Self::Bars(bars) => {
                let line = height / bars.len().max(1) as i32;
                for at in 0..bars.len() as i32 {
                    let top = y + at * line + (line - look.size.px(BAR)) / 2;
                    let ground = filled(look.theme.ground());
                    backend.draw_rect((left, top), (left + room, top + look.size.px(BAR)), &ground, true)?;
                }
                Ok(())
            }
            Self::Area { .. } => {
                let base = filled(look.theme.grid());
                backend.draw_rect((left, y + height - look.size.px(THIN)), (left + room, y + height), &base, true)
            }
        }
    }

    pub(super) fn paint<B: DrawingBackend>(
        &self,
        backend: &mut B,
        look: &Look,
        y: i32,
        across: (i32, i32),
        right: i32,
    ) -> Drawn<B, ()> {
        let height = self.height(look);
        match self {
            Self::Bars(bars) => {
                let line = height / bars.len().max(1) as i32;
                for (at, bar) in (0..).zip(bars) {
                    let top = y + at * line + (line - look.size.px(BAR)) / 2;
                    let (from, to) = (place(across, bar.from.min(bar.to)), place(across, bar.from.max(bar.to)));
                    // What is more than nothing is seen.
                    let to = if bar.from == bar.to { to } else { to.max(from + look.size.px(THIN)) };
                    if to > from {
                        backend.draw_rect((from, top), (to, top + look.size.px(BAR)), &filled(bar.color), true)?;
                    }
                    if !bar.value.is_empty() {
                        let pen = Pen { color: look.theme.text(), ..look.text_pen() };
                        pen.write(backend, &bar.value, HPos::Right, (right, y + at * line + line / 2))?;
                    }
                }
                Ok(())
            }
            Self::Area { outline, color, tick, .. } => {
                #[expect(clippy::cast_possible_truncation, reason = "a share of a height on a screen")]
                let up = |share: f64| y + height - (share.clamp(0.0, 1.0) * f64::from(height)).round() as i32;
                let points: Vec<BackendCoord> =
                    outline.iter().map(|&(x, up_to)| (place(across, x), up(up_to))).collect();
                if points.len() > 2 {
                    backend.fill_polygon(points, &filled(*color))?;
                }
                if let Some(tick) = tick {
                    let x = place(across, *tick);
                    let half = look.size.px(THIN);
                    backend.draw_rect((x - half, y), (x + half, y + height), &filled(look.theme.text()), true)?;
                }
                Ok(())
            }
        }
    }
}
