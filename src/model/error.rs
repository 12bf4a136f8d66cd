//! Why a file is no model that can be used.

use crate::customers::Feature;
use serde::{Deserialize, Serialize};

/// Why a file is no model that can be used. Sentences are made in `text/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ModelError {
    /// It is larger than any model.
    TooLarge {
        /// Bytes a model has at most.
        most: usize,
    },
    /// It could not be read from where it is.
    Unreadable {
        /// The system's words.
        detail: String,
    },
    /// It is no model at all.
    NotAModel,
    /// It is of a version of the file that came later.
    Newer {
        /// Its version.
        schema: u64,
        /// The latest that is known here.
        known: u64,
    },
    /// It is a model, but cut off or changed.
    Damaged {
        /// 1-based line.
        line: usize,
        /// 1-based column.
        column: usize,
        /// Technical words.
        detail: String,
    },
    /// Its parts do not go together.
    Inconsistent {
        /// The part at fault.
        part: Part,
    },
}

/// A part of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The version and the fingerprint of the engine.
    Engine,
    /// The currency.
    Currency,
    /// The list of features beside the recipe.
    Features,
    /// The reference of a feature.
    Reference(Feature),
    /// The scale of a feature.
    Scale(Feature),
    /// The list of segments: how many, and their numbers.
    Segments,
    /// The name or the advice of a segment.
    Words {
        /// Its number.
        segment: usize,
    },
    /// The centre of a segment.
    Centre {
        /// Its number.
        segment: usize,
    },
    /// How many accounts of its own file it puts elsewhere.
    SameFile,
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for ModelError {}
