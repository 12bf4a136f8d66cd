//! What is made of the source: its sheet, its columns, its cleaning, its recipe; each can be asked for anew.

use super::{Panel, Session, Source, step};
use crate::app::columns_draft::ColumnsDraft;
use crate::app::draft::Draft;
use crate::app::job::{Event, Findings};
use crate::app::preferences;
use crate::app::turns::{Turn, in_turn};
use crate::browser::engine::Engine;
use crate::customers::Recipe;
use crate::pipeline::Settings;
use crate::sales::{Choices, Cleaning};
use leptos::prelude::*;

impl Session {
    /// Starts a job on the same source once more.
    pub fn run(self) {
        let Some(source) = self.source.get_untracked() else { return };
        self.segment.set(None);
        self.notice.set(None);
        self.round_trip.give_up();
        step(self.job, Event::Started);
        // By then the sections of the file before are gone.
        in_turn(Turn::Soon, move || self.let_go());
        let settings = self.settings();
        self.engine.with_value(|engine| match source {
            Source::File(file) => engine.open(file, &settings),
            Source::Sample => engine.open_sample(&settings),
        });
    }

    /// Tells anew what no file changes, so that the sections of the file before are let go.
    fn let_go(self) {
        self.let_go_of_looks();
        self.sealed.notify();
        self.products_by.notify();
        self.years.way.notify();
    }

    /// Segments the same sales by the recipe as it is ticked, if that is one.
    pub fn follow_draft(self) {
        if let (true, Ok(recipe)) = (self.is_ready.get_untracked(), self.draft.with_untracked(Draft::recipe)) {
            self.follow(recipe);
        }
    }

    /// Segments the same sales by this recipe; what stands stays until all of it is there.
    fn follow(self, recipe: Recipe) {
        self.asked.recipe.set(recipe);
        self.make_anew(Panel::Recipe, Event::Recast);
    }

    /// Reads the file again as the draft says; what stands stays until all of it is there.
    pub fn follow_columns(self) {
        self.asked.columns.set(self.columns.get_untracked());
        if !self.is_ready.get_untracked() {
            return self.run();
        }
        self.make_anew(Panel::Columns, Event::Reread);
    }

    /// Reads the file as it is found, whatever was said of its columns, now or for an earlier file.
    pub fn reset_columns(self) {
        let headers = self.asked.outline.with_untracked(|it| it.as_ref().map(|it| it.headers));
        headers.into_iter().for_each(preferences::forget_mapping);
        self.columns.set(ColumnsDraft::default());
        self.follow_columns();
    }

    /// Forgets what was said of files with these headers, and reads this one as it is found.
    pub fn forget_columns(self, headers: u64) {
        preferences::forget_mapping(headers);
        let ColumnsDraft { sheet, header_row, .. } = self.asked.columns.get_untracked();
        self.columns.set(ColumnsDraft { sheet, header_row, ..ColumnsDraft::default() });
        self.follow_columns();
    }

    /// Cleans the same file another way; what stands stays until all of it is there.
    pub fn clean(self, cleaning: Cleaning) {
        if self.is_ready.get_untracked() && self.asked.cleaning.with_untracked(|before| *before != cleaning) {
            self.asked.cleaning.set(cleaning);
            self.make_anew(Panel::Cleaning, Event::Reread);
        }
    }

    /// Whether the workers that had the analysis are gone: it must be made anew before anything is asked of it.
    pub(super) fn is_analysis_lost(self) -> bool {
        self.engine.with_value(Engine::is_analysis_lost)
    }

    /// Makes the segments anew of the same source, as was asked for last; what stands stays until all of it is there.
    pub(super) fn make_anew(self, panel: Panel, event: Event) {
        let Some(file) = self.source.get_untracked().map(Source::file) else { return };
        let is_recast = event == Event::Recast && !self.is_analysis_lost();
        self.panel.set(panel);
        self.segment.set(None);
        self.notice.set(None);
        self.wanted.set_value(None);
        self.round_trip.give_up();
        let k = self.job.with_untracked(|job| job.findings().and_then(Findings::own_k));
        step(self.job, if is_recast { Event::Recast } else { Event::Reread });
        let settings = self.settings();
        let ask = if is_recast { Engine::recast } else { Engine::reread };
        self.engine.with_value(|engine| ask(engine, file, &settings, k));
    }

    fn settings(self) -> Settings {
        let ColumnsDraft { sheet, header_row, choices } = self.asked.columns.get_untracked();
        let choices = Choices { remembered: preferences::mappings(), ..choices };
        let (recipe, cleaning) = (self.asked.recipe.get_untracked(), self.asked.cleaning.get_untracked());
        Settings { recipe, cleaning, sheet, header_row, choices, ..Settings::default() }
    }
}
