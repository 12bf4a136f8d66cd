//! One run of the main job as the page sees it: a state, and what each event makes of it.

use super::landed::Landed;
use crate::browser::messages::{Accounts, Description, FromWorker, Method};
use crate::cluster::{Evidence, Precision, Scores};
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
        /// What has landed; of the recipe before until that of this one lands.
        findings: Findings,
        /// What stood before another recipe was asked for.
        before: Option<Box<Findings>>,
    },
    /// Everything has landed.
    Ready {
        /// All of it.
        findings: Findings,
        /// Why the recipe asked for last could not be followed; the findings are those of the one before.
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
    /// The evidence beside each k, which lands last.
    pub evidence: Aside,
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
            (Self::Awaited(_) | Self::Stopped, FromWorker::Evidence(Some(evidence))) => {
                Self::Landed(Landed::new(evidence))
            }
            (Self::Awaited(_), FromWorker::Evidence(None)) => Self::Stopped,
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
                Self::Running { progress: Progress::START, findings: Findings::default(), before: None }
            }
            (Self::Ready { findings, .. }, Event::Recast) => {
                // The search for evidence gives way to the other recipe.
                let evidence = findings.evidence.clone().left();
                let before = Some(Box::new(Findings { evidence, ..findings.clone() }));
                Self::Running { progress: Progress::RECAST, findings, before }
            }
            (Self::Running { before: Some(before), .. }, Event::Cancelled) => {
                Self::Ready { findings: *before, refused: None }
            }
            (Self::Running { .. }, Event::Cancelled) => Self::Idle,
            (Self::Ready { mut findings, .. }, Event::KChosen(k)) => {
                findings.k = Some(k);
                Self::Ready { findings, refused: None }
            }
            (Self::Running { before: Some(before), .. }, Event::Heard(FromWorker::Failed(error)))
                if !matches!(error, Error::Broken { .. }) =>
            {
                Self::Ready { findings: *before, refused: Some(error) }
            }
            (Self::Ready { mut findings, refused }, event @ (Event::EvidenceStopped | Event::EvidenceWanted)) => {
                findings.evidence = match findings.evidence {
                    Aside::Landed(evidence) => Aside::Landed(evidence),
                    _ if event == Event::EvidenceStopped => Aside::Stopped,
                    _ => Aside::default(),
                };
                Self::Ready { findings, refused }
            }
            (job, Event::Heard(FromWorker::Failed(error))) => {
                let checked = job.findings().and_then(|findings| findings.checked.clone());
                Self::Failed { error, checked }
            }
            (Self::Running { progress, findings, before }, Event::Heard(message)) => {
                running(progress, findings, before, message)
            }
            (Self::Ready { mut findings, refused }, Event::Heard(FromWorker::Described(description))) => {
                if findings.k == Some(description.k) {
                    findings.description = Some(Landed::new(description));
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

    /// What has landed.
    #[must_use]
    pub fn findings(&self) -> Option<&Findings> {
        match self {
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

    /// Why the recipe asked for last could not be followed.
    #[must_use]
    pub fn refused(&self) -> Option<&Error> {
        match self {
            Self::Ready { refused, .. } => refused.as_ref(),
            _ => None,
        }
    }

    /// Whether another recipe is being followed, while the findings of the one before stand.
    #[must_use]
    pub fn is_recasting(&self) -> bool {
        matches!(self, Self::Running { before: Some(_), .. })
    }

    /// Whether every finding is there, so that files can be made and k changed.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready { .. })
    }
}

fn running(mut progress: Progress, mut findings: Findings, before: Option<Box<Findings>>, message: FromWorker) -> Job {
    let stages: &[(Stage, f64)] = if before.is_some() { &RECAST_STAGES } else { &STAGES };
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
        FromWorker::Ready { .. } | FromWorker::Evidence(_) | FromWorker::Exported { .. } | FromWorker::Failed(_) => {}
    }
    Job::Running { progress, findings, before }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Basis, Beside, Draws};
    use crate::customers::{Feature, Normalisation, Recipe};

    fn heard(job: Job, messages: impl IntoIterator<Item = FromWorker>) -> Job {
        messages.into_iter().fold(job, |job, message| job.next(Event::Heard(message)))
    }

    fn checked() -> FromWorker {
        let quality =
            Quality { sheet: "Sales".into(), header_row: 1, rows: 3, kept: 3, fill_rate: 1.0, ..Quality::default() };
        FromWorker::Checked { file: "sales.xlsx".into(), quality: Box::new(quality) }
    }

    fn described(k: usize) -> FromWorker {
        FromWorker::Described(Description {
            k,
            segments: Vec::new(),
            labels: Vec::new(),
            silhouettes: Vec::new(),
            next: Vec::new(),
            margins: Vec::new(),
        })
    }

    fn compared() -> FromWorker {
        FromWorker::Compared {
            scores: Vec::new(),
            precision: Precision::Exact,
            best_k: 4,
            k: 4,
            method: Method::default(),
        }
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

    fn recast() -> FromWorker {
        let recipe = Recipe::new(Feature::STUDY.to_vec(), Normalisation::LogZ).unwrap();
        FromWorker::Compared {
            scores: Vec::new(),
            precision: Precision::Exact,
            best_k: 3,
            k: 3,
            method: Method { recipe, ..Method::default() },
        }
    }

    #[test]
    fn another_recipe_takes_the_place_of_the_one_before_when_all_of_it_is_there() {
        let word = |stage, done| FromWorker::Progress { stage, done, total: 10 };
        let job = ready().next(Event::Recast);
        assert!(job.is_recasting() && !job.is_ready() && job.checked().is_some());
        assert_eq!((described_k(&job), job.progress().unwrap().done), (Some(4), 0.0));
        let job = heard(job, [word(Stage::Reading, 9), word(Stage::Clustering, 10)]);
        let progress = job.progress().unwrap();
        assert!(progress.stage == Stage::Clustering && (progress.done - 0.45).abs() < 1e-12, "{progress:?}");
        let job = heard(job, [FromWorker::Gathered(Accounts::default()), recast(), described(3)]);
        assert!(job.is_ready() && !job.is_recasting());
        let comparison = job.findings().unwrap().comparison.clone().unwrap();
        assert_eq!((comparison.method.recipe.is_study(), described_k(&job)), (false, Some(3)));
    }

    #[test]
    fn a_recipe_that_fails_or_is_cancelled_leaves_what_stood_before() {
        // A search for evidence under way gives way to the recipe, and stays stopped.
        let before = ready().next(Event::EvidenceStopped);
        let half = heard(before.clone().next(Event::Recast), [recast()]);
        assert_eq!(half.clone().next(Event::Cancelled), before);
        let error = Error::TooFewDifferent { needed: 2 };
        let refused = heard(half.clone(), [FromWorker::Failed(error.clone())]);
        assert_eq!((refused.findings(), refused.refused()), (before.findings(), Some(&error)));
        assert!(refused.is_ready() && refused.error().is_none());
        assert_eq!(refused.next(Event::KChosen(4)).refused(), None);
        // A dead worker has lost the sales, too.
        let dead = heard(half, [FromWorker::Failed(Error::Broken { detail: "gone".into() })]);
        assert!(dead.error().is_some() && dead.findings().is_none());
    }

    fn evidence() -> FromWorker {
        let scores = Scores { k: 4, inertia: 1.0, silhouette: 0.5, davies_bouldin: 1.0, calinski_harabasz: 1.0 };
        let draws = Draws { count: 10, accounts: 9 };
        let by_k = vec![Beside::new(&scores, [None, None], 10, None, 3)];
        FromWorker::Evidence(Evidence::new(&[scores], 4, by_k, Basis { accounts: 9, baseline: draws, redraws: draws }))
    }

    fn aside(job: &Job) -> Aside {
        job.findings().unwrap().evidence.clone()
    }

    #[test]
    fn evidence_lands_beside_segments_that_are_there_already() {
        let word = |stage, done| FromWorker::Progress { stage, done, total: 20 };
        let job = heard(ready(), [word(Stage::Baseline, 10), word(Stage::Baseline, 5)]);
        assert!(job.is_ready() && job.progress().is_none());
        assert_eq!(aside(&job), Aside::Awaited(0.25));
        let job = heard(job.next(Event::KChosen(5)), [word(Stage::Stability, 20), evidence(), described(5)]);
        assert!(matches!(aside(&job), Aside::Landed(_)) && described_k(&job) == Some(5));
        assert!(matches!(aside(&job.next(Event::EvidenceStopped)), Aside::Landed(_)), "what has landed stays");
    }

    #[test]
    fn evidence_can_be_stopped_and_asked_for_again() {
        let job = ready().next(Event::EvidenceStopped);
        assert_eq!(aside(&job), Aside::Stopped);
        let job = heard(
            job,
            [FromWorker::Progress { stage: Stage::Baseline, done: 1, total: 2 }, FromWorker::Evidence(None)],
        );
        assert_eq!(aside(&job), Aside::Stopped);
        let job = job.next(Event::EvidenceWanted);
        assert_eq!(aside(&job), Aside::Awaited(0.0));
        assert!(matches!(aside(&heard(job, [evidence()])), Aside::Landed(_)));
    }

    #[test]
    fn another_recipe_has_evidence_of_its_own() {
        let refused = FromWorker::Failed(Error::TooFewDifferent { needed: 2 });
        let awaiting = heard(ready().next(Event::Recast), [refused.clone()]);
        assert_eq!(aside(&awaiting), Aside::Stopped, "its search gave way to the other recipe");
        let landed = heard(ready(), [evidence()]);
        assert!(matches!(aside(&heard(landed.clone().next(Event::Recast), [refused])), Aside::Landed(_)));
        let job = heard(landed.next(Event::Recast), [FromWorker::Evidence(None)]);
        assert!(matches!(aside(&job), Aside::Landed(_)), "it stays until the other is compared");
        assert_eq!(aside(&heard(job, [recast(), described(3)])), Aside::Awaited(0.0));
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
