//! Each column in figures: kinds, fill, distinct and repeated values, quartiles and histogram, held against a look at every value.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod tables;

use proptest::prelude::*;
use segmenta::sales::ValueKind::{Boolean, Date, Decimal, Text, Whole};
use segmenta::sales::{self, Choices, ColumnQuality, ValueKind};
use segmenta::table::{self, Cell, CellError, serial};
use std::collections::BTreeSet;
use std::io::Cursor;
use tables::Value::{self, Nothing, Other};

fn columns_of_text(text: &str) -> Vec<ColumnQuality> {
    let table = table::read(Cursor::new(text.as_bytes()), None, &mut |_, _| {}).unwrap();
    sales::read(table, &Choices::default()).unwrap().quality.columns
}

fn day(iso: &str) -> f64 {
    serial::from_iso(iso).unwrap()
}

/// Filled cells, distinct values, repeated ones, kinds with their cells.
type Facts<'a> = (usize, usize, usize, &'a [(ValueKind, usize)]);

#[test]
fn columns_of_a_text_table_are_what_their_texts_are_read_as() {
    let columns = columns_of_text(
        "Compte;Quantité;Prix net;Date de début;Remise;Relance;Code;Note\n\
        A;1;1.234,50 €;03/02/2020;0,5;28/02/2020;0012;oui\n\
        B;2;2,5;04/02/2020;;15/03/2020;0013;\n\
        B;2,0;cher;06/02/2020;1;;0012;12\n\
        C;3;2,50;;1,5;01/04/2020;0012;12\n",
    );
    let facts: Vec<Facts<'_>> =
        columns.iter().map(|it| (it.filled, it.distinct, it.repeated(), it.kinds.as_slice())).collect();
    let expected: [Facts<'_>; 8] = [
        (4, 3, 1, &[(Text, 4)]),
        (4, 4, 0, &[(Whole, 4)]),
        (4, 4, 0, &[(Decimal, 3), (Text, 1)]),
        (3, 3, 0, &[(Date, 3)]),
        (3, 3, 0, &[(Decimal, 3)]),
        (3, 3, 0, &[(Date, 3)]),
        (4, 2, 2, &[(Text, 4)]),
        (3, 2, 1, &[(Text, 3)]),
    ];
    assert_eq!(facts, expected);
    let spread = |at: usize| columns[at].spread.as_ref().map(|it| (it.kind, it.min, it.quartiles, it.max));
    assert_eq!(spread(0), None);
    assert_eq!(spread(1), Some((Whole, 1.0, [1.75, 2.0, 2.25], 3.0)));
    assert_eq!(spread(2), Some((Decimal, 2.5, [2.5, 2.5, 618.5], 1234.5)));
    let first = day("2020-02-03");
    assert_eq!(spread(3), Some((Date, first, [first + 0.5, first + 1.0, first + 2.0], first + 3.0)));
    assert_eq!(spread(4), Some((Decimal, 0.5, [0.75, 1.0, 1.25], 1.5)));
    assert_eq!(
        spread(5).map(|(kind, min, _, max)| (kind, min, max)),
        Some((Date, day("2020-02-28"), day("2020-04-01")))
    );
    assert_eq!((spread(6), spread(7)), (None, None));
    assert_eq!(columns[2].spread.as_ref().unwrap().histogram, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
}

/// Values on the edges of bars among them, and quartiles whose last digits depend on the order of operations: pandas 3.1.1
/// `Series.quantile`, numpy 2.4.6 `histogram(prices, 12)`.
#[test]
fn figures_are_those_of_pandas_and_numpy() {
    let prices = "0.0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0 1.1 1.2 0.35 0.7 1.05 0.15 0.15 0.286 0.653 0.444 0.725 0.751 0.079";
    let lines: String = prices.split(' ').map(|price| format!("A,1,{price}\n")).collect();
    let columns = columns_of_text(&format!("Account,Quantity,Net price\n{lines}"));
    let spread = columns[2].spread.as_ref().unwrap();
    assert_eq!(spread.quartiles, [0.264_499_999_999_999_96, 0.55, 0.763_25]);
    assert_eq!(spread.histogram, [2, 3, 2, 2, 2, 1, 2, 4, 1, 1, 2, 2]);
}

const HEADERS: [&str; 5] =
    ["SBQQ__Account__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "SBQQ__StartDate__c", "Other"];

/// A cell with what it counts as, and its value.
type Meant = (Value, Option<(ValueKind, f64)>);

fn number() -> impl Strategy<Value = Meant> {
    (-20_i32..20).prop_map(|quarters| {
        let value = f64::from(quarters) / 4.0;
        (value.into(), Some((Decimal, value)))
    })
}

/// A cell of a column of numbers; as text it has decimals, so that it can be read with a point alone.
fn cell_of_numbers() -> impl Strategy<Value = Meant> {
    prop_oneof![
        4 => number(),
        2 => (0..20_i32).prop_map(|x| (format!("{x}.25").as_str().into(), Some((Decimal, f64::from(x) + 0.25)))),
        1 => Just(("dear".into(), Some((Text, f64::NAN)))),
        1 => Just((Nothing, None)),
        1 => Just((Other(Cell::Error(CellError::NA)), None)),
        1 => any::<bool>().prop_map(|value| (Other(Cell::Bool(value)), Some((Boolean, f64::from(u8::from(value)))))),
    ]
}

/// A cell of a column of dates.
fn cell_of_dates() -> impl Strategy<Value = Meant> {
    prop_oneof![
        4 => (43_831..43_900_i32).prop_map(|day| (Other(Cell::Date(day.into())), Some((Date, day.into())))),
        2 => (43_831..43_900_i32).prop_map(|day| (serial::to_iso(day.into()).as_str().into(), Some((Date, day.into())))),
        1 => (43_831..43_900_i32).prop_map(|day| (f64::from(day).into(), Some((Date, day.into())))),
        1 => Just(((-3.0).into(), Some((Whole, -3.0)))),
        1 => Just(("soon".into(), Some((Text, f64::NAN)))),
        1 => Just((Nothing, None)),
    ]
}

/// A cell of a column without a part.
fn other_cell() -> impl Strategy<Value = Meant> {
    prop_oneof![4 => number(), 1 => Just(("x12".into(), Some((Text, f64::NAN)))), 1 => Just((Nothing, None))]
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

fn hold(found: &ColumnQuality, cells: &[Meant]) -> Result<(), TestCaseError> {
    let filled: Vec<(ValueKind, f64)> = cells.iter().filter_map(|(_, meant)| *meant).collect();
    prop_assert_eq!(found.filled, filled.len());
    let written: BTreeSet<String> =
        cells.iter().filter(|(_, meant)| meant.is_some()).map(|(value, _)| format!("{value:?}")).collect();
    prop_assert_eq!((found.distinct, found.repeated()), (written.len(), filled.len() - written.len()));

    let of = |wanted: &[ValueKind]| -> Vec<f64> {
        let mut values: Vec<f64> =
            filled.iter().filter(|(kind, _)| wanted.contains(kind)).map(|&(_, value)| value).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let (numbers, dates) = (of(&[Whole, Decimal]), of(&[Date]));
    let of_numbers = if numbers.iter().all(|number| number.fract() == 0.0) { Whole } else { Decimal };
    let kinds: Vec<(ValueKind, usize)> =
        [(of_numbers, numbers.len()), (Date, dates.len()), (Boolean, of(&[Boolean]).len()), (Text, of(&[Text]).len())]
            .into_iter()
            .filter(|&(_, cells)| cells > 0)
            .collect();
    prop_assert_eq!(&found.kinds, &kinds);

    let (kind, values) = if numbers.len() >= dates.len() { (of_numbers, numbers) } else { (Date, dates) };
    match &found.spread {
        None => prop_assert!(values.is_empty()),
        Some(spread) => {
            prop_assert_eq!(spread.kind, kind);
            prop_assert_eq!((spread.min, spread.max), (values[0], values[values.len() - 1]));
            prop_assert_eq!(spread.quartiles, [0.25, 0.5, 0.75].map(|share| quantile(&values, share)));
            prop_assert_eq!(spread.histogram.iter().sum::<u32>() as usize, values.len());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn figures_are_those_of_a_look_at_every_value(
        lines in prop::collection::vec((cell_of_numbers(), cell_of_numbers(), cell_of_dates(), other_cell()), 0..60),
    ) {
        let account = |name: &str| -> Meant { (name.into(), Some((Text, f64::NAN))) };
        // The first line is kept whatever the others are.
        let one = || -> Meant { (1.0.into(), Some((Decimal, 1.0))) };
        let mut rows: Vec<[Meant; 5]> = vec![[account("A"), one(), one(), (Nothing, None), (Nothing, None)]];
        rows.extend(lines.into_iter().enumerate().map(|(index, (quantity, price, date, other))| {
            [account(["A", "B", "C"][index % 3]), quantity, price, date, other]
        }));
        let cells: Vec<Vec<Value>> = rows.iter().map(|row| row.iter().map(|(value, _)| value.clone()).collect()).collect();
        let sales = sales::read(tables::table(&HEADERS, &cells), &Choices::default()).unwrap();
        for (at, found) in sales.quality.columns.iter().enumerate() {
            let column: Vec<Meant> = rows.iter().map(|row| row[at].clone()).collect();
            hold(found, &column)?;
        }
    }
}
