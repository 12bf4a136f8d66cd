//! Which of this year's own segments is which of last year's.

use super::Year;
use crate::cluster::optimal_assignment;
use ndarray::Array2;
use serde::Serialize;
use std::collections::BTreeSet;

/// What one of the later year's own segments is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Match {
    /// Its own number in the later year.
    pub own: u8,
    /// The number it takes: that of its like in the earlier year, or one that was not in use.
    pub number: u16,
    /// Accounts that both share; 0 where it is like none.
    pub shared: usize,
}

/// Pairs segments so that as many accounts as possible keep theirs (optimal assignment over the accounts of both years); where several
/// pairings do, one that leaves most numbers as they are. What shares no account with its pair, or has none, takes numbers above all others.
pub(super) fn matching(before: &Year, after: &Year) -> Vec<Match> {
    let numbers = |year: &Year| {
        let all: BTreeSet<u8> = year.accounts.values().map(|standing| standing.segment).collect();
        all.into_iter().collect::<Vec<u8>>()
    };
    let (befores, afters) = (numbers(before), numbers(after));
    let mut shared = Array2::<u64>::zeros((befores.len(), afters.len()));
    for (account, now) in &after.accounts {
        let Ok(column) = afters.binary_search(&now.segment) else { continue };
        let row = before.accounts.get(account).and_then(|then| befores.binary_search(&then.segment).ok());
        if let Some(row) = row {
            shared[[row, column]] += 1;
        }
    }
    // One account more outweighs the same number for every pair.
    let weight = befores.len() as u64 + 1;
    let weights = Array2::from_shape_fn(shared.dim(), |(row, column)| {
        shared[[row, column]] * weight + u64::from(befores[row] == afters[column])
    });
    let mut like = vec![None; afters.len()];
    for (row, column) in optimal_assignment(weights.view()).into_iter().enumerate() {
        if let Some(column) = column.filter(|&column| shared[[row, column]] > 0) {
            like[column] = Some(row);
        }
    }
    let mut unused = befores.last().map_or(0, |&last| u16::from(last));
    let name = |(column, row): (usize, Option<usize>)| {
        let number = row.map_or_else(
            || {
                unused += 1;
                unused
            },
            |row| u16::from(befores[row]),
        );
        let shared = row.map_or(0, |row| shared[[row, column]]);
        // Accounts are counted far below 2^32.
        Match { own: afters[column], number, shared: usize::try_from(shared).unwrap_or(usize::MAX) }
    };
    like.into_iter().enumerate().map(name).collect()
}
