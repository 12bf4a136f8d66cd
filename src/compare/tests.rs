//! Two small years whose every figure can be counted by hand.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A year of these accounts: id, segment, TotalSales, OrderCount, AvgOrderValue.
fn year(accounts: &[(&str, u8, [f64; 3])]) -> Year {
    let accounts: BTreeMap<String, Standing> = accounts
        .iter()
        .map(|&(account, segment, values)| (id(account), Standing { segment, values: Some(values) }))
        .collect();
    Year { accounts, without_segment: 0 }
}

/// A Salesforce id that ends in this letter.
fn id(letter: &str) -> String {
    crate::sales::salesforce_id::long_form(&format!("0013X0000000A0{letter}")).unwrap()
}

fn before() -> Year {
    year(&[
        ("A", 1, [300.1, 3.0, 100.0]),
        ("B", 1, [300.0, 3.0, 100.0]),
        ("C", 2, [50.0, 5.0, 10.0]),
        ("D", 2, [40.0, 4.0, 10.0]),
        ("E", 3, [9.0, 1.0, 9.0]),
    ])
}

fn after() -> Year {
    year(&[
        ("A", 1, [300.1, 3.0, 100.0]),
        ("B", 2, [300.3, 6.0, 50.05]),
        ("C", 2, [50.0, 5.0, 10.0]),
        ("D", 2, [40.0, 4.0, 10.0]),
        ("F", 3, [8.0, 1.0, 8.0]),
    ])
}

#[test]
fn movers_comers_and_goers_are_told_with_what_changed() {
    let comparison = Comparison::of(&before(), &after(), false);
    assert_eq!((comparison.accounts, comparison.both, comparison.kept), ([5, 5], 4, 3));
    assert_eq!(comparison.kept_share(), Some(0.75));
    // 300.3 − 300 is 0.3 exactly, not 0.30000000000001137.
    assert_eq!(comparison.movers[0].change(), Some([0.3, 3.0, -49.95]));
    assert_eq!(
        comparison.file(CompareFile::Movers),
        "account,from,to,TotalSales_before,TotalSales_after,TotalSales_change,OrderCount_before,OrderCount_after,OrderCount_change,\
         AvgOrderValue_before,AvgOrderValue_after,AvgOrderValue_change\n"
            .to_owned()
            + &format!("{},1,2,300,300.3,0.3,3,6,3,100,50.05,-49.95\n", id("B"))
    );
    let alone = |account: &str, cells: &str| {
        format!("account,segment,TotalSales,OrderCount,AvgOrderValue\n{},{cells}\n", id(account))
    };
    assert_eq!(comparison.file(CompareFile::New), alone("F", "3,8,1,8"));
    assert_eq!(comparison.file(CompareFile::Lost), alone("E", "3,9,1,9"));
    let [b, e, f] = ["B", "E", "F"].map(id);
    let load = |file| comparison.file(file).replace('"', "");
    assert_eq!(load(CompareFile::Update), format!("Id,Segment__c\n{b},Segment_2\n{e},#N/A\n{f},Segment_3\n"));
    assert_eq!(load(CompareFile::Rollback), format!("Id,Segment__c\n{b},Segment_1\n{e},Segment_3\n{f},#N/A\n"));
    assert_eq!(comparison.flow.accounts, [[1, 1, 0], [0, 2, 0], [0, 0, 0]]);
    assert_eq!((&comparison.flow.new, &comparison.flow.lost), (&vec![0, 0, 1], &vec![0, 0, 1]));
    assert_eq!(comparison.flow.sizes(2), [2, 3]);
    // {A}, {B, C, D} against {A, B}, {C, D}: one pair of two together in both, expected 2 · 3 / 6.
    assert_eq!(comparison.ari, Some(0.0));
    let report: serde_json::Value = serde_json::from_str(&comparison.file(CompareFile::Report)).unwrap();
    assert_eq!((&report["kept_share"], &report["movers"]), (&0.75.into(), &1.into()));
    assert_eq!(report["flow"]["rows"][0], serde_json::json!({ "from": 1, "to": [1, 1, 0], "lost": 0 }));
    assert_eq!(report["drift"]["features"][0]["feature"], "total-sales");
}

