//! The evidence beside each k, after the main job: what chance would score, and what comes back when the list is drawn anew.

use super::work::{Executor, Kind, Work};
use super::{Analysis, Error, Observer, Settings, Stage, stages};
use crate::cluster::{
    Basis, Beside, ClusterError, Draws, Evidence, Margins, Null, Redrawn, Renormalised, Search, Spread, Stability,
    Sweep, agreements, best_silhouettes, redraw, resample, structureless,
};
use crate::customers::{Customers, Features, Normalisation};
use crate::sales::Quality;
use serde::{Deserialize, Serialize};

/// Draws of accounts without structure, of each kind: enough for a standard deviation.
const BASELINE_DRAWS: usize = 10;
/// Redraws of the list. Between two sets of twenty, at 7,747 accounts, a mean Jaccard index moved by 0.012 at most up to k = 7, by 0.04 at
/// k = 8 and 9, and by 0.085 at k = 10, where partitions jump.
const REDRAWS: usize = 20;
/// Accounts in a draw at most; [`Basis`] tells when this cuts in. From 4,000 to 7,747 accounts the baseline's means moved by 0.006 at most.
const MOST_ACCOUNTS: usize = 10_000;
/// Starts in each search: after the neighbours have been tried, ten found no lower inertia than three.
const STARTS: usize = 3;

/// What draws of accounts without structure share.
#[derive(Debug, Serialize, Deserialize)]
pub struct BaselineContext {
    margins: Margins,
    ks: Vec<usize>,
    accounts: usize,
    search: Search,
}

/// One draw of accounts without structure.
#[derive(Debug, Serialize, Deserialize)]
pub struct BaselinePiece {
    null: Null,
    draw: usize,
}

impl Work for BaselinePiece {
    type Context = BaselineContext;
    type Output = Result<Vec<Option<f64>>, ClusterError>;
    const KIND: Kind = Kind::Baseline;

    fn run(&self, context: &BaselineContext) -> Self::Output {
        let BaselineContext { margins, ks, accounts, search } = context;
        let points = structureless(margins, &self.null, *accounts, search.seed, self.draw);
        best_silhouettes(points.view(), ks, search)
    }
}

/// What redraws of the list share.
#[derive(Debug, Serialize, Deserialize)]
pub struct StabilityContext {
    normalisation: Normalisation,
    basis: Vec<Vec<f64>>,
    partitions: Vec<(usize, Vec<u8>)>,
    picks: usize,
    search: Search,
}

/// One redraw of the list.
#[derive(Debug, Serialize, Deserialize)]
pub struct StabilityPiece {
    draw: usize,
}

impl Work for StabilityPiece {
    type Context = StabilityContext;
    type Output = Result<Vec<Option<Redrawn>>, ClusterError>;
    const KIND: Kind = Kind::Stability;

    fn run(&self, context: &StabilityContext) -> Self::Output {
        let StabilityContext { normalisation, basis, partitions, picks, search } = context;
        let drawn = resample(basis.first().map_or(0, Vec::len), *picks, search.seed, self.draw);
        redraw(*normalisation, basis, partitions, &drawn, search)
    }
}

/// Finds the evidence beside every k of an analysis. It takes longer than the main job: run it when the segments are shown.
///
/// # Errors
/// [`Error::Broken`] when a worker died.
pub async fn evidence(
    analysis: &Analysis,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Evidence, Error> {
    let mut found = beside(&analysis.features, &analysis.sweep, settings.seed, executor, observer).await?;
    found.normalisations = normalisations(&analysis.features, &analysis.sweep, settings, executor, observer).await?;
    Ok(found)
}

/// For each other normalisation of the same features how far its partitions agree with the sweep's: searched as hard as the sweep's own, so
/// that the figures are those of a run with that recipe.
async fn normalisations(
    features: &Features,
    sweep: &Sweep,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Vec<Renormalised>, Error> {
    let others = Normalisation::ALL.into_iter().filter(|&other| other != features.recipe().normalisation());
    let mut found = Vec::new();
    for (index, normalisation) in (0..).zip(others) {
        let points = features.normalised(normalisation);
        let mut part = Part { of: Normalisation::ALL.len() as u64 - 1, index, whole: observer };
        let partitions = stages::partitions(Stage::Agreeing, points.view(), settings, executor, &mut part).await?;
        found.push(Renormalised { normalisation, agreement: agreements(&sweep.partitions, &partitions)? });
    }
    Ok(found)
}

/// Tells of one of several like parts of a stage as of that much of the whole.
struct Part<'a, O> {
    of: u64,
    index: u64,
    whole: &'a mut O,
}

impl<O: Observer> Observer for Part<'_, O> {
    fn progress(&mut self, stage: Stage, done: u64, total: u64) {
        self.whole.progress(stage, self.index * total + done, self.of * total);
    }

    fn checked(&mut self, file: &str, quality: &Quality) {
        self.whole.checked(file, quality);
    }

    fn gathered(&mut self, customers: &Customers) {
        self.whole.gathered(customers);
    }
}

