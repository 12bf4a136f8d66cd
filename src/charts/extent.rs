//! The part of a plot that is shown: nearer or farther, and moved about within the whole.

/// A rectangle of data: from the first value to the last along each axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Left to right.
    pub x: (f64, f64),
    /// Bottom to top.
    pub y: (f64, f64),
}

/// The nearest part is so much of the whole along each axis.
const NEAREST: f64 = 1.0 / 64.0;
/// More than this share of the whole is the whole.
const ALL: f64 = 0.999;

impl Extent {
    /// The part that is seen `times` as large, about a datum that stays where it is; `None` where that is the whole.
    #[must_use]
    pub fn zoomed(self, times: f64, about: (f64, f64), whole: Self) -> Option<Self> {
        let along = |(start, end): (f64, f64), about: f64, whole: (f64, f64)| {
            let (span, all) = (end - start, whole.1 - whole.0);
            let shown = (span / times).clamp(all * NEAREST, all);
            let start = about - (about - start) * (shown / span);
            within((start, start + shown), whole)
        };
        let zoomed = Self { x: along(self.x, about.0, whole.x), y: along(self.y, about.1, whole.y) };
        let is_part = |part: (f64, f64), whole: (f64, f64)| part.1 - part.0 < ALL * (whole.1 - whole.0);
        (is_part(zoomed.x, whole.x) || is_part(zoomed.y, whole.y)).then_some(zoomed)
    }

    /// The part that lies this share of its own width to the right and of its height above, as far as the whole goes.
    #[must_use]
    pub fn moved(self, (right, up): (f64, f64), whole: Self) -> Self {
        let along = |(start, end): (f64, f64), share: f64, whole| {
            let by = (end - start) * share;
            within((start + by, end + by), whole)
        };
        Self { x: along(self.x, right, whole.x), y: along(self.y, up, whole.y) }
    }

    /// Whether no nearer part of `whole` is shown.
    #[must_use]
    pub fn is_nearest(self, whole: Self) -> bool {
        let along = |(start, end): (f64, f64), whole: (f64, f64)| (end - start) * ALL <= (whole.1 - whole.0) * NEAREST;
        along(self.x, whole.x) && along(self.y, whole.y)
    }

    /// Its middle.
    #[must_use]
    pub fn middle(self) -> (f64, f64) {
        (self.x.0.midpoint(self.x.1), self.y.0.midpoint(self.y.1))
    }

    /// Whether a datum lies in it; one that is not finite lies nowhere.
    #[must_use]
    pub fn holds(self, (x, y): (f64, f64)) -> bool {
        (self.x.0..=self.x.1).contains(&x) && (self.y.0..=self.y.1).contains(&y)
    }
}

/// A stretch no longer than `whole`, moved so that it lies within.
fn within((start, end): (f64, f64), whole: (f64, f64)) -> (f64, f64) {
    let span = end - start;
    let start = start.min(whole.1 - span).max(whole.0);
    (start, start + span)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Extent = Extent { x: (-2.0, 2.0), y: (0.0, 100.0) };

    #[test]
    fn a_datum_stays_where_it_is_while_all_around_it_grows() {
        let near = WHOLE.zoomed(2.0, (1.0, 25.0), WHOLE).unwrap();
        assert_eq!(near, Extent { x: (-0.5, 1.5), y: (12.5, 62.5) });
        let nearer = near.zoomed(2.0, (1.0, 25.0), WHOLE).unwrap();
        assert_eq!(nearer, Extent { x: (0.25, 1.25), y: (18.75, 43.75) });
        assert_eq!(nearer.zoomed(0.5, (1.0, 25.0), WHOLE), Some(near));
        assert_eq!(near.zoomed(0.5, (1.0, 25.0), WHOLE), None);
    }

    #[test]
    fn there_is_a_nearest_part_and_nothing_beyond_the_whole() {
        let nearest = (0..20).fold(WHOLE, |part, _| part.zoomed(2.0, (-2.0, 100.0), WHOLE).unwrap());
        assert_eq!(nearest, Extent { x: (-2.0, -2.0 + 4.0 / 64.0), y: (100.0 - 100.0 / 64.0, 100.0) });
        assert!(nearest.is_nearest(WHOLE) && !WHOLE.is_nearest(WHOLE));
        assert!(!nearest.zoomed(0.5, (-2.0, 100.0), WHOLE).unwrap().is_nearest(WHOLE));
        assert_eq!(nearest.zoomed(1e-9, (0.0, 0.0), WHOLE), None);
        let near = WHOLE.zoomed(2.0, (0.0, 50.0), WHOLE).unwrap();
        assert_eq!(near.moved((9.0, -9.0), WHOLE), Extent { x: (0.0, 2.0), y: (0.0, 50.0) });
        assert_eq!(near.moved((-0.25, 0.25), WHOLE), Extent { x: (-1.5, 0.5), y: (37.5, 87.5) });
        assert_eq!(WHOLE.moved((1.0, 1.0), WHOLE), WHOLE);
    }

    #[test]
    fn what_is_not_finite_lies_nowhere() {
        assert!(WHOLE.holds((2.0, 0.0)) && !WHOLE.holds((2.1, 0.0)));
        assert!(!WHOLE.holds((f64::NAN, 0.0)) && !WHOLE.holds((0.0, f64::INFINITY)));
    }
}
