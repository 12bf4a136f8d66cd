//! Models of small made-up files, their own words and hostile ones.

use super::*;
use crate::cluster::{Cells, Search, search};
use crate::customers::gather;
use crate::sales::{self, Choices, Sales};
use crate::segments::describe;

/// Sales of two lines an account, at these quantities and prices.
fn sales(lines: &[(f64, f64)]) -> Sales {
    let mut csv = String::from("Name,SBQQ__Account__c,SBQQ__Quantity__c,SBQQ__NetPrice__c\n");
    for (row, (quantity, price)) in lines.iter().enumerate() {
        csv += &format!("SUB-{row},A{:04},{quantity},{price}\n", row / 2);
    }
    let table = crate::table::read(std::io::Cursor::new(csv), None, &mut |_, _| {}).unwrap();
    sales::read(table, &Choices::default()).unwrap()
}

/// Two lines an account, of all sizes.
fn many() -> Sales {
    let lines: Vec<(f64, f64)> =
        (0..600_u32).map(|at| (f64::from(at * 7 % 11 + 1), f64::from(at * at % 389) + 0.25)).collect();
    sales(&lines)
}

fn made(sales: &Sales, normalisation: Normalisation, k: usize) -> (Model, Features, Partition) {
    let customers = gather(sales, Arithmetic::Exact);
    let recipe = Recipe::new(vec![Feature::TotalSales, Feature::AvgOrderValue, Feature::Units], normalisation).unwrap();
    let features = Features::of(sales, &customers, &recipe).unwrap();
    let points = features.points();
    let partition = search(&Cells::new(points.view()).unwrap(), k, &Search { starts: 3, seed: 0 }).unwrap();
    let segments = describe(sales, &customers, &features, &partition, &vec![0.5; customers.len()]);
    let name = |segment: &Segment| Wording {
        name: format!("“{}”", segment.number),
        advice: "Offer.".into(),
        mark: 5 - segment.number,
    };
    let wording: Vec<Wording> = segments.iter().map(name).collect();
    let (segments, wording) = (segments.as_slice(), wording.as_slice());
    let made = Made {
        features: &features,
        partition: &partition,
        segments,
        wording,
        cleaning: &Cleaning::default(),
        arithmetic: Arithmetic::Exact,
        seed: 0,
        starts: 3,
    };
    (Model::of(&made), features, partition)
}

#[test]
fn what_is_written_is_what_is_read_by_every_normalisation() {
    let sales = many();
    for normalisation in Normalisation::ALL {
        let (model, features, partition) = made(&sales, normalisation, 4);
        let read = Model::from_json(model.to_json().as_bytes()).unwrap();
        assert_eq!(read, model);
        assert!(read.is_of_this_engine());
        let applied = read.apply(&features).labels;
        let others = applied.iter().zip(&partition.labels).filter(|(a, b)| a != b).count();
        assert_eq!(model.same_file.by_ties + model.same_file.by_groups, others);
        // On values and logarithms the model is exact.
        match normalisation {
            Normalisation::LogZ | Normalisation::RobustZ => assert_eq!(others, 0),
            _ => assert!(others < 10, "{normalisation:?}: {:?}", model.same_file),
        }
    }
}

#[test]
fn no_account_s_value_is_in_the_file() {
    let mut lines: Vec<(f64, f64)> = (0..600_u32).map(|at| (1.0, f64::from(at) + 0.37)).collect();
    // One account like no other.
    lines[599] = (1.0, 987_654.32);
    let sales = sales(&lines);
    let customers = gather(&sales, Arithmetic::Exact);
    for normalisation in Normalisation::ALL {
        let (model, ..) = made(&sales, normalisation, 4);
        let json = model.to_json();
        assert!(!json.contains("A0001") && !json.contains("987654") && !json.contains("98765"), "{normalisation:?}");
        for column in &model.reference[..2] {
            let mut values = if column.feature == Feature::TotalSales {
                customers.total_sales.clone()
            } else {
                customers.average.clone()
            };
            assert!(column.reference.cuts.iter().all(|cut| !values.contains(cut)));
            assert!(column.reference.counts.iter().all(|&count| count >= FEWEST));
            values.sort_unstable_by(f64::total_cmp);
            assert!(
                column
                    .reference
                    .cuts
                    .iter()
                    .all(|&cut| cut < values[values.len() - FEWEST] && cut > values[FEWEST - 1])
            );
            assert!(!values.contains(&column.scale.middle), "{normalisation:?}: the median is an account’s own");
        }
    }
    // A segment of one account, which a robust scale makes: its centre would be that account.
    let (model, ..) = made(&sales, Normalisation::RobustZ, 4);
    let alone = model.segments.iter().find(|segment| segment.size == 1).unwrap();
    let Scale { middle, deviation } = model.reference[0].scale;
    assert!(
        (alone.centre[0] * deviation + middle - customers.total_sales.iter().copied().fold(0.0, f64::max)).abs()
            > 100.0
    );
}

