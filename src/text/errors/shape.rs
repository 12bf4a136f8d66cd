//! What keeps the rows of a table from being accounts.

use super::super::Language::{self, English, French};
use super::super::punctuation::quoted;
use super::Message;

pub(super) fn repeated_account(account: &str, language: Language) -> Message {
    let account = quoted(account, language);
    match language {
        French => Message::new(
            format!(
                "Le compte {account} occupe plusieurs lignes\u{a0}: ce tableau n’a pas une seule ligne par compte."
            ),
            "Dites que chaque ligne est une vente, ou choisissez la colonne qui identifie chaque compte.",
        ),
        English => Message::new(
            format!("The account {account} stands on several rows: this is no table of one row an account."),
            "Say that each row is a sale, or choose the column that identifies each account.",
        ),
    }
}

/// The headers are those of a table of accounts, its rows are not; without `account` one has none.
pub(super) fn rows_unclear(column: &str, account: &str, language: Language) -> Message {
    let column = quoted(column, language);
    let named = quoted(account, language);
    match language {
        French => {
            let row = if account.is_empty() {
                "une ligne n’a pas de compte".to_owned()
            } else {
                format!("le compte {named} occupe plusieurs lignes")
            };
            Message::new(
                format!("La colonne {column} compte les commandes de chaque compte, mais {row}."),
                "Dites ce qu’est une ligne\u{a0}: une vente (--table lines) ou un compte (--table accounts).",
            )
        }
        English => {
            let row = if account.is_empty() {
                "one row has no account".to_owned()
            } else {
                format!("the account {named} stands on several rows")
            };
            Message::new(
                format!("The column {column} counts the orders of each account, but {row}."),
                "Say what a row is: a sale (--table lines) or an account (--table accounts).",
            )
        }
    }
}
