//! Titles, axes, legends and readings of the charts.

use super::Language;
use super::numbers::{accounts, count, decimal, is_singular, percent, segments};
use super::two_ks;
use crate::cluster::Scores;
use crate::compare::Flow;
use crate::customers::Feature;

fn silhouette(score: &Scores, language: Language) -> String {
    decimal(score.silhouette, 4, language)
}

/// Title of the chart of silhouettes.
#[must_use]
pub const fn silhouette_title(language: Language) -> &'static str {
    match language {
        Language::French => "Silhouette moyenne selon le nombre de segments",
        Language::English => "Mean silhouette by number of segments",
    }
}

/// Name of the axis of k.
#[must_use]
pub const fn number_of_segments(language: Language) -> &'static str {
    match language {
        Language::French => "Nombre de segments (k)",
        Language::English => "Number of segments (k)",
    }
}

/// Name of the axis of silhouettes.
#[must_use]
pub const fn mean_silhouette(language: Language) -> &'static str {
    match language {
        Language::French => "Silhouette moyenne (1 au plus)",
        Language::English => "Mean silhouette (1 at most)",
    }
}

/// Why a k is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// It is in use.
    pub is_chosen: bool,
    /// It has the highest mean silhouette.
    pub is_best: bool,
    /// The evidence recommends it.
    pub is_recommended: bool,
}

/// Legend of a marked k.
#[must_use]
pub fn marked_k(score: &Scores, standing: Standing, language: Language) -> String {
    let value = silhouette(score, language);
    let Standing { is_chosen, is_best, is_recommended } = standing;
    let (french, english) = match (is_chosen, is_best, is_recommended) {
        (true, true, true) => ("Retenu, plus haut, recommandé", "Chosen, highest, recommended"),
        (true, true, false) => ("Retenu, et le plus haut", "Chosen, and highest"),
        (true, false, true) => ("Retenu, et recommandé", "Chosen, and recommended"),
        (true, false, false) => ("Retenu", "Chosen"),
        (false, true, true) => ("Le plus haut, et recommandé", "Highest, and recommended"),
        (false, true, false) => ("Le plus haut", "Highest"),
        (false, false, _) => ("Recommandé", "Recommended"),
    };
    match language {
        Language::French => format!("{french}\u{a0}: k = {} ({value})", score.k),
        Language::English => format!("{english}: k = {} ({value})", score.k),
    }
}

/// Legend of the band of chance.
#[must_use]
pub const fn chance(language: Language) -> &'static str {
    match language {
        Language::French => "Hasard (moyenne ± écart-type)",
        Language::English => "Chance (mean ± deviation)",
    }
}

/// What chance scores over all k compared, in one sentence.
#[must_use]
pub fn chance_reading(low: f64, high: f64, language: Language) -> String {
    let [low, high] = [low, high].map(|value| decimal(value, 2, language));
    match language {
        Language::French => format!("Des clients tirés au hasard obtiendraient de {low} à {high}."),
        Language::English => format!("Customers drawn by chance would score {low} to {high}."),
    }
}

/// The chart of silhouettes in one sentence.
#[must_use]
pub fn silhouette_reading(scores: &[Scores], chosen: usize, best: usize, language: Language) -> String {
    let value_of = |k: usize| scores.iter().find(|score| score.k == k).map(|score| silhouette(score, language));
    let (Some(first), Some(last), Some(highest)) = (scores.first(), scores.last(), value_of(best)) else {
        return silhouette_title(language).to_owned();
    };
    let mut reading = match language {
        Language::French => {
            format!("Silhouette moyenne de {} à {} segments\u{a0}: la plus haute à {best} ({highest})", first.k, last.k)
        }
        Language::English => {
            format!("Mean silhouette for {} to {} segments: highest with {best} ({highest})", first.k, last.k)
        }
    };
    if let Some(value) = value_of(chosen).filter(|_| chosen != best) {
        reading.push_str(&match language {
            Language::French => format!("\u{202f}; {chosen} retenus ({value})"),
            Language::English => format!("; {chosen} chosen ({value})"),
        });
    }
    reading.push('.');
    reading
}

