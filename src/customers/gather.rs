//! Gathers lines to accounts and computes the study's features.

use super::normalise::{compare, rank, standard_ranks};
use super::{Arithmetic, Customers};
use crate::sales::decimal::{compare_averages, nearest, quotient};
use crate::sales::{Lines, Sales};
use crate::table::{TextId, Texts};
use hashbrown::HashSet;
use ndarray::Array2;

/// Sums up each account's lines, in ascending order of account ids, and ranks the accounts.
///
/// An account none of whose lines has a name is dropped (its average is no number), as in the study's pandas. Where each line is an account,
/// its number of orders is the line's, and so is its average where the file gives one.
#[must_use]
pub fn gather(sales: &Sales, arithmetic: Arithmetic) -> Customers {
    let all = Accounts::of(sales);
    let order_count = order_counts(&sales.lines, &all);
    let kept: Vec<bool> = order_count.iter().map(|&count| count > 0).collect();
    let mut new_index = vec![None; kept.len()];
    for (next, (old, _)) in (0..).zip(kept.iter().enumerate().filter(|&(_, &kept)| kept)) {
        new_index[old] = Some(next);
    }
    let account_of_line = all.of_line.iter().map(|&old| new_index[old as usize]).collect();
    let accounts = keep(all.ids.iter().map(|&id| sales.texts.get(id).to_owned()).collect(), &kept);
    let order_count = keep(order_count, &kept);
    let (total_sales, mut average, mut ranks) = match arithmetic {
        Arithmetic::Exact => exact(&keep(all.exact_totals(&sales.lines), &kept), &order_count),
        Arithmetic::Pandas => pandas(keep(all.kahan_totals(&sales.lines), &kept), &order_count),
    };
    if !sales.lines.average.is_empty() {
        let given = keep(all.given_averages(&sales.lines), &kept);
        average
            .iter_mut()
            .zip(given)
            .filter(|(_, given)| !given.is_nan())
            .for_each(|(average, given)| *average = given);
        ranks[2] = rank(average.len(), |a, b| compare(average[a], average[b]));
    }
    let normalised = normalised(&ranks);
    Customers { accounts, total_sales, order_count, average, ranks, normalised, account_of_line }
}

/// Totals, averages and ranks.
type Features = (Vec<f64>, Vec<f64>, [Vec<u32>; 3]);

fn exact(totals: &[i128], counts: &[u32]) -> Features {
    let total_sales = totals.iter().map(|&total| nearest(total)).collect();
    let average: Vec<f64> = totals.iter().zip(counts).map(|(&total, &count)| quotient(total, count)).collect();
    let ranks = [
        rank(totals.len(), |a, b| totals[a].cmp(&totals[b])),
        rank(totals.len(), |a, b| counts[a].cmp(&counts[b])),
        rank(totals.len(), |a, b| {
            // Rounding keeps the order: only averages that round to the same double need to be compared as fractions.
            let rounded = compare(average[a], average[b]);
            rounded.then_with(|| compare_averages((totals[a], counts[a]), (totals[b], counts[b])))
        }),
    ];
    (total_sales, average, ranks)
}

fn pandas(totals: Vec<f64>, counts: &[u32]) -> Features {
    let average: Vec<f64> = totals.iter().zip(counts).map(|(total, &count)| total / f64::from(count)).collect();
    let ranks = [
        rank(totals.len(), |a, b| compare(totals[a], totals[b])),
        rank(totals.len(), |a, b| counts[a].cmp(&counts[b])),
        rank(totals.len(), |a, b| compare(average[a], average[b])),
    ];
    (totals, average, ranks)
}

/// The study's normalised ranks: n × 3.
fn normalised(ranks: &[Vec<u32>; 3]) -> Array2<f64> {
    let columns = ranks.each_ref().map(|ranks| standard_ranks(ranks));
    Array2::from_shape_fn((ranks[0].len(), ranks.len()), |(account, feature)| columns[feature][account])
}

