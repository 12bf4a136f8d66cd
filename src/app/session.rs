//! The page's state in one place, and the few things a user can ask of it.

mod appearance;
mod asked;
mod downloads;
mod hearing;
mod reading;
pub mod round_trip;
mod words;
mod years;

use appearance::system_theme;
use asked::Asked;
pub use downloads::Notice;
use hearing::Hearing;
use round_trip::RoundTrip;
use words::Words;
pub use years::{Found, PastFile, State, Years};

use super::columns_draft::ColumnsDraft;
use super::draft::Draft;
use super::job::{Aside, Checked, Comparison, Event, Findings, Job};
use super::landed::Landed;
use super::lasting::{Lasting, following};
use super::listing::ValueRange;
use super::preferences;
use super::turns::{Turn, in_turn};
use crate::browser::engine::Engine;
use crate::browser::frame;
use crate::browser::hand_over::Standing;
use crate::browser::messages::{Accounts, Description, ExportFile, SideBySide};
use crate::charts::Theme;
use crate::pipeline::Error;
use crate::segments::{Measure, Portraits, Wording};
use crate::table::SheetName;
use crate::text::Language;
use leptos::prelude::*;
use std::sync::Arc;

/// Where sales come from.
#[derive(Clone)]
pub enum Source {
    /// The user's file.
    File(web_sys::File),
    /// The built-in sample.
    Sample,
}

impl Source {
    /// The file, if it is one.
    fn file(self) -> Option<web_sys::File> {
        match self {
            Self::File(file) => Some(file),
            Self::Sample => None,
        }
    }
}

/// Where on the page something was asked for that stands on the same file: there its progress shows, and why it cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// The choice of features and normalisation.
    #[default]
    Recipe,
    /// The columns and the sheet.
    Columns,
    /// The rules of cleaning.
    Cleaning,
    /// The number of segments, of an analysis that was lost.
    Compare,
    /// The files, of an analysis that was lost.
    TakeAway,
    /// The comparison with last year, of an analysis that was lost.
    NextYear,
}

impl Panel {
    /// The id of what stands at the head of the panel and takes the focus.
    #[must_use]
    pub const fn head(self) -> &'static str {
        match self {
            Self::Recipe => "recipe-head",
            Self::Columns => "columns-head",
            Self::Cleaning => "cleaning-heading",
            Self::Compare => "compare-heading",
            Self::TakeAway => "take-away-heading",
            Self::NextYear => "next-year-heading",
        }
    }
}

/// The page's state: made once, provided by the page, never disposed of before it.
#[derive(Clone, Copy)]
pub struct Session {
    /// The main job.
    pub job: Lasting<Job>,
    /// What the check found, once it has landed.
    pub checked: ReadSignal<Option<Landed<Checked>>>,
    /// The accounts, once they have landed.
    pub accounts: ReadSignal<Option<Landed<Accounts>>>,
    /// The figures of each k, once they have landed.
    pub comparison: ReadSignal<Option<Landed<Comparison>>>,
    /// The k in use.
    pub k: ReadSignal<Option<usize>>,
    /// The segments, once they have landed.
    pub description: ReadSignal<Option<Landed<Description>>>,
    /// Another number of segments beside the one in use, once it was asked for.
    pub beside: Lasting<Option<Landed<SideBySide>>>,
    /// What the charts show of them, once it has landed.
    pub portraits: ReadSignal<Option<Landed<Portraits>>>,
    /// The evidence beside each k: how far it is, or all of it.
    pub evidence: ReadSignal<Option<Aside>>,
    /// What is said of the segments, segment 1 first.
    pub wordings: ReadSignal<Arc<[Wording]>>,
    /// Their names alone.
    pub names: ReadSignal<Arc<[String]>>,
    /// Files given beside the source, which were not opened.
    pub set_aside: Lasting<Vec<String>>,
    /// What products are ranked by, on the cards and in the chart.
    pub products_by: Lasting<Measure>,
    /// Whether files can be made and k changed.
    pub is_ready: ReadSignal<bool>,
    /// Whether the page has cut itself off.
    pub sealed: Lasting<bool>,
    /// Whether the browser lets the page have workers.
    pub has_workers: bool,
    /// How a file stands on its way out of a frame that may not save it.
    pub standing: Lasting<Option<Standing>>,
    /// The segment, 1 first, that is selected: its accounts are listed, and charts and cards set it off; `None` for all.
    pub segment: Lasting<Option<usize>>,
    /// The values of each feature that the list of accounts is held to.
    pub ranges: Lasting<[ValueRange; 3]>,
    /// The last download.
    pub notice: Lasting<Option<Notice>>,
    /// The sheets of the workbook; none of a text file.
    pub sheets: Lasting<Vec<SheetName>>,
    /// What is being said of the table.
    pub columns: Lasting<ColumnsDraft>,
    /// The recipe as it is ticked.
    pub draft: Lasting<Draft>,
    /// What was asked for last.
    pub asked: Asked,
    /// Where the user asked for something else last.
    pub panel: Lasting<Panel>,
    /// What goes back to Salesforce.
    pub round_trip: RoundTrip,
    /// Last year's files, and this year beside them.
    pub years: Years,
    /// The file to hand over once the analysis has been made anew.
    wanted: StoredValue<Option<ExportFile>>,
    words: Lasting<Words>,
    language: Lasting<Language>,
    theme_choice: Lasting<Option<Theme>>,
    system_theme: Lasting<Theme>,
    source: Lasting<Option<Source>, LocalStorage>,
    engine: StoredValue<Engine, LocalStorage>,
}

