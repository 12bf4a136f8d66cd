//! The load kit through the command: written from a file of sales, loaded into a made-up field, taken back, its failures tried again.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod running;

use running::{done, folder, segmenta};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Rows of a load file: id, segment.
fn rows(path: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let cells = |line: &str| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect::<Vec<_>>();
    text.lines().skip(1).map(cells).map(|row| (row[0].clone(), row[1].clone())).collect()
}

fn load(mut field: BTreeMap<String, String>, path: &Path) -> BTreeMap<String, String> {
    for (id, value) in rows(path) {
        match value.as_str() {
            "#N/A" => field.remove(&id),
            _ => field.insert(id, value),
        };
    }
    field
}

#[test]
fn a_kit_leads_from_one_year_to_the_next_and_back() {
    let folder = folder("kit", "two_years");
    done(&folder, "sample --rows 2000 --accounts 150 --out one.csv");
    done(&folder, "sample --rows 2000 --accounts 150 --year 2 --out two.csv");
    let words = "--k 4 --no-evidence";
    let said = done(&folder, &format!("segment one.csv --out one --kit first {words}"));
    assert!(
        said.ends_with(
            "Load kit written to first: 150\u{a0}accounts to update, to clear: 0, unchanged: 0, refused: 0.\n"
        ),
        "{said}"
    );
    let field = load(BTreeMap::new(), &folder.join("first/update-001.csv"));
    assert_eq!(field, rows(&folder.join("one/segments.csv")).into_iter().collect());
    assert!(!folder.join("first/rollback-001.csv").exists());

    let names = "--date-field Segment_Date__c=2021-01-15 --silhouette-field Segment_Silhouette__c --lang fr";
    done(&folder, &format!("segment two.csv --out two --kit second --before one/segments.csv {names} {words}"));
    let after = load(field.clone(), &folder.join("second/update-001.csv"));
    assert_eq!(after, rows(&folder.join("two/segments.csv")).into_iter().collect());
    assert_eq!(load(after, &folder.join("second/rollback-001.csv")), field);
    let update = fs::read_to_string(folder.join("second/update-001.csv")).unwrap();
    assert!(
        update.starts_with("\"Id\",\"Segment__c\",\"Segment_Date__c\",\"Segment_Silhouette__c\"\n")
            && update.is_ascii()
    );
    let guide = fs::read_to_string(folder.join("second/guide.txt")).unwrap();
    assert!(guide.starts_with("CHARGER LES SEGMENTS DANS SALESFORCE") && guide.lines().count() < 40);
    for file in ["mapping.sdl", "rollback.sdl", "process-conf.xml", "load.sh", "load.ps1", "before.soql"] {
        assert!(folder.join("second").join(file).exists(), "{file}");
    }
    done(&folder, &format!("segment two.csv --out two --kit again --before one/segments.csv {names} {words}"));
    for file in fs::read_dir(folder.join("second")).unwrap() {
        let file = file.unwrap();
        assert!(fs::read(file.path()).unwrap() == fs::read(folder.join("again").join(file.file_name())).unwrap());
    }
}

#[test]
fn ids_that_are_not_salesforce_s_are_refused_and_listed() {
    let folder = folder("kit", "refused");
    let lines: String = (1..=40).map(|at| format!("{at},{},{}.5\n", at % 5 + 1, at * 3)).collect();
    fs::write(folder.join("shop.csv"), format!("SBQQ__Account__c,SBQQ__Quantity__c,SBQQ__NetPrice__c\n{lines}"))
        .unwrap();
    let said = done(&folder, "segment shop.csv --out d --kit k --k 2 --no-evidence");
    assert!(said.contains("0\u{a0}accounts to update") && said.contains("refused: 40"), "{said}");
    assert!(!folder.join("k/update-001.csv").exists());
    assert_eq!(fs::read_to_string(folder.join("k/refused.csv")).unwrap().lines().count(), 41);
}

#[test]
fn failures_of_a_load_are_told_by_cause_and_tried_again() {
    let folder = folder("kit", "results");
    fs::write(folder.join("success.csv"), "\"ID\",\"SEGMENT__C\",\"STATUS\"\n\"1\",\"Segment_1\",\"Item Updated\"\n")
        .unwrap();
    let errors = "\"ID\",\"SEGMENT__C\",\"ERROR\"\n\"2\",\"Segment_2\",\"UNABLE_TO_LOCK_ROW:busy:--\"\n";
    fs::write(folder.join("error.csv"), errors).unwrap();
    let said = done(&folder, "results success.csv error.csv --out d");
    assert!(
        said.contains("Loaded: 1\u{a0}line.") && said.contains("UNABLE_TO_LOCK_ROW: 1\u{a0}line (passing, load again)"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(folder.join("d/retry.csv")).unwrap(), "\"ID\",\"SEGMENT__C\"\n\"2\",\"Segment_2\"\n");
    fs::write(folder.join("other.csv"), "A,B\n1,2\n").unwrap();
    let (code, _, error) = segmenta(&folder, "results other.csv --out d --lang fr");
    assert!(code == Some(1) && error.contains("n’est pas le résultat d’un chargement"), "{error}");
}

#[test]
fn a_target_that_cannot_be_is_wrong_usage() {
    let folder = folder("kit", "target");
    for (words, expected) in [
        ("segment f --out d --kit k --object Acc;ount", "“Acc;ount” is no API name."),
        ("segment f --out d --kit k --date-field D__c=15/01/2026", "“15/01/2026” is no date."),
        ("segment f --out d --before b.csv", "--kit is missing."),
    ] {
        let (code, _, error) = segmenta(&folder, words);
        assert!(code == Some(2) && error.contains(expected), "{words}: {error}");
    }
}
