//! Times of the silhouettes of k = 2..10 on synthetic accounts of the study's shape: the exact pass, the estimate, and the indices beside them.

mod shop;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ndarray::Array2;
use segmenta::cluster::{Pairs, Partition, Sampled, Sampling, calinski_harabasz, davies_bouldin, kmeans};
use shop::accounts;
use std::hint::black_box;

/// One start of plain k-means for each of k = 2..10: what is timed does not depend on how good they are.
fn partitions(points: &Array2<f64>) -> Vec<Partition> {
    (2..=10).filter_map(|k| kmeans(points.view(), k, 0, 0).ok()).collect()
}

fn labels(partitions: &[Partition]) -> Vec<&[u8]> {
    partitions.iter().map(|partition| partition.labels.as_slice()).collect()
}

/// The pass over all pairs.
fn bench_exact(c: &mut Criterion) {
    let mut group = c.benchmark_group("silhouette/exact");
    group.sample_size(10);
    for n in [1_000, 7_747, 30_000, 100_000] {
        let points = accounts(n);
        let partitions = partitions(&points);
        let Ok(pairs) = Pairs::new(points.view(), &labels(&partitions)) else { continue };
        group.throughput(Throughput::Elements((n * n) as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n), &pairs, |b, pairs| b.iter(|| pairs.silhouettes()));
    }
    group.finish();
}

/// Drawing the sample, and one block of the estimate.
fn bench_estimate(c: &mut Criterion) {
    let mut group = c.benchmark_group("silhouette/estimate");
    group.sample_size(10);
    for n in [200_000, 1_000_000] {
        let points = accounts(n);
        let partitions = partitions(&points);
        let labels = labels(&partitions);
        let draw = || Sampled::new(points.view(), &labels, Sampling::new(0));
        group.bench_function(BenchmarkId::new("draw", n), |b| b.iter(|| drop(black_box(draw()))));
        let Ok(sampled) = draw() else { continue };
        group.bench_with_input(BenchmarkId::new("block", n), &sampled, |b, sampled| b.iter(|| sampled.block(0)));
    }
    group.finish();
}

/// Davies-Bouldin and Calinski-Harabasz.
fn bench_indices(c: &mut Criterion) {
    let mut group = c.benchmark_group("indices");
    group.sample_size(10);
    let points = accounts(1_000_000);
    let partitions = partitions(&points);
    let both =
        |partition: &Partition| davies_bouldin(points.view(), partition) + calinski_harabasz(points.view(), partition);
    group.bench_function("1000000", |b| b.iter(|| partitions.iter().map(both).sum::<f64>()));
    group.finish();
}

criterion_group!(benches, bench_exact, bench_estimate, bench_indices);
criterion_main!(benches);
