//! Next year on the page: last year's files, both ways of segmenting this year, who moved.

use super::Language::{self, English, French};
use super::compare::other_engine;
use super::errors::{self, Message};
use super::numbers::{accounts, count, decimal, percent, segments};
use super::punctuation::foreign;
use crate::compare::{CompareFile, Comparison};
use crate::model::SameFile;
use crate::pipeline::{Known, KnownModel, KnownYear, NextYearFile, PastError, ScoreFile};

sentences! {
    /// Over the heading.
    eyebrow: "D’une année à l’autre", "Year over year";
    /// Heading of the section.
    heading: "Comparer avec l’an dernier", "Compare with last year";
    /// What can be opened.
    hint: "Ouvrez le fichier model.json de l’an dernier, les segments de l’an dernier (accounts.csv, segments.csv ou un export Salesforce des champs Id et Segment__c), ou les deux. Chaque fichier est reconnu à son contenu et ne quitte pas cet appareil.",
        "Open last year’s model.json, last year’s segments (accounts.csv, segments.csv or a Salesforce export of the fields Id and Segment__c), or both. Each file is recognised by what it holds and does not leave this device.";
    /// Opens the file dialogue.
    choose: "Choisir les fichiers de l’an dernier", "Choose last year’s files";
    /// The same once there are some.
    choose_more: "Ajouter ou remplacer un fichier", "Add or replace a file";
    /// Another way in.
    or_drop: "ou déposez-les ici", "or drop them here";
    /// Name of the list of files.
    files: "Fichiers de l’an dernier", "Last year’s files";
    /// While a file is read.
    reading: "Lecture…", "Reading…";
    /// Takes a file away.
    remove: "Retirer", "Remove";
    /// While there are no sales.
    await_sales: "Ouvrez maintenant les ventes de cette année\u{a0}: la comparaison se fera dès que les segments seront là.",
        "Now open this year’s sales: they are compared as soon as the segments are there.";
    /// While it is being compared.
    comparing: "Comparaison avec l’an dernier…", "Comparing with last year…";
    /// Compares again.
    compare: "Comparer", "Compare";
    /// Told when the comparison has landed.
    compared: "La comparaison avec l’an dernier est là.", "The comparison with last year is here.";

    /// Heading of the first way.
    apply: "Appliquer le modèle de l’an dernier", "Apply last year’s model";
    /// What it means.
    apply_about: "L’étalon de l’an dernier\u{a0}: chaque compte va dans le segment dont il est le plus proche. Un segment garde son sens, et qui en change a changé, ex æquo mis à part.",
        "Last year’s yardstick: each account goes into the segment it is nearest to. A segment keeps its meaning, and who changes it has changed, ties apart.";
    /// Heading of the second way.
    anew: "Segmenter à nouveau", "Fit anew";
    /// What it means.
    anew_about: "Les segments propres à cette année, ceux affichés plus haut\u{a0}: chacun prend le numéro et la couleur de celui de l’an dernier avec lequel il partage ses comptes.",
        "This year’s own segments, those shown above: each takes the number and the colour of the one of last year with which it shares its accounts.";
    /// Marks the way to prefer.
    preferred: "conseillé", "advised";
    /// In place of the first way.
    needs_model: "Ajoutez le fichier model.json de l’an dernier pour appliquer ses segments aux ventes de cette année.",
        "Add last year’s model.json to apply its segments to this year’s sales.";
    /// In place of who moved.
    needs_year: "Ajoutez accounts.csv ou segments.csv de l’an dernier pour voir qui a changé de segment.",
        "Add last year’s accounts.csv or segments.csv to see who changed segment.";
    /// What stands in place of last year in the second way.
    two_ways: "Sans les segments de l’an dernier, ceux du modèle sur les ventes de cette année en tiennent lieu\u{a0}: les comptes qui bougent sont ceux que les deux façons rangent ailleurs.",
        "Without last year’s segments, the model’s on this year’s sales stand for them: the accounts that move are those that the two ways put elsewhere.";
    /// Label: share of accounts that kept their segment.
    kept: "Segment gardé", "Segment kept";
    /// Where the files of this year bear other numbers than last year's.
    own_numbers: "Les numéros de ces fichiers sont ceux de cette année. Pour que chaque segment garde celui de l’an dernier dans Salesforce, prenez le segments.csv de la comparaison ci-dessus, ou le kit de chargement avec le fichier de l’an dernier.",
        "The numbers in these files are this year’s. To have each segment keep last year’s in Salesforce, take the segments.csv of the comparison above, or the load kit with last year’s file.";
    /// Gives this year's segments last year's words and colours.
    take_names: "Reprendre les noms, conseils et couleurs de l’an dernier", "Take last year’s names, advice and colours";
    /// Pairs the model's segments with those of last year's file.
    pair: "Apparier les segments par leurs comptes communs", "Pair the segments by the accounts they share";
    /// Label: adjusted Rand index.
    agreement: "Accord (ARI)", "Agreement (ARI)";
    /// What that is.
    agreement_about: "Accord\u{a0}: indice de Rand ajusté, qui ne dépend pas des numéros\u{202f}; 1 si les répartitions sont les mêmes, près de 0 si elles n’ont rien de commun.",
        "Agreement: the adjusted Rand index, which does not depend on numbers; 1 where the partitions are the same, near 0 where they have nothing in common.";
    /// Label: accounts in another segment.
    moved: "Changent", "Moved";
    /// Label: accounts of this year alone.
    new: "Nouveaux", "New";
    /// Label: accounts of last year alone.
    lost: "Partis", "Lost";
    /// Legend of the choice of what is shown below.
    show: "Voir en détail", "Show in detail";

    /// Caption of the table of segments.
    segments_caption: "Les segments d’une année à l’autre", "The segments from one year to the next";
    /// Head: the segment's name last year.
    name_then: "Nom l’an dernier", "Name last year";
    /// Head: the segment's name this year.
    name_now: "Nom cette année", "Name this year";
    /// Head: accounts last year.
    then: "L’an dernier", "Last year";
    /// Head: accounts this year.
    now: "Cette année", "This year";
    /// Opens the figures of the picture.
    flow_table: "Les mêmes chiffres en tableau", "The same figures in a table";
    /// Head: segments of the other year.
    from_to: "De ↓ vers →", "From ↓ to →";
    /// Heading of the drift.
    drift: "Ce qui a bougé dans l’ensemble", "What has shifted as a whole";
    /// What drift is, for those who ask.
    drift_about: "L’indice de stabilité (PSI) compare la répartition des comptes de cette année à celle de l’an dernier\u{a0}: stable sous 0,1, fort décalage à partir de 0,25, et stable aussi tant que le hasard seul en donnerait autant.",
        "The population stability index (PSI) compares how this year’s accounts are spread with last year’s: stable below 0.1, a large shift from 0.25 on, and stable as well as long as chance alone would give as much.";

    /// Heading of the lists.
    accounts_heading: "Qui bouge, qui arrive, qui part", "Who moves, who comes, who leaves";
    /// Label of the choice of a list.
    list: "Liste", "List";
    /// Name of the list's scrolled window.
    list_name: "Liste des comptes qui changent, arrivent ou partent", "List of accounts that move, come or leave";
    /// In place of the list of those who change segment.
    no_mover: "Aucun compte ne change de segment.", "No account changes segment.";
    /// In place of the list of new accounts.
    no_new: "Aucun compte n’est nouveau.", "No account is new.";
    /// In place of the list of lost accounts.
    no_lost: "Aucun compte n’est parti.", "No account has left.";
    /// Head: segment last year.
    from: "De", "From";
    /// Head: segment this year.
    to: "À", "To";
    /// Head: a figure last year.
    before: "avant", "before";
    /// Head: a figure this year.
    after: "après", "after";
    /// Head: the difference.
    change: "écart", "change";
    /// Where last year's file has no figures.
    no_figures: "Le fichier de l’an dernier ne donne pas les chiffres des comptes\u{a0}: accounts.csv les donnerait.",
        "Last year’s file does not tell the accounts’ figures: accounts.csv would.";
    /// Heading of the downloads.
    files_heading: "Fichiers de cette comparaison", "Files of this comparison";
    /// What they are.
    files_hint: "Les mêmes que ceux des commandes segmenta score et segmenta compare.", "The same as those of the commands segmenta score and segmenta compare.";
}

