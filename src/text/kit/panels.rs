//! The words of the page's two panels: the load kit, and what became of a load.

use super::super::Language::{self, English, French};
use super::super::errors::Message;
use super::super::numbers::{count, lines};
use super::super::punctuation::foreign;
use crate::kit::{Cause, Counts, Results};

sentences! {
    /// Opens the first panel.
    kit: "Charger les segments dans Salesforce", "Load the segments into Salesforce";
    /// What it makes.
    kit_hint: "Un .zip pour Data Loader et pour la commande sf\u{a0}: fichiers de mise à jour, mapping, scripts et guide d’une page. Aucun mot de passe n’y figure.",
        "A .zip for Data Loader and the sf command: update files, mapping, scripts and a one-page guide. It holds no password.";
    /// Legend: where the segments go.
    target: "Où vont les segments", "Where the segments go";
    /// Label: the object.
    object: "Objet (nom d’API)", "Object (API name)";
    /// Label: the field.
    segment_field: "Champ du segment (nom d’API)", "Field of the segment (API name)";
    /// Legend: which segments are loaded.
    which: "Quels segments", "Which segments";
    /// This year's own.
    own: "Ceux de cette année, affichés plus haut", "This year’s own, shown above";
    /// Last year's.
    of_model: "Ceux du modèle de l’an dernier, appliqué à ces ventes", "Those of last year’s model, applied to these sales";
    /// Legend: other fields.
    others: "À écrire aussi, si vous voulez", "To be written too, if you wish";
    /// Takes the day.
    day: "Le jour de la segmentation", "The day of the segmentation";
    /// Label: the day.
    day_value: "Jour", "Day";
    /// Takes the model's name.
    model: "Le nom du modèle", "The model’s name";
    /// Label: the name.
    model_value: "Nom", "Name";
    /// Takes the silhouette.
    silhouette: "La silhouette du compte", "The account’s silhouette";
    /// Takes what the figures of the segment say.
    profile: "Ce que disent les chiffres du segment (trois niveaux)", "What the segment’s figures say (three levels)";
    /// Takes the share of accounts that sell less.
    sales_rank: "La part des comptes qui ont moins de ventes (%)", "The share of accounts with lower sales (%)";
    /// Takes the share of accounts that order less.
    orders_rank: "La part des comptes qui commandent moins (%)", "The share of accounts that order less (%)";
    /// Takes the share of accounts with a lower average.
    average_rank: "La part des comptes au panier moyen plus bas (%)", "The share of accounts with a lower average order (%)";
    /// Takes the segment before.
    previous: "Le segment d’avant", "The segment before";
    /// When the segment before can be had.
    previous_hint: "Il faut le fichier de ce qui est dans les champs aujourd’hui.", "It takes the file of what stands in the fields now.";
    /// Label: a field's name.
    field: "Champ", "Field";
    /// Legend: what stands there.
    before: "Ce qui est dans les champs aujourd’hui, si vous l’avez", "What stands in the fields now, if you have it";
    /// What it does.
    before_hint: "L’export de ces champs (la requête before.soql d’un kit), ou le segments.csv de l’an dernier. Le kit n’écrit alors que ce qui change, vide le champ des comptes partis (#N/A), et contient de quoi revenir en arrière. Chaque segment y prend le numéro de celui d’avant qui lui ressemble.",
        "The export of these fields (a kit’s query before.soql), or last year’s segments.csv. The kit then writes only what changes, clears the field of accounts that left (#N/A), and holds what takes it all back. Each segment takes the number of its like before.";
    /// Chooses the file.
    choose_before: "Choisir ce fichier", "Choose that file";
    /// Leaves it out again.
    drop_before: "Sans ce fichier", "Without that file";
    /// No file is chosen.
    no_before: "Aucun fichier\u{a0}: le kit écrit tous les comptes, sans retour en arrière.",
        "No file: the kit writes every account, and holds nothing to go back with.";
    /// Makes the kit.
    make: "Télécharger le kit (.zip)", "Download the kit (.zip)";
    /// While it is made.
    making: "Le kit se fait…", "Making the kit…";
    /// Label: accounts whose segment is written.
    updated: "Segment nouveau ou autre", "New or another segment";
    /// Label: accounts of which another field is written.
    refreshed: "Même segment, autres champs", "Same segment, other fields";
    /// Label: accounts whose fields are cleared.
    cleared: "À vider", "To clear";
    /// Label: accounts that are not in the files.
    unchanged: "Inchangés", "Unchanged";
    /// Label: accounts left out.
    refused: "Refusés", "Refused";
    /// Label: parts of the update.
    parts: "Fichiers de mise à jour", "Update files";
    /// Label: parts of the rollback.
    rollback_parts: "Fichiers de retour en arrière", "Rollback files";

    /// Opens the second panel.
    results: "Après un chargement\u{a0}: que sont devenues les lignes\u{202f}?", "After a load: what became of the rows?";
    /// What it takes.
    results_hint: "Déposez ici les fichiers de succès et d’erreurs d’un même chargement, de Data Loader ou de la commande sf (Bulk API). Ils sont lus sur cet appareil.",
        "Drop here the success and error files of one load, of Data Loader or of the sf command (Bulk API). They are read on this device.";
    /// Chooses the files.
    choose_results: "Choisir ces fichiers", "Choose these files";
    /// While they are read.
    reading: "Lecture…", "Reading…";
    /// Label: rows loaded.
    loaded: "Chargées", "Loaded";
    /// Label: rows that failed.
    failed: "En échec", "Failed";
    /// Head: why.
    cause: "Cause", "Cause";
    /// Head: how many rows.
    rows: "Lignes", "Rows";
    /// Head: what to do.
    what_to_do: "Que faire", "What to do";
    /// Head: the first message.
    example: "Premier message", "First message";
    /// Nothing failed.
    none_failed: "Aucune ligne en échec.", "No row failed.";
    /// Saves what is to be loaded again.
    download_retry: "Télécharger les lignes à reprendre (retry.csv)", "Download the rows to load again (retry.csv)";
    /// How to use that file.
    retry_hint: "Corrigez d’abord ce qui doit l’être, puis chargez ce fichier comme les autres, avec le même mapping.",
        "Correct first what has to be corrected, then load this file like the others, with the same mapping.";
    /// The worker is gone.
    lost: "Le calcul s’est interrompu. Réessayez.", "The computation broke off. Try again.";
}

