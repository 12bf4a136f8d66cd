//! Excel's serial days and ISO 8601 dates, each made from the other.

/// Days from 1899-12-30, day 0 of the 1900 system after its invented 29 February 1900, to 1970-01-01.
const EPOCH: i64 = 25_569;

/// The serial day of the 1900 system for `2020-02-01`, `2020-02-01T12:30:15.5` or the same with a blank for `T` and a final `Z`.
#[must_use]
pub fn from_iso(text: &str) -> Option<f64> {
    let text = text.trim();
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time.strip_suffix('Z').unwrap_or(time))),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    let days = days_from_civil(year, month, day);
    if parts.next().is_some() || !(1..=12).contains(&month) || civil_from_days(days) != (year, month, day) {
        return None;
    }
    let fraction = match time {
        Some(time) => day_fraction(time)?,
        None => 0.0,
    };
    Some((days + EPOCH) as f64 + fraction)
}

/// The days of an ISO 8601 length of time such as `PT36H30M15.5S` or `P1DT12H`, without years and months.
#[must_use]
pub fn from_iso_duration(text: &str) -> Option<f64> {
    let (negative, rest) = text.trim().strip_prefix('-').map_or((false, text.trim()), |rest| (true, rest));
    let (days, times) = rest.strip_prefix('P')?.split_once('T').unwrap_or((&rest[1..], ""));
    let mut seconds = 0.0;
    let mut found = false;
    for (part, units) in [(days, &[('D', 86_400.0)][..]), (times, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)][..])] {
        let mut part = part;
        for &(unit, length) in units {
            if let Some((number, after)) = part.split_once(unit) {
                let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
                seconds += number.parse::<f64>().ok().filter(|_| is_number)? * length;
                (part, found) = (after, true);
            }
        }
        if !part.is_empty() {
            return None;
        }
    }
    let days = seconds / 86_400.0;
    found.then_some(if negative { -days } else { days })
}

/// `2020-02-01`, with `THH:MM:SS` to the nearest second where the serial has a fraction; the bare number outside the years 1 to 9999.
#[must_use]
pub fn to_iso(serial: f64) -> String {
    let seconds = (serial * 86_400.0).round();
    let (day, second) = ((seconds / 86_400.0).floor(), seconds.rem_euclid(86_400.0) as u32);
    if !(-693_593.0..2_958_466.0).contains(&day) {
        return serial.to_string();
    }
    let (year, month, day) = civil_from_days(day as i64 - EPOCH);
    if second == 0 {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

/// The calendar year of a day, by the Gregorian calendar.
#[must_use]
pub fn year(day: i32) -> i32 {
    let (year, ..) = civil_from_days(i64::from(day) - EPOCH);
    // An i32 of days is less than six million years.
    year as i32
}

/// The first day of a calendar year.
#[must_use]
pub fn new_year(year: u16) -> i32 {
    // Within 24 million days of the epoch.
    (days_from_civil(i64::from(year), 1, 1) + EPOCH) as i32
}

fn day_fraction(time: &str) -> Option<f64> {
    let mut parts = time.split(':');
    let hours = digits(parts.next()?, 2)?;
    let minutes = digits(parts.next()?, 2)?;
    let seconds: f64 = match parts.next() {
        Some(text) if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') => text.parse().ok()?,
        Some(_) => return None,
        None => 0.0,
    };
    let valid = hours < 24 && minutes < 60 && seconds < 60.0 && parts.next().is_none();
    valid.then(|| ((hours * 60 + minutes) as f64 * 60.0 + seconds) / 86_400.0)
}

fn digits(text: &str, count: usize) -> Option<i64> {
    let well_formed = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    well_formed.then(|| text.parse().ok()).flatten()
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, `chrono`-Compatible Low-Level Date Algorithms).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`], from the same paper.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_and_dates_agree_with_excel() {
        for (iso, serial) in [("2020-02-01", 43862.0), ("1900-03-01", 61.0), ("2000-02-29", 36585.0)] {
            assert_eq!(from_iso(iso), Some(serial), "{iso}");
            assert_eq!(to_iso(serial), iso);
        }
        assert_eq!(from_iso("2020-02-01T12:00:00Z"), Some(43862.5));
        assert_eq!(to_iso(43862.75), "2020-02-01T18:00:00");
        assert_eq!(to_iso(43_861.999_999_999), "2020-02-01");
    }

    #[test]
    fn lengths_of_time_are_days() {
        for (text, days) in [("PT36H00M00S", 1.5), ("PT0H0M43.2S", 0.0005), ("-P1DT12H", -1.5), ("P2D", 2.0)] {
            assert_eq!(from_iso_duration(text), Some(days), "{text}");
        }
        for text in ["", "P", "PT", "P1Y", "PT1", "PTH", "PT1H1H", "12:00", "PTnanS"] {
            assert_eq!(from_iso_duration(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for serial in -40_000..110_000 {
            let iso = to_iso(f64::from(serial));
            assert_eq!(from_iso(&iso), Some(f64::from(serial)));
            assert_eq!(year(serial).to_string(), iso[..4]);
            assert_eq!(new_year(year(serial) as u16) == serial, iso.ends_with("-01-01"));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "2020-02-30", "2020-13-01", "2020-00-10", "20-02-01", "2020-02-01T25:00", "2020-02-01x", "2020-+1-01"]
        {
            assert_eq!(from_iso(text), None, "{text}");
        }
        assert_eq!(to_iso(1e300), 1e300.to_string());
    }
}