fn refused(json: &str) -> ModelError {
    Model::from_json(json.as_bytes()).unwrap_err()
}

#[test]
fn what_is_no_model_is_told_from_a_damaged_one() {
    let (model, ..) = made(&many(), Normalisation::Ranks, 3);
    let json = model.to_json();
    for text in
        ["", "{}", "[]", "null", "PK\u{3}\u{4}", "account,segment\n1,2\n", "{\"format\":\"other\",\"schema\":1}"]
    {
        assert_eq!(refused(text), ModelError::NotAModel, "{text:?}");
    }
    assert!(matches!(refused(&json[..json.len() / 2]), ModelError::Damaged { line: 1, .. }));
    assert!(matches!(refused(&format!("{json}x")), ModelError::Damaged { line: 2, column: 1, .. }));
    let newer = json.replace("\"schema\":1", "\"schema\":2");
    assert_eq!(refused(&newer), ModelError::Newer { schema: 2, known: 1 });
    // A newer file need not be readable beyond its version.
    assert_eq!(
        refused("{\"format\":\"segmenta-model\",\"schema\":7,\"planets\":[]}"),
        ModelError::Newer { schema: 7, known: 1 }
    );
    assert_eq!(refused(&json.replace("\"schema\":1", "\"schema\":0")), ModelError::NotAModel);
    assert_eq!(Model::from_json(format!("\u{feff}{json}").as_bytes()), Ok(model));
}

#[test]
fn hostile_models_are_refused() {
    let json = made(&many(), Normalisation::Ranks, 3).0.to_json();
    let is_damaged =
        |text: &str| assert!(matches!(refused(text), ModelError::Damaged { .. }), "{}", &text[..200.min(text.len())]);
    is_damaged(&json.replace("\"deviation\":", "\"deviation\":NaN,\"d\":"));
    is_damaged(&json.replace("\"deviation\":", "\"deviation\":1e999,\"d\":"));
    is_damaged(&json.replace("\"deviation\":", "\"deviation\":null,\"d\":"));
    is_damaged(&json.replace("\"seed\":0", "\"seed\":-1"));
    is_damaged(&json.replace("\"seed\":0", "\"seed\":0,\"seed\":1"));
    is_damaged(&json.replace("\"schema\":1", "\"schema\":1,\"schema\":1"));
    is_damaged(&json.replace("\"schema\":1", "\"schema\":99999999999999999999"));
    is_damaged(&json.replace("[\"total-sales\",", "[\"total-sales\",\"total-sales\","));
    is_damaged(&json.replace("\"ranks\"", "\"planets\""));
    is_damaged(&json.replace("\"counts\":[", "\"counts\":[-5,"));
    let nested = format!("{{\"format\":\"segmenta-model\",\"deep\":{}", "[".repeat(1 << 20));
    is_damaged(&nested);
    is_damaged(&json.replace("\"cuts\":[", &format!("\"cuts\":{}", "[".repeat(5_000))));
    let unknown = json.replace("\"schema\":1", "\"schema\":1,\"later\":[{\"a\":null}]");
    assert!(Model::from_json(unknown.as_bytes()).is_ok(), "unknown keys are passed over");
}

