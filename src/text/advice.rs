//! What to offer a segment, in a sentence.

use super::Language::{self, English, French};
use crate::segments::{Band, Level};

/// What to offer customers whose figures say this (total sales, orders, order value). Total sales follow from the other two.
#[must_use]
pub const fn advice([_, orders, basket]: [Level; 3], language: Language) -> &'static str {
    let (french, english) = match (orders.band(), basket.band()) {
        (Band::High, Band::High) => (
            "Vos meilleurs clients\u{a0}: donnez-leur un interlocuteur attitré et un contrat-cadre.",
            "Your best customers: give them a contact of their own and a framework contract.",
        ),
        (Band::High, Band::Medium) => (
            "Achètent souvent\u{a0}: un contrat-cadre et des livraisons régulières les retiendront.",
            "They buy often: a framework contract and regular deliveries will keep them.",
        ),
        (Band::High, Band::Low) => (
            "Achètent souvent et peu à la fois\u{a0}: proposez des produits à petit prix, et des lots qui groupent les commandes.",
            "They buy often and little at a time: offer low-priced products, and packs that join orders together.",
        ),
        (Band::Medium, Band::High) => (
            "De grosses commandes\u{a0}: proposez le haut de gamme et les services qui vont avec.",
            "Large orders: offer high-end products and the services that go with them.",
        ),
        (Band::Medium, Band::Medium) => (
            "Dans la moyenne en tout\u{a0}: proposez ce que les segments voisins, plus importants, achètent de plus.",
            "Middling in all: offer what the larger segments beside them buy as well.",
        ),
        (Band::Medium, Band::Low) => (
            "De petites commandes\u{a0}: proposez des lots et des remises par quantité.",
            "Small orders: offer packs and quantity discounts.",
        ),
        (Band::Low, Band::High) => (
            "Des commandes rares et grosses\u{a0}: suivez leurs projets, pour être là au prochain.",
            "Rare, large orders: follow their projects, to be there for the next one.",
        ),
        (Band::Low, Band::Medium) => (
            "Achètent rarement\u{a0}: relancez-les entre deux commandes, à partir de ce qu’ils ont acheté.",
            "They buy rarely: remind them between orders, with what they have bought before.",
        ),
        (Band::Low, Band::Low) => (
            "Achètent peu et rarement\u{a0}: servez-les à moindre coût, par des offres standard en ligne.",
            "They buy little and rarely: serve them at low cost, with standard offers online.",
        ),
    };
    match language {
        French => french,
        English => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_kind_of_customer_has_advice_of_its_own() {
        let levels = [Level::Low, Level::Medium, Level::VeryHigh];
        for language in [French, English] {
            let all: BTreeSet<&str> = levels
                .iter()
                .flat_map(|&orders| levels.map(|basket| advice([Level::Medium, orders, basket], language)))
                .collect();
            assert_eq!(all.len(), 9);
            assert!(all.iter().all(|text| text.ends_with('.') && !text.contains(" :") && !text.contains('\'')));
        }
    }
}
