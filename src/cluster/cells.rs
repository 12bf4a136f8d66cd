//! Points sorted for clustering: halved again and again into cells, whose means stand for them where a search need not see all.

use super::ClusterError;
use super::points::Points;
use ndarray::ArrayView2;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::Range;

/// How many means stand for the points, at most, where the search begins, goes on, and comes near its end.
const LEVELS: [usize; 3] = [512, 2048, 16_384];

/// Points sorted into the cells of a k-d tree, ready to be clustered for any k.
///
/// Depends on nothing but the points, so that each worker may build its own.
#[derive(Debug, Clone)]
pub struct Cells {
    /// The points as they were given.
    pub(super) given: Points,
    /// Means of cells, large ones first, each as heavy as its points; last all different points, each as heavy as it is frequent.
    pub(super) levels: Vec<Points>,
}

impl Cells {
    /// Sorts n × d points into cells.
    ///
    /// # Errors
    /// [`ClusterError::NotFinite`] for infinite coordinates and NaN, [`ClusterError::Unsupported`] without any column.
    pub fn new(rows: ArrayView2<'_, f64>) -> Result<Self, ClusterError> {
        if rows.ncols() == 0 {
            return Err(ClusterError::Unsupported { k: 0 });
        }
        let given = Points::new(rows)?;
        let distinct = given.merged();
        let mut order: Vec<u32> = (0..distinct.len() as u32).collect();
        sort(&distinct, &mut order);
        let points = distinct.arranged(&order);
        // Means of hardly more than one point each would be no coarser than the points.
        let coarse = LEVELS.into_iter().filter(|most| points.len() > 2 * most);
        let mut levels: Vec<Points> = coarse.map(|most| means(&points, &split(&points, most))).collect();
        levels.push(points);
        Ok(Self { given, levels })
    }

    /// All different points: the last level.
    pub(super) fn points(&self) -> &Points {
        &self.levels[self.levels.len() - 1]
    }

    /// How many points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.given.len()
    }

    /// Whether there is no point.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.len() == 0
    }
}

/// The means of runs of points, with the weight of each run; `starts` rises from 0 to the number of points.
fn means(points: &Points, starts: &[u32]) -> Points {
    let runs = || starts.windows(2).map(|ends| ends[0] as usize..ends[1] as usize);
    let weights: Vec<f64> = runs().map(|rows| points.weights()[rows].iter().sum()).collect();
    let mean = |column: &Vec<f64>| {
        let sums = runs().map(|rows| rows.map(|row| column[row] * points.weights()[row]).sum::<f64>());
        sums.zip(&weights).map(|(sum, weight)| sum / weight).collect()
    };
    Points::weighted(points.columns().iter().map(mean).collect(), weights)
}

/// Sorts `order` by a k-d tree down to single points.
fn sort(points: &Points, order: &mut [u32]) {
    let mut starts = vec![0, order.len() as u32];
    while starts.windows(2).any(|ends| ends[1] - ends[0] > 1) {
        starts = halve(points, order, &starts);
    }
}

/// Splits sorted points into `most` cells: again and again the cell with the largest sum of squares is halved, as the tree halves it.
/// Returns where the cells start, and the end.
fn split(points: &Points, most: usize) -> Vec<u32> {
    let cell = |start: usize, end: usize| (OrderedSum(sum_of_squares(points, start..end)), start, end);
    let mut cells = BinaryHeap::from([cell(0, points.len())]);
    while cells.len() < most
        && let Some((_, start, end)) = cells.pop()
    {
        let middle = start + (end - start) / 2;
        cells.push(cell(start, middle));
        cells.push(cell(middle, end));
    }
    let mut starts: Vec<u32> = cells.into_iter().map(|(_, start, _)| start as u32).collect();
    starts.push(points.len() as u32);
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// A sum that sorts.
#[derive(Debug, PartialEq)]
struct OrderedSum(f64);

impl Eq for OrderedSum {}

impl PartialOrd for OrderedSum {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OrderedSum {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Sum of the squared distances of the points of `rows` from their mean.
fn sum_of_squares(points: &Points, rows: Range<usize>) -> f64 {
    let weights = &points.weights()[rows.clone()];
    let weight: f64 = weights.iter().sum();
    let mut sum = 0.0;
    for column in points.columns() {
        let values = || column[rows.clone()].iter().zip(weights);
        let mean = values().map(|(value, weight)| value * weight).sum::<f64>() / weight;
        sum += values().map(|(value, weight)| weight * (value - mean) * (value - mean)).sum::<f64>();
    }
    sum
}

/// Halves every cell of more than one point at the median of its widest coordinate.
fn halve(points: &Points, order: &mut [u32], starts: &[u32]) -> Vec<u32> {
    let mut halves = Vec::with_capacity(2 * starts.len());
    for ends in starts.windows(2) {
        halves.push(ends[0]);
        let members = &mut order[ends[0] as usize..ends[1] as usize];
        let middle = members.len() / 2;
        if middle > 0 {
            let column = widest(points, members);
            let along = |&a: &u32, &b: &u32| column[a as usize].total_cmp(&column[b as usize]).then(a.cmp(&b));
            members.select_nth_unstable_by(middle, along);
            // Which half a point falls in is settled by its values; its place in it must not hang on the selection's inner working.
            members[..middle].sort_unstable();
            members[middle..].sort_unstable();
            halves.push(ends[0] + middle as u32);
        }
    }
    halves.extend(starts.last());
    halves
}

/// The coordinate in which the members lie widest apart, the first of equals.
fn widest<'a>(points: &'a Points, members: &[u32]) -> &'a [f64] {
    let width = |column: &[f64]| {
        let values = members.iter().map(|&row| column[row as usize]);
        let (low, high) =
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        high - low
    };
    let mut best: &[f64] = &[];
    let mut widest = f64::NEG_INFINITY;
    for column in points.columns() {
        let width = width(column);
        if width > widest {
            widest = width;
            best = column;
        }
    }
    best
}
