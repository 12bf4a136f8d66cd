//! What each event makes of a job.

use super::*;
use crate::cluster::{Basis, Beside, Draws};
use crate::customers::{Feature, Normalisation, Recipe};

fn heard(job: Job, messages: impl IntoIterator<Item = FromWorker>) -> Job {
    messages.into_iter().fold(job, |job, message| job.next(Event::Heard(message)))
}

fn checked() -> FromWorker {
    let quality = Quality { sheet: "Sales".into(), rows: 3, kept: 3, ..Quality::default() };
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
    FromWorker::Compared { scores: Vec::new(), precision: Precision::Exact, best_k: 4, k: 4, method: Method::default() }
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
fn charts_follow_the_k_in_use() {
    let portrayed = |k| FromWorker::Portrayed(Box::new(Portraits { k, ..Portraits::default() }));
    let shown = |job: &Job| job.findings().and_then(|it| it.portraits.as_ref()).map(|portraits| portraits.k);
    let job = ready();
    assert_eq!(shown(&job), None);
    let job = heard(job, [portrayed(4)]).next(Event::KChosen(5));
    assert_eq!(shown(&job), Some(4));
    let job = heard(job, [described(5), portrayed(4), portrayed(5)]);
    assert_eq!(shown(&job), Some(5));
    assert_eq!(shown(&job.next(Event::Started)), None);
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
fn a_number_that_never_landed_is_given_up_with_the_job() {
    let job = ready().next(Event::KChosen(5));
    assert_eq!(job.findings().unwrap().own_k(), Some(5));
    for event in [Event::Recast, Event::Reread] {
        let running = job.clone().next(event);
        let refused = heard(running.clone(), [FromWorker::Failed(Error::TooFewDifferent { needed: 2 })]);
        for job in [running.next(Event::Cancelled), refused] {
            assert_eq!((job.findings().unwrap().k, described_k(&job)), (Some(4), Some(4)));
            assert_eq!(job.findings().unwrap().own_k(), None, "the best is nobody's own");
        }
    }
    let landed = heard(job, [described(5)]).next(Event::Reread).next(Event::Cancelled);
    assert_eq!(landed.findings().unwrap().own_k(), Some(5));
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

#[test]
fn a_death_over_the_evidence_leaves_the_segments() {
    let awaited = ready().next(Event::KChosen(5));
    let dead = heard(awaited, [FromWorker::Failed(Error::Broken { detail: "gone".into() })]);
    assert!(dead.is_ready() && dead.error().is_none() && dead.refused().is_some());
    assert_eq!((described_k(&dead), dead.findings().unwrap().k, aside(&dead)), (Some(4), Some(4), Aside::Stopped));
}

#[test]
fn a_file_read_again_shows_what_stood_before_until_all_of_it_is_there() {
    let before = ready().next(Event::EvidenceStopped);
    let job = before.clone().next(Event::Reread);
    assert!(job.is_rereading() && job.is_recasting() && job.progress().unwrap().stage == Stage::Reading);
    let job = heard(job, [checked(), FromWorker::Gathered(Accounts::default()), recast()]);
    assert_eq!(job.findings(), before.findings());
    let done = heard(job.clone(), [described(3)]);
    assert!(done.is_ready() && !done.is_rereading());
    assert_eq!((described_k(&done), aside(&done)), (Some(3), Aside::Awaited(0.0)));
    let error = Error::TooFewDifferent { needed: 2 };
    let refused = heard(job.clone(), [FromWorker::Failed(error.clone())]);
    assert_eq!((refused.findings(), refused.refused()), (before.findings(), Some(&error)));
    assert_eq!(job.next(Event::Cancelled), before);
}

fn evidence() -> FromWorker {
    let scores = Scores { k: 4, inertia: 1.0, silhouette: 0.5, davies_bouldin: 1.0, calinski_harabasz: 1.0 };
    let draws = Draws { count: 10, accounts: 9 };
    let by_k = vec![Beside::new(&scores, [None, None], 10, None, 3)];
    let evidence = Evidence::new(&[scores], 4, by_k, Basis { accounts: 9, baseline: draws, redraws: draws });
    FromWorker::Evidence(evidence.unwrap())
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
    // The worker may have said so before it heard of it.
    let job = heard(job, [FromWorker::Progress { stage: Stage::Baseline, done: 1, total: 2 }]);
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
    let job = landed.next(Event::Recast);
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
