//! Which of this year's own segments is which of last year's.

use super::Year;
use crate::cluster::optimal_assignment;
use crate::export::PICKLIST;
use ndarray::Array2;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What one of the later year's own segments is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Its own number in the later year.
    pub own: u8,
    /// The number it takes: that of its like in the earlier year, or one that no like took.
    pub number: u8,
    /// Accounts that both share; 0 where it is like none.
    pub shared: usize,
}

/// Pairs segments so that as many accounts as possible keep theirs (optimal assignment over the accounts of both years); where several
/// pairings do, one that leaves most numbers as they are. What shares no account with its pair, or has none, takes the lowest number that the
/// earlier year did not use, as long as the picklist has one ([`PICKLIST`]), and then the lowest that no pair took.
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
    let mut numbers = Numbers::new(&befores, like.iter().flatten().map(|&row| befores[row]));
    let name = |(column, row): (usize, Option<usize>)| {
        let number = row.map_or_else(|| numbers.next(), |row| befores[row]);
        let shared = row.map_or(0, |row| shared[[row, column]]);
        // Accounts are counted far below 2^32.
        Match { own: afters[column], number, shared: usize::try_from(shared).unwrap_or(usize::MAX) }
    };
    like.iter().copied().enumerate().map(name).collect()
}

/// Numbers for segments that are like none.
struct Numbers {
    /// Numbers of the earlier year, and those given since.
    is_used: [bool; 256],
    /// Numbers that a pair or another segment has taken.
    is_taken: [bool; 256],
}

impl Numbers {
    fn new(before: &[u8], paired: impl Iterator<Item = u8>) -> Self {
        let mut numbers = Self { is_used: [false; 256], is_taken: [false; 256] };
        before.iter().for_each(|&number| numbers.is_used[usize::from(number)] = true);
        paired.for_each(|number| numbers.is_taken[usize::from(number)] = true);
        numbers
    }

    /// A year has 255 segments at most, each of which takes one number: there is always one left in a byte.
    fn next(&mut self) -> u8 {
        let unused = (1..=PICKLIST).find(|&number| !self.is_used[usize::from(number)]);
        let free = || (1..=u8::MAX).find(|&number| !self.is_taken[usize::from(number)]);
        let number = unused.or_else(free).unwrap_or(u8::MAX);
        self.is_used[usize::from(number)] = true;
        self.is_taken[usize::from(number)] = true;
        number
    }
}
