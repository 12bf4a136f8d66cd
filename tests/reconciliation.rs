//! Rules with switches, and the reconciliation: rows and money of the file are those used and each exclusion, whatever the table.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod tables;

use proptest::prelude::*;
use segmenta::customers::{Arithmetic, gather};
use segmenta::sales::{
    self, Choices, Cleaning, Exclusion, Formats, Money, Period, Role, Rule, RuleFinding, Sales, SalesError, Tally,
};
use segmenta::table::Cell::{Bool, Date, Number};
use segmenta::table::{Table, View, serial};
use tables::Value::{self, Nothing, Other};
use tables::table;

const HEADERS: [&str; 6] =
    ["SBQQ__Account__c", "Name", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "SBQQ__StartDate__c", "CurrencyIsoCode"];

/// 10⁻⁹ in a cent.
const CENT: i128 = 10_000_000;

fn day(iso: &str) -> Value {
    Other(Date(serial::from_iso(iso).unwrap()))
}

fn line(account: &str, name: &str, quantity: f64, price: impl Into<Value>) -> Vec<Value> {
    vec![account.into(), name.into(), quantity.into(), price.into(), day("2020-05-01"), Nothing]
}

fn clean(table: Table, cleaning: &Cleaning) -> Sales {
    sales::clean(table, &Choices::default(), cleaning).unwrap()
}

fn leaving_out(rules: &[Rule]) -> Cleaning {
    Cleaning { leaves_out: rules.iter().copied().collect(), ..Cleaning::default() }
}

fn finding(sales: &Sales, rule: Rule) -> RuleFinding {
    sales.quality.cleaned.rules.iter().copied().find(|finding| finding.rule == rule).unwrap()
}

fn tally(rows: usize, cents: i128) -> Tally {
    Tally { rows, money: Money(cents * CENT), without_money: 0 }
}

/// Two accounts with a line for each rule, whose amounts tell them apart.
fn of_every_kind() -> Vec<Vec<Value>> {
    vec![
        line("A", "L1", 2.0, 10.0),
        line("A", "L2", -1.0, 10.0),
        line("A", "L3", 1.0, 0.0),
        line("A", "L4", 1.0, -3.5),
        line("A", "L5", 1.0, Nothing),
        line("A", "L1", 2.0, 10.0),
        line("B", "L6", 1.0, 0.25),
        line("B", "L7", 1.0, -1.0),
        line("B", "L8", 1.0, "dear"),
    ]
}

#[test]
fn each_rule_says_what_is_at_stake_and_leaves_it_out_when_it_is_asked_to() {
    let rows = of_every_kind();
    let default = clean(table(&HEADERS, &rows), &Cleaning::default());
    let expected = [
        (Rule::HiddenRows, tally(0, 0), 0),
        (Rule::Returns, tally(1, -1000), 0),
        (Rule::MissingPrices, Tally { rows: 1, money: Money(0), without_money: 1 }, 0),
        (Rule::FreeLines, tally(1, 0), 0),
        (Rule::NegativeLines, tally(2, -450), 0),
        (Rule::Copies, tally(1, 2000), 0),
        (Rule::WorthlessAccounts, tally(2, -75), 1),
    ];
    for (rule, lines, accounts) in expected {
        let leaves_out = rule == Rule::Returns;
        assert_eq!(finding(&default, rule), RuleFinding { rule, leaves_out, lines, accounts });
        if !leaves_out && lines.rows > 0 {
            let switched = clean(table(&HEADERS, &rows), &leaving_out(&[Rule::Returns, rule]));
            let found = finding(&switched, rule);
            assert_eq!((found.leaves_out, found.lines), (true, lines), "{rule:?}");
            let excluded = &switched.quality.cleaned.reconciliation.excluded;
            assert!(excluded.contains(&(rule.exclusion(), lines)), "{rule:?}: {excluded:?}");
            assert_eq!(switched.quality.kept, default.quality.kept - lines.rows);
        }
    }
    let reconciliation = &default.quality.cleaned.reconciliation;
    assert_eq!(reconciliation.file, Tally { rows: 9, money: Money(2575 * CENT), without_money: 2 });
    assert_eq!(reconciliation.used, Tally { rows: 7, money: Money(3575 * CENT), without_money: 1 });
}

