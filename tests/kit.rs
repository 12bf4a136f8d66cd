//! The load kit through the command: written from a file of sales, loaded into a made-up field, taken back, its failures tried again.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod running;

use running::{done, folder, segmenta};
use segmenta::kit::Assigned;
use segmenta::segments::Level;
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
            "Load kit written to first: 150\u{a0}accounts with a new or another segment; same segment, other fields brought up to date: 0; \
             to clear: 0; unchanged: 0; refused: 0.\n"
        ),
        "{said}"
    );
    let field = load(BTreeMap::new(), &folder.join("first/update-001.csv"));
    assert_eq!(field, rows(&folder.join("one/segments.csv")).into_iter().collect());
    assert!(!folder.join("first/rollback-001.csv").exists());

    let names = "--date-field Segment_Date__c=2021-01-15 --silhouette-field Segment_Silhouette__c --lang fr";
    done(&folder, &format!("segment two.csv --out two --kit second --before one/segments.csv {names} {words}"));
    let after = load(field.clone(), &folder.join("second/update-001.csv"));
    // Numbers are those of last year's likes, as `compare --match` has them.
    done(&folder, "compare --before one/segments.csv --after two/accounts.csv --out matched --match");
    assert_eq!(after, rows(&folder.join("matched/segments.csv")).into_iter().collect());
    assert_eq!(load(after, &folder.join("second/rollback-001.csv")), field);
    // What each account's segment and ranks say is what the other files say.
    let ranks = "--profile-field Profile__c --rank-fields Sales__c,Orders__c,Average__c";
    done(&folder, &format!("segment two.csv --out two --kit ranked {ranks} {words}"));
    let ranked = fs::read_to_string(folder.join("ranked/update-001.csv")).unwrap();
    let of = |line: &str, column: usize| line.split(',').nth(column).unwrap().trim_matches('"').to_owned();
    let accounts = fs::read_to_string(folder.join("two/accounts.csv")).unwrap();
    let others = accounts.lines().count() as f64 - 2.0;
    for line in ranked.lines().skip(1) {
        let account = accounts.lines().skip(1).find(|other| of(other, 0)[..15] == of(line, 0)[..15]).unwrap();
        for feature in 0..3 {
            let rank: f64 = of(account, 4 + feature).parse().unwrap();
            assert_eq!(of(line, 3 + feature), format!("{:.1}", 100.0 * (rank - 1.0) / others), "{line}");
        }
        assert_eq!(of(line, 2).split(' ').count(), 3);
    }
    let update = fs::read_to_string(folder.join("second/update-001.csv")).unwrap();
    assert!(
        update.starts_with("\"Id\",\"Segment__c\",\"Segment_Date__c\",\"Segment_Silhouette__c\"\n")
            && update.is_ascii()
    );
    let guide = fs::read_to_string(folder.join("second/guide.txt")).unwrap();
    assert!(guide.starts_with("CHARGER LES SEGMENTS DANS SALESFORCE") && guide.lines().count() < 40);
    for file in ["mapping.sdl", "process-conf.xml", "load.sh", "load.ps1", "before.soql"] {
        assert!(folder.join("second").join(file).exists(), "{file}");
    }
    done(&folder, &format!("segment two.csv --out two --kit again --before one/segments.csv {names} {words}"));
    for file in fs::read_dir(folder.join("second")).unwrap() {
        let file = file.unwrap();
        assert!(fs::read(file.path()).unwrap() == fs::read(folder.join("again").join(file.file_name())).unwrap());
    }
}

fn assigned(account: &str) -> Assigned<'_> {
    Assigned { account, segment: 1, silhouette: 0.5, profile: [Level::Medium; 3], percents: [50.0; 3] }
}

/// Renumbers last year's segments, as a field that has gone through some years has them.
fn renumbered(folder: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(from)).unwrap();
    let text = (1..=4).fold(text, |text, at| text.replace(&format!("Segment_{at}\""), &format!("segment-{at}\"")));
    let text =
        (1..=4).fold(text, |text, at| text.replace(&format!("segment-{at}\""), &format!("Segment_{}\"", 5 - at)));
    fs::write(folder.join(to), text).unwrap();
}

