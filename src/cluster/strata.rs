//! Strata: cells cut into small regions, from each of which a few points are drawn.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::Range;

/// A region and the points drawn from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Stratum {
    /// Coordinates of the points drawn, point by point.
    pub(super) drawn: Vec<f64>,
    /// Every point was drawn.
    pub(super) is_whole: bool,
    /// Mean of all its points.
    pub(super) centre: Vec<f64>,
    /// Mean of the points drawn, less that of all.
    pub(super) offset: Vec<f64>,
    /// Distance from the centre to the farthest point.
    pub(super) radius: f64,
    /// How many points it has.
    pub(super) size: f64,
    /// How many of its points each point drawn stands for.
    pub(super) share: f64,
    /// One over the number of points drawn.
    pub(super) per_drawn: f64,
}

impl Stratum {
    /// Measures the region of these points (places in the columns), some of which were drawn.
    pub(super) fn new(columns: &[Vec<f64>], members: &[u32], drawn: &[u32]) -> Self {
        let mean = |column: &Vec<f64>, points: &[u32]| {
            points.iter().map(|&at| column[at as usize]).sum::<f64>() / points.len() as f64
        };
        let centre: Vec<f64> = columns.iter().map(|column| mean(column, members)).collect();
        let offset = columns.iter().zip(&centre).map(|(column, centre)| mean(column, drawn) - centre).collect();
        let squared = |at: u32| -> f64 {
            let differences = columns.iter().zip(&centre).map(|(column, centre)| column[at as usize] - centre);
            differences.map(|difference| difference * difference).sum()
        };
        let radius = members.iter().map(|&at| squared(at)).fold(0.0, f64::max).sqrt();
        let coordinates = drawn.iter().flat_map(|&at| columns.iter().map(move |column| column[at as usize]));
        let (size, count) = (members.len() as f64, drawn.len() as f64);
        Self {
            drawn: coordinates.collect(),
            is_whole: drawn.len() == members.len(),
            centre,
            offset,
            radius,
            size,
            share: size / count,
            per_drawn: 1.0 / count,
        }
    }
}

/// Cuts each cell (places in the columns) into strata, ascending within each: `most` strata in all, or as many as there are cells. What
/// matters most to the error is cut first: the stratum of the highest product of points and extent, at the median of its widest side.
pub(super) fn strata(columns: &[Vec<f64>], cells: &[Range<usize>], most: usize) -> Vec<Vec<Vec<u32>>> {
    let pieces = cells.iter().enumerate().map(|(cell, points)| {
        let members = points.clone().map(|at| at as u32).collect();
        Piece::new(columns, cell, members)
    });
    let mut heap: BinaryHeap<Piece> = pieces.collect();
    while heap.len() < most {
        let Some(piece) = heap.pop() else { break };
        if piece.weight == 0.0 {
            heap.push(piece);
            break;
        }
        let (low, high) = piece.cut(columns);
        heap.push(low);
        heap.push(high);
    }
    let mut strata = vec![Vec::new(); cells.len()];
    for mut piece in heap.into_vec() {
        // How a selection leaves its halves depends on the machine; what is in them does not.
        piece.members.sort_unstable();
        strata[piece.cell].push(piece.members);
    }
    strata.iter_mut().for_each(|strata| strata.sort_unstable());
    strata
}

/// A part of a cell; the greatest is the next to be cut.
struct Piece {
    weight: f64,
    cell: usize,
    widest: usize,
    /// The first of its points, which tells equal pieces of one cell apart.
    first: u32,
    members: Vec<u32>,
}

impl Piece {
    fn new(columns: &[Vec<f64>], cell: usize, members: Vec<u32>) -> Self {
        let side = |column: &Vec<f64>| {
            let values = members.iter().map(|&at| column[at as usize]);
            let (low, high) =
                values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
            high - low
        };
        let sides: Vec<f64> = columns.iter().map(side).collect();
        // The first of the widest.
        let widest = (0..sides.len()).rev().max_by(|&a, &b| sides[a].total_cmp(&sides[b])).unwrap_or(0);
        let diagonal = sides.iter().map(|side| side * side).sum::<f64>().sqrt();
        let first = members.iter().copied().min().unwrap_or(0);
        Self { weight: members.len() as f64 * diagonal, cell, widest, first, members }
    }

    /// The points below the median of the widest side, and the others; of equal coordinates, the first points are below.
    fn cut(self, columns: &[Vec<f64>]) -> (Self, Self) {
        let column = &columns[self.widest];
        let mut low = self.members;
        let middle = low.len() / 2;
        low.select_nth_unstable_by(middle, |&a, &b| column[a as usize].total_cmp(&column[b as usize]).then(a.cmp(&b)));
        let high = low.split_off(middle);
        (Self::new(columns, self.cell, low), Self::new(columns, self.cell, high))
    }

    fn key(&self) -> (f64, usize, u32) {
        (self.weight, self.cell, self.first)
    }
}

impl Ord for Piece {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((a, cell, first), (b, other_cell, other_first)) = (self.key(), other.key());
        a.total_cmp(&b).then(cell.cmp(&other_cell)).then(first.cmp(&other_first))
    }
}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Piece {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::tests::shop;

    fn columns(n: usize) -> Vec<Vec<f64>> {
        shop(n).columns().into_iter().map(|column| column.to_vec()).collect()
    }

    #[test]
    fn strata_cover_each_cell_and_stay_within_it() {
        let cells = [0..10, 10..11, 11..300];
        for most in [1, 3, 20, 1_000] {
            let found = strata(&columns(300), &cells, most);
            let covered = |strata: &Vec<Vec<u32>>| {
                let mut covered: Vec<usize> = strata.iter().flatten().map(|&at| at as usize).collect();
                covered.sort_unstable();
                covered
            };
            assert!(found.iter().zip(&cells).all(|(strata, cell)| covered(strata).into_iter().eq(cell.clone())));
            assert_eq!(found.iter().map(Vec::len).sum::<usize>(), most.clamp(3, 300));
        }
    }

    #[test]
    fn equal_points_are_not_cut() {
        let columns = vec![vec![1.0; 50], vec![2.0; 50]];
        let found = strata(&columns, &[0..20, 20..50], 10);
        assert_eq!(found, [[(0..20).collect::<Vec<u32>>()], [(20..50).collect()]]);
    }

    #[test]
    fn a_stratum_is_measured() {
        let columns = vec![vec![0.0, 4.0, 2.0, 2.0], vec![0.0, 0.0, 3.0, -3.0]];
        let stratum = Stratum::new(&columns, &[0, 1, 2, 3], &[1, 2]);
        assert_eq!((stratum.centre, stratum.offset, stratum.radius), (vec![2.0, 0.0], vec![1.0, 1.5], 3.0));
        assert_eq!((stratum.size, stratum.share, stratum.per_drawn), (4.0, 2.0, 0.5));
        assert_eq!((stratum.drawn, stratum.is_whole), (vec![4.0, 0.0, 2.0, 3.0], false));
    }
}
