//! Titles, axes, legends, readings and tables of the charts of the segments.

use super::Language::{self, English, French};
use super::charts::{feature, the_feature};
use super::numbers::{accounts, count, decimal, exact, orders, percent, rough_money, segments, short};
use super::punctuation::{foreign, quoted};
use crate::segments::{Face, Measure, PAIRS, Portraits};

sentences! {
    /// Heading of the charts.
    heading: "Les segments en graphiques", "The segments in charts";
    /// What one can do with them.
    hint: "Choisissez un segment, ici, sur sa fiche ou d’un clic dans un graphique\u{a0}: il ressort partout. Échap les montre tous.",
        "Pick a segment, here, on its card or by a click in a chart: it stands out everywhere. Escape shows all of them.";
    /// Name of the buttons of the segments.
    pick_segment: "Faire ressortir un segment", "Set a segment off";
    /// Button that opens a chart's table.
    as_table: "Les chiffres", "The figures";
    /// Button: a chart as a picture.
    save_png: "Image PNG", "PNG image";
    /// Button: a chart as a drawing.
    save_svg: "Dessin SVG", "SVG drawing";
    /// Name of the switch of measures.
    rank_products_by: "Classer les produits par", "Rank products by";
    /// Opens the fields of values.
    filter_values: "Filtrer par valeurs", "Filter by values";
    /// What they do.
    filter_values_hint: "Un cadre tracé dans un graphique les remplit.", "A rectangle drawn in a plot fills them in.";
    /// Label: the lower end.
    from: "de", "from";
    /// Label: the upper end.
    to: "à", "to";
    /// Button: no range any more.
    all_values: "Toutes les valeurs", "All values";
    /// Title of the chart of shares.
    shares_title: "Part des comptes et part des ventes", "Share of accounts and share of sales";
    /// Legend: the first bar.
    accounts_share: "Part des comptes", "Share of accounts";
    /// Legend: the second bar.
    sales_share: "Part des ventes", "Share of sales";
    /// Title of the chart of medians.
    profiles_title: "Compte médian de chaque segment, face à l’ensemble", "Median account of each segment against all accounts";
    /// Name of the axis of ratios.
    times_all: "Fois la médiane de tous les comptes (échelle logarithmique)", "Times the median of all accounts (logarithmic scale)";
    /// Legend of the bin heights.
    own_height: "Nombre de comptes (chaque segment à sa propre hauteur)", "Number of accounts (each segment to its own height)";
    /// Legend of the tick in a distribution.
    median_of_segment: "Médiane du segment", "Median of the segment";
    /// Title of the silhouettes account by account.
    knife_title: "Silhouette de chaque compte, par segment", "Silhouette of each account, by segment";
    /// Name of the axis of silhouettes.
    silhouette_axis: "Silhouette (1\u{a0}: bien à sa place\u{202f}; sous 0\u{a0}: plus près d’un autre segment)",
        "Silhouette (1: well placed; below 0: nearer to another segment)";
    /// Title of the correlations.
    correlation_title: "Corrélation de rang des mesures (Spearman)", "Rank correlation of the features (Spearman)";
    /// In place of products.
    no_products: "Aucun produit décrit", "No described product";
    /// Head of a table: the segment.
    segment: "Segment", "Segment";
    /// Head of a table: how many accounts.
    size: "Comptes", "Accounts";
    /// Head of a table: the product.
    product: "Produit", "Product";
    /// Head of a table: its place.
    place: "Rang", "Place";
    /// Head of a table: the feature.
    measure: "Mesure", "Feature";
    /// Row of a table: all accounts.
    all_accounts: "Tous les comptes", "All accounts";
    /// Head of a table: mean silhouette.
    mean: "Silhouette moyenne", "Mean silhouette";
    /// Head of a table.
    least: "Minimum", "Least";
    /// Head of a table.
    lower_quartile: "1er quartile", "Lower quartile";
    /// Head of a table.
    median: "Médiane", "Median";
    /// Head of a table.
    upper_quartile: "3e quartile", "Upper quartile";
    /// Head of a table.
    greatest: "Maximum", "Greatest";
    /// A figure that cannot be.
    nothing: "—", "—";
}

/// A segment by its number and name.
#[must_use]
pub fn numbered(segment: usize, names: &[String]) -> String {
    match names.get(segment) {
        Some(name) => format!("{} · {name}", segment + 1),
        None => (segment + 1).to_string(),
    }
}

