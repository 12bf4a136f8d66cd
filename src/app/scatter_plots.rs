//! The study's three plots of the accounts.

use super::chart_figure::{ChartFigure, steady};
use super::session::Session;
use super::turns::InTurn;
use crate::charts::{Drawing, Plane, Points, Scatter};
use crate::text::{page, plots as text};
use leptos::prelude::*;
use std::sync::Arc;

/// The three, over the same points.
#[component]
pub fn ScatterPlots() -> impl IntoView {
    let session = Session::expect();
    let (accounts, description, names) = (session.accounts, session.description, session.names);
    let points = Memo::new(move |_| {
        let (accounts, description) = (accounts.get()?, description.get()?);
        Some(Arc::new(Points::new(&accounts.normalised, &description.labels)))
    });
    let drawing = move |plane: Plane| {
        Memo::new(move |_| Some(Arc::new(Drawing::Scatter(Scatter::new(plane, points.get()?, names.get())))))
    };
    view! {
        <section class="scatters" aria-labelledby="scatter-heading">
            <h3 id="scatter-heading">{session.say(page::scatter_heading)}</h3>
            <p class="hint">
                {session.say(text::how_to_inspect)} " " {session.say(text::how_to_list)} " " {session.say(text::how_to_zoom)}
            </p>
            <div class="plates">
                {Plane::ALL.into_iter().enumerate().map(|(index, plane)| view! {
                    <InTurn><Plot index drawing=drawing(plane)/></InTurn>
                }).collect_view()}
            </div>
        </section>
    }
}

#[component]
fn Plot(index: usize, drawing: Memo<Option<Arc<Drawing>>>) -> impl IntoView {
    let is_there = Memo::new(move |_| drawing.with(Option::is_some));
    move || {
        let drawing = is_there.get().then(|| steady(drawing)).flatten()?;
        Some(view! { <ChartFigure testid=format!("scatter-{index}") drawing shows_accounts=true/> })
    }
}
