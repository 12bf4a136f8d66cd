//! `score.json`: what a model made of another file, in figures (schema 1; keys may be added, none goes).

use super::DataLoaderFile;
use super::report::{Cleaning, Input};
use crate::customers::middle::mean;
use crate::model::{Drift, FeatureDrift, Model};
use crate::sales::Quality;
use serde::Serialize;
use serde_json::{Value, json};

/// What the report tells; borrowed from the scored file.
pub struct ScoreReport<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The model.
    pub model: &'a Model,
    /// Accounts of each segment now.
    pub sizes: &'a [usize],
    /// The segments' names, in one language.
    pub names: &'a [String],
    /// Each account's silhouette.
    pub silhouettes: &'a [f64],
    /// The drift of the segments' shares.
    pub segments: Drift,
    /// The drift of each feature.
    pub features: &'a [FeatureDrift],
    /// What the check found.
    pub quality: &'a Quality,
    /// The Data Loader file.
    pub load_file: &'a DataLoaderFile,
}

#[derive(Serialize)]
struct Root<'a> {
    schema: u32,
    file: &'a str,
    model: Value,
    accounts: usize,
    silhouette: f64,
    segments: Vec<Value>,
    drift: Value,
    input: Input<'a>,
    cleaning: Cleaning<'a>,
    account_ids: Value,
}

/// The report as JSON, with a line feed at its end.
#[must_use]
pub fn score_json(report: &ScoreReport<'_>) -> String {
    let ScoreReport { file, model, .. } = *report;
    let segments = model.segments.iter().zip(report.sizes).zip(report.names).map(|((segment, size), name)| {
        json!({ "number": segment.number, "name": name, "before": segment.size, "after": size })
    });
    let root = Root {
        schema: 1,
        file,
        model: json!({
            "version": model.engine.version,
            "same_engine": model.is_of_this_engine(),
            "accounts": model.accounts,
            "recipe": model.settings.recipe,
        }),
        accounts: report.silhouettes.len(),
        silhouette: mean(report.silhouettes),
        segments: segments.collect(),
        drift: drift_json(report.segments, report.features),
        input: Input { file, quality: report.quality },
        cleaning: Cleaning(report.quality),
        account_ids: json!({ "unusual": report.load_file.unusual, "left_out": report.load_file.left_out }),
    };
    // Finite figures and texts always serialise.
    let mut json = serde_json::to_string_pretty(&root).unwrap_or_default();
    json.push('\n');
    json
}

/// The drift of segments and features in figures, with what they say.
pub(crate) fn drift_json(segments: Drift, features: &[FeatureDrift]) -> Value {
    let figures = |drift: Drift| json!({ "psi": drift.psi, "chance": drift.chance, "shift": drift.shift() });
    let features = features.iter().map(|one| {
        let mut value = figures(one.drift);
        value["feature"] = json!(one.feature.name());
        value["standing"] = json!(one.standing);
        value
    });
    json!({ "segments": figures(segments), "features": features.collect::<Vec<_>>() })
}
