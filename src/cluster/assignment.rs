//! Optimal assignment: which clusters of one partition are those of another.

use ndarray::ArrayView2;

/// Pairs rows with columns, each at most once, so that the sum of their weights is the highest possible: for each row its column. As many
/// pairs are made as there are rows or columns, whichever are fewer.
///
/// The Hungarian method with potentials (Kuhn 1955; Munkres 1957), exact, in O(r² c) for r rows and c ≥ r columns. Among assignments of the
/// same sum which one is found depends on the weights alone.
#[must_use]
pub fn optimal_assignment(weights: ArrayView2<'_, u64>) -> Vec<Option<usize>> {
    if weights.nrows() > weights.ncols() {
        let columns = fewer_rows(weights.t());
        let mut rows = vec![None; weights.nrows()];
        columns.into_iter().enumerate().for_each(|(column, row)| rows[row] = Some(column));
        return rows;
    }
    fewer_rows(weights).into_iter().map(Some).collect()
}

/// The column of each row, where there are at least as many columns as rows.
///
/// Rows are taken in one by one; each time the shortest augmenting path is found over costs reduced by the potentials `u` and `v`. Row and
/// column 0 stand for none.
fn fewer_rows(weights: ArrayView2<'_, u64>) -> Vec<usize> {
    let (rows, columns) = weights.dim();
    let cost = |row: usize, column: usize| -i128::from(weights[[row - 1, column - 1]]);
    let (mut u, mut v) = (vec![0_i128; rows + 1], vec![0_i128; columns + 1]);
    let mut row_of = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut at = 0;
        let mut least = vec![i128::MAX; columns + 1];
        let mut from = vec![0; columns + 1];
        let mut is_used = vec![false; columns + 1];
        while row_of[at] != 0 {
            is_used[at] = true;
            let here = row_of[at];
            let (mut delta, mut next) = (i128::MAX, 0);
            for column in (1..=columns).filter(|&column| !is_used[column]) {
                let reduced = cost(here, column) - u[here] - v[column];
                if reduced < least[column] {
                    (least[column], from[column]) = (reduced, at);
                }
                if least[column] < delta {
                    (delta, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if is_used[column] {
                    u[row_of[column]] += delta;
                    v[column] -= delta;
                } else if column > 0 {
                    least[column] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[from[at]];
            at = from[at];
        }
    }
    let mut column_of = vec![0; rows];
    for column in 1..=columns {
        if row_of[column] > 0 {
            column_of[row_of[column] - 1] = column - 1;
        }
    }
    column_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};
    use proptest::prelude::*;

    #[test]
    fn the_largest_entry_first_would_be_wrong() {
        assert_eq!(optimal_assignment(array![[10, 9], [9, 0]].view()), [Some(1), Some(0)]);
    }

    #[test]
    fn rows_and_columns_may_differ_in_number() {
        assert_eq!(optimal_assignment(array![[1, 5, 3]].view()), [Some(1)]);
        assert_eq!(optimal_assignment(array![[1], [5], [3]].view()), [None, Some(0), None]);
        assert_eq!(optimal_assignment(Array2::zeros((0, 3)).view()), [None; 0]);
        assert_eq!(optimal_assignment(Array2::zeros((2, 0)).view()), [None; 2]);
    }

    /// The highest sum over all ways to pair, row by row.
    fn brute_force(weights: &Array2<u64>, row: usize, taken: &mut Vec<bool>, may_skip: usize) -> u64 {
        if row == weights.nrows() {
            return 0;
        }
        let mut best = if may_skip > 0 { brute_force(weights, row + 1, taken, may_skip - 1) } else { 0 };
        for column in 0..weights.ncols() {
            if !taken[column] {
                taken[column] = true;
                best = best.max(weights[[row, column]] + brute_force(weights, row + 1, taken, may_skip));
                taken[column] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_pairing_is_better(rows in 1..6_usize, columns in 1..6_usize, values in proptest::collection::vec(0..40_u64, 25)) {
            let weights = Array2::from_shape_fn((rows, columns), |(row, column)| values[row * 5 + column]);
            let found = optimal_assignment(weights.view());
            let pairs: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(row, column)| Some((row, (*column)?))).collect();
            prop_assert_eq!(pairs.len(), rows.min(columns));
            let mut used: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
            used.sort_unstable();
            used.dedup();
            prop_assert_eq!(used.len(), pairs.len());
            let sum: u64 = pairs.iter().map(|&pair| weights[pair]).sum();
            let best = brute_force(&weights, 0, &mut vec![false; columns], rows.saturating_sub(columns));
            prop_assert_eq!(sum, best);
        }
    }
}
