//! Why a line of the file is no sale.

use super::Language;
use crate::sales::Exclusion;

/// Why a line was left out, as an item of a list.
#[must_use]
pub const fn reason(reason: Exclusion, language: Language) -> &'static str {
    let (french, english) = match reason {
        Exclusion::EmptyRow => ("ligne vide", "empty row"),
        Exclusion::QuantityNotPositive => ("quantité nulle ou négative", "quantity zero or negative"),
        Exclusion::QuantityMissing => ("quantité absente ou illisible", "quantity missing or not a number"),
        Exclusion::AccountMissing => ("compte absent", "account missing"),
        Exclusion::PriceNotUnderstood => ("prix ou montant illisible", "price or amount not understood"),
    };
    match language {
        Language::French => french,
        Language::English => english,
    }
}
