//! Times of the kernels of `cluster/` on synthetic accounts of the study's shape: the search's steps, plain k-means, the search.

mod shop;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use segmenta::cluster::{Cells, Kernels, Search, kmeans, search};
use shop::accounts;
use std::hint::black_box;

/// Accounts of the study.
const ACCOUNTS: usize = 7_747;

/// The search's steps for 10 clusters.
fn bench_kernels(c: &mut Criterion) {
    let points = accounts(ACCOUNTS);
    let Ok(mut kernels) = Kernels::new(points.view(), 10) else { return };
    let mut group = c.benchmark_group("kernels");
    group.bench_function("seed", |b| b.iter(|| kernels.seed()));
    group.bench_function("assign", |b| b.iter(|| kernels.assign()));
    group.bench_function("exchange", |b| b.iter(|| kernels.exchange()));
    group.bench_function("shake", |b| b.iter(|| kernels.shake()));
    group.finish();
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

criterion_group!(benches, bench_kernels, bench_kmeans, bench_search);
criterion_main!(benches);
