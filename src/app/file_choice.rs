//! A place for files beside the main one: dropped on it, or chosen.

use super::session::Session;
use crate::text::Words;
use leptos::prelude::*;
use web_sys::{File, FileList, HtmlInputElement};

/// Takes one file, or several.
#[component]
pub fn FileChoice<F>(
    /// The button's words.
    label: Words,
    /// Names the input for tests.
    testid: &'static str,
    /// The id of what is said of these files.
    described_by: &'static str,
    /// Whether several files make sense.
    #[prop(optional)]
    multiple: bool,
    /// Takes what was given, never nothing.
    take: F,
) -> impl IntoView
where
    F: Fn(Vec<File>) + Copy + Send + 'static,
{
    let session = Session::expect();
    let take = move |files: Option<FileList>| {
        let files = listed(files, multiple);
        if !files.is_empty() {
            take(files);
        }
    };
    view! {
        <div
            class="file-choice"
            // Else the browser would leave the page and show the file; and the page would take it for sales.
            on:drop=move |event| {
                event.prevent_default();
                take(event.data_transfer().and_then(|transfer| transfer.files()));
            }
        >
            <label class="button">
                {session.say(label)}
                <input
                    type="file"
                    class="visually-hidden"
                    accept=".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.zip"
                    multiple=multiple
                    data-testid=testid
                    aria-describedby=described_by
                    disabled=move || !session.sealed.get()
                    on:change=move |event| {
                        let input: HtmlInputElement = event_target(&event);
                        take(input.files());
                        // So that the same file can be chosen again.
                        input.set_value("");
                    }
                />
            </label>
        </div>
    }
}

fn listed(files: Option<FileList>, multiple: bool) -> Vec<File> {
    let files = files.into_iter().flat_map(|files| (0..files.length()).filter_map(move |at| files.get(at)));
    files.take(if multiple { usize::MAX } else { 1 }).collect()
}
