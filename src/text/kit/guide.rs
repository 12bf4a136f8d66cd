//! The kit's one-page guide.

use super::super::Language::{self, English, French};
use super::super::numbers::count;
use crate::kit::{Counts, Target};

/// The kit's one-page guide.
#[must_use]
pub fn guide(target: &Target, counts: &Counts, language: Language) -> String {
    let (object, field) = (target.object(), target.segment());
    let (rollback, written) = (rollback(field, counts, language), contents(counts, language));
    match language {
        French => format!(
            "CHARGER LES SEGMENTS DANS SALESFORCE\n\n\
             Objet\u{a0}: {object}. Champ du segment\u{a0}: {field}. {written}\n\
             Essayez d’abord dans une sandbox. Il faut le droit de modifier {object} et ces champs.\n\n\
             1. Revenir en arrière\n{rollback}\n\n\
             2. Charger, au choix\n\
             - sf (tous systèmes)\u{a0}: sh load.sh ORG, ou sous Windows ./load.ps1 ORG. ORG est l’alias donné à «\u{a0}sf org login web\u{a0}».\n\
             \x20 Une partie dont des lignes échouent n’arrête pas les suivantes\u{202f}; le script dit comment en obtenir les échecs.\n\
             - Data Loader\u{a0}: Settings, cochez «\u{a0}Use Bulk API\u{a0}» (sans lui, #N/A ne vide pas un champ) et «\u{a0}Read all CSVs with UTF-8\u{a0}».\n\
             \x20 Update (jamais Upsert), objet {object}, fichier update-001.csv, mapping mapping.sdl. Puis les parties suivantes, s’il y en a.\n\
             - Data Loader en mode batch\u{a0}: process-conf.xml\u{202f}; l’accès à l’org se règle dans config.properties, hors de ce kit.\n\n\
             3. Vérifier\n\
             Déposez les fichiers de succès et d’erreurs sur la page, sous «\u{a0}Après un chargement\u{a0}», ou\u{a0}: segmenta results FICHIERS --out DOSSIER\n\
             Les échecs y sont comptés par cause, et retry.csv reprend les lignes à charger de nouveau.\n\n\
             refused.csv, s’il existe, liste les comptes qui ne sont dans aucun fichier à charger, et pourquoi\u{a0}: leur identifiant n’est pas de\n\
             Salesforce (not_a_salesforce_id), ou c’est celui d’un compte déjà présent (same_account_twice).\n\
             Ouvrir et réenregistrer ces fichiers dans un tableur peut les abîmer.\n"
        ),
        English => format!(
            "LOADING THE SEGMENTS INTO SALESFORCE\n\n\
             Object: {object}. Field of the segment: {field}. {written}\n\
             Try it in a sandbox first. It takes the right to edit {object} and these fields.\n\n\
             1. Going back\n{rollback}\n\n\
             2. Load, whichever suits\n\
             - sf (any system): sh load.sh ORG, or on Windows ./load.ps1 ORG. ORG is the alias given to “sf org login web”.\n\
             \x20 A part of which rows fail does not stop the next ones; the script says how to get what failed.\n\
             - Data Loader: Settings, tick “Use Bulk API” (without it #N/A clears nothing) and “Read all CSVs with UTF-8”.\n\
             \x20 Update (never Upsert), object {object}, file update-001.csv, mapping mapping.sdl. Then the next parts, if there are any.\n\
             - Data Loader’s batch mode: process-conf.xml; the access to the org is set in config.properties, outside this kit.\n\n\
             3. Check\n\
             Drop the success and error files on the page, under “After a load”, or: segmenta results FILES --out DIR\n\
             Failures are counted there by cause, and retry.csv holds the rows to be loaded again.\n\n\
             refused.csv, if it is there, lists the accounts that are in no file to be loaded, and why: their id is not Salesforce’s\n\
             (not_a_salesforce_id), or is that of an account which is there already (same_account_twice).\n\
             Opening these files in a spreadsheet and saving them may damage them.\n"
        ),
    }
}

fn contents(counts: &Counts, language: Language) -> String {
    let [updated, refreshed, cleared, refused] =
        [counts.updated, counts.refreshed, counts.cleared, counts.refused].map(|number| count(number, language));
    match language {
        French => format!(
            "Comptes dont le segment change ou est nouveau\u{a0}: {updated}\u{202f}; même segment, autres champs à jour\u{a0}: {refreshed}\u{202f}; \
             à vider\u{a0}: {cleared}\u{202f}; refusés\u{a0}: {refused}."
        ),
        English => format!(
            "Accounts with a new or another segment: {updated}; same segment, other fields brought up to date: {refreshed}; to clear: {cleared}; \
             refused: {refused}."
        ),
    }
}

fn rollback(field: &str, counts: &Counts, language: Language) -> String {
    const EXPORT: &str =
        "  sf data export bulk --query-file before.soql --output-file before.csv --result-format csv --wait 10 -o ORG";
    match (language, counts.rollback_parts) {
        (French, 0) => format!(
            "Ce kit ne contient pas de quoi revenir en arrière. Exportez d’abord ce qui est dans les champs\u{a0}:\n{EXPORT}\n\
             puis refaites le kit avec before.csv (sur la page, ou --before before.csv)\u{a0}: il n’écrira que ce qui change, videra {field} pour les comptes partis,\n\
             et contiendra rollback-001.csv. Avant un premier chargement, cet export est vide\u{a0}: donnez-le tout de même."
        ),
        (English, 0) => format!(
            "This kit holds nothing to go back with. Export what is in the fields first:\n{EXPORT}\n\
             then make the kit again with before.csv (on the page, or --before before.csv): it will write only what changes, clear {field} of accounts that left,\n\
             and hold rollback-001.csv. Before a first load that export is empty: give it all the same."
        ),
        (French, _) => "Pour revenir en arrière, chargez de même les fichiers rollback-*.csv (même mapping)\u{a0}:\n\
             \x20 sh load.sh ORG rollback\n\
             Ils rétablissent ce que le fichier d’avant dit de chaque champ chargé, et vident ces champs pour les nouveaux comptes."
            .into(),
        (English, _) => "To go back, load the files rollback-*.csv in the same way (same mapping):\n\
             \x20 sh load.sh ORG rollback\n\
             They restore what the file from before tells of each field that is loaded, and clear these fields of new accounts."
            .into(),
    }
}
