//! What a recipe asks for and a file does not hold.

use super::super::Language::{self, English, French};
use super::super::punctuation::{listed, quoted};
use super::super::recipe::feature;
use super::{Message, named, place};
use crate::customers::{Feature, RecipeError};

pub(super) fn recipe(error: &RecipeError, language: Language) -> Message {
    match error {
        RecipeError::TooFewFeatures { .. } => match language {
            French => Message::new("Une méthode demande au moins deux mesures.", "Ajoutez une mesure."),
            English => Message::new("A recipe needs at least two features.", "Add a feature."),
        },
        RecipeError::Repeated { feature: twice } => {
            let twice = quoted(feature(*twice, language), language);
            match language {
                French => {
                    Message::new(format!("La mesure {twice} est demandée deux fois."), "Ne la nommez qu’une fois.")
                }
                English => Message::new(format!("The feature {twice} is asked for twice."), "Name it once only."),
            }
        }
        RecipeError::NoColumn { feature, sheet, headers } => {
            no_column(*feature, headers, language).at(place(sheet, None, None, language))
        }
        RecipeError::NoDate { feature, sheet, column } => {
            no_date(*feature, language).at(place(sheet, None, Some(column), language))
        }
    }
}

fn no_column(of: Feature, headers: &[String], language: Language) -> Message {
    let or = match language {
        French => " ou ",
        English => " or ",
    };
    let columns: Vec<String> = of.needs().iter().map(|&role| named(role, language)).collect();
    let (columns, of, there) = (columns.join(or), quoted(feature(of, language), language), listed(headers, language));
    match language {
        French => Message::new(
            format!("La mesure {of} demande une colonne que la feuille n’a pas\u{a0}: {columns}."),
            format!(
                "Exportez les ventes avec cette colonne, dites laquelle joue ce rôle, ou retirez cette mesure. Colonnes de la feuille\u{a0}: {there}."
            ),
        ),
        English => Message::new(
            format!("The feature {of} needs a column that the sheet has not: {columns}."),
            format!(
                "Export the sales with this column, say which one plays this part, or leave the feature out. Columns of the sheet: {there}."
            ),
        ),
    }
}

fn no_date(of: Feature, language: Language) -> Message {
    let of = quoted(feature(of, language), language);
    match language {
        French => Message::new(
            format!("La mesure {of} demande des dates, et aucune ligne retenue n’en a dans cette colonne."),
            "Mettez-y des dates (2020-02-01 ou 01/02/2020), ou retirez cette mesure.",
        ),
        English => Message::new(
            format!("The feature {of} needs dates, and no line kept has one in this column."),
            "Put dates there (2020-02-01 or 01/02/2020), or leave the feature out.",
        ),
    }
}

pub(super) fn too_few_different(needed: usize, language: Language) -> Message {
    match language {
        French => Message::new(
            format!("Les comptes diffèrent trop peu dans les mesures choisies pour former {needed} segments."),
            "Choisissez d’autres mesures, ou demandez moins de segments.",
        ),
        English => Message::new(
            format!("The accounts differ too little in the features chosen to form {needed} segments."),
            "Choose other features, or ask for fewer segments.",
        ),
    }
}
