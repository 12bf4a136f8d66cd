//! What a user may set for a run.

use crate::customers::{Arithmetic, Recipe};
use crate::sales::{Choices, Cleaning};
use serde::{Deserialize, Serialize};

/// What a user may set for a run; the default is the study's recipe put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Sheet to read; the first worksheet by default.
    pub sheet: Option<String>,
    /// 1-based sheet row of the header, 0 for a sheet without one; found by default.
    pub header_row: Option<u32>,
    /// What the user says of the table: columns, shape, formats; the rest is found.
    pub choices: Choices,
    /// Which lines are left out.
    pub cleaning: Cleaning,
    /// Number of segments; `None` takes the highest silhouette.
    pub k: Option<usize>,
    /// Numbers of segments compared, both ends included.
    pub k_range: (usize, usize),
    /// Starts of the k-means search.
    pub starts: usize,
    /// Seed of every random draw.
    pub seed: u64,
    /// Up to so many accounts silhouettes are exact; beyond, they are estimated from a sample, and every result says so.
    pub exact_up_to: usize,
    /// How sums and averages are computed.
    pub arithmetic: Arithmetic,
    /// Features and their normalisation.
    pub recipe: Recipe,
}

impl Settings {
    /// The default of [`Self::exact_up_to`]: all pairs of so many accounts take some 15 s on one core.
    pub const EXACT_UP_TO: usize = 150_000;
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sheet: None,
            header_row: None,
            choices: Choices::default(),
            cleaning: Cleaning::default(),
            k: None,
            k_range: (2, 10),
            starts: 10,
            seed: 0,
            exact_up_to: Self::EXACT_UP_TO,
            arithmetic: Arithmetic::Exact,
            recipe: Recipe::default(),
        }
    }
}
