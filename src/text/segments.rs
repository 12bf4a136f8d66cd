//! Names of segments and what their figures say, in plain words.

use super::Language::{self, English, French};
use super::advice::advice;
use super::numbers::{customers, percent, rough_money, short};
use crate::segments::{Band, Edits, Level, Nuance, Segment, Wording};

/// The name of a segment, for a legend or a heading: `Large, frequent, small baskets`.
///
/// It says sales, orders and basket against all accounts and leaves out what is medium. Within one partition every name is different.
#[must_use]
pub fn name(segment: &Segment, language: Language) -> String {
    name_of(segment.traits, segment.nuance, segment.number, language)
}

/// What is said of a segment in this language, its name and its advice: by its figures, or by the user in their place.
#[must_use]
pub fn wording(segment: &Segment, edits: &Edits, language: Language) -> Wording {
    edits.apply(segment.number, made(segment, language))
}

/// What the figures of a segment say in this language.
#[must_use]
pub fn made(segment: &Segment, language: Language) -> Wording {
    Wording { name: name(segment, language), advice: advice(segment.traits, language).to_owned(), mark: segment.number }
}

/// The name of the segment of this number whose figures say this.
#[must_use]
pub fn name_of(traits: [Level; 3], nuance: Nuance, number: usize, language: Language) -> String {
    let part = |feature: usize| (traits[feature].band(), nuance.further[feature]);
    let (sales, orders, basket) = (sales(part(0), language), orders(part(1), language), basket(part(2), language));
    let name = match (language, orders.is_empty(), basket.is_empty()) {
        (French, _, true) => [sales, orders].join(" "),
        (French, _, false) => format!("{}, {basket}", [sales, orders].join(" ").trim_end()),
        (English, true, true) => format!("{sales} customers"),
        (English, false, true) => format!("{sales}, {orders}"),
        (English, true, false) => format!("{sales} customers, {basket}"),
        (English, false, false) => format!("{sales}, {orders}, {basket}"),
    };
    let name = name.trim_end();
    if nuance.numbered { format!("{name} ({number})") } else { name.to_owned() }
}

/// The name of a segment that a model knows, in this language: the one its user gave it, which no figures say.
#[must_use]
pub fn lasting_name(given: &str, (traits, nuance): ([Level; 3], Nuance), number: usize, language: Language) -> String {
    let made = |language| name_of(traits, nuance, number, language);
    let is_made = [French, English].map(made).iter().any(|name| name == given);
    if is_made { made(language) } else { given.to_owned() }
}

/// The word for total sales; `further` out than segments with the same words otherwise.
const fn sales(part: (Band, bool), language: Language) -> &'static str {
    let (french, english) = match part {
        (Band::Low, false) => ("Petits clients", "Small"),
        (Band::Low, true) => ("Plus petits clients", "Smaller"),
        (Band::Medium, false) => ("Clients moyens", "Mid-size"),
        (Band::Medium, true) => ("Clients moyens inférieurs", "Lower mid-size"),
        (Band::High, false) => ("Gros clients", "Large"),
        (Band::High, true) => ("Plus gros clients", "Larger"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// The word for the number of orders; nothing where it is medium.
const fn orders(part: (Band, bool), language: Language) -> &'static str {
    let (french, english) = match part {
        (Band::Low, false) => ("occasionnels", "occasional"),
        (Band::Low, true) => ("plus rares", "rarer"),
        (Band::Medium, false) => ("", ""),
        (Band::Medium, true) => ("moins fréquents", "less frequent"),
        (Band::High, false) => ("fréquents", "frequent"),
        (Band::High, true) => ("plus fréquents", "more frequent"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// The words for the average order value; nothing where it is medium.
const fn basket(part: (Band, bool), language: Language) -> &'static str {
    let (french, english) = match part {
        (Band::Low, false) => ("petits paniers", "small baskets"),
        (Band::Low, true) => ("plus petits paniers", "smaller baskets"),
        (Band::Medium, false) => ("", ""),
        (Band::Medium, true) => ("paniers moindres", "lesser baskets"),
        (Band::High, false) => ("gros paniers", "large baskets"),
        (Band::High, true) => ("plus gros paniers", "larger baskets"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// What a segment's figures say of a feature, with the degree: `low revenue`, `few orders`, `above-median order value`.
#[must_use]
pub const fn trait_words(feature: usize, level: Level, language: Language) -> &'static str {
    let (french, english) = match (feature, level) {
        (0, Level::VeryLow) => ("chiffre d’affaires très faible", "very low revenue"),
        (0, Level::Low) => ("chiffre d’affaires faible", "low revenue"),
        (0, Level::Medium) => ("chiffre d’affaires moyen", "middling revenue"),
        (0, Level::High) => ("chiffre d’affaires élevé", "high revenue"),
        (0, Level::VeryHigh) => ("chiffre d’affaires très élevé", "very high revenue"),
        (1, Level::VeryLow) => ("très peu de commandes", "very few orders"),
        (1, Level::Low) => ("peu de commandes", "few orders"),
        (1, Level::Medium) => ("nombre moyen de commandes", "a middling number of orders"),
        (1, Level::High) => ("beaucoup de commandes", "many orders"),
        (1, Level::VeryHigh) => ("très nombreuses commandes", "very many orders"),
        (_, Level::VeryLow) => ("panier moyen très inférieur à la médiane", "order value far below the median"),
        (_, Level::Low) => ("panier moyen inférieur à la médiane", "below-median order value"),
        (_, Level::Medium) => ("panier moyen proche de la médiane", "near-median order value"),
        (_, Level::High) => ("panier moyen supérieur à la médiane", "above-median order value"),
        (_, Level::VeryHigh) => ("panier moyen très supérieur à la médiane", "order value far above the median"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// What all three figures say: `low revenue, few orders, above-median order value`.
#[must_use]
pub fn traits(levels: [Level; 3], language: Language) -> String {
    let words: [&str; 3] = std::array::from_fn(|feature| trait_words(feature, levels[feature], language));
    words.join(", ")
}

/// The segment in one sentence: who it is, by which medians, and what it weighs.
#[must_use]
pub fn reading(segment: &Segment, language: Language) -> String {
    let size = customers(segment.size, language);
    let [sales, orders, basket] = segment.medians;
    let (sales, basket) = (rough_money(sales, language), rough_money(basket, language));
    let orders = short(orders, language);
    let share = percent(segment.sales_share, 1, language);
    let [sales_words, orders_words, basket_words] =
        std::array::from_fn(|feature| trait_words(feature, segment.traits[feature], language));
    match language {
        French => format!(
            "{size}\u{a0}: {sales_words} (médiane\u{a0}: {sales}), {orders_words} ({orders}), {basket_words} ({basket})\u{202f}; \
             {share} des ventes."
        ),
        English => format!(
            "{size}: {sales_words} (median: {sales}), {orders_words} ({orders}), {basket_words} ({basket}); {share} of sales."
        ),
    }
}

#[cfg(test)]
mod tests;