#[test]
fn returns_that_are_netted_lower_totals_and_are_no_orders() {
    let rows = [
        line("A", "L1", 3.0, 10.0),
        line("A", "L2", -1.0, 10.0),
        line("B", "L3", 1.0, 5.0),
        line("C", "L4", -2.0, 5.0),
    ];
    let netted = clean(table(&HEADERS, &rows), &leaving_out(&[]));
    assert_eq!(finding(&netted, Rule::Returns).lines, tally(1, -1000));
    assert_eq!(netted.quality.excluded, [(Exclusion::AccountWithoutOrder, 1)]);
    for arithmetic in [Arithmetic::Exact, Arithmetic::Pandas] {
        let customers = gather(&netted, arithmetic);
        assert_eq!(customers.accounts, ["A", "B"]);
        assert_eq!((customers.total_sales, customers.order_count), (vec![20.0, 5.0], vec![1, 1]));
    }
    let headers = ["SBQQ__Account__c", "SBQQ__Quantity__c", "Montant"];
    let rows = [vec!["A".into(), 3.0.into(), 30.0.into()], vec!["A".into(), (-1.0).into(), (-12.0).into()]];
    let totals = sales::clean(table(&headers, &rows), &Choices::default(), &leaving_out(&[])).unwrap();
    assert_eq!(gather(&totals, Arithmetic::Exact).total_sales, [18.0]);
}

#[test]
fn accounts_are_left_out_whole() {
    let sales = clean(table(&HEADERS, &of_every_kind()), &leaving_out(&[Rule::Returns, Rule::WorthlessAccounts]));
    assert_eq!(gather(&sales, Arithmetic::Exact).accounts, ["A"]);
    assert_eq!(finding(&sales, Rule::WorthlessAccounts).accounts, 1);
    let left_out: Vec<(u32, Exclusion)> = sales.excluded.iter().map(|line| (line.row, line.reason)).collect();
    assert!(
        left_out.contains(&(6, Exclusion::AccountNotPositive))
            && left_out.contains(&(7, Exclusion::AccountNotPositive))
    );
    assert!(left_out.is_sorted_by_key(|(row, _)| *row));
    let line = sales.excluded.iter().find(|line| line.row == 7).unwrap();
    assert_eq!((sales.texts.get(line.account), sales.texts.get(line.line)), ("B", "L7"));
    assert_eq!((line.quantity, line.price), (1.0, -1.0));
}

#[test]
fn a_period_keeps_the_lines_that_start_in_it() {
    let on = |name: &str, start: Value| vec!["A".into(), name.into(), 1.0.into(), 1.5.into(), start, Nothing];
    let rows = [
        on("L1", day("2019-12-31")),
        on("L2", day("2020-01-01")),
        on("L3", day("2020-12-31T23:59:59")),
        on("L4", day("2021-01-01")),
        on("L5", Nothing),
        on("L6", "soon".into()),
    ];
    let all = clean(table(&HEADERS, &rows), &Cleaning::default());
    let cleaned = &all.quality.cleaned;
    assert_eq!(cleaned.years, [(2019, tally(1, 150)), (2020, tally(2, 300)), (2021, tally(1, 150))]);
    assert_eq!(cleaned.undated, tally(2, 300));
    let of_2020 = clean(table(&HEADERS, &rows), &Cleaning { period: Some(Period::year(2020)), ..Cleaning::default() });
    assert_eq!(of_2020.lines.row, [1, 2]);
    assert_eq!(of_2020.quality.excluded, [(Exclusion::DateMissing, 2), (Exclusion::OutsidePeriod, 2)]);
    assert_eq!(of_2020.quality.cleaned.years, cleaned.years);

    let undated = [vec!["A".into(), 1.0.into(), 1.0.into()]];
    let headers = ["SBQQ__Account__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c"];
    let cleaning = Cleaning { period: Some(Period::year(2020)), ..Cleaning::default() };
    let refused = sales::clean(table(&headers, &undated), &Choices::default(), &cleaning);
    assert!(matches!(refused, Err(SalesError::NoStartDate { .. })));
}

