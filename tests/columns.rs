//! Columns are found by name, by label, by what they hold, or as the user says; a table may hold sales or accounts.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod tables;

use rust_xlsxwriter::Workbook;
use segmenta::customers::{Arithmetic, Customers, gather};
use segmenta::sales::{
    self, Choices, ColumnChoice, Confidence, Decided, Exclusion, Format, Formats, Outline, Remembered, Role, Sales,
    SalesError, Shape, outline,
};
use segmenta::table::date_format::DateOrder;
use segmenta::table::number_format::DecimalMark;
use segmenta::table::{self, SheetName, Table, serial};
use std::io::Cursor;
use tables::Value::{self, Nothing};

/// A table from text, so that every cell is one.
fn text_table(text: &str) -> Table {
    table::read(Cursor::new(text.as_bytes()), None, &mut |_, _| {}).unwrap()
}

/// The columns of an outline that play a part, by name.
fn played(outline: &Outline) -> Vec<(Role, &str, Confidence)> {
    let column = |at: u32| outline.columns[at as usize].name.as_str();
    outline.roles.iter().map(|played| (played.role, column(played.column), played.confidence)).collect()
}

const IDS: [&str; 3] = ["0011r00002M4hxDAAR", "0011r00002M4hxD", "0011r00002M4iaaAAB"];

/// Sales under headers that say nothing.
fn nameless(headers: &[&str]) -> Table {
    let row = |index: usize| -> Vec<Value> {
        let price = 2.5 + index as f64;
        vec![IDS[index % 2].into(), "sac".into(), ((index % 3) as f64 + 1.0).into(), price.into(), "01/02/2020".into()]
    };
    tables::table(headers, &(0..12).map(row).collect::<Vec<_>>())
}

#[test]
fn what_headers_do_not_say_values_do_and_the_user_confirms() {
    let found = outline(&nameless(&["A", "B", "C", "D", "E"]), &Choices::default());
    let by_content = |role, name| (role, name, Confidence::Content);
    assert_eq!(
        played(&found),
        [
            by_content(Role::Account, "A"),
            by_content(Role::Quantity, "C"),
            by_content(Role::Price, "D"),
            by_content(Role::StartDate, "E"),
        ]
    );
    assert!(found.missing.is_empty() && Confidence::Content.is_open());
    assert_eq!(found.columns[2].samples, ["1", "2", "3"]);
    let sales = sales::read(nameless(&["A", "B", "C", "D", "E"]), &Choices::default()).unwrap();
    assert_eq!((sales.lines.row.len(), sales.quality.columns[0].confidence), (12, Some(Confidence::Content)));
}

#[test]
fn headers_come_before_values() {
    let found = outline(&nameless(&["Client", "SBQQ__Account__c", "qté", "Prix net", "E"]), &Choices::default());
    assert_eq!(
        played(&found),
        [
            (Role::Account, "SBQQ__Account__c", Confidence::ApiName),
            (Role::Quantity, "qté", Confidence::Label),
            (Role::Price, "Prix net", Confidence::Label),
        ]
    );
    let doubtful = outline(&nameless(&["Account", "Quantity", "x", "Price", "y"]), &Choices::default());
    assert!(played(&doubtful).contains(&(Role::Quantity, "Quantity", Confidence::Doubtful)));
}

#[test]
fn of_two_columns_whose_values_fit_neither_is_taken() {
    let mut table = nameless(&["A", "B", "C", "D", "E"]);
    table.columns.push(table.columns[3].clone());
    table.columns[5].name = "F".into();
    let found = outline(&table, &Choices::default());
    assert_eq!(found.missing, [Role::Price]);
    assert!(found.roles.iter().all(|played| played.role != Role::Price));
    let refused = sales::read(table.clone(), &Choices::default()).unwrap_err();
    assert_eq!(refused, SalesError::AmbiguousColumn { role: Role::Price, headers: vec!["D".into(), "F".into()] });
    // Said once, the rest is found as before.
    let chosen = Choices { columns: vec![(Role::Price, ColumnChoice::At(5))], ..Choices::default() };
    assert_eq!(sales::read(table, &chosen).unwrap().lines.price[0], 2.5);
}

