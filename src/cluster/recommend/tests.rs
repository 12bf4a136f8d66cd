//! The rules of the recommendation, case by case.

use super::*;

/// Silhouette, chance, lowest Jaccard and smallest segment of one k, at 1,000 accounts.
type Case = (usize, f64, f64, f64, usize);

fn evidence(cases: &[Case]) -> Evidence {
    let scores = |&(k, silhouette, ..): &Case| Scores {
        k,
        inertia: 0.0,
        silhouette,
        davies_bouldin: if k == 5 { 0.6 } else { 0.7 },
        calinski_harabasz: if k == 5 { 200.0 } else { 100.0 },
    };
    let beside = |case: &Case| {
        let &(_, _, mean, jaccard, smallest) = case;
        let spread = |mean| Some(Spread { mean, sd: 0.004, min: mean, max: mean });
        let stability = Stability { jaccards: vec![1.0, jaccard], ari: 1.0 };
        Beside::new(&scores(case), [spread(mean), spread(mean - 0.01)], 10, Some(stability), smallest)
    };
    let scores: Vec<Scores> = cases.iter().map(scores).collect();
    let draws = Draws { count: 10, accounts: 1_000 };
    let basis = Basis { accounts: 1_000, baseline: draws, redraws: draws };
    let best_k = crate::cluster::choose(&scores).unwrap();
    Evidence::new(&scores, best_k, cases.iter().map(beside).collect(), basis).unwrap()
}

fn recommended(cases: &[Case]) -> Recommendation {
    evidence(cases).recommendation
}

#[test]
fn the_rules_case_by_case() {
    let table: [(&str, &[Case], usize, Option<Reason>); 6] = [
        (
            "the highest silhouette, nothing against it",
            &[(2, 0.40, 0.40, 0.9, 400), (4, 0.50, 0.40, 0.9, 200)],
            4,
            None,
        ),
        (
            "two segments no better than chance",
            &[(2, 0.44, 0.43, 0.9, 400), (4, 0.43, 0.38, 0.9, 200)],
            4,
            Some(Reason::Lift { best: 0.44 - 0.43, here: 0.43 - 0.38 }),
        ),
        (
            "a segment that does not come back",
            &[(3, 0.49, 0.40, 0.9, 300), (4, 0.50, 0.40, 0.5, 200)],
            3,
            Some(Reason::Unstable { jaccard: 0.5 }),
        ),
        (
            "a segment of six accounts",
            &[(3, 0.49, 0.40, 0.9, 300), (4, 0.50, 0.40, 0.9, 6)],
            3,
            Some(Reason::Tiny { accounts: 6 }),
        ),
        ("too many to keep in mind", &[(4, 0.49, 0.40, 0.9, 300), (9, 0.50, 0.40, 0.9, 50)], 4, Some(Reason::Handy)),
        (
            "the indices break a near-tie",
            &[(4, 0.500, 0.40, 0.9, 300), (5, 0.495, 0.40, 0.9, 50)],
            5,
            Some(Reason::Indices),
        ),
    ];
    for (what, cases, k, reason) in table {
        let found = recommended(cases);
        assert_eq!((found.k, found.differs_because), (k, reason), "{what}");
    }
}

#[test]
fn near_ties_are_named() {
    let found = recommended(&[(3, 0.495, 0.40, 0.9, 300), (4, 0.50, 0.40, 0.9, 300), (6, 0.45, 0.40, 0.9, 300)]);
    assert_eq!((found.k, found.near), (4, vec![3]));
}

#[test]
fn structure_is_what_is_above_chance() {
    for (silhouette, structure) in
        [(0.39, Structure::None), (0.415, Structure::None), (0.43, Structure::Weak), (0.46, Structure::Clear)]
    {
        assert_eq!(recommended(&[(4, silhouette, 0.40, 0.9, 300)]).structure, structure, "{silhouette}");
    }
    // 0.03 above, but chance itself scatters by 0.02.
    let scattered = Spread { mean: 0.40, sd: 0.02, min: 0.36, max: 0.44 };
    assert_eq!(strength(0.43, scattered, 10), Structure::None);
}

#[test]
fn what_a_correlation_explains_is_no_clear_structure() {
    let spread = |mean| Some(Spread { mean, sd: 0.004, min: mean, max: mean });
    let scores = Scores { k: 2, inertia: 0.0, silhouette: 0.50, davies_bouldin: 0.0, calinski_harabasz: 0.0 };
    let structure = |independent, correlated| {
        Beside::new(&scores, [spread(independent), spread(correlated)], 10, None, 50).structure
    };
    assert_eq!(structure(0.42, 0.49), Structure::Weak);
    assert_eq!(structure(0.42, 0.42), Structure::Clear);
    assert_eq!(structure(0.49, 0.42), Structure::None);
}

#[test]
fn the_higher_baseline_counts() {
    let found = evidence(&[(4, 0.45, 0.40, 0.9, 300)]);
    assert!((found.by_k[0].lift - 0.05).abs() < 1e-12);
    assert_eq!(found.by_k[0].chance().map(|chance| chance.mean), Some(0.40));
}

#[test]
fn without_any_k_there_is_nothing_to_recommend() {
    assert_eq!(recommend(&[], &[], 2, 10), None);
}
