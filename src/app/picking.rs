//! Accounts picked from the table of them: what is picked, and what can be done with it.

use super::landed::Landed;
use super::page::hand_focus;
use super::picks::Picks;
use super::session::Session;
use crate::text::{figures, page};
use leptos::prelude::*;

/// What is picked from the table.
#[derive(Clone, Copy)]
pub struct Picking {
    /// The accounts.
    pub picks: RwSignal<Picks>,
    /// The picked accounts alone are listed.
    pub only: RwSignal<bool>,
    /// How often boxes changed that were not clicked themselves: their rows are drawn anew.
    pub changes: RwSignal<usize>,
}

impl Picking {
    /// Of accounts that are replaced none stays picked.
    pub fn of(session: Session) -> Self {
        let picking = Self { picks: RwSignal::default(), only: RwSignal::new(false), changes: RwSignal::new(0) };
        let accounts = Memo::new(move |_| session.accounts.with(|accounts| accounts.as_ref().map(Landed::place)));
        Effect::new(move |before: Option<()>| {
            accounts.track();
            if before.is_some() {
                picking.clear();
            }
        });
        picking
    }

    fn clear(self) {
        self.picks.set(Picks::default());
        self.only.set(false);
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
        format!("pick-account-{account}")
    }
}

/// How many accounts are picked, and what can be done with them; nothing while none is.
#[component]
pub fn Picked(picking: Picking) -> impl IntoView {
    let session = Session::expect();
    let is_any = Memo::new(move |_| picking.picks.with(|picks| !picks.is_empty()));
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
                aria-pressed=move || picking.only.get().to_string()
                on:click=move |_| picking.only.update(|only| *only = !*only)
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