/// What to do about a cause.
#[must_use]
pub fn advice(cause: &Cause, language: Language) -> &'static str {
    match (cause.code.as_str(), language) {
        _ if cause.is_passing() => match language {
            French => {
                "Passager\u{a0}: chargez ces lignes de nouveau, par lots plus petits ou quand l’organisation est calme."
            }
            English => "Passing: load these rows again, in smaller batches or when the organisation is quiet.",
        },
        ("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" | "BAD_VALUE_FOR_RESTRICTED_PICKLIST", French) => {
            "Ajoutez la valeur à la liste du champ, puis chargez ces lignes de nouveau."
        }
        ("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" | "BAD_VALUE_FOR_RESTRICTED_PICKLIST", English) => {
            "Add the value to the field’s picklist, then load these rows again."
        }
        ("ENTITY_IS_DELETED" | "INVALID_CROSS_REFERENCE_KEY", French) => {
            "Ces comptes n’existent plus ou vous sont cachés\u{a0}: retirez-les du fichier."
        }
        ("ENTITY_IS_DELETED" | "INVALID_CROSS_REFERENCE_KEY", English) => {
            "These accounts are gone, or hidden from you: take them out of the file."
        }
        ("MALFORMED_ID" | "INVALID_ID_FIELD", French) => {
            "L’identifiant n’est pas celui d’un compte\u{a0}: reprenez-le dans Salesforce. Un tableur a pu l’abîmer."
        }
        ("MALFORMED_ID" | "INVALID_ID_FIELD", English) => {
            "The id is not an account’s: take it from Salesforce again. A spreadsheet may have damaged it."
        }
        (
            "INVALID_FIELD_FOR_INSERT_UPDATE"
            | "INSUFFICIENT_ACCESS_OR_READONLY"
            | "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
            French,
        ) => "Demandez le droit de modifier ces comptes et ce champ, puis chargez ces lignes de nouveau.",
        (
            "INVALID_FIELD_FOR_INSERT_UPDATE"
            | "INSUFFICIENT_ACCESS_OR_READONLY"
            | "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
            English,
        ) => "Ask for the right to edit these accounts and this field, then load these rows again.",
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION" | "REQUIRED_FIELD_MISSING" | "DUPLICATES_DETECTED", French) => {
            "Une règle de votre organisation refuse le compte tel qu’il est\u{a0}: corrigez-le, ou levez la règle le temps du chargement."
        }
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION" | "REQUIRED_FIELD_MISSING" | "DUPLICATES_DETECTED", English) => {
            "A rule of your organisation refuses the account as it stands: correct it, or lift the rule while you load."
        }
        (_, French) => "Corrigez ce que dit le message, puis chargez ces lignes de nouveau.",
        (_, English) => "Correct what the message says, then load these rows again.",
    }
}

