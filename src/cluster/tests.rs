//! Fixtures of this room's tests, and the tests that go through all of it.

use super::*;
use crate::customers::Normalisation;
use ndarray::{Array2, Axis};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// n synthetic accounts: normalised ranks of a total, a count and their ratio.
pub(super) fn shop(n: usize) -> Array2<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(n as u64);
    let mut even = || (0..6).map(|_| random.random::<f64>()).sum::<f64>() - 3.0;
    let raw: Vec<[f64; 3]> = (0..n)
        .map(|_| {
            let count = even();
            let price = even() - count / 4.0;
            [count + price, count, price]
        })
        .collect();
    let mut points = Array2::zeros((n, 3));
    let width = (n as f64 * (n as f64 + 1.0) / 12.0).sqrt();
    for feature in 0..3 {
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| raw[a][feature].total_cmp(&raw[b][feature]));
        for (rank, row) in order.into_iter().enumerate() {
            points[[row, feature]] = (rank as f64 + 1.0 - (n as f64 + 1.0) / 2.0) / width;
        }
    }
    points
}

/// n accounts whose orders say nothing of their averages.
pub(super) fn accounts(n: usize) -> Margins {
    let mut random = ChaCha8Rng::seed_from_u64(n as u64);
    let mut even = || (0..6).map(|_| random.random::<f64>()).sum::<f64>() - 3.0;
    let order_count = (0..n).map(|_| libm::exp(3.0 + even()).trunc() + 1.0).collect();
    let average = (0..n).map(|_| libm::exp(4.0 + even())).collect();
    Margins { columns: vec![order_count, average], total_is_product: true, normalisation: Normalisation::Ranks }
}

/// n accounts in three clumps: few large orders, many small ones, many large ones.
pub(super) fn clumps(n: usize) -> Margins {
    let mut margins = accounts(n);
    for row in 0..n {
        let (count, average) = [(5.0, 900.0), (500.0, 20.0), (600.0, 1_000.0)][row % 3];
        margins.columns[0][row] = count + margins.columns[0][row] % 4.0;
        margins.columns[1][row] = average + margins.columns[1][row] / 100.0;
    }
    margins
}

/// Labels that go round, unevenly, over k clusters.
pub(super) fn arcs(n: usize, k: usize) -> Vec<u8> {
    (0..n).map(|i| ((i * i / 3) % k) as u8).collect()
}

/// Whether each point's centroid is the nearest and the mean of its points.
fn assert_stable(points: &Array2<f64>, partition: &Partition) {
    for (point, &label) in points.rows().into_iter().zip(&partition.labels) {
        let squared = |c: usize| (&point - &partition.centroids.row(c)).mapv(|x| x * x).sum();
        let own = squared(usize::from(label));
        assert!((0..partition.k).all(|c| own <= squared(c)));
    }
    for c in 0..partition.k {
        let rows: Vec<usize> = (0..points.nrows()).filter(|&row| usize::from(partition.labels[row]) == c).collect();
        assert!(!rows.is_empty(), "cluster {c} is empty");
        let mean = points.select(Axis(0), &rows).mean_axis(Axis(0)).unwrap();
        assert!((&mean - &partition.centroids.row(c)).iter().all(|x| x.abs() < 1e-12));
    }
}

#[test]
fn the_search_is_stable_and_beats_twenty_starts() {
    for n in [300, 3_000] {
        let points = shop(n);
        let cells = Cells::new(points.view()).unwrap();
        for k in [2, 5, 9] {
            let found = search(&cells, k, &Search::default()).unwrap();
            assert_stable(&points, &found);
            for start in 0..20 {
                let plain = kmeans(points.view(), k, 1, start).unwrap();
                assert_stable(&points, &plain);
                assert!(found.inertia <= plain.inertia * (1.0 + 1e-12), "n = {n}, k = {k}");
            }
        }
    }
}

#[test]
fn many_points_go_through_cells_of_two_sizes() {
    let points = shop(20_000);
    let found = search(&Cells::new(points.view()).unwrap(), 6, &Search::default()).unwrap();
    assert_stable(&points, &found);
    let plain = (0..5).map(|start| kmeans(points.view(), 6, 0, start).unwrap().inertia);
    assert!(plain.into_iter().all(|inertia| found.inertia <= inertia * (1.0 + 1e-6)));
}

#[test]
fn clusters_are_numbered_by_their_centroids() {
    let points = shop(500);
    let found = kmeans(points.view(), 5, 0, 0).unwrap();
    let first = found.centroids.column(0);
    assert!(first.iter().zip(first.iter().skip(1)).all(|(a, b)| a >= b));
}

#[test]
fn as_many_clusters_as_different_points_leave_no_inertia() {
    let mut points = Array2::zeros((3_000, 3));
    points[[7, 0]] = 1.0;
    points[[8, 0]] = 1.0;
    points[[2_999, 2]] = 5.0;
    let cells = Cells::new(points.view()).unwrap();
    let found = search(&cells, 3, &Search::default()).unwrap();
    assert_stable(&points, &found);
    assert_eq!(found.inertia, 0.0);
    assert_eq!(search(&cells, 4, &Search::default()), Err(ClusterError::TooFewDistinct { distinct: 3, k: 4 }));
}

#[test]
fn a_sweep_leaves_out_what_is_impossible() {
    let points = Array2::from_shape_fn((5, 3), |(row, column)| if column == 0 { (row / 2) as f64 } else { 4.0 });
    let sweep = sweep(points.view(), 2..=10, &Search::default()).unwrap();
    assert_eq!(sweep.scores.iter().map(|scores| scores.k).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(sweep.index_of(4), None);
    assert_eq!(
        super::sweep(Array2::zeros((5, 3)).view(), 2..=10, &Search::default()),
        Err(ClusterError::TooFewDistinct { distinct: 1, k: 2 })
    );
}

#[test]
fn bad_input_is_refused() {
    let mut points = shop(10);
    let cells = Cells::new(points.view()).unwrap();
    for k in [0, 256] {
        assert_eq!(search(&cells, k, &Search::default()), Err(ClusterError::Unsupported { k }));
    }
    points[[3, 1]] = f64::NAN;
    assert_eq!(Cells::new(points.view()).unwrap_err(), ClusterError::NotFinite { row: 3, column: 1 });
    assert_eq!(Cells::new(Array2::zeros((3, 0)).view()).unwrap_err(), ClusterError::Unsupported { k: 0 });
    let none = Cells::new(Array2::zeros((0, 3)).view()).unwrap();
    assert!(none.is_empty());
    assert_eq!(search(&none, 1, &Search::default()), Err(ClusterError::TooFewDistinct { distinct: 0, k: 1 }));
}

#[test]
fn of_equal_silhouettes_the_smaller_k_is_chosen() {
    let scores = |k, silhouette| Scores { k, silhouette, inertia: 0.0, davies_bouldin: 0.0, calinski_harabasz: 0.0 };
    assert_eq!(choose(&[scores(2, 0.4), scores(3, 0.5), scores(4, 0.5)]), Some(3));
    assert_eq!(choose(&[]), None);
}
