//! Days in cells: dates as Excel keeps them and as people write them.

/// Stands for a missing day.
pub const NO_DAY: i32 = i32::MIN;

/// The day of a serial of the 1900 system, without its time; [`NO_DAY`] of what is no day.
pub(super) fn whole(serial: f64) -> i32 {
    let day = serial.floor();
    #[expect(clippy::cast_possible_truncation, reason = "within ±2^30")]
    if day.abs() < f64::from(1 << 30) { day as i32 } else { NO_DAY }
}
