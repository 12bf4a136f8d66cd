//! The kit in words: what was written, what to look out for, what became of a load.

mod guide;
pub mod panels;

pub use guide::guide;

use super::Language::{self, English, French};
use super::compare::{matching, other_numbers};
use super::drift::Place;
use super::numbers::{accounts, count, lines};
use super::punctuation::{foreign, quoted};
use crate::export::{PICKLIST, api_name};
use crate::kit::{Kit, Results, Target};

/// Every file of a kit, the guide among them.
#[must_use]
pub fn files(kit: Kit, target: &Target, language: Language) -> Vec<(String, String)> {
    let guide = ("guide.txt".to_owned(), guide(target, &kit.counts, language));
    kit.files.into_iter().chain([guide]).collect()
}

/// What a kit holds: which segment is which of those before, how many accounts of each kind, what to look out for.
#[must_use]
pub fn written(kit: &Kit, folder: &str, language: Language) -> String {
    let counts = &kit.counts;
    let updated = accounts(counts.updated, language);
    let [refreshed, cleared, unchanged, refused] =
        [counts.refreshed, counts.cleared, counts.unchanged, counts.refused].map(|number| count(number, language));
    let counted = match language {
        French => format!(
            "Kit de chargement écrit dans {folder}\u{a0}: {updated} dont le segment change ou est nouveau\u{202f}; même segment, autres champs \
             à jour\u{a0}: {refreshed}\u{202f}; à vider\u{a0}: {cleared}\u{202f}; inchangés\u{a0}: {unchanged}\u{202f}; refusés\u{a0}: {refused}."
        ),
        English => format!(
            "Load kit written to {folder}: {updated} with a new or another segment; same segment, other fields brought up to date: \
             {refreshed}; to clear: {cleared}; unchanged: {unchanged}; refused: {refused}."
        ),
    };
    let mut said: Vec<String> = kit.comparison.iter().flat_map(|one| matching(one, language)).collect();
    said.push(counted);
    said.extend(look_out(kit, Place::Command, language));
    said.join("\n")
}

/// What the page says beside a kit's figures: which segment is which of those before, what to look out for.
#[must_use]
pub fn notes(kit: &Kit, language: Language) -> Vec<String> {
    let matching = kit.comparison.iter().flat_map(|one| matching(one, language));
    matching.chain(look_out(kit, Place::Page, language)).collect()
}

fn look_out(kit: &Kit, place: Place, language: Language) -> impl Iterator<Item = String> {
    let numbers = kit.comparison.as_ref().and_then(|one| other_numbers(one, place, language));
    let not_restored = not_restored(kit.counts.not_restored, language);
    [numbers, not_restored, beyond_picklist(kit.counts.highest.into(), language)].into_iter().flatten()
}

/// Fields whose values before are not known; nothing where all are.
fn not_restored(rows: usize, language: Language) -> Option<String> {
    let number = accounts(rows, language);
    (rows > 0).then(|| match language {
        French => format!(
            "Le fichier d’avant ne dit pas toutes les valeurs des champs écrits pour {number}\u{a0}: le retour en arrière laisse ces champs tels \
             quels. Exportez-les avec la requête before.soql du kit, et refaites le kit."
        ),
        English => format!(
            "The file from before does not tell every value of the fields that are written, for {number}: the rollback leaves these fields as \
             they are. Export them with the kit’s query before.soql, and make the kit again."
        ),
    })
}

/// Segments up to this number where the picklist of the Salesforce project ends before it; nothing where it does not.
#[must_use]
pub fn beyond_picklist(highest: usize, language: Language) -> Option<String> {
    let (last, highest) = (api_name(PICKLIST), u16::try_from(highest).unwrap_or(u16::MAX));
    (highest > u16::from(PICKLIST)).then(|| match language {
        French => format!(
            "La liste de valeurs du projet Salesforce s’arrête à {last} et n’en accepte pas d’autres\u{a0}: avant de charger, ajoutez-y les \
             valeurs jusqu’à {}.",
            api_name(highest)
        ),
        English => format!(
            "The picklist of the Salesforce project ends at {last} and takes no other value: before loading, add the values up to {} to it.",
            api_name(highest)
        ),
    })
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
        let (code, rows) = (foreign(&cause.code), lines(cause.rows, language));
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
    said.extend(panels::beside_causes(results, language));
    if !results.retry.is_empty() {
        said.push(match language {
            French => format!("Lignes à charger de nouveau écrites dans {out}."),
            English => format!("Rows to load again written to {out}."),
        });
    }
    said.join("\n")
}
