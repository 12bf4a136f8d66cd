//! Numbers, money, shares and counts as each language writes them.

use super::Language;

/// A number with this many decimals, as the language writes it: `−1,5` and `10 000` in French, `−1.5` and `10,000` in English.
#[must_use]
pub fn decimal(value: f64, decimals: u32, language: Language) -> String {
    let (point, group) = match language {
        Language::French => (',', '\u{202f}'),
        Language::English => ('.', ','),
    };
    let digits = format!("{:.*}", decimals as usize, value.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut written = String::new();
    // What rounds to zero has no sign.
    if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        written.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(point);
        written.push_str(fraction);
    }
    written
}

/// A difference with this many decimals: what is more has a plus.
#[must_use]
pub fn signed(value: f64, decimals: u32, language: Language) -> String {
    let number = decimal(value, decimals, language);
    let is_more = value > 0.0 && number.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    if is_more { format!("+{number}") } else { number }
}

/// A whole number.
#[must_use]
pub fn count(value: usize, language: Language) -> String {
    // What is counted here stays far below 2^53.
    decimal(value as f64, 0, language)
}

/// A number with as many decimals as it needs, two at most.
#[must_use]
pub fn short(value: f64, language: Language) -> String {
    let decimals = match value {
        whole if whole.fract() == 0.0 => 0,
        tenths if (tenths * 10.0).fract() == 0.0 => 1,
        _ => 2,
    };
    decimal(value, decimals, language)
}

/// A number with every decimal it has, six at most.
#[must_use]
pub fn exact(value: f64, language: Language) -> String {
    let shortest = value.to_string();
    let decimals = shortest.split_once('.').map_or(0, |(_, fraction)| fraction.len().min(6));
    // Six at most.
    decimal(value, decimals as u32, language)
}

/// An amount of money in the file's own currency, which the file does not name; to the cent.
#[must_use]
pub fn money(value: f64, language: Language) -> String {
    decimal(value, 2, language)
}

/// An amount of money in a sentence: to the cent below 1,000, to the unit from there.
#[must_use]
pub fn rough_money(value: f64, language: Language) -> String {
    decimal(value, if value.abs() < 1000.0 { 2 } else { 0 }, language)
}

/// A share (1 is all) in per cent with this many decimals; what is not quite nothing or all never reads as nothing or all.
#[must_use]
pub fn percent(share: f64, decimals: u32, language: Language) -> String {
    let step = f64::from(10_u32.pow(decimals)).recip();
    let percent = match share * 100.0 {
        percent if share > 0.0 && share < 1.0 => percent.clamp(step, 100.0 - step),
        percent => percent,
    };
    let number = decimal(percent, decimals, language);
    match language {
        Language::French => format!("{number}\u{202f}%"),
        Language::English => format!("{number}%"),
    }
}

/// Whether `number` takes the singular: 0 and 1 in French, 1 alone in English.
#[must_use]
pub const fn is_singular(number: usize, language: Language) -> bool {
    match language {
        Language::French => number < 2,
        Language::English => number == 1,
    }
}

/// So many of something, which does not break from its number.
fn counted(number: usize, [one, many]: [&str; 2], language: Language) -> String {
    format!("{}\u{a0}{}", count(number, language), if is_singular(number, language) { one } else { many })
}

/// So many customers.
#[must_use]
pub fn customers(number: usize, language: Language) -> String {
    match language {
        Language::French => counted(number, ["client", "clients"], language),
        Language::English => counted(number, ["customer", "customers"], language),
    }
}

/// So many accounts.
#[must_use]
pub fn accounts(number: usize, language: Language) -> String {
    match language {
        Language::French => counted(number, ["compte", "comptes"], language),
        Language::English => counted(number, ["account", "accounts"], language),
    }
}

/// So many lines of sales.
#[must_use]
pub fn lines(number: usize, language: Language) -> String {
    match language {
        Language::French => counted(number, ["ligne", "lignes"], language),
        Language::English => counted(number, ["line", "lines"], language),
    }
}

/// So many orders.
#[must_use]
pub fn orders(number: usize, language: Language) -> String {
    match language {
        Language::French => counted(number, ["commande", "commandes"], language),
        Language::English => counted(number, ["order", "orders"], language),
    }
}

/// So many segments.
#[must_use]
pub fn segments(number: usize, language: Language) -> String {
    counted(number, ["segment", "segments"], language)
}

/// So many columns.
#[must_use]
pub fn columns(number: usize, language: Language) -> String {
    match language {
        Language::French => counted(number, ["colonne", "colonnes"], language),
        Language::English => counted(number, ["column", "columns"], language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, French};

    #[test]
    fn numbers_as_each_language_writes_them() {
        for (value, decimals, french, english) in [
            (-1.5, 1, "−1,5", "−1.5"),
            (0.0, 1, "0,0", "0.0"),
            (-0.04, 1, "0,0", "0.0"),
            (10_000.0, 0, "10\u{202f}000", "10,000"),
            (999.0, 0, "999", "999"),
            (1_234_567.891, 2, "1\u{202f}234\u{202f}567,89", "1,234,567.89"),
        ] {
            assert_eq!(decimal(value, decimals, French), french);
            assert_eq!(decimal(value, decimals, English), english);
        }
    }

    #[test]
    fn decimals_only_where_they_say_something() {
        for (value, short_form, rough) in [
            (12.0, "12", "12.00"),
            (12.5, "12.5", "12.50"),
            (119.904, "119.90", "119.90"),
            (7802.01, "7,802.01", "7,802"),
        ] {
            assert_eq!(short(value, English), short_form);
            assert_eq!(rough_money(value, English), rough);
        }
        for (value, all) in [(95.0, "95"), (0.25, "0.25"), (12_500.5, "12,500.5"), (1e-9, "0.000000"), (-3.0, "−3")] {
            assert_eq!(exact(value, English), all);
        }
        assert_eq!(
            [1234.5, 0.0, 0.001, -2.0].map(|value| signed(value, 2, English)),
            ["+1,234.50", "0.00", "0.00", "−2.00"]
        );
        assert_eq!(money(1460.97, French), "1\u{202f}460,97");
    }

    #[test]
    fn shares_never_round_to_all_or_nothing() {
        for (share, french, english) in [
            (1.0, "100,0\u{202f}%", "100.0%"),
            (0.999_99, "99,9\u{202f}%", "99.9%"),
            (0.257, "25,7\u{202f}%", "25.7%"),
            (0.000_1, "0,1\u{202f}%", "0.1%"),
            (0.0, "0,0\u{202f}%", "0.0%"),
        ] {
            assert_eq!(percent(share, 1, French), french);
            assert_eq!(percent(share, 1, English), english);
        }
        assert_eq!(percent(0.004, 0, English), "1%");
    }

    #[test]
    fn plurals_follow_the_language() {
        for (number, french, english) in [
            (0, "0\u{a0}client", "0\u{a0}customers"),
            (1, "1\u{a0}client", "1\u{a0}customer"),
            (2, "2\u{a0}clients", "2\u{a0}customers"),
            (7747, "7\u{202f}747\u{a0}clients", "7,747\u{a0}customers"),
        ] {
            assert_eq!(customers(number, French), french);
            assert_eq!(customers(number, English), english);
        }
    }
}
