//! Two made-up years through the command: the model applied, the years compared, movers and rollback exact, hostile models refused.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod running;

use running::{done, folder, segmenta};
use segmenta::sales::difference;
use segmenta::sample::{Fate, lines, next_year};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ROWS: usize = 4_000;
const ACCOUNTS: usize = 300;

/// Two years, the first segmented into `last`.
fn two_years(test: &str) -> PathBuf {
    let folder = folder("years", test);
    done(&folder, &format!("sample --rows {ROWS} --accounts {ACCOUNTS} --out one.csv"));
    done(&folder, &format!("sample --rows {ROWS} --accounts {ACCOUNTS} --year 2 --out two.csv"));
    done(&folder, "segment one.csv --out last --k 4 --no-evidence");
    folder
}

fn json(folder: &Path, file: &str) -> Value {
    serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap()
}

/// Rows of a CSV file without quoted commas, header left out.
fn rows(folder: &Path, file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(|cell| cell.replace('"', "")).collect()).collect()
}

/// Segment and figures of each account of an `accounts.csv`.
fn accounts(folder: &Path, file: &str) -> BTreeMap<String, (u16, [f64; 3])> {
    let of = |row: Vec<String>| {
        let figures = [1, 2, 3].map(|column| row[column].parse().unwrap());
        (row[0].clone(), (row[7].parse().unwrap(), figures))
    };
    rows(folder, file).into_iter().map(of).collect()
}