/// A file of last year's in a sentence.
#[must_use]
pub fn known(known: &Known, language: Language) -> String {
    match known {
        Known::Model(KnownModel { accounts: of, segments: list, .. }) => {
            let (list, of) = (segments(list.len(), language), accounts(*of, language));
            match language {
                French => format!("Modèle de {list}, fait sur {of}."),
                English => format!("Model of {list}, made from {of}."),
            }
        }
        Known::Year(year) => known_year(*year, language),
    }
}

fn known_year(year: KnownYear, language: Language) -> String {
    let KnownYear { accounts: of, without_segment, has_figures } = year;
    if of == 0 && without_segment == 0 {
        return match language {
            French => "Aucun compte n’y a de segment, comme avant un premier chargement.".into(),
            English => "No account has a segment in it, as before a first load.".into(),
        };
    }
    let of = accounts(of, language);
    let mut said = match (has_figures && year.accounts > 0, language) {
        (true, French) => format!("Segments de {of}, avec leurs chiffres."),
        (true, English) => format!("Segments of {of}, with their figures."),
        (false, French) => format!("Segments de {of}."),
        (false, English) => format!("Segments of {of}."),
    };
    if without_segment > 0 {
        let rows = accounts(without_segment, language);
        said.push_str(&match language {
            French => format!(" Sans segment, non comparés\u{a0}: {rows}."),
            English => format!(" Without a segment, not compared: {rows}."),
        });
    }
    said
}

