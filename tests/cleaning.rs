//! Rows become lines kept or left out, each row exactly once, and the check counts what pandas counts.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod tables;

use proptest::prelude::*;
use segmenta::sales::{self, Choices, ExcludedLine, Exclusion, Quality, Role, Sales, SalesError};
use segmenta::table::Cell::{Bool, Date};
use segmenta::table::TextId;
use tables::Value::{self, Nothing, Other};
use tables::table;

const HEADERS: [&str; 5] = ["SBQQ__Account__c", "Name", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "Description__c"];

fn row(account: impl Into<Value>, name: &str, quantity: impl Into<Value>, price: impl Into<Value>) -> Vec<Value> {
    vec![account.into(), name.into(), quantity.into(), price.into(), "sac".into()]
}

fn read(rows: &[Vec<Value>]) -> Sales {
    sales::read(table(&HEADERS, rows), &Choices::default()).unwrap()
}

fn texts<'a>(sales: &'a Sales, ids: &[TextId]) -> Vec<&'a str> {
    ids.iter().map(|&id| sales.texts.get(id)).collect()
}

#[test]
fn each_reason_leaves_out_its_lines() {
    let sales = read(&[
        row("B", "L1", 2.0, 3.5),
        row("A", "L2", 0.0, 3.5),
        row("A", "L3", "two", 3.5),
        vec![Nothing, Nothing, Nothing, Nothing, Nothing],
        row(Nothing, "L5", 1.0, 3.5),
        row(" \u{a0}", "L6", 1.0, 3.5),
        row("A", "L7", Nothing, 3.5),
        row(Nothing, "L8", -1.0, 3.5),
        row("A", "L9", " 1e1 ", Nothing),
        row("A", "L10", Other(Bool(true)), 1.0),
        row("A", "L11", Other(Date(43862.0)), 1.0),
        vec![Nothing, Nothing, Nothing, Nothing, "not empty".into()],
        row("A", "L13", 1.0, "dear"),
        row("A", "L14", 1.0, Other(Bool(true))),
        row("A", "L15", -1.0, "dear"),
    ]);
    let reasons: Vec<(u32, Exclusion)> =
        sales.excluded.iter().map(|line| (sales.first_sheet_row + line.row, line.reason)).collect();
    use Exclusion::{AccountMissing, EmptyRow, PriceNotUnderstood, QuantityMissing, QuantityNotPositive};
    assert_eq!(
        reasons,
        [
            (5, QuantityNotPositive),
            (6, QuantityMissing),
            (7, EmptyRow),
            (8, AccountMissing),
            (9, AccountMissing),
            (10, QuantityMissing),
            (11, QuantityNotPositive),
            (13, QuantityMissing),
            (14, QuantityMissing),
            (15, QuantityMissing),
            (16, PriceNotUnderstood),
            (17, PriceNotUnderstood),
            (18, QuantityNotPositive),
        ]
    );
    let counts =
        [(EmptyRow, 1), (QuantityNotPositive, 3), (QuantityMissing, 5), (AccountMissing, 2), (PriceNotUnderstood, 2)];
    assert_eq!(sales.quality.excluded, counts);
    assert_eq!((sales.quality.kept, sales.quality.price_missing, sales.lines.row.as_slice()), (2, 1, &[0, 8][..]));
    assert_eq!(sales.lines.quantity, [2.0, 10.0]);
    assert!(sales.lines.price[1].is_nan());
    assert_eq!((sales.quality.quantity_range, sales.quality.distinct_quantities), (Some((-1.0, 10.0)), 5));
    let ExcludedLine { account, line, quantity, price, .. } = sales.excluded[0];
    assert_eq!((texts(&sales, &[account, line]), quantity, price), (vec!["A", "L2"], 0.0, 3.5));
}

#[test]
fn ids_stay_as_they_are_written() {
    let accounts: [Value; 6] =
        ["007".into(), "1E5".into(), 17850.0.into(), 0.5.into(), Other(Bool(true)), Other(Date(43862.0))];
    let rows: Vec<_> = accounts.into_iter().map(|account| row(account, "L", 1.0, 1.0)).collect();
    let sales = read(&rows);
    assert_eq!(texts(&sales, &sales.lines.account), ["007", "1E5", "17850", "0.5", "TRUE", "2020-02-01"]);
}

