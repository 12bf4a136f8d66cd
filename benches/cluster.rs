//! Times of the kernels of `cluster/` on synthetic accounts of the study's shape: plain k-means, the search, silhouettes.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ndarray::Array2;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use segmenta::cluster::{Cells, Pairs, Search, kmeans, search};
use std::hint::black_box;

/// Accounts of the study.
const ACCOUNTS: usize = 7_747;

/// Normalised ranks of a total, a count and their ratio, for n accounts.
fn accounts(n: usize) -> Array2<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut even = || (0..6).map(|_| random.random::<f64>()).sum::<f64>() - 3.0;
    let mut features = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..n {
        let count = even();
        let price = even() - count / 4.0;
        for (column, value) in features.iter_mut().zip([count + price, count, price]) {
            column.push(value);
        }
    }
    let deviation = (n as f64 * (n as f64 + 1.0) / 12.0).sqrt();
    let mut points = Array2::zeros((n, 3));
    for (values, mut column) in features.iter().zip(points.columns_mut()) {
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        for (rank, row) in order.into_iter().enumerate() {
            column[row] = (rank as f64 - (n as f64 - 1.0) / 2.0) / deviation;
        }
    }
    points
}

/// One start of plain k-means.
fn bench_kmeans(c: &mut Criterion) {
    let points = accounts(ACCOUNTS);
    let mut group = c.benchmark_group("kmeans");
    for k in [2, 4, 10] {
        group.bench_with_input(BenchmarkId::from_parameter(k), &k, |b, &k| b.iter(|| kmeans(points.view(), k, 0, 0)));
    }
    group.finish();
}

/// Cells, and the search for each of k = 2..10.
fn bench_search(c: &mut Criterion) {
    let mut group = c.benchmark_group("search");
    group.sample_size(10);
    for n in [ACCOUNTS, 100_000, 1_000_000] {
        let points = accounts(n);
        group.bench_with_input(BenchmarkId::new("cells", n), &points, |b, points| b.iter(|| Cells::new(points.view())));
        let Ok(cells) = Cells::new(points.view()) else { continue };
        group.bench_with_input(BenchmarkId::new("2..=10", n), &cells, |b, cells| {
            b.iter(|| (2..=10).for_each(|k| drop(black_box(search(cells, k, &Search::default())))));
        });
    }
    group.finish();
}

/// The pass over all pairs for the partitions of k = 2..10.
fn bench_silhouette(c: &mut Criterion) {
    let points = accounts(ACCOUNTS);
    let partitions: Vec<_> = (2..=10).filter_map(|k| kmeans(points.view(), k, 0, 0).ok()).collect();
    let labels: Vec<&[u8]> = partitions.iter().map(|partition| partition.labels.as_slice()).collect();
    let Ok(pairs) = Pairs::new(points.view(), &labels) else { return };
    let mut group = c.benchmark_group("silhouette");
    group.sample_size(20);
    group.bench_function("2..=10", |b| {
        b.iter(|| (0..pairs.blocks()).for_each(|block| drop(black_box(pairs.block(block)))))
    });
    group.finish();
}

criterion_group!(benches, bench_kmeans, bench_search, bench_silhouette);
criterion_main!(benches);