#[test]
fn segments_fitted_anew_take_the_numbers_of_their_likes() {
    let mut renumbered = after();
    renumbered
        .accounts
        .values_mut()
        .for_each(|standing| standing.segment = [0, 9, 1, 2][usize::from(standing.segment)]);
    let comparison = Comparison::of(&before(), &renumbered, true);
    let expected = [
        Match { own: 1, number: 2, shared: 2 },
        // F’s segment shares no account with any.
        Match { own: 2, number: 4, shared: 0 },
        Match { own: 9, number: 1, shared: 1 },
    ];
    assert_eq!(comparison.matching.as_deref(), Some(expected.as_slice()));
    assert_eq!((comparison.kept, comparison.movers.len()), (3, 1));
    assert_eq!(comparison.new[0].segment, 4);
    assert!(comparison.file(CompareFile::Segments).contains(&format!("\"{}\",\"Segment_4\"", id("F"))));
    assert_eq!(comparison.ari, Comparison::of(&before(), &after(), false).ari);
}

#[test]
fn equal_pairings_leave_numbers_as_they_are() {
    let of = |segments: [u8; 4]| {
        let names = ["A", "B", "C", "D"];
        let all: Vec<_> = names.into_iter().zip(segments).map(|(name, segment)| (name, segment, [1.0; 3])).collect();
        year(&all)
    };
    let comparison = Comparison::of(&of([1, 1, 2, 2]), &of([1, 2, 1, 2]), true);
    let numbers: Vec<u8> = comparison.matching.unwrap().iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn the_same_year_twice_has_not_moved() {
    let comparison = Comparison::of(&before(), &before(), true);
    assert_eq!((comparison.ari, comparison.kept, comparison.movers.len()), (Some(1.0), 5, 0));
    assert_eq!(comparison.file(CompareFile::Update), comparison.file(CompareFile::Rollback));
    assert_eq!((comparison.segments.psi, comparison.features[2].drift.psi), (0.0, 0.0));
}

#[test]
fn years_without_a_common_account_agree_in_nothing() {
    let comparison = Comparison::of(&before(), &year(&[("Z", 2, [1.0; 3])]), true);
    assert_eq!((comparison.both, comparison.kept_share(), comparison.ari), (0, None, None));
    assert_eq!((comparison.new.len(), comparison.lost.len()), (1, 5));
    assert_eq!(comparison.matching.as_ref().unwrap()[0], Match { own: 2, number: 4, shared: 0 });
    let report: serde_json::Value = serde_json::from_str(&comparison.file(CompareFile::Report)).unwrap();
    assert!(report["kept_share"].is_null() && report["ari"].is_null());
    assert_eq!(report["drift"]["features"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_year_without_accounts_is_a_year() {
    for (before, after) in [(Year::default(), after()), (before(), Year::default()), (Year::default(), Year::default())]
    {
        let comparison = Comparison::of(&before, &after, true);
        assert_eq!((comparison.both, comparison.features.len()), (0, 0));
        assert_eq!(comparison.accounts, [before.accounts.len(), after.accounts.len()]);
        assert!(!comparison.file(CompareFile::Report).contains("NaN"));
    }
}

/// Accounts by number, all of one value.
fn numbered(segments: impl IntoIterator<Item = u8>) -> Year {
    let accounts = segments.into_iter().enumerate();
    let standing = |segment| Standing { segment, values: None };
    let accounts = accounts.map(|(at, segment)| (format!("{at:04}"), standing(segment))).collect();
    Year { accounts, without_segment: 0 }
}

#[test]
fn numbers_stay_within_the_picklist_and_within_a_byte() {
    let numbers = |before: &Year, after: &Year| -> Vec<u8> {
        Comparison::of(before, after, true).matching.unwrap().iter().map(|one| one.number).collect()
    };
    // Eleven segments after ten, the last like none: no number is unused, but those of pairs are taken.
    let before = numbered((1..=10).chain(1..=9));
    let after = numbered((1..=9).chain([11]).chain(1..=9).chain([10]));
    let found = numbers(&before, &after);
    assert_eq!(found.last(), Some(&10));
    assert!(found[..9].iter().copied().eq(1..=9) && found[9] == 11, "{found:?}");
    // A number that last year did not use comes first.
    let before = numbered([1, 2, 4, 4]);
    let mut after = numbered([1, 1, 4, 4]);
    after.accounts.insert("new".into(), Standing { segment: 7, values: None });
    assert_eq!(numbers(&before, &after), [1, 4, 3]);
    // Every number of a byte in use, and nothing alike.
    let before = numbered(1..=255);
    let after = Year {
        accounts: (1..=255).map(|at| (format!("x{at}"), Standing { segment: at, values: None })).collect(),
        without_segment: 0,
    };
    let mut found = numbers(&before, &after);
    found.sort_unstable();
    assert!(found.into_iter().eq(1..=255));
}

#[test]
fn numbers_that_mean_something_else_are_noticed() {
    let mut renumbered = after();
    let swapped = |segment: u8| [0, 2, 1, 3][usize::from(segment)];
    renumbered.accounts.values_mut().for_each(|standing| standing.segment = swapped(standing.segment));
    let comparison = Comparison::of(&before(), &renumbered, false);
    assert_eq!((comparison.kept, comparison.kept_if_matched), (1, 3));
    let comparison = Comparison::of(&before(), &after(), false);
    assert_eq!((comparison.kept, comparison.kept_if_matched), (3, 3));
}

#[test]
fn only_salesforce_ids_are_loaded_and_others_are_counted() {
    let mut after = after();
    after.accounts.insert("487002".into(), Standing { segment: 2, values: None });
    after.accounts.insert("=1".into(), Standing { segment: 2, values: None });
    let comparison = Comparison::of(&before(), &after, false);
    assert_eq!((comparison.not_loadable(), comparison.file(CompareFile::Update).lines().count()), (2, 4));
    let segments = comparison.segments_file();
    assert_eq!((segments.unusual, segments.left_out), (1, 1));
    let report: serde_json::Value = serde_json::from_str(&comparison.file(CompareFile::Report)).unwrap();
    assert_eq!(report["account_ids"], serde_json::json!({ "unusual": 1, "left_out": 1, "not_loadable": 2 }));
}

proptest! {
    #[test]
    fn the_update_leads_to_the_later_year_and_the_rollback_back(
        years in proptest::collection::vec((0..5_u8, 0..5_u8), 1..40), is_matched: bool
    ) {
        let of = |segment: fn(&(u8, u8)) -> u8| {
            let accounts = years.iter().enumerate().filter(|(_, both)| segment(both) > 0);
            let id = |at| crate::sales::salesforce_id::long_form(&format!("0013X{at:010}")).unwrap();
            let standing = |both: &(u8, u8)| Standing { segment: segment(both), values: None };
            Year { accounts: accounts.map(|(at, both)| (id(at), standing(both))).collect(), without_segment: 0 }
        };
        let (before, after) = (of(|both| both.0), of(|both| both.1));
        let comparison = Comparison::of(&before, &after, is_matched);
        let rows = |file| -> Vec<Vec<String>> {
            let text = comparison.file(file).replace('"', "");
            text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
        };
        let load = |mut field: BTreeMap<String, String>, file| {
            for row in rows(file) {
                match row[1].as_str() {
                    "#N/A" => field.remove(&row[0]),
                    value => field.insert(row[0].clone(), value.to_owned()),
                };
            }
            field
        };
        let field = |year: &Year| -> BTreeMap<String, String> {
            year.accounts.iter().map(|(id, standing)| (id.clone(), format!("Segment_{}", standing.segment))).collect()
        };
        let then = field(&before);
        let now: BTreeMap<String, String> =
            rows(CompareFile::Segments).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
        if !is_matched {
            prop_assert_eq!(&now, &field(&after));
        }
        prop_assert_eq!(load(then.clone(), CompareFile::Update), now.clone());
        prop_assert_eq!(load(now, CompareFile::Rollback), then);
        prop_assert!(!is_matched || comparison.kept == comparison.kept_if_matched);
        prop_assert!(comparison.kept <= comparison.kept_if_matched);
    }
}