/// What is to be known of a model before it is applied: what it cannot tell on its own file, and another engine.
#[must_use]
pub fn model_notes(model: &KnownModel, language: Language) -> Vec<String> {
    let SameFile { by_ties, by_groups } = model.same_file;
    let others = by_ties.saturating_add(by_groups);
    let (all, kept) = (accounts(model.accounts, language), count(model.accounts.saturating_sub(others), language));
    let (ties, groups) = (count(by_ties, language), count(by_groups, language));
    let own_file = match (others, language) {
        (0, French) => "Appliqué au fichier dont il vient, il rend à chaque compte son segment.".into(),
        (0, English) => "Applied to the file it comes from, it gives each account its segment.".into(),
        (_, French) => format!(
            "Appliqué au fichier dont il vient, il rend leur segment à {kept} sur {all}\u{202f}; ex æquo qu’aucun quantile ne départage\u{a0}: {ties}, \
             trop près d’une frontière\u{a0}: {groups}."
        ),
        (_, English) => format!(
            "Applied to the file it comes from, it gives {kept} of {all} their segment; ties that no quantile can tell apart: {ties}, too near to \
             a border: {groups}."
        ),
    };
    let mut notes = vec![own_file];
    notes.extend(other_engine(&model.version, model.is_of_this_engine, language));
    notes
}

/// A file and what it is, for who does not see the list.
#[must_use]
pub fn told(name: &str, found: &Result<Known, PastError>, language: Language) -> String {
    let what = match found {
        Ok(known) => self::known(known, language),
        Err(error) => past_error(error, language).what,
    };
    let name = foreign(name);
    match language {
        French => format!("{name}\u{a0}: {what}"),
        English => format!("{name}: {what}"),
    }
}