/// [`evidence`] but for other normalisations, for these features and their sweep.
async fn beside(
    features: &Features,
    sweep: &Sweep,
    seed: u64,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Evidence, Error> {
    let search = Search { starts: STARTS, seed };
    let basis = Basis {
        accounts: features.len(),
        baseline: Draws::of(features.len(), BASELINE_DRAWS, MOST_ACCOUNTS),
        redraws: Draws::of(features.len(), REDRAWS, MOST_ACCOUNTS),
    };
    let ks = sweep.partitions.iter().map(|partition| partition.k).collect();
    let chance = baseline(features, ks, &basis.baseline, search, executor, observer).await?;
    let partitions = sweep.partitions.iter().map(|partition| (partition.k, partition.labels.clone())).collect();
    let stability = stability(features, partitions, &basis.redraws, search, executor, observer).await?;
    let beside = sweep.scores.iter().zip(&sweep.partitions).zip(chance).zip(stability);
    let by_k = beside.map(|(((scores, partition), chance), stability)| {
        Beside::new(scores, chance, basis.baseline.count, stability, partition.smallest())
    });
    // A sweep has at least one k, and its best among them.
    let evidence = Evidence::new(&sweep.scores, sweep.best_k, by_k.collect(), basis);
    evidence.ok_or_else(|| Error::Broken { detail: "no k was compared".into() })
}

/// For each k what accounts without structure score: paired independently, and with the customers' own correlation.
async fn baseline(
    features: &Features,
    ks: Vec<usize>,
    draws: &Draws,
    search: Search,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Vec<[Option<Spread>; 2]>, Error> {
    let (margins, correlated) = Margins::of(features);
    let nulls = [Null::Independent, correlated];
    let piece = |null: Null| (0..draws.count).map(move |draw| BaselinePiece { null: null.clone(), draw });
    let pieces: Vec<BaselinePiece> = nulls.into_iter().flat_map(piece).collect();
    let context = BaselineContext { margins, ks, accounts: draws.accounts, search };
    let drawn = run(Stage::Baseline, &context, pieces, executor, observer).await?;
    let spread = |draws: &[Vec<Option<f64>>], at: usize| {
        Spread::of(&draws.iter().filter_map(|draw| draw[at]).collect::<Vec<f64>>())
    };
    let (independent, correlated) = drawn.split_at(draws.count);
    Ok((0..context.ks.len()).map(|at| [spread(independent, at), spread(correlated, at)]).collect())
}

/// For each k how its partition fares when the list is drawn anew.
async fn stability(
    features: &Features,
    partitions: Vec<(usize, Vec<u8>)>,
    draws: &Draws,
    search: Search,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Vec<Option<Stability>>, Error> {
    let pieces: Vec<StabilityPiece> = (0..draws.count).map(|draw| StabilityPiece { draw }).collect();
    let normalisation = features.recipe().normalisation();
    let basis = features.basis(normalisation);
    let context = StabilityContext { normalisation, basis, partitions, picks: draws.accounts, search };
    let redrawn = run(Stage::Stability, &context, pieces, executor, observer).await?;
    let of = |at: usize| Stability::of(&redrawn.iter().filter_map(|draw| draw[at].as_ref()).collect::<Vec<_>>());
    Ok((0..context.partitions.len()).map(of).collect())
}

/// Runs the pieces of a stage and tells how far it is.
async fn run<T, W: Work<Output = Result<T, ClusterError>>>(
    stage: Stage,
    context: &W::Context,
    pieces: Vec<W>,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Vec<T>, Error> {
    let total = pieces.len() as u64;
    observer.progress(stage, 0, total);
    let mut done = |count: usize| observer.progress(stage, count as u64, total);
    let outputs = executor.map(context, pieces.into_iter(), &mut done).await?;
    Ok(outputs.into_iter().collect::<Result<Vec<T>, ClusterError>>()?)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::Silent;
    use super::super::work::{Bench, Serial, Threads};
    use super::*;
    use crate::cluster::{Steadiness, Structure, sweep};
    use crate::customers::normalise;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// The study's features of accounts whose normal scores of count and average come from `draw`.
    fn features(n: usize, draw: impl Fn(&mut dyn FnMut() -> f64, usize) -> (f64, f64)) -> Features {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut even = || (0..6).map(|_| random.random::<f64>()).sum::<f64>() - 3.0;
        let (counts, average): (Vec<f64>, Vec<f64>) = (0..n)
            .map(|row| {
                let (count, average) = draw(&mut even, row);
                (libm::exp(6.0 + count).trunc(), libm::exp(4.0 + average))
            })
            .unzip();
        let total_sales: Vec<f64> = counts.iter().zip(&average).map(|(count, average)| count * average).collect();
        let columns = [total_sales.clone(), counts.clone(), average.clone()];
        let customers = Customers {
            accounts: (0..n).map(|row| format!("{row:05}")).collect(),
            order_count: counts.iter().map(|&count| count as u32).collect(),
            ranks: columns.each_ref().map(|values| ranks(values)),
            normalised: normalise(Normalisation::Ranks, &columns),
            account_of_line: Vec::new(),
            total_sales,
            average,
        };
        Features::study(&customers)
    }

    /// Ranks 1..=n, each once.
    fn ranks(values: &[f64]) -> Vec<u32> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let mut ranks = vec![0; values.len()];
        (1..).zip(order).for_each(|(rank, row)| ranks[row] = rank);
        ranks
    }

    fn found(features: &Features, executor: &impl Executor) -> Evidence {
        let points = features.normalised(Normalisation::Ranks);
        let sweep = sweep(points.view(), 2..=5, &Search::default()).unwrap();
        pollster::block_on(beside(features, &sweep, 0, executor, &mut Silent)).unwrap()
    }

    #[test]
    fn other_normalisations_agree_more_or_less() {
        let features = features(300, |even, _| (even(), even()));
        let points = features.normalised(Normalisation::Ranks);
        let sweep = sweep(points.view(), 2..=10, &Search::default()).unwrap();
        let settings = Settings::default();
        let found = pollster::block_on(normalisations(&features, &sweep, &settings, &Serial, &mut Silent)).unwrap();
        assert_eq!(found.iter().map(|it| it.normalisation).collect::<Vec<_>>(), Normalisation::ALL[1..]);
        assert!(found.iter().all(|it| it.agreement.iter().map(|of| of.k).eq(2..=10)));
        // Few accounts tie, so that ranks and average ranks are nearly the same; logarithms are not.
        assert!(found[0].agreement.iter().all(|of| of.ari > 0.9), "{found:?}");
        assert!(found[1].agreement.iter().any(|of| of.ari < 0.9), "{found:?}");
    }

    #[test]
    fn accounts_without_structure_are_told_apart_from_clumps() {
        let independent = features(800, |even, _| (even(), even()));
        let stretched = features(800, |even, _| {
            let (a, b) = (even(), even());
            (a, 0.7 * a + 0.7 * b)
        });
        for (cloud, most) in [(independent, Structure::None), (stretched, Structure::Weak)] {
            let evidence = found(&cloud, &Serial);
            assert!(evidence.recommendation.structure <= most, "{evidence:#?}");
            assert!(evidence.by_k.iter().all(|beside| beside.lift < 0.03), "{evidence:#?}");
        }
        let clumps = features(800, |even, row| {
            let (count, average) = [(-4.4, 2.8), (0.2, -1.0), (1.0, 2.9)][row % 3];
            (count + even() / 5.0, average + even() / 5.0)
        });
        let evidence = found(&clumps, &Serial);
        assert_eq!(
            (evidence.recommendation.k, evidence.recommendation.structure),
            (3, Structure::Clear),
            "{evidence:#?}"
        );
        let stability = evidence.by_k[1].stability.as_ref().unwrap();
        assert_eq!(Steadiness::of(stability.lowest()), Steadiness::VeryStable);
    }

    #[test]
    fn nobody_who_computes_it_changes_the_evidence() {
        let features = features(300, |even, _| (even(), even()));
        let alone = found(&features, &Serial);
        for threads in [1, 2, 3, 8] {
            let threads = Threads(std::num::NonZeroUsize::new(threads).unwrap());
            assert_eq!(found(&features, &threads), alone);
        }
    }

    #[test]
    fn a_worker_that_gets_a_piece_by_message_gives_the_same_draw() {
        let columns = vec![(1..50).map(f64::from).collect(), (1..50).map(|x| f64::from(x * x % 17)).collect()];
        let margins = Margins { columns, total_is_product: true, normalisation: Normalisation::Ranks };
        let search = Search { starts: 1, seed: 3 };
        let context = BaselineContext { margins, ks: vec![2, 3], accounts: 49, search };
        let piece = BaselinePiece { null: Null::Correlated(vec![1.0, 0.3, 0.9]), draw: 2 };
        let bench = Bench::open(Kind::Baseline, &postcard::to_stdvec(&context).unwrap()).unwrap();
        let sent = bench.run(&postcard::to_stdvec(&piece).unwrap()).unwrap();
        let expected = postcard::to_stdvec(&piece.run(&context)).unwrap();
        assert_eq!(sent, expected);
    }
}