/// A value of a feature (column of `customers::FEATURES`): orders are counted, the rest is money.
#[must_use]
pub fn value(feature: usize, value: f64, language: Language) -> String {
    match feature {
        _ if !value.is_finite() => nothing(language).to_owned(),
        1 => short(value, language),
        _ => rough_money(value, language),
    }
}

/// How many times something is: `× 8,4` in French, `8.4×` in English; two digits.
#[must_use]
pub fn times(ratio: f64, language: Language) -> String {
    as_times(&two_digits(ratio, language), language)
}

/// A round multiple, with the digits it has.
#[must_use]
pub fn times_of_scale(ratio: f64, language: Language) -> String {
    as_times(&exact(ratio, language), language)
}

fn as_times(number: &str, language: Language) -> String {
    match language {
        French => format!("×\u{a0}{number}"),
        English => format!("{number}×"),
    }
}

fn two_digits(ratio: f64, language: Language) -> String {
    let decimals = match ratio {
        ratio if ratio >= 9.95 => 0,
        ratio if ratio >= 0.995 => 1,
        ratio if ratio >= 0.0995 => 2,
        _ => 3,
    };
    decimal(ratio, decimals, language)
}

/// Name of a measure of products.
#[must_use]
pub const fn measured(measure: Measure, language: Language) -> &'static str {
    let (french, english) = match measure {
        Measure::Lines => ("Lignes", "Lines"),
        Measure::Units => ("Unités", "Units"),
        Measure::Revenue => ("Montant", "Revenue"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// What was sold of a product by a measure.
#[must_use]
pub fn sold(measure: Measure, sold: f64, language: Language) -> String {
    if measure == Measure::Revenue { rough_money(sold, language) } else { short(sold, language) }
}

/// Title of the chart of products.
#[must_use]
pub const fn products_title(measure: Measure, language: Language) -> &'static str {
    let (french, english) = match measure {
        Measure::Lines => ("Produits les plus vendus, en lignes", "Best-selling products by lines"),
        Measure::Units => ("Produits les plus vendus, en unités", "Best-selling products by units"),
        Measure::Revenue => ("Produits les plus vendus, en montant", "Best-selling products by revenue"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// Title of the distribution of a feature.
#[must_use]
pub fn spread_title(column: usize, language: Language) -> String {
    match language {
        French => format!("{}\u{a0}: répartition par segment", feature(column, language)),
        English => format!("{}: distribution by segment", feature(column, language)),
    }
}

/// Name of the axis of a feature on a logarithmic scale.
#[must_use]
pub fn spread_axis(column: usize, language: Language) -> String {
    match language {
        French => format!("{} (échelle logarithmique)", feature(column, language)),
        English => format!("{} (logarithmic scale)", feature(column, language)),
    }
}

/// Legend of the line of the mean.
#[must_use]
pub fn mean_line(silhouette: f64, language: Language) -> String {
    let value = decimal(silhouette, 4, language);
    match language {
        French => format!("Moyenne\u{a0}: {value}"),
        English => format!("Mean: {value}"),
    }
}

/// The segment for which `of` is highest, or lowest; ties go to the first. `None` where there is nothing to compare.
fn extreme(portraits: &Portraits, is_highest: bool, of: impl Fn(usize, &Face) -> f64) -> Option<(usize, f64)> {
    let values = portraits.faces.iter().enumerate().map(|(segment, face)| (segment, of(segment, face)));
    values.filter(|(_, value)| value.is_finite()).reduce(|best, other| {
        let is_better = if is_highest { other.1 > best.1 } else { other.1 < best.1 };
        if is_better { other } else { best }
    })
}

/// The chart of shares in one sentence.
#[must_use]
pub fn shares_reading(portraits: &Portraits, language: Language) -> String {
    let Some((segment, share)) = extreme(portraits, true, |_, face| face.sales_share) else {
        return shares_title(language).to_owned();
    };
    let (number, of_accounts) = (segment + 1, percent(portraits.account_share(segment), 1, language));
    let of_sales = percent(share, 1, language);
    match language {
        French => format!("Le segment {number} réunit {of_accounts} des comptes et fait {of_sales} des ventes."),
        English => format!("Segment {number} has {of_accounts} of the accounts and makes {of_sales} of the sales."),
    }
}

/// The chart of medians in one sentence: the widest ratio.
#[must_use]
pub fn profiles_reading(portraits: &Portraits, language: Language) -> String {
    let ratios = (0..3).flat_map(|column| (0..portraits.faces.len()).map(move |segment| (segment, column)));
    let widest = ratios
        .filter_map(|(segment, column)| Some((segment, column, portraits.ratio(segment, column)?)))
        .max_by(|a, b| a.2.ln().abs().total_cmp(&b.2.ln().abs()));
    let Some((segment, column, ratio)) = widest else { return profiles_title(language).to_owned() };
    let (number, name, ratio) = (segment + 1, the_feature(column, language), two_digits(ratio, language));
    match language {
        French => format!(
            "Le plus grand écart est au segment {number}, pour {name}\u{a0}: {ratio} fois la médiane de tous les comptes."
        ),
        English => {
            format!("The widest gap is in segment {number}, for {name}: {ratio} times the median of all accounts.")
        }
    }
}

/// The chart of products in one sentence: what leads in most segments.
#[must_use]
pub fn products_reading(portraits: &Portraits, by: Measure, language: Language) -> String {
    let firsts = portraits.faces.iter().filter_map(|face| face.best_sellers[by as usize].first());
    let firsts: Vec<&str> = firsts.map(|seller| seller.description.as_str()).collect();
    let led = |name: &str| firsts.iter().filter(|&&other| other == name).count();
    // Of equals the one of the earliest segment.
    let leader = firsts.iter().copied().rev().max_by_key(|name| led(name));
    let title = products_title(by, language);
    let Some(leader) = leader else { return format!("{title}{}", colon(no_products(language), language)) };
    let (led, all, name) = (led(leader), portraits.faces.len(), quoted(leader, language));
    let of_all = segments(all, language);
    match language {
        French if led == all => format!("{title}\u{a0}: {name} arrive en tête dans tous les segments."),
        English if led == all => format!("{title}: {name} comes first in every segment."),
        French => format!("{title}\u{a0}: {name} arrive en tête dans {} des {of_all}.", count(led, language)),
        English => format!("{title}: {name} comes first in {} of {of_all}.", count(led, language)),
    }
}

fn colon(rest: &str, language: Language) -> String {
    match language {
        French => format!("\u{a0}: {rest}."),
        English => format!(": {rest}."),
    }
}

/// The distribution of a feature in one sentence: between which segments the medians lie.
#[must_use]
pub fn spread_reading(portraits: &Portraits, column: usize, language: Language) -> String {
    let end = |is_highest| extreme(portraits, is_highest, |segment, _| portraits.median(segment, column));
    let (Some((low, least)), Some((high, most))) = (end(false), end(true)) else {
        return spread_title(column, language);
    };
    let (low, high, name) = (low + 1, high + 1, feature(column, language));
    let [least, most] = [least, most].map(|median| value(column, median, language));
    match language {
        _ if low == high => {
            format!("{name}{}", colon(&format!("{} {least}", median(language).to_lowercase()), language))
        }
        French => format!("{name}\u{a0}: la médiane va de {least} (segment {low}) à {most} (segment {high})."),
        English => format!("{name}: medians run from {least} (segment {low}) to {most} (segment {high})."),
    }
}

/// The silhouettes account by account in one sentence.
#[must_use]
pub fn knife_reading(portraits: &Portraits, language: Language) -> String {
    let end = |is_highest| extreme(portraits, is_highest, |_, face| face.silhouette);
    let (Some((low, least)), Some((high, most))) = (end(false), end(true)) else {
        return knife_title(language).to_owned();
    };
    let (low, high, misplaced) = (low + 1, high + 1, accounts(portraits.misplaced, language));
    let [mean, least, most] = [portraits.silhouette, least, most].map(|value| decimal(value, 2, language));
    let share = percent(portraits.misplaced as f64 / portraits.accounts.max(1) as f64, 1, language);
    match language {
        French => format!(
            "Silhouette moyenne {mean}\u{a0}: le segment {high} est le plus net ({most}), le segment {low} le moins ({least})\u{202f}; {misplaced} ({share}) plus près d’un autre segment que du leur."
        ),
        English => format!(
            "Mean silhouette {mean}: segment {high} is the clearest ({most}), segment {low} the least clear ({least}); {misplaced} ({share}) nearer to another segment than to their own."
        ),
    }
}

/// The correlations in one sentence: the pairs that go together most and least, or the only one known.
#[must_use]
pub fn correlation_reading(portraits: &Portraits, language: Language) -> String {
    let pairs = PAIRS.into_iter().zip(portraits.correlations);
    let mut known: Vec<_> = pairs.filter_map(|(pair, correlation)| Some((pair, correlation?))).collect();
    known.sort_by(|a, b| a.1.total_cmp(&b.1));
    let words = |((a, b), correlation): ((usize, usize), f64)| {
        let [a, b] = [a, b].map(|column| the_feature(column, language));
        let correlation = decimal(correlation, 2, language);
        match language {
            French => format!("{a} et {b} ({correlation})"),
            English => format!("{a} and {b} ({correlation})"),
        }
    };
    match (known.as_slice(), language) {
        ([], _) => correlation_title(language).to_owned(),
        ([only], French) => format!("Une seule corrélation se calcule\u{a0}: {}.", words(*only)),
        ([only], English) => format!("One pair alone has a correlation: {}.", words(*only)),
        ([least, .., most], French) => {
            format!("Vont le plus ensemble\u{a0}: {}\u{202f}; le moins\u{a0}: {}.", words(*most), words(*least))
        }
        ([least, .., most], English) => format!("Going together most: {}; least: {}.", words(*most), words(*least)),
    }
}

/// An account in one sentence: its id, its values of the three features, its segment, its silhouette.
#[must_use]
pub fn account(id: &str, values: [f64; 3], segment: &str, silhouette: f64, language: Language) -> String {
    let [total, average] = [0, 2].map(|column| value(column, values[column], language));
    // Counted, so whole, and far below 2^53.
    let orders = orders(values[1] as usize, language);
    let (id, silhouette) = (foreign(id), decimal(silhouette, 2, language));
    match language {
        French => format!(
            "{id}\u{a0}: {total} de ventes, {orders}, {average} en moyenne\u{202f}; segment {segment}, silhouette {silhouette}."
        ),
        English => format!(
            "{id}: {total} of sales, {orders}, {average} on average; segment {segment}, silhouette {silhouette}."
        ),
    }
}

/// A product's description as it is shown: visible, and of one line.
#[must_use]
pub fn description(text: &str) -> String {
    foreign(text)
}

/// Head of a table: how many times the median of all a segment's is.
#[must_use]
pub fn ratio_head(column: usize, language: Language) -> String {
    match language {
        French => format!("{}\u{a0}: fois l’ensemble", feature(column, language)),
        English => format!("{}: times all", feature(column, language)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences::{check, check_words};
    use super::*;

    #[test]
    fn sentences_are_well_set() {
        check(ALL);
        let best_sellers = [const { Vec::new() }; 3];
        let face = Face {
            size: 4,
            sales_share: 1.0,
            silhouette: 0.5,
            silhouettes: vec![0.5],
            accounts: vec![0],
            best_sellers,
        };
        let mut portraits = Portraits { accounts: 4, misplaced: 1, faces: vec![face], ..Portraits::default() };
        for language in [French, English] {
            for correlations in [[None; 3], [None, Some(0.5), None], [Some(0.9), None, Some(-0.25)]] {
                portraits.correlations = correlations;
                check_words(&correlation_reading(&portraits, language), language);
            }
            check_words(&knife_reading(&portraits, language), language);
            check_words(&products_reading(&portraits, Measure::Lines, language), language);
            check_words(&account("A", [10.0, 1.0, 10.0], "1 · Gros", 0.5, language), language);
        }
    }

    #[test]
    fn one_order_and_one_pair_are_one() {
        let said = |orders, language| account("A", [10.0, orders, 10.0], "1", 0.5, language);
        assert!(said(1.0, French).contains(" 1\u{a0}commande, ") && said(2.0, French).contains(" 2\u{a0}commandes, "));
        assert!(said(1.0, English).contains(" 1\u{a0}order, ") && said(0.0, English).contains(" 0\u{a0}orders, "));
        let one = Portraits { correlations: [None, Some(0.5), None], ..Portraits::default() };
        assert!(correlation_reading(&one, English).ends_with(": total sales and average order value (0.50)."));
    }

    #[test]
    fn multiples_have_two_digits() {
        let written = [12.4, 9.96, 8.44, 1.0, 0.3, 0.042].map(|ratio| times(ratio, English));
        assert_eq!(written, ["12×", "10×", "8.4×", "1.0×", "0.30×", "0.042×"]);
        assert_eq!(times(1234.4, French), "×\u{a0}1\u{202f}234");
    }
}