/// What is told of years and currencies does not grow with the file; nothing is lost of it.
#[test]
fn the_most_frequent_years_and_currencies_are_listed() {
    let row = |index: usize| {
        let day = Other(Date(100.0 + 366.0 * (index % 400) as f64));
        vec![
            "A".into(),
            format!("L{index}").as_str().into(),
            1.0.into(),
            1.0.into(),
            day,
            format!("Taler {index:03}").as_str().into(),
        ]
    };
    let mut rows: Vec<Vec<Value>> = (0..400).map(row).collect();
    rows.extend((0..3).map(|index| line("A", &format!("M{index}"), 1.0, 1.0)));
    // A day beyond the year 9999 is none.
    rows.push(vec!["A".into(), "N".into(), 1.0.into(), 1.0.into(), Other(Date(9e8)), Nothing]);
    let all = clean(table(&HEADERS, &rows), &Cleaning::default());
    assert_eq!((all.quality.cleaned.years.len(), all.quality.cleaned.currencies.len()), (50, 50));
    let sum = |listed: usize, others: Tally| listed + others.rows;
    let cleaned = &all.quality.cleaned;
    assert_eq!(sum(cleaned.years.iter().map(|(_, tally)| tally.rows).sum(), cleaned.other_years), 403);
    assert_eq!(sum(cleaned.currencies.iter().map(|(_, tally)| tally.rows).sum(), cleaned.other_currencies), 404);
    assert_eq!((cleaned.undated.rows, cleaned.years.iter().find(|(year, _)| *year == 2020).unwrap().1.rows), (1, 4));
    // What was asked for is among them.
    let of_currency = Cleaning { currency: Some("taler 399".into()), ..Cleaning::default() };
    let of_currency = clean(table(&HEADERS, &rows), &of_currency).quality.cleaned.currencies;
    assert!(of_currency.len() == 50 && of_currency.iter().any(|(name, _)| name == "TALER 399"));
    let of_year = Cleaning { period: Some(Period::year(2300)), ..Cleaning::default() };
    let of_year = clean(table(&HEADERS, &rows), &of_year).quality.cleaned.years;
    assert!(of_year.len() == 50 && of_year.iter().any(|(year, _)| *year == 2300));
    let is_ascending = |years: &[(i32, Tally)]| years.windows(2).all(|pair| pair[0].0 < pair[1].0);
    assert!(is_ascending(&of_year) && is_ascending(&cleaned.years));
}

#[test]
fn currencies_are_told_apart_and_one_can_be_kept() {
    let of = |name: &str, price: Value, currency: Value| {
        vec!["A".into(), name.into(), 1.0.into(), price, day("2020-05-01"), currency]
    };
    let rows = [
        of("L1", 1.0.into(), "EUR".into()),
        of("L2", 2.0.into(), "usd ".into()),
        of("L3", "4,00 €".into(), Nothing),
        of("L4", 8.0.into(), Nothing),
        of("L5", 16.0.into(), "EUR - Euro".into()),
    ];
    let all = clean(table(&HEADERS, &rows), &Cleaning::default());
    let (none, euros, dollars) =
        ((String::new(), tally(1, 800)), ("EUR".to_owned(), tally(3, 2100)), ("USD".to_owned(), tally(1, 200)));
    assert_eq!(all.quality.cleaned.currencies, [none, euros, dollars]);
    let cleaning = Cleaning { currency: Some("€".into()), ..Cleaning::default() };
    let kept = clean(table(&HEADERS, &rows), &cleaning);
    assert_eq!(
        (kept.lines.row.as_slice(), &kept.quality.excluded[..]),
        (&[0, 2, 3, 4][..], &[(Exclusion::OtherCurrency, 1)][..])
    );
    assert_eq!(kept.quality.cleaned.currencies, all.quality.cleaned.currencies);
}

