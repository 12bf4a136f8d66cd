//! What the charts of the segments show: figures of all accounts brought down to what a drawing needs.

use super::products::{BestSellers, best_sellers};
use super::{Distribution, profile};
use crate::cluster::Partition;
use crate::customers::middle::{mean, sum};
use crate::customers::{Customers, rank_correlation};
use crate::sales::Sales;
use serde::{Deserialize, Serialize};

/// The segments of one partition as charts show them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Portraits {
    /// Number of segments.
    pub k: usize,
    /// Number of accounts.
    pub accounts: usize,
    /// Median of each of the study's features over all accounts.
    pub medians: [f64; 3],
    /// Mean silhouette over all accounts.
    pub silhouette: f64,
    /// Accounts whose silhouette is negative.
    pub misplaced: usize,
    /// Spearman's correlation of each pair of features, in the order of [`PAIRS`]; `None` where one does not vary.
    pub correlations: [Option<f64>; 3],
    /// How each feature is spread.
    pub spreads: [Distribution; 3],
    /// What is shown of each segment, segment 1 first.
    pub faces: Vec<Face>,
}

/// Pairs of the study's features.
pub const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

/// What is shown of one segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// How many accounts.
    pub size: usize,
    /// Sum of TotalSales over all accounts' sum.
    pub sales_share: f64,
    /// Mean silhouette.
    pub silhouette: f64,
    /// Silhouettes from the highest to the lowest; of many accounts as many as a drawing has rows, at even distances, both ends among them.
    pub silhouettes: Vec<f64>,
    /// The accounts of these silhouettes, by their place among all accounts.
    pub accounts: Vec<u32>,
    /// Products sold most.
    pub best_sellers: BestSellers,
}

/// Silhouettes kept of a segment: more than a drawing has rows of pixels for it.
const ROWS: usize = 400;

/// The portraits of a partition, whose `silhouettes` have one value an account.
#[must_use]
pub fn portray(sales: &Sales, customers: &Customers, partition: &Partition, silhouettes: &[f64]) -> Portraits {
    let values: [Vec<f64>; 3] = std::array::from_fn(|feature| customers.values(feature));
    let mut members = vec![Vec::new(); partition.k];
    for (account, &label) in partition.labels.iter().enumerate() {
        members[usize::from(label)].push(account as u32);
    }
    let all_sales = sum(values[0].iter().copied());
    let faces =
        members.into_iter().zip(best_sellers(sales, customers, partition)).map(|(mut members, best_sellers)| {
            let of = |&account: &u32| silhouettes[account as usize];
            let silhouette = mean(&members.iter().map(of).collect::<Vec<_>>());
            let sales = sum(members.iter().map(|&account| values[0][account as usize]));
            members.sort_unstable_by(|a, b| of(b).total_cmp(&of(a)).then(a.cmp(b)));
            let size = members.len();
            let accounts = thinned(members);
            Face {
                size,
                sales_share: if all_sales == 0.0 { 0.0 } else { sales / all_sales },
                silhouette,
                silhouettes: accounts.iter().map(of).collect(),
                accounts,
                best_sellers,
            }
        });
    Portraits {
        k: partition.k,
        accounts: customers.len(),
        medians: profile::overall_medians(customers),
        silhouette: mean(silhouettes),
        misplaced: silhouettes.iter().filter(|&&silhouette| silhouette < 0.0).count(),
        correlations: PAIRS.map(|(a, b)| rank_correlation(&values[a], &values[b])),
        faces: faces.collect(),
        spreads: std::array::from_fn(|feature| {
            Distribution::of(&values[feature], &partition.labels, partition.k, feature == 1)
        }),
    }
}

/// At most [`ROWS`] values at even distances, first and last among them.
fn thinned(values: Vec<u32>) -> Vec<u32> {
    if values.len() <= ROWS {
        return values;
    }
    let step = (values.len() - 1) as f64 / (ROWS - 1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places of values, from 0 on")]
    let place = |row: usize| ((row as f64 * step).round() as usize).min(values.len() - 1);
    (0..ROWS).map(|row| values[place(row)]).collect()
}

impl Portraits {
    /// The median of a feature in a segment, both from 0 on.
    #[must_use]
    pub fn median(&self, segment: usize, feature: usize) -> f64 {
        self.spreads[feature].quartiles.get(segment).map_or(f64::NAN, |quartiles| quartiles[2])
    }

    /// How many times the median of all accounts a segment's median is; `None` where one of them is not above 0.
    #[must_use]
    pub fn ratio(&self, segment: usize, feature: usize) -> Option<f64> {
        let (own, all) = (self.median(segment, feature), self.medians[feature]);
        (own > 0.0 && all > 0.0).then(|| own / all)
    }

    /// A segment's share of the accounts.
    #[must_use]
    pub fn account_share(&self, segment: usize) -> f64 {
        self.faces[segment].size as f64 / self.accounts.max(1) as f64
    }
}
