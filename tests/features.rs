//! Features and ranks against an independent, slow reading of both arithmetics, on random sales.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod tables;

use proptest::prelude::*;
use segmenta::customers::{Arithmetic, Customers, gather};
use segmenta::sales::{self, Choices, Exclusion, Sales};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use tables::Value::{self, Nothing};

/// One line of sale; `None` is an empty cell.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    account: &'static str,
    name: Option<u8>,
    quantity: f64,
    price: Option<f64>,
}

/// An account without any named line has no orders: its lines are left out.
fn is_used(line: &Line, lines: &[Line], with_names: bool) -> bool {
    !with_names || lines.iter().any(|other| other.account == line.account && other.name.is_some())
}

fn sales(lines: &[Line], with_names: bool) -> Sales {
    let cells = |line: &Line| -> Vec<Value> {
        let name = line.name.map_or(Nothing, |name| format!("SUB-{name}").as_str().into());
        vec![line.account.into(), line.quantity.into(), line.price.map_or(Nothing, Value::from), name]
    };
    let name = if with_names { "Name" } else { "Other" };
    let headers = ["SBQQ__Account__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", name];
    sales::read(tables::table(&headers, &lines.iter().map(cells).collect::<Vec<_>>()), &Choices::default()).unwrap()
}

/// An account's lines in file order and its number of orders; accounts without orders are left out, as pandas leaves out NaN.
fn by_account(lines: &[Line], with_names: bool) -> BTreeMap<&'static str, (Vec<&Line>, u32)> {
    let mut found: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        found.entry(line.account).or_default().push(line);
    }
    let orders = |lines: &[&Line]| {
        let names: BTreeSet<u8> = lines.iter().filter_map(|line| line.name).collect();
        u32::try_from(if with_names { names.len() } else { lines.len() }).unwrap()
    };
    let counted = found.into_iter().map(|(account, lines)| (account, (orders(&lines), lines)));
    counted
        .filter(|(_, (orders, _))| *orders > 0)
        .map(|(account, (orders, lines))| (account, (lines, orders)))
        .collect()
}

/// Digits and decimals of the shortest text of a number, as Rust prints it in full.
fn digits(number: f64) -> (i128, usize) {
    let text = number.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    (text.replace('.', "").parse().unwrap(), decimals)
}

/// quantity × price in units of 10⁻⁹, half to even, by the written digits.
fn slow_amount(line: &Line) -> i128 {
    let Some(price) = line.price else { return 0 };
    let ((a, a_decimals), (b, b_decimals)) = (digits(line.quantity), digits(price));
    let (product, decimals) = (a * b, a_decimals + b_decimals);
    if decimals <= 9 {
        return product * 10_i128.pow(u32::try_from(9 - decimals).unwrap());
    }
    let text = format!("{:0>width$}", product.abs().to_string(), width = decimals - 8);
    let (kept, dropped) = text.split_at(text.len() - (decimals - 9));
    let kept: i128 = kept.parse().unwrap();
    let half = format!("5{}", "0".repeat(dropped.len() - 1));
    let up = match dropped.cmp(half.as_str()) {
        Ordering::Less => 0,
        Ordering::Equal => kept % 2,
        Ordering::Greater => 1,
    };
    (kept + up) * product.signum()
}

/// Each rank is one more than the accounts below, those before it counted among them where they are equal.
fn slow_ranks<T: PartialOrd>(values: &[T]) -> Vec<u32> {
    let is_below = |a: usize, b: usize| values[a] < values[b] || values[a] == values[b] && a < b;
    let below = |b: usize| (0..values.len()).filter(|&a| is_below(a, b)).count();
    (0..values.len()).map(|b| u32::try_from(below(b)).unwrap() + 1).collect()
}

/// A fraction; the sums here are small enough to multiply across.
#[derive(PartialEq)]
struct Average(i128, i128);

impl PartialOrd for Average {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.0 * other.1).partial_cmp(&(other.0 * self.1))
    }
}

impl Average {
    /// In lowest terms, so that equal fractions are equal.
    fn new(total: i128, count: u32) -> Self {
        let (mut a, mut b) = (total.abs(), i128::from(count));
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Self(total / a, i128::from(count) / a)
    }
}

fn check_exact(customers: &Customers, lines: &[Line], with_names: bool) {
    let accounts = by_account(lines, with_names);
    let totals: Vec<i128> =
        accounts.values().map(|(lines, _)| lines.iter().map(|line| slow_amount(line)).sum()).collect();
    let counts: Vec<u32> = accounts.values().map(|&(_, count)| count).collect();
    let averages: Vec<Average> =
        totals.iter().zip(&counts).map(|(&total, &count)| Average::new(total, count)).collect();
    assert_eq!(customers.accounts, accounts.keys().copied().collect::<Vec<_>>());
    assert_eq!(customers.order_count, counts);
    assert_eq!(customers.ranks, [slow_ranks(&totals), slow_ranks(&counts), slow_ranks(&averages)]);
    for (index, &total) in totals.iter().enumerate() {
        assert_eq!(customers.total_sales[index], format!("{total}e-9").parse::<f64>().unwrap());
        let twice_rounded = customers.total_sales[index] / f64::from(counts[index]);
        let average = customers.average[index];
        assert!((average - twice_rounded).abs() <= twice_rounded.abs() * f64::EPSILON);
    }
}