#[test]
fn columns_of_one_name_are_told_apart_by_their_place_and_none_is_a_choice() {
    let table = || text_table("Compte,Quantité,Prix net,Prix net,Abonnement\nA,1,2.50,3.50,S1\nA,1,2.50,4.50,S1\n");
    let choose = |columns| Choices { columns, ..Choices::default() };
    let sales = |choices| sales::read(table(), &choices).unwrap();
    let price = (Role::Price, ColumnChoice::At(3));
    let by_place = sales(choose(vec![price.clone()]));
    assert_eq!((by_place.lines.price.as_slice(), by_place.lines.has_line_names), (&[3.5, 4.5][..], true));
    let without = sales(choose(vec![price.clone(), (Role::Line, ColumnChoice::None)]));
    assert!(!without.lines.has_line_names);
    // The later choice of two counts.
    let again = sales(choose(vec![(Role::Price, ColumnChoice::None), price]));
    assert_eq!(again.lines.price, [3.5, 4.5]);
    let beyond = sales::read(table(), &choose(vec![(Role::Price, ColumnChoice::At(9))])).unwrap_err();
    assert!(matches!(beyond, SalesError::NoSuchColumn { role: Role::Price, header, .. } if header == "#10"));
    let refused =
        sales::read(table(), &choose(vec![(Role::Account, ColumnChoice::None), (Role::Price, ColumnChoice::At(2))]));
    assert!(matches!(refused.unwrap_err(), SalesError::MissingColumns { missing, .. } if missing == [Role::Account]));
}

const ACCOUNTS: &str = "account,TotalSales,OrderCount,AvgOrderValue\nB,300,3,99.5\nA,50.5,2,\nC,-8,4,-2\n";

fn customers(text: &str, choices: &Choices) -> (Sales, Customers) {
    let sales = sales::read(text_table(text), choices).unwrap();
    let customers = gather(&sales, Arithmetic::Exact);
    (sales, customers)
}

#[test]
fn a_table_of_accounts_is_recognised_and_its_features_taken() {
    let (sales, found) = customers(ACCOUNTS, &Choices::default());
    assert_eq!(sales.quality.shape, Shape::Accounts);
    assert_eq!(found.accounts, ["A", "B", "C"]);
    assert_eq!(
        (found.total_sales.as_slice(), found.order_count.as_slice()),
        (&[50.5, 300.0, -8.0][..], &[2, 3, 4][..])
    );
    // A missing average is derived, one that is given stands.
    assert_eq!((found.average.as_slice(), found.ranks[2].as_slice()), (&[25.25, 99.5, -2.0][..], &[2, 3, 1][..]));
    let derived = Choices { columns: vec![(Role::Average, ColumnChoice::None)], ..Choices::default() };
    assert_eq!(customers(ACCOUNTS, &derived).1.average, [25.25, 100.0, -2.0]);
}

/// Empty rows, totals and notes are no accounts, and do not make a table of accounts one of sales.
#[test]
fn accounts_are_recognised_above_totals_and_notes() {
    for rest in [
        "Total,350.5,5\n",
        ",350.5,5\n",
        ",,\n,350.5,5\n,,\nConfidential,,\n",
        ",,\nGrand Total,350.5,5\nGenerated by: Marie,,\n",
    ] {
        let text = format!("account,TotalSales,OrderCount\nA,300,3\n,,\nB,50.5,2\n{rest}");
        let (sales, found) = customers(&text, &Choices::default());
        assert_eq!(
            (sales.quality.shape, found.accounts),
            (Shape::Accounts, vec!["A".to_owned(), "B".into()]),
            "{rest}"
        );
    }
}

#[test]
fn where_accounts_come_twice_the_user_says_what_a_row_is() {
    let twice = "account,TotalSales,OrderCount\nA,300,3\nA,50.5,2\n";
    let as_found = outline(&text_table(twice), &Choices::default());
    assert_eq!((as_found.shape, as_found.asks_shape, as_found.could_be_accounts), (Shape::Lines, true, false));
    let unclear = |account: &str, row| SalesError::RowsUnclear {
        sheet: String::new(),
        row,
        column: "OrderCount".into(),
        account: account.into(),
    };
    assert_eq!(sales::read(text_table(twice), &Choices::default()).unwrap_err(), unclear("A", 3));
    let lines = Choices { shape: Some(Shape::Lines), ..Choices::default() };
    assert_eq!(sales::read(text_table(twice), &lines).unwrap().quality.shape, Shape::Lines);
    // One without an account, and orders that are no numbers.
    let without = "account,TotalSales,OrderCount\nA,300,3\n,50.5,2\nC,1,1\n";
    assert_eq!(sales::read(text_table(without), &Choices::default()).unwrap_err(), unclear("", 3));
    let of_names = "account,Total sales,Orders\nA,300,O-3\nA,50.5,O-2\n";
    assert_eq!(sales::read(text_table(of_names), &Choices::default()).unwrap().quality.shape, Shape::Lines);
    let said = Choices { shape: Some(Shape::Accounts), ..Choices::default() };
    let refused = sales::read(text_table(twice), &said).unwrap_err();
    assert_eq!(refused, SalesError::RepeatedAccount { sheet: String::new(), row: 3, account: "A".into() });
    let once = "account,quantity,price\nA,1,2.5\nB,1,2.5\n";
    let asked = outline(&text_table(once), &Choices::default());
    assert_eq!((asked.shape, asked.could_be_accounts), (Shape::Lines, true));
}

