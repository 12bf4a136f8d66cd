//! The study's three plots: accounts in the plane of two normalised features, one colour and one shape a segment.

use super::axis::range_of;
use super::{Axis, Drawn, Entry, Frame, Layout, Look};
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
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    pub(super) normalised: [Vec<f64>; 3],
    pub(super) labels: Vec<u8>,
    /// The accounts that are painted, in the order of painting.
    pub(super) order: Vec<u32>,
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
        let mut sizes = [0_usize; 256];
        for &label in &labels[..len] {
            sizes[usize::from(label)] += 1;
        }
        let mut order: Vec<u32> = (0..).take(len).collect();
        order.sort_by_key(|&account| {
            let label = labels[account as usize];
            (std::cmp::Reverse(sizes[usize::from(label)]), label)
        });
        if len > MOST_DRAWN {
            let step = len.div_ceil(MOST_DRAWN);
            let mut place = [0_usize; 256];
            order.retain(|&account| {
                let label = usize::from(labels[account as usize]);
                place[label] += 1;
                sizes[label] <= FEW || place[label] % step == 0
            });
        }
        let normalised = [0, 1, 2].map(|feature: usize| normalised[feature][..len].to_vec());
        Self { normalised, labels: labels[..len].to_vec(), order }
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
}

/// Radius of a mark in CSS pixels: marks cover at most about this share of the plot, within the two limits.
const COVER: f64 = 0.8;
const RADII: (f64, f64) = (1.75, 4.5);

impl Scatter {
    /// The plot in a sentence or two.
    pub(super) fn reading(&self, language: Language) -> String {
        let points = &self.points;
        let reading = text::scatter_reading(self.plane.features(), points.len(), self.names.len(), language);
        if points.drawn() == points.len() {
            return reading;
        }
        format!("{reading} {}", text::thinned(points.drawn(), language))
    }

    pub(super) fn suitable_height(&self, css_width: f64) -> f64 {
        let plot = (css_width * 0.6).clamp(220.0, 400.0);
        // In a narrow drawing title and names take two lines, and each entry of the legend one.
        let around = if css_width < 480.0 { 180.0 + 18.0 * self.names.len() as f64 } else { 150.0 };
        plot + around
    }

    pub(super) fn frame<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        let (up, right) = self.plane.features();
        let axis = |feature: usize| Axis {
            name: text::normalised_feature(feature, look.language),
            range: range_of(self.points.normalised[feature].iter().copied(), 0.05),
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
            x: axis(right),
            y: axis(up),
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
        let (up, right) = self.plane.features();
        let radius = self.radius(frame, look);
        let selected = self.points.places_of(look.selected);
        for place in range.start..range.end.min(self.points.drawn()) {
            let account = self.points.at(place, &selected);
            let (x, y) = (self.points.normalised[right][account], self.points.normalised[up][account]);
            if x.is_finite() && y.is_finite() {
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
    fn columns_of_unequal_length_are_cut() {
        let points = Points::new(&[vec![0.0; 3], vec![0.0; 2], vec![0.0; 3]], &[0, 9, 9, 9]);
        assert_eq!(points.len(), 2);
    }
}
