//! The study's three plots: accounts in the plane of two normalised features, one colour and one shape a segment.

use super::axis::range_of;
use super::{Axis, Drawn, Entry, Extent, Frame, Layout, Look};
use crate::text::Language;
use crate::text::charts as text;
use plotters::prelude::DrawingBackend;
use std::ops::Range;
use std::sync::Arc;

/// The planes of the study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plane {
    /// TotalSales over OrderCount.
    SalesByOrders,
    /// AvgOrderValue over OrderCount.
    AverageByOrders,
    /// AvgOrderValue over TotalSales.
    AverageBySales,
}

impl Plane {
    /// All three, in the study's order.
    pub const ALL: [Self; 3] = [Self::SalesByOrders, Self::AverageByOrders, Self::AverageBySales];

    /// Columns of the features (`customers::FEATURES`): upwards, then rightwards.
    #[must_use]
    pub const fn features(self) -> (usize, usize) {
        match self {
            Self::SalesByOrders => (0, 1),
            Self::AverageByOrders => (2, 1),
            Self::AverageBySales => (2, 0),
        }
    }
}

/// The accounts as points, shared by the three plots.
#[derive(Debug, Clone)]
pub struct Points {
    pub(super) normalised: Arc<[Vec<f64>; 3]>,
    pub(super) labels: Arc<[u8]>,
    /// How many accounts could be painted: those of the part that is shown.
    in_view: usize,
    /// The accounts that are painted, in the order of painting.
    pub(super) order: Vec<u32>,
}

impl PartialEq for Points {
    /// Parts of the same points share their values, which are not compared then.
    fn eq(&self, other: &Self) -> bool {
        let are_same = Arc::ptr_eq(&self.normalised, &other.normalised) && Arc::ptr_eq(&self.labels, &other.labels);
        (are_same || self.normalised == other.normalised && self.labels == other.labels)
            && (self.in_view, &self.order) == (other.in_view, &other.order)
    }
}

/// More accounts than this are thinned: their marks would cover each other, and the page would be slow to follow.
const MOST_DRAWN: usize = 20_000;
/// Segments up to this size are never thinned.
const FEW: usize = 500;

impl Points {
    /// Points from the normalised features, column by column, and each account's segment, 0 first.
    ///
    /// They are painted from the largest segment to the smallest, so that no small one is buried; within a segment in account
    /// order. Accounts beyond the shortest column are left out. Of very many accounts every so manieth of each segment is painted.
    #[must_use]
    pub fn new(normalised: &[Vec<f64>; 3], labels: &[u8]) -> Self {
        let len = normalised.iter().map(Vec::len).fold(labels.len(), usize::min);
        let normalised = Arc::new([0, 1, 2].map(|feature: usize| normalised[feature][..len].to_vec()));
        Self::of(normalised, labels[..len].into(), |_| true)
    }

    /// The same accounts, of which those in view alone are painted: more of them than of the whole, where that was thinned.
    fn viewed(&self, is_in_view: impl Fn(usize) -> bool) -> Self {
        Self::of(self.normalised.clone(), self.labels.clone(), is_in_view)
    }

    fn of(normalised: Arc<[Vec<f64>; 3]>, labels: Arc<[u8]>, is_in_view: impl Fn(usize) -> bool) -> Self {
        let mut order: Vec<u32> = (0..).take(labels.len()).filter(|&account| is_in_view(account as usize)).collect();
        let in_view = order.len();
        let mut sizes = [0_usize; 256];
        for &account in &order {
            sizes[usize::from(labels[account as usize])] += 1;
        }
        order.sort_by_key(|&account| {
            let label = labels[account as usize];
            (std::cmp::Reverse(sizes[usize::from(label)]), label)
        });
        if in_view > MOST_DRAWN {
            let step = in_view.div_ceil(MOST_DRAWN);
            let mut place = [0_usize; 256];
            order.retain(|&account| {
                let label = usize::from(labels[account as usize]);
                place[label] += 1;
                sizes[label] <= FEW || place[label] % step == 0
            });
        }
        Self { normalised, labels, in_view, order }
    }

    /// How many accounts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// How many of them are painted.
    #[must_use]
    pub fn drawn(&self) -> usize {
        self.order.len()
    }