/// Why a file of last year's cannot be used.
#[must_use]
pub fn past_error(error: &PastError, language: Language) -> Message {
    let (what, remedy) = match (error, language) {
        (PastError::Model(error), _) => return errors::years::model(error, language),
        (PastError::Year(error), _) => return errors::years::compare(error, language),
        (PastError::Table(error), _) => return errors::message(&error.clone().into(), language),
        (PastError::Unreadable { detail }, French) => (
            format!("Ce fichier ne peut plus être lu ({}).", foreign(detail)),
            "Il a peut-être changé depuis qu’il a été choisi\u{a0}: choisissez-le à nouveau.",
        ),
        (PastError::Unreadable { detail }, English) => (
            format!("This file cannot be read any more ({}).", foreign(detail)),
            "It may have changed since it was chosen: choose it again.",
        ),
        (PastError::Broken, French) => (
            "La lecture de ce fichier s’est interrompue deux fois.".into(),
            "Il est peut-être trop grand pour cet appareil\u{a0}: n’en gardez que les colonnes du compte et du segment.",
        ),
        (PastError::Broken, English) => (
            "Reading this file broke off twice.".into(),
            "It may be too large for this device: keep only its columns of the account and of the segment.",
        ),
        (PastError::SetAside { better }, French) => (
            format!("Mis de côté\u{a0}: {} en dit plus de la même année.", foreign(better)),
            "Retirez l’autre pour que celui-ci compte.",
        ),
        (PastError::SetAside { better }, English) => (
            format!("Set aside: {} tells more of the same year.", foreign(better)),
            "Remove the other one to have this one count.",
        ),
    };
    Message { what, place: None, remedy: remedy.into() }
}

/// How many accounts at most change segment without having changed: those that the model cannot put back on its own file either.
#[must_use]
pub fn ties(model: &KnownModel, language: Language) -> Option<String> {
    let SameFile { by_ties, by_groups } = model.same_file;
    let most = by_ties.saturating_add(by_groups);
    let number = accounts(most, language);
    (most > 0).then(|| match language {
        French => {
            format!("Sur le fichier de l’an dernier, le modèle range déjà ailleurs {number}, faute de les départager.")
        }
        English => {
            format!(
                "On last year’s own file the model puts {number} elsewhere already, for want of telling them apart."
            )
        }
    })
}

/// A segment of the model with its accounts then and now.
#[must_use]
pub fn sizes(
    number: usize,
    (then, now): (usize, usize),
    [all_then, all_now]: [usize; 2],
    language: Language,
) -> String {
    let [then, now] = [size(then, all_then, language), size(now, all_now, language)];
    match language {
        French => format!("Segment {number}\u{a0}: {then} l’an dernier, {now} cette année."),
        English => format!("Segment {number}: {then} last year, {now} this year."),
    }
}

/// The share of accounts that kept their segment, with their number.
#[must_use]
pub fn kept_share(comparison: &Comparison, language: Language) -> Option<String> {
    comparison.kept_share().map(|share| percent(share, 1, language))
}

/// The adjusted Rand index.
#[must_use]
pub fn index(comparison: &Comparison, language: Language) -> Option<String> {
    comparison.ari.map(|ari| decimal(ari, 3, language))
}

/// Accounts of a segment in a year, with their share.
#[must_use]
pub fn size(size: usize, all: usize, language: Language) -> String {
    let share = if all == 0 { 0.0 } else { size as f64 / all as f64 };
    format!("{} ({})", count(size, language), percent(share, 1, language))
}

/// The label of a list with its accounts.
#[must_use]
pub fn list_label(name: &str, number: usize, language: Language) -> String {
    format!("{name} ({})", count(number, language))
}

