//! Two small years whose every figure can be counted by hand.

use super::*;
use std::collections::BTreeMap;

/// A year of these accounts: id, segment, TotalSales, OrderCount, AvgOrderValue.
fn year(accounts: &[(&str, u8, [f64; 3])]) -> Year {
    let accounts: BTreeMap<String, Standing> = accounts
        .iter()
        .map(|&(account, segment, values)| (account.to_owned(), Standing { segment, values: Some(values) }))
        .collect();
    Year { accounts, without_segment: 0 }
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
    assert_eq!(comparison.kept_share(), 0.75);
    // 300.3 − 300 is 0.3 exactly, not 0.30000000000001137.
    assert_eq!(comparison.movers[0].change(), Some([0.3, 3.0, -49.95]));
    assert_eq!(
        comparison.file(CompareFile::Movers),
        "account,from,to,TotalSales_before,TotalSales_after,TotalSales_change,OrderCount_before,OrderCount_after,OrderCount_change,\
         AvgOrderValue_before,AvgOrderValue_after,AvgOrderValue_change\nB,1,2,300,300.3,0.3,3,6,3,100,50.05,-49.95\n"
    );
    assert_eq!(comparison.file(CompareFile::New), "account,segment,TotalSales,OrderCount,AvgOrderValue\nF,3,8,1,8\n");
    assert_eq!(comparison.file(CompareFile::Lost), "account,segment,TotalSales,OrderCount,AvgOrderValue\nE,3,9,1,9\n");
    let load = |file| comparison.file(file).replace('"', "");
    assert_eq!(load(CompareFile::Update), "Id,Segment__c\nB,Segment_2\nE,#N/A\nF,Segment_3\n");
    assert_eq!(load(CompareFile::Rollback), "Id,Segment__c\nB,Segment_1\nE,Segment_3\nF,#N/A\n");
    assert_eq!(comparison.flow.accounts, [[1, 1, 0], [0, 2, 0], [0, 0, 0]]);
    assert_eq!((&comparison.flow.new, &comparison.flow.lost), (&vec![0, 0, 1], &vec![0, 0, 1]));
    assert_eq!(comparison.flow.sizes(2), [2, 3]);
    // {A}, {B, C, D} against {A, B}, {C, D}: one pair of two together in both, expected 2 · 3 / 6.
    assert_eq!(comparison.ari, 0.0);
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
    assert!(comparison.file(CompareFile::Segments).contains("\"F\",\"Segment_4\""));
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
    let numbers: Vec<u16> = comparison.matching.unwrap().iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn the_same_year_twice_has_not_moved() {
    let comparison = Comparison::of(&before(), &before(), true);
    assert_eq!((comparison.ari, comparison.kept, comparison.movers.len()), (1.0, 5, 0));
    assert_eq!(comparison.file(CompareFile::Update), comparison.file(CompareFile::Rollback));
    assert_eq!((comparison.segments.psi, comparison.features[2].drift.psi), (0.0, 0.0));
}

#[test]
fn years_without_a_common_account_can_be_compared() {
    let comparison = Comparison::of(&before(), &year(&[("Z", 2, [1.0; 3])]), true);
    assert_eq!((comparison.both, comparison.kept_share(), comparison.ari), (0, 1.0, 1.0));
    assert_eq!((comparison.new.len(), comparison.lost.len()), (1, 5));
    assert_eq!(comparison.matching.unwrap()[0], Match { own: 2, number: 4, shared: 0 });
}
