//! The recommended k: the highest silhouette weighed against chance, stability, the indices and the size of the segments.
//!
//! The plain highest silhouette ([`super::choose`]) stays what it is. The recommendation beside it is the k of the highest merit, a sum in units
//! of the silhouette so that each part can be told to a user:
//!
//! - the lift: how far the silhouette is above that of accounts without structure (the higher of the two baselines);
//! - minus [`UNSTABLE`] or [`DOUBTFUL`] if its least stable segment is so by Hennig's reading;
//! - minus [`TINY`] if some segment has under 2 % of the accounts or under 10 of them: nobody acts on it;
//! - plus [`USEFUL`] for 3 to 6 segments: two say little, more than six nobody keeps in mind;
//! - plus [`INDEX`] each for the best Davies-Bouldin and the best Calinski-Harabasz index: they break near-ties, no more.
//!
//! An unstable or a tiny segment costs more than the lift that counts as clear, so that what cannot be used or relied on yields to what can.
//! The weights are judgements, not estimates: there is no sample of files on which they could be fitted.

use super::{Agreement, Draws, Scores, Spread, Stability, Steadiness};
use crate::customers::Normalisation;
use serde::{Deserialize, Serialize};

/// Lift from which structure may be there at all, if it is also [`DEVIATIONS`] of the baseline's standard deviations.
const WEAK_LIFT: f64 = 0.02;
/// Lift from which structure is clear: half of what the study's segments have above chance.
const CLEAR_LIFT: f64 = 0.05;
/// With ten draws, chance alone passes three deviations (of a new draw from their mean) less than once in a hundred times.
const DEVIATIONS: f64 = 3.0;
/// Cost of an unstable segment.
const UNSTABLE: f64 = 0.06;
/// Cost of a doubtful segment.
const DOUBTFUL: f64 = 0.03;
/// Cost of a tiny segment.
const TINY: f64 = 0.06;
/// Share of the accounts below which a segment is tiny.
const TINY_SHARE: f64 = 0.02;
/// Accounts below which a segment is tiny.
const TINY_SIZE: usize = 10;
/// What a handy number of segments is worth.
const USEFUL: f64 = 0.02;
/// What the best value of an index is worth.
const INDEX: f64 = 0.005;
/// Merits closer than this are near equal.
const NEAR: f64 = 0.01;

/// Whether the accounts form groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// No more than accounts paired at random would show.
    None,
    /// More, but little; or no more than a mere correlation would show: a slope rather than groups.
    Weak,
    /// Much more than either would show.
    Clear,
}

/// The evidence beside one k.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// Number of segments.
    pub k: usize,
    /// Silhouettes of accounts with the same margins, paired independently.
    pub independent: Option<Spread>,
    /// Silhouettes of accounts with the same margins and the same correlation.
    pub correlated: Option<Spread>,
    /// Silhouette above the mean of the higher baseline; 0 where there is none.
    pub lift: f64,
    /// What the lift says.
    pub structure: Structure,
    /// How it fares when the list is drawn anew.
    pub stability: Option<Stability>,
    /// Accounts of the smallest segment.
    pub smallest: usize,
}

impl Beside {
    /// Weighs the silhouette of `scores` against what chance gives.
    #[must_use]
    pub fn new(
        scores: &Scores,
        [independent, correlated]: [Option<Spread>; 2],
        draws: usize,
        stability: Option<Stability>,
        smallest: usize,
    ) -> Self {
        let above = |chance: Spread| (scores.silhouette - chance.mean, strength(scores.silhouette, chance, draws));
        let beyond = [independent, correlated].map(|chance| chance.map(above));
        let lift = beyond.iter().flatten().map(|&(lift, _)| lift).reduce(f64::min).unwrap_or(0.0);
        let structure = match beyond {
            [None | Some((_, Structure::None)), _] => Structure::None,
            [Some(_), Some((_, Structure::Clear))] => Structure::Clear,
            [Some(_), _] => Structure::Weak,
        };
        Self { k: scores.k, independent, correlated, lift, structure, stability, smallest }
    }

    /// The baseline that counts: the higher.
    #[must_use]
    pub fn chance(&self) -> Option<Spread> {
        [self.independent, self.correlated].into_iter().flatten().max_by(|a, b| a.mean.total_cmp(&b.mean))
    }
}

/// What a silhouette says beside the mean of so many draws by chance. The deviation of one more draw from that mean is larger than theirs
/// by √(1 + 1/draws).
fn strength(silhouette: f64, chance: Spread, draws: usize) -> Structure {
    let lift = silhouette - chance.mean;
    let is_chance = lift <= DEVIATIONS * chance.sd * (1.0 + 1.0 / draws.max(1) as f64).sqrt();
    match lift {
        clear if !is_chance && clear >= CLEAR_LIFT => Structure::Clear,
        weak if !is_chance && weak >= WEAK_LIFT => Structure::Weak,
        _ => Structure::None,
    }
}

/// What the evidence rests on: nothing is sampled in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Accounts that there are.
    pub accounts: usize,
    /// Draws of accounts without structure, of each of the two kinds.
    pub baseline: Draws,
    /// Redraws of the list: picks with replacement in each.
    pub redraws: Draws,
}

