//! Rules against every rule there is, and what must hold of any rule.

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

fn f1(hits: i64, picked: i64, positives: i64) -> f64 {
    2.0 * hits as f64 / (positives + picked) as f64
}

fn columns(rows: &[[f64; 3]]) -> [Vec<f64>; 3] {
    std::array::from_fn(|feature| rows.iter().map(|row| row[feature]).collect())
}

fn rule_of(rows: &[[f64; 3]], members: &[bool]) -> Rule {
    Features::new(columns(rows).each_ref().map(Vec::as_slice)).rule(members)
}

fn score(rule: &Rule) -> f64 {
    let sum = rule.precision + rule.recall;
    if sum == 0.0 { 0.0 } else { 2.0 * rule.precision * rule.recall / sum }
}

fn bounds_of(rule: &Rule) -> usize {
    rule.bounds.iter().map(|bounds| usize::from(bounds.above.is_some()) + usize::from(bounds.at_most.is_some())).sum()
}

/// Whether a row lies within a bound.
type Bound = Box<dyn Fn(&[f64; 3]) -> bool>;

/// The highest F1 of all rules of at most two bounds, one by one.
fn best_of_all(rows: &[[f64; 3]], members: &[bool]) -> f64 {
    let mut bounds: Vec<Bound> = vec![Box::new(|_| true)];
    for feature in 0..3 {
        for row in rows {
            let cut = row[feature];
            bounds.push(Box::new(move |values| values[feature] <= cut));
            bounds.push(Box::new(move |values| values[feature] > cut));
        }
    }
    let positives = members.iter().filter(|&&member| member).count() as i64;
    let mut best = 0.0_f64;
    for (at, one) in bounds.iter().enumerate() {
        for other in &bounds[..=at] {
            let picked: Vec<usize> = (0..rows.len()).filter(|&row| one(&rows[row]) && other(&rows[row])).collect();
            let hits = picked.iter().filter(|&&row| members[row]).count() as i64;
            best = best.max(f1(hits, picked.len() as i64, positives));
        }
    }
    best
}

/// Rows with few distinct values, so that ties are frequent, and members of which one is sure.
fn cases() -> impl Strategy<Value = (Vec<[f64; 3]>, Vec<bool>)> {
    let value = || (-4_i32..8).prop_map(|whole| f64::from(whole) / 2.0);
    vec(([value(), value(), value()], any::<bool>()), 1..24).prop_map(|rows| {
        let (rows, mut members): (Vec<_>, Vec<bool>) = rows.into_iter().unzip();
        members[0] = true;
        (rows, members)
    })
}

proptest! {
    #[test]
    fn no_rule_of_two_bounds_is_better((rows, members) in cases()) {
        let rule = rule_of(&rows, &members);
        let (found, all) = (score(&rule), best_of_all(&rows, &members));
        match bounds_of(&rule) {
            0..=2 => prop_assert!((found - all).abs() < 1e-12, "{rule:?}: {found} of {all}"),
            3 => prop_assert!(found >= all + 0.02 - 1e-12, "{rule:?}: {found} of {all}"),
            more => prop_assert!(false, "{more} bounds"),
        }
    }

    #[test]
    fn precision_and_recall_are_those_of_the_bounds((rows, members) in cases()) {
        let rule = rule_of(&rows, &members);
        let picked: Vec<usize> = (0..rows.len()).filter(|&row| rule.picks(rows[row])).collect();
        let hits = picked.iter().filter(|&&row| members[row]).count() as f64;
        let positives = members.iter().filter(|&&member| member).count() as f64;
        prop_assert_eq!((rule.precision, rule.recall), (hits / picked.len() as f64, hits / positives));
    }

    #[test]
    fn the_order_of_accounts_does_not_matter((rows, members) in cases(), turn in 0_usize..24) {
        let rule = rule_of(&rows, &members);
        let (mut rows, mut members) = (rows, members);
        let turn = turn % rows.len();
        rows.rotate_left(turn);
        members.rotate_left(turn);
        prop_assert_eq!(&rule_of(&rows, &members), &rule);
        rows.reverse();
        members.reverse();
        prop_assert_eq!(rule_of(&rows, &members), rule);
    }
}