#[test]
fn accounts_without_a_usable_number_of_orders_are_left_out() {
    let table = "account,Total sales,Orders\nA,10,3\nB,10,0\nC,10,2.5\nD,10,\nE,x,1\nF,10,1e10\n,5,1\n";
    use Exclusion::{AccountMissing, OrderCountNotUsable, PriceNotUnderstood};
    let said = Choices { shape: Some(Shape::Accounts), ..Choices::default() };
    let (sales, found) = customers(table, &said);
    let reasons: Vec<(u32, Exclusion)> = sales.excluded.iter().map(|line| (line.row, line.reason)).collect();
    assert_eq!(
        reasons,
        [
            (1, OrderCountNotUsable),
            (2, OrderCountNotUsable),
            (3, OrderCountNotUsable),
            (4, PriceNotUnderstood),
            (5, OrderCountNotUsable),
            (6, AccountMissing)
        ]
    );
    assert_eq!((found.accounts, sales.quality.quantity_range), (vec!["A".to_owned()], None));
}

#[test]
fn what_was_said_of_the_same_headers_is_followed_and_what_no_longer_fits_is_not() {
    let table = || text_table("Compte,Nb,PU,Tarif\nA,1,2.50,3.50\nB,2,2.50,4.50\n");
    let remembered = |columns: Vec<(Role, Option<u32>)>, headers: u64| Remembered {
        headers,
        columns,
        shape: None,
        formats: Formats::default(),
    };
    let headers = outline(&table(), &Choices::default()).headers;
    assert!(headers < 1 << 53);
    let said = vec![(Role::Quantity, Some(1)), (Role::Price, Some(3)), (Role::Line, None)];
    let with =
        |remembered: Remembered, columns| Choices { columns, remembered: vec![remembered], ..Choices::default() };
    let followed = outline(&table(), &with(remembered(said.clone(), headers), Vec::new()));
    assert!(followed.is_remembered);
    assert!(played(&followed).contains(&(Role::Price, "Tarif", Confidence::Remembered)));
    let prices = |choices| sales::read(table(), &choices).map(|sales| sales.lines.price);
    assert_eq!(prices(with(remembered(said.clone(), headers), Vec::new())).unwrap(), [3.5, 4.5]);

    // Other headers, a column that is not there, or the user's own word.
    let beyond = vec![(Role::Quantity, Some(4))];
    let word = vec![(Role::Quantity, ColumnChoice::At(1))];
    for choices in [
        with(remembered(said.clone(), headers + 1), Vec::new()),
        with(remembered(beyond, headers), Vec::new()),
        with(remembered(said, headers), word),
    ] {
        let found = outline(&table(), &choices);
        assert!(!found.is_remembered);
        assert!(!played(&found).contains(&(Role::Price, "Tarif", Confidence::Remembered)));
    }
}

#[test]
fn amounts_in_foreign_currency_are_no_currencies() {
    let table = |values: [&str; 2]| {
        let rows = values.iter().map(|value| format!("A;1;2,5;{value}\n")).collect::<String>();
        text_table(&format!("Compte;Quantité;Prix net;Montant devise\n{rows}"))
    };
    let is_currency =
        |values| outline(&table(values), &Choices::default()).roles.iter().any(|it| it.role == Role::Currency);
    assert!(is_currency(["EUR", "USD"]));
    assert!(!is_currency(["2,70", "2,80"]));
}

