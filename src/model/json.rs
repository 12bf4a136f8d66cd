//! The model as a file: written, and read with distrust.

use super::{Column, Model, ModelError, Part, Reference, SameFile};
use crate::customers::{Feature, Scale};
use serde::{Deserialize, Serialize};
use std::io::Read;

/// What every model calls itself.
const FORMAT: &str = "segmenta-model";
/// The version of the file that is written. A change that older engines would misread gets the next number; they refuse it by that.
const SCHEMA: u64 = 1;
/// No model is larger: seven features of [`super::GROUPS`] groups and 255 segments take less than a megabyte.
pub const MOST_BYTES: usize = 8 << 20;
/// Characters of a name, of a piece of advice or of a currency at most.
const LONGEST_TEXT: usize = 500;
/// Characters of a version or a fingerprint at most.
const LONGEST_NAME: usize = 60;
/// How large a number of the scales may be, and how near to zero a deviation: what a file of sales gives stays far within, and what is beyond
/// would overflow once squared.
const LARGEST: f64 = 1e100;
/// Segments at most: clusters are numbered in a byte.
const MOST_SEGMENTS: usize = 255;

/// The file: what it is, which version, and the model's own keys.
#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    schema: u64,
    #[serde(flatten)]
    model: &'a Model,
}

/// What is asked of a file before all else.
#[derive(Deserialize)]
struct Head {
    format: String,
    schema: u64,
}

/// A column as the file has it.
#[derive(Clone, Serialize, Deserialize)]
struct ColumnFile {
    feature: Feature,
    middle: f64,
    deviation: f64,
    cuts: Vec<f64>,
    counts: Vec<usize>,
    flat: Vec<usize>,
}

impl Serialize for Column {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { feature, scale: Scale { middle, deviation }, reference } = self.clone();
        let Reference { cuts, counts, flat } = reference;
        ColumnFile { feature, middle, deviation, cuts, counts, flat }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ColumnFile { feature, middle, deviation, cuts, counts, flat } = ColumnFile::deserialize(deserializer)?;
        Ok(Self { feature, scale: Scale { middle, deviation }, reference: Reference { cuts, counts, flat } })
    }
}

impl Model {
    /// The file, with a line feed at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Structs of finite figures and texts always serialise.
        let mut json =
            serde_json::to_string(&Written { format: FORMAT, schema: SCHEMA, model: self }).unwrap_or_default();
        json.push('\n');
        json
    }

    /// Reads a file; of one that is too large no more than [`MOST_BYTES`].
    ///
    /// # Errors
    /// Any [`ModelError`].
    pub fn read(source: impl Read) -> Result<Self, ModelError> {
        let mut bytes = Vec::new();
        let most = MOST_BYTES as u64 + 1;
        source
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| ModelError::Unreadable { detail: error.to_string() })?;
        if bytes.len() > MOST_BYTES {
            return Err(ModelError::TooLarge { most: MOST_BYTES });
        }
        Self::from_json(&bytes)
    }

    /// Reads a file's bytes. Keys that are not known are passed over, so that later engines may add some.
    ///
    /// # Errors
    /// Any [`ModelError`] but [`ModelError::Unreadable`] and [`ModelError::TooLarge`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, ModelError> {
        // Windows editors put a mark before the text.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let failed = |error: serde_json::Error| {
            let calls_itself_one = memchr::memmem::find(&bytes[..bytes.len().min(200)], FORMAT.as_bytes()).is_some();
            match calls_itself_one {
                true => {
                    let (line, column, detail) = (error.line(), error.column(), error.to_string());
                    ModelError::Damaged { line, column, detail }
                }
                false => ModelError::NotAModel,
            }
        };
        let head: Head = serde_json::from_slice(bytes).map_err(failed)?;
        match head.schema {
            _ if head.format != FORMAT => Err(ModelError::NotAModel),
            SCHEMA => serde_json::from_slice::<Self>(bytes).map_err(failed)?.checked(),
            schema if schema > SCHEMA => Err(ModelError::Newer { schema, known: SCHEMA }),
            _ => Err(ModelError::NotAModel),
        }
    }

    /// Itself, if its parts go together.
    pub(super) fn checked(self) -> Result<Self, ModelError> {
        match self.fault() {
            None => Ok(self),
            Some(part) => Err(ModelError::Inconsistent { part }),
        }
    }

    fn fault(&self) -> Option<Part> {
        let is_name = |text: &str| is_text(text, LONGEST_NAME);
        if !is_name(&self.engine.version) || !is_name(&self.engine.fingerprint) {
            return Some(Part::Engine);
        }
        if !self.settings.cleaning.currency.as_deref().is_none_or(|currency| is_text(currency, LONGEST_TEXT)) {
            return Some(Part::Currency);
        }
        let features = self.settings.recipe.features();
        if !self.reference.iter().map(|column| &column.feature).eq(features) {
            return Some(Part::Features);
        }
        let column_fault = self.reference.iter().find_map(|column| column.fault(self.accounts));
        // Sentences add the two up and take them from the accounts.
        let SameFile { by_ties, by_groups } = self.same_file;
        let is_within = by_ties.checked_add(by_groups).is_some_and(|others| others <= self.accounts);
        column_fault.or_else(|| self.segments_fault(features.len())).or_else(|| (!is_within).then_some(Part::SameFile))
    }

    fn segments_fault(&self, features: usize) -> Option<Part> {
        let numbers = self.segments.iter().map(|segment| segment.number);
        let sizes = self.segments.iter().try_fold(0_usize, |sum, segment| sum.checked_add(segment.size));
        let count = self.segments.len();
        if !numbers.eq(1..=count) || !(2..=MOST_SEGMENTS).contains(&count) || sizes != Some(self.accounts) {
            return Some(Part::Segments);
        }
        self.segments.iter().find_map(|segment| {
            let number = segment.number;
            if !is_text(&segment.name, LONGEST_TEXT) || !is_text(&segment.advice, LONGEST_TEXT) {
                return Some(Part::Words { segment: number });
            }
            let is_centre = segment.centre.len() == features && segment.centre.iter().all(|x| x.abs() <= LARGEST);
            (!is_centre).then_some(Part::Centre { segment: number })
        })
    }
}

/// A text on one line, of so many characters at most.
fn is_text(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(char::is_control)
}

impl Column {
    fn fault(&self, accounts: usize) -> Option<Part> {
        let Self { feature, scale: Scale { middle, deviation }, reference: Reference { cuts, counts, flat } } = self;
        let sum = counts.iter().try_fold(0_usize, |sum, &count| sum.checked_add(count));
        let is_cut = cuts.iter().all(|cut| cut.is_finite()) && cuts.is_sorted_by(|a, b| a < b);
        let is_counted = counts.len() == cuts.len() + 1 && !counts.contains(&0) && sum == Some(accounts);
        // Accounts are counted in 32 bits everywhere.
        let is_possible = u32::try_from(accounts).is_ok();
        let is_flat = flat.is_sorted_by(|a, b| a < b) && flat.last().is_none_or(|&last| last < counts.len());
        if !(is_cut && is_counted && is_possible && is_flat) {
            return Some(Part::Reference(*feature));
        }
        let is_deviation = *deviation == 0.0 || (LARGEST.recip()..=LARGEST).contains(deviation);
        (!(middle.abs() <= LARGEST && is_deviation)).then_some(Part::Scale(*feature))
    }
}