#[test]
fn hidden_rows_count_unless_they_are_not_to() {
    let rows = of_every_kind();
    let view = View { hidden_rows: vec![1, 3, 4, 5, 10, 99], is_filtered: true };
    let filtered = || Table { view: view.clone(), ..table(&HEADERS, &rows) };
    let all = clean(filtered(), &Cleaning::default());
    assert_eq!((all.quality.cleaned.hidden_rows, all.quality.cleaned.is_filtered), (3, true));
    assert_eq!(finding(&all, Rule::HiddenRows).lines, tally(2, 2025));
    let visible = clean(filtered(), &leaving_out(&[Rule::Returns, Rule::HiddenRows]));
    assert_eq!(finding(&visible, Rule::HiddenRows).lines, tally(3, 1025));
    // The first of the two rows that are equal is hidden: a sale must not disappear with both rules.
    assert_eq!(finding(&visible, Rule::Copies).lines, tally(0, 0));
    let neither = clean(filtered(), &leaving_out(&[Rule::Returns, Rule::HiddenRows, Rule::Copies]));
    assert_eq!(neither.lines.row, visible.lines.row);
    assert!(neither.lines.row.contains(&5));
    // Of two visible ones the second is a copy, whatever is hidden above them.
    let thrice = [line("A", "L1", 2.0, 10.0), line("A", "L1", 2.0, 10.0), line("A", "L1", 2.0, 10.0)];
    let view = View { hidden_rows: vec![4], is_filtered: true };
    let of_three =
        |rules: &[Rule]| clean(Table { view: view.clone(), ..table(&HEADERS, &thrice) }, &leaving_out(rules));
    assert_eq!(of_three(&[Rule::HiddenRows, Rule::Copies]).lines.row, [1]);
    assert_eq!(of_three(&[Rule::Copies]).lines.row, [0]);
}

/// A value of a cell, as likely as not of its column's kind, and its amount in cents where it is a number.
fn value(of: &'static [f64]) -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => prop::sample::select(of).prop_map(Value::from),
        1 => Just(Nothing),
        1 => prop::sample::select(vec!["", " ", "x", "1,5", "2,25 €", "3 USD"]).prop_map(Value::from),
        1 => any::<bool>().prop_map(|truth| Other(Bool(truth))),
        1 => Just(Other(Date(43862.0))),
    ]
}

fn row() -> impl Strategy<Value = Vec<Value>> {
    let accounts = vec!["A", "B", "C", "Total", "Total Energies", "", "Subtotal", "Confidential Information"];
    let account = prop::sample::select(accounts).prop_map(Value::from);
    let name = prop::sample::select(vec!["L1", "L2", "L3", "", "Total"]).prop_map(Value::from);
    let start = prop_oneof![Just(day("2019-03-01")), Just(day("2020-03-01")), Just(Nothing), Just("x".into())];
    let currency = prop::sample::select(vec!["EUR", "USD", ""]).prop_map(Value::from);
    let empty = prop::collection::vec(Just(Nothing), 6);
    let alone = prop::sample::select(vec!["Total", "Copyright", "Note"]).prop_map(|text| vec![text.into()]);
    let whole =
        (account, name, value(&[-1.0, 0.0, 1.0, 2.0, 1e21]), value(&[-1.5, 0.0, 0.01, 2.25, 1e15]), start, currency)
            .prop_map(|(account, name, quantity, price, start, currency)| {
                vec![account, name, quantity, price, start, currency]
            });
    prop_oneof![10 => whole, 1 => empty, 1 => alone]
}

fn cleaning() -> impl Strategy<Value = Cleaning> {
    let rules = prop::collection::btree_set(prop::sample::select(Rule::ALL.to_vec()), 0..4);
    let period = prop::option::weighted(0.2, Just(Period::year(2020)));
    let currency = prop::option::weighted(0.2, Just("EUR".to_owned()));
    (rules, period, currency, any::<bool>()).prop_map(|(leaves_out, period, currency, fills_groups)| Cleaning {
        leaves_out,
        period,
        currency,
        fills_groups,
    })
}

/// The number in a cell of a column whose decimal mark is the comma, in thousandths.
fn thousandths(value: &Value) -> Option<i128> {
    match value {
        Other(Number(number)) => Some((number * 1000.0).round() as i128),
        Value::Text(text) => match text.as_str() {
            "1,5" => Some(1_500),
            "2,25 €" => Some(2_250),
            "3 USD" => Some(3_000),
            _ => None,
        },
        _ => None,
    }
}

