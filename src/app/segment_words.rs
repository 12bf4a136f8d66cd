//! What to offer a segment, and a form in which the user gives it words of their own.

use super::session::Session;
use super::turns::{Turn, in_turn};
use crate::segments::{Edit, LONGEST_ADVICE, LONGEST_NAME, Segment};
use crate::text::{segments, wording};
use leptos::html;
use leptos::prelude::*;

/// The advice, or the form in its place.
#[component]
pub fn SegmentWords(segment: Segment) -> impl IntoView {
    let session = Session::expect();
    let number = segment.number;
    let segment = StoredValue::new(segment);
    let is_open = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    // The button comes back without the focus that the form had.
    let close = Callback::new(move |()| {
        is_open.set(false);
        in_turn(Turn::Soon, move || {
            if let Some(opener) = opener.get_untracked() {
                let _ = opener.focus();
            }
        });
    });
    let advice = move || session.wordings.with(|said| said.get(number - 1).map(|it| it.advice.clone()));
    let is_edited = move || {
        let edit = session.description.with(|it| it.as_deref().map(|it| session.edits(it).of(number)));
        edit.is_some_and(|edit| edit != Edit::default())
    };
    let shown = move || {
        view! {
            <p data-testid=format!("advice-{number}")>{advice}</p>
            <p class="choices">
                <button
                    type="button"
                    class="quiet"
                    node_ref=opener
                    data-testid=format!("edit-{number}")
                    aria-describedby=format!("segment-{number}-heading")
                    on:click=move |_| is_open.set(true)
                >
                    {session.say(wording::edit)}
                </button>
                <Show when=is_edited>
                    <span class="hint" data-testid=format!("yours-{number}")>{session.say(wording::yours)}</span>
                </Show>
            </p>
        }
    };
    view! {
        <div class="offer">
            <Show when=move || !is_open.get()>
                <h4>{session.say(wording::advice)}</h4>
            </Show>
            <Show when=move || is_open.get() fallback=shown>
                <Form segment close is_edited=Signal::derive(is_edited)/>
            </Show>
        </div>
    }
}

/// Name and advice as fields, with what is said now.
#[component]
fn Form(segment: StoredValue<Segment>, close: Callback<()>, is_edited: Signal<bool>) -> impl IntoView {
    let session = Session::expect();
    let number = segment.with_value(|segment| segment.number);
    let now = session.wordings.with_untracked(|said| said.get(number - 1).cloned().unwrap_or_default());
    let (name, advice) = (RwSignal::new(now.name), RwSignal::new(now.advice));
    let taken_by = RwSignal::new(None);
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| {
        // It takes the focus once it is in the page.
        in_turn(Turn::Soon, move || {
            let _ = field.focus();
        });
    });
    let keep = move || {
        let typed = Edit::typed(&name.get_untracked(), &advice.get_untracked());
        let other = session.names.with_untracked(|names| {
            names.iter().position(|name| typed.name.as_ref() == Some(name)).map(|at| at + 1).filter(|&at| at != number)
        });
        if let Some(other) = other {
            return taken_by.set(typed.name.map(|name| (name, other)));
        }
        let made = segment.with_value(|segment| segments::made(segment, untrack(|| session.language())));
        session.edit(number, typed.beside(&made));
        close.run(());
    };
    let said = move || taken_by.get().map(|(name, other)| wording::is_taken(&name, other, session.language()));
    let problem = format!("words-problem-{number}");
    view! {
        <form
            class="words"
            novalidate
            data-testid=format!("words-{number}")
            on:submit=move |event| {
                event.prevent_default();
                keep();
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    close.run(());
                }
            }
        >
            <label>
                {session.say(wording::name)}
                <input
                    type="text"
                    node_ref=field
                    autocomplete="off"
                    maxlength=LONGEST_NAME.to_string()
                    data-testid=format!("words-name-{number}")
                    aria-describedby=problem.clone()
                    aria-invalid=move || taken_by.with(Option::is_some).then_some("true")
                    prop:value=move || name.get()
                    on:input=move |event| {
                        taken_by.set(None);
                        name.set(event_target_value(&event));
                    }
                />
            </label>
            <p class="problem-line" role="status" id=problem data-testid=format!("words-problem-{number}")>{said}</p>
            <label>
                {session.say(wording::advice)}
                <textarea
                    rows="4"
                    maxlength=LONGEST_ADVICE.to_string()
                    data-testid=format!("words-advice-{number}")
                    prop:value=move || advice.get()
                    on:input=move |event| advice.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="hint">{session.say(wording::hint)}</p>
            <p class="choices">
                <button type="submit" data-testid=format!("words-keep-{number}")>{session.say(wording::keep)}</button>
                <button type="button" class="quiet" data-testid=format!("words-cancel-{number}") on:click=move |_| close.run(())>
                    {session.say(wording::cancel)}
                </button>
                <Show when=move || is_edited.get()>
                    <button
                        type="button"
                        class="quiet"
                        data-testid=format!("words-suggested-{number}")
                        on:click=move |_| {
                            session.edit(number, Edit::default());
                            close.run(());
                        }
                    >
                        {session.say(wording::suggested)}
                    </button>
                </Show>
            </p>
        </form>
    }
}
