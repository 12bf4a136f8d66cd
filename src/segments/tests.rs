//! Segments of small, hand-made sales.

use super::*;
use crate::customers::{Arithmetic, gather};
use crate::sales::{Lines, Quality};
use crate::table::Texts;
use ndarray::Array2;

/// Sales of lines `(account, product, description, price)`, each a line of its own with quantity 1.
fn sales(rows: &[(&str, &str, &str, f64)]) -> Sales {
    let mut texts = Texts::default();
    let mut lines = Lines { has_line_names: false, ..Lines::default() };
    for (row, &(account, product, description, price)) in (0..).zip(rows) {
        lines.row.push(row);
        lines.account.push(texts.intern(account));
        lines.line.push(Texts::EMPTY);
        lines.quantity.push(1.0);
        lines.price.push(price);
        lines.amount.push(crate::sales::decimal::amount(1.0, price));
        lines.product.push(texts.intern(product));
        lines.description.push(texts.intern(description));
    }
    let quality =
        Quality { sheet: "Sales".into(), header_row: 1, rows: rows.len(), kept: rows.len(), ..Quality::default() };
    Sales { texts, lines, excluded: Vec::new(), first_sheet_row: 2, quality }
}

/// The segments by the study's features.
fn described(sales: &Sales, customers: &Customers, partition: &Partition, silhouettes: &[f64]) -> Vec<Segment> {
    describe(sales, customers, &Features::study(customers), partition, silhouettes)
}

fn partition(customers: &Customers, labels: Vec<u8>) -> Partition {
    let k = usize::from(*labels.iter().max().unwrap()) + 1;
    let centroids = Array2::from_shape_fn((k, 3), |(cluster, feature)| {
        let members = labels.iter().enumerate().filter(|&(_, &label)| usize::from(label) == cluster);
        let values: Vec<f64> = members.map(|(account, _)| customers.normalised[[account, feature]]).collect();
        values.iter().sum::<f64>() / values.len() as f64
    });
    Partition { k, labels, centroids, inertia: 0.0 }
}

#[test]
fn profiles_are_in_original_units() {
    let sales = sales(&[
        ("A", "Sac", "C01", 10.0),
        ("A", "Sac", "C01", 30.0),
        ("B", "Sac", "C02", 60.0),
        ("C", "Vrac", "V01", 100.0),
        ("C", "Vrac", "V01", 300.0),
        ("C", "", "V02", 100.0),
    ]);
    let customers = gather(&sales, Arithmetic::Exact);
    let segments = described(&sales, &customers, &partition(&customers, vec![1, 1, 0]), &[0.5, 0.25, 1.0]);
    assert_eq!((segments[0].number, segments[0].size, segments[1].size), (1, 1, 2));
    assert_eq!(segments[0].means, [500.0, 3.0, 500.0 / 3.0]);
    assert_eq!(segments[1].means, [50.0, 1.5, 40.0]);
    assert_eq!(segments[1].medians, [50.0, 1.5, 40.0]);
    assert_eq!((segments[0].sales_share, segments[1].silhouette), (500.0 / 600.0, 0.375));
}

#[test]
fn top_products_count_lines_with_a_product_and_break_ties_by_code_point() {
    let mut rows = vec![("A", "", "B1", 1.0), ("A", "Sac", "", 1.0)];
    for description in ["é", "b", "a", "B", "c", "z", "z"] {
        rows.push(("A", "Sac", description, 1.0));
    }
    let sales = sales(&rows);
    let customers = gather(&sales, Arithmetic::Exact);
    let segments = described(&sales, &customers, &partition(&customers, vec![0]), &[0.0]);
    let top: Vec<(&str, usize)> =
        segments[0].top_products.iter().map(|product| (product.description.as_str(), product.count)).collect();
    assert_eq!(top, [("z", 2), ("B", 1), ("a", 1), ("b", 1), ("c", 1)]);
}

#[test]
fn sales_of_nothing_have_no_share() {
    let sales = sales(&[("A", "Sac", "C01", 0.0), ("B", "Sac", "C01", 0.0)]);
    let customers = gather(&sales, Arithmetic::Exact);
    let segments = described(&sales, &customers, &partition(&customers, vec![0, 1]), &[0.0, 0.0]);
    assert!(segments.iter().all(|segment| segment.sales_share == 0.0 && segment.traits[0] == Level::Medium));
}

#[test]
fn best_sellers_by_lines_units_and_money() {
    let mut sales = sales(&[
        ("A", "Sac", "often", 1.0),
        ("A", "Sac", "often", 1.0),
        ("A", "Sac", "dear", 0.1),
        ("A", "Sac", "dear", 0.2),
        ("A", "Sac", "dearest", 9.0),
        ("B", "Sac", "often", 5.0),
        ("A", "", "no product", 99.0),
    ]);
    sales.lines.quantity[2] = 40.0;
    sales.lines.amount[2] = crate::sales::decimal::amount(40.0, 0.1);
    let customers = gather(&sales, Arithmetic::Exact);
    let portraits = portray(&sales, &customers, &partition(&customers, vec![0, 1]), &[0.5, -0.5]);
    let listed = |segment: usize, measure: Measure| -> Vec<(&str, f64)> {
        let sellers = &portraits.faces[segment].best_sellers[measure as usize];
        sellers.iter().map(|seller| (seller.description.as_str(), seller.sold)).collect()
    };
    assert_eq!(listed(0, Measure::Lines), [("dear", 2.0), ("often", 2.0), ("dearest", 1.0)]);
    assert_eq!(listed(0, Measure::Units), [("dear", 41.0), ("often", 2.0), ("dearest", 1.0)]);
    assert_eq!(listed(0, Measure::Revenue), [("dearest", 9.0), ("dear", 4.2), ("often", 2.0)]);
    assert_eq!(listed(1, Measure::Revenue), [("often", 5.0)]);
    assert_eq!((portraits.misplaced, portraits.silhouette), (1, 0.0));
}

#[test]
fn portraits_say_what_the_segments_say() {
    let rows: Vec<(String, f64)> = (0..900).map(|at| (format!("{at:03}"), f64::from(at % 31) + 1.0)).collect();
    let sales = sales(&rows.iter().map(|(account, price)| (account.as_str(), "Sac", "C", *price)).collect::<Vec<_>>());
    let customers = gather(&sales, Arithmetic::Exact);
    let partition = partition(&customers, (0..900).map(|at| u8::from(at % 2 == 1 || at > 40)).collect());
    let silhouettes: Vec<f64> = (0..900).map(|at| f64::from(at) / 900.0).collect();
    let portraits = portray(&sales, &customers, &partition, &silhouettes);
    for (segment, face) in described(&sales, &customers, &partition, &silhouettes).iter().zip(&portraits.faces) {
        assert_eq!(
            (segment.size, segment.sales_share, segment.silhouette),
            (face.size, face.sales_share, face.silhouette)
        );
        for feature in 0..3 {
            assert_eq!(portraits.median(segment.number - 1, feature), segment.medians[feature]);
        }
    }
    let many = &portraits.faces[1].silhouettes;
    assert_eq!((many.len(), many[0], many[399]), (400, silhouettes[899], silhouettes[1]));
    assert!(many.is_sorted_by(|a, b| a >= b));
    let accounts = &portraits.faces[1].accounts;
    assert!(accounts.iter().map(|&account| silhouettes[account as usize]).eq(many.iter().copied()));
    assert_eq!(portraits.correlations, [None, Some(1.0), None]);
    assert_eq!(portraits.ratio(0, 1), Some(1.0));
}
