//! Stability: how much of each segment comes back when the list of accounts is drawn anew (Hennig 2007).
//!
//! The accounts are resampled with replacement; of those drawn several times one stays, as in `clusterboot` of the R package fpc, so
//! that a draw holds about 63 % of them, each once. The whole recipe is run on these: they are normalised anew, ranks and all, and clustered.
//! For each original segment, restricted to the accounts drawn, its Jaccard index with the most similar new segment is taken, and
//! averaged over the draws.

use super::baseline::possible;
use super::seeding::{Purpose, drawing};
use super::{Cells, ClusterError, Search, adjusted_rand_index, quick_search};
use crate::customers::{Normalisation, normalise};
use rand::RngExt;
use serde::{Deserialize, Serialize};

/// Hennig's reading of a mean Jaccard index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Steadiness {
    /// Below 0.60: the segment is an accident of this list.
    Unstable,
    /// Below 0.75: there is a pattern, but which accounts belong to it is doubtful.
    Doubtful,
    /// Below 0.85: a stable segment.
    Stable,
    /// 0.85 and above.
    VeryStable,
}

impl Steadiness {
    /// The reading of this mean Jaccard index.
    #[must_use]
    pub fn of(jaccard: f64) -> Self {
        match jaccard {
            high if high >= 0.85 => Self::VeryStable,
            stable if stable >= 0.75 => Self::Stable,
            doubtful if doubtful >= 0.6 => Self::Doubtful,
            _ => Self::Unstable,
        }
    }
}

/// How one partition fares in one draw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Redrawn {
    /// For each original cluster the highest Jaccard index with a new one; 0 where none of its accounts was drawn.
    pub jaccards: Vec<f64>,
    /// Adjusted Rand index between the partitions, over the accounts drawn.
    pub ari: f64,
}

/// Means over the draws, for one k.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stability {
    /// Mean Jaccard index of each cluster, cluster 0 first.
    pub jaccards: Vec<f64>,
    /// Mean adjusted Rand index.
    pub ari: f64,
}

impl Stability {
    /// The means over these draws; `None` of none.
    #[must_use]
    pub fn of(draws: &[&Redrawn]) -> Option<Self> {
        let n = draws.len() as f64;
        let clusters = draws.first()?.jaccards.len();
        let mean = |of: &dyn Fn(&Redrawn) -> f64| draws.iter().map(|draw| of(draw)).sum::<f64>() / n;
        let jaccards = (0..clusters).map(|cluster| mean(&|draw| draw.jaccards[cluster])).collect();
        Some(Self { jaccards, ari: mean(&|draw| draw.ari) })
    }

    /// The Jaccard index of the least stable cluster.
    #[must_use]
    pub fn lowest(&self) -> f64 {
        self.jaccards.iter().copied().fold(1.0, f64::min)
    }

    /// The mean over the clusters.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.jaccards.iter().sum::<f64>() / self.jaccards.len() as f64
    }
}

/// The accounts of draw `draw`, ascending, each once: `picks` picks with replacement among n.
#[must_use]
pub fn resample(n: usize, picks: usize, seed: u64, draw: usize) -> Vec<u32> {
    let mut random = drawing(seed, Purpose::Redraw, draw);
    let mut drawn = vec![false; n];
    for _ in 0..if n == 0 { 0 } else { picks } {
        drawn[random.random_range(0..n as u32) as usize] = true;
    }
    (0..n as u32).filter(|&account| drawn[account as usize]).collect()
}

/// Runs the recipe on the accounts `drawn` and compares: for each of `partitions` (k and the labels of all accounts) how it fares, `None`
/// where fewer different accounts than clusters were drawn. `basis` is what the normalisation starts from, of all accounts
/// ([`crate::customers::Features::basis`]).
///
/// # Errors
/// Those of [`quick_search`], but for [`ClusterError::TooFewDistinct`].
pub fn redraw(
    normalisation: Normalisation,
    basis: &[Vec<f64>],
    partitions: &[(usize, Vec<u8>)],
    drawn: &[u32],
    settings: &Search,
) -> Result<Vec<Option<Redrawn>>, ClusterError> {
    let columns: Vec<Vec<f64>> =
        basis.iter().map(|column| drawn.iter().map(|&row| column[row as usize]).collect()).collect();
    let points = normalise(normalisation, &columns);
    let cells = Cells::new(points.view())?;
    let compare = |(k, labels): &(usize, Vec<u8>)| {
        let before: Vec<u8> = drawn.iter().map(|&row| labels[row as usize]).collect();
        let Some(after) = possible(quick_search(&cells, *k, settings))? else { return Ok(None) };
        let ari = adjusted_rand_index(&before, &after.labels)?;
        Ok(Some(Redrawn { jaccards: jaccards(&before, &after.labels, *k), ari }))
    };
    partitions.iter().map(compare).collect()
}

