//! What the page shows of a partition.

use crate::browser::messages::Description;
use crate::cluster::borders;
use crate::pipeline::Analysis;
use crate::segments::{self, Portraits};

/// What the page shows of the partition at this place of the sweep.
pub(in crate::browser) fn description(analysis: &Analysis, at: usize) -> Description {
    let Analysis { sales, customers, features, sweep, .. } = analysis;
    let (partition, silhouettes) = (&sweep.partitions[at], &sweep.silhouettes[at]);
    let (mut next, mut margins) = (partition.labels.clone(), vec![0.0; partition.labels.len()]);
    for border in borders(features.points().view(), partition) {
        next[border.account] = border.next_cluster;
        margins[border.account] = border.margin();
    }
    Description {
        k: partition.k,
        segments: segments::describe(sales, customers, features, partition, silhouettes),
        labels: partition.labels.clone(),
        silhouettes: silhouettes.clone(),
        next,
        margins,
    }
}

/// What the charts show of it.
pub(in crate::browser) fn portraits(analysis: &Analysis, at: usize) -> Portraits {
    let Analysis { sales, customers, sweep, .. } = analysis;
    segments::portray(sales, customers, &sweep.partitions[at], &sweep.silhouettes[at])
}
