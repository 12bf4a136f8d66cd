//! The study's three plots: accounts in the plane of two normalised features, one colour and one shape a segment.

use super::axis::range_of;
use super::{Axis, Drawn, Entry, Frame, Layout, Look, Shape};
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
    normalised: [Vec<f64>; 3],
    labels: Vec<u8>,
    /// Accounts in the order of painting.
    order: Vec<u32>,
}

impl Points {
    /// Points from the normalised features, column by column, and each account's segment, 0 first.
    ///
    /// They are painted from the largest segment to the smallest, so that no small one is buried; within a segment in account
    /// order. Accounts beyond the shortest column are left out.
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
        let normalised = [0, 1, 2].map(|feature: usize| normalised[feature][..len].to_vec());
        Self { normalised, labels: labels[..len].to_vec(), order }
    }

    /// How many accounts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
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
            shape: Shape::of_segment(index),
            color: look.theme.segment(index),
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
        let order = &self.points.order;
        for &account in &order[range.start.min(order.len())..range.end.min(order.len())] {
            let account = account as usize;
            let (x, y) = (self.points.normalised[right][account], self.points.normalised[up][account]);
            if x.is_finite() && y.is_finite() {
                let segment = usize::from(self.points.labels[account]);
                let color = look.theme.segment(segment);
                Shape::of_segment(segment).draw(backend, frame.pixel(x, y), radius, color)?;
            }
        }
        Ok(())
    }

    /// Radius of a mark in device pixels.
    fn radius(&self, frame: &Frame, look: &Look) -> f64 {
        let area = frame.across().len() as f64 * frame.down().len() as f64;
        let share = area * COVER / (std::f64::consts::PI * self.points.len().max(1) as f64);
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
    fn columns_of_unequal_length_are_cut() {
        let points = Points::new(&[vec![0.0; 3], vec![0.0; 2], vec![0.0; 3]], &[0, 9, 9, 9]);
        assert_eq!(points.len(), 2);
    }
}
