//! Every way of writing a date that is known, and columns of them.

use super::*;
use DateOrder::{DayFirst, Iso, MonthFirst};
use proptest::prelude::*;

fn iso(text: &str, order: DateOrder) -> Option<String> {
    parse(text, order).map(serial::to_iso)
}

#[test]
fn dates_are_read_as_they_are_written() {
    for (text, order, expected) in [
        ("01/02/2020", DayFirst, "2020-02-01"),
        ("01/02/2020", MonthFirst, "2020-01-02"),
        ("1.2.2020", DayFirst, "2020-02-01"),
        ("1-2-20", MonthFirst, "2020-01-02"),
        ("31/12/69", DayFirst, "1969-12-31"),
        ("31/12/68", DayFirst, "2068-12-31"),
        ("20-12-31", Iso, "2020-12-31"),
        ("2020/12/31", MonthFirst, "2020-12-31"),
        ("20201231", DayFirst, "2020-12-31"),
        ("2020-01-01T00:00:00.000Z", DayFirst, "2020-01-01"),
        ("2020-01-01T12:30:15.000+0000", Iso, "2020-01-01T12:30:15"),
        ("2020-01-01 12:30", Iso, "2020-01-01T12:30:00"),
        ("2020-01-01T06:00:00+02:00", Iso, "2020-01-01T06:00:00"),
        ("1/31/2020 1:05 PM", MonthFirst, "2020-01-31T13:05:00"),
        ("1/31/2020, 12:00:00 AM", MonthFirst, "2020-01-31"),
        ("31/01/2020 à 8:05:09", DayFirst, "2020-01-31T08:05:09"),
        ("1 mars 2021", DayFirst, "2021-03-01"),
        ("1er mars 2021", MonthFirst, "2021-03-01"),
        ("28 nov. 2021", DayFirst, "2021-11-28"),
        ("lundi 15 février 2021", DayFirst, "2021-02-15"),
        ("3 AOÛT 2021", DayFirst, "2021-08-03"),
        ("3 aout 2021", DayFirst, "2021-08-03"),
        ("12 juil. 2021", DayFirst, "2021-07-12"),
        ("12 juin 2021", DayFirst, "2021-06-12"),
        ("7 déc. 2021", DayFirst, "2021-12-07"),
        ("Jan 5, 2021", DayFirst, "2021-01-05"),
        ("Mon, Jan 5th, 2021", DayFirst, "2021-01-05"),
        ("5-Jul-21", MonthFirst, "2021-07-05"),
        ("2021 Sept 5", Iso, "2021-09-05"),
        (" 5\u{a0}May\u{a0}2021 ", DayFirst, "2021-05-05"),
        ("29/02/2020", DayFirst, "2020-02-29"),
    ] {
        assert_eq!(iso(text, order).as_deref(), Some(expected), "{text:?} {order:?}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "2020",
        "12",
        "1.234",
        "01/02",
        "30/02/2020",
        "29/02/2021",
        "13/13/2020",
        "0/1/2020",
        "1/2/345",
        "01/02-2020",
        "mars 2021",
        "1 mar mai 2021",
        "5 jui 2021",
        "1 ma 2021",
        "1 florea 2021",
        "1//2//2020",
        "2020-01-01T25:00",
        "2020-01-01 12:60",
        "2020-01-01 12:3x",
        "1/1/2020 13:00 PM",
        "12:30",
        "SUB-0001",
        "1/2/2020/3",
        "999999999999",
        "1e5",
        ":",
        "1:2:3:4",
    ] {
        assert_eq!(iso(text, DayFirst), None, "{text:?}");
    }
    assert_eq!(
        (iso("01/02/2020", Iso), iso("12/31/2020", DayFirst), iso("31/12/2020", MonthFirst)),
        (None, None, None)
    );
}

#[test]
fn a_column_decides_as_a_whole() {
    let detected = |texts: &[&str]| detect(texts.iter().map(|&text| (text, 1)));
    assert_eq!(detected(&["01/02/2020", "13/02/2020"]).format, Some(DayFirst));
    assert_eq!(detected(&["01/02/2020", "02/13/2020"]).format, Some(MonthFirst));
    let open = detected(&["01/02/2020", "02/02/2020", "2020-01-05", "1 mars 2021", "soon"]);
    assert_eq!((open.format, open.ambiguous, open.same, open.neither), (None, 1, 3, 1));
}

const FRENCH: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const ENGLISH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

proptest! {
    #[test]
    fn what_is_written_is_read_again(serial in 25_569_u32..109_000, kind in 0_usize..8) {
        let iso = serial::to_iso(f64::from(serial));
        let (year, month, day) = (&iso[..4], &iso[5..7], &iso[8..]);
        let name = month.parse::<usize>().unwrap() - 1;
        let (text, order) = match kind {
            0 => (format!("{day}/{month}/{year}"), DayFirst),
            1 => (format!("{month}/{day}/{year}"), MonthFirst),
            2 => (format!("{day}.{month}.{year} 23:59:59"), DayFirst),
            3 => (format!("{iso}T00:00:00.000Z"), Iso),
            4 => (format!("{day} {} {year}", FRENCH[name]), MonthFirst),
            5 => (format!("{} {day}, {year}", ENGLISH[name]), DayFirst),
            6 => (format!("{day}-{}-{year}", ENGLISH[name]), Iso),
            _ => (format!("{year}{month}{day}"), DayFirst),
        };
        prop_assert_eq!(parse(&text, order).map(f64::floor), Some(f64::from(serial)), "{}", text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,20}", like_a_date in "[0-9/ :.TZa-zé-]{0,24}") {
        for text in [text, like_a_date] {
            let _ = [DayFirst, MonthFirst, Iso].map(|order| parse(&text, order));
        }
    }
}
