//! Texts become numbers and dates by one decision a column, which is told and can be changed.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod tables;

use segmenta::sales::{
    self, Choices, ColumnFormat, DATE_ROLES, Decided, Exclusion, Format, Formats, NO_DAY, NUMBER_ROLES, Role, Sales,
};
use segmenta::table::Cell::{Bool, Date, Number};
use segmenta::table::date_format::DateOrder;
use segmenta::table::delimited::Encoding;
use segmenta::table::number_format::DecimalMark;
use segmenta::table::{LineEnd, TextFile, serial};
use tables::Value::{self, Nothing, Other};
use tables::table;

const HEADERS: [&str; 4] = ["SBQQ__Account__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "SBQQ__StartDate__c"];

fn rows(cells: &[[&str; 3]]) -> Vec<Vec<Value>> {
    let row = |cells: &[&str; 3]| std::iter::once("A").chain(cells.iter().copied()).map(Value::from).collect();
    cells.iter().map(row).collect()
}

fn read(cells: &[[&str; 3]], formats: &Formats) -> Sales {
    let choices = Choices { formats: formats.clone(), ..Choices::default() };
    sales::read(table(&HEADERS, &rows(cells)), &choices).unwrap()
}

fn told(sales: &Sales, role: Role) -> &ColumnFormat {
    sales.quality.formats.iter().find(|format| format.role == role).unwrap()
}

fn facts(sales: &Sales, role: Role) -> (Format, Decided, bool) {
    let format = told(sales, role);
    (format.format, format.decided, format.is_ambiguous)
}

const COMMA: Format = Format::Number(DecimalMark::Comma);
const POINT: Format = Format::Number(DecimalMark::Point);

#[test]
fn one_value_decides_for_its_column_and_then_for_the_file() {
    let sales = read(
        &[
            ["1.234", "1.234", "01/02/2020"],
            ["2", "-17,19 €", "13/02/2020"],
            ["3", "1\u{202f}234,56 EUR", "1 mars 2020"],
        ],
        &Formats::default(),
    );
    assert_eq!(facts(&sales, Role::Price), (COMMA, Decided::Column, false));
    assert_eq!(facts(&sales, Role::Quantity), (COMMA, Decided::File, true));
    assert_eq!(facts(&sales, Role::StartDate), (Format::Date(DateOrder::DayFirst), Decided::Column, false));
    assert_eq!(
        (sales.lines.quantity.as_slice(), sales.lines.price.as_slice()),
        (&[1234.0, 2.0, 3.0][..], &[1234.0, -17.19, 1234.56][..])
    );
    assert_eq!(told(&sales, Role::Price).currencies, [("EUR".to_owned(), 2)]);
}

#[test]
fn without_a_sign_the_usual_format_is_taken_and_called_ambiguous() {
    let cells = [["1", "1.234", "01/02/2020"], ["2", "5.678", "03/04/2020"]];
    let found = read(&cells, &Formats::default());
    assert_eq!(facts(&found, Role::Price), (POINT, Decided::Default, true));
    assert_eq!(facts(&found, Role::Quantity), (POINT, Decided::Alike, false));
    assert_eq!(facts(&found, Role::StartDate), (Format::Date(DateOrder::DayFirst), Decided::Default, true));
    assert_eq!(found.lines.price, [1.234, 5.678]);

    let chosen = Formats {
        numbers: NUMBER_ROLES.map(|role| (role, DecimalMark::Comma)).to_vec(),
        dates: DATE_ROLES.map(|role| (role, DateOrder::MonthFirst)).to_vec(),
    };
    let changed = read(&cells, &chosen);
    assert_eq!(facts(&changed, Role::Price), (COMMA, Decided::User, false));
    assert_eq!(facts(&changed, Role::StartDate), (Format::Date(DateOrder::MonthFirst), Decided::User, false));
    assert_eq!(changed.lines.price, [1234.0, 5678.0]);
}

#[test]
fn semicolons_speak_for_the_decimal_comma() {
    let mut table = table(&HEADERS, &rows(&[["1", "1.234", "01/02/2020"]]));
    table.text_file = Some(TextFile {
        encoding: Encoding::Utf8,
        delimiter: ';',
        line_end: LineEnd::Lf,
        short_rows: 0,
        long_rows: 0,
        uneven: Vec::new(),
        lone_quotes: 0,
        first_lone_quote: None,
        nuls: 0,
        undecodable: 0,
    });
    let sales = sales::read(table, &Choices::default()).unwrap();
    assert_eq!(facts(&sales, Role::Price), (COMMA, Decided::File, true));
    assert_eq!(facts(&sales, Role::StartDate), (Format::Date(DateOrder::DayFirst), Decided::File, true));
    assert_eq!(sales.lines.price, [1234.0]);
}

#[test]
fn what_is_not_understood_is_left_out_with_its_row_and_never_zero() {
    let cells =
        [["1", "1.5", "soon"], ["2", "on request", "2020-01-01"], ["many", "2.5", ""], ["3", "1,5", ""], ["4", "", ""]];
    let sales = read(&cells, &Formats::default());
    let price = told(&sales, Role::Price);
    assert_eq!((price.format, price.understood, price.not_understood), (POINT, 2, 2));
    assert_eq!(price.first_not_understood, [(5, "on request".to_owned()), (7, "1,5".to_owned())]);
    let excluded: Vec<_> = sales.excluded.iter().map(|line| (sales.first_sheet_row + line.row, line.reason)).collect();
    use Exclusion::{PriceNotUnderstood, QuantityMissing};
    assert_eq!(excluded, [(5, PriceNotUnderstood), (6, QuantityMissing), (7, PriceNotUnderstood)]);
    // A date plays no part in the sums; a price that is not there is missing, as in pandas.
    assert_eq!((sales.quality.kept, sales.quality.price_missing), (2, 1));
    assert_eq!(told(&sales, Role::StartDate).first_not_understood, [(4, "soon".to_owned())]);
}

#[test]
fn columns_may_mix_numbers_and_texts_of_numbers() {
    let cells = vec![
        vec!["A".into(), 2.0.into(), Other(Number(1.5)), Other(Date(43_862.0))],
        vec!["A".into(), "3".into(), "2,5".into(), Other(Number(43_862.0))],
        vec!["A".into(), " ".into(), "2,5".into(), Nothing],
    ];
    let sales = sales::read(table(&HEADERS, &cells), &Choices::default()).unwrap();
    assert_eq!((sales.lines.quantity.as_slice(), sales.lines.price.as_slice()), (&[2.0, 3.0][..], &[1.5, 2.5][..]));
    assert_eq!(sales.quality.excluded, [(Exclusion::QuantityMissing, 1)]);
    assert!(sales.quality.formats.iter().all(|format| format.not_understood == 0 && format.role != Role::StartDate));
}

#[test]
fn a_line_total_stands_in_place_of_quantity_and_price() {
    let cells =
        vec![vec!["A".into(), "1.234,50".into()], vec!["B".into(), "(2,50)".into()], vec!["B".into(), "n/a".into()]];
    let named = Choices::named(&[(Role::Account, "Client"), (Role::Amount, "Total")]);
    let sales = sales::read(table(&["Client", "Total"], &cells), &named).unwrap();
    assert_eq!((sales.lines.quantity.as_slice(), sales.lines.price.as_slice()), (&[1.0, 1.0][..], &[1234.5, -2.5][..]));
    assert!(!sales.lines.has_line_names);
    assert_eq!(sales.quality.excluded, [(Exclusion::PriceNotUnderstood, 1)]);
}

/// The days of the lines, as ISO dates; `-` where there is none.
fn days(written: &[Value]) -> Vec<String> {
    let row = |day: &Value| vec!["A".into(), 1.0.into(), 1.0.into(), day.clone()];
    let cells: Vec<_> = written.iter().map(row).collect();
    let sales = sales::read(table(&HEADERS, &cells), &Choices::default()).unwrap();
    let iso = |&day: &i32| if day == NO_DAY { "-".into() } else { serial::to_iso(f64::from(day)) };
    sales.lines.start_day.iter().map(iso).collect()
}

#[test]
fn days_are_those_of_dates_of_serials_and_of_texts_without_their_time() {
    let cells = [Date(43_862.75), Number(43_862.5), Number(-3.0), Bool(true), Date(1e300)].map(Other);
    assert_eq!(days(&cells), ["2020-02-01", "2020-02-01", "-", "-", "-"]);
    let texts = |texts: &[&str]| days(&texts.iter().map(|&text| Value::from(text)).collect::<Vec<_>>());
    assert_eq!(texts(&["01/02/2020", "3.4.2020"]), ["2020-02-01", "2020-04-03"]);
    assert_eq!(texts(&["01/02/2020", "12/31/2020"]), ["2020-01-02", "2020-12-31"]);
    assert_eq!(texts(&["01/02/2020", "12/31/2020", "31/12/2020"]), ["2020-02-01", "-", "2020-12-31"]);
    assert_eq!(
        texts(&["2020-02-01T23:59:59.000+0000", "2021-02-29", "28 nov. 2021"]),
        ["2020-02-01", "-", "2021-11-28"]
    );
}
