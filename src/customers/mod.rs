//! Sales lines become one row an account: features, ranks, normalisation, description.

mod correlation;
mod features;
mod gather;
pub(crate) mod middle;
mod normalise;
mod recipe;

pub use correlation::rank_correlation;
pub use features::Features;
pub use gather::gather;
pub use normalise::{Scale, average_ranks, log_modulus, normalise, scale};
pub use recipe::{Feature, Normalisation, Recipe, RecipeError};

use ndarray::Array2;
use serde::{Deserialize, Serialize};

/// The study's three features, in column order everywhere.
pub const FEATURES: [&str; 3] = ["TotalSales", "OrderCount", "AvgOrderValue"];

/// How sums and averages are computed and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Arithmetic {
    /// Decimal amounts summed as integers of 10⁻⁹, averages compared as fractions: the order of lines cannot matter.
    #[default]
    Exact,
    /// The study's stack bit for bit: Kahan sums in row order, doubles compared.
    Pandas,
}

/// One row an account, in ascending order of account id (code points).
#[derive(Debug, Clone)]
pub struct Customers {
    /// Account ids, ascending.
    pub accounts: Vec<String>,
    /// Sum of line amounts.
    pub total_sales: Vec<f64>,
    /// Distinct line names.
    pub order_count: Vec<u32>,
    /// TotalSales / OrderCount.
    pub average: Vec<f64>,
    /// Rank 1..=n of each feature, ties in account order (pandas `rank(method='first')`).
    pub ranks: [Vec<u32>; 3],
    /// n × 3, each column (rank − mean) / sample standard deviation (n − 1).
    pub normalised: Array2<f64>,
    /// For each kept line the index of its account; `None` where the account was dropped for want of any named line.
    pub account_of_line: Vec<Option<u32>>,
}

impl Customers {
    /// How many accounts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Each account's value of one of the study's features (column of [`FEATURES`]).
    #[must_use]
    pub fn values(&self, feature: usize) -> Vec<f64> {
        match feature {
            0 => self.total_sales.clone(),
            1 => self.order_count.iter().map(|&count| f64::from(count)).collect(),
            _ => self.average.clone(),
        }
    }

    /// Whether there is no account.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }
}
