//! How the file is read: its sheet, its columns, its cleaning; each can be asked for anew.

use super::{Panel, Session, step};
use crate::app::columns_draft::ColumnsDraft;
use crate::app::job::{Event, Job};
use crate::app::preferences;
use crate::pipeline::{Error, Settings};
use crate::sales::{Choices, Cleaning};
use leptos::prelude::*;

impl Session {
    /// Reads the file again as the draft says; what stands stays until all of it is there.
    pub fn follow_columns(self) {
        self.columns_asked.set(self.columns.get_untracked());
        if !self.is_ready.get_untracked() {
            return self.run();
        }
        self.read_again(Panel::Columns);
    }

    /// Cleans the same file another way; what stands stays until all of it is there.
    pub fn clean(self, cleaning: Cleaning) {
        if self.is_ready.get_untracked() && self.cleaning.with_untracked(|before| *before != cleaning) {
            self.cleaning.set(cleaning);
            self.read_again(Panel::Cleaning);
        }
    }

    fn read_again(self, panel: Panel) {
        let Some(source) = self.source.get_untracked() else { return };
        self.panel.set(panel);
        self.segment.set(None);
        self.notice.set(None);
        step(self.job, Event::Reread);
        let settings = self.settings();
        self.engine.with_value(|engine| engine.reread(source.file(), &settings));
    }

    /// Forgets what was said of files with these headers, and reads this one as it is found.
    pub fn forget_columns(self, headers: u64) {
        preferences::forget_mapping(headers);
        let ColumnsDraft { sheet, header_row, .. } = self.columns_asked.get_untracked();
        self.columns.set(ColumnsDraft { sheet, header_row, ..ColumnsDraft::default() });
        self.follow_columns();
    }

    /// Why the file could not be read as was said of its columns, while what stood before stays.
    pub fn columns_refused(self) -> Option<Error> {
        let is_of_columns = self.panel.get() == Panel::Columns;
        self.job.with(|job| job.refused().filter(|_| is_of_columns).cloned())
    }

    pub(super) fn say_of_columns(self, draft: ColumnsDraft) {
        self.columns_asked.set(draft.clone());
        self.columns.set(draft);
    }

    pub(super) fn settings(self) -> Settings {
        let ColumnsDraft { sheet, header_row, choices } = self.columns_asked.get_untracked();
        let choices = Choices { remembered: preferences::mappings(), ..choices };
        let (recipe, cleaning) = (self.recipe.get_untracked(), self.cleaning.get_untracked());
        Settings { recipe, cleaning, sheet, header_row, choices, ..Settings::default() }
    }
}

/// The cleaning behind what stands.
pub(super) fn in_use(job: RwSignal<Job>) -> Option<Cleaning> {
    job.with_untracked(|job| job.checked().map(|checked| checked.quality.cleaned.cleaning.clone()))
}
