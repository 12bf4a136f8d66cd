//! What the command `segmenta` says: help, wrong usage, and the summary of a run.

use super::Language::{self, English, French};
use super::errors::{Message, message};
use super::figures::{precision, sheet_of};
use super::numbers::{accounts, count, decimal, lines, segments as segments_of};
use super::punctuation::quoted;
use super::{cleaning, columns, evidence, exclusions, formats, kit, model, recipe, rules};
use crate::cluster::{Agreement, Sweep};
use crate::customers::Features;
use crate::export::{self, DataLoaderFile};
use crate::kit::KitError;
use crate::model::SameFile;
use crate::pipeline::{Analysis, Error};
use crate::sales::Quality;
use crate::sample::SampleError;
use crate::segments::{self, Rule};

/// The help text.
#[must_use]
pub const fn help(language: Language) -> &'static str {
    match language {
        French => {
            "\
segmenta : des segments de clients à partir d’un fichier de ventes (.xlsx, .xlsm, .xlsb, .xls, .ods,
           .csv, .tsv, .txt, ou un .zip qui en contient un)

  segmenta segment FICHIER --out DOSSIER [options]  segmente et écrit six fichiers
  segmenta sample --rows N --accounts M --out F     fabrique un classeur d’essai (.xlsx ou .csv)
  segmenta score FICHIER --model M --out DOSSIER    applique un model.json à un autre fichier
  segmenta compare --before A --after B --out DOSSIER
                                                    compare deux années (accounts.csv, segments.csv,
                                                    ou un export de Id et Segment__c)
  segmenta results FICHIERS --out DOSSIER           après un chargement : les échecs par cause, et
                                                    retry.csv

Options de segment
  --sheet NOM              feuille à lire (la première par défaut)
  --header-row N|none      ligne des titres de colonnes, ou aucune (trouvée par défaut)
  --column ROLE=ENTETE     colonne qui joue un rôle ; à répéter. #3 : la troisième colonne ; none : aucune.
                           Rôles : account, line, quantity, price, amount, product, description,
                           product-code, contract, contract-number, start-date, end-date, country,
                           currency, order-count, average. amount remplace quantity × price.
  --table lines|accounts   ce qu’est une ligne : une vente, ou un compte avec son total (amount) et son
                           nombre de commandes (order-count) (trouvé par défaut)
  --decimal comma|point    signe décimal des nombres écrits en texte (trouvé par défaut)
  --dates ORDRE            day-first, month-first ou iso, pour les dates écrites en texte (trouvé par défaut)
  --returns drop|net       lignes de quantité nulle ou négative : écartées (comme l’étude, par défaut) ou
                           déduites des totaux (elles ne comptent pas comme commandes)
  --leave-out LISTE        ce qui est aussi écarté, séparé par des virgules : free-lines (prix nul),
                           missing-prices, negative-lines, copies (lignes en double), hidden-rows
                           (lignes masquées), worthless-accounts (comptes au total nul ou négatif)
  --period AAAA | DU..AU   lignes qui débutent dans cette année, ou du jour DU jusqu’à la veille de AU
                           (2020-04-01..2021-04-01)
  --currency CODE          lignes dans cette devise ; celles qui n’en nomment aucune restent
  --groups fill|leave      rapport groupé, où le compte n’est écrit qu’une fois par groupe : le recopier
                           (par défaut) ou non
  --k auto|N               nombre de segments (auto : la plus haute silhouette)
  --k-range A..B           nombres comparés (2..10)
  --starts N               départs de la recherche (10)
  --seed N                 graine des tirages (0)
  --exact-up-to N          silhouettes exactes jusqu’à N comptes (150000), estimées sur un échantillon au-delà
  --arithmetic MODE        exact (sommes décimales, par défaut) ou pandas (bit à bit comme l’étude)
  --features LISTE         mesures de chaque compte, séparées par des virgules, au moins deux
                           (total-sales,order-count,avg-order-value ; aussi : recency, tenure,
                           distinct-products, units)
  --normalisation MODE     ranks (les rangs de l’étude, par défaut), average-ranks (ex æquo au rang
                           moyen), log-z (logarithmes centrés réduits) ou robust-z (médiane et MAD)
                           Avec d’autres mesures ou une autre normalisation, l’accord avec la méthode
                           de l’étude (indice de Rand ajusté) est donné.
  --no-evidence            sans comparaison avec le hasard, avec des listes refaites ni avec les autres
                           normalisations (plus rapide)
  --lang fr|en             langue des messages et des noms de segments
  --kit DOSSIER            écrit aussi un kit de chargement dans Salesforce : fichiers de mise à jour en
                           parties, mapping, scripts, guide
  --before FICHIER         avec --kit : segments d’avant (comme pour compare) ; le kit n’écrit que ce qui
                           change, et de quoi revenir en arrière
  --object NOM, --field NOM
                           objet et champ du segment (Account, Segment__c)
  --date-field CHAMP=JOUR, --model-field CHAMP=NOM, --silhouette-field CHAMP
                           champs de plus, si vous les voulez

Options de sample
  --seed N                 graine des tirages (2020)
  --year N                 1 (par défaut) ; 2 et suivants : l’année d’après, où des comptes partent,
                           arrivent, ou achètent autrement

Options de score
  --model M                le model.json de l’autre année ; aussi --sheet, --header-row, --column, --table,
                           --decimal, --dates, --period, --exact-up-to et --lang, comme segment

Options de compare
  --match                  l’année B a ses propres segments : chacun prend le numéro de celui de l’année A
                           avec lequel il partage le plus de comptes (affectation optimale)

Codes de sortie : 0 fait ; 1 le fichier ne peut pas servir ; 2 commande mal écrite."
        }
        English => {
            "\
segmenta: customer segments from a file of sales (.xlsx, .xlsm, .xlsb, .xls, .ods,
          .csv, .tsv, .txt, or a .zip holding one)

  segmenta segment FILE --out DIR [options]      segments and writes six files
  segmenta sample --rows N --accounts M --out F  makes a workbook to try it on (.xlsx or .csv)
  segmenta score FILE --model M --out DIR        applies a model.json to another file
  segmenta compare --before A --after B --out DIR
                                                 compares two years (accounts.csv, segments.csv,
                                                 or an export of Id and Segment__c)
  segmenta results FILES --out DIR               after a load: failures by cause, and retry.csv

