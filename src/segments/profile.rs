//! Sizes, means and medians of each segment in original units.

use super::Other;
use crate::cluster::Partition;
use crate::customers::middle::{mean, median, sum};
use crate::customers::{Customers, Features};

/// The figures of one segment.
pub(super) struct Profile {
    pub(super) size: usize,
    pub(super) standing: [f64; 3],
    pub(super) means: [f64; 3],
    pub(super) medians: [f64; 3],
    pub(super) others: Vec<Other>,
    pub(super) sales_share: f64,
    pub(super) silhouette: f64,
}

/// The figures of each cluster, in cluster order.
pub(super) fn profiles(
    customers: &Customers,
    features: &Features,
    partition: &Partition,
    silhouettes: &[f64],
) -> Vec<Profile> {
    let all_sales = sum(customers.total_sales.iter().copied());
    let mut members = vec![Vec::new(); partition.k];
    for (account, &label) in partition.labels.iter().enumerate() {
        members[usize::from(label)].push(account);
    }
    let profile = |members: Vec<usize>| {
        let of = |values: &dyn Fn(usize) -> f64| members.iter().map(|&account| values(account)).collect::<Vec<f64>>();
        let values: [Vec<f64>; 3] = std::array::from_fn(|feature| of(&|account| value(customers, feature, account)));
        let others = features.columns().filter(|(feature, _)| !feature.is_of_study()).map(|(feature, column)| {
            let values = of(&|account| column[account]);
            Other { feature, mean: mean(&values), median: median(values) }
        });
        let sales = sum(values[0].iter().copied());
        Profile {
            size: members.len(),
            standing: std::array::from_fn(|feature| mean(&of(&|account| customers.normalised[[account, feature]]))),
            means: std::array::from_fn(|feature| mean(&values[feature])),
            others: others.collect(),
            sales_share: if all_sales == 0.0 { 0.0 } else { sales / all_sales },
            silhouette: mean(&of(&|account| silhouettes[account])),
            medians: values.map(median),
        }
    };
    members.into_iter().map(profile).collect()
}

/// The median of each feature over all accounts.
pub(super) fn overall_medians(customers: &Customers) -> [f64; 3] {
    std::array::from_fn(|feature| {
        median((0..customers.len()).map(|account| value(customers, feature, account)).collect())
    })
}

/// An account's value of a feature (column of `customers::FEATURES`).
fn value(customers: &Customers, feature: usize, account: usize) -> f64 {
    match feature {
        0 => customers.total_sales[account],
        1 => f64::from(customers.order_count[account]),
        _ => customers.average[account],
    }
}
