//! Every fuzz target over its seeds and over all that was ever found, in order and without a fuzzer.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod targets;

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use targets::{ALL, corpus, packing};

/// Panics, those that a reader catches included: in the page they would end the worker.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Seeds of a target, made from the project's own corpus.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    match target {
        "workbook" => {
            let cases = corpus::odd::cases().into_iter().chain(corpus::hostile::cases());
            let small = cases.filter(|case| case.bytes.len() < 64 << 10);
            small.flat_map(|case| packing::seeds(&case.bytes)).chain(packing::seeds(&corpus::sales(30, 5))).collect()
        }
        "text" => texts(&[
            "Name;Compte;Prix\nSUB-1;0011;\"1 234,56 €\"\nSUB-2;0012;12,5\n",
            "\u{FEFF}\"Id\",\"Q\"\r\n\"001\",\"1E5\"\r\n\"002\",\"say \"\"no\"\"\"\r\n",
            "sep=|\r\na|b\r\n1|2\r\n",
            "a\tb\r1\t2\r3\t4\r",
            "Report\nFilter: 2020; 2021\n\na;b;c\n1;2;3\n4;5;6\nTotal;;10\n",
        ]),
        "numbers" => texts(&[
            "1.234,56\n-17,19 €\n(1 234)\n12 %\n1.5E+06",
            "EUR 442,81\n1'234.50\n\u{2212}3\n$1,234,567.89\n1\u{202F}234,56",
            "1.234\n2\nabc\n\n007",
        ]),
        "dates" => texts(&[
            "01/02/2020\n31/12/2020\n2020-12-31T12:30:15.5Z",
            "1er mars 2021\n28 nov. 2021\nThursday, March 5th 2020 1:05 PM",
            "20200131\n12-31-20\n31.12.20 23:59\nPT36H30M15S",
        ]),
        "model" => {
            let model = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model-v1.json")).unwrap();
            let half = model[..model.len() / 2].to_vec();
            vec![model, half, br#"{"format":"segmenta-model","schema":2}"#.to_vec(), b"[]".to_vec()]
        }
        "years" => texts(&[
            "AccountId,TotalSales,OrderCount,AvgOrderValue,Segment\n0011r00002M4hxDAAR,10.5,2,5.25,1\n0011r00002M4hxEAAR,3,1,3,2\n",
            "Id;Segment__c\n0011r00002M4hxD;Segment_2\n;1\n0011r00002M4hxE;\n",
            "\"ID\",\"SEGMENT__C\",\"ERROR\"\n\"0011r00002M4hxDAAR\",\"Segment_1\",\"UNABLE_TO_LOCK_ROW:unable to obtain exclusive access\"\n",
            "\"sf__Id\",\"sf__Error\",\"Id\",\"Segment__c\"\n\"\",\"INVALID_CROSS_REFERENCE_KEY:invalid:--\",\"001\",\"Segment_1\"\n",
        ]),
        // Two bytes of choices before each.
        "sales" => texts(&[
            "\u{1}\u{0}Account;Subscription;Quantity;Net price;Start date;Currency\nA;S1;1;2,5;01/02/2020;EUR\n;S2;1;2;;USD\nSubtotal;;2;4,5\nB;S3;-1;x\n;;1;4\n",
            "\u{42}\u{10}Report\n\nCompte;Contrat;Quantité;Prix net\nA;K1;1;2\n;;1;2\n;Sous-total;2;4\nTotal;;2;4\nConfidentiel\n",
            "\u{7f}\u{60}SBQQ__Account__c,Name,SBQQ__Quantity__c,SBQQ__NetPrice__c\n0011r00002M4hxD,L1,1,1\n0011r00002M4hxDAAR,L1,1,1\nB,L2,1,EUR 3\nB,L2,1,EUR 3\n",
            "\u{0}\u{7}account,TotalSales,OrderCount\nA,300,3\n,,\nB,50.5,2\n,350.5,5\n",
            "\u{83}Report\n\nAccount;Quantity;Net price\nAccount;Quantity;Net price\nA;1;2\nB;1;2\n",
            "\u{5}\u{b}A,B,C,D\n0011r00002M4hxDAAR,2,3.5,2020-01-02\n0011r00002M4iaaAAB,1,4.5,2020-01-03\n",
        ]),
        _ => vec![
            vec![7, 15, 23, 0, 4, 2, 3, 0, 12, 10, 11],
            vec![7, 0, 0, 6, 14, 22, 30, 0, 4, 12, 2, 10, 0, 5, 1, 2, 2],
            vec![2, 2, 0, 2, 2, 0, 1, 7],
        ],
    }
}

/// What fuzzing found of a target, and what stands for a known failure.
fn found(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found").join(target);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn seeds_and_finds_break_no_promise() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        before(info);
    }));
    for (name, target) in ALL {
        let seeds = seeds(name).into_iter().enumerate().map(|(number, seed)| (format!("seed {number}"), seed));
        let found = found(name).into_iter().map(|path| (path.display().to_string(), fs::read(&path).unwrap()));
        for (what, data) in seeds.chain(found) {
            let end = panic::catch_unwind(AssertUnwindSafe(|| target(&data)));
            assert!(end.is_ok() && PANICS.load(Ordering::Relaxed) == 0, "{name}: {what}");
        }
    }
}

/// Writes the seeds for the fuzzers, those of the real workbooks too where they are.
#[test]
#[ignore = "a tool, not a test"]
fn write_seeds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in ALL {
        let folder = root.join("fuzz/corpus").join(name);
        fs::create_dir_all(&folder).unwrap();
        let mut seeds = seeds(name);
        if name == "workbook" {
            let real = ["readxl", "sheetjs"].map(|from| root.join("../shared/corpus").join(from));
            for path in real.iter().flat_map(|folder| walk(folder)) {
                let bytes = fs::read(path).unwrap();
                if bytes.len() < 32 << 10 {
                    seeds.extend(packing::seeds(&bytes));
                }
            }
        }
        for (number, seed) in seeds.iter().filter(|seed| seed.len() < 64 << 10).enumerate() {
            fs::write(folder.join(format!("seed-{number:04}")), seed).unwrap();
        }
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
