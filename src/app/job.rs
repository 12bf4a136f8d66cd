//! One run of the main job as the page sees it: a state, and what each event makes of it.

use super::landed::Landed;
use crate::browser::messages::{Accounts, Description, FromWorker};
use crate::cluster::Scores;
use crate::pipeline::{Error, Stage};
use crate::sales::Quality;

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
        /// What has landed.
        findings: Findings,
    },
    /// Everything has landed.
    Ready {
        /// All of it.
        findings: Findings,
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
    /// The user ended it.
    Cancelled,
    /// The user chose another number of segments.
    KChosen(usize),
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
    /// Highest mean silhouette.
    pub best_k: usize,
}

/// The stages with the share of the job each takes, measured roughly on the study's file.
const STAGES: [(Stage, f64); 5] = [
    (Stage::Reading, 0.55),
    (Stage::Checking, 0.05),
    (Stage::Gathering, 0.1),
    (Stage::Clustering, 0.15),
    (Stage::Scoring, 0.15),
];

impl Progress {
    const START: Self = Self { stage: Stage::Reading, done: 0.0 };

    /// This progress after word that `stage` has done so much of `total` (0: unknown).
    fn after(self, stage: Stage, done: u64, total: u64) -> Self {
        let before: f64 = STAGES.iter().take_while(|(other, _)| *other != stage).map(|(_, share)| share).sum();
        let share = STAGES.iter().find(|(other, _)| *other == stage).map_or(0.0, |(_, share)| *share);
        let within = if total == 0 { 0.0 } else { (done as f64 / total as f64).min(1.0) };
        Self { stage, done: self.done.max(before + share * within) }
    }
}

impl Job {
    /// What the job becomes after an event; events that do not concern it leave it as it is.
    #[must_use]
    pub fn next(self, event: Event) -> Self {
        match (self, event) {
            (_, Event::Started) => Self::Running { progress: Progress::START, findings: Findings::default() },
            (Self::Running { .. }, Event::Cancelled) => Self::Idle,
            (Self::Ready { mut findings }, Event::KChosen(k)) => {
                findings.k = Some(k);
                Self::Ready { findings }
            }
            (job, Event::Heard(FromWorker::Failed(error))) => {
                let checked = job.findings().and_then(|findings| findings.checked.clone());
                Self::Failed { error, checked }
            }
            (Self::Running { progress, findings }, Event::Heard(message)) => running(progress, findings, message),
            (Self::Ready { mut findings }, Event::Heard(FromWorker::Described(description))) => {
                if findings.k == Some(description.k) {
                    findings.description = Some(Landed::new(description));
                }
                Self::Ready { findings }
            }
            (job, _) => job,
        }
    }

    /// What has landed.
    #[must_use]
    pub fn findings(&self) -> Option<&Findings> {
        match self {
            Self::Running { findings, .. } | Self::Ready { findings } => Some(findings),
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

    /// Whether every finding is there, so that files can be made and k changed.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready { .. })
    }
}

fn running(progress: Progress, mut findings: Findings, message: FromWorker) -> Job {
    let mut progress = progress;
    match message {
        FromWorker::Progress { stage, done, total } => progress = progress.after(stage, done, total),
        FromWorker::Checked { file, quality } => {
            findings.checked = Some(Landed::new(Checked { file, quality: *quality }));
        }
        FromWorker::Gathered(accounts) => findings.accounts = Some(Landed::new(accounts)),
        FromWorker::Compared { scores, best_k, k } => {
            findings.comparison = Some(Landed::new(Comparison { scores, best_k }));
            findings.k = Some(k);
        }
        FromWorker::Described(description) => {
            findings.description = Some(Landed::new(description));
            return Job::Ready { findings };
        }
        FromWorker::Ready { .. } | FromWorker::Exported { .. } | FromWorker::Failed(_) => {}
    }
    Job::Running { progress, findings }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(job: Job, messages: impl IntoIterator<Item = FromWorker>) -> Job {
        messages.into_iter().fold(job, |job, message| job.next(Event::Heard(message)))
    }

    fn checked() -> FromWorker {
        let quality = Quality {
            sheet: "Sales".into(),
            text_file: None,
            formats: Vec::new(),
            rows: 3,
            columns: Vec::new(),
            fill_rate: 1.0,
            duplicate_rows: 0,
            quantity_range: None,
            distinct_quantities: 0,
            kept: 3,
            excluded: Vec::new(),
            price_missing: 0,
        };
        FromWorker::Checked { file: "sales.xlsx".into(), quality: Box::new(quality) }
    }

    fn described(k: usize) -> FromWorker {
        FromWorker::Described(Description { k, segments: Vec::new(), labels: Vec::new(), silhouettes: Vec::new() })
    }

    fn compared() -> FromWorker {
        FromWorker::Compared { scores: Vec::new(), best_k: 4, k: 4 }
    }

    fn ready() -> Job {
        let started = Job::Idle.next(Event::Started);
        heard(started, [checked(), FromWorker::Gathered(Accounts::default()), compared(), described(4)])
    }

    fn described_k(job: &Job) -> Option<usize> {
        job.findings()?.description.as_ref().map(|description| description.k)
    }

    #[test]
    fn findings_land_one_by_one() {
        let job = heard(Job::Idle.next(Event::Started), [checked()]);
        let findings = job.findings().unwrap();
        assert!(findings.checked.is_some() && findings.accounts.is_none() && job.progress().is_some());
        let job = ready();
        assert!(job.is_ready() && job.progress().is_none());
        assert_eq!(job.findings().unwrap().k, Some(4));
    }

    #[test]
    fn progress_never_falls() {
        let word = |stage, done, total| FromWorker::Progress { stage, done, total };
        let mut job = Job::Idle.next(Event::Started);
        let mut last = 0.0;
        for message in [
            word(Stage::Reading, 0, 0),
            word(Stage::Reading, 50, 100),
            word(Stage::Clustering, 9, 9),
            word(Stage::Checking, 0, 1),
            word(Stage::Scoring, 20, 10),
        ] {
            job = heard(job, [message]);
            let done = job.progress().unwrap().done;
            assert!(done >= last && done <= 1.0 + 1e-12, "{done} after {last}");
            last = done;
        }
        assert!((last - 1.0).abs() < 1e-12);
    }

    #[test]
    fn only_the_k_in_use_is_shown() {
        let job = ready().next(Event::KChosen(5)).next(Event::KChosen(3));
        assert_eq!(described_k(&job), Some(4));
        let job = heard(job, [described(5)]);
        assert_eq!(described_k(&job), Some(4));
        let job = heard(job, [described(3)]);
        assert_eq!(described_k(&job), Some(3));
    }

    #[test]
    fn cancelling_forgets_and_late_words_are_ignored() {
        let job = heard(Job::Idle.next(Event::Started), [checked()]).next(Event::Cancelled);
        assert_eq!(job, Job::Idle);
        assert_eq!(heard(job, [compared(), described(4)]), Job::Idle);
        assert!(ready().next(Event::Cancelled).is_ready(), "what is done cannot be cancelled");
    }

    #[test]
    fn a_failure_keeps_the_check_and_a_new_file_clears_it() {
        let error = Error::TooFewAccounts { accounts: 1, needed: 2 };
        let job = heard(Job::Idle.next(Event::Started), [checked(), FromWorker::Failed(error.clone())]);
        assert_eq!(job.error(), Some(&error));
        assert!(job.checked().is_some() && job.findings().is_none());
        let job = job.next(Event::Started);
        assert!(job.error().is_none() && job.checked().is_none());
    }
}
