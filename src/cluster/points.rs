//! Weighted points as one array per coordinate, the layout in which the kernels run.

use super::ClusterError;
use ndarray::ArrayView2;
use std::cmp::Ordering;

/// Weighted points, coordinate by coordinate.
#[derive(Debug, Clone)]
pub(super) struct Points {
    columns: Vec<Vec<f64>>,
    weights: Vec<f64>,
}

impl Points {
    /// Takes n × d coordinates, each point with weight 1; refuses infinities and NaN.
    pub(super) fn new(rows: ArrayView2<'_, f64>) -> Result<Self, ClusterError> {
        if let Some(((row, column), _)) = rows.indexed_iter().find(|(_, value)| !value.is_finite()) {
            return Err(ClusterError::NotFinite { row, column });
        }
        let columns = rows.columns().into_iter().map(|column| column.to_vec()).collect();
        Ok(Self { columns, weights: vec![1.0; rows.nrows()] })
    }

    /// Takes coordinates, column by column, and the points' weights.
    pub(super) fn weighted(columns: Vec<Vec<f64>>, weights: Vec<f64>) -> Self {
        debug_assert!(columns.iter().all(|column| column.len() == weights.len()));
        Self { columns, weights }
    }

    /// The points of `order`, in that order.
    pub(super) fn arranged(&self, order: &[u32]) -> Self {
        let pick = |values: &Vec<f64>| order.iter().map(|&row| values[row as usize]).collect();
        Self { columns: self.columns.iter().map(pick).collect(), weights: pick(&self.weights) }
    }

    /// Equal points made one, as heavy as they are together; in ascending order of their coordinates.
    pub(super) fn merged(&self) -> Self {
        let compare = |&a: &u32, &b: &u32| {
            let orders = self.columns.iter().map(|column| column[a as usize].total_cmp(&column[b as usize]));
            orders.fold(Ordering::Equal, Ordering::then)
        };
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_by(compare);
        let runs = || order.chunk_by(|a, b| compare(a, b).is_eq());
        let first: Vec<u32> = runs().filter_map(|run| run.first().copied()).collect();
        let weights = runs().map(|run| run.iter().map(|&row| self.weights[row as usize]).sum());
        Self { weights: weights.collect(), ..self.arranged(&first) }
    }

    /// How many points.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// How many coordinates a point has.
    pub(super) fn dimensions(&self) -> usize {
        self.columns.len()
    }

    /// The points' coordinates, one slice a dimension.
    pub(super) fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// The points' weights.
    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Copies the coordinates of point `row` into `out`.
    pub(super) fn copy_row(&self, row: usize, out: &mut [f64]) {
        for (value, column) in out.iter_mut().zip(&self.columns) {
            *value = column[row];
        }
    }

    /// Squared distance of point `row` to `centre`.
    pub(super) fn squared_distance(&self, row: usize, centre: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (column, &c) in self.columns.iter().zip(centre) {
            let difference = column[row] - c;
            sum += difference * difference;
        }
        sum
    }

    /// Different points, counted no further than `enough`. Zero and minus zero are the same coordinate.
    pub(super) fn distinct_up_to(&self, enough: usize) -> usize {
        let mut found: Vec<usize> = Vec::with_capacity(enough);
        for row in 0..self.len() {
            if found.len() == enough {
                break;
            }
            let same = |&other: &usize| self.columns.iter().all(|column| column[row] == column[other]);
            if !found.iter().any(same) {
                found.push(row);
            }
        }
        found.len()
    }
}
