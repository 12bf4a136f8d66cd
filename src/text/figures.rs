//! The page's words around figures.

use super::Language;
use super::exclusions::reason;
use super::numbers::{accounts, count, decimal, is_singular, lines, percent, short};
use super::punctuation::quoted;
use crate::cluster::Precision;
use crate::sales::{Exclusion, Quality};

/// Lowest and highest quantity.
#[must_use]
pub fn quantity_range((low, high): (f64, f64), language: Language) -> String {
    let (low, high) = (short(low, language), short(high, language));
    match language {
        Language::French => format!("de {low} à {high}"),
        Language::English => format!("{low} to {high}"),
    }
}

/// A segment by its number.
#[must_use]
pub fn segment_number(number: usize, language: Language) -> String {
    match language {
        Language::French | Language::English => format!("Segment\u{a0}{number}"),
    }
}

/// How many accounts of all are listed.
#[must_use]
pub fn listed(shown: usize, all: usize, language: Language) -> String {
    let (some, total) = (count(shown, language), accounts(all, language));
    match language {
        _ if shown == all => total,
        Language::French => format!("{some} sur {total}"),
        Language::English => format!("{some} of {total}"),
    }
}

/// Lines left out, whatever the reason.
#[must_use]
pub fn left_out(quality: &Quality) -> usize {
    quality.excluded.iter().map(|(_, number)| number).sum()
}

/// What was read, in one sentence.
#[must_use]
pub fn check_summary(file: &str, quality: &Quality, language: Language) -> String {
    let place = sheet_of(quality, language);
    let (read, kept) = (lines(quality.rows, language), count(quality.kept, language));
    let left_out = left_out(quality);
    let excluded = count(left_out, language);
    match language {
        Language::French => {
            let (kept_word, excluded_word) = (
                if is_singular(quality.kept, language) { "retenue" } else { "retenues" },
                if is_singular(left_out, language) { "exclue" } else { "exclues" },
            );
            format!("{file}{place}\u{a0}: {read}, {kept} {kept_word}, {excluded} {excluded_word}.")
        }
        Language::English => format!("{file}{place}: {read}, {kept} kept, {excluded} excluded."),
    }
}

/// `, sheet “Sales”, headers in row 4`: no sheet for a text file, and no row where the headers come first.
pub(super) fn sheet_of(quality: &Quality, language: Language) -> String {
    let sheet = quoted(&quality.sheet, language);
    let sheet = match language {
        _ if quality.sheet.is_empty() => String::new(),
        Language::French => format!(", feuille {sheet}"),
        Language::English => format!(", sheet {sheet}"),
    };
    let row = count(quality.header_row as usize, language);
    match language {
        _ if quality.header_row <= 1 => sheet,
        Language::French => format!("{sheet}, en-têtes à la ligne {row}"),
        Language::English => format!("{sheet}, headers in row {row}"),
    }
}

/// So many lines left out for this reason.
#[must_use]
pub fn excluded(why: Exclusion, number: usize, language: Language) -> String {
    let (lines, reason) = (lines(number, language), reason(why, language));
    match language {
        Language::French => format!("{lines}\u{a0}: {reason}"),
        Language::English => format!("{lines}: {reason}"),
    }
}

/// Kept lines without a price; they count as orders and add nothing.
#[must_use]
pub fn price_missing(number: usize, language: Language) -> String {
    let lines = lines(number, language);
    match language {
        Language::French if number < 2 => {
            format!("{lines} sans prix\u{a0}: comptée comme commande, pour un montant nul.")
        }
        Language::French => format!("{lines} sans prix\u{a0}: comptées comme commandes, pour un montant nul."),
        Language::English if number == 1 => {
            format!("{lines} without a price: it counts as an order and adds no amount.")
        }
        Language::English => format!("{lines} without a price: they count as orders and add no amount."),
    }
}

/// A segment's share of the accounts.
#[must_use]
pub fn share_of_accounts(value: f64, language: Language) -> String {
    let share = percent(value, 1, language);
    match language {
        Language::French => format!("{share} des comptes"),
        Language::English => format!("{share} of accounts"),
    }
}

