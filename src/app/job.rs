//! One run of the main job as the page sees it: a state, and what each event makes of it.

use super::landed::Landed;
use crate::browser::messages::{Accounts, Description, FromWorker, Method};
use crate::cluster::{Evidence, Precision, Scores};
use crate::pipeline::{Error, Stage};
use crate::sales::Quality;
use crate::segments::Portraits;

/// The state of the job.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Job {
    /// Nothing was asked for yet, or the user has cancelled.
    #[default]
    Idle,
    /// Under way; findings land one by one.
    Running {
        /// How far it is.
        progress: Progress,
        /// What has landed; of the recipe before until that of this one lands.
        findings: Findings,
        /// What stood before something else was asked for.
        before: Option<Box<Findings>>,
        /// The file is read again: what stood before is shown until everything has landed.
        is_reread: bool,
    },
    /// Everything has landed.
    Ready {
        /// All of it.
        findings: Findings,
        /// Why what was asked for last could not be done; the findings are those of before.
        refused: Option<Error>,
    },
    /// It could not be done.
    Failed {
        /// Why.
        error: Error,
        /// What the check found before; nothing else stands without the worker's own memory of the file.
        checked: Option<Landed<Checked>>,
    },
}

/// What changes a job.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The user gave a file or asked for the sample.
    Started,
    /// The user asked for another recipe.
    Recast,
    /// The user had the file read another way.
    Reread,
    /// The user ended it.
    Cancelled,
    /// The user chose another number of segments.
    KChosen(usize),
    /// The user stopped the search for evidence.
    EvidenceStopped,
    /// The user asked for it again.
    EvidenceWanted,
    /// The worker said something.
    Heard(FromWorker),
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// Share of the whole job that is done, 0..=1; never falls.
    pub done: f64,
}

/// What a job has found so far, in the order in which it lands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// What was read.
    pub checked: Option<Landed<Checked>>,
    /// One row an account.
    pub accounts: Option<Landed<Accounts>>,
    /// Figures of each k.
    pub comparison: Option<Landed<Comparison>>,
    /// The k in use.
    pub k: Option<usize>,
    /// The segments; of an earlier k until those of the k in use land.
    pub description: Option<Landed<Description>>,
    /// What the charts show of them, right after.
    pub portraits: Option<Landed<Portraits>>,
    /// The evidence beside each k, which lands last.
    pub evidence: Aside,
}

impl Findings {
    /// The k that the user took, where it is not the best.
    #[must_use]
    pub fn own_k(&self) -> Option<usize> {
        self.k.filter(|&k| self.comparison.as_ref().is_some_and(|it| it.best_k != k))
    }

    /// The findings as they stand again: a k whose segments never landed was not taken.
    fn standing(self) -> Self {
        let k = self.description.as_ref().map(|description| description.k).or(self.k);
        Self { k, ..self }
    }
}

/// What is found beside the segments while they are shown already.
#[derive(Debug, Clone, PartialEq)]
pub enum Aside {
    /// This share of it is done, 0..=1; never falls.
    Awaited(f64),
    /// It is there.
    Landed(Landed<Evidence>),
    /// The user has stopped it.
    Stopped,
}

impl Default for Aside {
    fn default() -> Self {
        Self::Awaited(0.0)
    }
}

impl Aside {
    /// What is left when nobody looks for it any more.
    fn left(self) -> Self {
        match self {
            Self::Awaited(_) => Self::Stopped,
            aside => aside,
        }
    }

    /// The evidence after word from the worker; what has landed stays.
    fn after(self, message: FromWorker) -> Self {
        match (self, message) {
            (Self::Awaited(share), FromWorker::Progress { stage, done, total }) => {
                Self::Awaited(share_of(&ASIDE, stage, done, total).map_or(share, |done| share.max(done)))
            }
            (Self::Awaited(_) | Self::Stopped, FromWorker::Evidence(evidence)) => Self::Landed(Landed::new(evidence)),
            (aside, _) => aside,
        }
    }
}

/// The check of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The file's name.
    pub file: String,
    /// What was found.
    pub quality: Quality,
}

/// The figures of every k that was compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Figures, ascending k.
    pub scores: Vec<Scores>,
    /// How their silhouettes were found.
    pub precision: Precision,
    /// Highest mean silhouette.
    pub best_k: usize,
    /// The recipe behind them.
    pub method: Method,
}