#[test]
fn a_kit_compares_like_with_like_whatever_the_numbers() {
    let folder = folder("kit", "likes");
    done(&folder, "sample --rows 2000 --accounts 150 --out one.csv");
    let words = "--k 4 --no-evidence";
    done(&folder, &format!("segment one.csv --out one {words}"));
    renumbered(&folder, "one/segments.csv", "field.csv");
    // The same file again: nothing has changed but the numbers.
    let said = done(&folder, &format!("segment one.csv --out again --kit k --before field.csv {words}"));
    assert!(said.contains("Load kit written to k: 0\u{a0}accounts with a new or another segment"), "{said}");
    assert!(said.contains("unchanged: 150") && said.matches(" takes number ").count() == 4, "{said}");
    assert!(!folder.join("k/update-001.csv").exists());

    // A model keeps its own numbers, unless they are to be matched.
    let score = "score one.csv --model one/model.json --out scored --before field.csv --kit";
    let said = done(&folder, &format!("{score} plain"));
    assert!(said.contains("paired by the accounts they share (--match), segments would keep"), "{said}");
    assert!(folder.join("plain/update-001.csv").exists() && folder.join("plain/rollback-001.csv").exists());
    let said = done(&folder, &format!("{score} matched --match"));
    assert!(!said.contains("(--match)"), "{said}");
    let written = fs::read_to_string(folder.join("matched/update-001.csv")).unwrap_or_default();
    // But for accounts that a model cannot tell apart.
    assert!(written.lines().count() < 8, "{written}");
}

#[test]
fn a_kit_leaves_nothing_of_an_earlier_one_to_be_loaded() {
    let folder = folder("kit", "leftovers");
    done(&folder, "sample --rows 600 --accounts 60 --out one.csv");
    let words = "segment one.csv --out one --kit k --k 3 --no-evidence";
    done(&folder, words);
    for file in
        ["update-002.csv", "rollback-001.csv", "refused.csv", "rollback.sdl", "retry.csv", "update-001-error.csv"]
    {
        fs::write(folder.join("k").join(file), "old").unwrap();
    }
    done(&folder, words);
    let mut names: Vec<String> =
        fs::read_dir(folder.join("k")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    // What a loader has answered is not the kit's to remove.
    assert_eq!(
        names,
        [
            "before.soql",
            "guide.txt",
            "load.ps1",
            "load.sh",
            "mapping.sdl",
            "process-conf.xml",
            "update-001-error.csv",
            "update-001.csv"
        ]
    );
    // Nor does anything but a kit's own name go.
    done(&folder, &format!("{words} --before one/segments.csv"));
    assert!(!folder.join("k/update-001.csv").exists() && folder.join("k/guide.txt").exists());
}

#[test]
fn the_guides_way_to_a_rollback_works() {
    let folder = folder("kit", "first_load");
    done(&folder, "sample --rows 600 --accounts 60 --out one.csv");
    let names = "--k 3 --no-evidence --object Compte__c --field Groupe__c --date-field Jour__c=2026-01-15";
    // Before the first load every field is empty, and the export of before.soql has a header alone.
    fs::write(folder.join("before.csv"), "\"Id\",\"Groupe__c\",\"Jour__c\"\n").unwrap();
    let said = done(&folder, &format!("segment one.csv --out one --kit first --before before.csv {names}"));
    assert!(said.contains("60\u{a0}accounts with a new or another segment"), "{said}");
    let rollback = fs::read_to_string(folder.join("first/rollback-001.csv")).unwrap();
    assert_eq!(rollback.matches(",\"#N/A\",\"#N/A\"\n").count(), 60);
    // Then the fields are exported under their own names.
    fs::copy(folder.join("first/update-001.csv"), folder.join("before.csv")).unwrap();
    let said = done(&folder, &format!("segment one.csv --out one --kit second --before before.csv {names}"));
    assert!(said.contains("unchanged: 60"), "{said}");
    fs::write(folder.join("other.csv"), "Id,Kind\nA,1\n").unwrap();
    let (code, _, error) = segmenta(&folder, &format!("segment one.csv --out d --kit d --before other.csv {names}"));
    assert!(code == Some(1) && error.contains("(segment or Groupe__c)"), "{error}");
}

/// `load.sh` with an `sf` that writes down how it was called and fails as the real one does.
#[cfg(unix)]
#[test]
fn the_script_goes_on_after_a_part_with_failures() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    let folder = folder("kit", "script");
    fs::create_dir_all(folder.join("bin")).unwrap();
    let sf = "#!/bin/sh\necho \"$*\" >>\"$SF_CALLS\"\ncase $* in *001.csv*) echo 'Job 750Jt00000AbCdEIAV has failures' >&2; exit 68 ;; esac\n";
    fs::write(folder.join("bin/sf"), sf).unwrap();
    fs::set_permissions(folder.join("bin/sf"), fs::Permissions::from_mode(0o755)).unwrap();
    let ids: Vec<String> = (0..50_001_u32).map(|number| format!("0013X{number:010}")).collect();
    let accounts: Vec<_> = ids.iter().map(|id| assigned(id)).collect();
    let kit = segmenta::kit::Kit::of(&segmenta::kit::Target::default(), &accounts, None, false);
    for (name, text) in &kit.files {
        fs::write(folder.join(name), text).unwrap();
    }
    let path = format!("{}:{}", folder.join("bin").display(), std::env::var("PATH").unwrap());
    let calls = folder.join("calls");
    let run = |words: &[&str]| {
        let mut command = Command::new("sh");
        command.arg(folder.join("load.sh")).args(words).env("PATH", &path).env("SF_CALLS", &calls);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, out, error) = run(&["my-org"]);
    let called = fs::read_to_string(&calls).unwrap();
    let call = |part: &str| {
        format!(
            "data update bulk --file {part} --sobject Account --wait 10 --line-ending LF --column-delimiter COMMA --target-org my-org\n"
        )
    };
    assert_eq!(called, call("update-001.csv") + &call("update-002.csv"));
    assert!(code == Some(68) && out.contains("has failures"), "{code:?} {out}");
    assert!(error.contains("sf data bulk results --job-id 750Jt00000AbCdEIAV --target-org my-org"), "{error}");
    // A word mistyped, and a part that the kit does not have, load nothing and say so.
    for words in [["my-org", "rollbck"].as_slice(), &["my-org", "rollback"], &[]] {
        let (code, _, error) = run(words);
        assert!(code != Some(0) && !error.is_empty(), "{words:?}");
    }
    assert_eq!(fs::read_to_string(&calls).unwrap(), called);
}