/// Formats are followed as columns are, and what is said of this file goes before.
#[test]
fn formats_that_were_said_of_the_same_headers_are_followed() {
    let table = || text_table("Compte,Quantité,Prix,Date\nA,1,1.234,03/04/2020\nB,2,2.345,05/06/2020\n");
    let headers = outline(&table(), &Choices::default()).headers;
    let formats = Formats {
        numbers: vec![(Role::Price, DecimalMark::Comma)],
        dates: vec![(Role::StartDate, DateOrder::MonthFirst)],
    };
    let remembered = Remembered { headers, columns: Vec::new(), shape: None, formats };
    let read = |formats| {
        let choices = Choices { remembered: vec![remembered.clone()], formats, ..Choices::default() };
        let sales = sales::read(table(), &choices).unwrap();
        let decided: Vec<_> =
            sales.quality.formats.iter().map(|format| (format.role, format.format, format.decided)).collect();
        (sales.lines.price, sales.lines.start_day, decided)
    };
    let (march, april) =
        (serial::from_iso("2020-03-04").unwrap() as i32, serial::from_iso("2020-04-03").unwrap() as i32);
    let (price, days, decided) = read(Formats::default());
    assert_eq!((price.as_slice(), days[0]), (&[1234.0, 2345.0][..], march));
    assert!(decided.contains(&(Role::Price, Format::Number(DecimalMark::Comma), Decided::User)), "{decided:?}");
    assert!(decided.contains(&(Role::StartDate, Format::Date(DateOrder::MonthFirst), Decided::User)), "{decided:?}");
    let said = Formats { numbers: vec![(Role::Price, DecimalMark::Point)], dates: Vec::new() };
    let (price, days, _) = read(said);
    assert_eq!((price.as_slice(), days[0]), (&[1.234, 2.345][..], march));
    let plain = sales::read(table(), &Choices::default()).unwrap().lines;
    assert_eq!((plain.price.as_slice(), plain.start_day[0]), (&[1.234, 2.345][..], april));
}

#[test]
fn both_forms_of_an_id_are_one_account() {
    let row = |account: &str, line: &str| vec![account.into(), line.into(), 1.0.into(), 2.0.into(), Nothing];
    let headers = ["SBQQ__Account__c", "Name", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "Note"];
    let rows = [row(IDS[0], "L1"), row(IDS[1], "L2"), row("0011r00002m4hxd", "L3"), row(IDS[2], "L4")];
    let sales = sales::read(tables::table(&headers, &rows), &Choices::default()).unwrap();
    let found = gather(&sales, Arithmetic::Exact);
    assert_eq!((sales.quality.joined_ids, found.accounts.len()), (1, 3));
    let at = found.accounts.iter().position(|account| account == IDS[0]).unwrap();
    assert_eq!((found.order_count[at], found.total_sales[at]), (2, 4.0));
}

#[test]
fn the_sheets_of_a_workbook_are_listed_with_their_sizes() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Notes").unwrap();
    sheet.write(0, 0, "hello").unwrap();
    let sheet = book.add_worksheet().set_name("Ventes <2020>").unwrap();
    sheet.write(0, 0, "Compte").unwrap();
    sheet.write(99, 27, 1.0).unwrap();
    book.add_worksheet().set_name("Secret").unwrap().set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();
    let listed = table::sheets(Cursor::new(&bytes));
    let sheet = |name: &str, is_visible, size| SheetName { name: name.into(), is_visible, size };
    assert_eq!(listed[..2], [sheet("Notes", true, Some((1, 1))), sheet("Ventes <2020>", true, Some((100, 28)))]);
    assert_eq!((listed.len(), listed[2].name.as_str(), listed[2].is_visible), (3, "Secret", false));
    assert_eq!(table::sheets(Cursor::new(b"no workbook")), []);
    assert_eq!(table::sheets(Cursor::new(&bytes[..bytes.len() / 2])), []);
}

#[test]
fn the_first_rows_are_shown_so_that_another_header_can_be_chosen() {
    let table = text_table("Ventes 2020\n\nCompte,Quantité,Prix\nA,1,2.5\nB,2,2.5\n");
    let found = outline(&table, &Choices::default());
    let rows: Vec<(u32, &str)> = found.first_rows.iter().map(|(row, cells)| (*row, cells[0].as_str())).collect();
    assert_eq!((found.header_row, rows), (3, vec![(1, "Ventes 2020"), (3, "Compte"), (4, "A"), (5, "B")]));
    let bare = table.with_header(0).unwrap();
    assert_eq!(bare.columns[0].name, "Column 1");
    assert_eq!(outline(&bare, &Choices::default()).first_rows.len(), 4);
}
