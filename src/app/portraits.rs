//! The segments in charts: shares, medians, products, distributions, silhouettes, correlations.

use super::chart_figure::ChartFigure;
use super::session::Session;
use super::swatch::OwnSwatch;
use super::turns::InTurn;
use crate::charts::{Drawing, Portrait, View};
use crate::segments::Measure;
use crate::text::portraits as text;
use leptos::prelude::*;
use std::sync::Arc;

/// The charts, each in its own turn.
#[component]
pub fn Portraits() -> impl IntoView {
    let session = Session::expect();
    let fixed = |testid: &'static str, view: View| {
        view! { <InTurn><ChartFigure testid drawing=drawing(session, move || view)/></InTurn> }
    };
    view! {
        <section class="portraits" data-testid="portraits" aria-labelledby="portraits-heading">
            <h3 id="portraits-heading">{session.say(text::heading)}</h3>
            <p class="hint">{session.say(text::hint)}</p>
            <Segments/>
            <div class="plates wide">
                {fixed("shares", View::Shares)}
                <InTurn>
                    <ChartFigure testid="knife" drawing=drawing(session, || View::Knife) shows_accounts=true/>
                </InTurn>
            </div>
            {fixed("profiles", View::Profiles)}
            <InTurn>
                <MeasureSwitch/>
                <ChartFigure testid="products" drawing=drawing(session, move || View::Products(session.products_by.get()))/>
            </InTurn>
            <div class="plates wide">
                {fixed("spread-total-sales", View::Spread(0))}
                {fixed("spread-order-count", View::Spread(1))}
                {fixed("spread-average", View::Spread(2))}
                {fixed("correlation", View::Correlation)}
            </div>
        </section>
    }
}

/// The drawing of a view. While segments and figures are not of one partition, it stays as it was.
fn drawing(session: Session, view: impl Fn() -> View + Send + Sync + 'static) -> Signal<Arc<Drawing>> {
    let (portraits, description, names) = (session.portraits, session.description, session.names);
    let drawing = Memo::new(move |before: Option<&Arc<Drawing>>| {
        let (portraits, k) = (portraits.get(), description.with(|it| it.as_ref().map(|it| it.k)));
        let portraits = portraits.filter(|portraits| Some(portraits.k) == k);
        match (portraits, before) {
            (None, Some(before)) => before.clone(),
            (portraits, _) => Arc::new(Drawing::Portrait(Portrait {
                view: view(),
                portraits: portraits.map(|it| it.shared()).unwrap_or_default(),
                names: names.get(),
            })),
        }
    });
    drawing.into()
}

/// A button a segment: sets it off everywhere, or no more.
#[component]
fn Segments() -> impl IntoView {
    let session = Session::expect();
    let names = session.names;
    let button = move |segment: usize| {
        let number = segment + 1;
        view! {
            <button
                type="button"
                class="pick"
                data-testid=format!("select-{number}")
                aria-pressed=move || (session.segment.get() == Some(number)).to_string()
                on:click=move |_| session.toggle_segment(number)
            >
                <OwnSwatch index=segment/>
                <span>{move || names.with(|names| text::numbered(segment, names))}</span>
            </button>
        }
    };
    let count = Memo::new(move |_| names.with(|names| names.len()));
    view! {
        <div class="picks" role="group" aria-label=session.say(text::pick_segment)>
            {move || (0..count.get()).map(button).collect_view()}
        </div>
    }
}

/// What the products are ranked by.
#[component]
fn MeasureSwitch() -> impl IntoView {
    let session = Session::expect();
    let measure = session.products_by;
    let choice = |of: Measure| {
        let testid = match of {
            Measure::Lines => "by-lines",
            Measure::Units => "by-units",
            Measure::Revenue => "by-revenue",
        };
        view! {
            <button
                type="button"
                data-testid=testid
                aria-pressed=move || (measure.get() == of).to_string()
                on:click=move |_| measure.set(of)
            >
                {session.say(move |language| text::measured(of, language))}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label=session.say(text::rank_products_by)>
            {Measure::ALL.map(choice).into_iter().collect_view()}
        </div>
    }
}
