//! The matrix becomes a partition: seeding, k-means, silhouette, indices, the choice of k.

mod agreement;
mod assignment;
mod baseline;
mod border;
mod cells;
mod error;
mod estimate;
mod exchange;
mod indices;
mod kernels;
mod lloyd;
mod nearest;
mod partition;
mod points;
mod recombine;
mod recommend;
mod search;
mod seeding;
mod silhouette;
mod stability;
mod strata;
mod sweep;
#[cfg(test)]
mod tests;
mod together;

pub use agreement::{Agreement, adjusted_rand_index, agreements};
pub use assignment::optimal_assignment;
pub use baseline::{Draws, Margins, Null, Spread, best_silhouettes, structureless};
pub use border::{Border, borders};
pub use cells::Cells;
pub use error::ClusterError;
pub use estimate::{Estimates, Sampled, Sampling};
pub use indices::{calinski_harabasz, davies_bouldin};
pub use kernels::Kernels;
pub use partition::Partition;
pub use recommend::{Basis, Beside, Evidence, Reason, Recommendation, Renormalised, Structure};
pub use search::{Search, kmeans, quick_search, search};
pub use silhouette::{Pairs, Sums, Tile, Totals};
pub use stability::{Redrawn, Stability, Steadiness, redraw, resample};
pub use sweep::{Precision, Scores, Sweep, choose, sweep};
