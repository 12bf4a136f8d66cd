//! Compare: the figures of every k, and the choice of one.

use super::chart::Chart;
use super::job::Comparison;
use super::landed::Landed;
use super::session::Session;
use crate::charts::{Drawing, SilhouetteByK};
use crate::cluster::Scores;
use crate::text::numbers::{self, decimal};
use crate::text::{Language, Words, page};
use leptos::prelude::*;
use std::sync::Arc;

/// The section.
#[component]
pub fn Compare(comparison: Landed<Comparison>) -> impl IntoView {
    let session = Session::expect();
    let k = session.k;
    let drawing = {
        let comparison = comparison.clone();
        Memo::new(move |_| {
            Arc::new(Drawing::SilhouetteByK(SilhouetteByK {
                scores: comparison.scores.clone(),
                chosen: k.get().unwrap_or(comparison.best_k),
                best: comparison.best_k,
            }))
        })
    };
    let language = Signal::derive(move || session.language());
    let theme = Signal::derive(move || Some(session.theme()));
    view! {
        <section id="compare" class="section" data-testid="compare" aria-labelledby="compare-heading">
            <p class="eyebrow">{session.say(page::step_compare)}</p>
            <h2 id="compare-heading">{session.say(page::compare_heading)}</h2>
            <p class="lead">{move || drawing.read().reading(session.language())}</p>
            <p class="hint">{session.say(page::compare_hint)}</p>
            <div class="plate" data-testid="silhouette-chart">
                <Chart drawing language theme/>
            </div>
            <ScoresTable comparison/>
            <Explanations/>
        </section>
    }
}

/// The chart's twin: every figure, and a radio button a row.
#[component]
fn ScoresTable(comparison: Landed<Comparison>) -> impl IntoView {
    let session = Session::expect();
    let best_k = comparison.best_k;
    let head = |name: fn(Language) -> &'static str, direction: fn(Language) -> &'static str| {
        view! {
            <th scope="col" class="number">
                {session.say(name)}
                <small>{session.say(direction)}</small>
            </th>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(page::compare_caption)>
            <table class="scores">
                <caption>{session.say(page::compare_caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{session.say(page::segments)}</th>
                        {head(page::silhouette, page::higher_is_better)}
                        {head(page::inertia, page::always_falls)}
                        {head(page::davies_bouldin, page::lower_is_better)}
                        {head(page::calinski_harabasz, page::higher_is_better)}
                    </tr>
                </thead>
                <tbody>
                    {comparison.scores.iter().map(|&scores| view! { <ScoresRow scores best_k/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn ScoresRow(scores: Scores, best_k: usize) -> impl IntoView {
    let session = Session::expect();
    let (k, ready) = (session.k, session.is_ready);
    let chosen = move || k.get() == Some(scores.k);
    let figure = move |value: f64, decimals: u32| {
        view! { <td class="number">{move || decimal(value, decimals, session.language())}</td> }
    };
    view! {
        <tr class:chosen=chosen>
            <th scope="row">
                <label class="choice">
                    <input
                        type="radio"
                        name="k"
                        value=scores.k.to_string()
                        data-testid=format!("k-option-{}", scores.k)
                        prop:checked=chosen
                        disabled=move || !ready.get()
                        on:change=move |_| session.choose_k(scores.k)
                    />
                    {move || numbers::segments(scores.k, session.language())}
                </label>
                {(scores.k == best_k).then(|| view! {
                    <span class="badge" data-testid="best-k">{session.say(page::best)}</span>
                })}
            </th>
            {figure(scores.silhouette, 4)}
            {figure(scores.inertia, 2)}
            {figure(scores.davies_bouldin, 4)}
            {figure(scores.calinski_harabasz, 1)}
        </tr>
    }
}

/// What the figures tell, for those who ask.
#[component]
fn Explanations() -> impl IntoView {
    let session = Session::expect();
    let terms: [[Words; 2]; 4] = [
        [page::silhouette, page::explain_silhouette],
        [page::inertia, page::explain_inertia],
        [page::davies_bouldin, page::explain_davies_bouldin],
        [page::calinski_harabasz, page::explain_calinski_harabasz],
    ];
    let term = move |[name, words]: [Words; 2]| {
        view! {
            <dt>{session.say(name)}</dt>
            <dd>{session.say(words)}</dd>
        }
    };
    view! {
        <details>
            <summary>{session.say(page::explain_figures)}</summary>
            <dl class="terms">{terms.map(term).into_iter().collect_view()}</dl>
        </details>
    }
}
