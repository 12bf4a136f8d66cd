//! Next year: last year's files, and this year beside them.

use super::drop_zone::take_files;
use super::next_year_result::YearsBeside;
use super::progress::Outcome;
use super::session::{Panel, PastFile, Session, State};
use crate::browser::years::Known;
use crate::pipeline::Error;
use crate::text::{errors, next_year as text};
use leptos::prelude::*;

/// The section: quiet until a file of last year's is given.
#[component]
pub fn NextYear() -> impl IntoView {
    let session = Session::expect();
    let years = session.years;
    let has_files = Memo::new(move |_| years.files.with(|files| !files.is_empty()));
    let is_compared = Memo::new(move |_| years.state.with(|state| state.found().is_some()));
    let choose = move || {
        let sentence = if has_files.get() { text::choose_more } else { text::choose };
        sentence(session.language())
    };
    view! {
        <section
            id="next-year"
            class="section next-year"
            data-testid="next-year"
            aria-labelledby="next-year-heading"
        >
            <p class="eyebrow">{session.say(text::eyebrow)}</p>
            <h2 id="next-year-heading" tabindex="-1">{session.say(text::heading)}</h2>
            <p class="hint" id="next-year-hint">{session.say(text::hint)}</p>
            <Files/>
            <p class="past-choice">
                <label class="button">
                    {choose}
                    <input
                        type="file"
                        multiple
                        class="visually-hidden"
                        accept=".json,.csv,.tsv,.txt,.zip,.xlsx,.xlsm,.xlsb,.xls,.ods"
                        data-testid="past-input"
                        aria-describedby="next-year-hint"
                        disabled=move || !session.sealed.get()
                        on:change=move |event| session.open_past(take_files(&event_target(&event)))
                    />
                </label>
                <span class="hint">{session.say(text::or_drop)}</span>
            </p>
            <Standing/>
            <Outcome panel=Panel::NextYear testid="years-refusal"/>
            <Show when=move || is_compared.get()>
                <div
                    class="years-beside"
                    data-testid="years-beside"
                    aria-busy=move || years.state.with(|state| matches!(state, State::Comparing(_))).to_string()
                >
                    <YearsBeside/>
                </div>
            </Show>
        </section>
    }
}

/// The files with what they are, and the way to take one away.
#[component]
fn Files() -> impl IntoView {
    let session = Session::expect();
    let files = session.years.files;
    let list = move || files.with(|files| files.iter().cloned().enumerate().collect::<Vec<_>>());
    // The list has buttons: it is not read aloud as a whole whenever one of its files changes.
    let told = move || {
        let language = session.language();
        files.with(|files| {
            let last = files.iter().map(|file| file.batch).max();
            let of_last = files.iter().filter(|file| Some(file.batch) == last);
            let told = of_last.filter_map(|file| Some(text::told(&file.name(), file.found.as_ref()?, language)));
            told.collect::<Vec<_>>().join(" ")
        })
    };
    view! {
        <Show when=move || files.with(|files| !files.is_empty())>
            <ul class="past-files" aria-label=session.say(text::files)>
                <For each=list key=|(index, file)| (*index, file.key()) let((index, file))>
                    <FileRow index file/>
                </For>
            </ul>
        </Show>
        <p class="visually-hidden" role="status">{told}</p>
    }
}

#[component]
fn FileRow(index: usize, file: PastFile) -> impl IntoView {
    let session = Session::expect();
    let name = file.name();
    let id = format!("past-file-{index}");
    let found = StoredValue::new(file.found);
    let what = move || {
        let language = session.language();
        found.with_value(|found| match found {
            None => view! { <p class="hint">{text::reading(language)}</p> }.into_any(),
            Some(Ok(known)) => {
                let notes = match known {
                    Known::Model(model) => text::model_notes(model, language),
                    Known::Year(_) => Vec::new(),
                };
                let notes = notes.into_iter().map(|note| view! { <p class="hint">{note}</p> }).collect_view();
                view! { <p>{text::known(known, language)}</p> {notes} }.into_any()
            }
            Some(Err(error)) => {
                let message = text::past_error(error, language);
                let place = message.place.map(|place| format!("{place}."));
                view! {
                    <p class="problem-line" data-testid="past-error">{message.what} " " {place}</p>
                    <p class="hint">{message.remedy}</p>
                }
                .into_any()
            }
        })
    };
    view! {
        <li data-testid="past-file">
            <span class="code" id=id.clone()>{name}</span>
            <div>{what}</div>
            <button
                type="button"
                class="quiet"
                data-testid="past-remove"
                aria-describedby=id
                on:click=move |_| {
                    session.remove_past(index);
                    // Without files and segments the section is gone.
                    let is_gone = session.description.with_untracked(Option::is_none)
                        && session.years.files.with_untracked(Vec::is_empty);
                    super::page::hand_focus(if is_gone { "content" } else { "next-year-heading" });
                }
            >
                {session.say(text::remove)}
            </button>
        </li>
    }
}

/// How far the comparison is, or why it is not there.
#[component]
fn Standing() -> impl IntoView {
    let session = Session::expect();
    let years = session.years;
    let is_awaited = Memo::new(move |_| {
        let is_of_use = years.model().is_some() || years.year().is_some();
        is_of_use && !session.has_source()
    });
    let word = move || {
        let language = session.language();
        years.state.with(|state| match state {
            State::Comparing(_) => text::comparing(language),
            State::Compared(_) => text::compared(language),
            _ if is_awaited.get() => text::await_sales(language),
            _ => "",
        })
    };
    let error = Memo::new(move |_| {
        years.state.with(|state| match state {
            State::Failed(error) => Some(error.clone()),
            _ => None,
        })
    });
    // What is there is seen: this is for who does not see it.
    let is_there = Memo::new(move |_| years.state.with(|state| matches!(state, State::Compared(_))));
    let is_lost = Memo::new(move |_| years.state.with(|state| *state == State::Lost));
    view! {
        <p class="hint" class:visually-hidden=move || is_there.get() role="status" data-testid="years-state">{word}</p>
        <div role="alert">{move || error.get().map(|error| view! { <Trouble error/> })}</div>
        <Show when=move || is_lost.get()>
            <p>
                <button type="button" data-testid="years-compare" on:click=move |_| session.compare_years()>
                    {session.say(text::compare)}
                </button>
            </p>
        </Show>
    }
}

/// Why something could not be done: what and where, and what to do.
#[component]
pub fn Trouble(error: Error) -> impl IntoView {
    let session = Session::expect();
    let message = Memo::new(move |_| errors::message(&error, session.language()));
    let what = move || {
        message.with(|message| match &message.place {
            Some(place) => format!("{} {place}.", message.what),
            None => message.what.clone(),
        })
    };
    view! {
        <div data-testid="years-error">
            <p class="problem-line">{what}</p>
            <p class="hint">{move || message.with(|message| message.remedy.clone())}</p>
        </div>
    }
}
