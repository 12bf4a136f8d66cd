//! A term explained where it stands.

use super::session::Session;
use crate::text::{Words, page};
use leptos::prelude::*;

/// A button that shows what a term means, over the page; the browser closes it by Escape and by a click elsewhere.
#[component]
pub fn Term(
    /// The term.
    word: Words,
    /// What it means.
    meaning: Words,
    /// Tells this button's note from all others in the page.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let session = Session::expect();
    let id = format!("term-{id}");
    let label = move || page::explanation_of(word(session.language()), session.language());
    view! {
        <button type="button" class="term" popovertarget=id.clone() data-testid=id.clone() aria-label=label>"?"</button>
        <span class="term-note" popover="auto" id=id>
            <strong>{session.say(word)}</strong>
            " "
            {session.say(meaning)}
        </span>
    }
}
