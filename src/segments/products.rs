//! The products that each segment buys most.

use crate::cluster::Partition;
use crate::customers::Customers;
use crate::sales::Sales;
use crate::table::{TextId, Texts};
use serde::{Deserialize, Serialize};

/// How many are listed.
const TOP: usize = 5;

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
    let lines = &sales.lines;
    let mut numbers = vec![None; sales.texts.len()];
    let mut descriptions: Vec<TextId> = Vec::new();
    // A row of k counts for each description.
    let mut counts: Vec<usize> = Vec::new();
    let products = lines.description.iter().zip(&lines.product);
    for (line, ((&description, &product), account)) in products.zip(&customers.account_of_line).enumerate() {
        let is_sold = description != Texts::EMPTY && product != Texts::EMPTY && !lines.is_return(line);
        let Some(account) = account.filter(|_| is_sold) else { continue };
        let number = *numbers[description.0 as usize].get_or_insert_with(|| {
            descriptions.push(description);
            counts.resize(descriptions.len() * partition.k, 0);
            descriptions.len() - 1
        });
        counts[number * partition.k + usize::from(partition.labels[account as usize])] += 1;
    }
    let of_cluster = |cluster: usize| {
        let counted = descriptions.iter().enumerate().map(|(number, &id)| (counts[number * partition.k + cluster], id));
        let mut sold: Vec<(usize, &str)> =
            counted.filter(|&(count, _)| count > 0).map(|(count, id)| (count, sales.texts.get(id))).collect();
        sold.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        sold.truncate(TOP);
        sold.into_iter().map(|(count, description)| TopProduct { description: description.to_owned(), count }).collect()
    };
    (0..partition.k).map(of_cluster).collect()
}
