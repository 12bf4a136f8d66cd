//! What comes of the worker's words, beside the job itself.

use super::downloads::name_of_download;
use super::round_trip::RoundTrip;
use super::{Asked, Notice, Panel, Years, step};
use crate::app::columns_draft::ColumnsDraft;
use crate::app::job::{Event, Job};
use crate::app::landed::Landed;
use crate::app::lasting::Lasting;
use crate::app::preferences;
use crate::browser::download;
use crate::browser::messages::{FromWorker, SideBySide};
use crate::table::SheetName;
use leptos::prelude::*;

/// What the worker's words change.
#[derive(Clone, Copy)]
pub(super) struct Hearing {
    pub(super) job: Lasting<Job>,
    pub(super) notice: Lasting<Option<Notice>>,
    pub(super) sheets: Lasting<Vec<SheetName>>,
    pub(super) columns: Lasting<ColumnsDraft>,
    pub(super) panel: Lasting<Panel>,
    pub(super) beside: Lasting<Option<Landed<SideBySide>>>,
    pub(super) asked: Asked,
    pub(super) round_trip: RoundTrip,
    pub(super) years: Years,
}

impl Hearing {
    pub(super) fn hear(self, message: FromWorker) {
        let named = |end: &str| name_of_download(self.job, end);
        let Some(message) = self.round_trip.hear(message, named) else { return };
        match message {
            FromWorker::Sheets(found) => {
                if self.sheets.with_untracked(|before| *before != found) {
                    self.sheets.set(found);
                }
            }
            FromWorker::Outlined(found) => {
                if found.is_remembered {
                    self.follow_mapping(found.headers);
                }
                self.asked.take(*found);
            }
            FromWorker::Exported { file, name, bytes } => {
                let is_saved = download::save(&name, file.media_type(), &bytes).is_saved();
                self.notice.set(is_saved.map(|is_saved| Notice::Handed { name, is_saved }));
            }
            FromWorker::Years(reply) => self.years.hear(reply, named),
            FromWorker::Beside(found) => self.beside.set(Some(Landed::new(*found))),
            message => {
                if matches!(message, FromWorker::Described(_)) {
                    // Of other segments it says nothing.
                    self.beside.set(None);
                }
                self.go_on(message);
            }
        }
    }

    /// What was remembered of these headers is from now on what the user says.
    fn follow_mapping(self, headers: u64) {
        if let Some(mapping) = preferences::mappings().into_iter().find(|mapping| mapping.headers == headers) {
            let draft = self.asked.columns.with_untracked(|asked| asked.follow(&mapping));
            self.asked.columns.set(draft.clone());
            self.columns.set(draft);
        }
    }

    fn go_on(self, message: FromWorker) {
        let was_ready = self.job.with_untracked(Job::is_ready);
        if was_ready && matches!(message, FromWorker::Failed(_)) {
            // What is still awaited then is the evidence.
            self.panel.set(Panel::Compare);
        }
        step(self.job, Event::Heard(message));
        if was_ready || !self.job.with_untracked(Job::is_ready) {
            return;
        }
        if self.job.with_untracked(|job| job.refused().is_some()) {
            self.asked.stand();
        } else if self.asked.is_done() {
            self.remember();
        }
    }

    /// Keeps what was said of the table for the next file of its headers.
    fn remember(self) {
        let headers = self.asked.outline.with_untracked(|it| it.as_ref().map(|it| it.headers));
        let mapping = headers.and_then(|headers| self.asked.columns.with_untracked(|it| it.remembered(headers)));
        mapping.into_iter().for_each(preferences::remember_mapping);
    }
}
