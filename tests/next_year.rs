//! Next year as the page makes it, in memory: the same files as the command's, whatever the accounts are called.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod running;

use running::{done, folder};
use segmenta::compare::{CompareFile, Year};
use segmenta::pipeline::{
    Disk, LastYear, NextYear, NextYearFile, Past, ScoreFile, Serial, Settings, Silent, Way, read_past, score_bytes,
    score_sales, segment,
};
use segmenta::text::{Language, compare::segment_name};
use std::fs::{self, File};
use std::path::Path;

/// What the page makes of these files of last year's and this file of sales: its files, by way.
fn files(folder: &Path, past: &[&str], sales: &str, k: usize) -> Vec<(NextYearFile, Vec<u8>)> {
    files_of(folder, past, (sales, k), false)
}

fn files_of(folder: &Path, past: &[&str], (sales, k): (&str, usize), is_paired: bool) -> Vec<(NextYearFile, Vec<u8>)> {
    let mut last = LastYear::default();
    for name in past {
        match read_past(File::open(folder.join(name)).unwrap(), name).unwrap() {
            Past::Model(model) => last.model = Some(*model),
            Past::Year(year) => last.year = Some(year),
        }
    }
    let settings = Settings::default();
    let path = folder.join(sales);
    let analysis = pollster::block_on(segment(&Disk(&path), sales, &settings, &Serial, &mut Silent)).unwrap();
    let scored = last.model.map(|model| {
        let sales_at_hand = analysis.sales.clone();
        pollster::block_on(score_sales(sales, sales_at_hand, model, &settings, &Serial, &mut Silent)).unwrap()
    });
    let at = analysis.sweep.index_of(k).unwrap();
    let own = Year::made(&analysis.customers, &analysis.sweep.partitions[at]);
    let next = NextYear::of(last.year.as_ref(), scored.as_ref(), &own, is_paired);
    let mut files = Vec::new();
    for way in [Way::Apply, Way::Anew] {
        let Some(comparison) = next.way(way) else { continue };
        files.extend(
            CompareFile::ALL.map(|file| (NextYearFile::Compare(way, file), comparison.file(file).into_bytes())),
        );
    }
    if let Some(scored) = &scored {
        let names: Vec<String> =
            scored.model.segments.iter().map(|segment| segment_name(segment, Language::English)).collect();
        files.extend(ScoreFile::ALL.map(|file| (NextYearFile::Score(file), score_bytes(file, scored, &names))));
    }
    files
}

fn assert_same(folder: &Path, files: &[(NextYearFile, Vec<u8>)], apply: &str, anew: &str) {
    assert!(!files.is_empty());
    for (file, bytes) in files {
        let out = match file {
            NextYearFile::Score(_) => "applied",
            NextYearFile::Compare(Way::Apply, _) => apply,
            NextYearFile::Compare(Way::Anew, _) => anew,
        };
        let expected = fs::read(folder.join(out).join(file.file_name())).unwrap();
        assert!(*bytes == expected, "{file:?}");
    }
}

/// Two years of a shop whose customers have names that spreadsheets, loaders and readers of tables may take for something else.
fn odd_years(folder: &Path) {
    let ids = [
        "0013X00000abcDE",
        "=1+1",
        "'=x",
        "-7",
        "a, b",
        "say \"hi\"",
        "0042",
        "1e5",
        "2020-01-02",
        "Éléonore",
        "TRUE",
        "@x",
    ];
    for (year, step) in [("one.csv", 3), ("two.csv", 5)] {
        let line = |at: usize| {
            let id = match at % 40 {
                odd if odd < ids.len() => format!("\"{}\"", ids[odd].replace('"', "\"\"")),
                other => format!("0013X00000abc{}{}", ["A", "b"][other % 2], (b'A' + (other / 2) as u8) as char),
            };
            format!("{id},{},{}.25,L{at}\n", 1 + at * step % 7, 3 + at * at * step % 401)
        };
        let lines: String = (0..200).filter(|at| at % 40 != step).map(line).collect();
        let head = "SBQQ__Account__c,SBQQ__Quantity__c,SBQQ__NetPrice__c,Name\n";
        fs::write(folder.join(year), format!("{head}{lines}")).unwrap();
    }
}

fn the_command(folder: &Path) {
    done(folder, "segment one.csv --out last --k 3 --no-evidence --lang en");
    done(folder, "segment two.csv --out this --k 4 --no-evidence --lang en");
    done(folder, "score two.csv --model last/model.json --out applied --lang en");
    done(folder, "compare --before last/accounts.csv --after applied/accounts.csv --out apply");
    done(folder, "compare --before last/accounts.csv --after this/accounts.csv --out anew --match");
    done(folder, "compare --before applied/accounts.csv --after this/accounts.csv --out ways --match");
}

#[test]
fn two_made_up_years_give_the_files_of_the_command() {
    let folder = folder("next_year", "made_up");
    done(&folder, "sample --rows 3000 --accounts 240 --out one.csv");
    done(&folder, "sample --rows 3000 --accounts 240 --year 2 --out two.csv");
    the_command(&folder);
    let both = files(&folder, &["last/accounts.csv", "last/model.json"], "two.csv", 4);
    assert_eq!(both.len(), 2 * CompareFile::ALL.len() + ScoreFile::ALL.len());
    assert_same(&folder, &both, "apply", "anew");
    // Of last year's segments alone there is nothing to apply; of the model alone its own segments stand for last year's.
    let year = files(&folder, &["last/accounts.csv"], "two.csv", 4);
    assert_eq!(year.len(), CompareFile::ALL.len());
    assert_same(&folder, &year, "", "anew");
    let model = files(&folder, &["last/model.json"], "two.csv", 4);
    assert_eq!(model.len(), CompareFile::ALL.len() + ScoreFile::ALL.len());
    assert_same(&folder, &model, "", "ways");
}

#[test]
fn accounts_of_odd_names_are_the_same_in_memory_and_read_back() {
    let folder = folder("next_year", "odd");
    odd_years(&folder);
    the_command(&folder);
    assert_same(&folder, &files(&folder, &["last/accounts.csv", "last/model.json"], "two.csv", 4), "apply", "anew");
}

#[test]
fn a_model_whose_numbers_are_not_those_of_last_years_file_is_paired_with_it() {
    let folder = folder("next_year", "paired");
    odd_years(&folder);
    the_command(&folder);
    done(&folder, "compare --before this/accounts.csv --after applied/accounts.csv --out paired --match");
    done(&folder, "compare --before this/accounts.csv --after this/accounts.csv --out same --match");
    let files = files_of(&folder, &["this/accounts.csv", "last/model.json"], ("two.csv", 4), true);
    assert_same(&folder, &files, "paired", "same");
}
