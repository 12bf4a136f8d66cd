//! Grouped reports, which write an account in the first line of its group alone.

use super::fields::Fields;
use super::totals::SetAside;
use crate::table::Texts;
use hashbrown::HashSet;

/// Whether the table is a grouped report: its lines without an account belong to the account of the line above.
///
/// A line that lost its account looks the same, so that all of this must hold: the first line has an account; no account begins two groups,
/// as in any table that is not grouped some would; and either each group but the first begins below a subtotal, or there are as many lines
/// without an account as with one. A lone total below all lines says nothing.
pub(super) fn are_grouped(fields: &Fields<'_>, rows: usize, texts: &Texts, set_aside: &SetAside) -> bool {
    let mut heads = HashSet::new();
    let mut followers = 0;
    // Groups but the first, and those of them right below a total.
    let (mut later, mut later_below_total) = (0, 0);
    let mut is_below_total = false;
    for row in 0..rows {
        if set_aside.contains(row) {
            is_below_total |= set_aside.is_total(row);
        } else if fields.has_account(row, texts) {
            let is_later = usize::from(!heads.is_empty());
            if !heads.insert(fields.account_at(row, texts)) {
                return false;
            }
            later += is_later;
            later_below_total += is_later * usize::from(is_below_total);
            is_below_total = false;
        } else if fields.numbers_at(row).is_some() {
            if heads.is_empty() {
                return false;
            }
            followers += 1;
            is_below_total = false;
        }
    }
    let has_subtotals = later > 0 && later == later_below_total;
    followers > 0 && (has_subtotals || followers >= heads.len())
}