/// The stages with the share of the job each takes, measured roughly on the study's file.
const STAGES: [(Stage, f64); 5] = [
    (Stage::Reading, 0.55),
    (Stage::Checking, 0.05),
    (Stage::Gathering, 0.1),
    (Stage::Clustering, 0.15),
    (Stage::Scoring, 0.15),
];

/// The same where the sales are at hand; what is read again first does not count.
const RECAST_STAGES: [(Stage, f64); 4] =
    [(Stage::Gathering, 0.1), (Stage::Clustering, 0.35), (Stage::Scoring, 0.2), (Stage::Agreeing, 0.35)];

/// The same for what follows the job.
const ASIDE: [(Stage, f64); 3] = [(Stage::Baseline, 0.5), (Stage::Stability, 0.2), (Stage::Agreeing, 0.3)];

/// The share of all `stages` that is done when `stage` has done so much of `total` (0: unknown); `None` if it is none of them.
fn share_of(stages: &[(Stage, f64)], stage: Stage, done: u64, total: u64) -> Option<f64> {
    let at = stages.iter().position(|(other, _)| *other == stage)?;
    let before: f64 = stages[..at].iter().map(|(_, share)| share).sum();
    let within = if total == 0 { 0.0 } else { (done as f64 / total as f64).min(1.0) };
    Some(before + stages[at].1 * within)
}

impl Progress {
    const START: Self = Self { stage: Stage::Reading, done: 0.0 };

    const RECAST: Self = Self { stage: Stage::Gathering, done: 0.0 };

    /// This progress after word that `stage` has done so much of `total` (0: unknown); one that is none of `stages` adds nothing.
    fn after(self, stages: &[(Stage, f64)], stage: Stage, done: u64, total: u64) -> Self {
        Self { stage, done: share_of(stages, stage, done, total).map_or(self.done, |done| self.done.max(done)) }
    }
}

impl Job {
    /// What the job becomes after an event; events that do not concern it leave it as it is.
    #[must_use]
    pub fn next(self, event: Event) -> Self {
        match (self, event) {
            (_, Event::Started) => {
                let findings = Findings::default();
                Self::Running { progress: Progress::START, findings, before: None, is_reread: false }
            }
            (Self::Ready { findings, .. }, event @ (Event::Recast | Event::Reread)) => {
                // The search for evidence gives way.
                let evidence = findings.evidence.clone().left();
                let before = Some(Box::new(Findings { evidence, ..findings.clone() }));
                let is_reread = event == Event::Reread;
                let (progress, findings) =
                    if is_reread { (Progress::START, Findings::default()) } else { (Progress::RECAST, findings) };
                Self::Running { progress, findings, before, is_reread }
            }
            (Self::Running { before: Some(before), .. }, Event::Cancelled) => {
                Self::Ready { findings: before.standing(), refused: None }
            }
            (Self::Running { .. }, Event::Cancelled) => Self::Idle,
            (Self::Ready { mut findings, .. }, Event::KChosen(k)) => {
                findings.k = Some(k);
                Self::Ready { findings, refused: None }
            }
            (Self::Running { before: Some(before), .. }, Event::Heard(FromWorker::Failed(error)))
                if !matches!(error, Error::Broken { .. }) =>
            {
                Self::Ready { findings: before.standing(), refused: Some(error) }
            }
            (Self::Ready { mut findings, refused }, event @ (Event::EvidenceStopped | Event::EvidenceWanted)) => {
                findings.evidence = match findings.evidence {
                    Aside::Landed(evidence) => Aside::Landed(evidence),
                    _ if event == Event::EvidenceStopped => Aside::Stopped,
                    _ => Aside::default(),
                };
                Self::Ready { findings, refused }
            }
            (Self::Ready { mut findings, .. }, Event::Heard(FromWorker::Failed(error))) => {
                // What is shown stands without the workers that made it; what was awaited of them does not come.
                findings.evidence = match findings.evidence {
                    Aside::Landed(evidence) => Aside::Landed(evidence),
                    _ => Aside::Stopped,
                };
                findings.k = findings.description.as_ref().map(|description| description.k).or(findings.k);
                Self::Ready { findings, refused: Some(error) }
            }
            (job, Event::Heard(FromWorker::Failed(error))) => {
                let checked = job.findings().and_then(|findings| findings.checked.clone());
                Self::Failed { error, checked }
            }
            (Self::Running { progress, findings, before, is_reread }, Event::Heard(message)) => {
                running(progress, findings, before, is_reread, message)
            }
            (Self::Ready { mut findings, refused }, Event::Heard(FromWorker::Described(description))) => {
                if findings.k == Some(description.k) {
                    findings.description = Some(Landed::new(description));
                }
                Self::Ready { findings, refused }
            }
            (Self::Ready { mut findings, refused }, Event::Heard(FromWorker::Portrayed(portraits))) => {
                if findings.k == Some(portraits.k) {
                    findings.portraits = Some(Landed::new(*portraits));
                }
                Self::Ready { findings, refused }
            }
            (Self::Ready { mut findings, refused }, Event::Heard(message)) => {
                findings.evidence = findings.evidence.after(message);
                Self::Ready { findings, refused }
            }
            (job, _) => job,
        }
    }

