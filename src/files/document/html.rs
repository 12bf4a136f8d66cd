//! HTML being written: markup can only be what stands in the program's source, every other text is escaped.

use crate::charts::{Color, Drawing, Look, Shape, Theme, svg};
use std::fmt::Write;

/// A document, or a part of one.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// The document.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// Markup of our own.
    pub(super) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text, whatever stands in it.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// An element of a text; `tag` may have attributes: `td class="number"`.
    pub(super) fn element(&mut self, tag: &'static str, text: &str) -> &mut Self {
        self.within(tag, |html| {
            html.text(text);
        })
    }

    /// An element of what `fill` writes.
    pub(super) fn within(&mut self, tag: &'static str, fill: impl FnOnce(&mut Self)) -> &mut Self {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.markup("<").markup(tag).markup(">");
        fill(self);
        self.markup("</").markup(name).markup(">")
    }

    /// The head of a table: one word a column, the first one for the heads of rows.
    pub(super) fn heads(&mut self, heads: &[&str]) -> &mut Self {
        self.within("thead", |html| {
            html.within("tr", |html| {
                for (at, head) in heads.iter().enumerate() {
                    html.element(if at == 0 { "th scope=\"col\"" } else { "th scope=\"col\" class=\"number\"" }, head);
                }
            });
        })
    }

    /// A row of a table: its head, and the figures of its cells.
    pub(super) fn figures(&mut self, head: &str, figures: &[&str]) -> &mut Self {
        self.within("tr", |html| {
            html.element("th scope=\"row\"", head);
            for figure in figures {
                html.element("td class=\"number\"", figure);
            }
        })
    }

    /// A drawing with its reading in words.
    pub(super) fn drawing(&mut self, drawing: &Drawing, look: &Look) -> &mut Self {
        self.within("figure", |html| {
            html.markup("<div aria-hidden=\"true\">");
            // plotters escapes the texts that it writes.
            html.0.push_str(&svg(drawing, look));
            html.markup("</div>").element("figcaption", &drawing.reading(look.language));
        })
    }

    /// The mark at this index, that of segment 1 at 0: its colour and its shape.
    pub(super) fn mark(&mut self, index: usize) -> &mut Self {
        let (Color { 0: red, 1: green, 2: blue }, shape) = (Theme::Light.segment(index), Shape::of_segment(index));
        let paint = if shape == Shape::Ring { "fill=\"none\" stroke-width=\"3\" stroke" } else { "fill" };
        // Writing to a String cannot fail.
        let _ = write!(
            self.0,
            "<svg class=\"mark\" viewBox=\"-8 -8 16 16\" aria-hidden=\"true\"><path {paint}=\"#{red:02x}{green:02x}{blue:02x}\" d=\"{}\"/></svg>",
            shape.path()
        );
        self
    }

    /// A share as a bar, beside its figure.
    pub(super) fn bar(&mut self, share: f64) -> &mut Self {
        let width = if share.is_finite() { (share * 100.0).clamp(0.0, 100.0) } else { 0.0 };
        // Writing to a String cannot fail.
        let _ = write!(
            self.0,
            "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width:.2}\" height=\"8\"/></svg>"
        );
        self
    }

    /// A link to a segment's page within the document.
    pub(super) fn link(&mut self, number: usize, text: &str) -> &mut Self {
        // Writing to a String cannot fail.
        let _ = write!(self.0, "<a href=\"#segment-{number}\">");
        self.text(text).markup("</a>")
    }

    /// Opens the page of a segment.
    pub(super) fn open_segment(&mut self, number: usize) -> &mut Self {
        // Writing to a String cannot fail.
        let _ = write!(self.0, "<section class=\"sheet\" id=\"segment-{number}\">");
        self
    }
}
