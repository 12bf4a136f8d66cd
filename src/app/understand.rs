//! Understand: the segments on cards, the accounts in plots and in a table.

use super::accounts_table::AccountsTable;
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
            <InTurn><ScatterPlots/></InTurn>
            <InTurn turn=Turn::Later><AccountsTable/></InTurn>
        </section>
    }
}
