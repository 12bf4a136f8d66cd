//! Last year's files, and this year beside them: what the page knows, and when it asks for more.

use super::{Panel, Session, Source};
use crate::app::job::Event;
use crate::app::landed::Landed;
use crate::app::lasting::Lasting;
use crate::app::turns::{Turn, in_turn};
use crate::browser::download;
use crate::browser::messages::Description;
use crate::browser::years::{Compared, Known, NextYearFile, PastError, Way, YearsAnswer, YearsReply, YearsTask};
use crate::pipeline::{Error, KnownModel, KnownYear};
use leptos::prelude::*;
use web_sys::File;

/// A file of last year's.
#[derive(Clone)]
pub struct PastFile {
    file: File,
    /// Files that were given together have one number.
    pub batch: u32,
    /// What it is, once it has been read, or why it cannot be used.
    pub found: Option<Result<Known, PastError>>,
}

impl PastFile {
    /// Its name.
    pub fn name(&self) -> String {
        self.file.name()
    }

    fn is_of_use(&self) -> bool {
        matches!(self.found, Some(Ok(_)))
    }

    /// What tells files, and what is found of them, apart.
    pub fn key(&self) -> (u32, String, Option<bool>) {
        (self.batch, self.name(), self.found.as_ref().map(Result::is_ok))
    }

    /// Whether it goes to the worker with what is asked: unread, or of use.
    fn rides(&self) -> bool {
        self.found.is_none() || self.is_of_use()
    }

    fn year(&self) -> Option<KnownYear> {
        match &self.found {
            Some(Ok(Known::Year(year))) => Some(*year),
            _ => None,
        }
    }

    fn model(&self) -> Option<&KnownModel> {
        match &self.found {
            Some(Ok(Known::Model(model))) => Some(model),
            _ => None,
        }
    }
}

/// Of several models the last counts, and the others go. Of several years that were given together the one that tells most counts, and what is
/// of less use says so; those given before go. Says whether another counts than the last.
fn choose(files: &mut Vec<PastFile>) -> bool {
    let mut at = 0;
    let last_model = files.iter().rposition(|file| file.model().is_some());
    files.retain(|file| {
        at += 1;
        file.model().is_none() || Some(at - 1) == last_model
    });
    let Some(batch) = files.iter().filter(|file| file.year().is_some()).map(|file| file.batch).max() else {
        return false;
    };
    files.retain(|file| file.year().is_none() || file.batch == batch);
    let years = || files.iter().enumerate().filter_map(|(at, file)| Some((at, file.year()?)));
    let best = years().reduce(|best, other| if best.1.tells_more_than(&other.1) { best } else { other });
    let (Some((best, _)), Some((last, _))) = (best, years().next_back()) else { return false };
    let better = files[best].name();
    for (at, file) in files.iter_mut().enumerate() {
        if at != best && file.year().is_some() {
            file.found = Some(Err(PastError::SetAside { better: better.clone() }));
        }
    }
    best != last
}

/// A worker that dies over files that are read may do so by chance once.
const MOST_DEATHS: u32 = 2;

/// This year beside last year, and the segments of this year that were compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The comparison.
    pub compared: Landed<Compared>,
    /// What it was asked of.
    asked: Asking,
}

impl Found {
    /// This year's own segments in it.
    pub fn description(&self) -> &Description {
        &self.asked.description
    }
}

/// What a comparison is asked of.
#[derive(Debug, Clone, PartialEq)]
struct Asking {
    /// The choice of files.
    set: u32,
    /// This year's own segments.
    description: Landed<Description>,
    /// Whether the model's segments are paired with last year's.
    is_paired: bool,
}

/// How far the comparison is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum State {
    /// There is nothing to compare.
    #[default]
    Nothing,
    /// It is under way; what stood before is shown still.
    Comparing(Option<Found>),
    /// It is there.
    Compared(Found),
    /// It could not be done.
    Failed(Error),
    /// The workers that had the sales are gone: the user may have it made.
    Lost,
}

impl State {
    /// What is to be shown.
    pub fn found(&self) -> Option<&Found> {
        match self {
            Self::Compared(found) | Self::Comparing(Some(found)) => Some(found),
            _ => None,
        }
    }
}