/// What a file of the comparison holds.
#[must_use]
pub const fn about(file: NextYearFile, language: Language) -> &'static str {
    match (file, language) {
        (NextYearFile::Compare(_, CompareFile::Movers), French) => {
            "Les comptes qui changent de segment\u{a0}: de, à, et l’évolution de leurs chiffres."
        }
        (NextYearFile::Compare(_, CompareFile::Movers), English) => {
            "Accounts that change segment: from, to, and how their figures change."
        }
        (NextYearFile::Compare(_, CompareFile::New), French) => "Les comptes qui n’étaient pas là l’an dernier.",
        (NextYearFile::Compare(_, CompareFile::New), English) => "Accounts that were not there last year.",
        (NextYearFile::Compare(_, CompareFile::Lost), French) => "Les comptes qui ne sont plus là cette année.",
        (NextYearFile::Compare(_, CompareFile::Lost), English) => "Accounts that are not there this year.",
        (NextYearFile::Compare(_, CompareFile::Update), French) => {
            "Pour Data Loader\u{a0}: seulement ce qui change, #N/A pour les comptes partis."
        }
        (NextYearFile::Compare(_, CompareFile::Update), English) => {
            "For Data Loader: only what changes, #N/A for accounts that left."
        }
        (NextYearFile::Compare(_, CompareFile::Rollback), French) => {
            "Pour Data Loader\u{a0}: remet les valeurs de l’an dernier."
        }
        (NextYearFile::Compare(_, CompareFile::Rollback), English) => "For Data Loader: puts last year’s values back.",
        (NextYearFile::Compare(_, CompareFile::Segments), French) => {
            "Pour Data Loader\u{a0}: le segment de chaque compte, sous le numéro de cette comparaison."
        }
        (NextYearFile::Compare(_, CompareFile::Segments), English) => {
            "For Data Loader: the segment of every account, by its number in this comparison."
        }
        (NextYearFile::Score(ScoreFile::Segments), French) => {
            "Pour Data Loader\u{a0}: le segment du modèle pour chaque compte, sous le numéro du modèle."
        }
        (NextYearFile::Score(ScoreFile::Segments), English) => {
            "For Data Loader: the model’s segment of every account, by its number in the model."
        }
        (NextYearFile::Compare(_, CompareFile::Report), French) => {
            "Tous les chiffres et le passage d’un segment à l’autre, pour d’autres programmes."
        }
        (NextYearFile::Compare(_, CompareFile::Report), English) => {
            "All figures and the flow from segment to segment, for other programs."
        }
        (NextYearFile::Score(ScoreFile::Accounts), French) => {
            "Chaque compte avec le segment du modèle\u{202f}; à garder pour l’an prochain."
        }
        (NextYearFile::Score(ScoreFile::Accounts), English) => {
            "Every account with the model’s segment; keep it for next year."
        }
        (NextYearFile::Score(ScoreFile::Excluded), French) => "Chaque ligne que le modèle laisse de côté, et pourquoi.",
        (NextYearFile::Score(ScoreFile::Excluded), English) => "Every line that the model leaves out, and why.",
        (NextYearFile::Score(ScoreFile::Report), French) => {
            "Ce que donne le modèle sur cette année, pour d’autres programmes."
        }
        (NextYearFile::Score(ScoreFile::Report), English) => "What the model makes of this year, for other programs.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        crate::text::sentences::check(ALL);
    }

    #[test]
    fn files_of_last_year_are_told_in_a_sentence() {
        let year = Known::Year(KnownYear { accounts: 7_747, without_segment: 2, has_figures: true });
        assert_eq!(
            known(&year, English),
            "Segments of 7,747\u{a0}accounts, with their figures. Without a segment, not compared: 2\u{a0}accounts."
        );
        let model = KnownModel {
            version: "0.1.0".into(),
            is_of_this_engine: true,
            accounts: 300,
            same_file: SameFile { by_ties: 2, by_groups: 1 },
            segments: Vec::new(),
        };
        let notes = model_notes(&model, French);
        assert_eq!(notes.len(), 1);
        assert!(notes[0].contains("297 sur 300\u{a0}comptes\u{202f}; ex æquo"), "{notes:?}");
    }
}
