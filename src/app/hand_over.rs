//! How a file stands on its way out of a frame that may not save it, and what the user can do.

use super::session::Session;
use crate::browser::frame;
use crate::browser::hand_over::{Standing, Wanted};
use crate::text::{Words, hand_over};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};

/// The panel, while a file is under way; never outside such a frame.
#[component]
pub fn HandOver() -> impl IntoView {
    let session = Session::expect();
    let standing = session.standing;
    // The region stands before it speaks, else some screen readers miss the first message.
    view! {
        <div role="status" class="hand-over-place">
            {move || standing.get().map(|standing| view! { <Panel standing/> })}
        </div>
    }
}

#[component]
fn Panel(standing: Standing) -> impl IntoView {
    let session = Session::expect();
    let what = {
        let standing = standing.clone();
        move || words(&standing, session)
    };
    let (step, ways) = match standing {
        Standing::Asked { .. } => (
            "asked",
            view! {
                <Way testid="hand-over-yes" words=hand_over::hand_over go=|| frame::answer(true)/>
                <Way testid="hand-over-no" words=hand_over::save_here go=|| frame::answer(false)/>
            }
            .into_any(),
        ),
        Standing::Posted { .. } => (
            "posted",
            view! { <Way testid="hand-over-stop" words=hand_over::stop_waiting go=frame::stop_waiting/> }.into_any(),
        ),
        Standing::Taken { .. } => ("taken", view! { <Close/> }.into_any()),
        Standing::Here { taker, is_saving, file, .. } => (
            "here",
            view! {
                {taker.map(|_| view! { <Way testid="hand-over-yes" words=hand_over::hand_over go=|| frame::answer(true)/> })}
                {(!is_saving).then(|| view! { <Way testid="hand-over-save" words=hand_over::save_here go=frame::save/> })}
                <Text file/>
                <Close/>
            }
            .into_any(),
        ),
    };
    view! {
        <section class="hand-over" data-testid="hand-over" data-step=step aria-labelledby="hand-over-heading">
            <h2 id="hand-over-heading">{session.say(hand_over::heading)}</h2>
            <p>{what}</p>
            <div class="ways">{ways}</div>
        </section>
    }
}

fn words(standing: &Standing, session: Session) -> String {
    let language = session.language();
    match standing {
        Standing::Asked { origin, file } => hand_over::ask(&file.name, origin, language),
        Standing::Posted { origin, file } => hand_over::posted(&file.name, origin, language),
        Standing::Taken { origin, name } => hand_over::taken(name, origin, language),
        Standing::Here { is_saving: true, file, .. } => hand_over::saving(&file.name, language),
        Standing::Here { refused_by: Some(origin), file, .. } => hand_over::refused(&file.name, origin, language),
        Standing::Here { file, .. } => hand_over::here(&file.name, language),
    }
}

/// A way on.
#[component]
fn Way(testid: &'static str, words: Words, go: fn()) -> impl IntoView {
    let session = Session::expect();
    view! { <button type="button" data-testid=testid on:click=move |_| go()>{session.say(words)}</button> }
}

#[component]
fn Close() -> impl IntoView {
    view! { <Way testid="hand-over-close" words=hand_over::close go=frame::close/> }
}

/// The file as text, to be copied: what is left where nothing can be saved.
#[component]
fn Text(file: Arc<Wanted>) -> impl IntoView {
    let session = Session::expect();
    let Ok(text) = String::from_utf8(file.bytes.clone()) else {
        return view! { <p class="hint">{session.say(hand_over::no_text)}</p> }.into_any();
    };
    let area = NodeRef::<html::Textarea>::new();
    let (is_shown, is_copied) = (RwSignal::new(false), RwSignal::new(None));
    let copy = move |_| {
        let Some(area) = area.get_untracked() else { return };
        area.select();
        is_copied.set(Some(copy_selection()));
    };
    let outcome = move || {
        is_copied
            .get()
            .map(|is_copied| if is_copied { hand_over::copied } else { hand_over::selected }(session.language()))
    };
    let shown = move || {
        let text = text.clone();
        is_shown.get().then(|| {
            view! {
                <label class="hand-over-text">
                    {session.say(hand_over::text)}
                    <textarea node_ref=area readonly rows="6" data-testid="hand-over-text" prop:value=text></textarea>
                </label>
                <button type="button" data-testid="hand-over-copy" on:click=copy>{session.say(hand_over::copy)}</button>
                <p class="hint">{outcome}</p>
            }
        })
    };
    view! {
        <Show when=move || !is_shown.get()>
            <button type="button" data-testid="hand-over-show" on:click=move |_| is_shown.set(true)>
                {session.say(hand_over::show_text)}
            </button>
        </Show>
        {shown}
    }
    .into_any()
}

/// Copies what is selected, and says whether the browser did: the newer way needs a permission that frames are not given.
fn copy_selection() -> bool {
    let document = document();
    // By name: web-sys would take a feature of its own for this one call.
    let copy =
        js_sys::Reflect::get(&document, &"execCommand".into()).and_then(|copy| copy.dyn_into::<js_sys::Function>());
    copy.and_then(|copy| copy.call1(&document, &"copy".into())).is_ok_and(|is_copied| is_copied == JsValue::TRUE)
}
