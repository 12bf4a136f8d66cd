//! Figures for `cargo xtask bench`, one JSON line a call: the whole job natively, kernels, and what they are run on.
//!
//!   sample ROWS ACCOUNTS OUT   writes a made-up workbook
//!   points ROWS N OUT          writes what the main job clusters of such a workbook: normalised ranks, three little-endian f64 an account
//!   job FILE                   the main job on all cores: seconds a stage, peak memory
//!   floor FILE                 inflating the sheet and looking once at every byte, on one core
//!   kernels POINTS             the sweep and the silhouettes of k = 2..10, on one core and on all; and what longer searches end at

use ndarray::Array2;
use segmenta::cluster::{Cells, ClusterError, Pairs, Partition, Precision, Search, search};
use segmenta::customers::Customers;
use segmenta::pipeline::{Disk, Memory, Observer, Settings, Source, Stage, Stream, Threads, segment};
use segmenta::sales::{Choices, Cleaning, Quality};
use segmenta::sample;
use segmenta::table::sheet_xml::Plan;
use serde_json::{Value, json};
use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

type Result<T = Value> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Beyond so many accounts the pass over all pairs is not timed.
const MOST_PAIRED: usize = 100_000;
/// Searches that are longer than the product's, for how much they find.
const LONGER: [Search; 3] =
    [Search { starts: 60, seed: 1 }, Search { starts: 60, seed: 2 }, Search { starts: 60, seed: 3 }];

fn main() -> Result<()> {
    // `cargo bench` adds a word of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let figures = match words[..] {
        ["sample", rows, accounts, out] => make_sample(rows.parse()?, accounts.parse()?, out)?,
        ["points", rows, accounts, out] => make_points(rows.parse()?, accounts.parse()?, out)?,
        ["job", file] => job(Path::new(file))?,
        ["floor", file] => floor(file)?,
        ["kernels", points] => kernels(points)?,
        // Run with all benches: there is nothing to compare.
        _ => return Ok(()),
    };
    println!("{figures}");
    Ok(())
}

fn make_sample(rows: usize, accounts: usize, out: &str) -> Result {
    let lines = sample::lines(rows, accounts, 1)?;
    std::fs::write(out, sample::workbook(&lines)?)?;
    Ok(json!({ "rows": rows, "accounts": accounts }))
}

fn make_points(rows: usize, accounts: usize, out: &str) -> Result {
    let workbook = sample::workbook(&sample::lines(rows, accounts, 1)?)?;
    let table = segmenta::table::read(Cursor::new(workbook), None, &mut |_, _| {})?;
    let sales = segmenta::sales::clean(table, &Choices::default(), &Cleaning::default())?;
    let customers = segmenta::customers::gather(&sales, Settings::default().arithmetic);
    let bytes: Vec<u8> = customers.normalised.iter().flat_map(|value| value.to_le_bytes()).collect();
    std::fs::write(out, bytes)?;
    Ok(json!({ "accounts": customers.len() }))
}

/// Tells when each stage began.
struct Watch {
    began: Vec<(Stage, Instant)>,
    rows: usize,
    accounts: usize,
}

impl Observer for Watch {
    fn progress(&mut self, stage: Stage, _: u64, _: u64) {
        if self.began.last().is_none_or(|&(last, _)| last != stage) {
            self.began.push((stage, Instant::now()));
        }
    }

    fn checked(&mut self, _: &str, quality: &Quality) {
        self.rows = quality.rows;
    }

    fn gathered(&mut self, customers: &Customers) {
        self.accounts = customers.accounts.len();
    }
}

fn job(file: &Path) -> Result {
    let mut watch = Watch { began: Vec::new(), rows: 0, accounts: 0 };
    let start = Instant::now();
    let analysis = pollster::block_on(segment(&Disk(file), "", &Settings::default(), &Threads::all(), &mut watch))?;
    let end = Instant::now();
    let ends = watch.began.iter().skip(1).map(|&(_, at)| at).chain([end]);
    let stages = watch
        .began
        .iter()
        .zip(ends)
        .map(|(&(stage, began), ended)| (format!("{stage:?}"), Value::from((ended - began).as_secs_f64())));
    Ok(json!({
        "seconds": (end - start).as_secs_f64(),
        "stages": stages.collect::<serde_json::Map<_, _>>(),
        "peak_mb": peak_mb(),
        "rows": watch.rows,
        "accounts": watch.accounts,
        "best_k": analysis.sweep.best_k,
        "is_exact": analysis.sweep.precision == Precision::Exact,
    }))
}

