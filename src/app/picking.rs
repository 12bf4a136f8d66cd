//! Accounts picked from the table of them: what is picked, and what can be done with it.

use super::landed::Landed;
use super::page::hand_focus;
use super::picks::Picks;
use super::session::Session;
use crate::browser::messages::Accounts;
use crate::text::{figures, page};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// What is picked from the table.
#[derive(Clone, Copy)]
pub struct Picking {
    /// The accounts.
    pub picks: RwSignal<Picks>,
    /// The accounts that were picked when they alone were asked for: whoever is laid back meanwhile stays in sight.
    pub only: RwSignal<Option<Picks>>,
    /// How often boxes changed that were not clicked themselves: their rows are drawn anew.
    pub changes: RwSignal<usize>,
}

impl Picking {
    /// Where other accounts take the place of these, none stays picked.
    pub fn of(session: Session) -> Self {
        let picking = Self { picks: RwSignal::default(), only: RwSignal::new(None), changes: RwSignal::new(0) };
        Effect::new(move |before: Option<Option<Landed<Accounts>>>| {
            let now = session.accounts.get();
            let are_others = |before: &Landed<Accounts>| now.as_ref().is_none_or(|now| now.ids != before.ids);
            if before.flatten().as_ref().is_some_and(are_others) {
                picking.clear();
            }
            now
        });
        picking
    }

    fn clear(self) {
        self.picks.set(Picks::default());
        self.only.set(None);
        self.changes.update(|changes| *changes += 1);
    }

    /// A box was clicked; with `stretch`, while Shift was held.
    pub fn toggle(self, account: usize, listed: &[u32], stretch: bool) {
        self.picks.update(|picks| picks.toggle(account as u32, listed, stretch));
        if stretch {
            self.changes.update(|changes| *changes += 1);
            // The box that had the focus is drawn anew.
            request_animation_frame(move || hand_focus(&Self::id_of(account)));
        }
    }

    /// The id of an account's box.
    pub fn id_of(account: usize) -> String {
        format!("{BOX}{account}")
    }
}

/// How the ids of the boxes begin.
const BOX: &str = "pick-account-";

/// Makes one box of all the one that Tab stops at: the one that has the focus, or else the first in view. Tab would stop at each of a hundred
/// thousand otherwise; the arrow keys go from one to the next.
pub fn mark_stop(table: &Element) {
    let Ok(boxes) = table.query_selector_all(&format!("[id^={BOX}]")) else { return };
    let boxes: Vec<HtmlElement> = (0..boxes.length()).filter_map(|at| boxes.get(at)?.dyn_into().ok()).collect();
    let focused = focused_box();
    let top = table.get_bounding_client_rect().top();
    let is_stop = |it: &&HtmlElement| match &focused {
        Some(focused) => **it == *focused,
        None => it.get_bounding_client_rect().top() >= top,
    };
    let stop = boxes.iter().find(is_stop).or(boxes.first());
    boxes.iter().for_each(|it| it.set_tab_index(if Some(it) == stop { 0 } else { -1 }));
}

/// Keeps the focus when the box that has it is scrolled far out of view, where its row goes away.
pub fn keep_focus(table: &HtmlElement) {
    let Some(focused) = focused_box() else { return };
    let (table_at, at) = (table.get_bounding_client_rect(), focused.get_bounding_client_rect());
    if at.bottom() < table_at.top() - FAR || at.top() > table_at.bottom() + FAR {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus stays without it.
        let _ = table.focus_with_options(&options);
    }
}

/// So many CSS pixels out of view a row is still drawn.
const FAR: f64 = 300.0;

fn focused_box() -> Option<HtmlElement> {
    document().active_element()?.dyn_into::<HtmlElement>().ok().filter(|element| element.id().starts_with(BOX))
}

/// The arrow keys lead from box to box.
pub fn on_key(event: &KeyboardEvent) {
    let row = focused_box().and_then(|focused| focused.closest("tr").ok()?);
    let next = match event.key().as_str() {
        "ArrowDown" => row.and_then(|row| row.next_element_sibling()),
        "ArrowUp" => row.and_then(|row| row.previous_element_sibling()),
        _ => return,
    };
    let next = next.and_then(|row| row.query_selector("input").ok()?).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(next) = next {
        event.prevent_default();
        // It is there, and can take it.
        let _ = next.focus();
    }
}

/// How many accounts are picked, and what can be done with them; nothing while none is.
#[component]
pub fn Picked(picking: Picking) -> impl IntoView {
    let session = Session::expect();
    let is_any =
        Memo::new(move |_| picking.picks.with(|picks| !picks.is_empty()) || picking.only.with(Option::is_some));
    let count = move || {
        picking.picks.with(|picks| (!picks.is_empty()).then(|| figures::picked(picks.len(), session.language())))
    };
    view! {
        <p role="status" data-testid="picked">{count}</p>
        <Show when=move || is_any.get()>
            <button
                type="button"
                class="quiet"
                data-testid="picked-only"
                aria-pressed=move || picking.only.with(Option::is_some).to_string()
                on:click=move |_| {
                    picking.only.update(|only| *only = if only.is_some() { None } else { Some(picking.picks.get_untracked()) });
                }
            >
                {session.say(page::picked_only)}
            </button>
            <button
                type="button"
                class="quiet"
                data-testid="unpick"
                on:click=move |_| {
                    picking.clear();
                    // This button goes away.
                    hand_focus("accounts");
                }
            >
                {session.say(page::unpick)}
            </button>
        </Show>
    }
}