/// What the page knows of last year; another file of sales leaves last year's files as they are.
#[derive(Clone, Copy)]
pub struct Years {
    /// Last year's files.
    pub files: Lasting<Vec<PastFile>, LocalStorage>,
    /// This year beside them.
    pub state: Lasting<State>,
    /// The way that is shown, if the user has chosen one.
    pub way: Lasting<Option<Way>>,
    /// The model's segments take the numbers that their likes have in last year's file.
    pub is_paired: Lasting<bool>,
    /// The last download's name, and whether the browser took it.
    pub saved: Lasting<Option<(String, bool)>>,
    /// Tells one choice of files from another, from 1 on.
    set: Lasting<u32>,
    /// Raised when what was asked for must be asked for again.
    again: Lasting<u32>,
    /// What the comparison under way, or at hand, was asked of.
    asked: StoredValue<Option<Asking>>,
    /// Workers that died while files were unread, since these were given.
    deaths: StoredValue<u32>,
    /// The file to hand over once the comparison has been made anew.
    wanted: StoredValue<Option<NextYearFile>>,
}

impl Years {
    pub(super) fn nothing() -> Self {
        Self {
            files: Lasting::new_local(Vec::new()),
            state: Lasting::new(State::default()),
            way: Lasting::new(None),
            is_paired: Lasting::new(false),
            saved: Lasting::new(None),
            set: Lasting::new(1),
            again: Lasting::new(0),
            asked: StoredValue::default(),
            deaths: StoredValue::default(),
            wanted: StoredValue::default(),
        }
    }

    /// The model among the files.
    pub fn model(self) -> Option<KnownModel> {
        self.files.with(|files| files.iter().find_map(PastFile::model).cloned())
    }

    /// The year among the files.
    pub fn year(self) -> Option<KnownYear> {
        self.files.with(|files| files.iter().find_map(PastFile::year))
    }

    /// Nothing is wanted any more of what was given up.
    pub(super) fn give_up(self) {
        self.wanted.set_value(None);
    }

    /// Takes an answer, and saves a file under the name that has this end.
    pub(super) fn hear(self, YearsReply { set, answer }: YearsReply, named: impl Fn(&str) -> String) {
        if let YearsAnswer::Lost { has_died } = answer {
            return self.lose(has_died);
        }
        if set != self.set.get_untracked() {
            return;
        }
        match answer {
            YearsAnswer::Read(found) => self.take(found),
            YearsAnswer::Compared { k, compared } => {
                if let Some(asked) = self.asked.get_value().filter(|asked| asked.description.k == k) {
                    self.state.set(State::Compared(Found { compared: Landed::new(*compared), asked }));
                }
            }
            YearsAnswer::Exported { file, bytes } => {
                let name = named(&file.name_apart());
                let saved = download::save(&name, file.media_type(), &bytes);
                self.saved.set(saved.is_saved().map(|is_saved| (name, is_saved)));
            }
            YearsAnswer::NotAtHand(file) => {
                // It comes once the comparison has been made again.
                self.wanted.set_value(Some(file));
                self.asked.set_value(None);
                self.again.update(|times| *times += 1);
            }
            YearsAnswer::Failed(error) => self.state.set(State::Failed(error)),
            YearsAnswer::Lost { .. } => {}
        }
    }

    /// What was asked for is asked for again, but for files over which workers die.
    fn lose(self, has_died: bool) {
        self.asked.set_value(None);
        if has_died && untrack(|| self.is_unread()) {
            self.deaths.update_value(|deaths| *deaths += 1);
            if self.deaths.get_value() >= MOST_DEATHS {
                self.files.update(|files| {
                    let unread = files.iter_mut().filter(|file| file.found.is_none());
                    unread.for_each(|file| file.found = Some(Err(PastError::Broken)));
                });
            }
        }
        self.again.update(|times| *times += 1);
    }

    /// Takes what the files are.
    fn take(self, found: Vec<Result<Known, PastError>>) {
        self.deaths.set_value(0);
        let is_other = self.files.try_update(|files| {
            let ridden = files.iter_mut().filter(|file| file.rides());
            for (file, found) in ridden.zip(found) {
                file.found = Some(found);
            }
            choose(files)
        });
        if is_other == Some(true) {
            // The conductor counts the last: it is given those that count alone.
            self.set.update(|set| *set += 1);
        }
    }

    fn is_unread(self) -> bool {
        self.files.with(|files| files.iter().any(|file| file.found.is_none()))
    }

    fn is_of_use(self) -> bool {
        self.files.with(|files| files.iter().any(PastFile::is_of_use))
    }

    /// The files as they ride beside a request.
    fn beside(self) -> (u32, Vec<File>) {
        let files = self
            .files
            .with_untracked(|files| files.iter().filter(|file| file.rides()).map(|file| file.file.clone()).collect());
        (self.set.get_untracked(), files)
    }
}

