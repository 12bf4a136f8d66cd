//! Recipes against an independent, slow reading of their definitions, on random sales.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod tables;

use proptest::prelude::*;
use segmenta::cluster::{Partition, adjusted_rand_index};
use segmenta::customers::{
    Arithmetic, Customers, Feature, Features, Normalisation, Recipe, RecipeError, gather, normalise,
};
use segmenta::export::accounts_csv;
use segmenta::sales::{self, Role, Sales};
use segmenta::table::Cell;
use std::collections::{BTreeMap, BTreeSet};
use tables::Value::{self, Nothing, Other};

/// One line of sale; `None` is an empty cell.
#[derive(Debug, Clone)]
struct Line {
    account: &'static str,
    product: Option<u8>,
    quantity: f64,
    price: f64,
    day: Option<i32>,
}

const HEADERS: [&str; 5] =
    ["SBQQ__Account__c", "SBQQ__ProductName__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "SBQQ__StartDate__c"];

fn row(line: &Line) -> Vec<Value> {
    vec![
        line.account.into(),
        line.product.map_or(Nothing, |product| format!("P{product}").as_str().into()),
        line.quantity.into(),
        line.price.into(),
        line.day.map_or(Nothing, |day| Other(Cell::Date(f64::from(day) + 0.75))),
    ]
}

fn sales(lines: &[Line]) -> Sales {
    sales::read(tables::table(&HEADERS, &lines.iter().map(row).collect::<Vec<_>>()), &sales::Choices::default())
        .unwrap()
}

fn all(normalisation: Normalisation) -> Recipe {
    Recipe::new(Feature::ALL.to_vec(), normalisation).unwrap()
}

fn features(sales: &Sales, recipe: &Recipe) -> (Customers, Features) {
    let customers = gather(sales, Arithmetic::Exact);
    let features = Features::of(sales, &customers, recipe).unwrap();
    (customers, features)
}

/// The features beyond the study's as their definitions say, account by account; `None` of recency and tenure without any date.
fn slow_features(lines: &[Line]) -> Vec<[Option<f64>; 4]> {
    let mut accounts: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    lines.iter().for_each(|line| accounts.entry(line.account).or_default().push(line));
    let latest = lines.iter().filter_map(|line| line.day).max();
    let of = |lines: &Vec<&Line>| {
        let days: Vec<i32> = lines.iter().filter_map(|line| line.day).collect();
        let (first, last) = (days.iter().min(), days.iter().max());
        let products: BTreeSet<u8> = lines.iter().filter_map(|line| line.product).collect();
        // Quantities are quarters here: doubles add them exactly.
        let units: f64 = lines.iter().map(|line| line.quantity).sum();
        [
            last.map(|last| f64::from(latest.unwrap() - last)),
            last.map(|last| f64::from(last - first.unwrap())),
            Some(products.len() as f64),
            Some(units),
        ]
    };
    accounts.values().map(of).collect()
}

fn slow_median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2])
}

/// A normalisation as its definition says: scipy's `rankdata` and `zscore(ddof=1)`, `median_abs_deviation`.
fn slow_normalise(normalisation: Normalisation, values: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let z = |values: Vec<f64>| -> Vec<f64> {
        let mean = mean(&values);
        let deviation = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        values.iter().map(|x| (x - mean) / deviation).collect()
    };
    let below = |x: f64| values.iter().filter(|&&y| y < x).count() as f64;
    let equal = |x: f64| values.iter().filter(|&&y| y == x).count() as f64;
    if normalisation != Normalisation::Ranks && values.iter().all(|&x| x == values[0]) {
        return vec![0.0; values.len()];
    }
    match normalisation {
        Normalisation::Ranks => {
            let before = |at: usize| values[..at].iter().filter(|&&y| y == values[at]).count() as f64;
            z(values.iter().enumerate().map(|(at, &x)| below(x) + before(at) + 1.0).collect())
        }
        Normalisation::AverageRanks => z(values.iter().map(|&x| below(x) + (equal(x) + 1.0) / 2.0).collect()),
        Normalisation::LogZ => z(values.iter().map(|&x| x.signum() * (1.0 + x.abs()).ln()).collect()),
        Normalisation::RobustZ => {
            let middle = slow_median(values.iter().copied());
            let distances: Vec<f64> = values.iter().map(|x| (x - middle).abs()).collect();
            let mad = slow_median(distances.iter().copied());
            let scale = if mad == 0.0 { mean(&distances) * 1.253_314 } else { mad * 1.4826 };
            values.iter().map(|x| (x - middle) / scale).collect()
        }
    }
}

