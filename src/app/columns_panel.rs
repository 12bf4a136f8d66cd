//! Columns and their parts, for the user to confirm or change: a panel that opens by itself where something is open.

use super::columns_draft::ColumnsDraft;
use super::columns_table::ColumnsTable;
use super::progress::Outcome;
use super::session::{Panel, Session};
use super::table_choice::{FormatChoices, TableChoice};
use crate::pipeline::Error;
use crate::sales::SalesError;
use crate::table::TableError;
use crate::text::{Words, columns};
use leptos::prelude::*;

/// The panel, made when it is first opened; it stays as it is while the file is read again.
#[component]
pub fn ColumnsPanel() -> impl IntoView {
    let session = Session::expect();
    let state = Memo::new(move |_| State::of(session));
    let said = move || match state.get() {
        State::Found => columns::all_found as Words,
        State::ToConfirm => columns::to_confirm,
        State::ToChoose => columns::to_choose,
    };
    let was_opened = RwSignal::new(false);
    view! {
        <Kept/>
        <details
            class="columns"
            data-testid="columns"
            open=move || state.get() != State::Found
            on:toggle=move |_| was_opened.set(true)
        >
            <summary id=Panel::Columns.head()>
                {session.say(columns::heading)}
                " · "
                <span class:open=move || state.get() != State::Found>{move || said()(session.language())}</span>
            </summary>
            <Show when=move || was_opened.get()>
                <Form/>
            </Show>
        </details>
    }
}

/// All that can be said of the table; of its columns once their own table has been read.
#[component]
fn Form() -> impl IntoView {
    let session = Session::expect();
    let outline = session.asked.outline;
    let is_of_columns = Memo::new(move |_| {
        session.columns.with(|draft| outline.with(|it| it.as_ref().is_some_and(|it| draft.is_of(it))))
    });
    let is_of_others = move || outline.with(Option::is_some) && !is_of_columns.get();
    view! {
        <p class="hint">{session.say(columns::hint)}" "{session.say(columns::what_is_kept)}</p>
        <form class="columns-form" on:submit=move |event| {
            event.prevent_default();
            if untrack(move || is_new(session)) && !untrack(move || is_running(session)) {
                session.follow_columns();
            }
        }>
            <TableChoice/>
            <Show when=move || is_of_columns.get()>
                {move || outline.get().map(|outline| view! { <ColumnsTable outline/> })}
                <FormatChoices/>
            </Show>
            <p class="hint" role="status" data-testid="columns-unread">
                {move || is_of_others().then(|| columns::read_first(session.language()))}
            </p>
            <Actions/>
        </form>
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
            use TableError::{EmptySheet, NoRows, NoSuchSheet};
            match error {
                // Another sheet, or another header row, may do.
                Error::Table(error) => matches!(error, EmptySheet { .. } | NoRows { .. } | NoSuchSheet { .. }),
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
        let is_here = session.panel.get() == Panel::Columns;
        let has_failed =
            session.job.with(|job| job.error().or(job.refused().filter(|_| is_here)).is_some_and(is_of_columns));
        session.asked.outline.with(|outline| match outline {
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
        session.asked.outline.with(|outline| outline.as_ref().filter(|it| it.is_remembered).map(|it| it.headers))
    });
    view! {
        <div role="status">
            {move || headers.get().map(|headers| view! {
                <p class="kept" data-testid="columns-remembered">
                    {session.say(columns::remembered)}
                    " "
                    <button
                        type="button"
                        data-testid="columns-forget"
                        aria-disabled=move || is_running(session).then_some("true")
                        on:click=move |_| {
                            if !untrack(move || is_running(session)) {
                                // This line goes away.
                                super::page::hand_focus(Panel::Columns.head());
                                session.forget_columns(headers);
                            }
                        }
                    >
                        {session.say(columns::forget)}
                    </button>
                </p>
            })}
        </div>
    }
}

/// Whether anything is computed, so that nothing can be asked for.
fn is_running(session: Session) -> bool {
    session.job.with(|job| job.progress().is_some())
}

/// Whether what was last said of the columns was refused.
fn has_refused(session: Session) -> bool {
    session.panel.get() == Panel::Columns && session.job.with(|job| job.refused().is_some())
}

/// Whether the draft says something new. After a refusal the table shown is the one refused: to read the file as before is something new, too.
fn is_new(session: Session) -> bool {
    has_refused(session) || session.columns.with(|draft| session.asked.columns.with(|asked| draft != asked))
}

/// Runs with what is chosen, or goes back; how far it is; why it could not be done. The buttons keep the focus meanwhile.
#[component]
fn Actions() -> impl IntoView {
    let session = Session::expect();
    let is_plain = move || {
        let plain = ColumnsDraft::default();
        session.columns.with(|draft| *draft == plain) && session.asked.columns.with(|asked| *asked == plain)
    };
    let reset = move || match () {
        () if is_running(session) || is_plain() => {}
        () if session.asked.columns.with(|asked| *asked == ColumnsDraft::default()) && !has_refused(session) => {
            session.columns.set(ColumnsDraft::default());
        }
        () => session.reset_columns(),
    };
    view! {
        <p class="choices">
            <button
                type="submit"
                class="primary"
                data-testid="columns-apply"
                aria-disabled=move || (is_running(session) || !is_new(session)).then_some("true")
            >
                {session.say(columns::apply)}
            </button>
            <button
                type="button"
                data-testid="columns-reset"
                aria-disabled=move || (is_running(session) || is_plain()).then_some("true")
                on:click=move |_| untrack(reset)
            >
                {session.say(columns::reset)}
            </button>
        </p>
        <Outcome panel=Panel::Columns testid="columns-problem"/>
    }
}
