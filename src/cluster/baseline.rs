//! The null baseline: what the recipe's silhouette would be if the accounts had no structure.
//!
//! k-means parts any cloud of points into k pieces, and the pieces of a cloud without a single gap still score 0.4. A silhouette
//! says something only beside that of accounts drawn without structure, and the same recipe run on them.
//!
//! The three features have two degrees of freedom, since TotalSales = OrderCount × AvgOrderValue. "Accounts without structure" are
//! therefore pairs of one account's OrderCount and another's AvgOrderValue, with TotalSales their product. Both margins are
//! the customer's own, with their ties, steps and tails; what is broken is the dependence between them, which is where segments would
//! be. (To shuffle all three features apart would make accounts that cannot exist: the product would no longer be the total.) The
//! product's own distribution may differ from that of the real totals, which does not matter to the recipe: it ranks each feature anew,
//! and ranks are uniform whatever they rank. It is a reference distribution of the kind Tibshirani, Walther & Hastie (2001) draw for
//! the gap statistic, in the features' own margins.
//!
//! Another recipe's features are drawn in the same way, each with its own margin: recency, tenure, products and units beside the two, and
//! TotalSales by itself where the recipe has not all three. Its draws are normalised as it is.
//!
//! There are two of them, because dependence is not yet a gap. Where those who order often order little at a time (or much), one smooth
//! cloud stretches along a diagonal, and cutting it scores more: with the margins of 7,747 accounts at k = 2, 0.42 without correlation but 0.46 with +0.4 and 0.52 with −0.8.
//! [`Null::Correlated`] keeps that: values are paired so that their ranks are correlated as the customer's are, by a normal
//! copula, which has no clusters (Iman & Conover 1982). Segments should beat both.
//!
//! What neither can see: groups that lie in the margins alone, such as few or many orders crossed evenly with small or large baskets.
//! Pairing at random makes the same groups again. The recipe sees little of them too, since ranks close the gaps of a margin.

use super::seeding::{Purpose, drawing, shuffled};
use super::{Cells, ClusterError, Pairs, Partition, Search, quick_search};
use crate::customers::{Feature, Features, Normalisation, normalise};
use ndarray::{Array2, ArrayView2};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// How many draws are made, of how many accounts each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draws {
    /// Number of draws.
    pub count: usize,
    /// Accounts in each draw: all, or as many as are affordable.
    pub accounts: usize,
}

impl Draws {
    /// `count` draws of as many accounts as there are, at most `most`.
    #[must_use]
    pub fn of(accounts: usize, count: usize, most: usize) -> Self {
        Self { count, accounts: accounts.min(most) }
    }
}

/// How the silhouettes of structureless accounts spread over the draws, for one k.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Sample standard deviation (n − 1); 0 of one draw.
    pub sd: f64,
    /// Lowest.
    pub min: f64,
    /// Highest.
    pub max: f64,
}

impl Spread {
    /// The spread of these values; `None` of none.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let n = values.len() as f64;
        let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / n)?;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let sd = if values.len() > 1 { (squares / (n - 1.0)).sqrt() } else { 0.0 };
        let min = values.iter().copied().fold(f64::INFINITY, f64::min);
        let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Some(Self { mean, sd, min, max })
    }
}

/// What accounts without structure keep of the customer's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Null {
    /// The margins alone.
    Independent,
    /// The margins, and the correlations of their normal scores: the lower triangle of the factor L with L·Lᵀ the matrix of correlations
    /// (Cholesky), row by row.
    Correlated(Vec<f64>),
}

impl Null {
    /// Keeps the rank correlations (Spearman) between features given by their ranks 1..=n, each once. As that of a normal
    /// distribution a correlation is 2 sin(π/6 · Spearman) (Pearson 1907).
    ///
    /// Taken two by two, such correlations need not quite be those of one distribution: what is left of a variance is held at 0 then.
    #[must_use]
    pub fn correlated(ranks: &[&[u32]]) -> Self {
        let mut factor: Vec<f64> = Vec::new();
        let start = |row: usize| row * (row + 1) / 2;
        for i in 0..ranks.len() {
            for j in 0..i {
                let common: f64 = (0..j).map(|k| factor[start(i) + k] * factor[start(j) + k]).sum();
                let diagonal = factor[start(j) + j];
                let left = normal_correlation(ranks[i], ranks[j]) - common;
                factor.push(if diagonal > 0.0 { left / diagonal } else { 0.0 });
            }
            let squares: f64 = factor[start(i)..].iter().map(|value| value * value).sum();
            factor.push((1.0 - squares).max(0.0).sqrt());
        }
        Self::Correlated(factor)
    }
}

/// The correlation of the normal scores of two features given by their ranks 1..=n, each once.
fn normal_correlation(a: &[u32], b: &[u32]) -> f64 {
    let squares: u128 = a.iter().zip(b).map(|(&a, &b)| u128::from(a.abs_diff(b)).pow(2)).sum();
    let n = a.len() as f64;
    let spearman = if a.len() < 2 { 0.0 } else { 1.0 - 6.0 * squares as f64 / (n * (n * n - 1.0)) };
    2.0 * libm::sin(std::f64::consts::PI / 6.0 * spearman)
}