fn line() -> impl Strategy<Value = Line> {
    let account = prop::sample::select(vec!["A1", "a1", "A10", "A2", "É", "Z", "0011r", "0011R"]);
    let (product, day) = (prop::option::weighted(0.9, 0..6_u8), prop::option::weighted(0.8, 43_800..44_200_i32));
    (account, product, 1..40_i32, -400..4_000_i32, day).prop_map(|(account, product, quarters, cents, day)| Line {
        account,
        product,
        quantity: f64::from(quarters) / 4.0,
        price: f64::from(cents) / 20.0,
        day,
    })
}

fn dated(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.day.is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn features_are_what_they_say(lines in prop::collection::vec(line(), 1..60)) {
        prop_assume!(dated(&lines));
        let (customers, features) = features(&sales(&lines), &all(Normalisation::Ranks));
        let slow = slow_features(&lines);
        let undated = slow.iter().filter(|values| values[0].is_none()).count();
        prop_assert_eq!((features.len(), features.undated()), (customers.len(), undated));
        for (at, (feature, values)) in features.columns().enumerate() {
            match at.checked_sub(3) {
                None => prop_assert_eq!(values, customers.values(at)),
                Some(other) => {
                    let middle = slow_median(slow.iter().filter_map(|values| values[other]));
                    let expected: Vec<f64> = slow.iter().map(|values| values[other].unwrap_or(middle)).collect();
                    prop_assert_eq!(values, expected, "{:?}", feature);
                }
            }
        }
    }

    #[test]
    fn normalisations_are_what_they_say(values in prop::collection::vec(prop_oneof![-5..6_i32, -100_000..1_000_000_i32], 2..60)) {
        let values: Vec<f64> = values.into_iter().map(|value| f64::from(value) / 4.0).collect();
        for normalisation in Normalisation::ALL {
            let got = normalise(normalisation, std::slice::from_ref(&values)).column(0).to_vec();
            let expected = slow_normalise(normalisation, &values);
            let close = got.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs().max(1.0));
            prop_assert!(close, "{:?}: {:?} instead of {:?}", normalisation, got, expected);
        }
    }

    #[test]
    fn the_order_of_lines_cannot_matter(
        (lines, shuffled) in prop::collection::vec(line(), 1..60).prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        prop_assume!(dated(&lines));
        for normalisation in Normalisation::ALL {
            let points = [&lines, &shuffled].map(|lines| features(&sales(lines), &all(normalisation)).1.normalised(normalisation));
            prop_assert_eq!(&points[0], &points[1]);
            prop_assert!(points[0].iter().all(|value| value.is_finite()));
        }
    }
}

#[test]
fn a_small_example_by_hand() {
    let line = |account, product, quantity, price, day| Line { account, product: Some(product), quantity, price, day };
    let lines = [
        line("A", 1, 2.0, 10.0, Some(43_831)),
        line("A", 2, 0.5, 10.0, Some(43_861)),
        line("B", 1, 1.0, -3.0, Some(43_851)),
        line("B", 1, 1.0, 3.0, Some(43_851)),
        line("C", 3, 4.0, 25.0, None),
    ];
    let (customers, features) = features(&sales(&lines), &all(Normalisation::LogZ));
    let columns: BTreeMap<Feature, Vec<f64>> = features.columns().map(|(it, values)| (it, values.to_vec())).collect();
    assert_eq!(customers.accounts, ["A", "B", "C"]);
    assert_eq!(columns[&Feature::TotalSales], [25.0, 0.0, 100.0]);
    // The last of all starts on day 43,861; C has no date and stands between the others.
    assert_eq!(columns[&Feature::Recency], [0.0, 10.0, 5.0]);
    assert_eq!(columns[&Feature::Tenure], [30.0, 0.0, 15.0]);
    assert_eq!(columns[&Feature::DistinctProducts], [2.0, 1.0, 1.0]);
    assert_eq!(columns[&Feature::Units], [2.5, 2.0, 4.0]);
    assert_eq!(features.undated(), 1);
    let z = features.normalised(Normalisation::AverageRanks);
    // Ranks 3, 1.5, 1.5 of products: mean 2, sample variance 0.75.
    let expected = [1.0, -0.5, -0.5].map(|distance: f64| distance / 0.75_f64.sqrt());
    assert!(z.column(5).iter().zip(expected).all(|(got, expected)| (got - expected).abs() < 1e-15), "{z:?}");
}

