//! Understand: the segments on cards, the accounts in plots and in a table.

use super::accounts_table::AccountsTable;
use super::portraits::Portraits;
use super::scatter_plots::ScatterPlots;
use super::segment_card::SegmentCard;
use super::session::Session;
use super::turns::{InTurn, Turn};
use crate::text::page;
use leptos::prelude::*;

/// The section.
#[component]
pub fn Understand() -> impl IntoView {
    let session = Session::expect();
    let (description, k) = (session.description, session.k);
    let awaited = move || description.with(|description| description.as_ref().map(|it| it.k)) != k.get();
    let cards = move || {
        let description = description.get()?;
        let accounts = description.labels.len();
        let cards = description.segments.iter().cloned().map(|segment| {
            view! { <InTurn><SegmentCard segment=segment.clone() accounts/></InTurn> }
        });
        Some(cards.collect_view())
    };
    clear_by_escape(session);
    view! {
        <section
            id="understand"
            class="section"
            data-testid="understand"
            aria-labelledby="understand-heading"
            aria-busy=move || awaited().to_string()
        >
            <p class="eyebrow">{session.say(page::step_understand)}</p>
            <h2 id="understand-heading">{session.say(page::understand_heading)}</h2>
            <div class="cards">{cards}</div>
            // What stands below waits for them, so that they move nothing when they land.
            <Show when=move || session.portraits.with(Option::is_some)>
                <InTurn><Portraits/></InTurn>
                <InTurn><ScatterPlots/></InTurn>
                <InTurn turn=Turn::Later><AccountsTable/></InTurn>
            </Show>
        </section>
    }
}

/// Escape shows all segments alike again, unless it is meant for something else: a dialog, a field.
fn clear_by_escape(session: Session) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let elsewhere = document().query_selector("dialog[open], input:focus, select:focus");
        if event.key() == "Escape" && !event.default_prevented() && matches!(elsewhere, Ok(None)) {
            session.segment.set(None);
        }
    });
    on_cleanup(move || listener.remove());
}
