//! Why points cannot be clustered.

use serde::{Deserialize, Serialize};

/// Why points cannot be clustered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClusterError {
    /// A coordinate is infinite or no number.
    NotFinite {
        /// Row of the first such coordinate.
        row: usize,
        /// Its column.
        column: usize,
    },
    /// The number of clusters is outside 1..=255, or there is no column.
    Unsupported {
        /// Clusters asked for.
        k: usize,
    },
    /// There are fewer different points than clusters: some cluster would stay empty.
    TooFewDistinct {
        /// Different points found.
        distinct: usize,
        /// Clusters asked for.
        k: usize,
    },
    /// Labels and points differ in number.
    LengthMismatch {
        /// Points.
        points: usize,
        /// Labels.
        labels: usize,
    },
}

impl std::fmt::Display for ClusterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for ClusterError {}
