//! Lines of the command as one types them.

use super::*;
use crate::kit::{KitError, Others};
use crate::sales::{Choices, Cleaning, Formats};

fn read(line: &str) -> Result<Task, Usage> {
    task(line.split(' ').map(OsString::from).collect())
}

#[test]
fn every_option_is_taken() {
    let line = "segment f.xlsx --out d --sheet S --header-row 4 --column account=Client --column line=none \
                --column price=#3 --table lines --decimal comma --dates iso --returns net \
                --leave-out copies,free-lines --period 2020 --currency EUR --groups leave --k 5 --k-range 3..7 \
                --starts 4 --seed 9 --exact-up-to 300 --arithmetic pandas --features units,total-sales --normalisation log-z \
                --name 1=VIP --advice 2=Call. --advice 1=Visit --mark 2=4 --no-evidence --lang fr";
    let settings = Box::new(Settings {
        sheet: Some("S".into()),
        header_row: Some(4),
        choices: Choices {
            columns: vec![
                (Role::Account, ColumnChoice::Named("Client".into())),
                (Role::Line, ColumnChoice::None),
                (Role::Price, ColumnChoice::At(2)),
            ],
            shape: Some(Shape::Lines),
            formats: Formats {
                numbers: NUMBER_ROLES.map(|role| (role, DecimalMark::Comma)).to_vec(),
                dates: DATE_ROLES.map(|role| (role, DateOrder::Iso)).to_vec(),
            },
            remembered: Vec::new(),
        },
        cleaning: Cleaning {
            leaves_out: [Rule::Copies, Rule::FreeLines].into(),
            period: Some(Period::year(2020)),
            currency: Some("EUR".into()),
            fills_groups: false,
        },
        k: Some(5),
        k_range: (3, 7),
        starts: 4,
        seed: 9,
        exact_up_to: 300,
        arithmetic: Arithmetic::Pandas,
        recipe: Recipe::new(vec![Feature::TotalSales, Feature::Units], Normalisation::LogZ).unwrap(),
    });
    let (file, out): (PathBuf, PathBuf) = ("f.xlsx".into(), "d".into());
    let mut edits = Edits::default();
    edits.set(1, Edit::typed("VIP", "Visit"));
    edits.set(2, Edit::typed("", "Call."));
    edits.mark(2, 4);
    let asked = Task::Segment { file: file.clone(), out: out.clone(), settings, edits, evidence: false, kit: None };
    assert_eq!(read(line), Ok(asked));
    let plain =
        Task::Segment { file, out, settings: Box::default(), edits: Edits::default(), evidence: true, kit: None };
    assert_eq!(read("segment f.xlsx --out d"), Ok(plain));
    let sample = Task::Sample { rows: 600, accounts: 60, seed: 2020, year: 1, out: "f.csv".into() };
    assert_eq!(read("sample --rows 600 --accounts 60 --out f.csv"), Ok(sample));
    let settings = Box::new(Settings { sheet: Some("S".into()), ..Settings::default() });
    let score = Task::Score { file: "f".into(), model: "m".into(), out: "d".into(), settings, kit: None };
    assert_eq!(read("score f --model m --out d --sheet S --lang fr"), Ok(score));
    let compare = Task::Compare { before: "a".into(), after: "b".into(), out: "d".into(), is_matched: true };
    assert_eq!(read("compare --before a --after b --out d --match"), Ok(compare));
    let results = Task::Results { files: vec!["s.csv".into(), "e.csv".into()], out: "d".into() };
    assert_eq!(read("results s.csv e.csv --out d"), Ok(results));
    let words = "segment f --out d --kit k --before a --object O__c --field S__c --date-field D__c=2026-01-15 --model-field M__c=v1 \
                 --silhouette-field L__c --previous-field P__c --profile-field F__c --rank-fields 1__c,O__c,A__c";
    assert_eq!(read(words), Err(Usage::Kit(KitError::NotAName { name: "1__c".into() })));
    let words = &words.replace("1__c,", "T__c,");
    let Ok(Task::Segment { kit: Some(kit), .. }) = read(words) else { panic!("no kit") };
    let others = Others {
        previous: Some("P__c"),
        date: Some(("D__c", "2026-01-15")),
        model: Some(("M__c", "v1")),
        silhouette: Some("L__c"),
        profile: Some("F__c"),
        ranks: [Some("T__c"), Some("O__c"), Some("A__c")],
    };
    let target = Target::new("O__c", "S__c", others).unwrap();
    let expected = KitWords { out: "k".into(), target, before: Some("a".into()), is_matched: true };
    assert_eq!(*kit, expected);
    let kit_of_score = |words: &str| match read(words) {
        Ok(Task::Score { kit: Some(kit), .. }) => kit.is_matched,
        other => panic!("no kit: {other:?}"),
    };
    assert!(!kit_of_score("score f --model m --out d --kit k --before a"));
    assert!(kit_of_score("score f --model m --out d --kit k --before a --match"));
}

