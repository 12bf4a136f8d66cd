//! The command from outside: its words, exit codes, messages and files.
#![cfg(not(target_arch = "wasm32"))]

mod running;

use running::{done, folder, segmenta};
use segmenta::sales::salesforce_id::{IdForm, form};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A sample workbook in a fresh folder.
fn sample(test: &str) -> PathBuf {
    let folder = folder("command", test);
    done(&folder, "sample --rows 3000 --accounts 200 --out sales.xlsx");
    folder
}

#[test]
fn help_and_version_are_given() {
    let folder = folder("command", "help");
    let (code, english, _) = segmenta(&folder, "--help");
    assert!(code == Some(0) && english.contains("segment FILE --out DIR"));
    let (code, french, _) = segmenta(&folder, "--help --lang fr");
    assert!(code == Some(0) && french.contains("segment FICHIER --out DOSSIER"));
    let (code, version, _) = segmenta(&folder, "--version");
    assert_eq!((code, version.trim()), (Some(0), concat!("segmenta ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = folder("command", "usage");
    for words in
        ["segmente", "segment", "segment f.xlsx", "segment f.xlsx --out d --k 1", "segment f.xlsx --out d --quick"]
    {
        let (code, out, error) = segmenta(&folder, words);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{words}: {error}");
        assert!(error.contains("--help"), "{error}");
    }
    let (_, _, french) = segmenta(&folder, "segmente --lang fr");
    assert!(french.contains("tâche inconnue"), "{french}");
}

#[test]
fn a_file_that_cannot_be_used_ends_with_one_and_says_why() {
    let folder = folder("command", "bad");
    fs::write(folder.join("letter.xlsx"), "Dear all,").unwrap();
    fs::write(folder.join("letter.pdf"), "%PDF-1.7 Dear all,").unwrap();
    let whole = segmenta::pipeline::sample_workbook().unwrap();
    fs::write(folder.join("cut.xlsx"), &whole[..whole.len() / 2]).unwrap();
    for (file, words) in [
        ("none.xlsx", "none.xlsx"),
        ("letter.xlsx", "no row below"),
        ("letter.pdf", "neither a workbook"),
        ("cut.xlsx", "damaged"),
    ] {
        let (code, out, error) = segmenta(&folder, &format!("segment {file} --out d"));
        assert_eq!((code, out.as_str()), (Some(1), ""), "{file}: {error}");
        assert!(error.contains(words), "{file}: {error}");
    }
    assert!(!folder.join("d").exists(), "nothing is written for a file that cannot be used");
}

#[test]
fn a_missing_sheet_and_a_missing_column_are_named() {
    let folder = sample("missing");
    for (words, expected) in [
        ("--sheet Ventes", "“Ventes”"),
        ("--column price=Tarif", "“Tarif”"),
        ("--k 100 --lang fr", "Trop peu de comptes"),
    ] {
        let accounts = if words.contains("100") { "small.xlsx" } else { "sales.xlsx" };
        segmenta(&folder, "sample --rows 60 --accounts 20 --out small.xlsx");
        let (code, _, error) = segmenta(&folder, &format!("segment {accounts} --out d {words}"));
        assert!(code == Some(1) && error.contains(expected), "{words}: {error}");
    }
}

#[test]
fn eight_files_are_written_and_csv_knows_no_language() {
    let folder = sample("files");
    for (language, words) in [("en", "Files written to"), ("fr", "Fichiers écrits dans")] {
        let (code, out, error) = segmenta(&folder, &format!("segment sales.xlsx --out {language} --lang {language}"));
        assert_eq!((code, error.as_str()), (Some(0), ""), "{error}");
        assert!(out.contains(words), "{out}");
    }
    let read = |language: &str, file: &str| fs::read_to_string(folder.join(language).join(file)).unwrap();
    for file in ["segments.csv", "accounts.csv", "borders.csv", "excluded.csv"] {
        assert_eq!(read("en", file), read("fr", file), "{file}");
    }
    for (language, title) in [("en", "Customer segments"), ("fr", "Segments de clients")] {
        assert!(read(language, "report.html").contains(&format!("<h1>{title}</h1>")));
        assert!(fs::read(folder.join(language).join("segments.xlsx")).unwrap().starts_with(b"PK"));
    }
    let reports: Vec<Value> =
        ["en", "fr"].iter().map(|language| serde_json::from_str(&read(language, "report.json")).unwrap()).collect();
    let names = |report: &Value| -> Vec<String> {
        report["segments"].as_array().unwrap().iter().map(|segment| segment["name"].as_str().unwrap().into()).collect()
    };
    assert!(names(&reports[0]).iter().zip(names(&reports[1])).all(|(english, french)| *english != french));
}

#[test]
fn a_text_file_gives_the_same_files_and_says_how_it_was_read() {
    let folder = sample("text");
    segmenta(&folder, "sample --rows 3000 --accounts 200 --out sales.csv");
    segmenta(&folder, "segment sales.xlsx --out book");
    let (code, out, error) = segmenta(&folder, "segment sales.csv --out text");
    assert_eq!((code, error.as_str()), (Some(0), ""), "{error}");
    for words in [
        "sales.csv: 3,000",
        "UTF-8, values separated by commas",
        "“SBQQ__NetPrice__c”: decimal point, as its values show",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    for file in ["segments.csv", "accounts.csv", "excluded.csv"] {
        assert!(
            fs::read(folder.join("book").join(file)).unwrap() == fs::read(folder.join("text").join(file)).unwrap(),
            "{file}"
        );
    }
    let (_, out, _) = segmenta(&folder, "segment sales.csv --out text --decimal comma --dates iso");
    assert!(out.contains("decimal comma, as you chose") && out.contains("price or amount not understood"), "{out}");
    let report: Value = serde_json::from_slice(&fs::read(folder.join("text/report.json")).unwrap()).unwrap();
    assert_eq!(report["input"]["text_file"]["delimiter"], ",");
    assert_eq!(report["input"]["text_file"]["encoding"], "utf-8");
    assert_eq!(report["input"]["formats"][0]["format"]["number"], "comma");
}

#[test]
fn the_load_file_is_what_data_loader_takes() {
    let folder = sample("load");
    segmenta(&folder, "segment sales.xlsx --out d --k 4");
    let load = fs::read_to_string(folder.join("d/segments.csv")).unwrap();
    assert!(load.is_ascii() && load.ends_with('\n') && !load.contains("\n\n") && !load.contains('\r'));
    let mut lines = load.lines();
    assert_eq!(lines.next(), Some("\"Id\",\"Segment__c\""));
    let mut segments = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for line in lines {
        let (id, segment) = line.strip_prefix('"').unwrap().strip_suffix('"').unwrap().split_once("\",\"").unwrap();
        assert_eq!(form(id), IdForm::Long, "{id}");
        ids.insert(id);
        segments.insert(segment);
    }
    assert_eq!(ids.len(), 200);
    assert_eq!(segments.into_iter().collect::<Vec<_>>(), ["Segment_1", "Segment_2", "Segment_3", "Segment_4"]);
}

#[test]
fn the_report_reconciles_with_the_other_files() {
    let folder = sample("reconcile");
    segmenta(&folder, "segment sales.xlsx --out d");
    let report: Value = serde_json::from_slice(&fs::read(folder.join("d/report.json")).unwrap()).unwrap();
    let count = |pointer: &str| report.pointer(pointer).and_then(Value::as_u64).unwrap();
    assert_eq!(
        (count("/schema"), count("/input/rows"), count("/input/columns"), count("/accounts")),
        (1, 3000, 12, 200)
    );
    let rows_of = |file: &str| fs::read_to_string(folder.join("d").join(file)).unwrap().lines().count() as u64 - 1;
    let excluded = report["cleaning"]["excluded"].as_object().unwrap();
    assert_eq!(rows_of("excluded.csv"), excluded.values().map(|number| number.as_u64().unwrap()).sum::<u64>());
    assert_eq!(count("/cleaning/kept") + rows_of("excluded.csv"), 3000);
    assert_eq!(rows_of("accounts.csv"), 200);
    let segments = report["segments"].as_array().unwrap();
    assert_eq!(segments.len() as u64, count("/k"));
    assert_eq!(segments.iter().map(|segment| segment["size"].as_u64().unwrap()).sum::<u64>(), 200);
    let accounts = fs::read_to_string(folder.join("d/accounts.csv")).unwrap();
    for segment in segments {
        let number = segment["number"].to_string();
        let members = accounts.lines().skip(1).filter(|line| line.split(',').nth(7) == Some(&number));
        assert_eq!(members.count() as u64, segment["size"].as_u64().unwrap());
    }
}

#[test]
fn borders_tell_every_account_once_from_the_border_inwards() {
    let folder = sample("borders");
    segmenta(&folder, "segment sales.xlsx --out d --k 4");
    let borders = fs::read_to_string(folder.join("d/borders.csv")).unwrap();
    let mut lines = borders.lines();
    assert_eq!(lines.next(), Some("account,segment,next_segment,silhouette,distance_own,distance_next"));
    let accounts = fs::read_to_string(folder.join("d/accounts.csv")).unwrap();
    let known: BTreeSet<String> = accounts
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            [cells[0], cells[7], cells[8]].join(",")
        })
        .collect();
    let (mut told, mut last, mut narrow) = (BTreeSet::new(), f64::NEG_INFINITY, 0);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        told.insert([cells[0], cells[1], cells[3]].join(","));
        assert_ne!(cells[1], cells[2], "{line}");
        let [own, next] = [4, 5].map(|cell| cells[cell].parse::<f64>().unwrap());
        let margin = 1.0 - own / next;
        assert!(margin >= last && margin >= 0.0, "{line} after {last}");
        narrow += u64::from(margin < 0.1);
        last = margin;
    }
    assert_eq!(told, known);
    let report: Value = serde_json::from_slice(&fs::read(folder.join("d/report.json")).unwrap()).unwrap();
    let segments = report["segments"].as_array().unwrap();
    assert_eq!(segments.iter().map(|segment| segment["on_border"].as_u64().unwrap()).sum::<u64>(), narrow);
}

#[test]
fn a_rule_s_conditions_pick_as_its_precision_and_recall_say() {
    let folder = sample("rules");
    let (_, said, _) = segmenta(&folder, "segment sales.xlsx --out d --k 4");
    assert_eq!(said.matches("Right for").count(), 4, "{said}");
    let report: Value = serde_json::from_slice(&fs::read(folder.join("d/report.json")).unwrap()).unwrap();
    let accounts = fs::read_to_string(folder.join("d/accounts.csv")).unwrap();
    let columns: Vec<&str> = accounts.lines().next().unwrap().split(',').collect();
    let rows: Vec<Vec<&str>> = accounts.lines().skip(1).map(|line| line.split(',').collect()).collect();
    for segment in report["segments"].as_array().unwrap() {
        let rule = &segment["rule"];
        let conditions = rule["conditions"].as_array().unwrap();
        assert!((1..=3).contains(&conditions.len()), "{rule}");
        let picks = |row: &Vec<&str>| {
            conditions.iter().all(|condition| {
                let column = columns.iter().position(|name| *name == condition["feature"].as_str().unwrap()).unwrap();
                let value: f64 = row[column].parse().unwrap();
                condition["above"].as_f64().is_none_or(|above| value > above)
                    && condition["at_most"].as_f64().is_none_or(|most| value <= most)
            })
        };
        let number = segment["number"].to_string();
        let picked: Vec<_> = rows.iter().filter(|row| picks(row)).collect();
        let hits = picked.iter().filter(|row| row[7] == number).count() as f64;
        // serde_json reads a number to the last digit but one.
        let is = |share: &str, expected: f64| (rule[share].as_f64().unwrap() - expected).abs() < 1e-15;
        assert!(is("precision", hits / picked.len() as f64), "{rule}");
        assert!(is("recall", hits / segment["size"].as_f64().unwrap()), "{rule}");
    }
}

#[test]
fn the_evidence_is_in_the_report_unless_it_is_declined() {
    let folder = sample("evidence");
    let (_, with, _) = segmenta(&folder, "segment sales.xlsx --out with");
    let (_, without, _) = segmenta(&folder, "segment sales.xlsx --out without --no-evidence");
    assert!(with.contains("Recommended number:") && !without.contains("Recommended number:"), "{with}\n{without}");
    let report = |out: &str| -> Value {
        serde_json::from_slice(&fs::read(folder.join(out).join("report.json")).unwrap()).unwrap()
    };
    let (mut with, without) = (report("with"), report("without"));
    assert_eq!(with["evidence"].as_array().unwrap().len(), with["sweep"].as_array().unwrap().len());
    for key in ["recommended_k", "recommendation", "evidence", "evidence_basis", "other_normalisations"] {
        assert!(with.as_object_mut().unwrap().remove(key).is_some(), "{key}");
    }
    assert_eq!(with, without, "nothing else differs");
}

#[test]
fn another_recipe_is_told_with_its_agreement_and_leaves_the_accounts_file_its_columns() {
    let folder = sample("recipe");
    let words = "--features units,order-count,recency --normalisation average-ranks --k 4";
    let (code, out, error) = segmenta(&folder, &format!("segment sales.xlsx --out d {words}"));
    assert_eq!((code, error.as_str()), (Some(0), ""), "{error}");
    assert!(out.contains("Recipe: order count, days since the last purchase, units; average ranks."), "{out}");
    segmenta(&folder, "segment sales.xlsx --out study --k 4");
    let report = |out: &str| -> Value {
        serde_json::from_slice(&fs::read(folder.join(out).join("report.json")).unwrap()).unwrap()
    };
    let (other, study) = (report("d"), report("study"));
    let names = serde_json::json!(["order-count", "recency", "units"]);
    assert_eq!((&other["recipe"]["features"], &other["recipe"]["normalisation"]), (&names, &"average-ranks".into()));
    assert_eq!((&study["recipe"]["normalisation"], study.get("agreement")), (&"ranks".into(), None));
    assert_eq!(other["segments"][0]["centroid"].as_array().unwrap().len(), 3);
    assert!(other["segments"][0]["means"]["Recency"].is_number() && study["segments"][0]["means"]["Recency"].is_null());
    let csv = |out: &str| fs::read_to_string(folder.join(out).join("accounts.csv")).unwrap();
    // Everything but segment and silhouette is the same; the agreement is that of the two files' segments.
    let (ours, theirs) = (csv("d"), csv("study"));
    let columns =
        |csv: &str| csv.lines().map(|line| line.split(',').take(7).collect::<Vec<_>>().join(",")).collect::<Vec<_>>();
    assert_eq!(columns(&ours), columns(&theirs));
    let labels = |csv: &str| -> Vec<u8> {
        csv.lines().skip(1).map(|line| line.split(',').nth(7).unwrap().parse().unwrap()).collect()
    };
    let ari = segmenta::cluster::adjusted_rand_index(&labels(&ours), &labels(&theirs)).unwrap();
    let of_k = other["agreement"].as_array().unwrap().iter().find(|of| of["k"] == 4).unwrap();
    // serde_json reads a number to the last digit but one.
    assert!((of_k["ari"].as_f64().unwrap() - ari).abs() < 1e-15, "{of_k} instead of {ari}");
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let folder = sample("again");
    segmenta(&folder, "sample --rows 3000 --accounts 200 --out again.xlsx");
    assert!(fs::read(folder.join("sales.xlsx")).unwrap() == fs::read(folder.join("again.xlsx")).unwrap());
    for out in ["one", "two"] {
        segmenta(&folder, &format!("segment sales.xlsx --out {out}"));
    }
    for file in [
        "segments.csv",
        "accounts.csv",
        "borders.csv",
        "excluded.csv",
        "report.json",
        "model.json",
        "segments.xlsx",
        "report.html",
    ] {
        assert!(
            fs::read(folder.join("one").join(file)).unwrap() == fs::read(folder.join("two").join(file)).unwrap(),
            "{file}"
        );
    }
}

#[test]
fn the_system_s_language_is_taken() {
    let folder = folder("command", "locale");
    let mut command = Command::new(env!("CARGO_BIN_EXE_segmenta"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "fr_FR.UTF-8").arg("--help");
    let french = command.current_dir(&folder).output().unwrap().stdout;
    assert!(String::from_utf8(french).unwrap().contains("Codes de sortie"));
}

#[test]
fn a_reader_that_closes_the_pipe_breaks_nothing() {
    let folder = folder("command", "a_reader_that_closes_the_pipe_breaks_nothing");
    let mut child = Command::new(env!("CARGO_BIN_EXE_segmenta"))
        .current_dir(&folder)
        .arg("--help")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_estimate_is_never_silent() {
    let folder = sample("estimate");
    for (words, sentence) in [
        ("segment sales.xlsx --out en --exact-up-to 50", "Silhouettes estimated from a sample"),
        ("segment sales.xlsx --out fr --exact-up-to 50 --lang fr", "Silhouettes estimées sur un échantillon"),
    ] {
        let (code, out, error) = segmenta(&folder, words);
        assert!(code == Some(0) && out.contains(sentence), "{out}{error}");
    }
    let (_, exact, _) = segmenta(&folder, "segment sales.xlsx --out exact");
    assert!(!exact.contains("estimated"), "{exact}");
}
