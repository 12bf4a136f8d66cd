//! Sizes, means and medians of each segment in original units.

use crate::cluster::Partition;
use crate::customers::Customers;

/// The figures of one segment.
pub(super) struct Profile {
    pub(super) size: usize,
    pub(super) means: [f64; 3],
    pub(super) medians: [f64; 3],
    pub(super) sales_share: f64,
    pub(super) silhouette: f64,
}

/// The figures of each cluster, in cluster order.
pub(super) fn profiles(customers: &Customers, partition: &Partition, silhouettes: &[f64]) -> Vec<Profile> {
    let all_sales = sum(customers.total_sales.iter().copied());
    let mut members = vec![Vec::new(); partition.k];
    for (account, &label) in partition.labels.iter().enumerate() {
        members[usize::from(label)].push(account);
    }
    let profile = |members: Vec<usize>| {
        let values: [Vec<f64>; 3] =
            std::array::from_fn(|feature| members.iter().map(|&account| value(customers, feature, account)).collect());
        let sales = sum(values[0].iter().copied());
        Profile {
            size: members.len(),
            means: std::array::from_fn(|feature| mean(&values[feature])),
            sales_share: if all_sales == 0.0 { 0.0 } else { sales / all_sales },
            silhouette: mean(&members.iter().map(|&account| silhouettes[account]).collect::<Vec<_>>()),
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

/// The Kahan sum, so that a mean is right to the last digit shown however many accounts there are.
fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0, 0.0);
    for value in values {
        let exact = value - lost;
        let next = sum + exact;
        lost = (next - sum) - exact;
        sum = next;
    }
    sum
}

fn mean(values: &[f64]) -> f64 {
    sum(values.iter().copied()) / values.len() as f64
}

/// The middle value, or the mean of the two middle ones (as numpy); NaN of nothing.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}