/// The margins that accounts without structure are drawn from, and what is made of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Margins {
    /// Each account's value of each feature that is drawn, in the recipe's order.
    pub columns: Vec<Vec<f64>>,
    /// TotalSales stands before these and is the product of the first two, OrderCount and AvgOrderValue.
    pub total_is_product: bool,
    /// How draws are normalised.
    pub normalisation: Normalisation,
}

impl Margins {
    /// The margins of these features, and the null that keeps their correlations.
    #[must_use]
    pub fn of(features: &Features) -> (Self, Null) {
        let recipe = features.recipe();
        let total_is_product = Feature::STUDY.iter().all(|feature| recipe.features().contains(feature));
        let first = usize::from(total_is_product);
        let columns = features.columns().skip(first).map(|(_, values)| values.to_vec()).collect();
        let ranks: Vec<&[u32]> = features.ranks()[first..].iter().map(Vec::as_slice).collect();
        (Self { columns, total_is_product, normalisation: recipe.normalisation() }, Null::correlated(&ranks))
    }
}

/// Draw `draw` of accounts without structure: `accounts` random combinations of the margins' values, normalised, n × d.
///
/// Of all accounts, each value is used once; of fewer, they are drawn without replacement. Ties in rank go by the order of the draw,
/// which is random, as the order of account ids is.
#[must_use]
pub fn structureless(margins: &Margins, null: &Null, accounts: usize, seed: u64, draw: usize) -> Array2<f64> {
    let purpose = if *null == Null::Independent { Purpose::Baseline } else { Purpose::Correlated };
    let mut random = drawing(seed, purpose, draw);
    let mut picked = |values: &Vec<f64>| -> Vec<f64> {
        shuffled(values.len(), accounts, &mut random).iter().map(|&row| values[row as usize]).collect()
    };
    let mut columns: Vec<Vec<f64>> = margins.columns.iter().map(&mut picked).collect();
    if let Null::Correlated(factor) = null {
        let scores = normal_scores(factor, columns.len(), columns.first().map_or(0, Vec::len), &mut random);
        columns.iter_mut().zip(&scores).for_each(|(column, scores)| arrange(column, scores));
    }
    if margins.total_is_product {
        let totals = columns[0].iter().zip(&columns[1]).map(|(count, average)| count * average).collect();
        columns.insert(0, totals);
    }
    normalise(margins.normalisation, &columns)
}

/// d columns of n standard normal values (Box & Muller 1958, two at a time) with the correlations of this factor.
fn normal_scores(factor: &[f64], d: usize, n: usize, random: &mut ChaCha8Rng) -> Vec<Vec<f64>> {
    let mut scores = vec![Vec::with_capacity(n); d];
    let mut normal = vec![0.0; d + d % 2];
    for _ in 0..n {
        for pair in normal.chunks_exact_mut(2) {
            // 1 − [0, 1) is never 0.
            let radius = (-2.0 * libm::log(1.0 - random.random::<f64>())).sqrt();
            let angle = std::f64::consts::TAU * random.random::<f64>();
            pair.copy_from_slice(&[radius * libm::cos(angle), radius * libm::sin(angle)]);
        }
        for (row, scores) in scores.iter_mut().enumerate() {
            let start = row * (row + 1) / 2;
            scores.push(factor[start..=start + row].iter().zip(&normal).map(|(l, z)| l * z).sum());
        }
    }
    scores
}

/// Puts the values in the order of the scores: the lowest value where the score is lowest.
fn arrange(values: &mut [f64], scores: &[f64]) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    for (at, value) in order.into_iter().zip(sorted) {
        values[at] = value;
    }
}

/// The mean silhouette of the points' best partition for each of `ks`; `None` where there are fewer different points than clusters.
///
/// # Errors
/// Those of [`quick_search`], but for [`ClusterError::TooFewDistinct`].
pub fn best_silhouettes(
    points: ArrayView2<'_, f64>,
    ks: &[usize],
    settings: &Search,
) -> Result<Vec<Option<f64>>, ClusterError> {
    let cells = Cells::new(points)?;
    let partitions = ks.iter().map(|&k| possible(quick_search(&cells, k, settings))).collect::<Result<Vec<_>, _>>()?;
    let labels: Vec<&[u8]> = partitions.iter().flatten().map(|partition| partition.labels.as_slice()).collect();
    let pairs = Pairs::new(points, &labels)?;
    let silhouettes = pairs.silhouettes();
    let mut means = silhouettes.iter().map(|values| values.iter().sum::<f64>() / values.len() as f64);
    Ok(partitions.iter().map(|partition| partition.as_ref().and_then(|_| means.next())).collect())
}