/// Peak resident memory of this process, where the system tells it.
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? / 1024)
}

fn floor(file: &str) -> Result {
    let bytes = std::fs::read(file)?;
    let plan = Plan::new(Cursor::new(&bytes), None).map_err(|odd| format!("{odd:?}"))?;
    let mut inflating = Memory(&bytes).inflate(plan.sheet)?;
    let (mut block, mut inflated, mut tags) = (Vec::new(), 0, 0);
    let start = Instant::now();
    while pollster::block_on(inflating.append(&mut block))? > 0 {
        inflated += block.len();
        tags += memchr::memchr_iter(b'<', &block).count();
        block.clear();
    }
    Ok(json!({ "seconds": start.elapsed().as_secs_f64(), "inflated_mb": inflated / 1_000_000, "tags": tags }))
}

fn kernels(file: &str) -> Result {
    let values: Vec<f64> =
        std::fs::read(file)?.as_chunks::<8>().0.iter().map(|&bytes| f64::from_le_bytes(bytes)).collect();
    let points = Array2::from_shape_vec((values.len() / 3, 3), values)?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let (mut figures, mut partitions) = (serde_json::Map::new(), Vec::new());
    for (cores, name) in [(1, "one core"), (cores, "all cores")] {
        let start = Instant::now();
        partitions = sweep(&points, cores, &Search::default())?;
        let kmeans = start.elapsed().as_secs_f64();
        let silhouettes = (points.nrows() <= MOST_PAIRED).then(|| {
            let start = Instant::now();
            silhouettes(&points, &partitions, cores).map(|_| start.elapsed().as_secs_f64())
        });
        figures.insert(name.into(), json!({ "kmeans": kmeans, "silhouettes": silhouettes.transpose()? }));
    }
    let inertia: Vec<f64> = partitions.iter().map(|partition| partition.inertia).collect();
    let mut lowest = vec![f64::INFINITY; inertia.len()];
    for settings in LONGER {
        let found = sweep(&points, cores, &settings)?;
        lowest.iter_mut().zip(&found).for_each(|(lowest, found)| *lowest = lowest.min(found.inertia));
    }
    figures.insert("inertia".into(), inertia.into());
    figures.insert("longer".into(), lowest.into());
    Ok(figures.into())
}

/// The best partitions into 2..10, the largest number first, as the main job hands them out.
fn sweep(points: &Array2<f64>, cores: usize, settings: &Search) -> std::result::Result<Vec<Partition>, ClusterError> {
    let cells = Cells::new(points.view())?;
    let found = on_cores(cores, 9, |piece| search(&cells, 10 - piece, settings));
    found.into_iter().rev().collect()
}

/// The silhouettes of all partitions, band by band.
fn silhouettes(
    points: &Array2<f64>,
    partitions: &[Partition],
    cores: usize,
) -> std::result::Result<Vec<Vec<f64>>, ClusterError> {
    let labels: Vec<&[u8]> = partitions.iter().map(|partition| partition.labels.as_slice()).collect();
    let pairs = Pairs::new(points.view(), &labels)?;
    let mut totals = pairs.totals();
    for tiles in pairs.tiles().chunks(40) {
        let sums = on_cores(cores, tiles.len(), |at| pairs.sums(tiles[at]));
        tiles.iter().zip(&sums).for_each(|(&tile, sums)| pairs.add(&mut totals, tile, sums));
    }
    Ok(pairs.finish(&totals))
}

/// Does `count` pieces of work on so many threads, each thread the next that is left.
fn on_cores<T: Send>(cores: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let take = || {
            let pieces = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&at| at < count));
            pieces.map(|at| (at, work(at))).collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(take)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("the kernels do not panic")).collect()
    });
    done.sort_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, done)| done).collect()
}
