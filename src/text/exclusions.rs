//! Why a line of the file is no sale.

use super::Language;
use crate::sales::Exclusion;

/// Why a line was left out, as an item of a list.
#[must_use]
pub const fn reason(reason: Exclusion, language: Language) -> &'static str {
    let (french, english) = match reason {
        Exclusion::EmptyRow => ("ligne vide", "empty row"),
        Exclusion::TotalRow => ("sous-total ou total", "subtotal or total"),
        Exclusion::NoteRow => ("note sous le tableau", "note below the table"),
        Exclusion::HiddenRow => ("ligne masquée dans le classeur", "row hidden in the workbook"),
        Exclusion::QuantityNotPositive => ("quantité nulle ou négative", "quantity zero or negative"),
        Exclusion::QuantityMissing => ("quantité absente ou illisible", "quantity missing or not a number"),
        Exclusion::AccountMissing => ("compte absent", "account missing"),
        Exclusion::PriceNotUnderstood => ("prix ou montant illisible", "price or amount not understood"),
        Exclusion::PriceMissing => ("prix ou montant absent", "price or amount missing"),
        Exclusion::PriceZero => ("prix ou montant nul", "price or amount of zero"),
        Exclusion::PriceNegative => ("prix ou montant négatif", "negative price or amount"),
        Exclusion::DateMissing => ("date de début absente ou illisible", "start date missing or not a date"),
        Exclusion::OutsidePeriod => ("date de début hors de la période", "start date outside the period"),
        Exclusion::OtherCurrency => ("autre devise", "another currency"),
        Exclusion::Copy => ("copie exacte d’une ligne précédente", "exact copy of an earlier row"),
        Exclusion::AccountWithoutOrder => ("compte sans aucune commande", "account without any order"),
        Exclusion::AccountNotPositive => ("compte au total nul ou négatif", "account with a total of zero or less"),
        Exclusion::OrderCountNotUsable => (
            "nombre de commandes absent, illisible, nul ou non entier",
            "number of orders missing, zero or no whole number",
        ),
    };
    match language {
        Language::French => french,
        Language::English => english,
    }
}
