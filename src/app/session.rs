//! The page's state in one place, and the few things a user can ask of it.

mod appearance;
mod reading;

use appearance::system_theme;
use reading::in_use;

use super::columns_draft::ColumnsDraft;
use super::draft::Draft;
use super::job::{Aside, Checked, Comparison, Event, Findings, Job};
use super::landed::Landed;
use super::preferences;
use super::turns::{Turn, in_turn};
use crate::browser::download;
use crate::browser::engine::Engine;
use crate::browser::messages::{Accounts, Description, ExportFile, FromWorker};
use crate::charts::Theme;
use crate::customers::Recipe;
use crate::sales::{Cleaning, Outline};
use crate::table::SheetName;
use crate::text::{self, Language};
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

/// Where on the page something else was asked for: there its progress shows, and why it cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// The choice of features and normalisation.
    #[default]
    Recipe,
    /// The columns and the sheet.
    Columns,
    /// The rules of cleaning.
    Cleaning,
}

/// What became of a download.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The browser has it.
    Saved(ExportFile),
    /// The browser refused it.
    NotSaved(ExportFile),
    /// It waits for the evidence.
    Awaited(ExportFile),
}

/// The page's state: made once, provided by the page, never disposed of before it.
#[derive(Clone, Copy)]
pub struct Session {
    /// The main job.
    pub job: RwSignal<Job>,
    /// What the check found, once it has landed.
    pub checked: Memo<Option<Landed<Checked>>>,
    /// The accounts, once they have landed.
    pub accounts: Memo<Option<Landed<Accounts>>>,
    /// The figures of each k, once they have landed.
    pub comparison: Memo<Option<Landed<Comparison>>>,
    /// The k in use.
    pub k: Memo<Option<usize>>,
    /// The segments, once they have landed.
    pub description: Memo<Option<Landed<Description>>>,
    /// The evidence beside each k: how far it is, or all of it.
    pub evidence: Memo<Option<Aside>>,
    /// Plain-words names of the segments, segment 1 first.
    pub names: Memo<Arc<[String]>>,
    /// Whether files can be made and k changed.
    pub is_ready: Memo<bool>,
    /// Whether the page has cut itself off.
    pub sealed: RwSignal<bool>,
    /// The segment, 1 first, whose accounts are listed; `None` for all.
    pub segment: RwSignal<Option<usize>>,
    /// The last download.
    pub notice: RwSignal<Option<Notice>>,
    /// The sheets of the workbook; none of a text file.
    pub sheets: RwSignal<Vec<SheetName>>,
    /// The table as it was last read, whatever came of it.
    pub outline: RwSignal<Option<Landed<Outline>>>,
    /// What is being said of the table.
    pub columns: RwSignal<ColumnsDraft>,
    /// What was said of it when it was last read.
    pub columns_asked: RwSignal<ColumnsDraft>,
    /// What was said of it when what stands was found.
    columns_in_use: RwSignal<ColumnsDraft>,
    /// The recipe as it is ticked.
    pub draft: RwSignal<Draft>,
    /// The cleaning asked for last.
    pub cleaning: RwSignal<Cleaning>,
    /// Where the user asked for something else last.
    pub panel: RwSignal<Panel>,
    /// The recipe asked for last.
    recipe: RwSignal<Recipe>,
    language: RwSignal<Language>,
    theme_choice: RwSignal<Option<Theme>>,
    system_theme: RwSignal<Theme>,
    source: RwSignal<Option<Source>, LocalStorage>,
    engine: StoredValue<Engine, LocalStorage>,
}

