//! The same bytes of every file, however the rows are shuffled, whoever computes, whether silhouettes are exact or estimated.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use segmenta::cluster::Precision;
use segmenta::customers::Customers;
use segmenta::files::{ExportFile, file_bytes};
use segmenta::pipeline::{Analysis, Executor, Memory, Observer, Serial, Settings, Stage, Threads, segment};
use segmenta::sales::Quality;
use segmenta::sample::{self, SampleLine};
use segmenta::segments::{Segment, Wording};
use segmenta::text::Language;
use std::num::NonZeroUsize;

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Stage, _: u64, _: u64) {}
    fn checked(&mut self, _: &str, _: &Quality) {}
    fn gathered(&mut self, _: &Customers) {}
}

/// Lines with what could make their order matter: amounts that do not sum exactly in doubles, names in several accounts, equal counts of
/// several products, lines twice.
fn lines(rows: usize, accounts: usize) -> Vec<SampleLine> {
    let mut lines = sample::lines(rows, accounts, 7).unwrap();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    for at in 0..lines.len() {
        match random.random_range(0..10_u32) {
            0 => lines[at].name = lines[at / 2].name.clone(),
            1 => lines[at] = lines[at / 3].clone(),
            2 => lines[at].net_price = f64::from(random.random_range(1..9_u32)) / 10.0,
            3 => lines[at].description = ["équerre", "Équerre", "ciment"][at % 3].into(),
            _ => {}
        }
    }
    lines
}

fn analyse(lines: &[SampleLine], settings: &Settings, executor: &impl Executor) -> Analysis {
    let workbook = sample::workbook(lines).unwrap();
    pollster::block_on(segment(&Memory(&workbook), "sales.xlsx", settings, executor, &mut Silent)).unwrap()
}

fn threads(number: usize) -> Threads {
    Threads(NonZeroUsize::new(number).unwrap())
}

fn files(analysis: &Analysis, files: &[ExportFile]) -> Vec<Vec<u8>> {
    let bytes = |at: usize| {
        let of = move |&file: &ExportFile| {
            let wording = |segment: &Segment| Wording { name: segment.number.to_string(), ..Wording::default() };
            file_bytes(file, analysis, at, wording, Language::French).unwrap()
        };
        files.iter().map(of)
    };
    (0..analysis.sweep.scores.len()).flat_map(bytes).collect()
}

/// Few accounts with exact silhouettes, and so many with estimated ones that a sample is less than all of them.
fn cases() -> [(Vec<SampleLine>, Settings); 2] {
    let sampled = Settings { exact_up_to: 100, k_range: (2, 4), ..Settings::default() };
    [(lines(4_000, 300), Settings::default()), (lines(13_000, 6_000), sampled)]
}

#[test]
fn any_number_of_threads_gives_all_files() {
    for (lines, settings) in cases() {
        let alone = files(&analyse(&lines, &settings, &Serial), &ExportFile::ALL);
        for number in [1, 2, 3, 8] {
            let found = files(&analyse(&lines, &settings, &threads(number)), &ExportFile::ALL);
            assert!(found == alone, "{number} threads differ");
        }
    }
}

#[test]
fn rows_may_be_shuffled() {
    const INVARIANT: [ExportFile; 4] =
        [ExportFile::Segments, ExportFile::Accounts, ExportFile::Report, ExportFile::Document];
    // The rows left out are the same but for their numbers and order.
    let left_out = |analysis: &Analysis| {
        let file = String::from_utf8(files(analysis, &[ExportFile::Excluded]).swap_remove(0)).unwrap();
        let mut rows: Vec<String> = file.lines().map(|line| line.split_once(',').unwrap().1.to_owned()).collect();
        rows.sort_unstable();
        rows
    };
    for (mut lines, settings) in cases() {
        let before = analyse(&lines, &settings, &Serial);
        let expected = (files(&before, &INVARIANT), left_out(&before));
        let mut random = ChaCha8Rng::seed_from_u64(3);
        for number in [1, 2, 3, 8] {
            lines.shuffle(&mut random);
            let found = analyse(&lines, &settings, &threads(number));
            assert!(files(&found, &INVARIANT) == expected.0, "shuffled rows, {number} threads: other files");
            assert_eq!(left_out(&found), expected.1);
        }
    }
}

#[test]
fn an_estimate_is_near_and_says_so() {
    let [_, (lines, settings)] = cases();
    let estimated = analyse(&lines, &settings, &Serial);
    let exact = analyse(&lines, &Settings { exact_up_to: lines.len(), ..settings }, &Serial);
    assert_eq!(exact.sweep.precision, Precision::Exact);
    let Precision::Estimated { error, account_error, .. } = estimated.sweep.precision else { panic!("not estimated") };
    for (a, b) in exact.sweep.scores.iter().zip(&estimated.sweep.scores) {
        assert!((a.silhouette - b.silhouette).abs() <= error);
    }
    let pairs = exact.sweep.silhouettes.iter().flatten().zip(estimated.sweep.silhouettes.iter().flatten());
    assert!(pairs.into_iter().all(|(a, b)| (a - b).abs() <= account_error));
    let report =
        |analysis| -> serde_json::Value { serde_json::from_slice(&files(analysis, &[ExportFile::Report])[0]).unwrap() };
    assert_eq!(report(&exact)["silhouettes"], serde_json::json!({ "method": "exact" }));
    let said = &report(&estimated)["silhouettes"];
    assert_eq!((&said["method"], &said["confidence"]), (&"estimated".into(), &0.95.into()));
    for (key, expected) in [("error", error), ("account_error", account_error)] {
        // serde_json reads to the last bit but one.
        assert!((said[key].as_f64().unwrap() - expected).abs() <= expected * f64::EPSILON, "{key}: {said}");
    }
}