    /// The account painted at this place, those of the selected segment last, where nothing covers them.
    fn at(&self, place: usize, selected: &Range<usize>) -> usize {
        let others = self.order.len() - selected.len();
        let place = match place {
            place if place >= others => selected.start + (place - others),
            place if place >= selected.start => place + selected.len(),
            place => place,
        };
        self.order[place] as usize
    }

    /// Where in the order of painting this segment stands, from 0 on; nowhere if there is none.
    fn places_of(&self, segment: Option<usize>) -> Range<usize> {
        let Some(segment) = segment else { return 0..0 };
        let is_of = |account: &u32| usize::from(self.labels[*account as usize]) == segment;
        let Some(start) = self.order.iter().position(is_of) else { return 0..0 };
        start..start + self.order[start..].iter().take_while(|account| is_of(account)).count()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }
}

/// One of the three plots.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    /// Which.
    pub plane: Plane,
    /// The accounts.
    pub points: Arc<Points>,
    /// Names of the segments, segment 1 first.
    pub names: Arc<[String]>,
    /// The part that is shown, if not the whole.
    pub(super) extent: Option<Extent>,
}

/// Radius of a mark in CSS pixels: marks cover at most about this share of the plot, within the two limits.
const COVER: f64 = 0.8;
const RADII: (f64, f64) = (1.75, 4.5);

/// The whole of a plot goes beyond its outermost accounts by this share of their span.
const MARGIN: f64 = 0.05;

impl Scatter {
    /// The whole plot of these accounts.
    #[must_use]
    pub fn new(plane: Plane, points: Arc<Points>, names: Arc<[String]>) -> Self {
        Self { plane, points, names, extent: None }
    }

    /// The whole of it.
    pub(super) fn whole(&self) -> Extent {
        let (up, right) = self.plane.features();
        let [x, y] = [right, up].map(|feature| {
            let range = range_of(self.points.normalised[feature].iter().copied(), MARGIN);
            (range.start, range.end)
        });
        Extent { x, y }
    }

    /// The same accounts with this part of the plot shown; all of it for `None`.
    pub(super) fn zoomed(&self, extent: Option<Extent>) -> Self {
        let is_in_view = |account| extent.is_none_or(|it| self.place_of(account).is_some_and(|place| it.holds(place)));
        let points = if extent == self.extent { self.points.clone() } else { self.points.viewed(is_in_view).into() };
        Self { points, extent, names: self.names.clone(), plane: self.plane }
    }

    /// Where an account stands, rightwards and upwards; nowhere if a value is not finite.
    pub(super) fn place_of(&self, account: usize) -> Option<(f64, f64)> {
        let (up, right) = self.plane.features();
        let (x, y) = (*self.points.normalised[right].get(account)?, *self.points.normalised[up].get(account)?);
        (x.is_finite() && y.is_finite()).then_some((x, y))
    }

    /// The plot in a sentence or two.
    pub(super) fn reading(&self, language: Language) -> String {
        let points = &self.points;
        let mut reading = text::scatter_reading(self.plane.features(), points.len(), self.names.len(), language);
        if self.extent.is_some() {
            reading = format!("{reading} {}", text::zoomed(points.in_view, language));
        }
        if points.drawn() < points.in_view {
            reading = format!("{reading} {}", text::thinned(points.drawn(), language));
        }
        reading
    }

    pub(super) fn suitable_height(&self, css_width: f64) -> f64 {
        let plot = (css_width * 0.6).clamp(220.0, 400.0);
        // In a narrow drawing title and names take two lines, and each entry of the legend one.
        let around = if css_width < 480.0 { 180.0 + 18.0 * self.names.len() as f64 } else { 150.0 };
        plot + around
    }

