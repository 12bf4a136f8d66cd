//! Take away: the files.

use super::progress::Outcome;
use super::session::{Notice, Panel, Session};
use crate::browser::messages::ExportFile;
use crate::text::{Words, figures, next_year, page};
use leptos::prelude::*;

/// The section.
#[component]
pub fn TakeAway() -> impl IntoView {
    let session = Session::expect();
    let notice = move || {
        let language = session.language();
        session.notice.get().map(|notice| match notice {
            Notice::Handed { name, is_saved } => figures::saved(&name, is_saved, language),
            Notice::Awaited(file) => figures::awaited(file.file_name(), language),
        })
    };
    // Beside last year's the same segments bear last year's numbers.
    let has_other_numbers = Memo::new(move |_| {
        session.years.state.with(|state| {
            let anew = state.found().and_then(|found| found.compared.anew.as_ref());
            let pairs = anew.and_then(|moves| moves.comparison.matching.as_deref()).unwrap_or_default();
            pairs.iter().any(|pair| pair.own != pair.number)
        })
    });
    view! {
        <section id="take-away" class="section" data-testid="take-away" aria-labelledby="take-away-heading">
            <p class="eyebrow">{session.say(page::step_take_away)}</p>
            <h2 id="take-away-heading" tabindex="-1">{session.say(page::take_away_heading)}</h2>
            <p class="hint">{session.say(page::take_away_hint)}</p>
            <Show when=move || has_other_numbers.get()>
                <p class="hint" data-testid="own-numbers">{session.say(next_year::own_numbers)}</p>
            </Show>
            <button
                type="button"
                class="primary"
                data-testid="download-segments"
                aria-disabled=is_busy(session)
                on:click=move |_| session.export(ExportFile::Segments)
            >
                {session.say(page::download_segments)}
            </button>
            <Group heading=page::files_for_people>
                <Download file=ExportFile::Document about=page::about_document testid="download-document"/>
                <Download file=ExportFile::Workbook about=page::about_workbook testid="download-workbook"/>
            </Group>
            <Group heading=page::files_as_tables>
                <Download file=ExportFile::Accounts about=page::about_accounts testid="download-accounts"/>
                <Download file=ExportFile::Borders about=page::about_borders testid="download-borders"/>
                <Download file=ExportFile::Excluded about=page::about_excluded testid="download-excluded"/>
            </Group>
            <Group heading=page::files_for_programs>
                <Download file=ExportFile::Report about=page::about_report testid="download-report"/>
                <Download file=ExportFile::Model about=page::about_model testid="download-model"/>
            </Group>
            <p class="hint">{session.say(page::file_names)}</p>
            <Outcome panel=Panel::TakeAway testid="take-away-refusal"/>
            <p class="notice" role="status" data-testid="notice">{notice}</p>
        </section>
    }
}

/// Files of one kind.
#[component]
fn Group(heading: Words, children: Children) -> impl IntoView {
    let session = Session::expect();
    view! {
        <h3>{session.say(heading)}</h3>
        <ul class="downloads">{children()}</ul>
    }
}

/// While no file can be made the buttons say so, and keep the focus.
fn is_busy(session: Session) -> impl Fn() -> Option<&'static str> {
    move || (!session.is_ready.get()).then_some("true")
}

/// A file beside the main one.
#[component]
fn Download(file: ExportFile, about: Words, testid: &'static str) -> impl IntoView {
    let session = Session::expect();
    view! {
        <li>
            <span class="code" id=format!("{testid}-name")>{file.file_name()}</span>
            <span class="hint">{session.say(about)}</span>
            <button
                type="button"
                data-testid=testid
                aria-describedby=format!("{testid}-name")
                aria-disabled=is_busy(session)
                on:click=move |_| session.export(file)
            >
                {session.say(page::download)}
            </button>
        </li>
    }
}
