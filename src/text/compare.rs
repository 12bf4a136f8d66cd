//! Two years side by side, in words; and a model applied to another file.

use super::Language::{self, English, French};
use super::drift::Place;
use super::figures::precision;
use super::kit::beyond_picklist;
use super::numbers::{accounts, count, decimal, percent};
use super::punctuation::foreign;
use super::segments::lasting_name;
use super::{checked, drift};
use crate::compare::{Comparison, Match, Year};
use crate::model::ModelSegment;
use crate::pipeline::Scored;

/// A segment's name, from what the model knows of it.
#[must_use]
pub fn segment_name(segment: &ModelSegment, language: Language) -> String {
    lasting_name(&segment.name, (segment.traits, segment.nuance), segment.number, language)
}

/// What a model made of a file: what was read, segments then and now, drift, which way to prefer, where the files are.
#[must_use]
pub fn scored(scored: &Scored, out: &str, language: Language) -> String {
    let Scored { file, sales, customers, model, .. } = scored;
    let (now, then) = (accounts(customers.len(), language), accounts(model.accounts, language));
    let mut said = checked::of(file, &sales.quality, language);
    said.push(match language {
        French => format!("{now}, répartis par un modèle fait sur {then}."),
        English => format!("{now}, assigned by a model of {then}."),
    });
    said.extend(other_engine(&model.engine.version, model.is_of_this_engine(), language));
    for (segment, size) in model.segments.iter().zip(scored.sizes()) {
        let name = segment_name(segment, language);
        let colon = if language == French { "\u{a0}:" } else { ":" };
        let sizes = shares([segment.size, size], [model.accounts, customers.len()], language);
        said.push(format!("  {}. {name}{colon} {sizes}", segment.number));
    }
    said.extend(precision(scored.precision, language));
    said.push(drift::of_segments(scored.segments, language));
    said.extend(scored.features.iter().map(|one| drift::of_feature(one, language)));
    said.push(drift::preference(&scored.features, Place::Command, language));
    said.extend(checked::ids(&scored.load_file(), language));
    said.extend(beyond_picklist(model.segments.len(), language));
    said.push(written(out, language));
    said.join("\n")
}