/// Name of a feature (column of `customers::FEATURES`) at the head of a phrase.
#[must_use]
pub const fn feature(column: usize, language: Language) -> &'static str {
    let [total, count, average] = Feature::STUDY;
    super::recipe::feature(
        match column {
            0 => total,
            1 => count,
            _ => average,
        },
        language,
    )
}

/// The same within a phrase.
pub(super) const fn the_feature(column: usize, language: Language) -> &'static str {
    match (column, language) {
        (0, Language::French) => "les ventes totales",
        (1, Language::French) => "le nombre de commandes",
        (_, Language::French) => "la valeur moyenne par commande",
        (0, Language::English) => "total sales",
        (1, Language::English) => "order count",
        (_, Language::English) => "average order value",
    }
}

/// Name of the axis of a feature, whose values are ranks brought to mean 0 and standard deviation 1.
#[must_use]
pub fn normalised_feature(column: usize, language: Language) -> String {
    match language {
        Language::French => format!("{} (rang normalisé)", feature(column, language)),
        Language::English => format!("{} (normalised rank)", feature(column, language)),
    }
}

/// Title of the plot of one feature over another.
#[must_use]
pub fn scatter_title(up: usize, right: usize, language: Language) -> String {
    match language {
        Language::French => format!("{} selon {}", feature(up, language), the_feature(right, language)),
        Language::English => format!("{} by {}", feature(up, language), the_feature(right, language)),
    }
}

/// The plot of one feature over another in one sentence.
#[must_use]
pub fn scatter_reading((up, right): (usize, usize), accounts: usize, segments: usize, language: Language) -> String {
    let title = scatter_title(up, right, language);
    let count = decimal(accounts as f64, 0, language);
    match language {
        Language::French => {
            let accounts = if accounts < 2 { "compte" } else { "comptes" };
            format!("{title}\u{a0}: {count} {accounts} en {segments} segments, chacun avec sa couleur et sa forme.")
        }
        Language::English => {
            let accounts = if accounts == 1 { "account" } else { "accounts" };
            format!("{title}: {count} {accounts} in {segments} segments, each with its own colour and shape.")
        }
    }
}

/// What the two sides of a flow are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Last year's segments and this year's.
    Years,
    /// The model's segments and this year's own, of the same accounts.
    Ways,
    /// So many segments of the same accounts, and so many.
    Numbers([usize; 2]),
}

/// Title of the picture of who moved where.
#[must_use]
pub fn flow_title(sides: Sides, language: Language) -> String {
    let title = match (sides, language) {
        (Sides::Years, Language::French) => "Des segments de l’an dernier à ceux de cette année",
        (Sides::Years, Language::English) => "From last year’s segments to this year’s",
        (Sides::Ways, Language::French) => "Des segments du modèle à ceux de cette année",
        (Sides::Ways, Language::English) => "From the model’s segments to this year’s own",
        (Sides::Numbers(numbers), _) => return two_ks::title(numbers, language),
    };
    title.to_owned()
}

/// Heads of its two sides.
#[must_use]
pub fn flow_sides(sides: Sides, language: Language) -> [String; 2] {
    let heads = match (sides, language) {
        (Sides::Years, Language::French) => ["L’an dernier", "Cette année"],
        (Sides::Years, Language::English) => ["Last year", "This year"],
        (Sides::Ways, Language::French) => ["Modèle appliqué", "Segmentés à nouveau"],
        (Sides::Ways, Language::English) => ["Model applied", "Fitted anew"],
        (Sides::Numbers(numbers), _) => return numbers.map(|k| segments(k, language)),
    };
    heads.map(str::to_owned)
}