/// A segment's share of the sales.
#[must_use]
pub fn share_of_sales(value: f64, language: Language) -> String {
    let share = percent(value, 1, language);
    match language {
        Language::French => format!("{share} des ventes"),
        Language::English => format!("{share} of sales"),
    }
}

/// How far off silhouettes may be that are estimated; nothing of exact ones.
#[must_use]
pub fn precision(precision: Precision, language: Language) -> Option<String> {
    let Precision::Estimated { error, account_error, confidence } = precision else { return None };
    // Rounded up: what is said must hold.
    let [error, account_error] = [error, account_error].map(|error| decimal((error * 1e3).ceil() / 1e3, 3, language));
    let confidence = percent(confidence, 0, language);
    Some(match language {
        Language::French => format!(
            "Silhouettes estimées sur un échantillon\u{a0}: moyennes à ±{error} près, celle de chaque compte à ±{account_error} près, au niveau de confiance de {confidence}."
        ),
        Language::English => format!(
            "Silhouettes estimated from a sample: means within ±{error}, each account’s within ±{account_error}, with {confidence} confidence."
        ),
    })
}

/// A segment's mean silhouette.
#[must_use]
pub fn segment_silhouette(value: f64, language: Language) -> String {
    let value = decimal(value, 4, language);
    match language {
        Language::French => format!("Silhouette moyenne\u{a0}: {value}"),
        Language::English => format!("Mean silhouette: {value}"),
    }
}

/// What became of a file that was to be handed to the browser.
#[must_use]
pub fn saved(file: &str, is_saved: bool, language: Language) -> String {
    match (is_saved, language) {
        (true, Language::French) => {
            format!("{file}\u{a0}: remis au navigateur, qui l’enregistre parmi vos téléchargements.")
        }
        (true, Language::English) => format!("{file}: handed to the browser, which saves it among your downloads."),
        (false, Language::French) => {
            format!("{file} n’a pas pu être enregistré\u{a0}: le navigateur refuse les téléchargements ici.")
        }
        (false, Language::English) => format!("{file} could not be saved: the browser refuses downloads here."),
    }
}

/// A file will be handed to the browser once the comparison with chance is done.
#[must_use]
pub fn awaited(file: &str, language: Language) -> String {
    match language {
        Language::French => format!("{file}\u{a0}: prêt dès que la comparaison avec le hasard sera finie."),
        Language::English => format!("{file}: ready as soon as the comparison with chance is done."),
    }
}

/// That so many accounts are picked.
#[must_use]
pub fn picked(rows: usize, language: Language) -> String {
    let who = accounts(rows, language);
    match language {
        Language::French => format!("{who} sélectionné{}", if is_singular(rows, language) { "" } else { "s" }),
        Language::English => format!("{who} selected"),
    }
}

/// That so many listed accounts were copied.
#[must_use]
pub fn copied(rows: usize, language: Language) -> String {
    let who = accounts(rows, language);
    match language {
        Language::French => {
            let copied = if is_singular(rows, language) { "copié" } else { "copiés" };
            format!("{who} {copied}, à coller dans un tableur.")
        }
        Language::English => format!("{who} copied, to be pasted into a spreadsheet."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_in_one_sentence() {
        let quality = Quality {
            sheet: "Sales".into(),
            header_row: 1,
            rows: 287_879,
            quantity_range: Some((-1.0, 190.0)),
            kept: 287_821,
            excluded: vec![(Exclusion::QuantityNotPositive, 58)],
            ..Quality::default()
        };
        assert_eq!(
            check_summary("sales.xlsx", &quality, Language::French),
            "sales.xlsx, feuille «\u{a0}Sales\u{a0}»\u{a0}: 287\u{202f}879\u{a0}lignes, 287\u{202f}821 retenues, 58 exclues."
        );
        assert_eq!(
            check_summary("sales.xlsx", &quality, Language::English),
            "sales.xlsx, sheet “Sales”: 287,879\u{a0}lines, 287,821 kept, 58 excluded."
        );
        assert_eq!(quantity_range((-1.0, 190.0), Language::French), "de −1 à 190");
    }
}
