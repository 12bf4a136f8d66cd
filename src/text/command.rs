//! What the command `segmenta` says: help, wrong usage, and the summary of a run.

mod help;

pub use help::help;

use super::Language::{self, English, French};
use super::errors::{Message, kit, message};
use super::figures::precision;
use super::numbers::{accounts, decimal, segments as segments_of};
use super::punctuation::{foreign, quoted, visible};
use super::{checked, evidence, model, recipe, rules};
use crate::cluster::{Agreement, Sweep};
use crate::customers::Features;
use crate::export;
use crate::kit::KitError;
use crate::model::SameFile;
use crate::pipeline::{Analysis, Error};
use crate::sample::SampleError;
use crate::segments::{self, Edits, Rule};

/// Wrong usage: what is wrong with the words given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Usage {
    /// No such task.
    UnknownTask(String),
    /// An option that the task does not have, or a word too many.
    Unexpected(String),
    /// An option that the task needs.
    Missing(&'static str),
    /// A value that the option does not take.
    BadValue {
        /// The option.
        option: &'static str,
        /// The value.
        value: String,
    },
    /// The kit cannot be made for this target.
    Kit(KitError),
}

/// A sentence on wrong usage.
#[must_use]
pub fn usage(problem: &Usage, language: Language) -> String {
    match (problem, language) {
        (Usage::UnknownTask(task), French) => {
            format!("{}\u{a0}: tâche inconnue. Voir segmenta --help.", quoted(task, language))
        }
        (Usage::UnknownTask(task), English) => {
            format!("There is no task {}. See segmenta --help.", quoted(task, language))
        }
        (Usage::Unexpected(word), French) => {
            format!("{} n’a pas sa place ici. Voir segmenta --help.", quoted(word, language))
        }
        (Usage::Unexpected(word), English) => {
            format!("{} does not belong here. See segmenta --help.", quoted(word, language))
        }
        (Usage::Missing(option), French) => format!("Il manque {option}. Voir segmenta --help."),
        (Usage::Missing(option), English) => format!("{option} is missing. See segmenta --help."),
        (Usage::BadValue { option, value }, French) => {
            format!("{} ne convient pas à {option}. Voir segmenta --help.", quoted(value, language))
        }
        (Usage::BadValue { option, value }, English) => {
            format!("{} is not a value of {option}. See segmenta --help.", quoted(value, language))
        }
        (Usage::Kit(error), _) => {
            let Message { what, remedy, .. } = kit::problem(error, language);
            format!("{what} {remedy}")
        }
    }
}

/// Why no sample could be made.
#[must_use]
pub fn sample_error(error: SampleError, language: Language) -> String {
    match (error, language) {
        (SampleError::TooFewRows { needed }, French) => {
            format!("Trop peu de lignes pour autant de comptes\u{a0}: il en faut au moins {needed} (--rows).")
        }
        (SampleError::TooFewRows { needed }, English) => {
            format!("Too few rows for so many accounts: at least {needed} are needed (--rows).")
        }
        (SampleError::TooManyRows { most }, French) => {
            format!("Une feuille n’a que {most} lignes de données (--rows).")
        }
        (SampleError::TooManyRows { most }, English) => format!("A sheet has only {most} rows of data (--rows)."),
        (SampleError::NoAccount, French) => "Il faut au moins un compte (--accounts).".into(),
        (SampleError::NoAccount, English) => "At least one account is needed (--accounts).".into(),
        (SampleError::Unwritten, French) => "La mémoire n’a pas suffi\u{a0}: demandez moins de lignes (--rows).".into(),
        (SampleError::Unwritten, English) => "Memory ran out: ask for fewer rows (--rows).".into(),
    }
}

/// A file that could not be opened or written, with the system's own words.
#[must_use]
pub fn file_problem(path: &str, detail: &str, language: Language) -> String {
    let (path, detail) = (foreign(path), foreign(detail));
    match language {
        French => format!("{path}\u{a0}: {detail}. Vérifiez le chemin et les droits d’accès."),
        English => format!("{path}: {detail}. Check the path and your permissions."),
    }
}

/// Words as they go to the terminal: whatever file they quote, nothing in them steers it.
#[must_use]
pub fn for_terminal(words: &str) -> String {
    visible(words)
}

/// Why a file cannot be used: what, where, what to do, a line each.
#[must_use]
pub fn failure(error: &Error, language: Language) -> String {
    lines_of(message(error, language))
}

