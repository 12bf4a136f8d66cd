//! Take away: the files.

use super::progress::Outcome;
use super::session::{Notice, Panel, Session};
use crate::browser::messages::ExportFile;
use crate::text::{Language, figures, page};
use leptos::prelude::*;

/// The section.
#[component]
pub fn TakeAway() -> impl IntoView {
    let session = Session::expect();
    let ready = session.is_ready;
    let notice = move || {
        let language = session.language();
        session.notice.get().map(|notice| match notice {
            Notice::Saved(file) => figures::saved(file.file_name(), language),
            Notice::NotSaved(file) => figures::not_saved(file.file_name(), language),
            Notice::Awaited(file) => figures::awaited(file.file_name(), language),
        })
    };
    view! {
        <section id="take-away" class="section" data-testid="take-away" aria-labelledby="take-away-heading">
            <p class="eyebrow">{session.say(page::step_take_away)}</p>
            <h2 id="take-away-heading" tabindex="-1">{session.say(page::take_away_heading)}</h2>
            <p class="hint">{session.say(page::take_away_hint)}</p>
            <button
                type="button"
                class="primary"
                data-testid="download-segments"
                disabled=move || !ready.get()
                on:click=move |_| session.export(ExportFile::Segments)
            >
                {session.say(page::download_segments)}
            </button>
            <ul class="downloads">
                <Download file=ExportFile::Accounts about=page::about_accounts testid="download-accounts"/>
                <Download file=ExportFile::Borders about=page::about_borders testid="download-borders"/>
                <Download file=ExportFile::Excluded about=page::about_excluded testid="download-excluded"/>
                <Download file=ExportFile::Report about=page::about_report testid="download-report"/>
                <Download file=ExportFile::Model about=page::about_model testid="download-model"/>
            </ul>
            <Outcome panel=Panel::TakeAway testid="take-away-refusal"/>
            <p class="notice" role="status" data-testid="notice">{notice}</p>
        </section>
    }
}

/// A file beside the main one.
#[component]
fn Download(file: ExportFile, about: fn(Language) -> &'static str, testid: &'static str) -> impl IntoView {
    let session = Session::expect();
    let ready = session.is_ready;
    view! {
        <li>
            <span class="code" id=format!("{testid}-name")>{file.file_name()}</span>
            <span class="hint">{session.say(about)}</span>
            <button
                type="button"
                data-testid=testid
                aria-describedby=format!("{testid}-name")
                disabled=move || !ready.get()
                on:click=move |_| session.export(file)
            >
                {session.say(page::download)}
            </button>
        </li>
    }
}