    pub(super) fn frame<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        let (up, right) = self.plane.features();
        let shown = self.extent.unwrap_or_else(|| self.whole());
        let axis = |feature: usize, (start, end): (f64, f64)| Axis {
            name: text::normalised_feature(feature, look.language),
            range: start..end,
            most_decimals: 3,
            grid: true,
        };
        let entry = |(index, name): (usize, &String)| Entry {
            shape: look.shape(index),
            color: look.segment(index),
            name: name.clone(),
        };
        let layout = Layout {
            title: text::scatter_title(up, right, look.language),
            x: axis(right, shown.x),
            y: axis(up, shown.y),
            legend: self.names.iter().enumerate().map(entry).collect(),
        };
        layout.paint(backend, look)
    }

    pub(super) fn marks<B: DrawingBackend>(
        &self,
        backend: &mut B,
        frame: &Frame,
        look: &Look,
        range: Range<usize>,
    ) -> Drawn<B, ()> {
        let radius = self.radius(frame, look);
        let selected = self.points.places_of(look.selected);
        for place in range.start..range.end.min(self.points.drawn()) {
            let account = self.points.at(place, &selected);
            if let Some((x, y)) = self.place_of(account) {
                let segment = usize::from(self.points.labels[account]);
                let color = look.segment(segment);
                look.shape(segment).draw(backend, frame.pixel(x, y), radius, color)?;
            }
        }
        Ok(())
    }

    /// Radius of a mark in device pixels.
    fn radius(&self, frame: &Frame, look: &Look) -> f64 {
        let area = frame.across().len() as f64 * frame.down().len() as f64;
        let share = area * COVER / (std::f64::consts::PI * self.points.drawn().max(1) as f64);
        share.sqrt().clamp(RADII.0 * look.size.scale, RADII.1 * look.size.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_segments_are_painted_last() {
        let column = vec![0.0; 6];
        let points = Points::new(&[column.clone(), column.clone(), column], &[2, 0, 0, 1, 0, 1]);
        assert_eq!(points.order, [1, 2, 4, 3, 5, 0]);
    }

    #[test]
    fn the_selected_segment_is_painted_after_all_others() {
        let column = vec![0.0; 6];
        let points = Points::new(&[column.clone(), column.clone(), column], &[2, 0, 0, 1, 0, 1]);
        let painted = |selected| {
            let places = points.places_of(selected);
            (0..6).map(|place| points.at(place, &places)).collect::<Vec<_>>()
        };
        assert_eq!(painted(None), [1, 2, 4, 3, 5, 0]);
        assert_eq!(painted(Some(0)), [3, 5, 0, 1, 2, 4]);
        assert_eq!(painted(Some(1)), [1, 2, 4, 0, 3, 5]);
        assert_eq!(painted(Some(7)), [1, 2, 4, 3, 5, 0]);
    }

    #[test]
    fn very_many_accounts_are_thinned_evenly_and_small_segments_are_not() {
        let column = vec![0.0; 100_000];
        let labels: Vec<u8> = (0..100_000).map(|at| if at % 500 == 0 { 1 } else { 0 }).collect();
        let points = Points::new(&[column.clone(), column.clone(), column], &labels);
        let drawn = |segment: u8| points.order.iter().filter(|&&it| labels[it as usize] == segment).count();
        assert_eq!((points.len(), points.drawn()), (100_000, 19_960 + 200));
        assert_eq!((drawn(0), drawn(1)), (19_960, 200));
    }

    #[test]
    fn a_part_shows_its_own_accounts_and_all_of_them_where_they_are_few() {
        let rising: Vec<f64> = (0..100_000).map(f64::from).collect();
        let points = Points::new(&[rising.clone(), rising.clone(), rising], &[0; 100_000]);
        let whole = Scatter::new(Plane::SalesByOrders, points.into(), Vec::new().into());
        let part = Extent { x: (10.0, 1_009.0), y: (0.0, 50_000.0) };
        let near = whole.zoomed(Some(part));
        assert_eq!((whole.points.drawn(), near.points.drawn(), near.points.in_view), (20_000, 1_000, 1_000));
        assert!(near.points.order.iter().copied().eq(10..1_010));
        assert!(Arc::ptr_eq(&near.points.normalised, &whole.points.normalised));
        assert_eq!(near.zoomed(None).points, whole.points);
        let words = near.reading(Language::English);
        assert!(words.contains("1,000 of them"), "{words}");
    }

    #[test]
    fn columns_of_unequal_length_are_cut() {
        let points = Points::new(&[vec![0.0; 3], vec![0.0; 2], vec![0.0; 3]], &[0, 9, 9, 9]);
        assert_eq!(points.len(), 2);
    }
}