/// A word on the version that made a model, where its engine computes otherwise.
#[must_use]
pub fn other_engine(version: &str, is_of_this_engine: bool, language: Language) -> Option<String> {
    let version = foreign(version);
    (!is_of_this_engine).then(|| match language {
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
        format!("{} ({})", count(sizes[year], language), percent(share(sizes[year], all[year]), 1, language))
    };
    format!("{} → {}", part(0), part(1))
}

/// The part that a segment is of all accounts; nothing where there are none.
fn share(size: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { size as f64 / all as f64 }
}

/// Two years in short: who stayed, moved, came and left, agreement, drift, which way to prefer, where the files are.
#[must_use]
pub fn compared(comparison: &Comparison, out: &str, language: Language) -> String {
    let mut said = matching(comparison, language);
    said.push(who(comparison, language));
    said.extend(other_numbers(comparison, Place::Command, language));
    said.extend(comparison.flow.segments().into_iter().map(|number| segment_moved(comparison, number, language)));
    said.push(drift::of_segments(comparison.segments, language));
    said.extend(comparison.features.iter().map(|one| drift::of_feature(one, language)));
    if !comparison.features.is_empty() {
        said.push(drift::preference(&comparison.features, Place::Command, language));
    }
    said.extend(checked::ids(&comparison.segments_file(), language));
    said.extend(not_loadable(comparison.not_loadable(), language));
    said.extend(beyond_picklist(comparison.flow.after.last().copied().unwrap_or_default().into(), language));
    said.push(written(out, language));
    said.join("\n")
}

/// How a segment's share of the accounts has moved, and their number.
fn segment_moved(comparison: &Comparison, number: u8, language: Language) -> String {
    let sizes = comparison.flow.sizes(number);
    let [then, now] = [0, 1].map(|year| share(sizes[year], comparison.accounts[year]));
    let moved = drift::of_segment(number, then, now, language);
    let [then, now] = sizes.map(|size| count(size, language));
    match language {
        French => format!("  {moved} Leur nombre\u{a0}: {then} → {now}."),
        English => format!("  {moved} Their number: {then} → {now}."),
    }
}

/// Who stayed, moved, came and left, and how far the years agree; a warning where they have no account in common.
#[must_use]
pub fn who(comparison: &Comparison, language: Language) -> String {
    let Comparison { both, kept, movers, new, lost, .. } = comparison;
    let [kept, moved, new, lost] = [*kept, movers.len(), new.len(), lost.len()].map(|number| count(number, language));
    let (Some(share), Some(ari)) = (comparison.kept_share(), comparison.ari) else {
        return match language {
            French => format!(
                "Aucun compte n’est dans les deux fichiers\u{a0}: rien ne peut être comparé. Nouveaux\u{a0}: {new}, partis\u{a0}: {lost}. Vérifiez que \
                 les deux désignent les comptes par les mêmes identifiants."
            ),
            English => format!(
                "No account is in both files: nothing can be compared. New: {new}, lost: {lost}. Check that both identify accounts by the \
                 same ids."
            ),
        };
    };
    let (both, share, ari) = (accounts(*both, language), percent(share, 1, language), decimal(ari, 3, language));
    match language {
        French => format!(
            "{both} des deux années\u{a0}: segment gardé par {kept} ({share}), changé par {moved}\u{202f}; nouveaux\u{a0}: {new}, \
             partis\u{a0}: {lost}. Accord des deux répartitions (indice de Rand ajusté)\u{a0}: {ari}."
        ),
        English => format!(
            "{both} of both years: {kept} kept their segment ({share}), {moved} changed it; new: {new}, lost: {lost}. Agreement of the two \
             partitions (adjusted Rand index): {ari}."
        ),
    }
}

/// Which number each of the later year's own segments takes; nothing without a matching.
#[must_use]
pub fn matching(comparison: &Comparison, language: Language) -> Vec<String> {
    comparison.matching.iter().flatten().map(|one| matched(one, language)).collect()
}

/// A word of warning where numbers seem to mean something else in each year: then more accounts would keep theirs after a matching.
#[must_use]
pub fn other_numbers(comparison: &Comparison, place: Place, language: Language) -> Option<String> {
    let Comparison { kept, kept_if_matched, .. } = *comparison;
    let [as_numbered, matched] = [kept, kept_if_matched].map(|number| count(number, language));
    let how = place.words("--match");
    (kept_if_matched > kept).then(|| match language {
        French => format!(
            "Les numéros ne désignent peut-être pas les mêmes segments dans les deux fichiers\u{a0}: appariés par leurs comptes communs{how}, \
             les segments en garderaient {matched} au lieu de {as_numbered}."
        ),
        English => format!(
            "Numbers may not mean the same segments in both files: paired by the accounts they share{how}, segments would keep {matched} \
             accounts instead of {as_numbered}."
        ),
    })
}

/// Accounts whose change cannot be loaded; nothing where there is none.
#[must_use]
pub fn not_loadable(changed: usize, language: Language) -> Option<String> {
    let number = accounts(changed, language);
    (changed > 0).then(|| match language {
        French => format!(
            "Absents d’update.csv et de rollback.csv, parce que l’identifiant n’est pas de Salesforce\u{a0}: {number} dont le segment change."
        ),
        English => {
            format!("Not in update.csv and rollback.csv, since their ids are not Salesforce’s: {number} with another segment.")
        }
    })
}

fn matched(one: &Match, language: Language) -> String {
    let Match { own, number, shared } = *one;
    let common = accounts(shared, language);
    match (language, shared) {
        (French, 0) => {
            format!("Le segment {own} ne ressemble à aucun de l’an dernier\u{a0}: il prend le numéro {number}.")
        }
        (English, 0) => format!("Segment {own} is like none of last year’s: it takes number {number}."),
        (French, _) => format!("Le segment {own} prend le numéro {number} ({common} en commun)."),
        (English, _) => format!("Segment {own} takes number {number} ({common} in common)."),
    }
}

fn written(out: &str, language: Language) -> String {
    match language {
        French => format!("Fichiers écrits dans {out}."),
        English => format!("Files written to {out}."),
    }
}

/// Rows of accounts without a segment, and a year without any account; nothing where all have one.
#[must_use]
pub fn without_segment(file: &str, year: &Year, language: Language) -> Option<String> {
    let (file, rows) = (foreign(file), year.without_segment);
    let number = accounts(rows, language);
    match (year.accounts.is_empty(), rows, language) {
        (false, 0, _) => None,
        (true, 0, French) => Some(format!("{file}\u{a0}: aucun compte, comme avant un premier chargement.")),
        (true, 0, English) => Some(format!("{file}: no account, as before a first load.")),
        (_, 1, French) => Some(format!("{file}\u{a0}: {number} sans segment, non comparé.")),
        (_, _, French) => Some(format!("{file}\u{a0}: {number} sans segment, non comparés.")),
        (_, _, English) => Some(format!("{file}: {number} without a segment, not compared.")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences::check_words;
    use super::*;
    use crate::compare::Standing;

    fn year(accounts: &[(&str, u8)]) -> Year {
        let standing = |&(id, segment): &(&str, u8)| (id.to_owned(), Standing { segment, values: None });
        Year { accounts: accounts.iter().map(standing).collect(), without_segment: 1 }
    }

    #[test]
    fn a_segment_is_told_with_its_share_and_its_number() {
        let [before, after] = [year(&[("A", 1), ("B", 2)]), year(&[("A", 1), ("B", 3), ("C", 3), ("D", 3)])];
        let comparison = Comparison::of(&before, &after, false);
        let said = compared(&comparison, "out", English);
        for words in [
            "\n  Segment 1: shrank from 50.0% to 25.0% of the accounts. Their number: 1 → 1.\n",
            "\n  Segment 2: shrank from 50.0% to 0.0% of the accounts. Their number: 1 → 0.\n",
            "\n  Segment 3: grew from 0.0% to 75.0% of the accounts. Their number: 0 → 3.\n",
        ] {
            assert!(said.contains(words), "{said}");
        }
        assert!(compared(&comparison, "out", French).contains("des comptes. Leur nombre\u{a0}: 0 → 3."));
    }

    #[test]
    fn sentences_with_figures_are_well_set() {
        let [before, after, others] = [year(&[("A", 1), ("B", 2)]), year(&[("A", 1), ("B", 3)]), year(&[("C", 9)])];
        for language in [French, English] {
            for after in [&after, &others, &Year::default()] {
                let comparison = Comparison::of(&before, after, true);
                check_words(&who(&comparison, language), language);
                for number in comparison.flow.segments() {
                    check_words(segment_moved(&comparison, number, language).trim_start(), language);
                }
                matching(&comparison, language).iter().for_each(|words| check_words(words, language));
            }
            let mut renumbered = Comparison::of(&before, &after, false);
            renumbered.kept_if_matched = 2;
            let said = [
                other_numbers(&renumbered, Place::Command, language),
                not_loadable(1, language),
                other_engine("0.1.0", false, language),
                without_segment("a.csv", &before, language),
                without_segment("a.csv", &Year::default(), language),
            ];
            said.iter().for_each(|words| check_words(words.as_ref().unwrap(), language));
        }
    }
}
