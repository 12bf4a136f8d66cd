//! The stages that can be cut: the search for partitions, silhouettes.

use super::work::{Executor, Kind, Work};
use super::{Error, Observer, Settings, Stage};
use crate::cluster::{
    Cells, ClusterError, Estimates, Pairs, Partition, Precision, Sampled, Sampling, Search, Sums, Sweep, Tile, search,
};
use crate::table::delimited::{self, Dialect};
use ndarray::{Array2, ArrayView2};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Some records of a text table, to be parsed.
#[derive(Debug, Serialize, Deserialize)]
pub struct TextPiece {
    /// Whole records.
    pub text: String,
}

impl Work for TextPiece {
    type Context = Dialect;
    type Output = delimited::Chunk;
    const KIND: Kind = Kind::Records;

    fn run(&self, dialect: &Dialect) -> delimited::Chunk {
        delimited::parse(&self.text, dialect)
    }
}

/// The points of a search; each worker sorts them into cells once.
#[derive(Debug, Serialize, Deserialize)]
pub struct SearchContext {
    points: Array2<f64>,
    settings: Search,
    #[serde(skip)]
    cells: OnceLock<Result<Cells, ClusterError>>,
}

impl SearchContext {
    fn new(points: ArrayView2<'_, f64>, settings: Search) -> Self {
        Self { points: points.to_owned(), settings, cells: OnceLock::new() }
    }

    fn cells(&self) -> Result<&Cells, ClusterError> {
        self.cells.get_or_init(|| Cells::new(self.points.view())).as_ref().map_err(|&error| error)
    }
}

/// The search for the best partition into `k` clusters.
#[derive(Debug, Serialize, Deserialize)]
pub struct SearchPiece {
    /// Number of clusters.
    pub k: usize,
}

impl Work for SearchPiece {
    type Context = SearchContext;
    type Output = Result<Partition, ClusterError>;
    const KIND: Kind = Kind::Search;
    const IN_HAND: usize = 1;

    fn run(&self, context: &SearchContext) -> Self::Output {
        search(context.cells()?, self.k, &context.settings)
    }
}

/// Pairs of accounts whose distances are to be summed.
#[derive(Debug, Serialize, Deserialize)]
pub struct SilhouettePiece {
    /// Which pairs.
    pub tile: Tile,
}

impl Work for SilhouettePiece {
    type Context = Pairs;
    type Output = Sums;
    const KIND: Kind = Kind::Silhouette;

    fn run(&self, pairs: &Pairs) -> Self::Output {
        pairs.sums(self.tile)
    }
}

/// A block of accounts whose silhouettes are to be estimated.
#[derive(Debug, Serialize, Deserialize)]
pub struct EstimatePiece {
    /// Which block.
    pub block: usize,
}

impl Work for EstimatePiece {
    type Context = Sampled;
    type Output = Estimates;
    const KIND: Kind = Kind::Estimate;

    fn run(&self, sampled: &Sampled) -> Self::Output {
        sampled.block(self.block)
    }
}

/// Tiles handed out together: so many sums wait in memory, some 2 MB each at most, until they are added up.
const TILES_AT_ONCE: usize = 40;

/// Partitions the accounts for every k and measures each partition. Clusters are numbered by what they are in `order`, if it is given.
pub(super) async fn sweep(
    points: ArrayView2<'_, f64>,
    order: Option<ArrayView2<'_, f64>>,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Sweep, Error> {
    let mut partitions = partitions(Stage::Clustering, points, settings, executor, observer).await?;
    let is_there = |k: usize| partitions.iter().any(|partition| partition.k == k);
    let least = partitions.first().map_or(settings.k_range.0.max(2), |partition| partition.k);
    if let Some(needed) = Some(settings.k.unwrap_or(least)).filter(|&needed| !is_there(needed)) {
        return Err(Error::TooFewDifferent { needed });
    }
    if let Some(order) = order {
        partitions = partitions.iter().map(|partition| partition.numbered_by(order)).collect();
    }
    let labels: Vec<&[u8]> = partitions.iter().map(|partition| partition.labels.as_slice()).collect();
    let (silhouettes, precision) = silhouettes(points, &labels, settings, executor, observer).await?;
    drop(labels);
    Sweep::new(points, partitions, silhouettes, precision).ok_or_else(|| too_few(points.nrows(), settings))
}

