//! Times of what is made of a partition, on a made-up workbook: normalised features, borders, agreement, descriptions with rules, evidence, files.

use criterion::{Criterion, criterion_group, criterion_main};
use segmenta::cluster::{adjusted_rand_index, borders};
use segmenta::customers::{Normalisation, normalise};
use segmenta::files::{ExportFile, file_bytes};
use segmenta::pipeline::{Analysis, Memory, Observer, Serial, Settings, Stage, evidence, segment};
use segmenta::sales::Quality;
use segmenta::text::Language;
use segmenta::{customers::Customers, sample, segments};
use std::hint::black_box;

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Stage, _: u64, _: u64) {}
    fn checked(&mut self, _: &str, _: &Quality) {}
    fn gathered(&mut self, _: &Customers) {}
}

/// A year of 7,747 accounts, as the study has them; its lines are fewer, since what is timed goes by accounts.
fn analysis() -> Analysis {
    let lines = sample::lines(60_000, 7_747, 1).expect("the sample's own limits allow so many lines");
    let workbook = sample::workbook(&lines).expect("a workbook of so many lines fits in memory");
    pollster::block_on(segment(&Memory(&workbook), "", &Settings::default(), &Serial, &mut Silent))
        .expect("the sample has sales of enough accounts")
}

fn bench_meaning(c: &mut Criterion) {
    let analysis = analysis();
    let Analysis { sales, customers, features, sweep, .. } = &analysis;
    let columns: Vec<Vec<f64>> = (0..3).map(|feature| customers.values(feature)).collect();
    let points = features.points();
    let place = sweep.index_of(sweep.best_k).expect("the best k was compared");
    let (partition, silhouettes) = (&sweep.partitions[place], &sweep.silhouettes[place]);

    let mut group = c.benchmark_group("meaning");
    group.sample_size(10);
    for normalisation in Normalisation::ALL {
        let name = format!("normalise by {normalisation:?}");
        group.bench_function(name, |b| b.iter(|| black_box(normalise(normalisation, &columns))));
    }
    group.bench_function("borders", |b| b.iter(|| black_box(borders(points.view(), partition))));
    group.bench_function("adjusted Rand index", |b| {
        b.iter(|| black_box(adjusted_rand_index(&partition.labels, &sweep.partitions[0].labels)));
    });
    group.bench_function("describe", |b| {
        b.iter(|| black_box(segments::describe(sales, customers, features, partition, silhouettes)));
    });
    for file in ExportFile::ALL {
        group.bench_function(file.file_name(), |b| {
            b.iter(|| {
                black_box(file_bytes(file, &analysis, place, |_| segments::Wording::default(), Language::English))
            });
        });
    }
    group.bench_function("evidence", |b| {
        b.iter(|| {
            black_box(pollster::block_on(evidence(&analysis, &Settings::default(), &Serial, &mut Silent)).is_ok())
        });
    });
    group.finish();
}

criterion_group!(benches, bench_meaning);
criterion_main!(benches);
