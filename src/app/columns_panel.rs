//! Columns and their parts, for the user to confirm or change: a panel that opens by itself where something is open.

use super::columns_draft::ColumnsDraft;
use super::columns_table::ColumnsTable;
use super::job::Job;
use super::progress::Bar;
use super::session::{Panel, Session};
use super::table_choice::{FormatChoices, TableChoice};
use crate::pipeline::Error;
use crate::sales::SalesError;
use crate::text::{Words, columns, errors};
use leptos::prelude::*;

/// The panel; it stays as it is while the file is read again.
#[component]
pub fn ColumnsPanel() -> impl IntoView {
    let session = Session::expect();
    let state = Memo::new(move |_| State::of(session));
    let said = move || match state.get() {
        State::Found => columns::all_found as Words,
        State::ToConfirm => columns::to_confirm,
        State::ToChoose => columns::to_choose,
    };
    view! {
        <Kept/>
        <details class="columns" data-testid="columns" open=move || state.get() != State::Found>
            <summary>
                {session.say(columns::heading)}
                " · "
                <span class:open=move || state.get() != State::Found>{move || said()(session.language())}</span>
            </summary>
            <p class="hint">{session.say(columns::hint)}" "{session.say(columns::what_is_kept)}</p>
            <form class="columns-form" on:submit=move |event| {
                event.prevent_default();
                if session.columns.get_untracked() != session.columns_asked.get_untracked() {
                    session.follow_columns();
                }
            }>
                <TableChoice/>
                {move || session.outline.get().map(|outline| view! { <ColumnsTable outline/> })}
                <FormatChoices/>
                <Actions/>
            </form>
        </details>
    }
}

/// What is left to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Found,
    ToConfirm,
    ToChoose,
}

impl State {
    fn of(session: Session) -> Self {
        let is_of_columns = |error: &Error| {
            use SalesError::{
                AmbiguousColumn, MissingColumns, NoSuchColumn, NothingLeft, RepeatedAccount, RowsUnclear,
            };
            match error {
                Error::Table(_) => true,
                Error::Sales(error) => matches!(
                    error,
                    AmbiguousColumn { .. }
                        | MissingColumns { .. }
                        | NoSuchColumn { .. }
                        | NothingLeft { .. }
                        | RepeatedAccount { .. }
                        | RowsUnclear { .. }
                ),
                _ => false,
            }
        };
        let has_failed = session.job.with(|job| job.error().or(job.refused()).is_some_and(is_of_columns));
        session.outline.with(|outline| match outline {
            _ if has_failed => Self::ToChoose,
            Some(outline) if !outline.missing.is_empty() => Self::ToChoose,
            Some(outline) if outline.roles.iter().any(|played| played.confidence.is_open()) => Self::ToConfirm,
            _ => Self::Found,
        })
    }
}

/// That a mapping of an earlier file was followed, and the way to forget it.
#[component]
fn Kept() -> impl IntoView {
    let session = Session::expect();
    let headers = Memo::new(move |_| {
        session.outline.with(|outline| outline.as_ref().filter(|it| it.is_remembered).map(|it| it.headers))
    });
    view! {
        <div role="status">
            {move || headers.get().map(|headers| view! {
                <p class="kept" data-testid="columns-remembered">
                    {session.say(columns::remembered)}
                    " "
                    <button type="button" data-testid="columns-forget" on:click=move |_| session.forget_columns(headers)>
                        {session.say(columns::forget)}
                    </button>
                </p>
            })}
        </div>
    }
}

/// Runs with what is chosen, or goes back; how far it is; why it could not be done.
#[component]
fn Actions() -> impl IntoView {
    let session = Session::expect();
    let running = Memo::new(move |_| session.job.with(|job| job.progress().is_some()));
    let rereading = Memo::new(move |_| session.job.with(Job::is_rereading) && session.panel.get() == Panel::Columns);
    let refused = Memo::new(move |_| session.columns_refused());
    // After a refusal the table shown is the one refused: to read the file as before is something new, too.
    let is_new = move || {
        refused.with(Option::is_some)
            || session.columns.with(|draft| session.columns_asked.with(|asked| draft != asked))
    };
    let is_plain = move || {
        let plain = ColumnsDraft::default();
        session.columns.with(|draft| *draft == plain) && session.columns_asked.with(|asked| *asked == plain)
    };
    let refusal = move || {
        let message = errors::message(&refused.get()?, session.language());
        let kept = columns::refused(session.language());
        Some(view! {
            <p class="problem-line" data-testid="columns-problem">{format!("{kept} {} {}", message.what, message.remedy)}</p>
        })
    };
    view! {
        <div role="status">{refusal}</div>
        <p class="choices">
            <button type="submit" class="primary" data-testid="columns-apply" disabled=move || running.get() || !is_new()>
                {session.say(columns::apply)}
            </button>
            <button
                type="button"
                data-testid="columns-reset"
                disabled=move || running.get() || is_plain()
                on:click=move |_| {
                    session.columns.set(ColumnsDraft::default());
                    if untrack(is_new) {
                        session.follow_columns();
                    }
                }
            >
                {session.say(columns::reset)}
            </button>
        </p>
        <Show when=move || rereading.get()>
            <div class="progress running">
                <Bar/>
            </div>
        </Show>
    }
}