impl Session {
    /// Reads the preferences, seals the page and starts the engine.
    pub fn start() -> Self {
        let job = Lasting::new(Job::Idle);
        let notice = Lasting::new(None);
        let sheets = Lasting::new(Vec::new());
        let (columns, asked) = (Lasting::new(ColumnsDraft::default()), Asked::nothing());
        let (round_trip, years, panel) = (RoundTrip::nothing(), Years::nothing(), Lasting::new(Panel::default()));
        let beside = Lasting::new(None);
        let hearing = Hearing { job, notice, sheets, columns, panel, beside, asked, round_trip, years };
        let engine = Engine::start(move |message| hearing.hear(message));
        let engine = StoredValue::new_local(engine);
        let is_ready = following(move || job.with(Job::is_ready));
        Effect::new(move || {
            if is_ready.get() {
                in_turn(Turn::Last, move || engine.with_value(Engine::follow_up));
            }
        });
        let language = Lasting::new(preferences::language());
        let description = found(job, |findings| findings.description.clone());
        let words = Lasting::new(Words::default());
        let wordings = words::wordings(description, words, language);
        let session = Self {
            job,
            checked: following(move || job.with(|job| job.checked().cloned())),
            accounts: found(job, |findings| findings.accounts.clone()),
            comparison: found(job, |findings| findings.comparison.clone()),
            k: found(job, |findings| findings.k),
            description,
            beside,
            portraits: found(job, |findings| findings.portraits.clone()),
            evidence: following(move || {
                job.with(|job| {
                    let is_shown = |aside: &&Aside| job.is_ready() || matches!(aside, Aside::Landed(_));
                    job.findings().map(|findings| &findings.evidence).filter(is_shown).cloned()
                })
            }),
            wordings,
            set_aside: Lasting::new(Vec::new()),
            products_by: Lasting::new(Measure::Lines),
            names: following(move || wordings.with(|said| said.iter().map(|it| it.name.clone()).collect())),
            is_ready,
            sealed: Lasting::new(engine.with_value(Engine::sealed)),
            has_workers: engine.with_value(Engine::has_workers),
            standing: standing(),
            segment: Lasting::new(None),
            ranges: Lasting::new(Default::default()),
            notice,
            sheets,
            columns,
            draft: Lasting::new(Draft::default()),
            asked,
            panel,
            round_trip,
            years,
            wanted: StoredValue::default(),
            words,
            language,
            theme_choice: Lasting::new(preferences::theme()),
            system_theme: system_theme(),
            source: Lasting::new_local(None),
            engine,
        };
        Effect::new(move || {
            if session.is_ready.get() {
                session.hand_over();
                session.hand_kit_over();
            }
        });
        session.follow_years();
        session
    }

    /// The session that the page provides.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Starts a job; a page that could not seal itself takes no file.
    pub fn open(self, source: Source) {
        if !self.sealed.get_untracked() {
            return;
        }
        self.forget_source();
        self.source.set(Some(source));
        self.run();
    }

