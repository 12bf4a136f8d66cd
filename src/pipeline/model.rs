//! The model of an analysis.

use super::{Analysis, Settings};
use crate::model::{Made, Model};
use crate::segments::{self, Segment, Wording};

/// The model of the partition at `at` in the sweep; `wording` says what a segment is called and what to offer it.
///
/// # Panics
/// If the sweep has no partition there; [`crate::cluster::Sweep::index_of`] gives such places only.
#[must_use]
pub fn model(analysis: &Analysis, at: usize, wording: impl Fn(&Segment) -> Wording) -> Model {
    let Analysis { settings, sales, customers, features, sweep, .. } = analysis;
    let partition = &sweep.partitions[at];
    let segments = segments::describe(sales, customers, features, partition, &sweep.silhouettes[at]);
    let wording: Vec<Wording> = segments.iter().map(wording).collect();
    let Settings { arithmetic, seed, starts, ref cleaning, .. } = *settings;
    Model::of(&Made { features, partition, segments: &segments, wording: &wording, cleaning, arithmetic, seed, starts })
}