fn check_pandas(customers: &Customers, lines: &[Line], with_names: bool) {
    let accounts = by_account(lines, with_names);
    let kahan = |lines: &Vec<&Line>| {
        let (mut sum, mut compensation) = (0.0, 0.0);
        for amount in lines.iter().filter_map(|line| line.price.map(|price| line.quantity * price)) {
            let y = amount - compensation;
            let t: f64 = sum + y;
            compensation = (t - sum) - y;
            sum = t;
        }
        sum
    };
    let totals: Vec<f64> = accounts.values().map(|(lines, _)| kahan(lines)).collect();
    let counts: Vec<f64> = accounts.values().map(|&(_, count)| f64::from(count)).collect();
    let averages: Vec<f64> = totals.iter().zip(&counts).map(|(total, count)| total / count).collect();
    assert_eq!(customers.accounts, accounts.keys().copied().collect::<Vec<_>>());
    assert_eq!(customers.ranks, [slow_ranks(&totals), slow_ranks(&counts), slow_ranks(&averages)]);
    assert_eq!(customers.total_sales, totals);
    assert_eq!(customers.average, averages);
}

/// Each kept line's account, and ranks that are normalised to mean 0 and sample variance 1.
fn check_shape(customers: &Customers, lines: &[Line], with_names: bool) {
    let used: Vec<&Line> = lines.iter().filter(|line| is_used(line, lines, with_names)).collect();
    assert_eq!(used.len(), customers.account_of_line.len());
    for (line, account) in used.into_iter().zip(&customers.account_of_line) {
        let expected = customers.accounts.iter().position(|account| account == line.account);
        assert_eq!(account.map(|account| account as usize), expected);
    }
    let n = customers.len() as f64;
    for feature in 0..3 {
        let column = customers.normalised.column(feature);
        let variance = column.iter().map(|z| z * z).sum::<f64>() / (n - 1.0);
        // Of no account at all the sum is 0.
        assert!(column.sum().abs() <= 1e-12 * n && (n < 2.0 || (variance - 1.0).abs() < 1e-12));
    }
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        // Prices as people write them, of few values, so that totals and averages tie.
        4 => (-20_i32..200).prop_map(|cents| f64::from(cents) / 20.0),
        3 => (-1_000_000_i32..1_000_000).prop_map(|cents| f64::from(cents) / 100.0),
        // Halves of the last decimal kept.
        1 => (-100_i32..100).prop_map(|n| f64::from(n) * 5e-10),
        1 => -1000.0..1000.0,
    ]
}

fn line() -> impl Strategy<Value = Line> {
    let account = prop::sample::select(vec!["A1", "a1", "A10", "A2", "É", "Z", "0011r", "0011R", "😀", "ﬀ"]);
    let quantity =
        prop_oneof![4 => (1..5_i32).prop_map(f64::from), 1 => (1..4000_i32).prop_map(|n| f64::from(n) / 1000.0)];
    (account, prop::option::weighted(0.9, 0..30_u8), quantity, prop::option::weighted(0.95, number()))
        .prop_map(|(account, name, quantity, price)| Line { account, name, quantity, price })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_arithmetics_are_as_written_down(lines in prop::collection::vec(line(), 1..80), with_names: bool) {
        prop_assume!(lines.iter().any(|line| is_used(line, &lines, with_names)));
        let sales = sales(&lines, with_names);
        let exact = gather(&sales, Arithmetic::Exact);
        check_exact(&exact, &lines, with_names);
        check_shape(&exact, &lines, with_names);
        check_pandas(&gather(&sales, Arithmetic::Pandas), &lines, with_names);
    }

    #[test]
    fn the_order_of_lines_cannot_matter_to_exact_sums(
        (lines, shuffled) in prop::collection::vec(line(), 1..80).prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        prop_assume!(lines.iter().any(|line| line.name.is_some()));
        let [a, b] = [lines, shuffled].map(|lines| gather(&sales(&lines, true), Arithmetic::Exact));
        prop_assert_eq!(
            (a.accounts, a.total_sales, a.order_count, a.average, a.ranks, a.normalised),
            (b.accounts, b.total_sales, b.order_count, b.average, b.ranks, b.normalised)
        );
    }
}

#[test]
fn ties_that_doubles_miss_are_ties() {
    // 0.1 + 0.2 is no 0.3 in doubles, and 0.3 / 3 no 0.1.
    let line = |account, name, price| Line { account, name: Some(name), quantity: 1.0, price: Some(price) };
    let lines = [line("B", 1, 0.1), line("B", 2, 0.2), line("A", 3, 0.15), line("A", 4, 0.15), line("C", 5, 0.3)];
    let exact = gather(&sales(&lines, true), Arithmetic::Exact);
    assert_eq!(exact.ranks, [[1, 2, 3], [2, 3, 1], [1, 2, 3]]);
    assert_eq!((exact.total_sales, exact.average), (vec![0.3, 0.3, 0.3], vec![0.15, 0.15, 0.3]));
    let thirds = [line("A", 1, 0.1), line("B", 1, 0.1), line("B", 2, 0.1), line("B", 3, 0.1)];
    assert_eq!(gather(&sales(&thirds, true), Arithmetic::Exact).ranks[2], [1, 2]);
}

#[test]
fn one_account_alone_stands_at_zero() {
    let lines = [Line { account: "A", name: None, quantity: 2.0, price: Some(1.5) }];
    let customers = gather(&sales(&lines, false), Arithmetic::Exact);
    assert_eq!((customers.total_sales[0], customers.order_count[0], customers.len()), (3.0, 1, 1));
    assert!(customers.normalised.iter().all(|&z| z == 0.0));
}

#[test]
fn an_account_without_a_named_line_is_left_out_and_told() {
    let line = |account, name| Line { account, name, quantity: 2.0, price: Some(1.5) };
    let sales = sales(&[line("A", None), line("B", Some(1)), line("A", None)], true);
    assert_eq!(gather(&sales, Arithmetic::Exact).accounts, ["B"]);
    assert_eq!(sales.quality.excluded, [(Exclusion::AccountWithoutOrder, 2)]);
}
