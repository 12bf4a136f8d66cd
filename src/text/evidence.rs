//! What the evidence beside each k says, in plain words.

use super::Language::{self, English, French};
use super::numbers::{accounts, count, customers, decimal, is_singular, percent};
use crate::cluster::{Basis, Beside, Evidence, Reason, Recommendation, Stability, Steadiness, Structure};

/// A silhouette, as short as a comparison allows.
fn score(value: f64, language: Language) -> String {
    decimal(value, 2, language)
}

/// The silhouette beside that of chance; without a baseline the silhouette alone.
#[must_use]
pub fn beside_chance(silhouette: f64, beside: &Beside, language: Language) -> String {
    let here = score(silhouette, language);
    match (beside.chance().map(|chance| score(chance.mean, language)), language) {
        (Some(chance), French) => format!(
            "Ces groupes obtiennent {here}\u{202f}; des clients tirés au hasard, semblables aux vôtres, obtiendraient {chance}."
        ),
        (Some(chance), English) => {
            format!("These groups score {here}; random customers like yours would score {chance}.")
        }
        (None, French) => format!("Ces groupes obtiennent {here}."),
        (None, English) => format!("These groups score {here}."),
    }
}

/// Whether the customers form groups.
#[must_use]
pub const fn structure(structure: Structure, language: Language) -> &'static str {
    let (french, english) = match structure {
        Structure::None => (
            "Aucun signe de groupes distincts\u{a0}: mêlez au hasard les chiffres de vos clients, ils se séparent aussi bien. \
             Prenez ces segments pour un découpage commode, pas pour des types de clients.",
            "No sign of distinct groups: mix your customers’ figures at random, and they part as well. \
             Take these segments as a handy way to cut the list, not as kinds of customers.",
        ),
        Structure::Weak => (
            "Vos clients forment tout au plus des groupes peu marqués, à peine plus nets que le hasard ou qu’une simple pente continue.",
            "Your customers form faint groups at most, barely clearer than chance or than one smooth slope.",
        ),
        Structure::Clear => (
            "Vos clients forment des groupes nettement plus marqués que le hasard.",
            "Your customers form groups much clearer than chance.",
        ),
    };
    match language {
        French => french,
        English => english,
    }
}

/// How much of a group comes back when the list is drawn anew.
#[must_use]
pub fn comes_back(jaccard: f64, language: Language) -> String {
    let share = percent(jaccard, 0, language);
    let reading = steadiness(Steadiness::of(jaccard), language);
    match language {
        French => format!("Liste refaite par tirage au sort, {share} de ce groupe se retrouve\u{a0}: {reading}."),
        English => format!("If we redraw the list, {share} of this group comes back: {reading}."),
    }
}

/// The reading of a Jaccard index, in a word.
#[must_use]
pub const fn steadiness(steadiness: Steadiness, language: Language) -> &'static str {
    let (french, english) = match steadiness {
        Steadiness::Unstable => ("instable", "unstable"),
        Steadiness::Doubtful => ("douteux", "doubtful"),
        Steadiness::Stable => ("stable", "stable enough"),
        Steadiness::VeryStable => ("très stable", "very stable"),
    };
    match language {
        French => french,
        English => english,
    }
}

/// Which k are near equal; nothing where the recommended one stands alone.
#[must_use]
pub fn near(recommendation: &Recommendation, language: Language) -> Option<String> {
    let mut ks: Vec<usize> = recommendation.near.iter().copied().chain([recommendation.k]).collect();
    ks.sort_unstable();
    let last = ks.pop().filter(|_| !ks.is_empty())?;
    let others = ks.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    Some(match language {
        French => format!(
            "k\u{a0}=\u{a0}{others} et {last} se valent presque\u{a0}: choisissez selon ce que vous pouvez en faire."
        ),
        English => format!("k\u{a0}=\u{a0}{others} and {last} are near equal: choose by what you can act on."),
    })
}

