//! Times of the way from a workbook's bytes to accounts, step by step: inflating, shared strings, rows, checking, gathering.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use segmenta::customers::{Arithmetic, gather};
use segmenta::pipeline::{Memory, Source, Stream};
use segmenta::sales::{self, Choices};
use segmenta::sample;
use segmenta::table::sheet_xml::{Part, Plan, Quick};
use segmenta::table::{self, Table};
use std::hint::black_box;
use std::io::Cursor;

/// Bytes that arrive at once, as natively.
const BLOCK: usize = 1 << 18;

/// The workbook named by `SEGMENTA_BENCH_WORKBOOK`, or a made one of 60,000 lines.
fn workbook() -> Vec<u8> {
    let named = std::env::var_os("SEGMENTA_BENCH_WORKBOOK").and_then(|path| std::fs::read(path).ok());
    named
        .or_else(|| sample::workbook(&sample::lines(60_000, 2_000, 1).ok()?).ok())
        .expect("the sample's own limits allow so many lines")
}

fn inflate(bytes: &[u8], part: Part) -> Vec<u8> {
    let mut all = Vec::new();
    let mut inflating = Memory(bytes).inflate(part).expect("memory can be read");
    while pollster::block_on(inflating.append(&mut all)).expect("the workbook is whole") > 0 {}
    all
}

fn rows(plan: Plan, strings: &[u8], xml: &[u8]) -> Result<Table, Quick> {
    let mut reader = plan.reader(strings)?;
    for block in xml.chunks(BLOCK) {
        reader.buffer().extend_from_slice(block);
        reader.advance()?;
    }
    reader.finish()
}

fn bench_reading(c: &mut Criterion) {
    let bytes = workbook();
    let plan = Plan::new(Cursor::new(&bytes), None).expect("the workbook is plain");
    let xml = inflate(&bytes, plan.sheet);
    let strings = plan.strings.map(|part| inflate(&bytes, part)).unwrap_or_default();
    let table = rows(plan.clone(), &strings, &xml).expect("the workbook is plain");
    let lines = sales::read(table.clone(), &Choices::default()).expect("the workbook holds sales");

    let mut group = c.benchmark_group("reading");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(xml.len() as u64));
    group.bench_function("inflate the sheet", |b| b.iter(|| black_box(inflate(&bytes, plan.sheet))));
    group.bench_function("scan for cells", |b| b.iter(|| xml.windows(3).filter(|window| window == b"<c ").count()));
    group.bench_function("rows", |b| b.iter(|| black_box(rows(plan.clone(), &strings, &xml))));
    group.bench_function("calamine", |b| {
        b.iter(|| black_box(table::read(Cursor::new(&bytes), None, &mut |_, _| {})));
    });
    group.throughput(Throughput::Bytes(strings.len() as u64));
    group.bench_function("shared strings", |b| b.iter(|| black_box(plan.clone().reader(&strings))));
    group.throughput(Throughput::Elements(table.rows as u64));
    group.bench_function("check", |b| {
        b.iter_batched(
            || table.clone(),
            |table| black_box(sales::read(table, &Choices::default())),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("gather", |b| b.iter(|| black_box(gather(&lines, Arithmetic::Exact))));
    group.finish();
}

criterion_group!(benches, bench_reading);
criterion_main!(benches);
