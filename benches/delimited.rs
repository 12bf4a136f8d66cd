//! Time of the text reader: a table of the study's shape, decoded, cut, parsed and assembled on one thread.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use segmenta::sample;
use segmenta::table::{self, date_format, number_format};
use std::hint::black_box;
use std::io::Cursor;

/// Lines of the table.
const LINES: usize = 100_000;

fn bench_reading(c: &mut Criterion) {
    let Ok(lines) = sample::lines(LINES, 8_000, 1) else { return };
    let commas = sample::csv(&lines);
    let utf16: Vec<u8> = commas.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bare = commas.replace('"', "").into_bytes();
    let mut group = c.benchmark_group("delimited");
    group.sample_size(20);
    for (name, bytes) in [("quoted", commas.as_bytes()), ("bare", &bare), ("utf-16", &utf16)] {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| b.iter(|| table::read(Cursor::new(black_box(bytes)), None, &mut |_, _| {})));
    }
    group.finish();
}

fn bench_values(c: &mut Criterion) {
    let prices: Vec<String> = (0..10_000)
        .map(|cents| format!("{}\u{202f}{:03},{:02} €", cents % 90 + 1, cents % 1000, cents % 100))
        .collect();
    let dates: Vec<String> = (0..366).map(|day| format!("{:02}/{:02}/2020", day % 28 + 1, day % 12 + 1)).collect();
    let mut group = c.benchmark_group("values");
    group.bench_function("10,000 prices", |b| {
        b.iter(|| number_format::detect(prices.iter().map(|text| (text.as_str(), 1))))
    });
    group.bench_function("366 dates", |b| b.iter(|| date_format::detect(dates.iter().map(|text| (text.as_str(), 1)))));
    group.finish();
}

criterion_group!(benches, bench_reading, bench_values);
criterion_main!(benches);
