//! What is to be said of last year's files and of a comparison with them: small enough to be sent on.

use super::{Error, Past, Scored, Way};
use crate::cluster::Precision;
use crate::compare::{Comparison, Year};
use crate::model::{Drift, FeatureDrift, Model, ModelSegment, SameFile};
use crate::segments::{Level, Nuance};
use serde::{Deserialize, Serialize};

/// What is to be said of a file of last year's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Known {
    /// A model.
    Model(KnownModel),
    /// A year's segments.
    Year(KnownYear),
}

/// What is to be said of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownModel {
    /// Version of the product that made it.
    pub version: String,
    /// Whether this engine computes as that one.
    pub is_of_this_engine: bool,
    /// Accounts of the file it was made from.
    pub accounts: usize,
    /// How it does on that file.
    pub same_file: SameFile,
    /// Its segments, 1 first.
    pub segments: Vec<KnownSegment>,
}

/// A segment of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownSegment {
    /// Its name in the model.
    pub name: String,
    /// What to offer it, in the model.
    pub advice: String,
    /// The number whose colour and shape it bears; 0 is its own.
    pub mark: usize,
    /// What its figures say.
    pub traits: [Level; 3],
    /// What tells it from its likes.
    pub nuance: Nuance,
    /// Accounts it had.
    pub size: usize,
}

/// What is to be said of a year's segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownYear {
    /// Accounts that have a segment.
    pub accounts: usize,
    /// Rows of accounts that have none.
    pub without_segment: usize,
    /// Whether sales, orders and average of all of them are told.
    pub has_figures: bool,
}

impl Known {
    /// What is to be said of this file.
    #[must_use]
    pub fn of(past: &Past) -> Self {
        match past {
            Past::Model(model) => Self::Model(KnownModel::of(model)),
            Past::Year(year) => Self::Year(KnownYear::of(year)),
        }
    }
}

impl KnownModel {
    fn of(model: &Model) -> Self {
        let segment = |of: &ModelSegment| KnownSegment {
            name: of.name.clone(),
            advice: of.advice.clone(),
            mark: of.mark,
            traits: of.traits,
            nuance: of.nuance,
            size: of.size,
        };
        Self {
            version: model.engine.version.clone(),
            is_of_this_engine: model.is_of_this_engine(),
            accounts: model.accounts,
            same_file: model.same_file,
            segments: model.segments.iter().map(segment).collect(),
        }
    }
}

impl KnownYear {
    /// Whether it tells more than another of the same year: the accounts' figures first, then accounts.
    #[must_use]
    pub fn tells_more_than(&self, other: &Self) -> bool {
        (self.has_figures, self.accounts) > (other.has_figures, other.accounts)
    }

    fn of(year: &Year) -> Self {
        Self {
            accounts: year.accounts.len(),
            without_segment: year.without_segment,
            has_figures: year.accounts.values().all(|standing| standing.values.is_some()),
        }
    }
}

/// This year beside last year, as the page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// What the model makes of this year, or why it cannot be applied; nothing without one.
    pub applied: Option<Result<Applied, Error>>,
    /// Last year's segments beside those in which the model puts this year's accounts.
    pub apply: Option<Moves>,
    /// Last year's segments beside this year's own.
    pub anew: Option<Moves>,
}

impl Compared {
    /// What moves in this way.
    #[must_use]
    pub const fn way(&self, way: Way) -> Option<&Moves> {
        match way {
            Way::Apply => self.apply.as_ref(),
            Way::Anew => self.anew.as_ref(),
        }
    }
}

/// What a model makes of this year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Applied {
    /// Accounts of each of its segments now.
    pub sizes: Vec<usize>,
    /// The drift of their shares.
    pub segments: Drift,
    /// The drift of each of its features.
    pub features: Vec<FeatureDrift>,
    /// How silhouettes were found.
    pub precision: Precision,
}

impl Applied {
    /// What the page shows of it.
    #[must_use]
    pub fn of(scored: &Scored) -> Self {
        Self {
            sizes: scored.sizes(),
            segments: scored.segments,
            features: scored.features.clone(),
            precision: scored.precision,
        }
    }
}

/// A comparison, without its [`Comparison::steps`], and what these tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moves {
    /// The comparison.
    pub comparison: Comparison,
    /// Accounts that changed and are not in the load files ([`Comparison::not_loadable`]).
    pub not_loadable: usize,
}

impl Moves {
    /// What the page shows of a comparison.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Self {
        Self { not_loadable: comparison.not_loadable(), comparison: comparison.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Standing;

    #[test]
    fn a_comparison_survives_the_wire_without_its_steps() {
        let year = |segment| {
            let standing = Standing { segment, values: Some([3.5, 2.0, 1.75]) };
            Year { accounts: [("A".to_owned(), standing)].into(), without_segment: 0 }
        };
        let comparison = Comparison::of(&year(1), &year(2), false);
        assert_eq!(comparison.steps.len(), 1);
        let moves = Moves::of(&comparison);
        assert_eq!(moves.not_loadable, 1);
        let sent = Compared { applied: None, apply: Some(moves), anew: None };
        let bytes = postcard::to_stdvec(&sent).unwrap();
        let heard = postcard::from_bytes::<Compared>(&bytes).unwrap().apply.unwrap().comparison;
        assert_eq!(heard, Comparison { steps: Vec::new(), ..comparison });
    }
}