/// What stands beside the segments: accounts that were not there last year, or are not any more.
#[must_use]
pub const fn flow_outside(is_new: bool, language: Language) -> &'static str {
    match (is_new, language) {
        (true, Language::French) => "Nouveaux",
        (true, Language::English) => "New",
        (false, Language::French) => "Partis",
        (false, Language::English) => "Lost",
    }
}

/// Who moved where in a sentence or two: who kept the segment, the largest move, who came and left.
#[must_use]
pub fn flow_reading(flow: &Flow, sides: Sides, language: Language) -> String {
    if let Sides::Numbers(numbers) = sides {
        return two_ks::reading(flow, numbers, language);
    }
    let cells = || {
        let rows = flow.before.iter().zip(&flow.accounts);
        rows.flat_map(|(&from, row)| flow.after.iter().zip(row).map(move |(&to, &accounts)| (from, to, accounts)))
    };
    let both: usize = cells().map(|(_, _, accounts)| accounts).sum();
    let kept: usize = cells().filter(|(from, to, _)| from == to).map(|(_, _, accounts)| accounts).sum();
    // Of equal moves the first is told.
    let moves = cells().filter(|(from, to, accounts)| from != to && *accounts > 0);
    let largest = moves.reduce(|best, other| if other.2 > best.2 { other } else { best });
    let title = flow_title(sides, language);
    let (share, of_both) = (percent(kept as f64 / both.max(1) as f64, 1, language), accounts(both, language));
    let (is_one, kept) = (is_singular(kept, language), count(kept, language));
    let mut reading = match (both, language) {
        (0, Language::French) => format!("{title}\u{a0}: aucun compte n’est dans les deux"),
        (0, Language::English) => format!("{title}: no account is in both"),
        (_, Language::French) if is_one => format!("{title}\u{a0}: {kept} sur {of_both} garde le sien ({share})"),
        (_, Language::English) if is_one => format!("{title}: {kept} of {of_both} keeps its own ({share})"),
        (_, Language::French) => format!("{title}\u{a0}: {kept} sur {of_both} gardent le leur ({share})"),
        (_, Language::English) => format!("{title}: {kept} of {of_both} keep theirs ({share})"),
    };
    if let Some((from, to, moved)) = largest {
        let moved = accounts(moved, language);
        reading.push_str(&match language {
            Language::French => {
                format!("\u{202f}; le plus grand mouvement va du segment {from} au segment {to} ({moved})")
            }
            Language::English => format!("; the largest move is from segment {from} to segment {to} ({moved})"),
        });
    }
    let [new, lost] = [&flow.new, &flow.lost].map(|counts| count(counts.iter().sum(), language));
    reading.push_str(&match (sides, language) {
        (Sides::Ways | Sides::Numbers(_), _) => ".".into(),
        (Sides::Years, Language::French) => format!(". Nouveaux\u{a0}: {new}, partis\u{a0}: {lost}."),
        (Sides::Years, Language::English) => format!(". New: {new}, lost: {lost}."),
    });
    reading
}

/// That a plot draws some of the accounts only, in one sentence.
#[must_use]
pub fn thinned(drawn: usize, language: Language) -> String {
    let drawn = count(drawn, language);
    match language {
        Language::French => {
            format!("{drawn} d’entre eux sont dessinés, pris à intervalles réguliers dans chaque segment.")
        }
        Language::English => format!("{drawn} of them are drawn, taken evenly from each segment."),
    }
}

/// That the plot shows a part in which so many of the accounts lie, in one sentence.
#[must_use]
pub fn zoomed(in_view: usize, language: Language) -> String {
    let in_view = count(in_view, language);
    match language {
        Language::French => format!("Vue agrandie\u{a0}: {in_view} d’entre eux."),
        Language::English => format!("Zoomed in on {in_view} of them."),
    }
}

/// That so many accounts of a segment are drawn at most, in one sentence.
#[must_use]
pub fn thinned_segments(drawn: usize, language: Language) -> String {
    let drawn = accounts(drawn, language);
    match language {
        Language::French => format!("Dessinés\u{a0}: {drawn} par segment au plus."),
        Language::English => format!("At most {drawn} a segment are drawn."),
    }
}