#[test]
fn the_study_s_recipe_is_the_study_s_matrix() {
    let lines: Vec<Line> = (0..40)
        .map(|i| Line {
            account: ["A", "B", "C", "D", "E"][i % 5],
            product: None,
            quantity: 1.0 + (i % 3) as f64,
            price: (i * i % 17) as f64,
            day: None,
        })
        .collect();
    let sales = sales(&lines);
    for arithmetic in [Arithmetic::Exact, Arithmetic::Pandas] {
        let customers = gather(&sales, arithmetic);
        let features = Features::of(&sales, &customers, &Recipe::default()).unwrap();
        assert_eq!(features.normalised(Normalisation::Ranks), customers.normalised);
    }
}

#[test]
fn what_a_file_does_not_tell_is_named() {
    let cells = |headers: &[&str], row: Vec<Value>, columns: &[(Role, &str)]| {
        let sales = sales::read(tables::table(headers, &[row]), &sales::Choices::named(columns)).unwrap();
        Features::of(&sales, &gather(&sales, Arithmetic::Exact), &all(Normalisation::Ranks)).unwrap_err()
    };
    let missing = |error: RecipeError| match error {
        RecipeError::NoColumn { feature, sheet, headers } => (feature, sheet, headers.len()),
        other => panic!("{other:?}"),
    };
    let bare = ["SBQQ__Account__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c"];
    let error = cells(&bare, vec!["A".into(), 1.0.into(), 1.0.into()], &[]);
    assert_eq!(missing(error), (Feature::Recency, "S".into(), 3));
    let dates = [bare[0], bare[1], bare[2], "SBQQ__StartDate__c"];
    let error = cells(&dates, vec!["A".into(), 1.0.into(), 1.0.into(), "01/02/2020".into()], &[]);
    assert_eq!(missing(error).0, Feature::DistinctProducts);
    let error = cells(&dates, vec!["A".into(), 1.0.into(), 1.0.into(), "soon".into()], &[]);
    assert!(matches!(error, RecipeError::NoDate { feature: Feature::Recency, column, .. } if column == dates[3]));
    let totals = ["SBQQ__Account__c", "Total", "SBQQ__StartDate__c", "SBQQ__ProductName__c"];
    let of_total = [(Role::Amount, "Total")];
    let error = cells(&totals, vec!["A".into(), 1.0.into(), "2020-02-01".into(), "P".into()], &of_total);
    assert_eq!(missing(error).0, Feature::Units);
}

#[test]
fn units_and_products_are_found_beside_line_totals_and_codes() {
    let headers = ["SBQQ__Account__c", "SBQQ__Quantity__c", "Total", "Code_Produit__c"];
    let rows = [
        vec!["A".into(), 3.0.into(), 100.0.into(), 17.0.into()],
        vec!["A".into(), (-3.0).into(), 100.0.into(), 18.0.into()],
        vec!["A".into(), 0.1.into(), 100.0.into(), 17.0.into()],
        vec!["B".into(), 0.2.into(), 1.0.into(), Nothing],
    ];
    let sales =
        sales::read(tables::table(&headers, &rows), &sales::Choices::named(&[(Role::Amount, "Total")])).unwrap();
    let recipe = Recipe::new(vec![Feature::Units, Feature::DistinctProducts], Normalisation::RobustZ).unwrap();
    let (customers, features) = features(&sales, &recipe);
    assert_eq!(customers.total_sales, [200.0, 1.0]);
    let columns: Vec<Vec<f64>> = features.columns().map(|(_, values)| values.to_vec()).collect();
    assert_eq!(columns, [vec![1.0, 0.0], vec![3.1, 0.2]]);
}

#[test]
fn the_accounts_file_keeps_its_columns_whatever_the_recipe() {
    let line = |account, price| Line { account, product: Some(1), quantity: 1.0, price, day: Some(43_831) };
    let customers = gather(&sales(&[line("A", 1.0), line("B", 2.0)]), Arithmetic::Exact);
    let centroids = ndarray::Array2::zeros((2, 7));
    let partition = Partition { k: 2, labels: vec![1, 0], centroids, inertia: 0.0 };
    let csv = accounts_csv(&customers, &partition, &[0.0, 0.0]);
    assert_eq!(
        csv.lines().collect::<Vec<_>>(),
        [
            "account,TotalSales,OrderCount,AvgOrderValue,TotalSales_rank,OrderCount_rank,AvgOrderValue_rank,segment,silhouette",
            "A,1,1,1,1,1,1,2,0",
            "B,2,1,2,2,2,2,1,0",
        ]
    );
    assert_eq!(adjusted_rand_index(&partition.labels, &[0, 1]), Ok(1.0));
}
