//! How a file stands on its way out of a frame that may not save it, and what the user can do.

use super::lasting::Lasting;
use super::session::Session;
use super::turns::{Turn, in_turn};
use crate::browser::frame;
use crate::browser::hand_over::{Standing, Wanted};
use crate::text::{Words, hand_over};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// The panel, open while a file is under way; never outside such a frame.
#[component]
pub fn HandOver() -> impl IntoView {
    let session = Session::expect();
    let standing = session.standing;
    let heading = NodeRef::<html::H2>::new();
    let is_open = Memo::new(move |_| standing.with(Option::is_some));
    hand_focus_on(standing, heading);
    // The region stands before it speaks, else some screen readers miss the first message.
    view! {
        <section
            class="hand-over"
            class:open=move || is_open.get()
            data-testid="hand-over"
            data-step=move || standing.with(|standing| standing.as_ref().map(step))
            aria-labelledby=move || is_open.get().then_some("hand-over-heading")
        >
            <Show when=move || is_open.get()>
                <h2 id="hand-over-heading" tabindex="-1" node_ref=heading>{session.say(hand_over::heading)}</h2>
            </Show>
            <p role="status">{move || standing.with(|standing| standing.as_ref().map(|it| words(it, session)))}</p>
            {move || standing.get().map(|standing| view! { <div class="ways">{ways(standing)}</div> })}
        </section>
    }
}

/// Brings the focus to a question, and keeps it in the panel when the button that had it goes; gives it back to where it was in the end.
fn hand_focus_on(standing: Lasting<Option<Standing>>, heading: NodeRef<html::H2>) {
    let came_from: StoredValue<Option<HtmlElement>, LocalStorage> = StoredValue::new_local(None);
    Effect::new(move |_| {
        let (is_open, is_question) =
            standing.with(|standing| (standing.is_some(), matches!(standing, Some(Standing::Asked { .. }))));
        in_turn(Turn::Soon, move || {
            let focused = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
            let has_focus = focused.filter(|element| element.tag_name() != "BODY");
            let is_lost = has_focus.is_none();
            if let Some(element) =
                has_focus.filter(|element| is_open && matches!(element.closest(".hand-over"), Ok(None)))
            {
                came_from.set_value(Some(element));
            }
            let target = match (is_open, heading.get_untracked()) {
                (true, Some(heading)) if is_question || is_lost => Some(HtmlElement::from(heading)),
                (false, _) if is_lost => came_from.try_update_value(Option::take).flatten(),
                _ => None,
            };
            if let Some(target) = target {
                // It fails on no element that there is.
                let _ = target.focus();
            }
        });
    });
}

/// What a step is called in the page.
const fn step(standing: &Standing) -> &'static str {
    match standing {
        Standing::Asked { .. } => "asked",
        Standing::Posted { .. } => "posted",
        Standing::Taken { .. } => "taken",
        Standing::Here { .. } => "here",
    }
}

/// What the user can do now.
fn ways(standing: Standing) -> AnyView {
    match standing {
        Standing::Asked { .. } => view! {
            <Way testid="hand-over-yes" words=hand_over::hand_over go=|| frame::answer(true)/>
            <Way testid="hand-over-no" words=hand_over::save_here go=|| frame::answer(false)/>
        }
        .into_any(),
        Standing::Posted { .. } => {
            view! { <Way testid="hand-over-stop" words=hand_over::stop_waiting go=frame::stop_waiting/> }.into_any()
        }
        Standing::Taken { .. } => view! { <Close/> }.into_any(),
        Standing::Here { taker, is_saving, file, .. } => view! {
            {taker.map(|_| view! { <Way testid="hand-over-yes" words=hand_over::hand_over go=|| frame::answer(true)/> })}
            {(!is_saving).then(|| view! { <Way testid="hand-over-save" words=hand_over::save_here go=frame::save/> })}
            <Text file/>
            <Close/>
        }
        .into_any(),
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
    // The button that showed it is gone.
    area.on_load(|area| {
        in_turn(Turn::Soon, move || {
            let _ = area.focus();
        });
    });
    let shown = move || {
        let text = text.clone();
        is_shown.get().then(|| {
            view! {
                <label class="hand-over-text">
                    {session.say(hand_over::text)}
                    <textarea node_ref=area readonly rows="6" data-testid="hand-over-text" prop:value=text></textarea>
                </label>
                <button type="button" data-testid="hand-over-copy" on:click=copy>{session.say(hand_over::copy)}</button>
                <p class="hint" role="status">{outcome}</p>
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
