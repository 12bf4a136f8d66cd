//! Days in cells: dates as Excel keeps them and as people write them.

use crate::table::{Cell, Column, TextId, Texts, serial};

/// Stands for a missing day.
pub const NO_DAY: i32 = i32::MIN;

/// The last day that Excel knows, 9999-12-31.
const LAST_DAY: f64 = 2_958_465.0;

/// The day of each of `rows` in a column, as a whole serial day of the 1900 system (the time of day is dropped); [`NO_DAY`] where there is
/// none.
///
/// Dates are taken as they are, and plain numbers of Excel's range as serial days. Of texts ISO 8601 (`2020-02-01`, with or without a time)
/// and three numbers between slashes, dots or hyphens with the year last are read: the day comes first, as in the study, unless some date of
/// the column can only have the month first (`12/31/2020`) and none only the day.
pub(super) fn days(column: &Column, rows: &[u32], texts: &Texts) -> Vec<i32> {
    let mut written = Written::default();
    for &row in rows {
        if let Cell::Text(id) = column.get(row as usize) {
            written.note(id, texts);
        }
    }
    let day = |&row: &u32| match column.get(row as usize) {
        Cell::Date(serial) => whole(serial),
        Cell::Number(serial) if (1.0..LAST_DAY + 1.0).contains(&serial) => whole(serial),
        Cell::Text(id) => written.day(id),
        Cell::Empty | Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) => NO_DAY,
    };
    rows.iter().map(day).collect()
}

/// The day of a serial, which may hold a time.
fn whole(serial: f64) -> i32 {
    let day = serial.floor();
    #[expect(clippy::cast_possible_truncation, reason = "within ±2^30")]
    if day.abs() < f64::from(1 << 30) { day as i32 } else { NO_DAY }
}

/// What the distinct texts of a column say.
#[derive(Default)]
struct Written {
    /// By text.
    read: Vec<Option<Reading>>,
    some_are_day_first: bool,
    some_are_month_first: bool,
}

/// A text read as a date, before it is known whether days or months come first.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reading {
    /// No date.
    None,
    /// This day.
    Day(i32),
    /// Either reading of two numbers; [`NO_DAY`] where one is impossible.
    Either { day_first: i32, month_first: i32 },
}

impl Written {
    fn note(&mut self, id: TextId, texts: &Texts) {
        let at = id.0 as usize;
        if self.read.len() <= at {
            self.read.resize(at + 1, None);
        }
        if self.read[at].is_some() {
            return;
        }
        let reading = reading(texts.get(id));
        if let Reading::Either { day_first, month_first } = reading {
            self.some_are_day_first |= month_first == NO_DAY;
            self.some_are_month_first |= day_first == NO_DAY;
        }
        self.read[at] = Some(reading);
    }

    fn day(&self, id: TextId) -> i32 {
        let months_come_first = self.some_are_month_first && !self.some_are_day_first;
        match self.read.get(id.0 as usize).copied().flatten() {
            Some(Reading::Day(day)) => day,
            Some(Reading::Either { month_first, .. }) if months_come_first => month_first,
            Some(Reading::Either { day_first, .. }) => day_first,
            Some(Reading::None) | None => NO_DAY,
        }
    }
}

fn reading(text: &str) -> Reading {
    let date = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let day_of = |year: &str, month: &str, day: &str| {
        serial::from_iso(&format!("{year:0>4}-{month:0>2}-{day:0>2}")).map_or(NO_DAY, whole)
    };
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => match day_of(year, month, day) {
            NO_DAY => Reading::None,
            day => Reading::Day(day),
        },
        [first, second, year] if year.len() == 4 => match (day_of(year, second, first), day_of(year, first, second)) {
            (NO_DAY, NO_DAY) => Reading::None,
            (day_first, month_first) => Reading::Either { day_first, month_first },
        },
        _ => Reading::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days of a column of texts, as ISO dates; `-` where there is none.
    fn read(written: &[&str]) -> Vec<String> {
        let (mut texts, mut column) = (Texts::default(), Column::new("Start".into()));
        for (row, text) in written.iter().enumerate() {
            column.set(row, Cell::Text(texts.intern(text)));
        }
        let rows: Vec<u32> = (0..written.len() as u32).collect();
        let iso = |day| if day == NO_DAY { "-".into() } else { serial::to_iso(f64::from(day)) };
        days(&column, &rows, &texts).into_iter().map(iso).collect()
    }

    #[test]
    fn the_day_comes_first_unless_the_column_says_otherwise() {
        assert_eq!(read(&["01/02/2020", "3.4.2020"]), ["2020-02-01", "2020-04-03"]);
        assert_eq!(read(&["01/02/2020", "12/31/2020"]), ["2020-01-02", "2020-12-31"]);
        assert_eq!(read(&["01/02/2020", "12/31/2020", "31/12/2020"]), ["2020-02-01", "-", "2020-12-31"]);
    }

    #[test]
    fn iso_dates_are_read_whatever_their_time() {
        let written = ["2020-02-29", "2020-02-01T23:59:59.000+0000", " 2020-02-01 08:00 ", "2021-02-29", "x", "2020"];
        assert_eq!(read(&written), ["2020-02-29", "2020-02-01", "2020-02-01", "-", "-", "-"]);
    }

    #[test]
    fn serials_lose_their_time_and_other_cells_hold_no_day() {
        let mut column = Column::new("Start".into());
        let cells =
            [Cell::Date(43_862.75), Cell::Number(43_862.5), Cell::Number(-3.0), Cell::Bool(true), Cell::Date(1e300)];
        cells.into_iter().enumerate().for_each(|(row, cell)| column.set(row, cell));
        assert_eq!(
            days(&column, &[0, 1, 2, 3, 4, 9], &Texts::default()),
            [43_862, 43_862, NO_DAY, NO_DAY, NO_DAY, NO_DAY]
        );
    }
}