Options of segment
  --sheet NAME             sheet to read (the first by default)
  --header-row N|none      row of the column headers, or none (found by default)
  --column ROLE=HEADER     column that plays a role; may be repeated. #3: the third column; none: no column.
                           Roles: account, line, quantity, price, amount, product, description,
                           product-code, contract, contract-number, start-date, end-date, country,
                           currency, order-count, average. amount takes the place of quantity × price.
  --table lines|accounts   what a row is: a sale, or an account with its total (amount) and its number
                           of orders (order-count) (found by default)
  --decimal comma|point    decimal mark of numbers written as text (found by default)
  --dates ORDER            day-first, month-first or iso, for dates written as text (found by default)
  --returns drop|net       lines with a quantity of zero or less: left out (as in the study, the default)
                           or deducted from the totals (they do not count as orders)
  --leave-out LIST         what else is left out, separated by commas: free-lines (price of zero),
                           missing-prices, negative-lines, copies (rows twice), hidden-rows,
                           worthless-accounts (accounts with a total of zero or less)
  --period YYYY | FROM..TO lines that start in this year, or from FROM to the day before TO
                           (2020-04-01..2021-04-01)
  --currency CODE          lines in this currency; those that name none stay
  --groups fill|leave      grouped report, where the account is written once a group: fill it down
                           (the default) or not
  --k auto|N               number of segments (auto: the highest silhouette)
  --k-range A..B           numbers compared (2..10)
  --starts N               starts of the search (10)
  --seed N                 seed of all draws (0)
  --exact-up-to N          exact silhouettes up to N accounts (150000), estimated from a sample beyond
  --arithmetic MODE        exact (decimal sums, the default) or pandas (bit for bit the study’s)
  --features LIST          features of each account, separated by commas, at least two
                           (total-sales,order-count,avg-order-value; also: recency, tenure,
                           distinct-products, units)
  --normalisation MODE     ranks (the study’s, the default), average-ranks (ties at their mean rank),
                           log-z (standardised logarithms) or robust-z (median and MAD)
                           With other features or another normalisation the agreement with the
                           study’s recipe (adjusted Rand index) is told.
  --no-evidence            no comparison with chance, with redrawn lists and with the other
                           normalisations (quicker)
  --lang fr|en             language of messages and of the segments’ names
  --kit DIR                also writes a kit to load into Salesforce: update files in parts, mapping,
                           scripts, guide
  --before FILE            goes with --kit and tells the segments before (as for compare); the kit writes
                           only what changes, and what takes it back
  --object NAME, --field NAME
                           object and field of the segment (Account, Segment__c)
  --date-field FIELD=DAY, --model-field FIELD=NAME, --silhouette-field FIELD
                           more fields, if you want them

Options of sample
  --seed N                 seed of all draws (2020)
  --year N                 1 (the default); 2 and on: the year after, in which accounts leave, come, or
                           buy otherwise

