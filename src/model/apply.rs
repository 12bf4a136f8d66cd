//! The model applied: each account to the nearest centre, on the model's own scales.

use super::{Column, Model};
use crate::cluster::Partition;
use crate::customers::{Feature, Features, Normalisation, average_ranks, log_modulus};
use ndarray::{Array2, ArrayView1, ArrayView2};
use serde::{Deserialize, Serialize};

/// How a model does on the file it was made from: accounts that it puts into another segment than the partition did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SameFile {
    /// Accounts of equal values that the partition told apart by their ids (the study's ranks), which no model can.
    pub by_ties: usize,
    /// Accounts that lie closer to a border than the groups of the reference can tell, or than the centre of a segment of few is told.
    pub by_groups: usize,
}

/// Coordinates up to here have squared distances whose sums over any file are finite.
const FARTHEST: f64 = 1e140;

impl Model {
    /// Accounts on the model's scales: n × d. `features` must be of the model's recipe.
    #[must_use]
    pub fn points(&self, features: &Features) -> Array2<f64> {
        let normalisation = self.settings.recipe.normalisation();
        let columns: Vec<Vec<f64>> = features
            .columns()
            .zip(&self.reference)
            .map(|((_, values), column)| on_scale(column, normalisation, values))
            .collect();
        Array2::from_shape_fn((features.len(), columns.len()), |(row, column)| columns[column][row])
    }

    /// Each account in the segment of the nearest centre (cluster i is segment i + 1; of equally near ones the first). A cluster may be empty.
    #[must_use]
    pub fn apply(&self, features: &Features) -> Partition {
        Partition::nearest(self.points(features).view(), self.centres())
    }

    /// The first feature that lies too far from a centre on these points for distances to be computed.
    #[must_use]
    pub fn out_of_reach(&self, points: ArrayView2<'_, f64>) -> Option<Feature> {
        let is_near = |column: ArrayView1<'_, f64>| column.iter().all(|x| x.abs() <= FARTHEST);
        let far = points.columns().into_iter().zip(&self.reference).find(|(column, _)| !is_near(*column));
        far.map(|(_, column)| column.feature)
    }

    /// k × d.
    fn centres(&self) -> Array2<f64> {
        Array2::from_shape_fn((self.segments.len(), self.reference.len()), |(segment, feature)| {
            self.segments[segment].centre[feature]
        })
    }

    /// The model on the file it is made from.
    pub(super) fn on_its_own(&self, features: &Features, partition: &Partition) -> SameFile {
        let applied = self.apply(features);
        let untied = match self.settings.recipe.normalisation() {
            Normalisation::Ranks => self.by_mean_ranks(features).labels,
            _ => partition.labels.clone(),
        };
        let mut same = SameFile::default();
        for ((own, applied), untied) in partition.labels.iter().zip(&applied.labels).zip(&untied) {
            match own {
                own if own == applied => {}
                own if own != untied => same.by_ties += 1,
                _ => same.by_groups += 1,
            }
        }
        same
    }

    /// What a model of all values, without any groups, would do on the file it is made from.
    fn by_mean_ranks(&self, features: &Features) -> Partition {
        let ranks: Vec<Vec<f64>> = features.columns().map(|(_, values)| average_ranks(values)).collect();
        let z = |row: usize, column: usize| self.reference[column].scale.z(ranks[column][row]);
        let points = Array2::from_shape_fn((features.len(), ranks.len()), |(row, column)| z(row, column));
        Partition::nearest(points.view(), self.centres())
    }
}

/// Values of a feature on its scale.
fn on_scale(column: &Column, normalisation: Normalisation, values: &[f64]) -> Vec<f64> {
    let z = |x: f64| column.scale.z(x);
    match normalisation {
        Normalisation::Ranks | Normalisation::AverageRanks => {
            column.reference.ranks(values).into_iter().map(z).collect()
        }
        Normalisation::LogZ => values.iter().map(|&x| z(log_modulus(x))).collect(),
        Normalisation::RobustZ => values.iter().map(|&x| z(x)).collect(),
    }
}
