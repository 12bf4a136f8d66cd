//! The shape of a mark: one a segment, so that colour is never alone.

use super::Drawn;
use super::theme::{Color, filled, stroked};
use plotters::prelude::DrawingBackend;
use plotters_backend::BackendCoord;

/// The shapes, in the order of segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Shape {
    Circle,
    Square,
    TriangleUp,
    Diamond,
    Cross,
    TriangleDown,
    Plus,
    Star,
    Ring,
    Bar,
}

impl Shape {
    /// Every shape, in the order above.
    pub const ALL: [Self; 10] = [
        Self::Circle,
        Self::Square,
        Self::TriangleUp,
        Self::Diamond,
        Self::Cross,
        Self::TriangleDown,
        Self::Plus,
        Self::Star,
        Self::Ring,
        Self::Bar,
    ];

    /// The shape of the segment at this index; the eleventh gets the first colour with the second shape, and so on.
    #[must_use]
    pub const fn of_segment(index: usize) -> Self {
        Self::ALL[(index + index / Self::ALL.len()) % Self::ALL.len()]
    }

    /// The shape as the path of an SVG, in a square from −8 to 8; that of a ring is to be stroked, the others filled.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Circle => "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
            Self::Ring => "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
            Self::Square => "M-5.5-5.5h11v11h-11z",
            Self::Bar => "M-7-2.7h14v5.4h-14z",
            Self::TriangleUp => "M0-7l7 12.5h-14z",
            Self::TriangleDown => "M0 7l7-12.5h-14z",
            Self::Diamond => "M0-7l7 7l-7 7l-7-7z",
            Self::Cross => {
                "M-6-3.3l2.7-2.7l3.3 3.3l3.3-3.3l2.7 2.7l-3.3 3.3l3.3 3.3l-2.7 2.7l-3.3-3.3l-3.3 3.3l-2.7-2.7l3.3-3.3z"
            }
            Self::Plus => "M-2.4-7h4.8v4.6h4.6v4.8h-4.6v4.6h-4.8v-4.6h-4.6v-4.8h4.6z",
            Self::Star => "M0-8l2.4 5.6l5.6 2.4l-5.6 2.4l-2.4 5.6l-2.4-5.6l-5.6-2.4l5.6-2.4z",
        }
    }

    /// Paints one mark as one element; `radius` in device pixels, adapted so that all shapes weigh alike to the eye.
    ///
    /// # Errors
    /// Only the backend's own.
    pub fn draw<B: DrawingBackend>(
        self,
        backend: &mut B,
        center: BackendCoord,
        radius: f64,
        color: Color,
    ) -> Drawn<B, ()> {
        let unit = |share: f64| ((radius * share).round() as i32).max(1);
        let (x, y) = center;
        match self {
            Self::Circle => backend.draw_circle(center, unit(1.0).unsigned_abs(), &filled(color), true),
            Self::Ring => backend.draw_circle(center, unit(0.9).unsigned_abs(), &stroked(color, unit(0.45)), false),
            Self::Square => {
                let half = unit(0.9);
                backend.draw_rect((x - half, y - half), (x + half, y + half), &filled(color), true)
            }
            Self::Bar => {
                let (half, thin) = (unit(1.2), unit(0.45));
                backend.draw_rect((x - half, y - thin), (x + half, y + thin), &filled(color), true)
            }
            _ => backend.fill_polygon(self.outline(center, unit), &filled(color)),
        }
    }

    /// Corners of the shapes that have them.
    fn outline(self, (x, y): BackendCoord, unit: impl Fn(f64) -> i32) -> Vec<BackendCoord> {
        let (far, near) = (unit(1.2), unit(0.4));
        let corners: &[(i32, i32)] = match self {
            Self::TriangleUp => &[(0, -far), (far, unit(0.9)), (-far, unit(0.9))],
            Self::TriangleDown => &[(0, far), (far, -unit(0.9)), (-far, -unit(0.9))],
            Self::Cross => {
                let (out, step) = (unit(1.0), unit(0.45));
                &[
                    (-out, -out + step),
                    (-out + step, -out),
                    (0, -step),
                    (out - step, -out),
                    (out, -out + step),
                    (step, 0),
                    (out, out - step),
                    (out - step, out),
                    (0, step),
                    (-out + step, out),
                    (-out, out - step),
                    (-step, 0),
                ]
            }
            Self::Plus => &[
                (-near, -far),
                (near, -far),
                (near, -near),
                (far, -near),
                (far, near),
                (near, near),
                (near, far),
                (-near, far),
                (-near, near),
                (-far, near),
                (-far, -near),
                (-near, -near),
            ],
            Self::Star => {
                let tip = unit(1.35);
                &[(0, -tip), (near, -near), (tip, 0), (near, near), (0, tip), (-near, near), (-tip, 0), (-near, -near)]
            }
            // The diamond; the round and the straight shapes never come here.
            _ => &[(0, -far), (far, 0), (0, far), (-far, 0)],
        };
        corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_segments_look_different() {
        let looks: Vec<_> = (0..20).map(|index| (index % 10, Shape::of_segment(index))).collect();
        for (at, look) in looks.iter().enumerate() {
            assert!(!looks[..at].contains(look));
        }
    }
}
