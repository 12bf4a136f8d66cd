//! The files for people and spreadsheets: one row an account, and one row a line left out.

use super::csv::{number, text};
use crate::cluster::{Partition, borders};
use crate::customers::{Customers, Features};
use crate::sales::{Exclusion, Sales};
use std::borrow::Cow;
use std::fmt::Write;

/// One row an account, ascending by account.
#[must_use]
pub fn accounts_csv(customers: &Customers, partition: &Partition, silhouettes: &[f64]) -> String {
    let mut out = String::from(
        "account,TotalSales,OrderCount,AvgOrderValue,TotalSales_rank,OrderCount_rank,AvgOrderValue_rank,segment,silhouette\n",
    );
    let [total_rank, count_rank, average_rank] = &customers.ranks;
    for (index, account) in customers.accounts.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{},{},{},{},{},{},{},{},{}",
            text(account),
            number(customers.total_sales[index]),
            customers.order_count[index],
            number(customers.average[index]),
            total_rank[index],
            count_rank[index],
            average_rank[index],
            u16::from(partition.labels[index]) + 1,
            number(silhouettes[index]),
        );
    }
    out
}

/// Every account between its own segment and the next, those on the border first ([`crate::cluster::Border::margin`] ascending, ties in account order).
///
/// `features` are those that were clustered. Distances are Euclidean, in normalised features, to the centres of its own and of the nearest other segment.
#[must_use]
pub fn borders_csv(customers: &Customers, features: &Features, partition: &Partition, silhouettes: &[f64]) -> String {
    let mut out = String::from("account,segment,next_segment,silhouette,distance_own,distance_next\n");
    for border in borders(features.points().view(), partition) {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{},{},{},{},{},{}",
            text(&customers.accounts[border.account]),
            u16::from(partition.labels[border.account]) + 1,
            u16::from(border.next_cluster) + 1,
            number(silhouettes[border.account]),
            number(border.own),
            number(border.next),
        );
    }
    out
}

/// Letters of a text in the file of lines left out: a text of 32,767 letters may stand in each of a million lines.
const MOST_LETTERS: usize = 120;

/// Each line left out, with its row in the sheet and the reason, in the order of the file. Long texts are cut; the row tells the line.
#[must_use]
pub fn excluded_csv(sales: &Sales) -> String {
    let mut out = String::from("row,reason,account,line,quantity,price\n");
    for line in &sales.excluded {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{},{},{},{},{},{}",
            sales.first_sheet_row + line.row,
            reason(line.reason),
            text(&cut(sales.texts.get(line.account))),
            text(&cut(sales.texts.get(line.line))),
            number(line.quantity),
            number(line.price),
        );
    }
    out
}

/// At most so many letters of a text.
fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The reason's name in files, as in `report.json`.
#[must_use]
pub(super) const fn reason(reason: Exclusion) -> &'static str {
    match reason {
        Exclusion::EmptyRow => "empty_row",
        Exclusion::TotalRow => "total_row",
        Exclusion::NoteRow => "note_row",
        Exclusion::HiddenRow => "hidden_row",
        Exclusion::QuantityNotPositive => "quantity_not_positive",
        Exclusion::QuantityMissing => "quantity_missing",
        Exclusion::AccountMissing => "account_missing",
        Exclusion::PriceNotUnderstood => "price_not_understood",
        Exclusion::PriceMissing => "price_missing",
        Exclusion::PriceZero => "price_zero",
        Exclusion::PriceNegative => "price_negative",
        Exclusion::DateMissing => "date_missing",
        Exclusion::OutsidePeriod => "outside_period",
        Exclusion::OtherCurrency => "other_currency",
        Exclusion::Copy => "copy",
        Exclusion::AccountWithoutOrder => "account_without_order",
        Exclusion::AccountNotPositive => "account_not_positive",
        Exclusion::OrderCountNotUsable => "order_count_not_usable",
    }
}
