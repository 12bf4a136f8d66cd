//! The words of the files that people read: the workbook and the report to print.

use super::Language::{self, English, French};
use super::numbers::{count, customers, decimal, lines, money, percent, segments, short};
use super::punctuation::{foreign, quoted};
use super::{cleaning, columns, evidence, figures, recipe};
use crate::cluster::Evidence;
use crate::customers::Arithmetic;
use crate::pipeline::{Analysis, Settings};
use crate::sales::{Cleaning, Rule};
use crate::segments::Measure;

sentences! {
    /// Title of both files.
    title: "Segments de clients", "Customer segments";
    /// Name of a sheet.
    sheet_summary: "Résumé", "Summary";
    /// Name of a sheet.
    sheet_segments: "Segments", "Segments";
    /// Name of a sheet.
    sheet_products: "Produits", "Products";
    /// Name of a sheet.
    sheet_accounts: "Comptes", "Accounts";
    /// Name of a sheet.
    sheet_excluded: "Lignes exclues", "Excluded lines";
    /// Name of a sheet.
    sheet_settings: "Réglages", "Settings";

    /// Head: a segment's number.
    number: "Numéro", "Number";
    /// Head: a segment's name.
    name: "Nom", "Name";
    /// Head: share of all accounts.
    share_of_accounts: "Part des comptes", "Share of accounts";
    /// Head: share of all sales.
    share_of_sales: "Part des ventes", "Share of sales";
    /// Head: what tells a segment's accounts.
    rule: "Règle", "Rule";
    /// Head: how many that the rule picks are of the segment.
    precision: "Précision de la règle", "Precision of the rule";
    /// Head: how many of the segment the rule picks.
    recall: "Rappel de la règle", "Recall of the rule";
    /// Head: how much of the segment comes back when the list is redrawn.
    stability: "Stabilité (Jaccard)", "Stability (Jaccard)";
    /// Head: accounts close to another segment.
    on_border: "À la limite", "On a border";
    /// Head: what to offer a segment.
    advice: "Que proposer", "What to offer";
    /// The number of segments in use.
    chosen_k: "Nombre de segments", "Number of segments";
    /// The number that the evidence recommends.
    recommended_k: "Nombre recommandé", "Recommended number";

    /// Head: place in a ranking.
    rank: "Rang", "Rank";
    /// Head: what a setting is set to.
    value: "Valeur", "Value";

    /// Head: a line's row in the file.
    sheet_row: "Ligne du fichier", "Row of the file";
    /// Head: why a line was left out.
    reason: "Raison", "Reason";
    /// A yes in a cell.
    yes: "oui", "yes";
    /// A no in a cell.
    no: "non", "no";
    /// Head: what was set.
    setting: "Réglage", "Setting";

    /// Head: what is measured of accounts.
    feature: "Mesure", "Feature";
    /// Head: the median over all accounts.
    all_accounts: "Tous les comptes", "All accounts";
    /// Head: a segment's median over that of all accounts.
    against_all: "Segment / tous", "Segment / all";
    /// Heading of the accounts on a border.
    border_accounts: "Comptes à la limite d’un autre segment", "Accounts on a border with another segment";
    /// Heading of the table of segments.
    overview: "Les segments en un coup d’œil", "The segments at a glance";
    /// Heading of the choice of k.
    why_so_many: "Pourquoi ce nombre de segments", "Why this number of segments";
    /// Heading of the last page.
    how_made: "Comment ces segments ont été faits", "How these segments were made";
    /// Heading of the explanations.
    words: "Les mots de ce rapport", "The words of this report";
    /// A caption: shares as bars.
    shares: "Part des comptes et des ventes", "Shares of accounts and of sales";
    /// In place of the comparison with chance.
    no_evidence: "Sans comparaison avec le hasard.", "Not compared with chance.";
    /// What the report is, at its foot.
    local: "Fait sur votre appareil par Segmenta\u{202f}; ce fichier ne charge rien et n’envoie rien.",
        "Made on your device by Segmenta; this file loads nothing and sends nothing.";

    /// Label: the file that was read.
    source: "Fichier", "File";
    /// Label: the years of the lines.
    years: "Années", "Years";
    /// Label: the period asked for.
    period: "Période demandée", "Period asked for";
    /// Label: the program.
    program: "Programme", "Program";
    /// Label: the numbers of segments compared.
    compared: "Nombres comparés", "Numbers compared";
    /// Label: how often the search starts.
    starts: "Départs de la recherche", "Starts of the search";
    /// Label: the seed of all draws.
    seed: "Graine des tirages", "Seed of the draws";
    /// Label: how sums are made.
    arithmetic: "Calcul des sommes", "Arithmetic of sums";
    /// Exact sums.
    arithmetic_exact: "exact, en nombres décimaux", "exact, in decimal numbers";
    /// The study's sums.
    arithmetic_pandas: "celui de pandas, comme l’étude", "that of pandas, as in the study";
    /// Label: exact or estimated.
    silhouettes: "Silhouettes", "Silhouettes";
    /// Exact silhouettes.
    silhouettes_exact: "exactes, sur toutes les paires de comptes", "exact, over all pairs of accounts";
    /// Label: what the evidence rests on.
    evidence_basis: "Comparaison avec le hasard", "Comparison with chance";
}