impl Session {
    /// Reads the preferences, seals the page and starts the engine.
    pub fn start() -> Self {
        let job = RwSignal::new(Job::Idle);
        let notice = RwSignal::new(None);
        let (sheets, outline) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        let [columns, columns_asked, columns_in_use] = [(); 3].map(|()| RwSignal::new(ColumnsDraft::default()));
        let cleaning = RwSignal::new(Cleaning::default());
        let engine = Engine::start(move |message| match message {
            FromWorker::Sheets(found) => sheets.set(found),
            FromWorker::Outlined(found) => {
                if found.is_remembered {
                    // From now on it is what the user says.
                    let mapping = preferences::mappings().into_iter().find(|mapping| mapping.headers == found.headers);
                    if let Some(mapping) = mapping {
                        let draft = columns_asked.with_untracked(|asked| asked.follow(&mapping));
                        columns_asked.set(draft.clone());
                        columns.set(draft);
                    }
                }
                outline.set(Some(Landed::new(*found)));
            }
            FromWorker::Exported { file, bytes } => {
                let saved = download::save(file.file_name(), file.media_type(), &bytes);
                notice.set(Some(if saved.is_ok() { Notice::Saved(file) } else { Notice::NotSaved(file) }));
            }
            message => {
                let is_done = matches!(message, FromWorker::Described(_)) && !job.with_untracked(Job::is_ready);
                step(job, Event::Heard(message));
                let is_refused = job.with_untracked(|job| job.refused().is_some());
                if let Some(before) = in_use(job).filter(|_| is_refused) {
                    cleaning.set(before);
                    columns_asked.set(columns_in_use.get_untracked());
                }
                if is_done {
                    columns_in_use.set(columns_asked.get_untracked());
                    let headers =
                        outline.with_untracked(|it: &Option<Landed<Outline>>| it.as_ref().map(|it| it.headers));
                    let mapping = headers.and_then(|headers| columns_asked.with_untracked(|it| it.remembered(headers)));
                    mapping.into_iter().for_each(preferences::remember_mapping);
                }
            }
        });
        let engine = StoredValue::new_local(engine);
        let is_ready = Memo::new(move |_| job.with(Job::is_ready));
        Effect::new(move || {
            if is_ready.get() {
                in_turn(Turn::Last, move || engine.with_value(Engine::follow_up));
            }
        });
        let language = RwSignal::new(preferences::language());
        let description = found(job, |findings| findings.description.clone());
        Self {
            job,
            checked: Memo::new(move |_| job.with(|job| job.checked().cloned())),
            accounts: found(job, |findings| findings.accounts.clone()),
            comparison: found(job, |findings| findings.comparison.clone()),
            k: found(job, |findings| findings.k),
            description,
            evidence: Memo::new(move |_| {
                job.with(|job| {
                    let is_shown = |aside: &&Aside| job.is_ready() || matches!(aside, Aside::Landed(_));
                    job.findings().map(|findings| &findings.evidence).filter(is_shown).cloned()
                })
            }),
            names: names(description, language),
            is_ready,
            sealed: RwSignal::new(engine.with_value(Engine::sealed)),
            segment: RwSignal::new(None),
            notice,
            sheets,
            outline,
            columns,
            columns_asked,
            columns_in_use,
            draft: RwSignal::new(Draft::default()),
            cleaning,
            panel: RwSignal::new(Panel::default()),
            recipe: RwSignal::new(Recipe::default()),
            language,
            theme_choice: RwSignal::new(preferences::theme()),
            system_theme: system_theme(),
            source: RwSignal::new_local(None),
            engine,
        }
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
        self.source.set(Some(source));
        self.sheets.set(Vec::new());
        self.outline.set(None);
        self.say_of_columns(ColumnsDraft::default());
        // Other features may not be in this file, and the years are others.
        self.cleaning.set(Cleaning::default());
        self.draft.set(Draft::default());
        self.recipe.set(Recipe::default());
        self.run();
    }

    /// Starts a job on the same source once more.
    pub fn run(self) {
        let Some(source) = self.source.get_untracked() else { return };
        self.segment.set(None);
        self.notice.set(None);
        step(self.job, Event::Started);
        let settings = self.settings();
        self.engine.with_value(|engine| match source {
            Source::File(file) => engine.open(file, &settings),
            Source::Sample => engine.open_sample(&settings),
        });
    }

