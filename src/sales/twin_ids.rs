//! One account under two ids: Salesforce gives 15 characters in reports and 18 in exports, and some files hold both.

use super::salesforce_id::{IdForm, form, long_form};
use crate::table::{TextId, Texts};

/// Puts the 18-character id in the place of the 15-character one wherever both are among `accounts`, and in `others` likewise. Says how
/// many ids were joined.
///
/// The checksum tells them apart from ids that differ in case alone, which stay different accounts.
pub(super) fn join<'a>(
    accounts: &'a mut [TextId],
    others: impl Iterator<Item = &'a mut TextId>,
    texts: &Texts,
) -> usize {
    let mut is_account = vec![false; texts.len()];
    let mut short = Vec::new();
    for &account in accounts.iter() {
        let is_known = std::mem::replace(&mut is_account[account.0 as usize], true);
        if !is_known && form(texts.get(account)) == IdForm::Short {
            short.push(account);
        }
    }
    let mut long_of: Vec<(TextId, TextId)> = short
        .into_iter()
        .filter_map(|short| {
            let long = texts.find(&long_form(texts.get(short))?)?;
            is_account[long.0 as usize].then_some((short, long))
        })
        .collect();
    if long_of.is_empty() {
        return 0;
    }
    long_of.sort_unstable();
    for account in accounts.iter_mut().chain(others) {
        if let Ok(at) = long_of.binary_search_by_key(account, |&(short, _)| short) {
            *account = long_of[at].1;
        }
    }
    long_of.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_one_account_and_case_twins_are_two() {
        let mut texts = Texts::default();
        let written = [
            "0011r00002M4hxDAAR",
            "0011r00002M4hxD",
            // Another account: its own 18 characters are not there.
            "0011r00002m4hxd",
            // A wrong checksum makes no id of 18 characters.
            "0011r00002M4hxEAAB",
            "0011r00002M4hxE",
            "Durand",
            "0011r00002M4hxD",
        ];
        let mut accounts: Vec<TextId> = written.iter().map(|id| texts.intern(id)).collect();
        // Its long form is in the file, but in another column.
        texts.intern(&long_form("0011r00002m4hxd").unwrap());
        let mut others = [accounts[2], accounts[1], Texts::EMPTY];
        assert_eq!(join(&mut accounts, others.iter_mut(), &texts), 1);
        assert_eq!(others, [accounts[2], accounts[0], Texts::EMPTY]);
        let joined: Vec<&str> = accounts.iter().map(|&id| texts.get(id)).collect();
        let mut expected = written;
        (expected[1], expected[6]) = (written[0], written[0]);
        assert_eq!(joined, expected);
        assert_eq!(join(&mut accounts, std::iter::empty(), &texts), 0);
    }
}
