//! The kit in words: its guide, what was written, what became of a load.

use super::Language::{self, English, French};
use super::errors::Message;
use super::numbers::{accounts, count, lines};
use super::punctuation::{listed, quoted};
use crate::kit::{Counts, KitError, Results, Target};

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

/// What a kit holds, in a sentence.
#[must_use]
pub fn written(counts: &Counts, folder: &str, language: Language) -> String {
    let updated = accounts(counts.updated, language);
    let [cleared, unchanged, refused] = [counts.cleared, counts.unchanged, counts.refused].map(|n| count(n, language));
    match language {
        French => format!(
            "Kit de chargement écrit dans {folder}\u{a0}: {updated} à mettre à jour, à vider\u{a0}: {cleared}, inchangés\u{a0}: {unchanged}, \
             refusés\u{a0}: {refused}."
        ),
        English => format!(
            "Load kit written to {folder}: {updated} to update, to clear: {cleared}, unchanged: {unchanged}, refused: {refused}."
        ),
    }
}

/// The kit's one-page guide.
#[must_use]
pub fn guide(target: &Target, counts: &Counts, language: Language) -> String {
    let (object, field) = (target.object(), target.segment());
    let [updated, cleared, refused] = [counts.updated, counts.cleared, counts.refused].map(|n| count(n, language));
    let rollback = match (language, counts.rollback_parts) {
        (French, 0) => format!(
            "Ce kit ne connaît pas les valeurs d’avant. Pour pouvoir revenir en arrière, exportez-les d’abord\u{a0}:\n\
             \x20 sf data export bulk --query-file before.soql --output-file before.csv --result-format csv --wait 10 -o ORG\n\
             puis refaites le kit avec --before before.csv\u{a0}: il n’écrira que ce qui change, videra {field} pour les comptes partis,\n\
             et contiendra rollback-001.csv."
        ),
        (English, 0) => format!(
            "This kit does not know the values before. To be able to go back, export them first:\n\
             \x20 sf data export bulk --query-file before.soql --output-file before.csv --result-format csv --wait 10 -o ORG\n\
             then make the kit again with --before before.csv: it will write only what changes, clear {field} of accounts that left,\n\
             and hold rollback-001.csv."
        ),
        (French, _) => "Pour revenir en arrière, chargez de même les fichiers rollback-*.csv (mapping\u{a0}: rollback.sdl)\u{a0}:\n\
             \x20 sh load.sh ORG rollback\n\
             Ils rétablissent le segment d’avant et vident celui des nouveaux comptes."
            .into(),
        (English, _) => "To go back, load the files rollback-*.csv in the same way (mapping: rollback.sdl):\n\
             \x20 sh load.sh ORG rollback\n\
             They restore the segment from before and clear that of new accounts."
            .into(),
    };
    match language {
        French => format!(
            "CHARGER LES SEGMENTS DANS SALESFORCE\n\n\
             Objet\u{a0}: {object}. Champ du segment\u{a0}: {field}. Comptes à mettre à jour\u{a0}: {updated}\u{a0}; à vider\u{a0}: {cleared}\u{a0}; \
             refusés\u{a0}: {refused}.\n\
             Essayez d’abord dans une sandbox. Il faut le droit de modifier {object} et ces champs.\n\n\
             1. Revenir en arrière\n{rollback}\n\n\
             2. Charger, au choix\n\
             - sf (tous systèmes)\u{a0}: sh load.sh ORG, ou sous Windows ./load.ps1 ORG. ORG est l’alias donné à «\u{a0}sf org login web\u{a0}».\n\
             - Data Loader\u{a0}: Settings, cochez «\u{a0}Use Bulk API\u{a0}» (sans lui, #N/A ne vide pas un champ) et «\u{a0}Read all CSVs with UTF-8\u{a0}».\n\
             \x20 Update (jamais Upsert), objet {object}, fichier update-001.csv, mapping mapping.sdl. Puis les parties suivantes, s’il y en a.\n\
             - Data Loader en mode batch\u{a0}: process-conf.xml\u{a0}; l’accès à l’org se règle dans config.properties, hors de ce kit.\n\n\
             3. Vérifier\n\
             Donnez les fichiers de succès et d’erreurs à\u{a0}: segmenta results FICHIERS --out DOSSIER\n\
             Les échecs y sont comptés par cause, et retry.csv reprend les lignes à charger de nouveau.\n\n\
             refused.csv, s’il existe, liste les comptes dont l’identifiant n’est pas de Salesforce\u{a0}: ils ne sont dans aucun fichier à charger.\n\
             Ouvrir et réenregistrer ces fichiers dans un tableur peut les abîmer.\n"
        ),
        English => format!(
            "LOADING THE SEGMENTS INTO SALESFORCE\n\n\
             Object: {object}. Field of the segment: {field}. Accounts to update: {updated}; to clear: {cleared}; refused: {refused}.\n\
             Try it in a sandbox first. It takes the right to edit {object} and these fields.\n\n\
             1. Going back\n{rollback}\n\n\
             2. Load, whichever suits\n\
             - sf (any system): sh load.sh ORG, or on Windows ./load.ps1 ORG. ORG is the alias given to “sf org login web”.\n\
             - Data Loader: Settings, tick “Use Bulk API” (without it #N/A clears nothing) and “Read all CSVs with UTF-8”.\n\
             \x20 Update (never Upsert), object {object}, file update-001.csv, mapping mapping.sdl. Then the next parts, if there are any.\n\
             - Data Loader’s batch mode: process-conf.xml; the access to the org is set in config.properties, outside this kit.\n\n\
             3. Check\n\
             Give the success and error files to: segmenta results FILES --out DIR\n\
             Failures are counted there by cause, and retry.csv holds the rows to be loaded again.\n\n\
             refused.csv, if it is there, lists the accounts whose ids are not Salesforce’s: they are in no file to be loaded.\n\
             Opening these files in a spreadsheet and saving them may damage them.\n"
        ),
    }
}

/// What became of a load: rows loaded, failures by cause, whether trying again may help.
#[must_use]
pub fn results(results: &Results, out: &str, language: Language) -> String {
    let loaded = lines(results.loaded, language);
    let mut said = vec![match language {
        French => format!("Chargées\u{a0}: {loaded}."),
        English => format!("Loaded: {loaded}."),
    }];
    for cause in &results.causes {
        let (code, rows) = (&cause.code, lines(cause.rows, language));
        let advice = match (cause.is_passing(), language) {
            (true, French) => "passager, à charger de nouveau",
            (true, English) => "passing, load again",
            (false, French) => "à corriger d’abord",
            (false, English) => "to be corrected first",
        };
        said.push(match language {
            French => format!("  {code}\u{a0}: {rows} ({advice}). Exemple\u{a0}: {}", quoted(&cause.message, language)),
            English => format!("  {code}: {rows} ({advice}). Example: {}", quoted(&cause.message, language)),
        });
    }
    if !results.retry.is_empty() {
        said.push(match language {
            French => format!("Lignes à charger de nouveau écrites dans {out}."),
            English => format!("Rows to load again written to {out}."),
        });
    }
    said.join("\n")
}