/// The silhouette of each account for each partition, exact as long as the settings allow, and how they were found.
pub(super) async fn silhouettes(
    points: ArrayView2<'_, f64>,
    labels: &[&[u8]],
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<(Vec<Vec<f64>>, Precision), Error> {
    if points.nrows() <= settings.exact_up_to {
        Ok((exact(&Pairs::new(points, labels)?, executor, observer).await?, Precision::Exact))
    } else {
        estimated(&Sampled::new(points, labels, Sampling::new(settings.seed))?, executor, observer).await
    }
}

/// The silhouette of each account for each partition.
async fn exact(pairs: &Pairs, executor: &impl Executor, observer: &mut impl Observer) -> Result<Vec<Vec<f64>>, Error> {
    let tiles = pairs.tiles();
    let total = tiles.len() as u64;
    observer.progress(Stage::Scoring, 0, total);
    let mut totals = pairs.totals();
    let mut before = 0;
    for tiles in tiles.chunks(TILES_AT_ONCE) {
        let pieces: Vec<SilhouettePiece> = tiles.iter().map(|&tile| SilhouettePiece { tile }).collect();
        let mut done = |count: usize| observer.progress(Stage::Scoring, before + count as u64, total);
        let sums = executor.map(pairs, pieces.into_iter(), &mut done).await?;
        tiles.iter().zip(&sums).for_each(|(&tile, sums)| pairs.add(&mut totals, tile, sums));
        before += tiles.len() as u64;
    }
    Ok(pairs.finish(&totals))
}

/// The estimated silhouette of each account for each partition, and how far off these may be.
async fn estimated(
    sampled: &Sampled,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<(Vec<Vec<f64>>, Precision), Error> {
    let pieces: Vec<EstimatePiece> = (0..sampled.blocks()).map(|block| EstimatePiece { block }).collect();
    let total = pieces.len() as u64;
    observer.progress(Stage::Scoring, 0, total);
    let mut done = |count: usize| observer.progress(Stage::Scoring, count as u64, total);
    Ok(sampled.finish(&executor.map(sampled, pieces.into_iter(), &mut done).await?))
}

/// The best partition for each k, ascending. A k that the points do not allow is left out.
pub(super) async fn partitions(
    stage: Stage,
    points: ArrayView2<'_, f64>,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Vec<Partition>, Error> {
    let ks = ks(points.nrows(), settings);
    if ks.is_empty() || settings.k.is_some_and(|k| !ks.contains(&k)) {
        return Err(too_few(points.nrows(), settings));
    }
    // The largest k takes longest: it goes first, so that no worker is left with it at the end.
    let pieces: Vec<SearchPiece> = ks.iter().rev().map(|&k| SearchPiece { k }).collect();
    let total = pieces.len() as u64;
    observer.progress(stage, 0, total);
    let mut done = |count: usize| observer.progress(stage, count as u64, total);
    let search = Search { starts: settings.starts, seed: settings.seed };
    let context = SearchContext::new(points, search);
    let found = executor.map(&context, pieces.into_iter(), &mut done).await?;
    let mut partitions = Vec::new();
    for partition in found.into_iter().rev() {
        match partition {
            Ok(partition) => partitions.push(partition),
            Err(ClusterError::TooFewDistinct { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(partitions)
}

/// The numbers of clusters to compare: those of the range, and the user's own, that leave fewer clusters than accounts.
fn ks(accounts: usize, settings: &Settings) -> Vec<usize> {
    let (least, most) = settings.k_range;
    let mut ks: Vec<usize> = (least.max(2)..=most).chain(settings.k).filter(|&k| k >= 2 && k < accounts).collect();
    ks.sort_unstable();
    ks.dedup();
    ks
}

fn too_few(accounts: usize, settings: &Settings) -> Error {
    let needed = settings.k.unwrap_or(settings.k_range.0.max(2)) + 1;
    Error::TooFewAccounts { accounts, needed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_possible_ks_are_compared() {
        let settings = Settings { k: Some(12), ..Settings::default() };
        assert_eq!(ks(100, &settings), [2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
        assert_eq!(ks(5, &settings), [2, 3, 4]);
        assert_eq!(ks(2, &Settings::default()), [0_usize; 0]);
    }
}
