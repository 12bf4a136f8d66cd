//! The products that each segment buys most.

use crate::cluster::Partition;
use crate::customers::Customers;
use crate::sales::{Sales, decimal};
use crate::table::{TextId, Texts};
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// How many are listed.
const TOP: usize = 5;

/// What products are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Lines that sold it.
    Lines,
    /// Units sold.
    Units,
    /// Money it brought.
    Revenue,
}

impl Measure {
    /// All three, in the order of [`BestSellers`].
    pub const ALL: [Self; 3] = [Self::Lines, Self::Units, Self::Revenue];
}

/// A product description and what of it was sold, by one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BestSeller {
    /// `Description__c`.
    pub description: String,
    /// Lines, units or money.
    pub sold: f64,
}

/// The best sellers by each measure ([`Measure::ALL`]), best first, five at most.
pub type BestSellers = [Vec<BestSeller>; 3];

/// A product description and how many lines sold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopProduct {
    /// `Description__c`.
    pub description: String,
    /// Lines with a product name.
    pub count: usize,
}

/// For each cluster the descriptions with the most lines that name a product (the study's `groupby(description)[product].count()`).
///
/// Most first, ties in code-point order of the description. Lines without a description count nowhere, nor do returns.
pub(super) fn top_products(sales: &Sales, customers: &Customers, partition: &Partition) -> Vec<Vec<TopProduct>> {
    let sold = sold(sales, customers, partition, |_| 1_usize);
    let product = |(id, count): (TextId, usize)| TopProduct { description: sales.texts.get(id).to_owned(), count };
    sold.first(sales, |&count| count).map(|top| top.into_iter().map(product).collect()).collect()
}

/// The best sellers of each cluster among the same lines, by lines, by units and by money; ties in code-point order of the description.
///
/// Units and money are summed as decimal numbers, so that the order of lines cannot matter.
#[must_use]
pub fn best_sellers(sales: &Sales, customers: &Customers, partition: &Partition) -> Vec<BestSellers> {
    let (lines, units) = (&sales.lines, sales.lines.units());
    let sold = sold(sales, customers, partition, |line| Sold {
        lines: 1,
        units: decimal::amount(units[line], 1.0),
        revenue: lines.amount[line],
    });
    let seller = |(id, sold): (TextId, f64)| BestSeller { description: sales.texts.get(id).to_owned(), sold };
    let by_measure = Measure::ALL.map(|measure| {
        let first = sold.first(sales, move |sold: &Sold| match measure {
            Measure::Lines => sold.lines,
            Measure::Units => sold.units,
            Measure::Revenue => sold.revenue,
        });
        let figure =
            move |amount: i128| if measure == Measure::Lines { amount as f64 } else { decimal::nearest(amount) };
        first.map(|top| top.into_iter().map(|(id, sold)| seller((id, figure(sold)))).collect()).collect::<Vec<Vec<_>>>()
    });
    let mut by_measure = by_measure.map(Vec::into_iter);
    (0..partition.k).map(|_| by_measure.each_mut().map(|top| top.next().unwrap_or_default())).collect()
}

/// What was sold of a description: lines, units and money, the last two in units of 10⁻⁹.
#[derive(Debug, Clone, Copy, Default)]
struct Sold {
    lines: i128,
    units: i128,
    revenue: i128,
}

impl AddAssign for Sold {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.units += other.units;
        self.revenue += other.revenue;
    }
}

/// What was sold of each description to each cluster.
struct SoldTo<T> {
    clusters: usize,
    descriptions: Vec<TextId>,
    /// A row of the clusters for each description.
    sums: Vec<T>,
}

/// Adds up `of` each line that sold a described product.
fn sold<T: Copy + Default + AddAssign>(
    sales: &Sales,
    customers: &Customers,
    partition: &Partition,
    of: impl Fn(usize) -> T,
) -> SoldTo<T> {
    let lines = &sales.lines;
    let mut numbers = vec![None; sales.texts.len()];
    let mut found = SoldTo { clusters: partition.k, descriptions: Vec::new(), sums: Vec::new() };
    let products = lines.description.iter().zip(&lines.product);
    for (line, ((&description, &product), account)) in products.zip(&customers.account_of_line).enumerate() {
        let is_sold = description != Texts::EMPTY && product != Texts::EMPTY && !lines.is_return(line);
        let Some(account) = account.filter(|_| is_sold) else { continue };
        let number = *numbers[description.0 as usize].get_or_insert_with(|| {
            found.descriptions.push(description);
            found.sums.resize(found.descriptions.len() * partition.k, T::default());
            found.descriptions.len() - 1
        });
        found.sums[number * partition.k + usize::from(partition.labels[account as usize])] += of(line);
    }
    found
}

impl<T> SoldTo<T> {
    /// Each cluster's first descriptions by a measure, which is above 0 for all of them.
    fn first<'a, N: Ord + Copy + Default>(
        &'a self,
        sales: &'a Sales,
        measure: impl Fn(&T) -> N + 'a,
    ) -> impl Iterator<Item = Vec<(TextId, N)>> + 'a {
        (0..self.clusters).map(move |cluster| {
            let sums = self.descriptions.iter().enumerate();
            let measured = sums.map(|(number, &id)| (id, measure(&self.sums[number * self.clusters + cluster])));
            let mut sold: Vec<(TextId, N)> = measured.filter(|&(_, sum)| sum > N::default()).collect();
            let text = |id: TextId| sales.texts.get(id);
            sold.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| text(a.0).cmp(text(b.0))));
            sold.truncate(TOP);
            sold
        })
    }
}
