//! The whole main job: stages, progress, cancellation; generic over an executor.

mod evidence;
mod known;
mod model;
mod next_year;
mod reading;
mod sample;
mod scoring;
mod settings;
mod source;
mod stages;
mod text_reading;
mod work;

pub use evidence::evidence;
pub use known::{Applied, Compared, Known, KnownModel, KnownSegment, KnownYear, Moves};
pub use model::model;
pub use next_year::{LastYear, NextYear, NextYearFile, Past, PastError, Way, read_past};
pub use sample::{SAMPLE_NAME, sample_workbook};
pub use scoring::{ScoreFile, Scored, cleaning, score, score_bytes, score_sales};
pub use settings::Settings;
#[cfg(not(target_arch = "wasm32"))]
pub use source::Disk;
pub use source::{Inflater, Memory, Plain, Source, Stream};
#[cfg(not(target_arch = "wasm32"))]
pub use work::Threads;
pub use work::{Bench, Executor, Kind, Lost, Pieces, Serial, Work};

use crate::cluster::{Agreement, ClusterError, Evidence, Sweep, agreements};
use crate::customers::{self, Customers, Feature, Features, RecipeError};
use crate::sales::{self, Cleaning, Outline, Quality, Sales, SalesError};
use crate::table::{SheetName, TableError};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Why the main job stopped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Error {
    /// The file is no readable table.
    Table(TableError),
    /// The table holds no usable sales.
    Sales(SalesError),
    /// Too few accounts to segment.
    TooFewAccounts {
        /// Accounts found.
        accounts: usize,
        /// Accounts needed.
        needed: usize,
    },
    /// The accounts differ too little in the recipe's features: fewer different accounts than segments.
    TooFewDifferent {
        /// Segments that were wanted at least.
        needed: usize,
    },
    /// The file does not hold what the recipe asks for.
    Recipe(RecipeError),
    /// The values of a feature lie too far from a model's scale.
    OutOfReach {
        /// The feature.
        feature: Feature,
    },
    /// The computing itself broke down: a bug, or memory ran out.
    Broken {
        /// Technical words for a bug report.
        detail: String,
    },
}

impl From<TableError> for Error {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<SalesError> for Error {
    fn from(error: SalesError) -> Self {
        Self::Sales(error)
    }
}

impl From<RecipeError> for Error {
    fn from(error: RecipeError) -> Self {
        Self::Recipe(error)
    }
}

impl From<ClusterError> for Error {
    /// The features are finite and k is in range: what is left is a bug.
    fn from(error: ClusterError) -> Self {
        Self::Broken { detail: error.to_string() }
    }
}

impl From<Lost> for Error {
    fn from(Lost(detail): Lost) -> Self {
        Self::Broken { detail }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}

/// The stages of the main job, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Bytes to table.
    Reading,
    /// Table to sales.
    Checking,
    /// Sales to accounts and features.
    Gathering,
    /// Features to partitions, k by k.
    Clustering,
    /// Silhouettes and indices.
    Scoring,
    /// Other recipes' partitions, for the agreement with this one's.
    Agreeing,
    /// What accounts without structure would score.
    Baseline,
    /// What comes back when the list of accounts is drawn anew.
    Stability,
}

/// All that the main job finds out about one file.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The file's name, without folders.
    pub file: String,
    /// What was set.
    pub settings: Settings,
    /// Kept and excluded lines; shared, since they outlive a change of recipe.
    pub sales: Arc<Sales>,
    /// One row an account.
    pub customers: Customers,
    /// The features that were clustered; they know the recipe.
    pub features: Features,
    /// The agreement with the study's recipe, for every k; `None` where the recipe is the study's.
    pub agreement: Option<Vec<Agreement>>,
    /// Partitions and figures for each k.
    pub sweep: Sweep,
    /// The k in use: the user's, or the sweep's best.
    pub k: usize,
    /// The evidence beside each k, once [`evidence`] has found it.
    pub evidence: Option<Evidence>,
}

/// Hears how the main job goes on.
pub trait Observer {
    /// A stage is this far; `total` is 0 while unknown.
    fn progress(&mut self, stage: Stage, done: u64, total: u64);
    /// The sheets of the workbook, before one is read.
    fn sheets(&mut self, _: Vec<SheetName>) {}
    /// The table was read, and what its columns are was found as far as it can be.
    fn outlined(&mut self, _: &Outline) {}
    /// The file was read and checked.
    fn checked(&mut self, file: &str, quality: &Quality);
    /// The accounts are known.
    fn gathered(&mut self, customers: &Customers);
}

/// Hears nothing, where nobody waits long or nobody looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Stage, _: u64, _: u64) {}
    fn checked(&mut self, _: &str, _: &Quality) {}
    fn gathered(&mut self, _: &Customers) {}
}

/// The main job: a file's bytes in, everything known about its customers out.
///
/// # Errors
/// [`Error`] says why the file cannot be segmented.
pub async fn segment(
    source: &impl Source,
    file: &str,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Analysis, Error> {
    let sales = read_sales(source, settings, &settings.cleaning, executor, observer).await?;
    observer.checked(file, &sales.quality);

    recast(file, Arc::new(sales), settings, executor, observer).await
}

/// Reads and cleans a file as the settings say, but by this cleaning.
async fn read_sales(
    source: &impl Source,
    settings: &Settings,
    cleaning: &Cleaning,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Sales, Error> {
    let mut table = reading::read(source, settings.sheet.as_deref(), executor, observer).await?;
    if let Some(header_row) = settings.header_row {
        table = table.with_header(header_row)?;
    }
    sales::unfold(&mut table);

    observer.progress(Stage::Checking, 0, 1);
    observer.outlined(&sales::outline(&table, &settings.choices));
    Ok(sales::clean(table, &settings.choices, cleaning)?)
}

/// The main job from the sales on: for sales that were read before, under other settings.
///
/// # Errors
/// [`Error`] says why they cannot be segmented.
pub async fn recast(
    file: &str,
    sales: Arc<Sales>,
    settings: &Settings,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Analysis, Error> {
    observer.progress(Stage::Gathering, 0, 1);
    let customers = customers::gather(&sales, settings.arithmetic);
    let features = Features::of(&sales, &customers, &settings.recipe)?;
    observer.gathered(&customers);

    let (sweep, agreement) = if settings.recipe.is_study() {
        (stages::sweep(customers.normalised.view(), None, settings, executor, observer).await?, None)
    } else {
        let points = features.points();
        let study = customers.normalised.view();
        let sweep = stages::sweep(points.view(), Some(study), settings, executor, observer).await?;
        let studys = stages::partitions(Stage::Agreeing, study, settings, executor, observer).await?;
        let agreement = agreements(&sweep.partitions, &studys)?;
        (sweep, Some(agreement))
    };
    let k = settings.k.unwrap_or(sweep.best_k);
    let settings = settings.clone();
    Ok(Analysis { file: file.into(), settings, sales, customers, features, agreement, sweep, k, evidence: None })
}
