//! Drift in words: how far customers have shifted from one year to the next, and which way of segmenting fits.

use super::Language::{self, English, French};
use super::numbers::{decimal, percent};
use super::recipe::feature;
use crate::model::{Drift, FeatureDrift, Shift};

/// What an index says, with its figures.
fn shift(drift: Drift, language: Language) -> String {
    let (psi, chance) = (decimal(drift.psi, 3, language), decimal(drift.chance, 3, language));
    let words = match (drift.shift(), language) {
        (Shift::Stable, French) => "stable",
        (Shift::Stable, English) => "stable",
        (Shift::Moderate, French) => "décalage modéré",
        (Shift::Moderate, English) => "moderate shift",
        (Shift::Large, French) => "fort décalage",
        (Shift::Large, English) => "large shift",
    };
    match language {
        French => format!("{words} (indice de stabilité PSI\u{a0}: {psi}\u{202f}; le hasard seul va jusqu’à {chance})"),
        English => format!("{words} (population stability index {psi}; chance alone gives up to {chance})"),
    }
}

/// A feature's drift in a sentence.
#[must_use]
pub fn of_feature(drift: &FeatureDrift, language: Language) -> String {
    let (name, said) = (feature(drift.feature, language), shift(drift.drift, language));
    let share = percent(drift.standing.clamp(0.0, 1.0), 0, language);
    match language {
        French => format!("{name}\u{a0}: {said}. Les comptes dépassent en moyenne {share} de ceux d’avant."),
        English => format!("{name}: {said}. On average accounts stand above {share} of those before."),
    }
}

/// The drift of the segments' shares in a sentence.
#[must_use]
pub fn of_segments(drift: Drift, language: Language) -> String {
    let said = shift(drift, language);
    match language {
        French => format!("Parts des segments\u{a0}: {said}."),
        English => format!("Shares of the segments: {said}."),
    }
}

/// Shares that are this near to each other are told as the same: half a point.
const SAME_SHARE: f64 = 0.005;

/// How a segment's share of the accounts, 1 being all, has moved from one year to the next, in a sentence.
#[must_use]
pub fn of_segment(number: u8, then: f64, now: f64, language: Language) -> String {
    let [before, after] = [then, now].map(|share| percent(share, 1, language));
    match (language, now - then) {
        (French, change) if change.abs() < SAME_SHARE => {
            format!("Segment {number}\u{a0}: reste à {after} des comptes ({before} l’an dernier).")
        }
        (English, change) if change.abs() < SAME_SHARE => {
            format!("Segment {number}: stays at {after} of the accounts ({before} last year).")
        }
        (French, change) if change > 0.0 => {
            format!("Segment {number}\u{a0}: grandit de {before} à {after} des comptes.")
        }
        (English, change) if change > 0.0 => {
            format!("Segment {number}: grew from {before} to {after} of the accounts.")
        }
        (French, _) => format!("Segment {number}\u{a0}: rétrécit de {before} à {after} des comptes."),
        (English, _) => format!("Segment {number}: shrank from {before} to {after} of the accounts."),
    }
}

/// Where a sentence stands: the command names its own words beside what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the command's summary.
    Command,
    /// On the page.
    Page,
}

impl Place {
    /// These words of the command in brackets; nothing on the page.
    pub(super) fn words(self, words: &str) -> String {
        match self {
            Self::Command => format!(" ({words})"),
            Self::Page => String::new(),
        }
    }
}

/// The largest shift of these features; nothing without any.
#[must_use]
pub fn largest_shift(features: &[FeatureDrift]) -> Option<Shift> {
    features.iter().map(|one| one.drift.shift()).max_by_key(|&shift| shift as u8)
}

