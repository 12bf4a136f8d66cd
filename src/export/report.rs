//! `report.json`: the run in figures, stable for automation (schema 1; keys may be added, none goes).

mod cleaning;
mod columns;

use crate::cluster::{Agreement, Beside, Evidence, Precision, Renormalised, Scores, Sweep};
use crate::customers::{FEATURES, Features, Recipe};
use crate::sales::Quality;
use crate::segments::{Bounds, Other, Rule, Segment, TopProduct};
pub(super) use cleaning::Cleaning;
use columns::Columns;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What the report tells; borrowed from the analysis.
pub struct Report<'a> {
    /// The file's name.
    pub file: &'a str,
    /// What the check found.
    pub quality: &'a Quality,
    /// How many accounts.
    pub accounts: usize,
    /// The features that were clustered.
    pub features: &'a Features,
    /// The agreement with the study's recipe, where the recipe is another.
    pub agreement: Option<&'a [Agreement]>,
    /// Every k.
    pub sweep: &'a Sweep,
    /// The evidence beside every k; its keys are absent without it.
    pub evidence: Option<&'a Evidence>,
    /// The k in use.
    pub k: usize,
    /// Its segments.
    pub segments: &'a [Segment],
    /// Their names, in one language.
    pub names: &'a [String],
}

/// The report as JSON, with a line feed at its end.
#[must_use]
pub fn report_json(report: &Report<'_>) -> String {
    // Maps with text keys and finite figures always serialise; NaN would be written as null.
    let mut json = serde_json::to_string_pretty(&Root(report)).unwrap_or_default();
    json.push('\n');
    json
}

struct Root<'a>(&'a Report<'a>);

impl Serialize for Root<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &1)?;
        map.serialize_entry("input", &Input { file: report.file, quality: report.quality })?;
        map.serialize_entry("cleaning", &Cleaning(report.quality))?;
        map.serialize_entry("columns", &Columns(report.quality))?;
        map.serialize_entry("accounts", &report.accounts)?;
        map.serialize_entry::<_, Recipe>("recipe", report.features.recipe())?;
        if report.features.undated() > 0 {
            map.serialize_entry("accounts_without_start_date", &report.features.undated())?;
        }
        if let Some(agreement) = report.agreement {
            map.serialize_entry::<_, [Agreement]>("agreement", agreement)?;
        }
        map.serialize_entry::<_, [Scores]>("sweep", &report.sweep.scores)?;
        map.serialize_entry("silhouettes", &Silhouettes(report.sweep.precision))?;
        map.serialize_entry("k", &report.k)?;
        map.serialize_entry("best_k", &report.sweep.best_k)?;
        if let Some(evidence) = report.evidence {
            map.serialize_entry("recommended_k", &evidence.recommendation.k)?;
            map.serialize_entry("recommendation", &evidence.recommendation)?;
            map.serialize_entry::<_, [Beside]>("evidence", &evidence.by_k)?;
            map.serialize_entry("evidence_basis", &evidence.basis)?;
            map.serialize_entry::<_, [Renormalised]>("other_normalisations", &evidence.normalisations)?;
        }
        let segments: Vec<Entry<'_>> =
            report.segments.iter().zip(report.names).map(|(segment, name)| Entry { segment, name }).collect();
        map.serialize_entry("segments", &segments)?;
        map.end()
    }
}

/// How silhouettes were found, in `sweep` as in `segments`.
struct Silhouettes(Precision);

impl Serialize for Silhouettes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Precision::Exact => map.serialize_entry("method", "exact")?,
            Precision::Estimated { error, account_error, confidence } => {
                map.serialize_entry("method", "estimated")?;
                map.serialize_entry("error", &error)?;
                map.serialize_entry("account_error", &account_error)?;
                map.serialize_entry("confidence", &confidence)?;
            }
        }
        map.end()
    }
}

/// What was read.
pub(super) struct Input<'a> {
    pub(super) file: &'a str,
    pub(super) quality: &'a Quality,
}

impl Serialize for Input<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { file, quality } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", file)?;
        map.serialize_entry("sheet", &quality.sheet)?;
        map.serialize_entry("header_row", &quality.header_row)?;
        map.serialize_entry("table", quality.shape.name())?;
        map.serialize_entry("rows", &quality.rows)?;
        map.serialize_entry("columns", &quality.columns.len())?;
        map.serialize_entry("fill_rate", &quality.fill_rate)?;
        map.serialize_entry("duplicate_rows", &quality.duplicate_rows)?;
        map.serialize_entry("quantity_range", &quality.quantity_range)?;
        map.serialize_entry("formats", &quality.formats)?;
        map.serialize_entry("text_file", &quality.text_file)?;
        map.end()
    }
}

struct Entry<'a> {
    segment: &'a Segment,
    name: &'a str,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Segment { number, size, centroid, means, medians, others, .. } = self.segment;
        let Segment { sales_share, silhouette, border, rule, top_products, .. } = self.segment;
        let by_feature = |values: &[f64; 3], of: fn(&Other) -> f64| {
            let others = others.iter().map(|other| (other.feature.key(), of(other)));
            Named(FEATURES.into_iter().zip(*values).chain(others).collect())
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("number", number)?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("size", size)?;
        map.serialize_entry("centroid", centroid)?;
        map.serialize_entry("means", &by_feature(means, |other| other.mean))?;
        map.serialize_entry("medians", &by_feature(medians, |other| other.median))?;
        map.serialize_entry("sales_share", sales_share)?;
        map.serialize_entry("silhouette", silhouette)?;
        map.serialize_entry("on_border", border)?;
        map.serialize_entry("rule", &RuleEntry(rule))?;
        map.serialize_entry::<_, [TopProduct]>("top_products", top_products)?;
        map.end()
    }
}

/// A rule with conditions for machines: greater than `above`, and at most `at_most`; null where there is no such bound.
struct RuleEntry<'a>(&'a Rule);

impl Serialize for RuleEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Rule { bounds, precision, recall } = self.0;
        let conditions: Vec<Condition<'_>> = bounds.iter().map(Condition).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("conditions", &conditions)?;
        map.serialize_entry("precision", precision)?;
        map.serialize_entry("recall", recall)?;
        map.end()
    }
}

struct Condition<'a>(&'a Bounds);

impl Serialize for Condition<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("feature", FEATURES[self.0.feature])?;
        map.serialize_entry("above", &self.0.above)?;
        map.serialize_entry("at_most", &self.0.at_most)?;
        map.end()
    }
}

/// Names and values, in their order.
struct Named<N, T>(Vec<(N, T)>);

impl<N: Serialize, T: Serialize> Serialize for Named<N, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
