//! A panel that is closed until it is wanted.

use super::session::Session;
use crate::text::Words;
use leptos::prelude::*;

/// What it holds is made when it is first opened.
#[component]
pub fn Fold(
    /// The words on it.
    summary: Words,
    /// Names it for tests.
    testid: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let session = Session::expect();
    let was_opened = RwSignal::new(false);
    view! {
        <details class="round-trip" data-testid=testid on:toggle=move |_| was_opened.set(true)>
            <summary>{session.say(summary)}</summary>
            <Show when=move || was_opened.get()>{children()}</Show>
        </details>
    }
}
