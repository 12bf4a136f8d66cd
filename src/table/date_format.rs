//! Dates as people write them: in which order a column gives day and month, and each text as a serial day.

mod words;

use super::serial;
use super::values::{Detected, Tally};
use serde::{Deserialize, Serialize};
use words::Word;

/// The order of numeric dates. A year of four digits at the front and months in words are read the same in every order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// `31/12/2020`
    DayFirst,
    /// `12/31/2020`
    MonthFirst,
    /// `2020-12-31`, `20-12-31`; no other numeric date.
    Iso,
}

/// Longer texts are no dates.
const MOST_BYTES: usize = 64;
/// Two-digit years from here on are of the twentieth century (POSIX `strptime`).
const PIVOT: u32 = 69;

/// The date that `text` is in this order, as an Excel serial day of the 1900 system; `None` if it is none.
///
/// Separators are `/ - . ,` and white space; months may be French or English words, whole or cut short, with or without accents; days
/// of the week and ordinals (`1er`, `5th`) are passed over. A time of day may follow (`T12:30`, `12:30:15.5`, `1:05 PM`). A time zone is
/// passed over: the date counts as it is written.
#[must_use]
pub fn parse(text: &str, order: DateOrder) -> Option<f64> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let (date, time) = split_time(text.trim());
    let (year, month, day) = civil(date, order)?;
    let time = match time {
        Some(time) => clock(time)?,
        None => String::new(),
    };
    serial::from_iso(&format!("{year:04}-{month:02}-{day:02}{time}"))
}

/// The order of a column's dates: `texts` are its distinct texts, each with how often it stands there.
#[must_use]
pub fn detect<'a>(texts: impl IntoIterator<Item = (&'a str, usize)>) -> Detected<DateOrder> {
    let mut tally = Tally::default();
    for (text, count) in texts {
        tally.add(parse(text, DateOrder::DayFirst), parse(text, DateOrder::MonthFirst), count);
    }
    tally.decide(DateOrder::DayFirst, DateOrder::MonthFirst)
}

/// The date, and the time of day where one follows: it begins with the digits before the first colon.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let Some(colon) = text.find(':') else { return (text, None) };
    let hours = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let date = text[..hours].strip_suffix(['T', 't']).unwrap_or(&text[..hours]);
    (date.trim_end_matches(|c: char| c.is_whitespace() || c == ','), Some(&text[hours..]))
}

/// Year, month and day; the calendar is not asked yet.
fn civil(text: &str, order: DateOrder) -> Option<(u32, u32, u32)> {
    let Parts { numbers, month, separators } = Parts::of(text)?;
    if let Some(month) = month {
        return match numbers[..] {
            [(year, 4), (day, 1..=2)] | [(day, 1..=2), (year, 4)] => Some((year, month, day)),
            [(day, 1..=2), (year, 2)] => Some((full(year), month, day)),
            _ => None,
        };
    }
    if separators.windows(2).any(|pair| pair[0] != pair[1]) {
        return None;
    }
    match (&numbers[..], order) {
        (&[(all, 8)], _) => Some((all / 10_000, all / 100 % 100, all % 100)),
        (&[(year, 4), (month, 1..=2), (day, 1..=2)], _) => Some((year, month, day)),
        (&[(year, 2), (month, 1..=2), (day, 1..=2)], DateOrder::Iso) => Some((full(year), month, day)),
        (&[(day, 1..=2), (month, 1..=2), (year, digits @ (2 | 4))], DateOrder::DayFirst)
        | (&[(month, 1..=2), (day, 1..=2), (year, digits @ (2 | 4))], DateOrder::MonthFirst) => {
            Some((if digits == 2 { full(year) } else { year }, month, day))
        }
        _ => None,
    }
}

/// The whole year of a two-digit one.
const fn full(year: u32) -> u32 {
    if year < PIVOT { 2000 + year } else { 1900 + year }
}

/// What a date is made of.
#[derive(Debug, Default)]
struct Parts {
    /// Numbers with how many digits they have.
    numbers: Vec<(u32, usize)>,
    month: Option<u32>,
    /// What stands between two numbers.
    separators: Vec<char>,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        let mut rest = text;
        let mut before = ' ';
        while let Some(first) = rest.chars().next() {
            let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
            let end = rest.find(|c: char| class(c) != class(first)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            if first.is_ascii_digit() {
                // At most eight digits: a number fits.
                let number = if run.len() <= 8 { run.parse().ok()? } else { return None };
                if !parts.numbers.is_empty() {
                    parts.separators.push(before);
                }
                parts.numbers.push((number, run.len()));
            } else if first.is_alphabetic() {
                match words::look_up(run)? {
                    Word::Month(month) if parts.month.is_none() => parts.month = Some(month),
                    Word::Month(_) => return None,
                    Word::Passed => {}
                }
            } else {
                before = separator(run)?;
            }
        }
        Some(parts)
    }
}

/// What stands between numbers and words: one mark, with white space and commas around it, or white space alone.
fn separator(run: &str) -> Option<char> {
    let mut marks = run.chars().filter(|c| !c.is_whitespace());
    let mark = marks.next().unwrap_or(' ');
    let is_known = matches!(mark, '/' | '-' | '.' | ',' | ' ' | '\u{2010}' | '\u{2011}');
    (is_known && marks.all(|mark| mark == ',')).then_some(mark)
}

/// A time of day as ISO 8601 writes it, with its leading `T`.
fn clock(text: &str) -> Option<String> {
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let end = text.find(|c: char| !is_time(c)).unwrap_or(text.len());
    let (time, rest) = (&text[..end], text[end..].trim());
    let (half, zone) = half_of_day(rest);
    is_zone(zone).then_some(())?;
    let mut parts = time.splitn(3, ':');
    let hours: u32 = two_digits(parts.next()?)?;
    let minutes = two_digits(parts.next()?)?;
    let seconds = parts.next().unwrap_or("00");
    let hours = match half {
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(is_afternoon) => hours % 12 + if is_afternoon { 12 } else { 0 },
        None => hours,
    };
    let seconds = if seconds.len() == 1 { format!("0{seconds}") } else { seconds.to_owned() };
    Some(format!("T{hours:02}:{minutes:02}:{seconds}"))
}

fn two_digits(text: &str) -> Option<u32> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// AM (false) or PM (true) at the start, and what follows.
fn half_of_day(text: &str) -> (Option<bool>, &str) {
    for (mark, is_afternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
        if text.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)) {
            return (Some(is_afternoon), text[mark.len()..].trim_start());
        }
    }
    (None, text)
}

/// Nothing, `Z`, `UTC`, `GMT`, or an offset such as `+02:00`.
fn is_zone(text: &str) -> bool {
    let text = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text);
    let Some(offset) = text.strip_prefix(['+', '-', '\u{2212}']) else { return matches!(text, "" | "Z" | "z") };
    let digits = offset.replace(':', "");
    matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
