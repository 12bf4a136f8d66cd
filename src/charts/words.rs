//! Text on a drawing: measured, wrapped, shortened, written.

use super::{Color, Drawn};
use plotters::prelude::DrawingBackend;
use plotters::style::{Color as _, FontStyle, TextStyle};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::{HPos, Pos, VPos};

/// The reader's own interface font, as CSS writes it.
pub const FONT_FAMILY: &str = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif";

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// Font size in device pixels.
    pub(super) size: i32,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Its colour.
    pub(super) color: Color,
}

impl Pen {
    fn style(self) -> TextStyle<'static> {
        let weight = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        TextStyle { color: self.color.to_backend_color(), ..TextStyle::from((FONT_FAMILY, self.size, weight)) }
    }

    /// Width of the text in device pixels.
    pub(super) fn width<B: DrawingBackend>(self, backend: &B, text: &str) -> Drawn<B, i32> {
        Ok(backend.estimate_text_size(text, &self.style())?.0.cast_signed())
    }

    /// Writes the text, centred vertically on the point: backends differ on all other heights.
    pub(super) fn write<B: DrawingBackend>(
        self,
        backend: &mut B,
        text: &str,
        side: HPos,
        point: BackendCoord,
    ) -> Drawn<B, ()> {
        backend.draw_text(text, &self.style().pos(Pos::new(side, VPos::Center)), point)
    }

    /// The text in lines no wider than `room`, broken at spaces; a word that is too wide alone is shortened.
    pub(super) fn wrap<B: DrawingBackend>(self, backend: &B, text: &str, room: i32) -> Drawn<B, Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            if let Some(last) = lines.last_mut() {
                let longer = format!("{last} {word}");
                if self.width(backend, &longer)? <= room {
                    *last = longer;
                    continue;
                }
            }
            lines.push(self.shorten(backend, word, room)?);
        }
        Ok(lines)
    }

    /// The text, or as much of its start as fits in `room` with an ellipsis.
    pub(super) fn shorten<B: DrawingBackend>(self, backend: &B, text: &str, room: i32) -> Drawn<B, String> {
        if self.width(backend, text)? <= room {
            return Ok(text.to_owned());
        }
        let mut start = text.to_owned();
        while start.pop().is_some() {
            let shortened = format!("{}…", start.trim_end());
            if self.width(backend, &shortened)? <= room {
                return Ok(shortened);
            }
        }
        Ok(String::new())
    }
}