/// The result in one sentence: how many customers in how many segments, and what the first of them weighs.
#[must_use]
pub fn headline(
    accounts: usize,
    k: usize,
    first: &str,
    [of_accounts, of_sales]: [f64; 2],
    language: Language,
) -> String {
    let (who, parts, first) = (customers(accounts, language), segments(k, language), quoted(first, language));
    let [of_accounts, of_sales] = [of_accounts, of_sales].map(|share| percent(share, 1, language));
    match language {
        French => format!(
            "{who} en {parts}\u{a0}: le premier, {first}, réunit {of_accounts} des comptes et {of_sales} des ventes."
        ),
        English => {
            format!(
                "{who} in {parts}: the first, {first}, holds {of_accounts} of the accounts and {of_sales} of the sales."
            )
        }
    }
}

/// By what products are ranked, as a heading.
#[must_use]
pub const fn by_measure(measure: Measure, language: Language) -> &'static str {
    let (french, english) = match measure {
        Measure::Lines => ("Par lignes", "By lines"),
        Measure::Units => ("Par unités", "By units"),
        Measure::Revenue => ("Par ventes", "By sales"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// How much of a product was sold, by this measure.
#[must_use]
pub fn sold(measure: Measure, sold: f64, language: Language) -> String {
    match measure {
        // A count of lines is whole and far below 2^53.
        Measure::Lines => lines(sold as usize, language),
        Measure::Units => short(sold, language),
        Measure::Revenue => money(sold, language),
    }
}

/// Years as a heading tells them.
#[must_use]
pub fn year_range((first, last): (i32, i32)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// How often a segment's median holds that of all accounts; nothing where that is none.
#[must_use]
pub fn ratio(median: f64, typical: f64, language: Language) -> Option<String> {
    let ratio = median / typical;
    let decimals = if ratio < 10.0 { 2 } else { 1 };
    (typical > 0.0 && ratio.is_finite()).then(|| format!("×\u{a0}{}", decimal(ratio, decimals, language)))
}

/// How many of a segment's customers lie on a border, and whether all of them or the closest `named` are listed below.
#[must_use]
pub fn on_its_border(number: usize, named: usize, language: Language) -> String {
    let who = customers(number, language);
    let first = count(named, language);
    match (language, number) {
        (French, 0) => "Aucun client à la limite d’un autre segment.".into(),
        (English, 0) => "No customer on a border with another segment.".into(),
        (French, 1) => format!("{who}\u{a0}: un rien le ferait changer de segment."),
        (English, 1) => format!("{who}: a trifle would move it to another segment."),
        (French, all) if all <= named => format!("{who}\u{a0}: un rien les ferait changer de segment."),
        (English, all) if all <= named => format!("{who}: a trifle would move them to another segment."),
        (French, _) => {
            format!("{who}\u{a0}: un rien les ferait changer de segment. Les {first} plus proches de la limite\u{a0}:")
        }
        (English, _) => {
            format!("{who}: a trifle would move them to another segment. The {first} closest to the border:")
        }
    }
}

/// That a sheet holds only the first rows, and which file holds all.
#[must_use]
pub fn first_rows(shown: usize, all: usize, file: &str, language: Language) -> String {
    let [shown, all] = [shown, all].map(|rows| count(rows, language));
    match language {
        French => format!("Les {shown} premières lignes sur {all}\u{202f}; toutes sont dans {file}."),
        English => format!("The first {shown} rows of {all}; {file} holds them all."),
    }
}

/// What decided the segments, label by label: the file and its columns, cleaning, recipe, search. How values are written is not among it.
#[must_use]
pub fn settings(analysis: &Analysis, years: Option<(i32, i32)>, language: Language) -> Vec<(String, String)> {
    let Analysis { file, settings, sales, features, sweep, evidence, .. } = analysis;
    let Settings { starts: tries, seed: of_draws, arithmetic: sums, .. } = settings;
    let quality = &sales.quality;
    let mut said: Vec<(&str, String)> = vec![
        (program(language), format!("Segmenta {}", env!("CARGO_PKG_VERSION"))),
        (source(language), format!("{}{}", foreign(file), figures::sheet_of(quality, language))),
    ];
    said.extend(years.map(|range| (self::years(language), year_range(range))));
    for column in &quality.columns {
        if let Some(role) = column.role {
            said.push((columns::role_of(role, quality.shape, language), quoted(&column.name, language)));
        }
    }
    let Cleaning { period: asked, currency, .. } = &quality.cleaned.cleaning;
    said.extend(asked.map(|asked| (period(language), asked.to_string())));
    said.extend(currency.as_ref().map(|name| (super::page::currency(language), quoted(name, language))));
    for rule in Rule::ALL {
        let is_on = if quality.cleaned.cleaning.leaves_out(rule) { yes(language) } else { no(language) };
        said.push((cleaning::rule(rule, language), is_on.to_owned()));
    }
    let measured: Vec<&str> =
        features.recipe().features().iter().map(|&feature| recipe::feature(feature, language)).collect();
    said.push((super::page::features(language), measured.join(", ")));
    let normalisation = recipe::normalisation(features.recipe().normalisation(), language);
    said.push((super::page::normalisation(language), normalisation.to_owned()));
    let ks: Vec<String> = sweep.scores.iter().map(|scores| scores.k.to_string()).collect();
    said.push((compared(language), ks.join(", ")));
    said.push((starts(language), count(*tries, language)));
    said.push((seed(language), of_draws.to_string()));
    let sums = match sums {
        Arithmetic::Exact => arithmetic_exact(language),
        Arithmetic::Pandas => arithmetic_pandas(language),
    };
    said.push((arithmetic(language), sums.to_owned()));
    let found = figures::precision(sweep.precision, language);
    said.push((silhouettes(language), found.unwrap_or_else(|| silhouettes_exact(language).to_owned())));
    said.push((evidence_basis(language), basis(evidence.as_ref(), language)));
    said.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

fn basis(found: Option<&Evidence>, language: Language) -> String {
    found.map_or_else(|| no_evidence(language).to_owned(), |found| evidence::basis(&found.basis, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        crate::text::sentences::check(ALL);
    }

    #[test]
    fn names_of_sheets_are_such_as_excel_takes() {
        for language in [French, English] {
            let names = [sheet_summary, sheet_segments, sheet_products, sheet_accounts, sheet_excluded, sheet_settings]
                .map(|name| name(language));
            for (at, name) in names.iter().enumerate() {
                assert!(name.chars().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
                assert!(!names[..at].contains(name));
            }
        }
    }

    #[test]
    fn sentences_with_figures() {
        assert_eq!(
            headline(7747, 4, "Large, frequent", [0.25, 0.781], English),
            "7,747\u{a0}customers in 4\u{a0}segments: the first, “Large, frequent”, holds 25.0% of the accounts and 78.1% of the sales."
        );
        assert_eq!(
            headline(7747, 4, "Gros clients", [0.25, 0.781], French),
            "7\u{202f}747\u{a0}clients en 4\u{a0}segments\u{a0}: le premier, «\u{a0}Gros clients\u{a0}», réunit 25,0\u{202f}% des comptes et \
             78,1\u{202f}% des ventes."
        );
        assert_eq!(ratio(150.0, 100.0, French).unwrap(), "×\u{a0}1,50");
        assert_eq!(ratio(1.0, 0.0, French), None);
        assert_eq!(year_range((2019, 2020)), "2019–2020");
        assert!(first_rows(2, 1000, "accounts.csv", English).contains("2 rows of 1,000; accounts.csv"));
    }
}
