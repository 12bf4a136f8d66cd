//! Two years side by side, in words; and a model applied to another file.

use super::Language::{self, English, French};
use super::drift;
use super::figures::precision;
use super::numbers::{accounts, count, decimal, percent};
use super::segments::name_of;
use crate::compare::{Comparison, Match};
use crate::model::{Model, ModelSegment};
use crate::pipeline::Scored;

/// A segment's name in any language, from what the model knows of it.
#[must_use]
pub fn segment_name(segment: &ModelSegment, language: Language) -> String {
    name_of(segment.traits, segment.nuance, segment.number, language)
}

/// What a model made of a file: segments then and now, drift, which way to prefer, where the files are.
#[must_use]
pub fn scored(scored: &Scored, out: &str, language: Language) -> String {
    let Scored { file, customers, model, .. } = scored;
    let (now, then) = (accounts(customers.len(), language), accounts(model.accounts, language));
    let mut said = vec![match language {
        French => format!("{file}\u{a0}: {now}, répartis par un modèle fait sur {then}."),
        English => format!("{file}: {now}, assigned by a model of {then}."),
    }];
    said.extend(other_engine(model, language));
    for (segment, size) in model.segments.iter().zip(scored.sizes()) {
        let name = segment_name(segment, language);
        let colon = if language == French { "\u{a0}:" } else { ":" };
        let sizes = shares([segment.size, size], [model.accounts, customers.len()], language);
        said.push(format!("  {}. {name}{colon} {sizes}", segment.number));
    }
    said.extend(precision(scored.precision, language));
    said.push(drift::of_segments(scored.segments, language));
    said.extend(scored.features.iter().map(|one| drift::of_feature(one, language)));
    said.push(drift::preference(&scored.features, language).to_owned());
    said.push(written(out, language));
    said.join("\n")
}

/// Nothing where the engine is the model's own.
fn other_engine(model: &Model, language: Language) -> Option<String> {
    let version = &model.engine.version;
    (!model.is_of_this_engine()).then(|| match language {
        French => format!(
            "Le modèle vient d’une version qui calcule autrement ({version})\u{a0}: quelques comptes près d’une frontière peuvent changer de segment."
        ),
        English => format!(
            "The model is of a version that computes otherwise ({version}): a few accounts near a border may change segment."
        ),
    })
}

/// Accounts then and now, with their shares.
fn shares(sizes: [usize; 2], all: [usize; 2], language: Language) -> String {
    let part = |year: usize| {
        let share = if all[year] == 0 { 0.0 } else { sizes[year] as f64 / all[year] as f64 };
        format!("{} ({})", count(sizes[year], language), percent(share, 1, language))
    };
    format!("{} → {}", part(0), part(1))
}

/// Two years in short: who stayed, moved, came and left, agreement, drift, which way to prefer, where the files are.
#[must_use]
pub fn compared(comparison: &Comparison, out: &str, language: Language) -> String {
    let Comparison { both, kept, movers, new, lost, .. } = comparison;
    let mut said: Vec<String> = comparison.matching.iter().flatten().map(|one| matched(one, language)).collect();
    let share = percent(comparison.kept_share(), 1, language);
    let both = accounts(*both, language);
    let [kept, moved, new, lost] = [*kept, movers.len(), new.len(), lost.len()].map(|number| count(number, language));
    let ari = decimal(comparison.ari, 3, language);
    said.push(match language {
        French => format!(
            "{both} des deux années\u{a0}: segment gardé par {kept} ({share}), changé par {moved}\u{a0}; nouveaux\u{a0}: {new}, \
             partis\u{a0}: {lost}. Accord des deux répartitions (indice de Rand ajusté)\u{a0}: {ari}."
        ),
        English => format!(
            "{both} of both years: {kept} kept their segment ({share}), {moved} changed it; new: {new}, lost: {lost}. Agreement of the two \
             partitions (adjusted Rand index): {ari}."
        ),
    });
    for segment in comparison.flow.segments() {
        let sizes = shares(comparison.flow.sizes(segment), comparison.accounts, language);
        said.push(match language {
            French => format!("  Segment {segment}\u{a0}: {sizes}"),
            English => format!("  Segment {segment}: {sizes}"),
        });
    }
    said.push(drift::of_segments(comparison.segments, language));
    said.extend(comparison.features.iter().map(|one| drift::of_feature(one, language)));
    if !comparison.features.is_empty() {
        said.push(drift::preference(&comparison.features, language).to_owned());
    }
    said.push(written(out, language));
    said.join("\n")
}

fn matched(one: &Match, language: Language) -> String {
    let Match { own, number, shared } = *one;
    let common = accounts(shared, language);
    match (language, shared) {
        (French, 0) => {
            format!("Le segment {own} ne ressemble à aucun de l’an dernier\u{a0}: il prend le numéro {number}.")
        }
        (English, 0) => format!("Segment {own} is like none of last year’s: it takes number {number}."),
        (French, _) => format!("Le segment {own} prend le numéro {number} (comptes communs\u{a0}: {common})."),
        (English, _) => format!("Segment {own} takes number {number} (in common: {common})."),
    }
}

fn written(out: &str, language: Language) -> String {
    match language {
        French => format!("Fichiers écrits dans {out}."),
        English => format!("Files written to {out}."),
    }
}

/// Rows of accounts without a segment; nothing where there is none.
#[must_use]
pub fn without_segment(file: &str, rows: usize, language: Language) -> Option<String> {
    let number = accounts(rows, language);
    (rows > 0).then(|| match language {
        French => format!("{file}\u{a0}: {number} sans segment, non comparés."),
        English => format!("{file}: {number} without a segment, not compared."),
    })
}