impl Session {
    /// Asks for what is missing whenever last year's files or this year's segments are others.
    pub(super) fn follow_years(self) {
        let years = self.years;
        Effect::new(move || {
            years.set.track();
            years.again.track();
            if years.is_unread() {
                // Not in the midst of what ended a worker.
                in_turn(Turn::Soon, move || self.ask_about_years(YearsTask::Read));
            }
        });
        Effect::new(move || {
            years.again.track();
            let (set, is_ready) = (years.set.get(), self.is_ready.get());
            let is_read = !years.is_unread();
            let Some(description) = self.description.get().filter(|_| years.is_of_use() || !is_read) else {
                years.asked.set_value(None);
                years.give_up();
                years.saved.set(None);
                return years.state.set(State::Nothing);
            };
            if !is_ready && years.state.with_untracked(|state| matches!(state, State::Comparing(_))) {
                // Another job ends what was asked for, and may be refused.
                years.asked.set_value(None);
            }
            let asked = Asking { set, description, is_paired: years.is_paired.get() };
            let is_new = years.asked.with_value(|before| before.as_ref() != Some(&asked));
            if is_ready && is_read && self.k.get() == Some(asked.description.k) && is_new {
                in_turn(Turn::Last, move || self.ask_to_compare(asked));
            }
        });
        Effect::new(move || {
            if years.state.with(|state| matches!(state, State::Compared(_)))
                && let Some(file) = years.wanted.try_update_value(Option::take).flatten()
            {
                self.export_year(file);
            }
        });
    }

    /// Takes these files for last year's, beside those that are there.
    pub fn open_past(self, files: Vec<File>) {
        if files.is_empty() || !self.sealed.get_untracked() {
            return;
        }
        self.years.files.update(|list| {
            list.retain(PastFile::rides);
            let batch = list.iter().map(|file| file.batch + 1).max().unwrap_or_default();
            list.extend(files.into_iter().map(|file| PastFile { file, batch, found: None }));
        });
        self.years.deaths.set_value(0);
        self.years.is_paired.set(false);
        self.years.set.update(|set| *set += 1);
    }

    /// Takes a file away.
    pub fn remove_past(self, index: usize) {
        self.years.files.update(|files| {
            if index < files.len() {
                files.remove(index);
            }
            // What was set aside for it may count now.
            let aside = files.iter_mut().filter(|file| matches!(file.found, Some(Err(PastError::SetAside { .. }))));
            aside.for_each(|file| file.found = None);
        });
        self.years.set.update(|set| *set += 1);
    }

    /// Makes this year's segments anew, which the comparison follows.
    pub fn compare_years(self) {
        self.make_anew(Panel::NextYear, Event::Reread);
    }

    /// Asks for a file of the comparison.
    pub fn export_year(self, file: NextYearFile) {
        self.years.saved.set(None);
        if !self.is_ready.get_untracked() {
            return;
        }
        if self.is_analysis_lost() {
            self.compare_years();
            return self.years.wanted.set_value(Some(file));
        }
        self.ask_about_years(YearsTask::Export { file, language: self.language.get_untracked() });
    }

    fn ask_to_compare(self, asked: Asking) {
        let years = self.years;
        // Something else may have been asked for since.
        let is_current = years.set.get_untracked() == asked.set
            && self.is_ready.get_untracked()
            && years.is_paired.get_untracked() == asked.is_paired
            && self.description.get_untracked().as_ref() == Some(&asked.description);
        if !is_current || years.asked.with_value(|before| before.as_ref() == Some(&asked)) {
            return;
        }
        if self.is_analysis_lost() {
            return years.state.update(|state| {
                let stands = state.found().filter(|found| found.asked == asked).cloned();
                *state = stands.map_or(State::Lost, State::Compared);
            });
        }
        let (k, is_paired) = (asked.description.k, asked.is_paired);
        let sample = matches!(self.source.get_untracked(), Some(Source::Sample));
        years.asked.set_value(Some(asked));
        years.state.update(|state| *state = State::Comparing(state.found().cloned()));
        self.ask_about_years(YearsTask::Compare { k, sample, is_paired });
    }

    fn ask_about_years(self, task: YearsTask) {
        let sales = self.source.get_untracked().and_then(Source::file);
        let beside = self.years.beside();
        self.engine.with_value(|engine| engine.ask_about_years(beside, task, sales));
    }
}