/// The code of a cause and its first message, as a person may safely read them.
#[must_use]
pub fn of_loader(words: &str) -> String {
    foreign(words)
}

/// How many rows failed in all.
#[must_use]
pub fn failed_rows(results: &Results) -> usize {
    results.others + results.causes.iter().map(|cause| cause.rows).sum::<usize>()
}

/// What a table of causes leaves out, and rows that cannot be tried again.
#[must_use]
pub fn beside_causes(results: &Results, language: Language) -> Vec<String> {
    let mut said = Vec::new();
    if results.others > 0 {
        let others = lines(results.others, language);
        said.push(match language {
            French => format!("Autres causes\u{a0}: {others}."),
            English => format!("Other causes: {others}."),
        });
    }
    if results.without_id > 0 {
        let without = lines(results.without_id, language);
        said.push(match language {
            French => format!("Échecs sans identifiant, qui ne peuvent pas être repris\u{a0}: {without}."),
            English => format!("Failures without an id, which cannot be tried again: {without}."),
        });
    }
    said
}

/// The figures of a kit with their labels.
#[must_use]
pub fn figures(counts: &Counts, language: Language) -> Vec<(&'static str, String)> {
    [
        (updated(language), counts.updated),
        (refreshed(language), counts.refreshed),
        (cleared(language), counts.cleared),
        (unchanged(language), counts.unchanged),
        (refused(language), counts.refused),
        (parts(language), counts.parts),
        (rollback_parts(language), counts.rollback_parts),
    ]
    .map(|(label, number)| (label, count(number, language)))
    .to_vec()
}

/// Why a file beside the main one cannot be used, in one line: which file, where in it, what, what to do.
#[must_use]
pub fn in_file(file: &str, message: &Message, language: Language) -> String {
    let place = [Some(foreign(file)), message.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let colon = if language == French { "\u{a0}:" } else { ":" };
    format!("{place}{colon} {} {}", message.what, message.remedy)
}

#[cfg(test)]
mod tests {
    use super::super::super::sentences::check;
    use super::*;

    #[test]
    fn sentences_are_set_as_their_language_asks() {
        check(ALL);
    }

    #[test]
    fn every_cause_has_something_to_do() {
        for code in
            ["UNABLE_TO_LOCK_ROW", "MALFORMED_ID", "ENTITY_IS_DELETED", "REQUIRED_FIELD_MISSING", "Something else"]
        {
            let cause = Cause { code: code.into(), rows: 1, message: code.into() };
            assert!(advice(&cause, French).ends_with('.') && advice(&cause, English).ends_with('.'));
            assert_ne!(advice(&cause, French), advice(&cause, English));
        }
    }
}
