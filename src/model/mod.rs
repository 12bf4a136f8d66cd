//! Last year's yardstick: a partition told so that it can be applied to accounts it has not seen, without any account in it.

mod apply;
mod between;
mod drift;
mod error;
mod fingerprint;
mod json;
mod reference;

pub use apply::SameFile;
pub use drift::{Drift, FeatureDrift, Shift};
pub use error::{ModelError, Part};
pub use fingerprint::fingerprint;
pub use json::MOST_BYTES;
pub use reference::{FEWEST, GROUPS, Reference};

use crate::cluster::Partition;
use crate::customers::{Arithmetic, Feature, Features, Normalisation, Recipe, Scale, scale};
use crate::sales::Cleaning;
use crate::segments::{Level, Nuance, Segment, Wording};
use between::between;
use serde::{Deserialize, Serialize};

/// What `model.json` holds; `docs/model.md` describes the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// What made it.
    pub engine: Engine,
    /// The settings that decide its segments.
    pub settings: ModelSettings,
    /// Accounts of the file it was made from.
    pub accounts: usize,
    /// The recipe's features, in its order.
    pub reference: Vec<Column>,
    /// The segments, by number.
    pub segments: Vec<ModelSegment>,
    /// How it does on the file it was made from.
    pub same_file: SameFile,
}

/// What made a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// Version of the product.
    pub version: String,
    /// [`fingerprint`] of its arithmetic.
    pub fingerprint: String,
}

/// The settings that decide a model's segments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelSettings {
    /// Features and their normalisation.
    pub recipe: Recipe,
    /// Which lines are left out; the period is never told, since another file has another.
    pub cleaning: Cleaning,
    /// How sums and averages are computed.
    pub arithmetic: Arithmetic,
    /// Seed of the search.
    pub seed: u64,
    /// Starts of the search.
    pub starts: usize,
}

/// One feature: its distribution, and the scale on which centres lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The feature.
    pub feature: Feature,
    /// What becomes 0 and 1: of ranks, logarithms or values, by the normalisation.
    pub scale: Scale,
    /// The accounts' values, in groups.
    pub reference: Reference,
}

/// One segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelSegment {
    /// 1 to k.
    pub number: usize,
    /// Its name, in the language of the run.
    pub name: String,
    /// What to offer it, in that language.
    pub advice: String,
    /// The number whose colour and shape it bears; 0, its own, in files that do not tell.
    #[serde(default)]
    pub mark: usize,
    /// What its figures say; `text/` makes the name of it, in any language.
    pub traits: [Level; 3],
    /// What tells it from segments that would have the same name.
    pub nuance: Nuance,
    /// How many accounts.
    pub size: usize,
    /// Its centre, one coordinate a feature.
    pub centre: Vec<f64>,
}

/// A partition and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The features that were clustered.
    pub features: &'a Features,
    /// The partition.
    pub partition: &'a Partition,
    /// Its segments.
    pub segments: &'a [Segment],
    /// Their names, advice and marks.
    pub wording: &'a [Wording],
    /// How lines were cleaned.
    pub cleaning: &'a Cleaning,
    /// How sums and averages were computed.
    pub arithmetic: Arithmetic,
    /// Seed of the search.
    pub seed: u64,
    /// Starts of the search.
    pub starts: usize,
}

impl Model {
    /// The model of a partition.
    #[must_use]
    pub fn of(made: &Made<'_>) -> Self {
        let recipe = made.features.recipe();
        let columns: Vec<(Column, f64)> =
            made.features.columns().map(|(feature, values)| column(feature, values, recipe.normalisation())).collect();
        let segments = made.segments.iter().zip(made.wording).map(|(segment, wording)| ModelSegment {
            number: segment.number,
            name: wording.name.clone(),
            advice: wording.advice.clone(),
            mark: wording.mark,
            traits: segment.traits,
            nuance: segment.nuance,
            size: segment.size,
            centre: centre(segment, &columns),
        });
        let mut model = Self {
            engine: Engine { version: env!("CARGO_PKG_VERSION").into(), fingerprint: fingerprint() },
            settings: ModelSettings {
                recipe: recipe.clone(),
                cleaning: Cleaning { period: None, ..made.cleaning.clone() },
                arithmetic: made.arithmetic,
                seed: made.seed,
                starts: made.starts,
            },
            accounts: made.features.len(),
            segments: segments.collect(),
            reference: columns.into_iter().map(|(column, _)| column).collect(),
            same_file: SameFile::default(),
        };
        model.same_file = model.on_its_own(made.features, made.partition);
        model
    }

    /// Whether this engine computes as the one that made the model, as far as a small trial shows.
    #[must_use]
    pub fn is_of_this_engine(&self) -> bool {
        self.engine.fingerprint == fingerprint()
    }
}

/// A feature's column, and by how much its zero has been moved.
fn column(feature: Feature, values: &[f64], normalisation: Normalisation) -> (Column, f64) {
    let exact = scale(normalisation, values);
    let deviation = tidy(exact.deviation);
    // The median of an odd number of accounts is the value of one of them: a round number beside it serves as well.
    let middle = match normalisation {
        Normalisation::RobustZ => {
            between(exact.middle - 0.005 * deviation, exact.middle + 0.005 * deviation).unwrap_or(exact.middle)
        }
        _ => tidy(exact.middle),
    };
    let moved = Scale { middle, deviation }.z(exact.middle);
    (Column { feature, scale: Scale { middle, deviation }, reference: Reference::of(values) }, moved)
}

/// The centre of a segment on the columns' scales; of few accounts only roughly, since it would be their values otherwise.
fn centre(segment: &Segment, columns: &[(Column, f64)]) -> Vec<f64> {
    let coordinates = segment.centroid.iter().zip(columns).map(|(centroid, (_, moved))| centroid + moved);
    if segment.size < FEWEST { coordinates.map(|x| rounded(x, 2)).collect() } else { coordinates.map(tidy).collect() }
}

/// Twelve digits: as a decimal number they read as the same double everywhere, and are far more than is needed.
fn tidy(x: f64) -> f64 {
    rounded(x, 12)
}

fn rounded(x: f64, digits: usize) -> f64 {
    // What Rust prints of a double reads as one; adding zero turns −0 into 0.
    format!("{x:.*e}", digits - 1).parse().unwrap_or(x) + 0.0
}

#[cfg(test)]
mod tests;
