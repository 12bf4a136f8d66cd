//! Why no kit can be made, or a file is no result of a load.

use super::super::Language::{self, English, French};
use super::super::punctuation::{listed, quoted};
use super::Message;
use crate::kit::KitError;

/// That last year's model has not been applied to the sales that are shown.
#[must_use]
pub fn not_applied(language: Language) -> Message {
    match language {
        French => Message::new(
            "Le modèle n’est pas encore appliqué aux ventes affichées.",
            "Attendez la comparaison avec l’an dernier, puis refaites le kit.",
        ),
        English => Message::new(
            "The model has not been applied to the sales shown yet.",
            "Wait for the comparison with last year, then make the kit again.",
        ),
    }
}

/// Why no kit can be made, or a file is no result of a load.
#[must_use]
pub fn problem(error: &KitError, language: Language) -> Message {
    match error {
        KitError::NotAName { name } => {
            let name = quoted(name, language);
            match language {
                French => Message::new(
                    format!("{name} n’est pas un nom d’API."),
                    "Un nom d’API commence par une lettre et n’a que des lettres sans accent, des chiffres et des soulignés\u{a0}: Segment__c.",
                ),
                English => Message::new(
                    format!("{name} is no API name."),
                    "An API name begins with a letter and has only plain letters, digits and underscores: Segment__c.",
                ),
            }
        }
        KitError::Repeated { name } => {
            let name = quoted(name, language);
            match language {
                French => {
                    Message::new(format!("Le champ {name} est nommé deux fois."), "Donnez à chaque valeur son champ.")
                }
                English => {
                    Message::new(format!("The field {name} is named twice."), "Give each value a field of its own.")
                }
            }
        }
        KitError::NotAYear { year } => {
            let year = quoted(year, language);
            match language {
                French => Message::new(
                    format!("{year} n’est pas une année."),
                    "Écrivez-la en quatre chiffres, de 1700 à 3999\u{a0}: 2025.",
                ),
                English => {
                    Message::new(format!("{year} is no year."), "Write it with four digits, from 1700 to 3999: 2025.")
                }
            }
        }
        KitError::NotADay { day } => {
            let day = quoted(day, language);
            match language {
                French => Message::new(format!("{day} n’est pas une date."), "Écrivez-la ainsi\u{a0}: 2026-01-15."),
                English => Message::new(format!("{day} is no date."), "Write it like this: 2026-01-15."),
            }
        }
        KitError::NotAModelName { name } => {
            let name = quoted(name, language);
            match language {
                French => Message::new(
                    format!("{name} ne peut pas être le nom d’un modèle."),
                    "Prenez au plus 80 caractères sans accent ni guillemet, dont le premier est une lettre ou un chiffre.",
                ),
                English => Message::new(
                    format!("{name} cannot be the name of a model."),
                    "Take 80 plain characters at most, no quotation mark, the first a letter or a digit.",
                ),
            }
        }
        KitError::ResultWithoutRows { headers } => {
            let there = listed(headers, language);
            match language {
                French => Message::new(
                    "Ce résultat de Bulk API ne redit pas les lignes refusées\u{a0}: elles ne peuvent pas être reprises.",
                    format!(
                        "Donnez le fichier d’erreurs de Data Loader, ou celui des échecs qu’écrit «\u{a0}sf data bulk results\u{a0}». Colonnes \
                         du fichier\u{a0}: {there}."
                    ),
                ),
                English => Message::new(
                    "This result of Bulk API does not repeat the rows that failed: they cannot be tried again.",
                    format!(
                        "Give Data Loader’s error file, or the one of failed records that “sf data bulk results” writes. Columns of the \
                         file: {there}."
                    ),
                ),
            }
        }
        KitError::NotAResult { headers } => {
            let there = listed(headers, language);
            match language {
                French => Message::new(
                    "Ce fichier n’est pas le résultat d’un chargement.",
                    format!(
                        "Donnez les fichiers de succès et d’erreurs d’un même chargement (Data Loader ou Bulk API). Colonnes du fichier\u{a0}: {there}."
                    ),
                ),
                English => Message::new(
                    "This file is no result of a load.",
                    format!(
                        "Give the success and error files of one load (Data Loader or Bulk API). Columns of the file: {there}."
                    ),
                ),
            }
        }
    }
}
