//! Two years side by side: who moved, who came, who left, and how far the customers as a whole have shifted.

mod error;
mod files;
mod matching;
mod year;

pub use error::CompareError;
pub use files::CompareFile;
pub use matching::Match;
pub use year::{Standing, Year};
pub(crate) use year::{account, account_ids, find};

use crate::cluster::{Partition, adjusted_rand_index};
use crate::customers::Feature;
use crate::model::{Drift, FeatureDrift, Reference};
use crate::sales::difference;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Two years side by side. Segments of the later year have the number that [`Self::matching`] gives them, or their own without one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Accounts of the earlier and of the later year.
    pub accounts: [usize; 2],
    /// Accounts that have a segment in both.
    pub both: usize,
    /// Of these, those that are in the same segment.
    pub kept: usize,
    /// Of these, those that would be in the same segment if segments were paired by the accounts they share. More than [`Self::kept`] without
    /// a matching means that numbers hardly mean the same in both years.
    pub kept_if_matched: usize,
    /// The adjusted Rand index over the accounts of both, which does not depend on numbers; nothing where there is no such account.
    pub ari: Option<f64>,
    /// Which of the later year's own segments is which of the earlier year's, if that was asked for.
    pub matching: Option<Vec<Match>>,
    /// Accounts that changed segment, ascending by id.
    pub movers: Vec<Mover>,
    /// Accounts of the later year alone.
    pub new: Vec<Alone>,
    /// Accounts of the earlier year alone.
    pub lost: Vec<Alone>,
    /// Every account of either year, ascending by id; left behind when a comparison is sent on, since its files alone need them.
    #[serde(skip)]
    pub steps: Vec<Step>,
    /// Earlier segments against later ones.
    pub flow: Flow,
    /// The shares of the segments among all accounts.
    pub segments: Drift,
    /// The study's features, where both files tell them.
    pub features: Vec<FeatureDrift>,
}

/// An account and its segment in either year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub account: String,
    /// Its earlier segment.
    pub before: Option<u8>,
    /// Its later segment.
    pub after: Option<u8>,
}

impl Step {
    /// Whether its segment is another now.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.before != self.after
    }
}

/// An account that changed segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mover {
    /// Its id.
    pub account: String,
    /// Its earlier segment.
    pub from: u8,
    /// Its later segment.
    pub to: u8,
    /// TotalSales, OrderCount and AvgOrderValue in the earlier year, where they are told.
    pub before: Option<[f64; 3]>,
    /// The same in the later year.
    pub after: Option<[f64; 3]>,
}

impl Mover {
    /// What changed, as exact decimal differences, where both are told.
    #[must_use]
    pub fn change(&self) -> Option<[f64; 3]> {
        let (before, after) = (self.before?, self.after?);
        Some(std::array::from_fn(|feature| difference(after[feature], before[feature])))
    }
}

/// An account of one year alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alone {
    /// Its id.
    pub account: String,
    /// Its segment in that year.
    pub segment: u8,
    /// TotalSales, OrderCount and AvgOrderValue, where they are told.
    pub values: Option<[f64; 3]>,
}

/// Accounts by earlier and later segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Earlier segments, ascending.
    pub before: Vec<u8>,
    /// Later segments, ascending.
    pub after: Vec<u8>,
    /// For each earlier segment the accounts in each later one.
    pub accounts: Vec<Vec<usize>>,
    /// New accounts in each later segment.
    pub new: Vec<usize>,
    /// Lost accounts of each earlier segment.
    pub lost: Vec<usize>,
}

impl Comparison {
    /// Compares two years. With `is_matched` the later year's segments take the numbers of those earlier ones with which they share most
    /// accounts, all in all; without it numbers mean the same in both years, as after applying a model.
    #[must_use]
    pub fn of(before: &Year, after: &Year, is_matched: bool) -> Self {
        let pairs = matching::matching(before, after);
        let kept_if_matched = pairs.iter().map(|pair| pair.shared).sum();
        let matching = is_matched.then_some(pairs);
        let number = |own: u8| match &matching {
            None => own,
            // Each of the later year's segments is in the matching.
            Some(matches) => matches.iter().find(|one| one.own == own).map_or(own, |one| one.number),
        };
        let (mut movers, mut new, mut labels) = (Vec::new(), Vec::new(), [Vec::new(), Vec::new()]);
        for (account, now) in &after.accounts {
            let (account, to) = (account.clone(), number(now.segment));
            let Some(then) = before.accounts.get(&account) else {
                new.push(Alone { account, segment: to, values: now.values });
                continue;
            };
            labels[0].push(then.segment);
            labels[1].push(now.segment);
            let from = then.segment;
            if from != to {
                movers.push(Mover { account, from, to, before: then.values, after: now.values });
            }
        }
        let gone = before.accounts.iter().filter(|(account, _)| !after.accounts.contains_key(*account));
        let lost = gone
            .map(|(account, then)| Alone { account: account.clone(), segment: then.segment, values: then.values })
            .collect();
        let flow = Flow::of(before, after, number);
        Self {
            accounts: [before.accounts.len(), after.accounts.len()],
            both: labels[0].len(),
            kept: labels[0].len() - movers.len(),
            kept_if_matched,
            // Both lists are of the accounts of both years.
            ari: adjusted_rand_index(&labels[0], &labels[1]).ok().filter(|_| !labels[0].is_empty()),
            movers,
            new,
            lost,
            steps: steps(before, after, number),
            segments: flow.drift(),
            flow,
            features: features(before, after),
            matching,
        }
    }

