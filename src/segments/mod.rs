//! The partition becomes meaning: profiles, traits, what tells segments apart, rules, top products.

mod distribution;
mod level;
mod marks;
mod portraits;
mod products;
mod profile;
mod rule;
mod twins;
mod wording;

pub use distribution::Distribution;
pub use level::{Band, Level};
pub use marks::Marks;
pub use portraits::{Face, PAIRS, Portraits, portray};
pub use products::{BestSeller, BestSellers, Measure, TopProduct, best_sellers};
pub use rule::{Bounds, Rule};
pub use wording::{Edit, Edits, LONGEST_ADVICE, LONGEST_NAME, Wording};

use crate::cluster::{Partition, borders};
use crate::customers::{Customers, Feature, Features};
use crate::sales::Sales;
use serde::{Deserialize, Serialize};

/// One segment, described in original units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// 1 sells most.
    pub number: usize,
    /// How many accounts.
    pub size: usize,
    /// Centroid in the recipe's normalised features, in their order.
    pub centroid: Vec<f64>,
    /// Mean normalised rank of the study's three features, whatever the recipe: where the segment stands among all accounts.
    pub standing: [f64; 3],
    /// Means in original units.
    pub means: [f64; 3],
    /// Medians in original units.
    pub medians: [f64; 3],
    /// Figures of the recipe's features beyond the study's three, in their order.
    pub others: Vec<Other>,
    /// Sum of TotalSales over all accounts' sum: 0..=1, unless some totals are negative.
    pub sales_share: f64,
    /// Mean silhouette of its accounts.
    pub silhouette: f64,
    /// What the figures say, feature by feature; `text/` makes the name of it.
    pub traits: [Level; 3],
    /// What tells it from segments that would have the same name.
    pub nuance: Nuance,
    /// Accounts on its border with another segment ([`crate::cluster::Border::is_narrow`]).
    pub border: usize,
    /// What tells its accounts from all others, in original units.
    pub rule: Rule,
    /// The descriptions sold most often, most first, five at most; ties in code-point order.
    pub top_products: Vec<TopProduct>,
}

/// A feature beyond the study's three, in original units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// The feature.
    pub feature: Feature,
    /// Its mean.
    pub mean: f64,
    /// Its median.
    pub median: f64,
}

/// What tells a segment from others whose traits fall in the same bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Nuance {
    /// Feature by feature: further out than its like (larger among the high, smaller among the low and the medium).
    pub further: [bool; 3],
    /// Nothing else tells it apart: its name needs its number.
    pub numbered: bool,
}

/// The segments of a partition, segment i + 1 from cluster i; each cluster holds at least one account.
///
/// `features` are those that were clustered, `silhouettes` has one value an account. Means, medians and products are in the accounts'
/// original units. Traits, nuance and rules go by the study's features, whatever the recipe.
#[must_use]
pub fn describe(
    sales: &Sales,
    customers: &Customers,
    features: &Features,
    partition: &Partition,
    silhouettes: &[f64],
) -> Vec<Segment> {
    let profiles = profile::profiles(customers, features, partition, silhouettes);
    let typical = profile::overall_medians(customers);
    let products = products::top_products(sales, customers, partition);
    let mut narrow = vec![0; partition.k];
    for border in borders(features.points().view(), partition).iter().filter(|border| border.is_narrow()) {
        narrow[usize::from(partition.labels[border.account])] += 1;
    }
    let raw: [Vec<f64>; 3] = std::array::from_fn(|feature| customers.values(feature));
    let raw = rule::Features::new(raw.each_ref().map(Vec::as_slice));
    let mut segments: Vec<Segment> = profiles
        .into_iter()
        .zip(products)
        .enumerate()
        .map(|(cluster, (profile, top_products))| {
            let standing = profile.standing;
            let level =
                |feature: usize| Level::of(standing[feature]).held_to(profile.medians[feature], typical[feature]);
            Segment {
                number: cluster + 1,
                size: profile.size,
                centroid: partition.centroids.row(cluster).to_vec(),
                standing,
                means: profile.means,
                medians: profile.medians,
                others: profile.others,
                sales_share: profile.sales_share,
                silhouette: profile.silhouette,
                traits: std::array::from_fn(level),
                nuance: Nuance::default(),
                border: narrow[cluster],
                rule: raw.rule(&members(partition, cluster)),
                top_products,
            }
        })
        .collect();
    twins::tell_apart(&mut segments);
    segments
}

/// Whether each account is of this cluster.
fn members(partition: &Partition, cluster: usize) -> Vec<bool> {
    partition.labels.iter().map(|&label| usize::from(label) == cluster).collect()
}

#[cfg(test)]
mod tests;
