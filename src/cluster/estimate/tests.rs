//! The estimate beside the exact silhouettes: within its bound, over many seeds and on any data.

use super::*;
use crate::cluster::tests::{arcs, clumps, shop};
use crate::cluster::{Null, Pairs, kmeans, structureless};
use ndarray::Array2;

/// Partitions of k = 2..=6 by plain k-means.
fn partitions(points: &Array2<f64>) -> Vec<Vec<u8>> {
    (2..=6).map(|k| kmeans(points.view(), k, 0, 0).unwrap().labels).collect()
}

fn slices(partitions: &[Vec<u8>]) -> Vec<&[u8]> {
    partitions.iter().map(Vec::as_slice).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Largest errors of a mean and of a point over all partitions.
fn errors(exact: &[Vec<f64>], estimated: &[Vec<f64>]) -> (f64, f64) {
    let pairs = || exact.iter().zip(estimated);
    let of_mean = pairs().map(|(a, b)| (mean(a) - mean(b)).abs()).fold(0.0, f64::max);
    let of_point = pairs().flat_map(|(a, b)| a.iter().zip(b)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    (of_mean, of_point)
}

fn bounds(precision: Precision) -> (f64, f64) {
    let Precision::Estimated { error, account_error, confidence } = precision else { panic!("{precision:?}") };
    assert_eq!(confidence, 0.95);
    (error, account_error)
}

#[test]
fn the_bounds_hold_over_many_seeds() {
    let clumped = structureless(&clumps(700), &Null::Independent, 700, 0, 0);
    // Distances of very different sizes: one point far from all others.
    let mut outlier = shop(400);
    outlier.row_mut(7).fill(60.0);
    let line = Array2::from_shape_fn((300, 1), |(i, _)| (i * i % 97) as f64);
    for points in [shop(900), clumped, outlier, line] {
        let mut partitions = partitions(&points);
        partitions.push(arcs(points.nrows(), 3));
        let labels = slices(&partitions);
        let exact = Pairs::new(points.view(), &labels).unwrap().silhouettes();
        for seed in 0..60 {
            for (strata, drawn) in [(20, 1), (60, 2)] {
                let sampling = Sampling { strata, points: drawn, seed };
                let (estimated, precision) = Sampled::new(points.view(), &labels, sampling).unwrap().silhouettes();
                let (of_mean, of_point) = errors(&exact, &estimated);
                let (mean_bound, point_bound) = bounds(precision);
                // A chance of 5 % at most of a single miss; the bounds are wide enough that none is seen.
                assert!(of_mean <= mean_bound, "seed {seed}: {of_mean} > {mean_bound}");
                assert!(of_point <= point_bound, "seed {seed}: {of_point} > {point_bound}");
            }
        }
    }
}

#[test]
fn sums_of_distances_are_not_biased() {
    let points = shop(500);
    let labels = arcs(500, 2);
    let exact = Pairs::new(points.view(), &[&labels]).unwrap().silhouettes();
    let seeds = 200;
    let mut off = vec![0.0; 500];
    for seed in 0..seeds {
        let sampling = Sampling { strata: 10, points: 2, seed };
        let (estimated, _) = Sampled::new(points.view(), &[&labels], sampling).unwrap().silhouettes();
        off.iter_mut().zip(&exact[0]).zip(&estimated[0]).for_each(|((off, a), b)| *off += (b - a) / seeds as f64);
    }
    let sampling = Sampling { strata: 10, points: 2, seed: 0 };
    let once = errors(&exact, &Sampled::new(points.view(), &[&labels], sampling).unwrap().silhouettes().0).1;
    let largest = off.iter().map(|off| off.abs()).fold(0.0, f64::max);
    assert!(largest < once / 4.0, "{largest} on average, {once} once");
}

#[test]
fn finer_samples_come_nearer() {
    let points = shop(3_000);
    let partitions = partitions(&points);
    let labels = slices(&partitions);
    let exact = Pairs::new(points.view(), &labels).unwrap().silhouettes();
    let mut last = (f64::INFINITY, f64::INFINITY);
    for strata in [100, 400, 1_200] {
        let sampling = Sampling { strata, points: 2, seed: 1 };
        let (estimated, precision) = Sampled::new(points.view(), &labels, sampling).unwrap().silhouettes();
        let bound = bounds(precision).0;
        assert!(bound < last.0 / 2.0, "{strata} strata: {bound} after {last:?}");
        last = (bound, errors(&exact, &estimated).0);
    }
    assert!(last.0 < 0.01 && last.1 < 1e-4, "{last:?}");
}

#[test]
fn a_sample_of_everything_is_exact() {
    let points = shop(300);
    let labels = arcs(300, 4);
    let sampling = Sampling { strata: 10, points: 300, seed: 0 };
    let (estimated, precision) = Sampled::new(points.view(), &[&labels], sampling).unwrap().silhouettes();
    let exact = Pairs::new(points.view(), &[&labels]).unwrap().silhouettes();
    assert_eq!(bounds(precision), (0.0, 0.0));
    assert!(errors(&exact, &estimated).1 < 1e-12);
}

#[test]
fn equal_points_lone_points_and_single_clusters_have_zero() {
    let equal = Array2::zeros((40, 2));
    let sampling = Sampling { strata: 4, points: 2, seed: 0 };
    let alone: Vec<u8> = (0..40).map(|i| u8::from(i == 39)).collect();
    let (found, precision) = Sampled::new(equal.view(), &[&[0; 40], &alone], sampling).unwrap().silhouettes();
    assert!(found.iter().flatten().all(|&value| value == 0.0));
    assert_eq!(bounds(precision), (0.0, 0.0));
}

#[test]
fn a_worker_that_gets_the_sample_by_message_computes_the_same_bytes() {
    let points = shop(1_100);
    let sampled = Sampled::new(points.view(), &[&arcs(1_100, 4)], Sampling::new(0)).unwrap();
    let sent: Sampled = postcard::from_bytes(&postcard::to_stdvec(&sampled).unwrap()).unwrap();
    assert_eq!(sent.block(1), sampled.block(1));
}

#[test]
fn the_seed_alone_changes_the_draws() {
    let points = shop(400);
    let labels = arcs(400, 3);
    let draw = |seed| Sampled::new(points.view(), &[&labels], Sampling { strata: 20, points: 2, seed }).unwrap();
    assert_eq!(draw(5), draw(5));
    assert_ne!(draw(5), draw(6));
}