/// For each of k clusters of `before` the highest Jaccard index with one of `after`: members of both over members of either.
fn jaccards(before: &[u8], after: &[u8], k: usize) -> Vec<f64> {
    let mut both = vec![0_u32; k * k];
    for (&a, &b) in before.iter().zip(after) {
        both[usize::from(a) * k + usize::from(b)] += 1;
    }
    let size_before = |a: usize| (0..k).map(|b| both[a * k + b]).sum::<u32>();
    let size_after = |b: usize| (0..k).map(|a| both[a * k + b]).sum::<u32>();
    let jaccard = |a: usize, b: usize| {
        let common = both[a * k + b];
        let either = size_before(a) + size_after(b) - common;
        if either == 0 { 0.0 } else { f64::from(common) / f64::from(either) }
    };
    (0..k).map(|a| (0..k).map(|b| jaccard(a, b)).fold(0.0, f64::max)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::search;
    use crate::cluster::tests::clumps;

    const SEARCH: Search = Search { starts: 3, seed: 0 };

    #[test]
    fn separated_clumps_come_back() {
        let margins = clumps(300);
        let counts: Vec<f64> = (0..300).map(|row| margins.columns[0][row] + row as f64 / 1e3).collect();
        let totals: Vec<f64> = counts.iter().zip(&margins.columns[1]).map(|(count, average)| count * average).collect();
        let all = [totals, counts, margins.columns[1].clone()];
        let points = normalise(Normalisation::Ranks, &all);
        let cells = Cells::new(points.view()).unwrap();
        let partitions: Vec<_> = [3, 9].map(|k| (k, search(&cells, k, &SEARCH).unwrap().labels)).into();
        let draws: Vec<_> = (0..5)
            .map(|draw| redraw(Normalisation::Ranks, &all, &partitions, &resample(300, 300, 0, draw), &SEARCH).unwrap())
            .collect();
        let of =
            |at: usize| Stability::of(&draws.iter().filter_map(|draw| draw[at].as_ref()).collect::<Vec<_>>()).unwrap();
        assert!(of(0).lowest() > 0.99 && of(0).ari > 0.99, "{:?}", of(0));
        assert!(of(1).mean() < of(0).mean(), "{:?}", of(1));
    }

    #[test]
    fn jaccard_counts_common_members_over_all() {
        // {0, 1, 2} against {0, 1}: 2 of 3. {3} against {2, 3}: 1 of 2. No member: 0.
        assert_eq!(jaccards(&[0, 0, 0, 1], &[1, 1, 0, 0], 2), [2.0 / 3.0, 0.5]);
        assert_eq!(jaccards(&[0, 0, 1], &[0, 2, 1], 3), [0.5, 1.0, 0.0]);
    }

    #[test]
    fn a_resample_holds_each_account_once_and_depends_on_its_number_alone() {
        let drawn = resample(1_000, 1_000, 7, 3);
        assert!(drawn.is_sorted_by(|a, b| a < b));
        assert!((600..670).contains(&drawn.len()), "{}", drawn.len());
        assert_eq!(drawn, resample(1_000, 1_000, 7, 3));
        assert_ne!(drawn, resample(1_000, 1_000, 7, 4));
        assert!(resample(1_000, 100, 7, 3).len() <= 100);
        assert!(resample(0, 5, 7, 3).is_empty());
    }

    #[test]
    fn readings_are_hennigs() {
        use Steadiness::{Doubtful, Stable, Unstable, VeryStable};
        let read = [0.59, 0.60, 0.75, 0.85].map(Steadiness::of);
        assert_eq!(read, [Unstable, Doubtful, Stable, VeryStable]);
        assert_eq!(Steadiness::of(f64::NAN), Unstable);
    }
}