    /// What has landed; what stood before, while the file is read again.
    #[must_use]
    pub fn findings(&self) -> Option<&Findings> {
        match self {
            Self::Running { before: Some(before), is_reread: true, .. } => Some(before),
            Self::Running { findings, .. } | Self::Ready { findings, .. } => Some(findings),
            Self::Idle | Self::Failed { .. } => None,
        }
    }

    /// What the check found.
    #[must_use]
    pub fn checked(&self) -> Option<&Landed<Checked>> {
        match self {
            Self::Failed { checked, .. } => checked.as_ref(),
            job => job.findings()?.checked.as_ref(),
        }
    }

    /// How far the job is, while it runs.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        match self {
            Self::Running { progress, .. } => Some(*progress),
            _ => None,
        }
    }

    /// Why it could not be done.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Failed { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Why what was asked for last could not be done.
    #[must_use]
    pub fn refused(&self) -> Option<&Error> {
        match self {
            Self::Ready { refused, .. } => refused.as_ref(),
            _ => None,
        }
    }

    /// Whether something else is being done on the same file, while the findings of before stand.
    #[must_use]
    pub fn is_recasting(&self) -> bool {
        matches!(self, Self::Running { before: Some(_), .. })
    }

    /// Whether the file is being read again, while the findings of before stand.
    #[must_use]
    pub fn is_rereading(&self) -> bool {
        matches!(self, Self::Running { before: Some(_), is_reread: true, .. })
    }

    /// Whether every finding is there, so that files can be made and k changed.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready { .. })
    }
}

fn running(
    mut progress: Progress,
    mut findings: Findings,
    before: Option<Box<Findings>>,
    is_reread: bool,
    message: FromWorker,
) -> Job {
    let stages: &[(Stage, f64)] = if before.is_some() && !is_reread { &RECAST_STAGES } else { &STAGES };
    match message {
        FromWorker::Progress { stage, done, total } => progress = progress.after(stages, stage, done, total),
        FromWorker::Checked { file, quality } => {
            findings.checked = Some(Landed::new(Checked { file, quality: *quality }));
        }
        FromWorker::Gathered(accounts) => findings.accounts = Some(Landed::new(accounts)),
        FromWorker::Compared { scores, precision, best_k, k, method } => {
            findings.comparison = Some(Landed::new(Comparison { scores, precision, best_k, method }));
            findings.k = Some(k);
            findings.evidence = Aside::default();
        }
        FromWorker::Described(description) => {
            findings.description = Some(Landed::new(description));
            return Job::Ready { findings, refused: None };
        }
        FromWorker::Ready { .. }
        | FromWorker::Sheets(_)
        | FromWorker::Outlined(_)
        | FromWorker::Portrayed(_)
        | FromWorker::Evidence(_)
        | FromWorker::Exported { .. }
        | FromWorker::Kit(_)
        | FromWorker::Beside(_)
        | FromWorker::Results(_)
        | FromWorker::Years(_)
        | FromWorker::Failed(_) => {}
    }
    Job::Running { progress, findings, before, is_reread }
}

#[cfg(test)]
mod tests;
