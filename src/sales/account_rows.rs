//! Lines of a table whose rows are accounts: orders and averages as the file gives them, each account once.

use super::Lines;
use super::formats::Numbers;
use hashbrown::HashSet;

/// A number of orders, NaN where it is no whole number above zero that a count can be.
pub(super) fn orders(number: f64) -> f64 {
    if number.fract() == 0.0 && number > 0.0 && number <= f64::from(u32::MAX) { number } else { f64::NAN }
}

/// Turns the quantities of kept lines into numbers of orders, and takes each account's average where the file gives it. If an account
/// stands on two lines, the second of these is returned.
pub(super) fn complete(lines: &mut Lines, given: Option<&Numbers<'_>>) -> Option<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`orders` lets through what fits")]
    let counts = std::mem::take(&mut lines.quantity_beside_total).into_iter().map(|orders| orders as u32).collect();
    lines.order_count = counts;
    if let Some(given) = given {
        lines.average = lines.row.iter().map(|&row| given.get(row as usize).or_nan()).collect();
    }
    let mut seen = HashSet::with_capacity(lines.account.len());
    lines.account.iter().position(|&account| !seen.insert(account))
}
