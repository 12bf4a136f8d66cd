//! Reading, cleaning, features and ranks against the oracle: pandas' results on the same workbooks.

#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod oracle;

use oracle::{Oracle, sha256};
use segmenta::customers::{Arithmetic, Customers, FEATURES, gather};
use segmenta::sales::{self, Choices, Exclusion, Role, Sales, Spread, ValueKind};
use segmenta::table;
use std::fmt::Write;
use std::fs::File;
use std::io::{BufReader, Cursor};

fn read(oracle: &Oracle) -> Sales {
    let table = table::read(BufReader::new(File::open(oracle.path()).unwrap()), None, &mut |_, _| {}).unwrap();
    sales::read(table, &Choices::default()).unwrap()
}

/// Every account's line, as the oracle hashes them.
fn hash_of(customers: &Customers, line: impl Fn(usize, &mut String)) -> String {
    let mut text = String::new();
    for (index, account) in customers.accounts.iter().enumerate() {
        write!(text, "{account}\t").unwrap();
        line(index, &mut text);
        text.push('\n');
    }
    sha256(&text)
}

fn ranks_hash(customers: &Customers) -> String {
    let [a, b, c] = &customers.ranks;
    hash_of(customers, |i, text| write!(text, "{}\t{}\t{}", a[i], b[i], c[i]).unwrap())
}

#[test]
fn reading_and_cleaning_are_the_oracles() {
    for oracle in Oracle::all("reading_and_cleaning_are_the_oracles") {
        let Sales { quality, excluded, lines, .. } = read(&oracle);
        let read = oracle.at("/read");
        assert_eq!(quality.rows, read["rows"]);
        assert_eq!(quality.columns.len(), read["cols"]);
        assert_eq!(quality.fill_rate * 100.0, read["fill_rate_mean_pct"]);
        assert_eq!(quality.duplicate_rows, read["duplicate_rows"]);
        assert_eq!(quality.distinct_quantities, read["qty_unique"]);
        let (lowest, highest) = quality.quantity_range.unwrap();
        assert_eq!(serde_json::json!([lowest, highest]), read["qty_min_max"]);
        let names: Vec<&str> = quality.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(serde_json::json!(names), read["header"]);
        assert_eq!(quality.kept, oracle.at("/clean")["rows_kept"]);
        assert_eq!(lines.row.len() + excluded.len(), quality.rows);
        let negative = usize::try_from(read["qty_le_0"].as_u64().unwrap()).unwrap();
        assert_eq!(quality.excluded, [(Exclusion::QuantityNotPositive, negative)]);
        for (at, column) in quality.columns.iter().enumerate() {
            assert_eq!(quality.rows - column.filled, read["missing"][at], "{}", column.name);
            assert_eq!(
                column.filled as f64 / quality.rows as f64 * 100.0,
                read["fill_rate_pct"][at],
                "{}",
                column.name
            );
            let kind = match read["dtypes"][at].as_str().unwrap() {
                "str" => ValueKind::Text,
                "int64" => ValueKind::Whole,
                "float64" => ValueKind::Decimal,
                _ => ValueKind::Date,
            };
            assert_eq!(column.kinds, [(kind, column.filled)], "{}", column.name);
        }
        let of = |role| quality.columns.iter().find(|column| column.role == Some(role)).unwrap();
        assert_eq!(of(Role::Account).distinct, read["distinct_customers"]);
        assert_eq!(of(Role::Line).repeated(), read["duplicate_order_ids"]);
        let quantities = of(Role::Quantity);
        let spread = quantities.spread.as_ref().unwrap();
        assert_eq!(quantities.distinct, read["qty_unique"]);
        assert_eq!(serde_json::json!([spread.min, spread.max]), read["qty_min_max"]);
    }
}

