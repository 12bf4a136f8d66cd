//! The rules of segments in words, in original units.

use super::Language::{self, English, French};
use super::numbers::{count, exact, is_singular, percent};
use crate::segments::{Bounds, Rule};

/// The rule as a sentence: `More than 31 orders and an average order of at most 95.`
///
/// The file names no currency, and so no sentence does.
#[must_use]
pub fn rule(rule: &Rule, language: Language) -> String {
    let parts: Vec<String> = rule.bounds.iter().map(|bounds| part(bounds, language)).collect();
    let Some((last, others)) = parts.split_last() else {
        return match language {
            French => "Aucune règle simple sur les ventes et les commandes ne distingue ces clients.",
            English => "No simple rule on sales and orders tells these customers apart.",
        }
        .into();
    };
    let and = match language {
        French => "et",
        English => "and",
    };
    // Where a part has an "and" of its own, a comma keeps the parts apart.
    let comma = if rule.bounds.iter().any(is_interval_of_money) { "," } else { "" };
    let all = if others.is_empty() { last.clone() } else { format!("{}{comma} {and} {last}", others.join(", ")) };
    let mut letters = all.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

/// How far the rule can be trusted; nothing where there is none.
#[must_use]
pub fn trust(rule: &Rule, language: Language) -> Option<String> {
    let [right, found] = [rule.precision, rule.recall].map(|share| percent(share, 0, language));
    (!rule.bounds.is_empty()).then(|| match language {
        French => {
            format!("Juste pour {right} des clients que la règle désigne\u{202f}; elle retrouve {found} du segment.")
        }
        English => format!("Right for {right} of the customers it picks; it finds {found} of the segment."),
    })
}

fn is_interval_of_money(bounds: &Bounds) -> bool {
    bounds.feature != 1 && bounds.above.is_some() && bounds.at_most.is_some()
}

/// The bounds on one feature within a sentence.
fn part(bounds: &Bounds, language: Language) -> String {
    match bounds.feature {
        1 => orders(bounds, language),
        _ => money(bounds, language),
    }
}

/// Orders are counted in whole numbers: `more than 12` is `13 or more`.
fn orders(bounds: &Bounds, language: Language) -> String {
    // Thresholds between two counts are themselves counts of orders, far below 2^53.
    let whole = |threshold: f64| threshold.max(0.0) as usize;
    let noun = |number: usize| match (language, is_singular(number, language)) {
        (French, true) => "commande",
        (French, false) => "commandes",
        (English, true) => "order",
        (English, false) => "orders",
    };
    let of = |number: usize| format!("{} {}", count(number, language), noun(number));
    match (bounds.above.map(whole), bounds.at_most.map(whole), language) {
        (Some(above), Some(most), French) if above + 1 >= most => format!("exactement {}", of(most)),
        (Some(above), Some(most), English) if above + 1 >= most => format!("exactly {}", of(most)),
        (Some(above), Some(most), French) => format!("de {} à {}", count(above + 1, language), of(most)),
        (Some(above), Some(most), English) => format!("{} to {}", count(above + 1, language), of(most)),
        (Some(above), None, French) => format!("plus de {}", of(above)),
        (Some(above), None, English) => format!("more than {}", of(above)),
        (None, most, French) => format!("au plus {}", of(most.unwrap_or_default())),
        (None, most, English) => format!("at most {}", of(most.unwrap_or_default())),
    }
}

/// Total sales, or the average order.
fn money(bounds: &Bounds, language: Language) -> String {
    let what = match (bounds.feature, language) {
        (0, French) => "des ventes totales",
        (_, French) => "un panier moyen",
        (0, English) => "total sales",
        (_, English) => "an average order",
    };
    let above = bounds.above.map(|threshold| match language {
        French => format!("de plus de {}", exact(threshold, language)),
        English => format!("of more than {}", exact(threshold, language)),
    });
    let most = bounds.at_most.map(|threshold| match (language, above.is_some()) {
        (French, _) => format!("d’au plus {}", exact(threshold, language)),
        (English, false) => format!("of at most {}", exact(threshold, language)),
        (English, true) => format!("at most {}", exact(threshold, language)),
    });
    let and = match language {
        French => " et ",
        English => " and ",
    };
    format!("{what} {}", above.into_iter().chain(most).collect::<Vec<_>>().join(and))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(feature: usize, above: Option<f64>, at_most: Option<f64>) -> Bounds {
        Bounds { feature, above, at_most }
    }

    #[test]
    fn rules_read_as_people_say_them() {
        for (bounds, french, english) in [
            (
                vec![bounds(1, Some(31.0), None), bounds(2, None, Some(95.0))],
                "Plus de 31 commandes et un panier moyen d’au plus 95.",
                "More than 31 orders and an average order of at most 95.",
            ),
            (
                vec![bounds(0, Some(1500.0), Some(12_500.5)), bounds(1, None, Some(1.0))],
                "Des ventes totales de plus de 1\u{202f}500 et d’au plus 12\u{202f}500,5, et au plus 1 commande.",
                "Total sales of more than 1,500 and at most 12,500.5, and at most 1 order.",
            ),
            (vec![bounds(1, Some(12.0), Some(31.0))], "De 13 à 31 commandes.", "13 to 31 orders."),
            (vec![bounds(1, Some(2.0), Some(3.0))], "Exactement 3 commandes.", "Exactly 3 orders."),
            (
                vec![bounds(0, Some(0.0), None), bounds(1, None, Some(9.0)), bounds(2, Some(0.25), None)],
                "Des ventes totales de plus de 0, au plus 9 commandes et un panier moyen de plus de 0,25.",
                "Total sales of more than 0, at most 9 orders and an average order of more than 0.25.",
            ),
        ] {
            let of = |language| rule(&Rule { bounds: bounds.clone(), precision: 1.0, recall: 1.0 }, language);
            assert_eq!(of(French), french);
            assert_eq!(of(English), english);
        }
    }

    #[test]
    fn a_rule_is_told_with_its_trust_and_none_is_told_as_none() {
        let of = |bounds: Vec<Bounds>| Rule { bounds, precision: 0.93, recall: 0.998 };
        let one = of(vec![bounds(1, Some(31.0), None)]);
        assert_eq!(
            trust(&one, English).unwrap(),
            "Right for 93% of the customers it picks; it finds 99% of the segment."
        );
        assert!(trust(&one, French).unwrap().starts_with("Juste pour 93\u{202f}% des clients"));
        let none = of(Vec::new());
        assert_eq!(trust(&none, English), None);
        assert!(rule(&none, French).starts_with("Aucune règle") && rule(&none, English).starts_with("No simple rule"));
    }
}