#[test]
fn the_check_counts_as_pandas_does() {
    let headers = ["SBQQ__Account__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "Note"];
    let rows = [
        vec!["A".into(), 1.0.into(), 0.0.into(), Nothing],
        vec!["A".into(), 1.0.into(), (-0.0).into(), Nothing],
        vec!["A".into(), 1.0.into(), "0".into(), Nothing],
        vec!["A".into(), 1.0.into(), 0.0.into(), Nothing],
        vec!["B".into(), 1.0.into(), 2.0.into(), "x".into()],
        vec!["B".into(), 1.0.into(), 2.0.into(), "B".into()],
    ];
    let quality = sales::read(table(&headers, &rows), &Choices::default()).unwrap().quality;
    assert_eq!((quality.rows, quality.duplicate_rows, quality.fill_rate), (6, 2, 20.0 / 24.0));
    let columns: Vec<_> = quality.columns.iter().map(|column| (column.filled, column.distinct, column.role)).collect();
    let roles = [Some(Role::Account), Some(Role::Quantity), Some(Role::Price), None];
    assert_eq!(columns, [(6, 2, roles[0]), (6, 1, roles[1]), (6, 3, roles[2]), (2, 2, roles[3])]);
}

#[test]
fn columns_are_found_by_name_and_the_users_word_wins() {
    let headers = ["sbqq__account__C", "Name", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "Total", "sbqq__netprice__c"];
    let rows = [vec!["A".into(), "Client".into(), 3.0.into(), 2.0.into(), 100.0.into(), 9.0.into()]];
    let by_name = sales::read(table(&headers, &rows), &Choices::default()).unwrap();
    assert_eq!((by_name.lines.quantity[0], by_name.lines.price[0], by_name.lines.has_line_names), (3.0, 2.0, true));

    let named = Choices::named(&[(Role::Account, " name "), (Role::Amount, "Total")]);
    let by_user = sales::read(table(&headers, &rows), &named).unwrap();
    assert_eq!(texts(&by_user, &by_user.lines.account), ["Client"]);
    assert_eq!((by_user.lines.quantity[0], by_user.lines.price[0], by_user.lines.has_line_names), (1.0, 100.0, false));

    let wrong = sales::read(table(&headers, &rows), &Choices::named(&[(Role::Price, "Prix")]));
    assert!(matches!(wrong, Err(SalesError::NoSuchColumn { role: Role::Price, .. })));
    let missing = sales::read(table(&["Name"], &[vec!["x".into()]]), &Choices::default());
    assert!(
        matches!(missing, Err(SalesError::MissingColumns { header_row: 3, missing, .. }) if missing == [Role::Account, Role::Quantity, Role::Price])
    );
}

#[test]
fn a_quantity_beside_line_totals_still_decides() {
    let headers = ["SBQQ__Account__c", "SBQQ__Quantity__c", "Total"];
    let rows = [
        vec!["A".into(), 3.0.into(), 100.0.into()],
        vec!["A".into(), (-3.0).into(), 100.0.into()],
        vec!["A".into(), Nothing, 100.0.into()],
    ];
    let sales = sales::read(table(&headers, &rows), &Choices::named(&[(Role::Amount, "Total")])).unwrap();
    assert_eq!(sales.lines.quantity, [1.0]);
    assert_eq!(sales.quality.excluded, [(Exclusion::QuantityNotPositive, 1), (Exclusion::QuantityMissing, 1)]);
    let alone = sales::read(
        table(&["SBQQ__Account__c", "Total"], &[vec!["A".into(), (-5.0).into()]]),
        &Choices::named(&[(Role::Amount, "Total")]),
    );
    assert_eq!(alone.unwrap().lines.price, [-5.0]);
}

#[test]
fn amounts_beyond_measure_and_nothing_left_are_errors() {
    let (of_quantity, of_price) = ("SBQQ__Quantity__c", "SBQQ__NetPrice__c");
    for (quantity, price, column) in [
        (1e9, 1e9, of_price),
        (1.0, -1e18, of_price),
        (f64::INFINITY, 1.0, of_quantity),
        (f64::INFINITY, f64::NAN, of_quantity),
        (1e18, 1e-9, of_quantity),
    ] {
        let rows = [row("A", "L1", 1.0, 1.0), row("A", "L2", quantity, price)];
        let result = sales::read(table(&HEADERS, &rows), &Choices::default());
        let column = column.to_owned();
        assert_eq!(result.err(), Some(SalesError::AmountTooLarge { sheet: "S".into(), row: 5, column }));
    }
    let result = sales::read(table(&HEADERS, &[row("A", "L1", 0.0, 1.0)]), &Choices::default());
    assert_eq!(result.err(), Some(SalesError::NothingLeft { sheet: "S".into(), rows: 1 }));
}

#[test]
fn long_columns_of_nothing_cost_nothing() {
    // A value in the last row a sheet can have, 16,000 named columns and a kept line: a pass over every cell would take minutes.
    let headers: Vec<String> = (0..16_000).map(|index| format!("C{index}")).collect();
    let mut headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    headers.splice(0..5, HEADERS);
    let mut rows = vec![row("A", "L1", 1.0, 1.0)];
    rows.resize(1_048_574, Vec::new());
    rows.push(row("A", "L2", 1.0, 1.0));
    let sales = read_with(&headers, &rows);
    assert_eq!((sales.quality.kept, sales.quality.excluded), (2, vec![(Exclusion::EmptyRow, 1_048_573)]));
    assert_eq!(sales.quality.duplicate_rows, 1_048_572);
}

fn read_with(headers: &[&str], rows: &[Vec<Value>]) -> Sales {
    sales::read(table(headers, rows), &Choices::default()).unwrap()
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Nothing),
        prop::sample::select(vec!["", " ", "A", "B", "2", "-1", "x", "inf"]).prop_map(Value::from),
        prop::sample::select(vec![-1.0, 0.0, 0.5, 1.0, 7.0]).prop_map(Value::from),
        Just(Other(Date(43862.0))),
        any::<bool>().prop_map(|truth| Other(Bool(truth))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_kept_or_left_out_once(
        cells in prop::collection::vec(prop::collection::vec(value(), 5), 1..60),
        by_amount: bool,
    ) {
        let named = if by_amount { Choices::named(&[(Role::Amount, HEADERS[3])]) } else { Choices::default() };
        match sales::read(table(&HEADERS, &cells), &named) {
            Err(error) => prop_assert_eq!(error, SalesError::NothingLeft { sheet: "S".into(), rows: cells.len() }),
            Ok(sales) => {
                let excluded: Vec<u32> = sales.excluded.iter().map(|line| line.row).collect();
                prop_assert!(excluded.is_sorted() && sales.lines.row.is_sorted());
                let mut all = [sales.lines.row.clone(), excluded].concat();
                all.sort_unstable();
                prop_assert_eq!(all, (0..cells.len() as u32).collect::<Vec<_>>());
                let counted: usize = sales.quality.excluded.iter().map(|&(_, count)| count).sum();
                prop_assert_eq!(sales.quality.kept + counted, cells.len());
                prop_assert_eq!(sales.quality.duplicate_rows, duplicates(&cells));
            }
        }
    }
}

/// Rows equal to an earlier one, the slow way.
fn duplicates(rows: &[Vec<Value>]) -> usize {
    let plain = |row: &Vec<Value>| -> Vec<Value> {
        row.iter().map(|value| if *value == Value::from("") { Nothing } else { value.clone() }).collect()
    };
    let rows: Vec<_> = rows.iter().map(plain).collect();
    (0..rows.len()).filter(|&row| rows[..row].contains(&rows[row])).count()
}

/// What the check finds in a text table.
fn checked(text: &str) -> Result<Quality, SalesError> {
    let table = segmenta::table::read(std::io::Cursor::new(text.as_bytes()), None, &mut |_, _| {}).unwrap();
    Ok(sales::read(table, &Choices::default())?.quality)
}

/// The parts that its columns play.
fn roles(quality: &Quality) -> Vec<Option<Role>> {
    quality.columns.iter().map(|column| column.role).collect()
}

#[test]
fn labels_in_either_language_are_known_below_titles_and_filters() {
    let french = "Ventes 2020\n\nFiltre : exercice;en cours\nID du compte;Nom du compte;Abonnement;Quantité;Prix net (EUR);Montant\n\
        0011;Durand;SUB-1;2;3,50;7\n0012;Martin;SUB-2;1;4,25;4,25\n";
    let found = checked(french).unwrap();
    assert_eq!(found.header_row, 4);
    let expected = [Some(Role::Account), None, Some(Role::Line), Some(Role::Quantity), Some(Role::Price), None];
    assert_eq!(roles(&found), expected);
    let english =
        "InvoiceNo,StockCode,Quantity,CustomerID,Line Total\n536365,85123A,6,17850,15.30\n536366,71053,6,17851,20.34\n";
    let found = checked(english).unwrap();
    assert_eq!(found.header_row, 1);
    let expected =
        [Some(Role::Line), Some(Role::ProductCode), Some(Role::Quantity), Some(Role::Account), Some(Role::Amount)];
    assert_eq!(roles(&found), expected);
}

#[test]
fn of_two_columns_with_one_label_neither_is_taken_in_silence() {
    let error = checked("Compte,Quantité,Prix net,PRIX NET\nA,1,2.50,3.50\nB,1,2.50,4.50\n").unwrap_err();
    assert_eq!(
        error,
        SalesError::AmbiguousColumn { role: Role::Price, headers: vec!["Prix net".into(), "PRIX NET".into()] }
    );
}
