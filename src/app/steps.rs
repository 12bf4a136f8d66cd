//! The steps of the work, above all of it: where one is, and a link to each section that is there.

use super::lasting::following;
use super::observe::AnimationFrame;
use super::session::Session;
use crate::text::{Words, page};
use leptos::ev::{resize, scroll};
use leptos::prelude::*;

/// The sections, in the order of the work, and what their steps are called.
const STEPS: [(&str, Words); 5] = [
    ("drop", page::step_drop),
    ("check", page::step_check),
    ("compare", page::step_compare),
    ("understand", page::step_understand),
    ("take-away", page::step_take_away),
];
/// One reads what has come up to this share of the window's height.
const READ_AT: f64 = 0.4;

/// The steps.
#[component]
pub fn Steps(
    /// Whether the last section is there.
    has_files: Memo<bool>,
) -> impl IntoView {
    let session = Session::expect();
    let (comparison, description) = (session.comparison, session.description);
    let is_there = move |step: usize| match step {
        0 => true,
        1 => session.has_check(),
        2 => comparison.with(Option::is_some),
        3 => description.with(Option::is_some),
        _ => has_files.get(),
    };
    let current = current(move || (0..STEPS.len()).map(is_there).collect());
    let step = move |(index, (target, name)): (usize, (&'static str, Words))| {
        // Without `href` a link is no link: neither focusable nor followed.
        view! {
            <li>
                <a
                    href=move || is_there(index).then(|| format!("#{target}"))
                    aria-disabled=move || (!is_there(index)).then_some("true")
                    aria-current=move || (current.get() == index).then_some("step")
                >
                    {session.say(name)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="steps" aria-label=session.say(page::steps)>
            <ol>{STEPS.into_iter().enumerate().map(step).collect_view()}</ol>
        </nav>
    }
}

/// The step whose section is read: looked at in the next frame after the page has moved, or sections have come or gone.
fn current(sections: impl Fn() -> Vec<bool> + Send + Sync + 'static) -> ReadSignal<usize> {
    let (current, set_current) = signal(0);
    let pending = StoredValue::new_local(None);
    let look = move || {
        let frame = AnimationFrame::request(move || {
            let step = step_read();
            if current.try_get_untracked().is_some_and(|before| before != step) {
                set_current.set(step);
            }
        });
        pending.set_value(frame);
    };
    let handles = [window_event_listener(scroll, move |_| look()), window_event_listener(resize, move |_| look())];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    let sections = following(sections);
    Effect::new(move || {
        sections.track();
        look();
    });
    current
}

/// The last section that has come up far enough; at the page's end the last of all.
fn step_read() -> usize {
    let number = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64());
    let Some(height) = number(window().inner_height()) else { return 0 };
    let bottom = document().document_element().map(|root| root.get_bounding_client_rect().bottom());
    let is_at_end =
        window().scroll_y().is_ok_and(|down| down > 0.0) && bottom.is_some_and(|bottom| bottom <= height + 1.0);
    let is_read = |id: &str| {
        let section = document().get_element_by_id(id);
        section.is_some_and(|section| is_at_end || section.get_bounding_client_rect().top() <= height * READ_AT)
    };
    STEPS.iter().rposition(|(id, _)| is_read(id)).unwrap_or(0)
}