/// The field of Salesforce: each account's value, accounts without one left out.
fn field(folder: &Path, file: &str) -> BTreeMap<String, String> {
    rows(folder, file).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// Loads a file into the field.
fn load(mut field: BTreeMap<String, String>, folder: &Path, file: &str) -> BTreeMap<String, String> {
    for row in rows(folder, file) {
        match row[1].as_str() {
            "#N/A" => field.remove(&row[0]),
            value => field.insert(row[0].clone(), value.to_owned()),
        };
    }
    field
}

#[test]
fn a_model_gives_its_own_file_the_same_segments_but_for_what_it_counts() {
    let folder = two_years("own");
    for normalisation in ["ranks", "average-ranks", "log-z", "robust-z"] {
        let said =
            done(&folder, &format!("segment one.csv --out own --k 5 --normalisation {normalisation} --no-evidence"));
        done(&folder, "score one.csv --model own/model.json --out again");
        let [own, again] = ["own", "again"].map(|out| accounts(&folder, &format!("{out}/accounts.csv")));
        assert!(own.keys().eq(again.keys()));
        let others = own.values().zip(again.values()).filter(|(a, b)| a.0 != b.0).count() as u64;
        let same_file = &json(&folder, "own/model.json")["same_file"];
        let told = |key: &str| same_file[key].as_u64().unwrap();
        assert_eq!(told("by_ties") + told("by_groups"), others, "{normalisation}");
        assert!(others <= 6, "{normalisation}: {others} of {ACCOUNTS}");
        assert!(said.contains("model.json, applied to this same file, gives"), "{said}");
        let score = json(&folder, "again/score.json");
        assert_eq!((&score["accounts"], &score["model"]["same_engine"]), (&ACCOUNTS.into(), &true.into()));
        assert_eq!(score["drift"]["features"][0]["shift"], "stable");
    }
}

#[test]
fn the_known_movers_leavers_and_newcomers_come_out_exactly() {
    let folder = two_years("known");
    let first = lines(ROWS, ACCOUNTS, 2020).unwrap();
    let fates = next_year(&first, 2, 2020).fates;
    // The same yardstick for both years, so that an account's segment follows from what it buys.
    done(&folder, "score one.csv --model last/model.json --out one");
    done(&folder, "score two.csv --model last/model.json --out two");
    let said = done(&folder, "compare --before one/accounts.csv --after two/accounts.csv --out moved");
    let [one, two] = ["one", "two"].map(|out| accounts(&folder, &format!("{out}/accounts.csv")));

    let (mut movers, mut new, mut lost, mut kept) = (BTreeMap::new(), Vec::new(), Vec::new(), 0);
    for (account, fate) in &fates {
        match fate {
            Fate::Renews => kept += 1,
            Fate::BuysLike(other) if one[other].0 == one[account].0 => kept += 1,
            Fate::BuysLike(other) => {
                let change: [f64; 3] = std::array::from_fn(|at| difference(one[other].1[at], one[account].1[at]));
                movers.insert(account.clone(), (one[account].0, one[other].0, one[account].1, one[other].1, change));
            }
            Fate::NewLike(other) => new.push((account.clone(), one[other].0, one[other].1)),
            Fate::Leaves => lost.push((account.clone(), one[account].0, one[account].1)),
        }
    }
    assert!(movers.len() > 20 && new.len() == 24 && lost.len() == 24, "{} movers", movers.len());
    let figure = |row: &Vec<String>, at: usize| row[at].parse::<f64>().unwrap();
    let found: BTreeMap<_, _> = rows(&folder, "moved/movers.csv")
        .iter()
        .map(|row| {
            let of = |offset: usize| std::array::from_fn(|feature| figure(row, 3 + 3 * feature + offset));
            (row[0].clone(), (row[1].parse().unwrap(), row[2].parse().unwrap(), of(0), of(1), of(2)))
        })
        .collect();
    assert_eq!(found, movers);
    let alone = |file: &str| -> Vec<(String, u16, [f64; 3])> {
        rows(&folder, file)
            .iter()
            .map(|row| (row[0].clone(), row[1].parse().unwrap(), [2, 3, 4].map(|at| figure(row, at))))
            .collect()
    };
    assert_eq!(alone("moved/new.csv"), new);
    assert_eq!(alone("moved/lost.csv"), lost);

    let report = json(&folder, "moved/compare.json");
    assert_eq!((&report["kept"], &report["movers"]), (&kept.into(), &movers.len().into()));
    assert_eq!((&report["both"], &report["matching"]), (&(ACCOUNTS - lost.len()).into(), &Value::Null));
    let flow: u64 = report["flow"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row["to"].as_array().unwrap())
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!(flow, (ACCOUNTS - lost.len()) as u64);
    assert!(said.contains(&format!("{} changed it; new: 24, lost: 24.", movers.len())), "{said}");

    // The update leads from one year's field to the other's, and the rollback back again.
    let [before, after] = ["one", "two"].map(|out| field(&folder, &format!("{out}/segments.csv")));
    assert_eq!(load(before.clone(), &folder, "moved/update.csv"), after);
    assert_eq!(load(after.clone(), &folder, "moved/rollback.csv"), before);
    assert_eq!(rows(&folder, "moved/update.csv").len(), movers.len() + new.len() + lost.len());
    assert_eq!(field(&folder, "moved/segments.csv"), after);
    assert_eq!(two.len(), ACCOUNTS);
}

#[test]
fn the_salesforce_field_exported_tells_the_same_movers() {
    let folder = two_years("field");
    done(&folder, "score two.csv --model last/model.json --out two");
    let compare = |before: &str, out: &str| {
        done(&folder, &format!("compare --before {before} --after two/accounts.csv --out {out}"));
        rows(&folder, &format!("{out}/movers.csv")).into_iter().map(|row| row[..3].to_vec()).collect::<Vec<_>>()
    };
    // As an export has it: short ids, accounts without a segment.
    let exported: String = field(&folder, "last/segments.csv")
        .into_iter()
        .map(|(id, segment)| format!("\"{}\",\"{segment}\"\n", &id[..15]))
        .collect();
    fs::write(folder.join("export.csv"), format!("\"Id\",\"Segment__c\"\n{exported}\"0013X00009ZZZZZ\",\"\"\n"))
        .unwrap();
    let from_field = compare("export.csv", "a");
    assert_eq!(from_field, compare("last/accounts.csv", "b"));
    assert!(!from_field.is_empty());
    let said = done(&folder, "compare --before export.csv --after two/accounts.csv --out a --lang fr");
    assert!(said.starts_with("export.csv\u{a0}: 1\u{a0}compte sans segment"), "{said}");
}

#[test]
fn segments_fitted_anew_keep_the_numbers_of_their_likes() {
    let folder = two_years("anew");
    done(&folder, "segment two.csv --out this --k 5 --no-evidence");
    let said = done(&folder, "compare --before last/accounts.csv --after this/accounts.csv --out matched --match");
    done(&folder, "compare --before last/accounts.csv --after this/accounts.csv --out plain");
    let [matched, plain] = ["matched", "plain"].map(|out| json(&folder, &format!("{out}/compare.json")));
    assert_eq!(matched["ari"], plain["ari"]);
    let matching = matched["matching"].as_array().unwrap();
    let mut numbers: Vec<u64> = matching.iter().map(|one| one["number"].as_u64().unwrap()).collect();
    numbers.sort_unstable();
    // Five segments against four: one is new, and all keep apart.
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert!(matched["kept"].as_u64() >= plain["kept"].as_u64());
    let number: BTreeMap<u64, u64> =
        matching.iter().map(|one| (one["own"].as_u64().unwrap(), one["number"].as_u64().unwrap())).collect();
    let this = accounts(&folder, "this/accounts.csv");
    let expected: BTreeMap<String, String> =
        this.iter().map(|(id, (own, _))| (id.clone(), format!("Segment_{}", number[&u64::from(*own)]))).collect();
    assert_eq!(field(&folder, "matched/segments.csv"), expected);
    assert_eq!(said.matches("takes number").count(), 5, "{said}");
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let folder = two_years("again");
    for out in ["a", "b"] {
        done(&folder, &format!("score two.csv --model last/model.json --out {out}"));
        done(&folder, &format!("compare --before last/accounts.csv --after {out}/accounts.csv --out {out}c --match"));
    }
    for (one, other, files) in [
        ("a", "b", ["accounts.csv", "segments.csv", "excluded.csv", "score.json"].as_slice()),
        ("ac", "bc", ["movers.csv", "new.csv", "lost.csv", "update.csv", "rollback.csv", "compare.json"].as_slice()),
    ] {
        for file in files {
            let [one, other] = [one, other].map(|out| fs::read(folder.join(out).join(file)).unwrap());
            assert!(one == other, "{file}");
        }
    }
}

#[test]
fn a_model_that_cannot_be_used_ends_with_one_and_says_why() {
    let folder = folder("years", "hostile");
    done(&folder, "sample --rows 600 --accounts 60 --out one.csv");
    done(&folder, "segment one.csv --out last --k 3 --no-evidence");
    let model = fs::read_to_string(folder.join("last/model.json")).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("newer.json", &model.replacen("\"schema\":1", "\"schema\":2", 1));
    write("cut.json", &model[..model.len() / 2]);
    write("nan.json", &model.replacen("\"deviation\":", "\"deviation\":NaN,\"x\":", 1));
    write("twice.json", &model.replacen("\"accounts\":", "\"accounts\":1,\"accounts\":", 1));
    write("counts.json", &model.replacen("\"counts\":[", "\"counts\":[7,", 1));
    write("far.json", &model.replacen("\"centre\":[", "\"centre\":[1e200,", 1));
    write("thin.json", &model.replacen("\"deviation\":", "\"deviation\":1e-310,\"x\":", 1));
    write("escape.json", &model.replacen("\"version\":\"", "\"version\":\"\\u001b]0;owned\\u0007", 1));
    write("steer.json", &model.replacen("\"ranks\"", "\"\\u001b[31mplanets\"", 1));
    write("deep.json", &model.replacen("\"counts\":[", &format!("\"counts\":{}", "[".repeat(100_000)), 1));
    // A gigabyte that takes no room.
    fs::File::create(folder.join("huge.json")).unwrap().set_len(1 << 30).unwrap();
    for (file, english, french) in [
        ("newer.json", "later version (2)", "version plus récente (2)"),
        ("cut.json", "incomplete or has been changed", "incomplet ou a été modifié"),
        ("nan.json", "incomplete or has been changed", "incomplet ou a été modifié"),
        ("twice.json", "duplicate field", "incomplet ou a été modifié"),
        (
            "counts.json",
            "the distribution of the feature “Total sales”",
            "la répartition de la mesure «\u{a0}Ventes totales\u{a0}»",
        ),
        ("far.json", "the centre of segment 1", "le centre du segment 1"),
        ("thin.json", "the scale of the feature", "l’échelle de la mesure"),
        ("escape.json", "the version that wrote it", "la version qui l’a écrit"),
        ("steer.json", "incomplete or has been changed", "incomplet ou a été modifié"),
        ("deep.json", "incomplete or has been changed", "incomplet ou a été modifié"),
        ("huge.json", "too large for a model", "trop gros pour un modèle"),
        ("one.csv", "not a Segmenta model", "n’est pas un modèle de Segmenta"),
        ("none.json", "none.json", "none.json"),
    ] {
        for (language, words) in [("en", english), ("fr", french)] {
            let (code, out, error) =
                segmenta(&folder, &format!("score one.csv --model {file} --out d --lang {language}"));
            assert_eq!((code, out.as_str()), (Some(1), ""), "{file}");
            assert!(error.contains(words) && error.starts_with(file), "{file}: {error}");
            assert!(error.chars().all(|c| c == '\n' || !c.is_control()), "{file}: {error:?}");
        }
    }
    assert!(!folder.join("d").exists(), "nothing is written");
}

#[test]
fn what_score_leaves_out_is_told() {
    let folder = folder("years", "left_out");
    done(&folder, "sample --rows 600 --accounts 60 --out one.csv");
    done(&folder, "segment one.csv --out last --k 3 --no-evidence");
    let shop: String = (1..=40).map(|at| format!("{at},{},{}.5\n", at % 5, at * 3)).collect();
    fs::write(folder.join("shop.csv"), format!("SBQQ__Account__c,SBQQ__Quantity__c,SBQQ__NetPrice__c\n{shop}"))
        .unwrap();
    let said = done(&folder, "score shop.csv --model last/model.json --out d");
    assert!(said.starts_with("shop.csv: 40\u{a0}lines, 32 kept, 8 left out."), "{said}");
    assert!(said.contains("Amount of the file:") && said.contains("32 in segments.csv as they are"), "{said}");
    let score = json(&folder, "d/score.json");
    done(&folder, "segment shop.csv --out s --k 3 --no-evidence");
    let report = json(&folder, "s/report.json");
    assert_eq!((&score["cleaning"], &score["input"]), (&report["cleaning"], &report["input"]));
    assert_eq!(score["account_ids"], serde_json::json!({ "unusual": 32, "left_out": 0 }));
}

#[test]
fn years_without_a_common_account_are_said_to_have_none() {
    let folder = folder("years", "apart");
    fs::write(folder.join("a.csv"), "Id,Segment__c\nA,Segment_1\nB,Segment_2\n").unwrap();
    fs::write(folder.join("b.csv"), "Id,Segment__c\nC,Segment_1\nD,Segment_12\n").unwrap();
    let said = done(&folder, "compare --before a.csv --after b.csv --out d");
    assert!(said.contains("No account is in both files") && !said.contains("Rand"), "{said}");
    assert!(said.contains("ends at Segment_10") && said.contains("up to Segment_12"), "{said}");
    let report = json(&folder, "d/compare.json");
    assert!(report["ari"].is_null() && report["kept_share"].is_null());
    let said = done(&folder, "compare --before a.csv --after b.csv --out d --match --lang fr");
    assert!(said.contains("Aucun compte n’est dans les deux fichiers") && !said.contains("s’arrête à"), "{said}");
}

#[test]
fn a_model_asks_for_the_columns_of_its_features() {
    let folder = folder("years", "columns");
    done(&folder, "sample --rows 600 --accounts 60 --out one.csv");
    done(&folder, "segment one.csv --out last --k 3 --no-evidence --features total-sales,recency");
    fs::write(folder.join("bare.csv"), "Account,Quantity,Price\nA,1,10.5\nB,2,8.25\n").unwrap();
    let words = "score bare.csv --model last/model.json --out d --column account=Account --column quantity=Quantity --column price=Price";
    let (code, _, error) = segmenta(&folder, words);
    assert!(code == Some(1) && error.contains("“Days since the last purchase” needs a column"), "{error}");
}

#[test]
fn files_that_tell_no_segments_are_refused_by_name() {
    let folder = folder("years", "years");
    fs::write(folder.join("good.csv"), "Id,Segment__c\nA,Segment_1\nB,Segment_2\n").unwrap();
    fs::write(folder.join("label.csv"), "Id,Segment__c\nA,Gros clients\n").unwrap();
    fs::write(folder.join("other.csv"), "Client,Ventes\nA,1\n").unwrap();
    for (file, words) in [("label.csv", "“Gros clients” is not a segment."), ("other.csv", "no column of account ids")]
    {
        let (code, _, error) = segmenta(&folder, &format!("compare --before good.csv --after {file} --out d"));
        assert!(code == Some(1) && error.starts_with(file) && error.contains(words), "{error}");
    }
    assert!(!folder.join("d").exists(), "nothing is written");
}

/// A file of each version that was ever written must stay readable, and go on giving the segments that it gave.
#[test]
fn a_model_of_version_1_stays_readable() {
    let folder = folder("years", "v1");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for file in ["sales-of-model-v1.csv", "model-v1.json"] {
        fs::copy(fixtures.join(file), folder.join(file)).unwrap();
    }
    done(&folder, "score sales-of-model-v1.csv --model model-v1.json --out d");
    let expected = fs::read_to_string(fixtures.join("segments-of-model-v1.csv")).unwrap();
    assert_eq!(fs::read_to_string(folder.join("d/segments.csv")).unwrap(), expected);
}