/// All evidence beside a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// For each k, ascending.
    pub by_k: Vec<Beside>,
    /// What it rests on.
    pub basis: Basis,
    /// What it comes to.
    pub recommendation: Recommendation,
    /// Other normalisations of the same features; they do not weigh in the recommendation.
    pub normalisations: Vec<Renormalised>,
}

/// How far the partitions of another normalisation agree with those of the recipe in use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Renormalised {
    /// The other normalisation.
    pub normalisation: Normalisation,
    /// For every k that both have.
    pub agreement: Vec<Agreement>,
}

impl Evidence {
    /// Puts the evidence beside `scores` (the same k, ascending) together; `best_k` is the highest silhouette's. `None` without any k.
    #[must_use]
    pub fn new(scores: &[Scores], best_k: usize, by_k: Vec<Beside>, basis: Basis) -> Option<Self> {
        let recommendation = recommend(scores, &by_k, best_k, basis.accounts)?;
        Some(Self { by_k, basis, recommendation, normalisations: Vec::new() })
    }
}

/// The recommended k.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Number of segments.
    pub k: usize,
    /// Why it is not the k of the highest silhouette, if it is not.
    pub differs_because: Option<Reason>,
    /// Other k of nearly the same merit, ascending.
    pub near: Vec<usize>,
    /// Whether the recommended segments are more than chance. If not, no k is better than another but for its handiness.
    pub structure: Structure,
}

/// What speaks most against the highest silhouette, and for the recommended k.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The recommended k is further above chance.
    Lift {
        /// Lift of the highest silhouette.
        best: f64,
        /// Lift of the recommended k.
        here: f64,
    },
    /// A segment of the highest silhouette does not come back when the list is drawn anew.
    Unstable {
        /// Its Jaccard index.
        jaccard: f64,
    },
    /// A segment of the highest silhouette is too small to act on.
    Tiny {
        /// Its accounts.
        accounts: usize,
    },
    /// The recommended k is a handier number of segments.
    Handy,
    /// Davies-Bouldin or Calinski-Harabasz prefer it.
    Indices,
}

/// The parts of a k's merit, in the order of [`Reason`].
type Parts = [f64; 5];

fn recommend(scores: &[Scores], by_k: &[Beside], best_k: usize, accounts: usize) -> Option<Recommendation> {
    let parts: Vec<Parts> =
        scores.iter().zip(by_k).map(|(score, beside)| parts(score, beside, scores, accounts)).collect();
    let merits: Vec<f64> = parts.iter().map(|parts| parts.iter().sum()).collect();
    let first_highest = |best: usize, at: usize| if merits[at] > merits[best] { at } else { best };
    let at = (0..merits.len()).reduce(first_highest)?;
    let best = by_k.iter().position(|beside| beside.k == best_k)?;
    let is_near = |&other: &usize| other != at && merits[at] - merits[other] < NEAR;
    Some(Recommendation {
        k: by_k[at].k,
        differs_because: (at != best).then(|| reason(&parts[at], &parts[best], &by_k[at], &by_k[best])),
        near: (0..merits.len()).filter(is_near).map(|other| by_k[other].k).collect(),
        structure: by_k[at].structure,
    })
}

fn parts(score: &Scores, beside: &Beside, all: &[Scores], accounts: usize) -> Parts {
    let steadiness = beside.stability.as_ref().map(|stability| Steadiness::of(stability.lowest()));
    let stability = match steadiness {
        Some(Steadiness::Unstable) => -UNSTABLE,
        Some(Steadiness::Doubtful) => -DOUBTFUL,
        Some(Steadiness::Stable | Steadiness::VeryStable) | None => 0.0,
    };
    let is_tiny = beside.smallest < TINY_SIZE || (beside.smallest as f64) < TINY_SHARE * accounts as f64;
    let davies_bouldin = all.iter().all(|other| score.davies_bouldin <= other.davies_bouldin);
    let calinski_harabasz = all.iter().all(|other| score.calinski_harabasz >= other.calinski_harabasz);
    [
        beside.lift,
        stability,
        if is_tiny { -TINY } else { 0.0 },
        if (3..=6).contains(&beside.k) { USEFUL } else { 0.0 },
        INDEX * (f64::from(u8::from(davies_bouldin)) + f64::from(u8::from(calinski_harabasz))),
    ]
}

/// The part of the merit in which `here` is furthest ahead of `best`, the first of equals.
fn reason(here: &Parts, best: &Parts, beside: &Beside, beside_best: &Beside) -> Reason {
    let ahead = |part: usize| here[part] - best[part];
    let part = (0..here.len()).reduce(|most, part| if ahead(part) > ahead(most) { part } else { most });
    match part {
        Some(1) => Reason::Unstable { jaccard: beside_best.stability.as_ref().map_or(0.0, Stability::lowest) },
        Some(2) => Reason::Tiny { accounts: beside_best.smallest },
        Some(3) => Reason::Handy,
        Some(4) => Reason::Indices,
        _ => Reason::Lift { best: beside_best.lift, here: beside.lift },
    }
}

#[cfg(test)]
mod tests;
