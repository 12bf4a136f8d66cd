//! Files that the user asks for, and what became of the last one.

use super::{Panel, Session};
use crate::app::job::{Aside, Event, Job};
use crate::app::lasting::Lasting;
use crate::browser::messages::ExportFile;
use crate::files::named;
use leptos::prelude::*;

/// What became of a download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// It was handed to the browser, which took it or refused.
    Handed { name: String, is_saved: bool },
    /// It waits for the evidence.
    Awaited(ExportFile),
}

/// The name under which something made of the file that this job reads is saved.
pub(super) fn name_of_download(job: Lasting<Job>, end: &str) -> String {
    job.with_untracked(|job| match job.checked() {
        Some(checked) => named(&checked.file, &checked.quality.cleaned, end),
        None => end.to_owned(),
    })
}

impl Session {
    /// The name under which something made of the file in use is saved.
    pub fn name_of_download(self, end: &str) -> String {
        name_of_download(self.job, end)
    }

    /// Asks for a file to download, if the page is ready; one that tells the evidence comes once that is there.
    pub fn export(self, file: ExportFile) {
        if !self.is_ready.get_untracked() {
            return;
        }
        if self.is_analysis_lost() {
            self.make_anew(Panel::TakeAway, Event::Reread);
            return self.wanted.set_value(Some(file));
        }
        let is_awaited = file.tells_evidence()
            && self.evidence.with_untracked(|evidence| matches!(evidence, Some(Aside::Awaited(_))));
        self.notice.set(is_awaited.then_some(Notice::Awaited(file)));
        let Some((k, edits)) = untrack(|| Some((self.k.get()?, self.edits(&*self.description.get()?)))) else {
            return;
        };
        self.engine.with_value(|engine| engine.export(file, k, self.language.get_untracked(), edits));
    }

    /// Asks for the file that waited until the analysis was there again, if it is.
    pub(super) fn hand_over(self) {
        let wanted = self.wanted.try_update_value(Option::take).flatten();
        if let Some(file) = wanted.filter(|_| !self.is_analysis_lost()) {
            self.export(file);
        }
    }
}
