//! The year after: most accounts renew, some buy as others did, some leave, some come; and it is known which.

use super::SampleLine;
use super::lines::{id, seeded};
use rand::seq::SliceRandom;
use std::collections::BTreeMap;

/// Of a hundred accounts so many leave, and as many come.
const LEAVE: usize = 8;
/// Of a hundred accounts so many change their habits.
const CHANGE: usize = 12;

/// What became of an account from one year to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It renewed every line.
    Renews,
    /// It buys this year what that account bought last year, to the last line.
    BuysLike(String),
    /// It was not there, and buys what that account bought last year.
    NewLike(String),
    /// It buys nothing.
    Leaves,
}

/// A year after another, and each account's fate, ascending by account.
#[derive(Debug, Clone, PartialEq)]
pub struct NextYear {
    /// The lines.
    pub lines: Vec<SampleLine>,
    /// Every account of either year.
    pub fates: BTreeMap<String, Fate>,
}

/// The year after these lines. `year` is that of the new lines, from 2 on; it and the seed decide who moves, leaves and comes.
#[must_use]
pub fn next_year(lines: &[SampleLine], year: u16, seed: u64) -> NextYear {
    let mut of_account: BTreeMap<&str, Vec<&SampleLine>> = BTreeMap::new();
    lines.iter().for_each(|line| of_account.entry(&line.account).or_default().push(line));
    let fates = fates(&of_account, year, seed);
    let mut next = Vec::with_capacity(lines.len());
    let mut contracts = Contracts { year, made: BTreeMap::new() };
    for (account, fate) in &fates {
        let like = match fate {
            Fate::Renews => account,
            Fate::BuysLike(other) | Fate::NewLike(other) => other,
            Fate::Leaves => continue,
        };
        for line in of_account.get(like.as_str()).into_iter().flatten() {
            next.push(contracts.renewed(line, account, next.len()));
        }
    }
    NextYear { lines: next, fates }
}

/// Draws who does what. Who changes habits, and who comes, takes after an account at the other end of the list by total sales.
fn fates(of_account: &BTreeMap<&str, Vec<&SampleLine>>, year: u16, seed: u64) -> BTreeMap<String, Fate> {
    let mut random = seeded(seed.wrapping_add(u64::from(year)));
    let total = |lines: &Vec<&SampleLine>| -> f64 {
        lines.iter().filter(|line| line.quantity > 0.0).map(|line| line.quantity * line.net_price).sum()
    };
    let mut by_sales: Vec<(&str, f64)> = of_account.iter().map(|(account, lines)| (*account, total(lines))).collect();
    by_sales.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)));
    let accounts = by_sales.len();
    let opposite = |place: usize| by_sales[(place + accounts / 2) % accounts].0.to_owned();
    let mut places: Vec<usize> = (0..accounts).collect();
    places.shuffle(&mut random);
    let (leaving, changing) = (accounts * LEAVE / 100, accounts * CHANGE / 100);
    let mut fates = BTreeMap::new();
    for (turn, &place) in places.iter().enumerate() {
        let fate = match turn {
            turn if turn < leaving => Fate::Leaves,
            turn if turn < leaving + changing => Fate::BuysLike(opposite(place)),
            _ => Fate::Renews,
        };
        fates.insert(by_sales[place].0.to_owned(), fate);
    }
    for (number, &place) in (0..).zip(&places[..leaving]) {
        let account = id(&format!("0013X{year:05}"), 3_000_000 + number);
        fates.insert(account, Fate::NewLike(opposite(place)));
    }
    fates
}

/// Contracts of a new year, each in the place of one of an account's old ones.
struct Contracts {
    year: u16,
    made: BTreeMap<(String, String), u64>,
}

impl Contracts {
    /// The line as `account` buys it a year later, the `number`th of its year.
    fn renewed(&mut self, line: &SampleLine, account: &str, number: usize) -> SampleLine {
        let next = self.made.len() as u64;
        let contract = *self.made.entry((account.to_owned(), line.contract.clone())).or_insert(next);
        let later = |(year, month, day): (u16, u8, u8)| (year + 1, month, if month == 2 { day.min(28) } else { day });
        SampleLine {
            name: format!("SUB-{:02}{number:07}", self.year),
            account: account.to_owned(),
            contract: id(&format!("8003X{:05}", self.year), 9_000_000 + contract),
            contract_number: format!("CON-{:02}{contract:07}", self.year),
            start: later(line.start),
            end: later(line.end),
            ..line.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::lines;
    use std::collections::BTreeSet;

    #[test]
    fn fates_are_those_of_the_lines() {
        let first = lines(2_000, 200, 2020).unwrap();
        let NextYear { lines: second, fates } = next_year(&first, 2, 2020);
        assert_eq!(next_year(&first, 2, 2020).lines, second);
        let count = |is: fn(&Fate) -> bool| fates.values().filter(|fate| is(fate)).count();
        assert_eq!(count(|fate| *fate == Fate::Leaves), 16);
        assert_eq!(count(|fate| matches!(fate, Fate::NewLike(_))), 16);
        assert_eq!(count(|fate| matches!(fate, Fate::BuysLike(_))), 24);
        let bought = |lines: &[SampleLine], account: &str| -> Vec<String> {
            let mut bought: Vec<String> = lines
                .iter()
                .filter(|line| line.account == account)
                .map(|line| format!("{} {} {}", line.product, line.quantity, line.net_price))
                .collect();
            bought.sort_unstable();
            bought
        };
        for (account, fate) in &fates {
            let expected = match fate {
                Fate::Renews => bought(&first, account),
                Fate::BuysLike(other) | Fate::NewLike(other) => bought(&first, other),
                Fate::Leaves => Vec::new(),
            };
            assert_eq!(bought(&second, account), expected, "{fate:?}");
        }
        let names: BTreeSet<&str> = second.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names.len(), second.len());
        assert!(second.iter().all(|line| line.start.0 == 2021));
    }

    #[test]
    fn few_accounts_have_a_next_year_too() {
        let first = lines(4, 1, 1).unwrap();
        assert_eq!(next_year(&first, 2, 1).lines.len(), first.len());
        assert_eq!(next_year(&[], 2, 1).lines, []);
    }
}