/// When to apply last year's model and when to fit anew; after these drifts.
#[must_use]
pub fn preference(features: &[FeatureDrift], place: Place, language: Language) -> String {
    let largest = largest_shift(features);
    let (score, matched) = (place.words("score"), place.words("compare --match"));
    let anew = match language {
        French => place.words("segment, puis compare --match"),
        English => place.words("segment, then compare --match"),
    };
    match (largest, language) {
        (Some(Shift::Large), French) => format!(
            "Segmentez à nouveau{anew}\u{a0}: les clients ont trop changé pour l’étalon de l’an dernier. Appliquer le modèle dit seulement \
             qui a bougé."
        ),
        (Some(Shift::Large), English) => format!(
            "Fit anew{anew}: customers have changed too much for last year’s yardstick. Applying the model only tells who has moved."
        ),
        (Some(Shift::Moderate), French) => format!(
            "Appliquez le modèle pour voir qui a bougé, et segmentez à nouveau{matched} pour vérifier que les segments tiennent encore\u{a0}: les \
             clients ont un peu changé."
        ),
        (Some(Shift::Moderate), English) => format!(
            "Apply the model to see who has moved, and fit anew{matched} to check that the segments still hold: customers have changed \
             somewhat."
        ),
        (_, French) => format!(
            "Appliquez le modèle{score}\u{a0}: chaque segment garde son sens, et qui change de segment a changé, ex æquo mis à part. Segmentez \
             à nouveau quand un décalage apparaît."
        ),
        (_, English) => format!(
            "Apply the model{score}: each segment keeps its meaning, and who changes segment has changed, ties apart. Fit anew once a shift \
             shows."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences::check_words;
    use super::*;
    use crate::customers::Feature;

    #[test]
    fn sentences_with_figures_are_well_set() {
        for language in [French, English] {
            for psi in [0.01, 0.15, 0.31] {
                let drift = Drift { psi, chance: 0.02 };
                let features = [FeatureDrift { feature: Feature::TotalSales, drift, standing: 0.58 }];
                check_words(&of_segments(drift, language), language);
                check_words(&of_feature(&features[0], language), language);
                check_words(&of_segment(2, 0.1, 0.1 + psi, language), language);
                check_words(&of_segment(2, 0.1 + psi, 0.1, language), language);
                check_words(&of_segment(2, 0.1, 0.101, language), language);
                for place in [Place::Command, Place::Page] {
                    check_words(&preference(&features, place, language), language);
                }
            }
        }
    }

    #[test]
    fn a_segment_grows_shrinks_or_stays() {
        let told = |then, now| [English, French].map(|language| of_segment(2, then, now, language));
        let expected = [
            "Segment 2: grew from 10.0% to 13.0% of the accounts.",
            "Segment 2\u{a0}: grandit de 10,0\u{202f}% à 13,0\u{202f}% des comptes.",
        ];
        assert_eq!(told(0.1, 0.13), expected);
        let expected = [
            "Segment 2: shrank from 13.0% to 10.0% of the accounts.",
            "Segment 2\u{a0}: rétrécit de 13,0\u{202f}% à 10,0\u{202f}% des comptes.",
        ];
        assert_eq!(told(0.13, 0.1), expected);
        let expected = [
            "Segment 2: stays at 10.4% of the accounts (10.0% last year).",
            "Segment 2\u{a0}: reste à 10,4\u{202f}% des comptes (10,0\u{202f}% l’an dernier).",
        ];
        assert_eq!(told(0.1, 0.104), expected);
        // Half a point is no longer the same, in either direction.
        assert!(told(0.1, 0.1051)[0].contains("grew") && told(0.1, 0.0949)[0].contains("shrank"));
        assert!(told(0.0, 0.05)[0].contains("grew from 0.0% to 5.0%"));
    }

    #[test]
    fn a_shift_is_told_with_its_size_and_its_direction() {
        let drift =
            FeatureDrift { feature: Feature::TotalSales, drift: Drift { psi: 0.31, chance: 0.02 }, standing: 0.58 };
        assert_eq!(
            of_feature(&drift, English),
            "Total sales: large shift (population stability index 0.310; chance alone gives up to 0.020). On average accounts stand above \
             58% of those before."
        );
        assert!(of_feature(&drift, French).contains("fort décalage (indice de stabilité PSI\u{a0}: 0,310\u{202f};"));
        assert!(preference(&[drift], Place::Command, English).starts_with("Fit anew (segment, then"));
        assert!(preference(&[], Place::Command, French).starts_with("Appliquez le modèle (score)"));
        assert!(!preference(&[drift], Place::Page, French).contains('('));
    }
}
