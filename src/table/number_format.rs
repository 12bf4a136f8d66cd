//! Numbers as people write them: which decimal mark a column uses, and each text as a number.

mod currency;

use super::values::{Detected, Tally};
use serde::{Deserialize, Serialize};

/// The mark between whole and decimal digits. The other one, white space and apostrophes may stand between thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// A number read from a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// Its value, the double nearest to what is written; `12 %` is 0.12. Always finite.
    pub value: f64,
    /// The currency named beside it: an ISO 4217 code, or a sign that several currencies share (`$`).
    pub currency: Option<&'static str>,
}

/// Longer texts are no numbers.
const MOST_BYTES: usize = 80;

/// The number that `text` is with this decimal mark; `None` if it is none.
///
/// Around the digits may stand white space, a sign (`-`, U+2212; also behind), parentheses for a negative, a currency and `%`. Between
/// thousands may stand white space of any kind, an apostrophe, or the mark that is not the decimal one; then all groups have three
/// digits. An exponent (`1.5E+06`) is read where there are no groups.
#[must_use]
pub fn parse(text: &str, decimal: DecimalMark) -> Option<Amount> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let (core, wrapping) = Wrapping::strip(text)?;
    let mut digits = String::with_capacity(core.len() + 4);
    if wrapping.is_negative {
        digits.push('-');
    }
    read_digits(core, decimal, &mut digits)?;
    if wrapping.is_percent {
        scale_to_percent(&mut digits);
    }
    let value: f64 = digits.parse().ok()?;
    value.is_finite().then_some(Amount { value, currency: wrapping.currency })
}

/// The decimal mark of a column: `texts` are its distinct texts, each with how often it stands there.
#[must_use]
pub fn detect<'a>(texts: impl IntoIterator<Item = (&'a str, usize)>) -> Detected<DecimalMark> {
    let mut tally = Tally::default();
    for (text, count) in texts {
        let [point, comma] = [DecimalMark::Point, DecimalMark::Comma].map(|mark| parse(text, mark));
        tally.add(point.map(|amount| amount.value), comma.map(|amount| amount.value), count);
    }
    tally.decide(DecimalMark::Point, DecimalMark::Comma)
}

/// The currency that `text` is the code or the sign of.
#[must_use]
pub fn currency_named(text: &str) -> Option<&'static str> {
    currency::strip(text).filter(|(_, rest)| rest.is_empty()).map(|(name, _)| name)
}

/// What stands around a number.
#[derive(Debug, Default)]
struct Wrapping {
    is_negative: bool,
    has_sign: bool,
    is_percent: bool,
    currency: Option<&'static str>,
}

impl Wrapping {
    /// What is left between the wrapping, and the wrapping; `None` where something stands twice.
    fn strip(text: &str) -> Option<(&str, Self)> {
        let mut wrapping = Self::default();
        let mut rest = text.trim();
        loop {
            let before = rest;
            rest = wrapping.strip_one(rest)?.trim();
            if rest.len() == before.len() {
                return Some((rest, wrapping));
            }
        }
    }

    fn strip_one<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            return self.sign(true).map(|()| inner);
        }
        if let Some(rest) = text.strip_prefix(MINUS).or_else(|| text.strip_suffix(MINUS)) {
            return self.sign(true).map(|()| rest);
        }
        if let Some(rest) = text.strip_prefix('+') {
            return self.sign(false).map(|()| rest);
        }
        if let Some(rest) = text.strip_suffix('%').or_else(|| text.strip_prefix('%')) {
            return (!std::mem::replace(&mut self.is_percent, true)).then_some(rest);
        }
        // A text that begins and ends with digits has no currency.
        if text.starts_with(is_core) && text.ends_with(|c: char| c.is_ascii_digit()) {
            return Some(text);
        }
        match currency::strip(text) {
            Some((name, rest)) => self.currency.replace(name).is_none().then_some(rest),
            None => Some(text),
        }
    }

    fn sign(&mut self, is_negative: bool) -> Option<()> {
        self.is_negative = is_negative;
        (!std::mem::replace(&mut self.has_sign, true)).then_some(())
    }
}

/// Hyphen-minus, the minus sign, and the dashes that stand in for it.
const MINUS: [char; 5] = ['-', '\u{2212}', '\u{2010}', '\u{2011}', '\u{2013}'];

fn is_core(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

/// White space and apostrophes: what stands between thousands beside point and comma.
fn is_thousands(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '\u{2060}')
}

/// Appends `core` as Rust writes numbers: digits, a point, an exponent.
fn read_digits(core: &str, decimal: DecimalMark, out: &mut String) -> Option<()> {
    let (mark, other) = match decimal {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (mantissa, exponent) = match core.find(['e', 'E']) {
        Some(at) => (&core[..at], Some(&core[at + 1..])),
        None => (core, None),
    };
    let (whole, fraction) = match mantissa.split_once(mark) {
        Some((whole, fraction)) => (whole, fraction),
        None => (mantissa, ""),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let is_grouped = !whole.bytes().all(|byte| byte.is_ascii_digit());
    if is_grouped {
        read_groups(whole, other, out)?;
    } else {
        out.push_str(if whole.is_empty() { "0" } else { whole });
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let is_plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_grouped || !is_plain {
            return None;
        }
        out.push('e');
        out.push_str(exponent);
    }
    Some(())
}

/// One to three digits, not beginning with 0, and then groups of three, all after the same kind of separator.
fn read_groups(whole: &str, other: char, out: &mut String) -> Option<()> {
    let mut separator = None;
    let mut group = 0;
    for c in whole.chars() {
        if c.is_ascii_digit() {
            if out.trim_start_matches('-').is_empty() && c == '0' {
                return None;
            }
            out.push(c);
            group += 1;
            continue;
        }
        let kind = if c == other {
            c
        } else if c.is_whitespace() {
            ' '
        } else if is_thousands(c) {
            '\''
        } else {
            return None;
        };
        let is_full = if separator.is_none() { (1..=3).contains(&group) } else { group == 3 };
        if !is_full || separator.is_some_and(|first| first != kind) {
            return None;
        }
        separator = Some(kind);
        group = 0;
    }
    (group == 3).then_some(())
}

/// Divides by a hundred in the text, so that the value is rounded once.
fn scale_to_percent(digits: &mut String) {
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((digits, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    *digits = format!("{mantissa}e{}", exponent - 2);
}

#[cfg(test)]
mod tests;