    /// Segments the same sales by the recipe as it is ticked, if that is one.
    pub fn follow_draft(self) {
        if let (true, Ok(recipe)) = (self.is_ready.get_untracked(), self.draft.with_untracked(Draft::recipe)) {
            self.follow(recipe);
        }
    }

    /// Segments the same sales by this recipe; what stands stays until all of it is there.
    fn follow(self, recipe: Recipe) {
        let Some(source) = self.source.get_untracked() else { return };
        self.recipe.set(recipe);
        self.panel.set(Panel::Recipe);
        self.segment.set(None);
        self.notice.set(None);
        step(self.job, Event::Recast);
        let settings = self.settings();
        self.engine.with_value(|engine| engine.recast(source.file(), &settings));
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
            || self.outline.with(Option::is_some)
            || self.sheets.with(|sheets| sheets.len() > 1)
    }

    /// Whether a source was given.
    pub fn has_source(self) -> bool {
        self.source.with(Option::is_some)
    }

    /// Ends the job under way. Of another recipe, cleaning or other columns, what stood before stays; the workers that had its sales are gone, so
    /// that it is made once more.
    pub fn cancel(self) {
        let was_recasting = self.job.with_untracked(Job::is_recasting);
        self.engine.with_value(Engine::cancel);
        step(self.job, Event::Cancelled);
        let before = self.comparison.with_untracked(|it| it.as_ref().map(|it| it.method.recipe.clone()));
        let (columns, cleaning) = (self.columns_in_use.get_untracked(), in_use(self.job).unwrap_or_default());
        let is_read_otherwise = self.columns_asked.with_untracked(|asked| *asked != columns)
            || self.cleaning.with_untracked(|asked| *asked != cleaning);
        let is_other = |before: &Recipe| is_read_otherwise || *before != self.recipe.get_untracked();
        match before.filter(|before| was_recasting && is_other(before)) {
            Some(before) => {
                self.cleaning.set(cleaning);
                self.say_of_columns(columns);
                self.draft.set(Draft::of(&before));
                self.follow(before);
            }
            None => {
                self.source.set(None);
                self.job.set(Job::Idle);
            }
        }
    }

    /// Takes another number of segments.
    pub fn choose_k(self, k: usize) {
        self.segment.set(None);
        step(self.job, Event::KChosen(k));
        self.engine.with_value(|engine| engine.describe(k));
    }

    /// Stops the search for evidence; the segments stay.
    pub fn stop_evidence(self) {
        step(self.job, Event::EvidenceStopped);
        self.engine.with_value(Engine::stop_evidence);
    }

    /// Searches for the evidence once more.
    pub fn find_evidence(self) {
        step(self.job, Event::EvidenceWanted);
        self.engine.with_value(Engine::find_evidence);
    }

    /// Asks for a file to download; the report comes once the evidence is there.
    pub fn export(self, file: ExportFile) {
        let is_awaited = file == ExportFile::Report
            && self.evidence.with_untracked(|evidence| matches!(evidence, Some(Aside::Awaited(_))));
        self.notice.set(is_awaited.then_some(Notice::Awaited(file)));
        let Some(k) = self.job.with_untracked(|job| job.findings().and_then(|findings| findings.k)) else { return };
        self.engine.with_value(|engine| engine.export(file, k, self.language.get_untracked()));
    }
}

fn step(job: RwSignal<Job>, event: Event) {
    job.update(|job| *job = std::mem::take(job).next(event));
}

/// What has landed of one kind.
fn found<T>(job: RwSignal<Job>, of: fn(&Findings) -> Option<T>) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| job.with(|job| job.findings().and_then(of)))
}

/// Plain-words names of the segments, segment 1 first.
fn names(description: Memo<Option<Landed<Description>>>, language: RwSignal<Language>) -> Memo<Arc<[String]>> {
    Memo::new(move |_| {
        description.with(|description| {
            let segments = description.as_ref().map_or(&[][..], |it| &it.segments);
            segments.iter().map(|segment| text::segments::name(segment, language.get())).collect()
        })
    })
}