#[test]
fn ids_that_are_not_salesforce_s_are_refused_and_listed() {
    let folder = folder("kit", "refused");
    let lines: String = (1..=40).map(|at| format!("{at},{},{}.5\n", at % 5 + 1, at * 3)).collect();
    fs::write(folder.join("shop.csv"), format!("SBQQ__Account__c,SBQQ__Quantity__c,SBQQ__NetPrice__c\n{lines}"))
        .unwrap();
    let said = done(&folder, "segment shop.csv --out d --kit k --k 2 --no-evidence");
    assert!(said.contains("0\u{a0}accounts with a new or another segment") && said.contains("refused: 40"), "{said}");
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
    fs::write(
        folder.join("bulk.csv"),
        "\"Id\",\"Success\",\"Created\",\"Error\"\n\"\",\"false\",\"false\",\"X:y:--\"\n",
    )
    .unwrap();
    let (code, _, error) = segmenta(&folder, "results bulk.csv --out d");
    assert!(code == Some(1) && error.contains("does not repeat the rows that failed"), "{error}");
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

/// The kit as one file holds what the kit as a folder holds.
#[test]
fn a_kit_in_one_file_is_the_kit_in_a_folder() {
    use std::io::Read;
    let folder = folder("kit", "zip");
    done(&folder, "sample --rows 600 --accounts 60 --out one.csv");
    let words = "--k 3 --no-evidence --date-field Segment_Date__c=2026-01-15 --lang fr";
    let said = done(&folder, &format!("segment one.csv --out one --kit kit {words}"));
    let zipped = done(&folder, &format!("segment one.csv --out one --kit kit.zip {words}"));
    assert_eq!(zipped.replace("kit.zip", "kit"), said);
    let file = fs::File::open(folder.join("kit.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        assert_eq!(bytes, fs::read(folder.join("kit").join(&name)).unwrap(), "{name}");
        names.push(name);
    }
    names.sort();
    let mut there: Vec<_> = fs::read_dir(folder.join("kit"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    assert_eq!(names, there);
}

/// Where everything was loaded, the file of errors has headers alone.
#[test]
fn a_load_without_failures_is_told() {
    let folder = folder("kit", "all-loaded");
    fs::write(folder.join("success.csv"), "\"ID\",\"SEGMENT__C\",\"STATUS\"\n\"1\",\"Segment_1\",\"Item Updated\"\n")
        .unwrap();
    fs::write(folder.join("error.csv"), "\"ID\",\"SEGMENT__C\",\"ERROR\"\n").unwrap();
    let said = done(&folder, "results success.csv error.csv --out d");
    assert_eq!(said, "Loaded: 1\u{a0}line.\n");
}