#[test]
fn wrong_words_are_named() {
    for (line, problem) in [
        ("segmente", Usage::UnknownTask("segmente".into())),
        ("segment f.xlsx", Usage::Missing("--out")),
        ("score f.xlsx --out d", Usage::Missing("--model")),
        ("compare --before a --out d", Usage::Missing("--after")),
        ("segment f --out d --field S__c", Usage::Missing("--kit")),
        ("segment f --out d --kit k --date-field D", Usage::BadValue { option: "--date-field", value: "D".into() }),
        ("segment f --out d --kit k --object 1", Usage::Kit(KitError::NotAName { name: "1".into() })),
        (
            "segment f --out d --kit k --rank-fields A__c,B__c",
            Usage::BadValue { option: "--rank-fields", value: "A__c,B__c".into() },
        ),
        ("segment f --out d --profile-field A__c", Usage::Missing("--kit")),
        ("results --out d", Usage::Missing("FILE")),
        ("score f --model m --out d --before a", Usage::Missing("--kit")),
        ("score f --model m --out d --kit k --match", Usage::Missing("--before")),
        ("segment f --out d --kit k --previous-field P__c", Usage::Missing("--before")),
        ("score f --model m --out d --lang de", Usage::BadValue { option: "--lang", value: "de".into() }),
        ("compare --lang de", Usage::BadValue { option: "--lang", value: "de".into() }),
        ("results f --lang=es", Usage::BadValue { option: "--lang", value: "es".into() }),
        ("sample --lang FR", Usage::BadValue { option: "--lang", value: "FR".into() }),
        ("sample --year 0", Usage::BadValue { option: "--year", value: "0".into() }),
        ("segment --out d", Usage::Missing("FILE")),
        ("segment f --out d --k 1", Usage::BadValue { option: "--k", value: "1".into() }),
        ("segment f --out d --k-range 5..3", Usage::BadValue { option: "--k-range", value: "5..3".into() }),
        ("segment f --out d --column Client", Usage::BadValue { option: "--column", value: "Client".into() }),
        ("segment f --out d --returns keep", Usage::BadValue { option: "--returns", value: "keep".into() }),
        ("segment f --out d --leave-out zeros", Usage::BadValue { option: "--leave-out", value: "zeros".into() }),
        ("segment f --out d --period 20", Usage::BadValue { option: "--period", value: "20".into() }),
        ("segment f --out d --features units", Usage::BadValue { option: "--features", value: "units".into() }),
        (
            "segment f --out d --features units,units",
            Usage::BadValue { option: "--features", value: "units,units".into() },
        ),
        ("segment f --out d --normalisation z", Usage::BadValue { option: "--normalisation", value: "z".into() }),
        ("segment f --out d --decimal dot", Usage::BadValue { option: "--decimal", value: "dot".into() }),
        ("segment f --out d --header-row 0", Usage::BadValue { option: "--header-row", value: "0".into() }),
        ("segment f --out d --table rows", Usage::BadValue { option: "--table", value: "rows".into() }),
        ("segment f --out d --dates dmy", Usage::BadValue { option: "--dates", value: "dmy".into() }),
        ("segment f --out d --lang de", Usage::BadValue { option: "--lang", value: "de".into() }),
        ("segment f g --out d", Usage::Unexpected("g".into())),
        ("segment f --quick", Usage::Unexpected("--quick".into())),
    ] {
        assert_eq!(read(line), Err(problem), "{line}");
    }
}

#[test]
fn the_language_is_found_among_wrong_words() {
    let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
    assert_eq!(language(&words("segment --lang fr --oops")), Some(Language::French));
    assert_eq!(language(&words("segment --lang=en")), Some(Language::English));
    assert_eq!(language(&words("segment f")), None);
}
