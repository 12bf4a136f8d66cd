//! Last year's model applied to this year's file, and the files that come of it.

use super::{Error, Executor, Observer, Settings, Source, Stage, stages};
use crate::cluster::{Partition, Precision};
use crate::customers::{self, Customers, Features};
use crate::export::{self, DataLoaderFile};
use crate::model::{Drift, FeatureDrift, Model};
use crate::sales::{Cleaning, Sales};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A file whose accounts a model has put into its segments.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The file's name, without folders.
    pub file: String,
    /// Kept and excluded lines.
    pub sales: Arc<Sales>,
    /// One row an account.
    pub customers: Customers,
    /// The model.
    pub model: Model,
    /// Its segments, of which some may be empty: cluster i is segment i + 1.
    pub partition: Partition,
    /// Silhouette of each account on the model's scales.
    pub silhouettes: Vec<f64>,
    /// How these were found.
    pub precision: Precision,
    /// How far the shares of the segments have moved.
    pub segments: Drift,
    /// How far the model's features have moved, in its order.
    pub features: Vec<FeatureDrift>,
}

impl Scored {
    /// Accounts of each segment.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        sizes(&self.partition)
    }

    /// The Data Loader file, and what became of ids that are not Salesforce's.
    #[must_use]
    pub fn load_file(&self) -> DataLoaderFile {
        export::data_loader(&self.customers, &self.partition)
    }
}

fn sizes(partition: &Partition) -> Vec<usize> {
    let mut sizes = vec![0; partition.k];
    partition.labels.iter().for_each(|&label| sizes[usize::from(label)] += 1);
    sizes
}

/// Reads a file and puts its accounts into a model's segments. Recipe, cleaning and arithmetic are the model's; of the settings those
/// count that say how the file is read, of which period, and how silhouettes are found.
///
/// # Errors
/// [`Error`] says why the file cannot be used with this model.
pub async fn score(
    source: &impl Source,
    file: &str,
    model: Model,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Scored, Error> {
    let sales = super::read_sales(source, settings, &cleaning(&model, settings), executor, observer).await?;
    observer.checked(file, &sales.quality);
    score_sales(file, Arc::new(sales), model, settings, executor, observer).await
}

/// How a file is cleaned for a model: as its own was, but for the period.
#[must_use]
pub fn cleaning(model: &Model, settings: &Settings) -> Cleaning {
    Cleaning { period: settings.cleaning.period, ..model.settings.cleaning.clone() }
}

/// [`score`] from the sales on, which must have been cleaned as [`cleaning`] says.
///
/// # Errors
/// [`Error`] says why they cannot be used with this model.
pub async fn score_sales(
    file: &str,
    sales: Arc<Sales>,
    model: Model,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Scored, Error> {
    observer.progress(Stage::Gathering, 0, 1);
    let customers = customers::gather(&sales, model.settings.arithmetic);
    if customers.is_empty() {
        return Err(Error::TooFewAccounts { accounts: 0, needed: 1 });
    }
    let features = Features::of(&sales, &customers, &model.settings.recipe)?;
    observer.gathered(&customers);

    let points = model.points(&features);
    if let Some(feature) = model.out_of_reach(points.view()) {
        return Err(Error::OutOfReach { feature });
    }
    let partition = model.apply(&features);
    let labels = [partition.labels.as_slice()];
    let (mut silhouettes, precision) =
        stages::silhouettes(points.view(), &labels, settings, executor, observer).await?;
    let before: Vec<usize> = model.segments.iter().map(|segment| segment.size).collect();
    let drifts = features.columns().zip(&model.reference);
    Ok(Scored {
        file: file.into(),
        segments: Drift::of(&before, &sizes(&partition)),
        features: drifts
            .map(|((feature, values), column)| FeatureDrift::of(feature, &column.reference, values))
            .collect(),
        // One partition was given.
        silhouettes: silhouettes.pop().unwrap_or_default(),
        precision,
        sales,
        customers,
        model,
        partition,
    })
}

/// The files of a scored file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ScoreFile {
    /// Data Loader file.
    Segments,
    /// One row an account.
    Accounts,
    /// Lines left out.
    Excluded,
    /// The figures, for automation.
    Report,
}

impl ScoreFile {
    /// Every file, in the order in which the command names them.
    pub const ALL: [Self; 4] = [Self::Segments, Self::Accounts, Self::Excluded, Self::Report];

    /// The name of the file as the command writes it.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Segments => "segments.csv",
            Self::Accounts => "accounts.csv",
            Self::Excluded => "excluded.csv",
            Self::Report => "score.json",
        }
    }
}

/// The bytes of `file`; `names` are the segments', which the report alone holds.
#[must_use]
pub fn score_bytes(file: ScoreFile, scored: &Scored, names: &[String]) -> Vec<u8> {
    let Scored { customers, partition, silhouettes, .. } = scored;
    let text = match file {
        ScoreFile::Segments => scored.load_file().text,
        ScoreFile::Accounts => export::accounts_csv(customers, partition, silhouettes),
        ScoreFile::Excluded => export::excluded_csv(&scored.sales),
        ScoreFile::Report => export::score_json(&export::ScoreReport {
            file: &scored.file,
            model: &scored.model,
            sizes: &scored.sizes(),
            names,
            silhouettes,
            segments: scored.segments,
            features: &scored.features,
            quality: &scored.sales.quality,
            load_file: &scored.load_file(),
        }),
    };
    text.into_bytes()
}