/// A message, a line each: what, where, what to do.
#[must_use]
pub fn lines_of(message: Message) -> String {
    let Message { what, place, remedy } = message;
    [Some(what), place, Some(remedy)].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// That words were given for a segment that there is none of.
#[must_use]
pub fn no_such_segment(number: usize, k: usize, language: Language) -> String {
    match language {
        French => format!(
            "Il n’y a pas de segment {number} à nommer ou à marquer\u{a0}: il y en a {k}. Voir --name, --advice et --mark."
        ),
        English => {
            format!("There is no segment {number} to name or to mark: there are {k}. See --name, --advice and --mark.")
        }
    }
}

/// A run in short: what was read, which segments were found, what became of ids that Data Loader may refuse, how the model does (`same`), where the files are.
#[must_use]
pub fn summary(analysis: &Analysis, edits: &Edits, same: SameFile, out: &str, language: Language) -> String {
    let Analysis { file, sales, customers, features, agreement, sweep, k, evidence: found, .. } = analysis;
    let mut said = checked::of(file, &sales.quality, language);
    said.push(comparison_line(customers.len(), sweep, *k, language));
    said.extend(recipe_lines(features, agreement.as_deref(), *k, language));
    said.extend(precision(sweep.precision, language));
    // The sweep always holds the k in use.
    let at = sweep.index_of(*k).unwrap_or_default();
    let (partition, silhouettes) = (&sweep.partitions[at], &sweep.silhouettes[at]);
    let mut on_border = 0;
    for segment in segments::describe(sales, customers, features, partition, silhouettes) {
        let name = super::segments::wording(&segment, edits, language).name;
        said.push(format!("  {}. {name}\n     {}", segment.number, super::segments::reading(&segment, language)));
        said.push(format!("     {}", rule_line(&segment.rule, language)));
        on_border += segment.border;
    }
    said.push(evidence::on_border(on_border, language));
    said.extend(found.as_ref().map(|found| evidence::verdict(found, sweep.best_k, language)));
    said.extend(found.as_ref().and_then(|found| recipe::others(&found.normalisations, *k, language)));
    said.push(model::same_file(same, customers.len(), language));
    said.extend(checked::ids(&export::data_loader(customers, partition), language));
    said.extend(super::kit::beyond_picklist(*k, language));
    said.push(match language {
        French => format!("Fichiers écrits dans {out}."),
        English => format!("Files written to {out}."),
    });
    said.join("\n")
}

/// Which recipe was used, and how far its segments agree with the study's; nothing where it is the study's.
fn recipe_lines(features: &Features, agreement: Option<&[Agreement]>, k: usize, language: Language) -> Vec<String> {
    let Some(agreement) = agreement else { return Vec::new() };
    let here = agreement.iter().find(|here| here.k == k).map(|here| recipe::agreement(here.ari, k, language));
    let lines =
        [Some(recipe::recipe(features.recipe(), language)), here, recipe::undated(features.undated(), language)];
    lines.into_iter().flatten().collect()
}

/// The rule and its trust in one line.
fn rule_line(rule: &Rule, language: Language) -> String {
    [Some(rules::rule(rule, language)), rules::trust(rule, language)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn comparison_line(found: usize, sweep: &Sweep, k: usize, language: Language) -> String {
    let silhouette_of =
        |k: usize| sweep.scores.iter().find(|scores| scores.k == k).map_or(f64::NAN, |scores| scores.silhouette);
    let (found, segments) = (accounts(found, language), segments_of(k, language));
    let [silhouette, best] = [k, sweep.best_k].map(|k| decimal(silhouette_of(k), 4, language));
    let best_k = sweep.best_k;
    match language {
        French if k == best_k => {
            format!(
                "{found}, {segments}\u{202f}; silhouette moyenne\u{a0}: {silhouette}, la plus haute des nombres comparés."
            )
        }
        French => format!(
            "{found}, {segments}\u{202f}; silhouette moyenne\u{a0}: {silhouette} (la plus haute\u{a0}: {best}, à {best_k})."
        ),
        English if k == best_k => {
            format!("{found}, {segments}; mean silhouette {silhouette}, the highest of the numbers compared.")
        }
        English => format!("{found}, {segments}; mean silhouette {silhouette} (highest: {best}, with {best_k})."),
    }
}

#[cfg(test)]
mod tests;
