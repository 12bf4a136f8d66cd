//! All numbers of clusters side by side, and the choice among them.

use super::indices::{calinski_harabasz, davies_bouldin};
use super::{Cells, ClusterError, Pairs, Partition, Search, search};
use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The figures by which numbers of clusters are compared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Number of clusters.
    pub k: usize,
    /// Sum of squared distances to the centroids; lower is tighter.
    pub inertia: f64,
    /// Mean silhouette, −1..=1; higher is better (Rousseeuw 1987).
    pub silhouette: f64,
    /// Davies-Bouldin index; lower is better.
    pub davies_bouldin: f64,
    /// Calinski-Harabasz index; higher is better.
    pub calinski_harabasz: f64,
}

/// How silhouettes were found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Precision {
    /// From the distances of all pairs of accounts.
    Exact,
    /// From a sample ([`super::Sampled`]). With probability `confidence` all of it holds at once, for every k.
    Estimated {
        /// No mean silhouette is off by more.
        error: f64,
        /// No account's silhouette is off by more.
        account_error: f64,
        /// 0..1.
        confidence: f64,
    },
}

/// Partitions for every k that was compared, with their figures; all vectors run in ascending k.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// Figures of each k.
    pub scores: Vec<Scores>,
    /// Partition of each k.
    pub partitions: Vec<Partition>,
    /// Silhouette of each account, for each k.
    pub silhouettes: Vec<Vec<f64>>,
    /// How these were found.
    pub precision: Precision,
    /// The k with the highest mean silhouette; the smallest such k.
    pub best_k: usize,
}

impl Sweep {
    /// Scores partitions (ascending k) whose points have these silhouettes, found so. `None` without any partition.
    #[must_use]
    pub fn new(
        points: ArrayView2<'_, f64>,
        partitions: Vec<Partition>,
        silhouettes: Vec<Vec<f64>>,
        precision: Precision,
    ) -> Option<Self> {
        let pieces = partitions.iter().zip(&silhouettes);
        let scores: Vec<Scores> =
            pieces.map(|(partition, silhouettes)| score(points, partition, silhouettes)).collect();
        let best_k = choose(&scores)?;
        Some(Self { scores, partitions, silhouettes, precision, best_k })
    }

    /// Position of `k` in the vectors, if it was compared.
    #[must_use]
    pub fn index_of(&self, k: usize) -> Option<usize> {
        self.partitions.iter().position(|partition| partition.k == k)
    }
}

/// The figures of one partition.
fn score(points: ArrayView2<'_, f64>, partition: &Partition, silhouettes: &[f64]) -> Scores {
    Scores {
        k: partition.k,
        inertia: partition.inertia,
        silhouette: silhouettes.iter().sum::<f64>() / silhouettes.len() as f64,
        davies_bouldin: davies_bouldin(points, partition),
        calinski_harabasz: calinski_harabasz(points, partition),
    }
}

/// The k of the highest mean silhouette, the first of equals; `None` without scores.
#[must_use]
pub fn choose(scores: &[Scores]) -> Option<usize> {
    let mut scores = scores.iter();
    let mut best = scores.next()?;
    for score in scores {
        if score.silhouette > best.silhouette {
            best = score;
        }
    }
    Some(best.k)
}

/// Searches, measures and compares every k of `ks`, piece after piece. A k above the number of different points is left out.
///
/// # Errors
/// Those of [`Cells::new`] and [`search`]; [`ClusterError::TooFewDistinct`] only if no k is possible.
pub fn sweep(points: ArrayView2<'_, f64>, ks: RangeInclusive<usize>, settings: &Search) -> Result<Sweep, ClusterError> {
    let cells = Cells::new(points)?;
    let mut partitions = Vec::new();
    let mut refused = ClusterError::Unsupported { k: *ks.start() };
    for k in ks {
        match search(&cells, k, settings) {
            Ok(partition) => partitions.push(partition),
            Err(error @ ClusterError::TooFewDistinct { .. }) => {
                refused = error;
                break;
            }
            Err(error) => return Err(error),
        }
    }
    let labels: Vec<&[u8]> = partitions.iter().map(|partition| partition.labels.as_slice()).collect();
    let pairs = Pairs::new(points, &labels)?;
    Sweep::new(points, partitions, pairs.silhouettes(), Precision::Exact).ok_or(refused)
}