#[test]
fn parts_that_do_not_go_together_are_named() {
    let (model, ..) = made(&many(), Normalisation::Ranks, 3);
    let fault = |change: &dyn Fn(&mut Model)| {
        let mut changed = model.clone();
        change(&mut changed);
        let Err(ModelError::Inconsistent { part }) = changed.clone().checked() else { panic!("taken: {changed:?}") };
        part
    };
    let sales = Part::Reference(Feature::TotalSales);
    assert_eq!(fault(&|model| model.reference.swap(0, 1)), Part::Features);
    assert_eq!(fault(&|model| model.reference.truncate(2)), Part::Features);
    assert_eq!(fault(&|model| model.reference[0].reference.cuts.reverse()), sales);
    assert_eq!(fault(&|model| model.reference[0].reference.cuts.push(1e300)), sales);
    assert_eq!(fault(&|model| model.reference[0].reference.counts[0] += 1), sales);
    assert_eq!(fault(&|model| model.reference[0].reference.counts[0] = usize::MAX), sales);
    assert_eq!(fault(&|model| model.reference[0].reference.flat = vec![1_000_000]), sales);
    assert_eq!(fault(&|model| model.reference[1].scale.deviation = -1.0), Part::Scale(Feature::AvgOrderValue));
    assert_eq!(fault(&|model| model.segments.truncate(1)), Part::Segments);
    assert_eq!(fault(&|model| model.segments[1].number = 1), Part::Segments);
    assert_eq!(fault(&|model| model.segments[1].size = usize::MAX), Part::Segments);
    assert_eq!(fault(&|model| model.segments[1].name = "x".repeat(501)), Part::Words { segment: 2 });
    assert_eq!(fault(&|model| model.segments[0].advice = "\u{1b}[31m".into()), Part::Words { segment: 1 });
    assert_eq!(fault(&|model| model.segments[2].centre.truncate(2)), Part::Centre { segment: 3 });
    assert_eq!(fault(&|model| model.segments[2].centre[1] = f64::INFINITY), Part::Centre { segment: 3 });
    // What is finite and would overflow once squared.
    assert_eq!(fault(&|model| model.segments[2].centre[1] = 1e200), Part::Centre { segment: 3 });
    assert_eq!(fault(&|model| model.reference[1].scale.deviation = 1e-310), Part::Scale(Feature::AvgOrderValue));
    assert_eq!(fault(&|model| model.reference[1].scale.middle = -1e300), Part::Scale(Feature::AvgOrderValue));
    assert_eq!(fault(&|model| model.engine.version = "x".repeat(61)), Part::Engine);
    assert_eq!(fault(&|model| model.engine.fingerprint = "\u{1b}]0;".into()), Part::Engine);
    assert_eq!(fault(&|model| model.settings.cleaning.currency = Some("\u{7}".into())), Part::Currency);
    assert_eq!(fault(&|model| model.same_file.by_groups = model.accounts + 1), Part::SameFile);
    // What adds up to few accounts only because it wraps.
    assert_eq!(fault(&|model| model.same_file = SameFile { by_ties: usize::MAX, by_groups: 2 }), Part::SameFile);
    let mut all_elsewhere = model.clone();
    all_elsewhere.same_file = SameFile { by_ties: model.accounts, by_groups: 0 };
    assert!(all_elsewhere.checked().is_ok());
}

/// Scales that pass for themselves and lead out of the doubles together with some values.
#[test]
fn points_that_no_distance_reaches_are_noticed() {
    let sales = many();
    let (model, features, _) = made(&sales, Normalisation::RobustZ, 3);
    assert_eq!(model.out_of_reach(model.points(&features).view()), None);
    let mut far = model.clone();
    far.reference[1].scale = Scale { middle: 1e99, deviation: 1e-99 };
    let far = far.checked().unwrap();
    assert_eq!(far.out_of_reach(far.points(&features).view()), Some(Feature::AvgOrderValue));
}

#[test]
fn of_a_huge_file_no_more_than_the_limit_is_read() {
    let endless = std::io::repeat(b' ');
    assert_eq!(Model::read(endless), Err(ModelError::TooLarge { most: MOST_BYTES }));
}