/// The features as a table of accounts: its columns are described as pandas describes them.
#[test]
fn columns_are_described_as_pandas_does() {
    for oracle in Oracle::all("columns_are_described_as_pandas_does") {
        let customers = gather(&read(&oracle), Arithmetic::Pandas);
        let mut text = "Account,Total sales,Order count,Average order value\n".to_owned();
        for (index, account) in customers.accounts.iter().enumerate() {
            let (total, count) = (customers.total_sales[index], customers.order_count[index]);
            writeln!(text, "{account},{total},{count},{}", customers.average[index]).unwrap();
        }
        let table = table::read(Cursor::new(text), None, &mut |_, _| {}).unwrap();
        let columns = sales::read(table, &Choices::default()).unwrap().quality.columns;
        for (column, name) in columns[1..].iter().zip(FEATURES) {
            let Spread { min, quartiles: [lower, median, upper], max, histogram, .. } = column.spread.as_ref().unwrap();
            let expected = oracle.at(&format!("/customers/describe/{name}"));
            for (figure, key) in [(min, "min"), (lower, "25%"), (median, "50%"), (upper, "75%"), (max, "max")] {
                // serde_json may read a double as its neighbour.
                let expected = expected[key].as_f64().unwrap();
                let is_same = (figure - expected).abs() <= f64::EPSILON * expected.abs();
                assert!(is_same, "{name} {key}: {figure} instead of {expected}");
            }
            assert_eq!(histogram.iter().sum::<u32>() as usize, customers.len());
        }
    }
}

#[test]
fn features_are_pandas_bit_for_bit() {
    for oracle in Oracle::all("features_are_pandas_bit_for_bit") {
        let customers = gather(&read(&oracle), Arithmetic::Pandas);
        let hash = hash_of(&customers, |i, text| {
            let (total, average) = (customers.total_sales[i], customers.average[i]);
            // Rust's `{:?}` of a double is Python's `repr` between 1e-4 and 1e16, where the oracle's figures lie.
            write!(text, "{total:?}\t{}\t{average:?}", customers.order_count[i]).unwrap();
        });
        assert_eq!(hash, *oracle.at("/customers/sha256_repr"));
        assert_eq!(ranks_hash(&customers), *oracle.at("/ranks/sha256"));
    }
}

#[test]
fn exact_features_are_right_to_the_cent_and_ranks_one_by_one() {
    for oracle in Oracle::all("exact_features_are_right_to_the_cent_and_ranks_one_by_one") {
        let customers = gather(&read(&oracle), Arithmetic::Exact);
        assert_eq!(customers.len(), oracle.at("/customers")["n"]);
        let totals = hash_of(&customers, |i, text| write!(text, "{:.2}", customers.total_sales[i]).unwrap());
        assert_eq!(totals, *oracle.at("/exact/totals_sha256_2dp"));
        assert_eq!(ranks_hash(&customers), *oracle.at("/exact/ranks_sha256"));
    }
}

/// pandas' `describe()`: mean, sample standard deviation, extremes and linear quartiles.
fn assert_described(what: &str, mut values: Vec<f64>, expected: &serde_json::Value) {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let deviation = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let quantile = |q: f64| {
        let place = q * (n - 1.0);
        let below = place.floor();
        values[below as usize] + (values[place.ceil() as usize] - values[below as usize]) * (place - below)
    };
    for (name, got) in [
        ("count", n),
        ("mean", mean),
        ("std", deviation),
        ("min", values[0]),
        ("25%", quantile(0.25)),
        ("50%", quantile(0.5)),
        ("75%", quantile(0.75)),
        ("max", quantile(1.0)),
    ] {
        let expected = expected[name].as_f64().unwrap();
        let tolerance = 1e-12 * expected.abs().max(1.0);
        assert!((got - expected).abs() <= tolerance, "{what} {name}: {got} instead of {expected}");
    }
}

#[test]
fn features_and_their_normalised_ranks_are_described_as_pandas_does() {
    for oracle in Oracle::all("features_and_their_normalised_ranks_are_described_as_pandas_does") {
        let sales = read(&oracle);
        for arithmetic in [Arithmetic::Pandas, Arithmetic::Exact] {
            let customers = gather(&sales, arithmetic);
            let counts = customers.order_count.iter().map(|&count| f64::from(count)).collect();
            let features = [customers.total_sales.clone(), counts, customers.average.clone()];
            for ((index, name), values) in FEATURES.iter().enumerate().zip(features) {
                assert_described(name, values, &oracle.at("/customers/describe")[name]);
                assert_described(name, customers.normalised.column(index).to_vec(), &oracle.at("/normalised")[name]);
            }
        }
    }
}
