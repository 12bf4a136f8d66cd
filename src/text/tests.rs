//! Every fixed word in both languages.

use super::{Language, exclusions, roles, stages};
use crate::pipeline::Stage;
use crate::sales::{Exclusion, Role};
use std::collections::BTreeSet;

/// What all members of a list are called.
fn words(of: impl Fn(Language) -> Vec<&'static str>) {
    let [french, english] = [Language::French, Language::English].map(of);
    for words in [&french, &english] {
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len(), "two alike: {words:?}");
        for word in words {
            assert!(
                !word.is_empty() && word.trim() == *word && !word.contains("  ") && !word.contains('\''),
                "{word:?}"
            );
        }
    }
    for (french, english) in french.iter().zip(&english) {
        assert!(french != english || *french == "Description", "{french:?} is not translated");
    }
}

#[test]
fn every_list_is_named_in_both_languages() {
    words(|language| Role::ALL.map(|role| roles::role(role, language)).to_vec());
    words(|language| Exclusion::ALL.map(|reason| exclusions::reason(reason, language)).to_vec());
    let stages = [
        Stage::Reading,
        Stage::Checking,
        Stage::Gathering,
        Stage::Clustering,
        Stage::Scoring,
        Stage::Baseline,
        Stage::Stability,
    ];
    words(|language| stages.map(|stage| stages::stage(stage, language)).to_vec());
}

#[test]
fn codes_choose_a_language() {
    assert_eq!(Language::from_code("fr_FR.UTF-8"), Some(Language::French));
    assert_eq!(Language::from_code("EN-gb"), Some(Language::English));
    assert_eq!(Language::from_code("C"), None);
    assert_eq!(Language::from_code("é"), None);
}

#[test]
fn an_estimate_says_how_far_off_it_may_be() {
    use super::figures::precision;
    use crate::cluster::Precision;
    assert_eq!(precision(Precision::Exact, Language::English), None);
    let estimated = Precision::Estimated { error: 0.002_01, account_error: 0.006, confidence: 0.95 };
    assert_eq!(
        precision(estimated, Language::English).unwrap(),
        "Silhouettes estimated from a sample: means within ±0.003, each account’s within ±0.006, with 95% confidence."
    );
    assert_eq!(
        precision(estimated, Language::French).unwrap(),
        "Silhouettes estimées sur un échantillon\u{a0}: moyennes à ±0,003 près, celle de chaque compte à ±0,006 près, au niveau de confiance de 95\u{202f}%."
    );
}