    /// Nothing that was found in a source, or said of it, is true of the next: features, years, columns may be others.
    fn forget_source(self) {
        self.source.set(None);
        self.set_aside.set(Vec::new());
        self.segment.set(None);
        self.ranges.set(Default::default());
        self.sheets.set(Vec::new());
        self.columns.set(ColumnsDraft::default());
        self.draft.set(Draft::default());
        self.asked.forget();
        self.panel.set(Panel::default());
        self.wanted.set_value(None);
        self.words.set(Words::default());
        self.beside.set(None);
    }

    /// The name of the file in use; `None` for the sample, and before any.
    pub fn file_name(self) -> Option<String> {
        self.source.with(|source| match source {
            Some(Source::File(file)) => Some(file.name()),
            _ => None,
        })
    }

    /// Whether anything of the file is there to be looked at: what the check found, its table, or other sheets.
    pub fn has_check(self) -> bool {
        self.checked.with(Option::is_some)
            || self.asked.outline.with(Option::is_some)
            || self.sheets.with(|sheets| sheets.len() > 1)
    }

    /// Whether a source was given.
    pub fn has_source(self) -> bool {
        self.source.with(Option::is_some)
    }

    /// Why what was asked for last could not be done, if it was asked for in this panel.
    pub fn refused(self, panel: Panel) -> Memo<Option<Error>> {
        Memo::new(move |_| self.job.with(|job| job.refused().filter(|_| self.panel.get() == panel).cloned()))
    }

    /// Ends the job under way. What stood before something else was asked for stands again; the workers that had its sales are gone, so that
    /// the next request has the file read again.
    pub fn cancel(self) {
        if self.job.with_untracked(|job| job.progress().is_none()) {
            return;
        }
        let was_recasting = self.job.with_untracked(Job::is_recasting);
        self.engine.with_value(Engine::cancel);
        self.round_trip.give_up();
        step(self.job, Event::Cancelled);
        if was_recasting {
            self.wanted.set_value(None);
            self.years.give_up();
            self.asked.give_up();
            self.columns.set(self.asked.columns.get_untracked());
            self.draft.set(self.asked.recipe.with_untracked(Draft::of));
        } else {
            self.forget_source();
        }
    }

    /// Selects a segment everywhere, or all of them again if it is the one.
    pub fn toggle_segment(self, number: usize) {
        self.segment.update(|segment| *segment = if *segment == Some(number) { None } else { Some(number) });
    }

    /// Takes another number of segments.
    pub fn choose_k(self, k: usize) {
        self.segment.set(None);
        step(self.job, Event::KChosen(k));
        if self.is_analysis_lost() {
            return self.make_anew(Panel::Compare, Event::Reread);
        }
        self.engine.with_value(|engine| engine.describe(k));
    }

    /// Asks for another number of segments beside the one in use.
    pub fn describe_beside(self, other: usize) {
        if let (Some(k), false) = (self.k.get_untracked(), self.is_analysis_lost()) {
            self.engine.with_value(|engine| engine.describe_beside(k, other));
        }
    }

    /// Stops the search for evidence; the segments stay.
    pub fn stop_evidence(self) {
        step(self.job, Event::EvidenceStopped);
        self.engine.with_value(Engine::stop_evidence);
    }

    /// Searches for the evidence once more.
    pub fn find_evidence(self) {
        if self.is_analysis_lost() {
            // It follows the segments by itself.
            return self.make_anew(Panel::Compare, Event::Reread);
        }
        step(self.job, Event::EvidenceWanted);
        self.engine.with_value(Engine::find_evidence);
    }
}

fn step(job: Lasting<Job>, event: Event) {
    job.update(|job| *job = std::mem::take(job).next(event));
}

/// How a file stands that leaves a frame, from now on.
fn standing() -> Lasting<Option<Standing>> {
    let standing = Lasting::new(None);
    // Where the page cannot speak to the one around it, that one never answers.
    let _ = frame::listen(move |now| standing.set(now));
    standing
}

/// What has landed of one kind.
fn found<T>(job: Lasting<Job>, of: fn(&Findings) -> Option<T>) -> ReadSignal<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    following(move || job.with(|job| job.findings().and_then(of)))
}