/// Rows of many distinct values, of which coarse cuts tell few apart; the more members the larger the first.
fn many() -> impl Strategy<Value = (Vec<[f64; 3]>, Vec<bool>)> {
    vec((0..5_000_i32, 0..40_i32, 0..5_000_i32, 0..5_000_i32), 300..500).prop_map(|rows| {
        let members = rows.iter().enumerate().map(|(at, row)| at == 0 || row.0 > row.3).collect();
        (rows.into_iter().map(|row| [row.0, row.1, row.2].map(f64::from)).collect(), members)
    })
}

proptest! {
    #[test]
    fn coarse_counts_hide_no_corner((rows, members) in many(), at in any::<[prop::sample::Index; 2]>(), ends in any::<[bool; 2]>(), numerator in 1..90_i64) {
        let features = Features::new(columns(&rows).each_ref().map(Vec::as_slice));
        let search = Search::new(&features, &members);
        let everything = features.everything();
        let best = Best { area: None, numerator, denominator: 100 };
        for pair in [(0, 1), (2, 1), (0, 2)] {
            let grid = Grid::new(&features, &members, &everything, pair);
            let [first, second] = ends.map(|above| if above { End::Above } else { End::AtMost });
            let cut = |feature: usize, at: prop::sample::Index| at.index(features.values[feature].len()) as u32;
            let area = second.cut(&first.cut(&everything, pair.0, cut(pair.0, at[0])), pair.1, cut(pair.1, at[1]));
            let (hits, picked) = search.count(&area);
            let weight = best.weights().of(true) * hits + best.weights().of(false) * (picked - hits);
            prop_assert!(grid.may_weigh(weight, first, best.weights()));
            let (reached, of) = grid.reached(search.positives);
            prop_assert!(score(&features.rule(&members)) >= reached as f64 / of as f64 - 1e-12);
        }
    }
}

#[test]
fn a_corner_is_told_in_round_numbers() {
    let rows: Vec<[f64; 3]> =
        (0..400).map(|at| [0.0, f64::from(at % 20) + 20.0, f64::from(at / 20) * 7.3 + 3.0]).collect();
    let members: Vec<bool> = rows.iter().map(|row| row[1] > 31.0 && row[2] <= 90.6).collect();
    let rule = rule_of(&rows, &members);
    let bounds = [
        Bounds { feature: 1, above: Some(31.0), at_most: None },
        Bounds { feature: 2, above: None, at_most: Some(95.0) },
    ];
    assert_eq!(rule, Rule { bounds: bounds.to_vec(), precision: 1.0, recall: 1.0 });
}

#[test]
fn a_third_bound_comes_where_it_tells_much() {
    let rows: Vec<[f64; 3]> = (0..1000).map(|at| [at % 10, at / 10 % 10, at / 100].map(f64::from)).collect();
    let members: Vec<bool> = rows.iter().map(|row| row[0] > 4.0 && row[1] <= 5.0 && row[2] > 6.0).collect();
    let rule = rule_of(&rows, &members);
    assert_eq!((bounds_of(&rule), rule.precision, rule.recall), (3, 1.0, 1.0));
    let band: Vec<bool> = rows.iter().map(|row| row[0] > 2.0 && row[0] <= 6.0 && row[1] > 4.0).collect();
    let rule = rule_of(&rows, &band);
    assert_eq!(rule.bounds[0], Bounds { feature: 0, above: Some(2.0), at_most: Some(6.0) });
    assert_eq!((bounds_of(&rule), rule.precision, rule.recall), (3, 1.0, 1.0));
}

#[test]
fn accounts_that_are_all_alike_have_no_rule() {
    let rule = rule_of(&[[1.0, 1.0, 1.0]; 4], &[true, false, true, false]);
    assert_eq!(rule, Rule { bounds: Vec::new(), precision: 0.5, recall: 1.0 });
}