    /// The share of accounts of both years that kept their segment; nothing where there is no such account.
    #[must_use]
    pub fn kept_share(&self) -> Option<f64> {
        (self.both > 0).then(|| self.kept as f64 / self.both as f64)
    }
}

/// Every account of either year, with the number that each of the later year's segments has in the comparison.
fn steps(before: &Year, after: &Year, number: impl Fn(u8) -> u8) -> Vec<Step> {
    let accounts: BTreeSet<&String> = before.accounts.keys().chain(after.accounts.keys()).collect();
    let step = |account: &String| Step {
        account: account.clone(),
        before: before.accounts.get(account).map(|then| then.segment),
        after: after.accounts.get(account).map(|now| number(now.segment)),
    };
    accounts.into_iter().map(step).collect()
}

impl Flow {
    /// The accounts of one partition in another of the same accounts; cluster i is segment i + 1, and every segment has accounts.
    #[must_use]
    pub fn between(before: &Partition, after: &Partition) -> Self {
        // There are 255 clusters at most.
        let numbers = |partition: &Partition| (1..=u8::try_from(partition.k).unwrap_or(u8::MAX)).collect::<Vec<u8>>();
        let mut accounts = vec![vec![0; after.k]; before.k];
        for (&from, &to) in before.labels.iter().zip(&after.labels) {
            accounts[usize::from(from)][usize::from(to)] += 1;
        }
        let (new, lost) = (vec![0; after.k], vec![0; before.k]);
        Self { before: numbers(before), after: numbers(after), accounts, new, lost }
    }

    fn of(before: &Year, after: &Year, number: impl Fn(u8) -> u8) -> Self {
        let then = |standing: &Standing| standing.segment;
        let now = |standing: &Standing| number(standing.segment);
        let numbers = |numbers: BTreeSet<u8>| numbers.into_iter().collect::<Vec<u8>>();
        let befores = numbers(before.accounts.values().map(then).collect());
        let afters = numbers(after.accounts.values().map(now).collect());
        let mut accounts = vec![vec![0; afters.len()]; befores.len()];
        let (mut new, mut lost) = (vec![0; afters.len()], vec![0; befores.len()]);
        // Every number was taken from the same accounts.
        let at = |numbers: &[u8], number: u8| numbers.binary_search(&number).unwrap_or_default();
        for (account, standing) in &after.accounts {
            let column = at(&afters, now(standing));
            match before.accounts.get(account) {
                Some(earlier) => accounts[at(&befores, then(earlier))][column] += 1,
                None => new[column] += 1,
            }
        }
        for (account, standing) in &before.accounts {
            lost[at(&befores, then(standing))] += usize::from(!after.accounts.contains_key(account));
        }
        Self { before: befores, after: afters, accounts, new, lost }
    }

    /// Accounts of a segment in the earlier and in the later year.
    #[must_use]
    pub fn sizes(&self, segment: u8) -> [usize; 2] {
        let row = self.before.binary_search(&segment).ok();
        let column = self.after.binary_search(&segment).ok();
        [
            row.map_or(0, |row| self.accounts[row].iter().sum::<usize>() + self.lost[row]),
            column.map_or(0, |column| self.accounts.iter().map(|row| row[column]).sum::<usize>() + self.new[column]),
        ]
    }

    /// Every segment of either year, ascending.
    #[must_use]
    pub fn segments(&self) -> Vec<u8> {
        let all: BTreeSet<u8> = self.before.iter().chain(&self.after).copied().collect();
        all.into_iter().collect()
    }

    fn drift(&self) -> Drift {
        let sizes: Vec<[usize; 2]> = self.segments().into_iter().map(|segment| self.sizes(segment)).collect();
        let [before, after] = [0, 1].map(|year| sizes.iter().map(|sizes| sizes[year]).collect::<Vec<_>>());
        Drift::of(&before, &after)
    }
}

/// The drift of each of the study's features over all accounts of each year; nothing where an account of either lacks it, or a year has none.
fn features(before: &Year, after: &Year) -> Vec<FeatureDrift> {
    let values = |year: &Year, feature: usize| {
        let all = year.accounts.values().map(|standing| standing.values.map(|values| values[feature]));
        all.collect::<Option<Vec<f64>>>().filter(|values| !values.is_empty())
    };
    let drift = |(at, feature): (usize, Feature)| {
        let (before, after) = (values(before, at)?, values(after, at)?);
        Some(FeatureDrift::of(feature, &Reference::of(&before), &after))
    };
    Feature::STUDY.into_iter().enumerate().filter_map(drift).collect()
}

#[cfg(test)]
mod tests;