/// Button below a plot of accounts: to the table of them.
#[must_use]
pub const fn as_accounts(language: Language) -> &'static str {
    match language {
        Language::French => "Ces comptes en tableau",
        Language::English => "These accounts in a table",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences::check_words;
    use super::*;

    fn score(k: usize, silhouette: f64) -> Scores {
        Scores { k, inertia: 1.0, silhouette, davies_bouldin: 1.0, calinski_harabasz: 1.0 }
    }

    /// A flow between two segments of either year.
    fn flow(accounts: [[usize; 2]; 2]) -> Flow {
        let accounts = accounts.map(Vec::from).to_vec();
        Flow { before: vec![1, 2], after: vec![1, 2], accounts, new: vec![3, 0], lost: vec![1, 1] }
    }

    #[test]
    fn sentences_with_figures_are_well_set() {
        let standing = Standing { is_chosen: true, is_best: false, is_recommended: true };
        for language in [Language::French, Language::English] {
            let mut said = vec![
                marked_k(&score(4, 0.4974), standing, language),
                silhouette_reading(&[score(4, 0.4974), score(5, 0.4551)], 5, 4, language),
                scatter_reading((0, 1), 1, 4, language),
                chance_reading(0.34, 0.42, language),
                thinned(2_000, language),
                zoomed(2_000, language),
                thinned_segments(400, language),
            ];
            for accounts in [[[0, 0], [0, 0]], [[1, 2], [0, 0]], [[1, 2], [0, 5]]] {
                said.extend([Sides::Years, Sides::Ways].map(|sides| flow_reading(&flow(accounts), sides, language)));
            }
            said.iter().for_each(|words| check_words(words, language));
        }
    }

    #[test]
    fn a_flow_of_no_account_or_of_one_is_told_as_such() {
        let said = |accounts, language| flow_reading(&flow(accounts), Sides::Years, language);
        assert_eq!(
            said([[0, 0], [0, 0]], Language::French),
            "Des segments de l’an dernier à ceux de cette année\u{a0}: aucun compte n’est dans les deux. Nouveaux\u{a0}: 3, partis\u{a0}: 2."
        );
        assert_eq!(
            said([[0, 0], [0, 0]], Language::English),
            "From last year’s segments to this year’s: no account is in both. New: 3, lost: 2."
        );
        assert!(
            said([[1, 1], [0, 0]], Language::French).contains("1 sur 2\u{a0}comptes garde le sien (50,0\u{202f}%)")
        );
        assert!(said([[1, 1], [0, 0]], Language::English).contains("1 of 2\u{a0}accounts keeps its own (50.0%)"));
        assert!(
            said([[1, 1], [0, 1]], Language::French).contains("2 sur 3\u{a0}comptes gardent le leur (66,7\u{202f}%)")
        );
    }

    #[test]
    fn readings_say_what_the_charts_show() {
        let scores = [score(4, 0.4974), score(5, 0.4551)];
        assert_eq!(
            silhouette_reading(&scores, 4, 4, Language::English),
            "Mean silhouette for 4 to 5 segments: highest with 4 (0.4974)."
        );
        assert_eq!(
            silhouette_reading(&scores, 5, 4, Language::French),
            "Silhouette moyenne de 4 à 5 segments\u{a0}: la plus haute à 4 (0,4974)\u{202f}; 5 retenus (0,4551)."
        );
        assert_eq!(
            scatter_reading((0, 1), 7747, 4, Language::French),
            "Ventes totales selon le nombre de commandes\u{a0}: 7\u{202f}747 comptes en 4 segments, chacun avec sa couleur et sa forme."
        );
        assert_eq!(
            scatter_reading((2, 0), 7747, 4, Language::English),
            "Average order value by total sales: 7,747 accounts in 4 segments, each with its own colour and shape."
        );
    }
}
