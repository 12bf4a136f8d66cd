//! Where a file comes in: dropped anywhere on the page, chosen, or the sample.

use super::session::{Session, Source};
use crate::text::{hand_over, page};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, File, FileList, HtmlInputElement};

/// A large zone at first; once a source is given, its name and a way to another.
#[component]
pub fn DropZone() -> impl IntoView {
    let session = Session::expect();
    let hovering = drop_anywhere(session);
    let heading = move || {
        let sentence = if hovering.get() { page::drop_now } else { page::drop_heading };
        sentence(session.language())
    };
    let choose = move || {
        let sentence = if session.has_source() { page::another_file } else { page::choose_file };
        sentence(session.language())
    };
    let unsealed = move || !session.sealed.get();
    let set_aside = move || {
        let files = session.set_aside.get();
        (!files.is_empty()).then(|| page::set_aside(&files, session.language()))
    };

    view! {
        <section
            id="drop"
            class="drop"
            class:collapsed=move || session.has_source()
            class:hovering=hovering
            aria-labelledby="drop-heading"
        >
            <div class="drop-zone" data-testid="drop-zone">
                <h2 id="drop-heading">{heading}</h2>
                <SourceName/>
                <p class="hint" id="drop-hint">{session.say(page::drop_hint)}</p>
                <div class="actions">
                    <label class="button" class:primary=move || !session.has_source()>
                        {choose}
                        <input
                            type="file"
                            class="visually-hidden"
                            accept=".xlsx,.xlsm,.xltx,.xltm,.xlsb,.xls,.xlt,.ods,.ots,.csv,.tsv,.txt,.zip,.json"
                            data-testid="file-input"
                            aria-describedby="drop-hint"
                            disabled=unsealed
                            on:change=move |event| take_chosen(session, &event_target(&event))
                        />
                    </label>
                    <button type="button" data-testid="sample-button" disabled=unsealed on:click=move |_| session.open(Source::Sample)>
                        {session.say(page::try_sample)}
                    </button>
                </div>
                {(!session.has_workers).then(|| view! { <p class="hint" data-testid="no-workers">{session.say(hand_over::no_workers)}</p> })}
            </div>
            <p class="set-aside" role="status" data-testid="set-aside">{set_aside}</p>
        </section>
    }
}

/// The file in use.
#[component]
fn SourceName() -> impl IntoView {
    let session = Session::expect();
    let name = move || session.file_name().unwrap_or_else(|| page::sample_data(session.language()).to_owned());
    view! {
        <Show when=move || session.has_source()>
            <p class="source-name" data-testid="source-name">{name}</p>
        </Show>
    }
}

/// Opens the file chosen, and empties the input so that the same file can be chosen again.
fn take_chosen(session: Session, input: &HtmlInputElement) {
    open(session, take_files(input));
}

/// The files chosen; the input is emptied, so that the same can be chosen again.
pub fn take_files(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files().map_or_else(Vec::new, |list| all(&list));
    input.set_value("");
    files
}

fn all(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// Opens the first file of sales, and names the others. A model is last year's, wherever it is given: sales are never JSON.
fn open(session: Session, files: Vec<File>) {
    let (models, others): (Vec<File>, Vec<File>) =
        files.into_iter().partition(|file| file.name().to_ascii_lowercase().ends_with(".json"));
    session.open_past(models);
    let mut others = others.into_iter();
    if let Some(file) = others.next().filter(|_| session.sealed.get_untracked()) {
        session.open(Source::File(file));
        session.set_aside.set(others.map(|file| file.name()).collect());
    }
}

/// Takes files dropped on any part of the page; true while one hangs over it.
fn drop_anywhere(session: Session) -> RwSignal<bool> {
    let hovering = RwSignal::new(false);
    let over = window_event_listener(ev::dragover, move |event| {
        if carries_files(&event) {
            // Else the browser would leave the page and show the file.
            event.prevent_default();
            if !hovering.get_untracked() {
                hovering.set(true);
            }
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Leaving for no other element is leaving the window.
        if event.related_target().is_none() {
            hovering.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        hovering.set(false);
        // A panel has taken the files already.
        if event.default_prevented() {
            return;
        }
        if carries_files(&event) {
            event.prevent_default();
        }
        let files =
            event.data_transfer().and_then(|transfer| transfer.files()).map_or_else(Vec::new, |list| all(&list));
        if is_over_last_year(&event) { session.open_past(files) } else { open(session, files) }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        dropped.remove();
    });
    hovering
}

/// Whether what is dropped is meant for last year's files.
fn is_over_last_year(event: &DragEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("#next-year").is_ok_and(|section| section.is_some()))
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().iter().any(|kind| kind == "Files"))
}
