//! Grouped reports, which write an account in the first line of its group alone.

use super::fields::Fields;
use crate::table::Texts;
use hashbrown::HashSet;

/// Whether the table is a grouped report: its lines without an account belong to the account of the line above.
///
/// A line that lost its account looks the same, so that all of this must hold: the first line has an account; no account begins two groups,
/// as in any table that is not grouped some would; and there are subtotals, or as many lines without an account as with one. Rows for which
/// `is_set_aside` holds are no lines.
pub(super) fn are_grouped(
    fields: &Fields<'_>,
    rows: usize,
    texts: &Texts,
    has_totals: bool,
    is_set_aside: impl Fn(usize) -> bool,
) -> bool {
    let mut heads: HashSet<String> = HashSet::new();
    let mut followers = 0;
    for row in (0..rows).filter(|&row| !is_set_aside(row)) {
        let account = fields.account_at(row, texts);
        if !account.trim().is_empty() {
            if !heads.insert(account.into_owned()) {
                return false;
            }
        } else if fields.numbers_at(row).is_some() {
            if heads.is_empty() {
                return false;
            }
            followers += 1;
        }
    }
    followers > 0 && (has_totals || followers >= heads.len())
}
