//! Colours of the drawings, for a light and a dark page.

use plotters::style::{RGBColor, ShapeStyle};
use serde::{Deserialize, Serialize};

/// A colour: red, green, blue.
pub type Color = RGBColor;

/// Which background the drawing stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on near black.
    Dark,
}

/// Colours of the segments on white: Okabe and Ito's (2008) where they reach a contrast of 3:1, darkened to it where they do not,
/// and two more. Neighbours differ in lightness as well as in hue, for readers who see few hues.
const SEGMENTS_LIGHT: [Color; 10] = [
    RGBColor(0x00, 0x72, 0xB2),
    RGBColor(0xD5, 0x5E, 0x00),
    RGBColor(0x00, 0x9E, 0x73),
    RGBColor(0xA8, 0x4A, 0x84),
    RGBColor(0x4B, 0x97, 0xE8),
    RGBColor(0xA8, 0x77, 0x00),
    RGBColor(0x33, 0x33, 0x33),
    RGBColor(0x4D, 0x80, 0x10),
    RGBColor(0x4F, 0x35, 0x8D),
    RGBColor(0x88, 0x35, 0x0A),
];

/// The same hues in the same order on near black.
const SEGMENTS_DARK: [Color; 10] = [
    RGBColor(0x3D, 0x97, 0xE8),
    RGBColor(0xE8, 0x6A, 0x1E),
    RGBColor(0x2C, 0xC4, 0x94),
    RGBColor(0xD4, 0x84, 0xB4),
    RGBColor(0xA6, 0xCC, 0xFF),
    RGBColor(0xFF, 0xA6, 0x1A),
    RGBColor(0xDD, 0xE3, 0xE0),
    RGBColor(0xC9, 0xD8, 0x3A),
    RGBColor(0xA2, 0x86, 0xE6),
    RGBColor(0xB0, 0x66, 0x56),
];

impl Theme {
    /// What is painted first, all over.
    #[must_use]
    pub const fn background(self) -> Color {
        match self {
            Self::Light => RGBColor(0xFF, 0xFF, 0xFF),
            Self::Dark => RGBColor(0x15, 0x18, 0x1C),
        }
    }

    /// Titles and emphasised values.
    #[must_use]
    pub const fn text(self) -> Color {
        match self {
            Self::Light => RGBColor(0x1B, 0x1F, 0x24),
            Self::Dark => RGBColor(0xE8, 0xEA, 0xED),
        }
    }

    /// Axis names, ticks, what stands back.
    #[must_use]
    pub const fn muted(self) -> Color {
        match self {
            Self::Light => RGBColor(0x59, 0x62, 0x6E),
            Self::Dark => RGBColor(0xA3, 0xAC, 0xB8),
        }
    }

    /// Grid lines.
    #[must_use]
    pub const fn grid(self) -> Color {
        match self {
            Self::Light => RGBColor(0xE6, 0xE9, 0xED),
            Self::Dark => RGBColor(0x2B, 0x30, 0x37),
        }
    }

    /// The ground that bars run over.
    #[must_use]
    pub const fn ground(self) -> Color {
        match self {
            Self::Light => RGBColor(0xF3, 0xF5, 0xF7),
            Self::Dark => RGBColor(0x20, 0x25, 0x2B),
        }
    }

    /// The line that data stand on, and data not in question.
    #[must_use]
    pub const fn axis(self) -> Color {
        match self {
            Self::Light => RGBColor(0x8A, 0x93, 0x9E),
            Self::Dark => RGBColor(0x70, 0x7A, 0x86),
        }
    }

    /// What chance gives.
    #[must_use]
    pub const fn chance(self) -> Color {
        self.segment(1)
    }

    /// What the user has chosen.
    #[must_use]
    pub const fn accent(self) -> Color {
        self.segment(0)
    }

    /// The colour of the segment at this index, segment 1 at 0; beyond ten they repeat, with other shapes.
    #[must_use]
    pub const fn segment(self, index: usize) -> Color {
        match self {
            Self::Light => SEGMENTS_LIGHT[index % SEGMENTS_LIGHT.len()],
            Self::Dark => SEGMENTS_DARK[index % SEGMENTS_DARK.len()],
        }
    }
}

/// This colour on that, so much (0..=1) of it.
pub(super) fn mixed(color: Color, on: Color, share: f64) -> Color {
    let RGBColor(red, green, blue) = color;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two channels")]
    let mix = |one: u8, other: u8| (f64::from(one) * share + f64::from(other) * (1.0 - share)).round() as u8;
    RGBColor(mix(red, on.0), mix(green, on.1), mix(blue, on.2))
}

/// A filled style of this colour.
pub(super) fn filled(color: Color) -> ShapeStyle {
    ShapeStyle { color: color.into(), filled: true, stroke_width: 0 }
}

/// An outline of this colour and width in device pixels.
pub(super) fn stroked(color: Color, width: i32) -> ShapeStyle {
    ShapeStyle { color: color.into(), filled: false, stroke_width: width.unsigned_abs() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(RGBColor(red, green, blue): Color) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio (WCAG 2.2).
    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn segments_stand_out_from_the_background_and_from_each_other() {
        for theme in [Theme::Light, Theme::Dark] {
            for index in 0..10 {
                let color = theme.segment(index);
                assert!(contrast(color, theme.background()) >= 3.0, "{theme:?} {index} {color:?}");
                for other in 0..index {
                    let RGBColor(r, g, b) = theme.segment(other);
                    let far = color.0.abs_diff(r).max(color.1.abs_diff(g)).max(color.2.abs_diff(b));
                    assert!(far >= 36, "{theme:?} {index} {other} {far}");
                }
            }
        }
    }

    #[test]
    fn text_is_readable() {
        for theme in [Theme::Light, Theme::Dark] {
            assert!(contrast(theme.text(), theme.background()) >= 7.0);
            assert!(contrast(theme.muted(), theme.background()) >= 4.5);
            assert!(contrast(theme.axis(), theme.background()) >= 3.0);
        }
    }
}