/// A k that the points do not allow is no error here: it is left out.
pub(super) fn possible(found: Result<Partition, ClusterError>) -> Result<Option<Partition>, ClusterError> {
    match found {
        Ok(partition) => Ok(Some(partition)),
        Err(ClusterError::TooFewDistinct { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::tests::{accounts, clumps};

    const SEARCH: Search = Search { starts: 3, seed: 0 };

    fn mean_at(margins: &Margins, null: &Null, at: usize) -> Spread {
        let one =
            |draw| best_silhouettes(structureless(margins, null, 600, 0, draw).view(), &[2, 3, 4], &SEARCH).unwrap();
        Spread::of(&(0..6).filter_map(|draw| one(draw)[at]).collect::<Vec<_>>()).unwrap()
    }

    fn own(margins: &Margins) -> Vec<Option<f64>> {
        let mut columns = margins.columns.clone();
        columns.insert(0, columns[0].iter().zip(&columns[1]).map(|(count, average)| count * average).collect());
        best_silhouettes(normalise(margins.normalisation, &columns).view(), &[2, 3, 4], &SEARCH).unwrap()
    }

    #[test]
    fn accounts_without_structure_score_as_their_baseline() {
        for normalisation in [Normalisation::Ranks, Normalisation::LogZ] {
            let margins = Margins { normalisation, ..accounts(600) };
            for (at, silhouette) in own(&margins).into_iter().enumerate() {
                let spread = mean_at(&margins, &Null::Independent, at);
                assert!((silhouette.unwrap() - spread.mean).abs() < 0.03, "{silhouette:?} beside {spread:?}");
            }
        }
    }

    #[test]
    fn clumped_accounts_score_far_above_their_baseline() {
        let margins = clumps(600);
        let spread = mean_at(&margins, &Null::Independent, 1);
        assert!(own(&margins)[1].unwrap() > spread.max + 0.15, "{spread:?}");
    }

    /// Ranks 1..=n, each once.
    fn ranks(values: &[f64]) -> Vec<u32> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let mut ranks = vec![0; values.len()];
        (1..).zip(order).for_each(|(rank, row)| ranks[row] = rank);
        ranks
    }

    fn correlation(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / (a.len() as f64 - 1.0)
    }

    #[test]
    fn each_value_is_used_once_and_the_correlation_is_kept() {
        let margins = clumps(600);
        let z = normalise(Normalisation::Ranks, &margins.columns);
        let wanted = correlation(&z.column(0).to_vec(), &z.column(1).to_vec());
        let of = [ranks(&margins.columns[0]), ranks(&margins.columns[1])];
        let null = Null::correlated(&[&of[0], &of[1]]);
        for (null, wanted) in [(&null, wanted), (&Null::Independent, 0.0)] {
            let points = structureless(&margins, null, 600, 0, 1);
            let got = correlation(&points.column(1).to_vec(), &points.column(2).to_vec());
            assert!((got - wanted).abs() < 0.1, "{null:?}: {got} instead of {wanted}");
        }
        assert_eq!(structureless(&margins, &null, 600, 0, 1), structureless(&margins, &null, 600, 0, 1));
        assert_ne!(structureless(&margins, &null, 600, 0, 1), structureless(&margins, &null, 600, 0, 2));
        assert_eq!(structureless(&margins, &null, 100, 0, 1).dim(), (100, 3));
    }

    #[test]
    fn three_features_keep_their_three_correlations() {
        let base = accounts(2_000).columns;
        let mixed: Vec<f64> = base[0].iter().zip(&base[1]).map(|(a, b)| libm::log(*a) - 2.0 * libm::log(*b)).collect();
        let columns = vec![base[0].clone(), base[1].clone(), mixed];
        let of: Vec<Vec<u32>> = columns.iter().map(|column| ranks(column)).collect();
        let null = Null::correlated(&of.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let own = normalise(Normalisation::Ranks, &columns);
        let margins = Margins { columns, total_is_product: false, normalisation: Normalisation::Ranks };
        let drawn = structureless(&margins, &null, 2_000, 0, 0);
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let [own, drawn] = [&own, &drawn].map(|z| correlation(&z.column(a).to_vec(), &z.column(b).to_vec()));
            assert!((own - drawn).abs() < 0.06, "{a}, {b}: {drawn} instead of {own}");
        }
        // Two equal features leave no variance of their own to the second, and none to the third.
        let equal = Null::correlated(&[&[1, 2, 3], &[1, 2, 3], &[1, 2, 3]]);
        assert!(matches!(&equal, Null::Correlated(factor) if factor.iter().all(|value| value.is_finite())));
    }

    #[test]
    fn spreads_are_those_of_the_textbook() {
        assert_eq!(Spread::of(&[1.0, 3.0]), Some(Spread { mean: 2.0, sd: 2.0_f64.sqrt(), min: 1.0, max: 3.0 }));
        assert_eq!(Spread::of(&[5.0]).unwrap().sd, 0.0);
        assert_eq!(Spread::of(&[]), None);
    }

    #[test]
    fn an_impossible_k_is_left_out() {
        let columns = vec![vec![1.0, 2.0, 3.0], vec![1.0, 5.0, 2.0]];
        let margins = Margins { columns, total_is_product: true, normalisation: Normalisation::Ranks };
        let points = structureless(&margins, &Null::Independent, 3, 0, 0);
        let found = best_silhouettes(points.view(), &[2, 3, 4], &SEARCH).unwrap();
        assert!(found[0].is_some() && found[2].is_none());
    }
}
