//! Every way of writing a number that is known, and columns of them.

use super::*;
use DecimalMark::{Comma, Point};
use proptest::prelude::*;

fn value(text: &str, decimal: DecimalMark) -> Option<f64> {
    parse(text, decimal).map(|amount| amount.value)
}

#[test]
fn numbers_are_read_as_they_are_written() {
    for (text, decimal, expected) in [
        ("12", Point, 12.0),
        (" -3.50 ", Point, -3.5),
        ("1e3", Point, 1000.0),
        ("1,5E+03", Comma, 1500.0),
        ("+.5", Point, 0.5),
        ("5.", Point, 5.0),
        (",5", Comma, 0.5),
        ("007", Point, 7.0),
        ("-0", Point, 0.0),
        ("EUR 442,81", Comma, 442.81),
        ("442,81 eur", Comma, 442.81),
        ("-17,19 €", Comma, -17.19),
        ("€-17.19", Point, -17.19),
        ("-€ 17.19", Point, -17.19),
        ("1 234,56", Comma, 1234.56),
        ("1\u{a0}234,56", Comma, 1234.56),
        ("1\u{202f}234\u{a0}567,5\u{a0}€", Comma, 1_234_567.5),
        ("1\u{2009}234.5", Point, 1234.5),
        ("1'234.50", Point, 1234.5),
        ("CHF 1’234.50", Point, 1234.5),
        ("1.234,56", Comma, 1234.56),
        ("1,234,567.89", Point, 1_234_567.89),
        ("\u{2212}1.234", Comma, -1234.0),
        ("17,19-", Comma, -17.19),
        ("(1,234.50)", Point, -1234.5),
        ("($1,234.50)", Point, -1234.5),
        ("$ (5)", Point, -5.0),
        ("12,5 %", Comma, 0.125),
        ("7%", Point, 0.07),
        ("R$ 5,00", Comma, 5.0),
        ("5,00 zł", Comma, 5.0),
        ("0.1", Point, 0.1),
    ] {
        assert_eq!(value(text, decimal), Some(expected), "{text:?}");
    }
}

#[test]
fn what_is_no_number_is_none() {
    for text in [
        "",
        " ",
        "-",
        "€",
        "%",
        ".",
        ",",
        "inf",
        "NaN",
        "--1",
        "-1-",
        "(-1)",
        "e",
        "1e",
        "e5",
        "0x10",
        "1_000",
        "12 34",
        "1 23 456",
        "1234 567",
        "1,23",
        "1.2.3",
        "1,234.5,6",
        "1 234'567",
        "0,123",
        "REF 12",
        "EUR 1 USD",
        "1 €€",
        "12 mars",
        "3 top",
        "01/02/2020",
        "1e99999",
        "two",
        "12a",
        "Fr.x",
        "5 5",
    ] {
        assert_eq!(value(text, Point), None, "{text:?}");
    }
    assert_eq!(value(&"1".repeat(81), Point), None);
}

#[test]
fn currencies_are_named() {
    for (text, currency) in [
        ("EUR 1", Some("EUR")),
        ("1 €", Some("EUR")),
        ("1", None),
        ("$1", Some("$")),
        ("US$1", Some("USD")),
        ("usd 1", Some("USD")),
        ("£1", Some("GBP")),
        ("1 kr", Some("kr")),
        ("1 chf", Some("CHF")),
    ] {
        assert_eq!(parse(text, Point).map(|amount| amount.currency), Some(currency), "{text:?}");
    }
}

#[test]
fn a_column_decides_as_a_whole() {
    let detected = |texts: &[&str]| detect(texts.iter().map(|&text| (text, 1)));
    assert_eq!(detected(&["1.234", "5,5", "12"]).format, Some(Comma));
    assert_eq!(detected(&["1.234", "5.5", "12"]).format, Some(Point));
    assert_eq!(detected(&["0.123", "1.234"]).format, Some(Point));
    assert_eq!(detected(&["1,234,567", "1,234"]).format, Some(Point));
    let open = detected(&["1.234", "5.678", "12", "1 000", "two"]);
    assert_eq!((open.format, open.ambiguous, open.same, open.neither), (None, 2, 2, 1));
    let split = detect([("1.5", 10), ("1,5", 3)]);
    assert_eq!((split.format, split.only), (Some(Point), [10, 3]));
}

/// Writes cents with this decimal mark, thousands separator, and wrapping.
fn written(cents: i64, decimal: DecimalMark, thousands: &str, wrap: usize) -> String {
    let (whole, fraction) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    let mark = if decimal == Point { '.' } else { ',' };
    let number = format!("{}{mark}{fraction:02}", groups.join(thousands));
    let (before, after) = match (cents < 0, wrap % 4) {
        (true, 0) => ("-", ""),
        (true, 1) => ("(", ")"),
        (true, 2) => ("\u{2212}", ""),
        (true, _) => ("", "-"),
        (false, _) => ("", ""),
    };
    let currency = ["", "€", "EUR ", "$"][wrap / 4 % 4];
    format!("{before}{currency}{number}{after}")
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(cents in -10_000_000_000_i64..10_000_000_000, comma: bool, kind in 0_usize..5, wrap in 0_usize..16) {
        let decimal = if comma { Comma } else { Point };
        let other = if comma { "." } else { "," };
        let text = written(cents, decimal, ["", " ", "\u{202f}", "'", other][kind], wrap);
        let expected: f64 = format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
            .parse().unwrap();
        prop_assert_eq!(value(&text, decimal), Some(expected), "{}", text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,20}", bits: u64) {
        let _ = (parse(&text, Point), parse(&text, Comma));
        let number = f64::from_bits(bits);
        if number.is_finite() {
            prop_assert_eq!(value(&format!("{number:e}"), Point), Some(number));
        }
    }
}
