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
}

/// This year beside last year, and the segments of this year that were compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The comparison.
    pub compared: Landed<Compared>,
    /// This year's own segments in it.
    pub description: Landed<Description>,
    /// Of which choice of files.
    set: u32,
}

impl Found {
    /// Whether it is what these files and segments give.
    fn is_of(&self, (set, description): &(u32, Landed<Description>)) -> bool {
        self.set == *set && self.description == *description
    }
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
    /// The last download, and whether the browser took it.
    pub saved: Lasting<Option<(NextYearFile, bool)>>,
    /// Tells one choice of files from another, from 1 on.
    set: Lasting<u32>,
    /// Raised when what was asked for must be asked for again.
    again: Lasting<u32>,
    /// What the comparison under way, or at hand, was asked of.
    asked: StoredValue<Option<(u32, Landed<Description>)>>,
    /// The file to hand over once the comparison has been made anew.
    wanted: StoredValue<Option<NextYearFile>>,
}

impl Years {
    pub(super) fn nothing() -> Self {
        Self {
            files: Lasting::new_local(Vec::new()),
            state: Lasting::new(State::default()),
            way: Lasting::new(None),
            saved: Lasting::new(None),
            set: Lasting::new(1),
            again: Lasting::new(0),
            asked: StoredValue::default(),
            wanted: StoredValue::default(),
        }
    }

    /// The model among the files.
    pub fn model(self) -> Option<KnownModel> {
        self.files.with(|files| {
            files.iter().find_map(|file| match &file.found {
                Some(Ok(Known::Model(model))) => Some(model.clone()),
                _ => None,
            })
        })
    }

    /// The year among the files.
    pub fn year(self) -> Option<KnownYear> {
        self.files.with(|files| {
            files.iter().find_map(|file| match &file.found {
                Some(Ok(Known::Year(year))) => Some(*year),
                _ => None,
            })
        })
    }

    /// Nothing is wanted any more of what was given up.
    pub(super) fn give_up(self) {
        self.wanted.set_value(None);
    }

    pub(super) fn hear(self, YearsReply { set, answer }: YearsReply) {
        let is_lost = answer == YearsAnswer::Lost;
        if is_lost {
            self.asked.set_value(None);
            self.again.update(|times| *times += 1);
        }
        if is_lost || set != self.set.get_untracked() {
            return;
        }
        match answer {
            YearsAnswer::Read(found) => self.take(found),
            YearsAnswer::Compared { k, compared } => {
                if let Some((_, description)) = self.asked.get_value().filter(|(_, description)| description.k == k) {
                    self.state.set(State::Compared(Found { compared: Landed::new(*compared), description, set }));
                }
            }
            YearsAnswer::Exported { file, bytes } => {
                let saved = download::save(file.file_name(), file.media_type(), &bytes);
                self.saved.set(saved.is_saved().map(|is_saved| (file, is_saved)));
            }
            YearsAnswer::Failed(error) => self.state.set(State::Failed(error)),
            YearsAnswer::Lost => {}
        }
    }

    /// Takes what the files are. Of several models, or years, the last counts: those before it go.
    fn take(self, found: Vec<Result<Known, PastError>>) {
        let is_model = |file: &PastFile| matches!(file.found, Some(Ok(Known::Model(_))));
        self.files.update(|files| {
            for (file, found) in files.iter_mut().zip(found) {
                file.found = Some(found);
            }
            for kind in [true, false] {
                let is_of = |file: &PastFile| file.is_of_use() && is_model(file) == kind;
                let last = files.iter().rposition(is_of);
                let mut at = 0;
                files.retain(|file| {
                    at += 1;
                    !is_of(file) || Some(at - 1) == last
                });
            }
        });
    }

    fn is_unread(self) -> bool {
        self.files.with(|files| files.iter().any(|file| file.found.is_none()))
    }

    fn is_of_use(self) -> bool {
        self.files.with(|files| files.iter().any(PastFile::is_of_use))
    }

    /// The files as they ride beside a request.
    fn beside(self) -> (u32, Vec<File>) {
        let files = self.files.with_untracked(|files| files.iter().map(|file| file.file.clone()).collect());
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
            let asked = (set, description);
            let is_new = years.asked.with_value(|before| before.as_ref() != Some(&asked));
            if is_ready && is_read && self.k.get() == Some(asked.1.k) && is_new {
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
            list.retain(|file| file.found.as_ref().is_none_or(Result::is_ok));
            list.extend(files.into_iter().map(|file| PastFile { file, found: None }));
        });
        self.years.set.update(|set| *set += 1);
    }

    /// Takes a file away.
    pub fn remove_past(self, index: usize) {
        self.years.files.update(|files| {
            if index < files.len() {
                files.remove(index);
            }
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
        if self.is_analysis_lost() {
            self.compare_years();
            return self.years.wanted.set_value(Some(file));
        }
        self.ask_about_years(YearsTask::Export { file, language: self.language.get_untracked() });
    }

    fn ask_to_compare(self, asked: (u32, Landed<Description>)) {
        let years = self.years;
        // Something else may have been asked for since.
        let is_current = years.set.get_untracked() == asked.0
            && self.is_ready.get_untracked()
            && self.description.get_untracked().as_ref() == Some(&asked.1);
        if !is_current || years.asked.with_value(|before| before.as_ref() == Some(&asked)) {
            return;
        }
        if self.is_analysis_lost() {
            return years.state.update(|state| {
                let stands = state.found().filter(|found| found.is_of(&asked)).cloned();
                *state = stands.map_or(State::Lost, State::Compared);
            });
        }
        let (k, sample) = (asked.1.k, matches!(self.source.get_untracked(), Some(Source::Sample)));
        years.asked.set_value(Some(asked));
        years.state.update(|state| *state = State::Comparing(state.found().cloned()));
        self.ask_about_years(YearsTask::Compare { k, sample });
    }

    fn ask_about_years(self, task: YearsTask) {
        let sales = self.source.get_untracked().and_then(Source::file);
        let beside = self.years.beside();
        self.engine.with_value(|engine| engine.ask_about_years(beside, task, sales));
    }
}