/// The recommended k, and why it is or is not that of the highest silhouette.
#[must_use]
pub fn recommended(recommendation: &Recommendation, best_k: usize, language: Language) -> String {
    let k = recommendation.k;
    let Some(reason) = recommendation.differs_because else {
        return match language {
            French => format!(
                "Nombre recommandé\u{a0}: {k}. C’est la silhouette la plus haute, et rien d’autre ne parle contre lui."
            ),
            English => {
                format!("Recommended number: {k}. It has the highest silhouette, and nothing else outweighs it.")
            }
        };
    };
    let why = why(reason, best_k, language);
    match language {
        French => format!("Nombre recommandé\u{a0}: {k}, et non {best_k}, la silhouette la plus haute\u{a0}: {why}."),
        English => format!("Recommended number: {k}, not {best_k}, which has the highest silhouette: {why}."),
    }
}

fn why(reason: Reason, best_k: usize, language: Language) -> String {
    match (reason, language) {
        (Reason::Lift { best, here }, French) => {
            format!("il dépasse le hasard de {} au lieu de {}", score(here, language), score(best, language))
        }
        (Reason::Lift { best, here }, English) => {
            format!("it is {} above chance instead of {}", score(here, language), score(best, language))
        }
        (Reason::Unstable { jaccard }, French) => format!(
            "avec {best_k} segments, l’un d’eux ne se retrouve qu’à {} quand on refait la liste par tirage au sort",
            percent(jaccard, 0, language)
        ),
        (Reason::Unstable { jaccard }, English) => {
            format!(
                "of {best_k} segments, only {} of one comes back if we redraw the list",
                percent(jaccard, 0, language)
            )
        }
        (Reason::Tiny { accounts }, French) => {
            format!("avec {best_k} segments, le plus petit ne compte que {}", customers(accounts, language))
        }
        (Reason::Tiny { accounts }, English) => {
            format!("of {best_k} segments, the smallest has only {}", customers(accounts, language))
        }
        (Reason::Handy, French) => "de trois à six segments, chacun peut recevoir sa propre attention".into(),
        (Reason::Handy, English) => "with three to six segments, each can be given its own attention".into(),
        (Reason::Indices, French) => "les autres indices le préfèrent, à silhouette presque égale".into(),
        (Reason::Indices, English) => "the other indices prefer it, at nearly the same silhouette".into(),
    }
}

/// What the evidence rests on: how many draws, of how many accounts.
#[must_use]
pub fn basis(basis: &Basis, language: Language) -> String {
    let Basis { accounts: all, baseline, redraws } = basis;
    let (draws, again) = (count(2 * baseline.count, language), count(redraws.count, language));
    let sampled = baseline.accounts < *all;
    let (some, total) = (count(baseline.accounts, language), accounts(*all, language));
    match (language, sampled) {
        (French, false) => {
            format!("Hasard\u{a0}: {draws} tirages de {total}. Stabilité\u{a0}: liste refaite {again} fois.")
        }
        (French, true) => format!(
            "Hasard\u{a0}: {draws} tirages de {some} comptes. Stabilité\u{a0}: {again} tirages de {some} comptes, sur {total}."
        ),
        (English, false) => format!("Chance: {draws} draws of {total}. Stability: the list redrawn {again} times."),
        (English, true) => {
            format!(
                "Chance: {draws} draws of {some} accounts. Stability: {again} draws of {some} accounts, out of {total}."
            )
        }
    }
}

/// How many customers lie on a border between two segments.
#[must_use]
pub fn on_border(number: usize, language: Language) -> String {
    let who = customers(number, language);
    match (language, is_singular(number, language)) {
        (French, true) => format!("{who} se trouve à la limite de deux segments."),
        (French, false) => format!("{who} se trouvent à la limite de deux segments."),
        (English, true) => format!("{who} sits on a border between segments."),
        (English, false) => format!("{who} sit on a border between segments."),
    }
}

