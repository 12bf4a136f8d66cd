//! Every sentence a person reads, French and English: one function or variant a sentence, `match language`.

#[macro_use]
mod sentences;

pub mod advice;
pub mod charts;
pub mod checked;
pub mod cleaning;
pub mod column_figures;
pub mod columns;
#[cfg(not(target_arch = "wasm32"))]
pub mod command;
pub mod compare;
pub mod drift;
pub mod errors;
pub mod evidence;
pub mod exclusions;
pub mod figures;
pub mod files;
pub mod formats;
pub mod hand_over;
pub mod kit;
pub mod model;
pub mod next_year;
pub mod numbers;
pub mod page;
pub mod plots;
pub mod portraits;
pub mod privacy;
mod punctuation;
pub mod query;
pub mod recipe;
pub mod roles;
pub mod rules;
pub mod segments;
pub mod stages;
pub mod two_ks;
pub mod wording;

pub use punctuation::foreign;

use serde::{Deserialize, Serialize};

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Français.
    French,
    /// English.
    #[default]
    English,
}

/// Words that do not depend on figures.
pub type Words = fn(Language) -> &'static str;

impl Language {
    /// The language of this code (`fr`, `en`, `fr-CA` …); anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The two-letter code, as in `<html lang>`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }
}

#[cfg(test)]
mod tests;
