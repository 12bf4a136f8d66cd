//! Days in cells: dates as Excel keeps them and as people write them.

use super::formats::Dates;

/// Stands for a missing day.
pub const NO_DAY: i32 = i32::MIN;

/// The day of each of `rows` in a column, as a whole serial day of the 1900 system (the time of day is dropped); [`NO_DAY`] where there is
/// none.
pub(super) fn days(dates: &Dates<'_>, rows: &[u32]) -> Vec<i32> {
    rows.iter().map(|&row| whole(dates.get(row as usize))).collect()
}

/// The day of a serial, which may hold a time.
fn whole(serial: f64) -> i32 {
    let day = serial.floor();
    #[expect(clippy::cast_possible_truncation, reason = "within ±2^30")]
    if day.abs() < f64::from(1 << 30) { day as i32 } else { NO_DAY }
}