/// The money of all rows, by looking at each cell; rows beyond measure have none.
fn money(rows: &[Vec<Value>], by_amount: bool) -> Tally {
    let mut sum = Tally { rows: rows.len(), ..Tally::default() };
    for row in rows {
        let quantity = if by_amount { Some(1000) } else { row.get(2).and_then(thousandths) };
        let product = quantity.zip(row.get(3).and_then(thousandths)).and_then(|(a, b)| a.checked_mul(b));
        match product.filter(|product| product.abs() < 10_i128.pow(24)) {
            Some(product) => sum.money.0 += product * 1000,
            None => sum.without_money += 1,
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_and_money_of_the_file_are_those_used_and_each_exclusion(
        rows in prop::collection::vec(row(), 1..50),
        hidden in prop::collection::btree_set(0..50_u32, 0..5),
        cleaning in cleaning(),
        by_amount: bool,
    ) {
        let named = if by_amount { Choices::named(&[(Role::Amount, HEADERS[3])]) } else { Choices::default() };
        let view = View { hidden_rows: hidden.into_iter().collect(), is_filtered: false };
        let formats = Formats {
            numbers: sales::NUMBER_ROLES.map(|role| (role, segmenta::table::number_format::DecimalMark::Comma)).to_vec(),
            ..Formats::default()
        };
        let choices = Choices { formats, ..named };
        let read = |cleaning: &Cleaning| {
            sales::clean(Table { view: view.clone(), ..table(&HEADERS, &rows) }, &choices, cleaning)
        };
        let sales = match read(&cleaning) {
            Ok(sales) => sales,
            Err(error) => {
                prop_assert!(matches!(error, SalesError::NothingLeft { .. } | SalesError::AmountTooLarge { .. }), "{:?}", error);
                return Ok(());
            }
        };
        let reconciliation = &sales.quality.cleaned.reconciliation;
        prop_assert!(reconciliation.adds_up());
        prop_assert_eq!(reconciliation.file, money(&rows, by_amount));
        prop_assert_eq!(reconciliation.used.rows, sales.lines.row.len());
        prop_assert_eq!(reconciliation.used.money.0, sales.lines.amount.iter().sum::<i128>());
        let mut all: Vec<u32> = sales.excluded.iter().map(|line| line.row).collect();
        prop_assert!(all.is_sorted());
        all.extend(&sales.lines.row);
        all.sort_unstable();
        prop_assert_eq!(all, (0..rows.len() as u32).collect::<Vec<_>>());
        // All money that is used is some account's.
        let customers = gather(&sales, Arithmetic::Exact);
        prop_assert!(customers.account_of_line.iter().all(Option::is_some));

        let of_accounts = |sales: &Sales| {
            let of_accounts = [Exclusion::AccountWithoutOrder, Exclusion::AccountNotPositive];
            sales.quality.excluded.iter().any(|(reason, _)| of_accounts.contains(reason))
        };
        for rule in Rule::ALL.into_iter().filter(|&rule| rule != Rule::WorthlessAccounts && !cleaning.leaves_out(rule)) {
            let mut other = cleaning.clone();
            other.switch(rule, true);
            if let Ok(other) = read(&other) && !of_accounts(&other) && !of_accounts(&sales) {
                let left_out = finding(&other, rule).lines;
                let stake = finding(&sales, rule).lines;
                // What the rule takes from other exclusions is no stake. The copies of a hidden row come back when it goes.
                let taken = |sales: &Sales| sales.quality.cleaned.reconciliation.used;
                let mut back = Tally::default();
                for (line, _) in other.lines.row.iter().enumerate().filter(|(_, row)| !sales.lines.row.contains(row)) {
                    prop_assert!(rule == Rule::HiddenRows && cleaning.leaves_out(Rule::Copies));
                    let is_told = !other.lines.price[line].is_nan();
                    let money = Money(if is_told { other.lines.amount[line] } else { 0 });
                    back = back + Tally { rows: 1, money, without_money: usize::from(!is_told) };
                }
                prop_assert_eq!(taken(&other) + stake, taken(&sales) + back, "{:?}", rule);
                prop_assert!(left_out.rows >= stake.rows);
            }
        }
    }
}