Options of score
  --model M                the other year’s model.json; also --sheet, --header-row, --column, --table,
                           --decimal, --dates, --period, --exact-up-to and --lang, as for segment

Options of compare
  --match                  year B has segments of its own: each takes the number of the one of year A with
                           which it shares most accounts (optimal assignment)

Exit codes: 0 done; 1 the file cannot be used; 2 wrong usage."
        }
    }
}

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
    match language {
        French => format!("{path}\u{a0}: {detail}. Vérifiez le chemin et les droits d’accès."),
        English => format!("{path}: {detail}. Check the path and your permissions."),
    }
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

/// A run in short: what was read, which segments were found, what became of ids that Data Loader may refuse, how the model does (`same`), where the files are.
#[must_use]
pub fn summary(analysis: &Analysis, same: SameFile, out: &str, language: Language) -> String {
    let Analysis { file, sales, customers, features, agreement, sweep, k, evidence: found, .. } = analysis;
    let mut said = vec![read_line(file, &sales.quality, language)];
    let cleaned = &sales.quality.cleaned;
    said.extend(cleaned.reconciliation.excluded.iter().map(|&(reason, rows)| {
        let (reason, rows) = (exclusions::reason(reason, language), cleaning::tally(rows, language));
        match language {
            French => format!("  {rows}\u{a0}: {reason}"),
            English => format!("  {rows}: {reason}"),
        }
    }));
    said.extend(columns::joined_ids(sales.quality.joined_ids, language).map(|line| format!("  {line}")));
    said.push(format!("  {}", cleaning::balance(&cleaned.reconciliation, language)));
    said.extend(cleaning::notes(cleaned, language).into_iter().map(|line| format!("  {line}")));
    said.extend(formats::readings(&sales.quality, language).into_iter().map(|line| format!("  {line}")));
    said.push(comparison_line(customers.len(), sweep, *k, language));
    said.extend(recipe_lines(features, agreement.as_deref(), *k, language));
    said.extend(precision(sweep.precision, language));
    // The sweep always holds the k in use.
    let at = sweep.index_of(*k).unwrap_or_default();
    let (partition, silhouettes) = (&sweep.partitions[at], &sweep.silhouettes[at]);
    let mut on_border = 0;
    for segment in segments::describe(sales, customers, features, partition, silhouettes) {
        let name = super::segments::name(&segment, language);
        said.push(format!("  {}. {name}\n     {}", segment.number, super::segments::reading(&segment, language)));
        said.push(format!("     {}", rule_line(&segment.rule, language)));
        on_border += segment.border;
    }
    said.push(evidence::on_border(on_border, language));
    said.extend(found.as_ref().map(|found| evidence::verdict(found, sweep.best_k, language)));
    said.extend(found.as_ref().and_then(|found| recipe::others(&found.normalisations, *k, language)));
    said.push(model::same_file(same, customers.len(), language));
    said.extend(ids_line(&export::data_loader(customers, partition), language));
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

fn read_line(file: &str, quality: &Quality, language: Language) -> String {
    let (read, place) = (lines(quality.rows, language), sheet_of(quality, language));
    let (kept, left_out) = (count(quality.kept, language), count(quality.rows - quality.kept, language));
    match language {
        French => format!("{file}{place}\u{a0}: {read}, dont {kept} à retenir et {left_out} à écarter."),
        English => format!("{file}{place}: {read}, {kept} kept, {left_out} left out."),
    }
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
                "{found}, {segments}\u{a0}; silhouette moyenne\u{a0}: {silhouette}, la plus haute des nombres comparés."
            )
        }
        French => format!(
            "{found}, {segments}\u{a0}; silhouette moyenne\u{a0}: {silhouette} (la plus haute\u{a0}: {best}, à {best_k})."
        ),
        English if k == best_k => {
            format!("{found}, {segments}; mean silhouette {silhouette}, the highest of the numbers compared.")
        }
        English => format!("{found}, {segments}; mean silhouette {silhouette} (highest: {best}, with {best_k})."),
    }
}

/// Nothing where every id is a Salesforce id.
fn ids_line(file: &DataLoaderFile, language: Language) -> Option<String> {
    let (unusual, left_out) = (count(file.unusual, language), count(file.left_out, language));
    (file.unusual + file.left_out > 0).then(|| match language {
        French => format!(
            "Identifiants de compte qui ne sont pas de Salesforce\u{a0}: {unusual} dans segments.csv tels quels, {left_out} hors de ce fichier."
        ),
        English => {
            format!("Account ids that are not Salesforce’s: {unusual} in segments.csv as they are, {left_out} not in that file.")
        }
    })
}

#[cfg(test)]
mod tests;
