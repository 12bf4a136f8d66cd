//! Recipes in words: features, normalisations, and how far two recipes agree.

use super::Language::{self, English, French};
use super::numbers::{accounts, decimal, money};
use super::roles::role;
use crate::cluster::Renormalised;
use crate::customers::{Feature, Normalisation, Recipe};

/// A feature as a label.
#[must_use]
pub const fn feature(feature: Feature, language: Language) -> &'static str {
    let (french, english) = match feature {
        Feature::TotalSales => ("Ventes totales", "Total sales"),
        Feature::OrderCount => ("Nombre de commandes", "Order count"),
        Feature::AvgOrderValue => ("Valeur moyenne par commande", "Average order value"),
        Feature::Recency => ("Jours depuis le dernier achat", "Days since the last purchase"),
        Feature::Tenure => ("Jours du premier au dernier achat", "Days from first to last purchase"),
        Feature::DistinctProducts => ("Produits différents", "Distinct products"),
        Feature::Units => ("Unités", "Units"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// What a feature is, in a sentence.
#[must_use]
pub const fn about_feature(feature: Feature, language: Language) -> &'static str {
    let (french, english) = match feature {
        Feature::TotalSales => ("Somme des montants des lignes.", "Sum of the line amounts."),
        Feature::OrderCount => ("Lignes de souscription différentes.", "Distinct subscription lines."),
        Feature::AvgOrderValue => {
            ("Ventes totales divisées par le nombre de commandes.", "Total sales divided by the order count.")
        }
        Feature::Recency => (
            "De la dernière date de début du compte à la plus récente de toutes les lignes retenues.",
            "From the account’s last start date to the latest of all lines kept.",
        ),
        Feature::Tenure => (
            "De la première à la dernière date de début du compte.",
            "From the account’s first start date to its last.",
        ),
        Feature::DistinctProducts => (
            "Noms de produit différents, ou codes si le fichier n’a pas de noms.",
            "Distinct product names, or codes where the file has no names.",
        ),
        Feature::Units => ("Somme des quantités.", "Sum of the quantities."),
    };
    match language {
        French => french,
        English => english,
    }
}

/// A feature's mean or median, as its unit asks: money to the cent, the rest to one decimal.
#[must_use]
pub fn value(feature: Feature, value: f64, language: Language) -> String {
    match feature {
        Feature::TotalSales | Feature::AvgOrderValue => money(value, language),
        _ => decimal(value, 1, language),
    }
}

/// Why a file does not tell a feature: the columns of which it has none.
#[must_use]
pub fn needs(feature: Feature, language: Language) -> String {
    let or = match language {
        French => " ou ",
        English => " or ",
    };
    let columns: Vec<String> =
        feature.needs().iter().map(|&needed| super::punctuation::quoted(role(needed, language), language)).collect();
    let columns = columns.join(or);
    match language {
        French => format!("Le fichier n’a pas de colonne {columns}."),
        English => format!("The file has no column {columns}."),
    }
}

/// A normalisation as a label.
#[must_use]
pub const fn normalisation(normalisation: Normalisation, language: Language) -> &'static str {
    let (french, english) = match normalisation {
        Normalisation::Ranks => ("Rangs (ceux de l’étude)", "Ranks (the study’s)"),
        Normalisation::AverageRanks => ("Rangs moyens", "Average ranks"),
        Normalisation::LogZ => ("Scores z des logarithmes", "Z-scores of logarithms"),
        Normalisation::RobustZ => ("Scores z robustes", "Robust z-scores"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// What a normalisation does, in a sentence.
#[must_use]
pub const fn about_normalisation(normalisation: Normalisation, language: Language) -> &'static str {
    let (french, english) = match normalisation {
        Normalisation::Ranks => (
            "Seul l’ordre des comptes compte\u{202f}; les ex æquo se suivent dans l’ordre des identifiants.",
            "Only the order of the accounts counts; ties follow the order of the ids.",
        ),
        Normalisation::AverageRanks => (
            "Seul l’ordre des comptes compte\u{202f}; les ex æquo partagent leur rang moyen.",
            "Only the order of the accounts counts; ties share their mean rank.",
        ),
        Normalisation::LogZ => (
            "Les écarts comptent en proportion\u{a0}: le double est aussi loin à 100 qu’à 10\u{202f}000.",
            "Differences count in proportion: twice as much is as far at 100 as at 10,000.",
        ),
        Normalisation::RobustZ => (
            "Les écarts comptent en valeur, mesurés à la médiane\u{a0}: quelques très gros comptes forment vite leur propre segment.",
            "Differences count as they are, measured from the median: a few very large accounts soon make a segment of their own.",
        ),
    };
    match language {
        French => french,
        English => english,
    }
}

/// A recipe in a line.
#[must_use]
pub fn recipe(recipe: &Recipe, language: Language) -> String {
    let features: Vec<&str> = recipe.features().iter().map(|&it| feature(it, language)).collect();
    // Within the sentence labels lose their capital; they have no other.
    let features = features.join(", ").to_lowercase();
    let normalisation = normalisation(recipe.normalisation(), language).to_lowercase();
    match language {
        French => format!("Méthode\u{a0}: {features}\u{202f}; {normalisation}."),
        English => format!("Recipe: {features}; {normalisation}."),
    }
}

/// How far the segments agree with those of the study's recipe: the adjusted Rand index and what it means.
#[must_use]
pub fn agreement(ari: f64, k: usize, language: Language) -> String {
    let figure = decimal(ari, 3, language);
    let reading = reading(ari, language);
    match language {
        French => format!(
            "Accord avec la méthode de l’étude à {k} segments (indice de Rand ajusté\u{202f}; 1\u{a0}: mêmes segments, 0\u{a0}: pas plus que le hasard)\u{a0}: {figure}. {reading}"
        ),
        English => format!(
            "Agreement with the study’s recipe at {k} segments (adjusted Rand index; 1: the same segments, 0: no more than chance): {figure}. {reading}"
        ),
    }
}

/// How far other normalisations of the same features agree with the segments at this k; nothing where none has that k.
#[must_use]
pub fn others(others: &[Renormalised], k: usize, language: Language) -> Option<String> {
    let figure = |other: &Renormalised| {
        let here = other.agreement.iter().find(|here| here.k == k)?;
        let name = normalisation(other.normalisation, language).to_lowercase();
        Some(format!("{name} {}", decimal(here.ari, 3, language)))
    };
    let figures: Vec<String> = others.iter().filter_map(figure).collect();
    let figures = (!figures.is_empty()).then(|| figures.join(", "))?;
    Some(match language {
        French => format!("Accord avec d’autres normalisations (indice de Rand ajusté)\u{a0}: {figures}."),
        English => format!("Agreement with other normalisations (adjusted Rand index): {figures}."),
    })
}

/// An adjusted Rand index in a sentence; the thresholds are Steinley's (2004).
const fn reading(ari: f64, language: Language) -> &'static str {
    let (french, english) = match ari {
        same if same >= 0.9 => ("Presque les mêmes segments.", "Nearly the same segments."),
        alike if alike >= 0.8 => (
            "Des segments proches\u{a0}: peu de comptes en changent.",
            "Much the same segments: few accounts change theirs.",
        ),
        alike if alike >= 0.65 => (
            "Des segments semblables dans les grandes lignes, mais bien des comptes en changent.",
            "Segments alike in outline, but many accounts change theirs.",
        ),
        _ => ("D’autres segments que ceux de l’étude.", "Other segments than the study’s."),
    };
    match language {
        French => french,
        English => english,
    }
}

/// Accounts without a start date; nothing where there is none.
#[must_use]
pub fn undated(number: usize, language: Language) -> Option<String> {
    let undated = accounts(number, language);
    (number > 0).then(|| match language {
        French => format!("{undated} sans date de début\u{a0}: à la médiane des autres pour les mesures de dates."),
        English => format!("{undated} without a start date: at the others’ median in the features made of dates."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::Agreement;

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        let said = |language: Language| {
            let mut said: Vec<String> = Vec::new();
            for it in Feature::ALL {
                said.extend([feature(it, language), about_feature(it, language)].map(str::to_owned));
            }
            for it in Normalisation::ALL {
                said.extend([normalisation(it, language), about_normalisation(it, language)].map(str::to_owned));
            }
            said.extend([0.95, 0.85, 0.7, 0.1].map(|ari| agreement(ari, 4, language)));
            said.extend([needs(Feature::Recency, language), needs(Feature::DistinctProducts, language)]);
            said.push(recipe(&Recipe::default(), language));
            let agreement = vec![Agreement { k: 4, ari: 0.719 }];
            let other = Renormalised { normalisation: Normalisation::LogZ, agreement };
            assert_eq!(others(std::slice::from_ref(&other), 5, language), None);
            said.extend(others(&[other], 4, language));
            said.extend(undated(2, language));
            said
        };
        for (french, english) in said(French).iter().zip(&said(English)) {
            assert_ne!(french, english);
            assert_eq!(french.ends_with('.'), english.ends_with('.'), "{french} / {english}");
            for text in [french, english] {
                assert!(!text.contains("  ") && !text.contains('\''), "{text:?}");
                assert!(![" :", " ;", "« ", " »"].iter().any(|mark| text.contains(mark)), "{text:?}");
            }
        }
        assert_eq!(undated(0, English), None);
    }

    #[test]
    fn values_are_written_as_their_unit_asks() {
        assert_eq!(value(Feature::Recency, 12.25, English), decimal(12.25, 1, English));
        assert_eq!(value(Feature::TotalSales, 1234.5, English), "1,234.50");
    }
}
