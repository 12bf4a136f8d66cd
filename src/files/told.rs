//! What files tell of one partition: its segments with their words, and figures beside them.

use crate::cluster::{Beside, Border, Partition, Scores, borders};
use crate::customers::middle::median;
use crate::customers::{FEATURES, Feature};
use crate::pipeline::Analysis;
use crate::segments::{self, Marks, Segment, Wording};
use crate::text::{Language, evidence, files as words};

/// A partition, described and worded.
pub(super) struct Told<'a> {
    pub(super) analysis: &'a Analysis,
    /// Place in the sweep.
    at: usize,
    pub(super) language: Language,
    /// Segment 1 first.
    pub(super) segments: Vec<Segment>,
    /// Name, advice and mark of each.
    pub(super) wordings: Vec<Wording>,
    /// The same marks, none of which two segments bear.
    pub(super) marks: Marks,
}

/// A feature of a segment beside that of all accounts, in its own unit.
pub(super) struct Figure {
    pub(super) feature: Feature,
    pub(super) mean: f64,
    pub(super) median: f64,
    /// Median over all accounts.
    pub(super) typical: f64,
}

impl<'a> Told<'a> {
    /// # Panics
    /// If the sweep has no partition at `at`.
    pub(super) fn of(
        analysis: &'a Analysis,
        at: usize,
        wording: impl Fn(&Segment) -> Wording,
        language: Language,
    ) -> Self {
        let Analysis { sales, customers, features, sweep, .. } = analysis;
        let segments = segments::describe(sales, customers, features, &sweep.partitions[at], &sweep.silhouettes[at]);
        let wordings: Vec<Wording> = segments.iter().map(wording).collect();
        let marks = Marks::borne(wordings.iter().map(|wording| wording.mark));
        Self { analysis, at, language, segments, wordings, marks }
    }

    pub(super) fn partition(&self) -> &'a Partition {
        &self.analysis.sweep.partitions[self.at]
    }

    /// One an account.
    pub(super) fn silhouettes(&self) -> &'a [f64] {
        &self.analysis.sweep.silhouettes[self.at]
    }

    /// The figures of the k at hand.
    pub(super) fn scores(&self) -> &'a Scores {
        &self.analysis.sweep.scores[self.at]
    }

    /// The evidence beside a k, where it was looked for.
    pub(super) fn beside(&self, k: usize) -> Option<&'a Beside> {
        self.analysis.evidence.as_ref()?.by_k.iter().find(|beside| beside.k == k)
    }

    /// How much of each segment comes back when the list is redrawn, where that is known.
    pub(super) fn jaccards(&self) -> Option<&'a [f64]> {
        Some(&self.beside(self.partition().k)?.stability.as_ref()?.jaccards)
    }

    /// Every account between its own centre and the next, those on the border first.
    pub(super) fn borders(&self) -> Vec<Border> {
        borders(self.analysis.features.points().view(), self.partition())
    }

    /// Segments with their words, segment 1 first.
    pub(super) fn worded(&self) -> impl Iterator<Item = (&Segment, &Wording)> {
        self.segments.iter().zip(&self.wordings)
    }

    /// The share of all accounts that are in a segment.
    pub(super) fn share(&self, segment: &Segment) -> f64 {
        // Counts stay far below 2^53.
        segment.size as f64 / self.analysis.customers.len().max(1) as f64
    }

    /// The features that segments are told by: the study's three, then the recipe's others.
    pub(super) fn features(&self) -> Vec<Feature> {
        let others = self.segments.first().map_or(&[][..], |segment| &segment.others);
        Feature::STUDY.into_iter().chain(others.iter().map(|other| other.feature)).collect()
    }

    /// The medians over all accounts of [`Self::features`].
    pub(super) fn typical(&self) -> Vec<f64> {
        let study = (0..FEATURES.len()).map(|feature| median(self.analysis.customers.values(feature)));
        let others = self.analysis.features.columns().filter(|(feature, _)| !feature.is_of_study());
        study.chain(others.map(|(_, values)| median(values.to_vec()))).collect()
    }

    /// A segment's figures in the order of [`Self::features`]; `typical` are the medians over all accounts.
    pub(super) fn figures(segment: &Segment, typical: &[f64]) -> Vec<Figure> {
        let study = Feature::STUDY.into_iter().zip(segment.means).zip(segment.medians);
        let study = study.map(|((feature, mean), median)| (feature, mean, median));
        let others = segment.others.iter().map(|other| (other.feature, other.mean, other.median));
        let all = study.chain(others).zip(typical);
        all.map(|((feature, mean, median), &typical)| Figure { feature, mean, median, typical }).collect()
    }

    /// The result in one sentence.
    pub(super) fn headline(&self) -> String {
        let Some((first, wording)) = self.worded().next() else { return String::new() };
        let shares = [self.share(first), first.sales_share];
        words::headline(self.analysis.customers.len(), self.partition().k, &wording.name, shares, self.language)
    }

    /// What the evidence says of the numbers of segments; that there is none.
    pub(super) fn verdict(&self) -> String {
        let Analysis { evidence, sweep, .. } = self.analysis;
        match evidence {
            Some(found) => evidence::verdict(found, sweep.best_k, self.language),
            None => words::no_evidence(self.language).to_owned(),
        }
    }
}