fn keep<T>(values: Vec<T>, kept: &[bool]) -> Vec<T> {
    values.into_iter().zip(kept).filter_map(|(value, &kept)| kept.then_some(value)).collect()
}

/// The accounts that have lines, ascending.
struct Accounts {
    ids: Vec<TextId>,
    /// Index into `ids` for each line.
    of_line: Vec<u32>,
}

impl Accounts {
    fn of(sales: &Sales) -> Self {
        let texts = &sales.texts;
        let mut index = vec![u32::MAX; texts.len()];
        let mut ids = Vec::new();
        for &account in &sales.lines.account {
            if index[account.0 as usize] == u32::MAX {
                index[account.0 as usize] = 0;
                ids.push(account);
            }
        }
        // UTF-8 bytes sort as code points do.
        ids.sort_unstable_by(|&a, &b| texts.get(a).cmp(texts.get(b)));
        for (position, id) in (0..).zip(&ids) {
            index[id.0 as usize] = position;
        }
        let of_line = sales.lines.account.iter().map(|account| index[account.0 as usize]).collect();
        Self { ids, of_line }
    }

    /// Sums in units of 10⁻⁹.
    fn exact_totals(&self, lines: &Lines) -> Vec<i128> {
        let mut totals = vec![0; self.ids.len()];
        for (line, &account) in self.of_line.iter().enumerate() {
            totals[account as usize] += lines.amount[line];
        }
        totals
    }

    /// The averages that the file gives, NaN where missing; each account has one line.
    fn given_averages(&self, lines: &Lines) -> Vec<f64> {
        let mut averages = vec![f64::NAN; self.ids.len()];
        self.of_line.iter().zip(&lines.average).for_each(|(&account, &given)| averages[account as usize] = given);
        averages
    }

    /// Kahan's compensated sums in row order, missing prices passed over (pandas `groupby.sum`).
    fn kahan_totals(&self, lines: &Lines) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); self.ids.len()];
        for (line, &account) in self.of_line.iter().enumerate() {
            let value = lines.quantity[line] * lines.price[line];
            if !value.is_nan() {
                let (sum, compensation) = &mut sums[account as usize];
                let y = value - *compensation;
                let t = *sum + y;
                *compensation = t - *sum - y;
                *sum = t;
            }
        }
        sums.into_iter().map(|(sum, _)| sum).collect()
    }
}

/// Distinct line names of each account; all its lines where the file names none; as the file says where each line is an account. Returns
/// are no orders.
fn order_counts(lines: &Lines, accounts: &Accounts) -> Vec<u32> {
    let mut counts = vec![0; accounts.ids.len()];
    if !lines.order_count.is_empty() {
        accounts
            .of_line
            .iter()
            .zip(&lines.order_count)
            .for_each(|(&account, &orders)| counts[account as usize] = orders);
        return counts;
    }
    if !lines.has_line_names {
        let of_line = accounts.of_line.iter().enumerate();
        of_line.for_each(|(line, &account)| counts[account as usize] += u32::from(!lines.is_return(line)));
        return counts;
    }
    // Names are nearly always unique: only those seen with a second account need a set.
    let most = lines.line.iter().map(|name| name.0 as usize + 1).max().unwrap_or(0);
    let mut first_account = vec![u32::MAX; most];
    let mut others: HashSet<(u32, u32)> = HashSet::new();
    for (line, (&name, &account)) in lines.line.iter().zip(&accounts.of_line).enumerate() {
        if name == Texts::EMPTY || lines.is_return(line) {
            continue;
        }
        let first = &mut first_account[name.0 as usize];
        let is_new = match *first {
            u32::MAX => {
                *first = account;
                true
            }
            same if same == account => false,
            _ => others.insert((account, name.0)),
        };
        counts[account as usize] += u32::from(is_new);
    }
    counts
}
