//! A drawing as SVG text, laid out by the fixed table of widths: same bytes on every machine.

use super::{Drawing, Look, Measured, text_width};
use plotters::prelude::SVGBackend;

/// plotters' SVG backend writes font sizes divided by this.
const SVG_FONT_DIVISOR: f64 = 1.24;

/// The drawing as an SVG document.
#[must_use]
pub fn svg(drawing: &Drawing, look: &Look) -> String {
    let mut document = String::new();
    let inner = SVGBackend::with_string(&mut document, (look.size.width, look.size.height));
    let mut backend = Measured::new(inner, text_width).with_font_factor(SVG_FONT_DIVISOR);
    drawing.draw(&mut backend, look).expect("writing to a string cannot fail");
    drop(backend);
    document
}