/// How many of a segment's customers lie on a border; where there are some, their names follow.
#[must_use]
pub fn segment_border(number: usize, language: Language) -> String {
    let who = customers(number, language);
    match (language, number, is_singular(number, language)) {
        (French, 0, _) => "Aucun client à la limite d’un autre segment.".into(),
        (French, _, true) => format!("{who} est à la limite d’un autre segment\u{a0}:"),
        (French, _, false) => format!("{who} sont à la limite d’un autre segment, à commencer par"),
        (English, 0, _) => "No customer on a border with another segment.".into(),
        (English, _, true) => format!("{who} sits on a border with another segment:"),
        (English, _, false) => format!("{who} sit on a border with another segment, first of all"),
    }
}

/// The reading of the stability of a k: how much of its least stable segment comes back.
#[must_use]
pub fn least_stable(stability: &Stability, language: Language) -> String {
    let lowest = stability.lowest();
    format!("{} ({})", percent(lowest, 0, language), steadiness(Steadiness::of(lowest), language))
}

/// The verdict in a few sentences: whether there are groups, the recommended k and why, and which k are near equal.
#[must_use]
pub fn verdict(evidence: &Evidence, best_k: usize, language: Language) -> String {
    let recommendation = &evidence.recommendation;
    let first = structure(recommendation.structure, language).to_owned();
    let then = recommended(recommendation, best_k, language);
    [Some(first), Some(then), near(recommendation, language)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Draws, Spread};

    fn recommendation(k: usize, near: Vec<usize>, differs_because: Option<Reason>) -> Recommendation {
        Recommendation { k, differs_because, near, structure: Structure::None }
    }

    #[test]
    fn figures_stand_beside_chance() {
        let spread = |mean| Some(Spread { mean, sd: 0.01, min: mean, max: mean });
        let beside = Beside {
            k: 4,
            independent: spread(0.397),
            correlated: spread(0.386),
            lift: 0.1,
            structure: Structure::Clear,
            stability: None,
            smallest: 9,
        };
        assert_eq!(
            beside_chance(0.4974, &beside, English),
            "These groups score 0.50; random customers like yours would score 0.40."
        );
        assert!(beside_chance(0.4974, &beside, French).contains("0,40"));
        assert_eq!(comes_back(0.88, English), "If we redraw the list, 88% of this group comes back: very stable.");
        assert!(comes_back(0.88, French).contains("88\u{202f}%"));
    }

    #[test]
    fn near_ties_are_named_in_order() {
        let said = |near_ks: Vec<usize>| near(&recommendation(4, near_ks, None), English);
        assert_eq!(said(vec![]), None);
        assert!(said(vec![5]).unwrap().starts_with("k\u{a0}=\u{a0}4 and 5 are near equal"));
        assert!(said(vec![3, 5]).unwrap().starts_with("k\u{a0}=\u{a0}3, 4 and 5 are"));
    }

    #[test]
    fn every_reason_is_given_in_both_languages() {
        let reasons = [
            Reason::Lift { best: 0.01, here: 0.05 },
            Reason::Unstable { jaccard: 0.5 },
            Reason::Tiny { accounts: 6 },
            Reason::Handy,
            Reason::Indices,
        ];
        for reason in reasons.map(Some).into_iter().chain([None]) {
            let [french, english] = [French, English].map(|to| recommended(&recommendation(4, vec![], reason), 7, to));
            assert_ne!(french, english);
            assert!([&french, &english].iter().all(|said| said.contains('4') && said.ends_with('.')));
        }
    }

    #[test]
    fn sampling_is_never_silent() {
        let draws = |accounts| Draws { count: 10, accounts };
        let of = |accounts, most| Basis { accounts, baseline: draws(most), redraws: draws(most) };
        assert!(!basis(&of(7_747, 7_747), English).contains("out of"));
        assert!(basis(&of(100_000, 10_000), English).contains("10,000 accounts, out of 100,000\u{a0}accounts"));
        assert!(basis(&of(100_000, 10_000), French).contains("sur 100\u{202f}000"));
    }

    #[test]
    fn data_without_structure_are_called_so() {
        assert!(structure(Structure::None, English).contains("No sign of distinct groups"));
        assert!(structure(Structure::None, French).contains("Aucun signe de groupes"));
        assert_eq!(on_border(1, English), "1\u{a0}customer sits on a border between segments.");
    }
}
