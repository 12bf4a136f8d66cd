//! Compare: the figures of every k, and the choice of one.

use super::chart::Chart;
use super::chart_figure::Save;
use super::job::Comparison;
use super::landed::Landed;
use super::progress::Outcome;
use super::session::{Panel, Session};
use super::term::Term;
use super::turns::{InTurn, Turn};
use super::two_ks::TwoKs;
use super::verdict::{Verdict, landed};
use crate::charts::{Drawing, SilhouetteByK};
use crate::cluster::{Beside, Evidence, Precision, Scores, Spread};
use crate::text::numbers::{self, decimal};
use crate::text::{Language, Words, evidence, figures, page};
use leptos::prelude::*;
use std::sync::Arc;

/// The section.
#[component]
pub fn Compare(comparison: Landed<Comparison>) -> impl IntoView {
    let session = Session::expect();
    let (k, found) = (session.k, landed(session));
    let precision = comparison.precision;
    let drawing = {
        let comparison = comparison.clone();
        Memo::new(move |_| {
            Arc::new(Drawing::SilhouetteByK(SilhouetteByK {
                scores: comparison.scores.clone(),
                chosen: k.get().unwrap_or(comparison.best_k),
                best: comparison.best_k,
                chance: found.with(|found| found.as_deref().map_or_else(Vec::new, chance)),
                recommended: found.with(|found| found.as_ref().map(|found| found.recommendation.k)),
            }))
        })
    };
    let language = Signal::derive(move || session.language());
    let theme = Signal::derive(move || Some(session.theme()));
    let (shown, reading) = (RwSignal::new(None), StoredValue::new("compare-reading".to_owned()));
    let beside = comparison.clone();
    view! {
        <section id="compare" class="section" data-testid="compare" aria-labelledby="compare-heading">
            <p class="eyebrow">{session.say(page::step_compare)}</p>
            <h2 id="compare-heading" tabindex="-1">{session.say(page::compare_heading)}</h2>
            <p class="lead" id=reading.get_value()>{move || drawing.read().reading(session.language())}</p>
            <p class="hint">{session.say(page::compare_hint)}</p>
            <Verdict comparison=comparison.clone()/>
            <Outcome panel=Panel::Compare testid="compare-refusal"/>
            {matches!(precision, Precision::Estimated { .. }).then(|| view! {
                <p data-testid="precision">{move || figures::precision(precision, session.language())}</p>
            })}
            <div class="plate awaited" data-testid="silhouette-chart">
                <InTurn>
                    <Chart drawing language theme shown/>
                    <div class="keep"><Save name="silhouette" drawing shown reading/></div>
                </InTurn>
            </div>
            <InTurn><ScoresTable comparison=comparison.clone()/></InTurn>
            <InTurn turn=Turn::Later><Explanations/></InTurn>
            <InTurn turn=Turn::Later><TwoKs comparison=beside.clone()/></InTurn>
        </section>
    }
}

/// What chance scores for each k.
fn chance(evidence: &Evidence) -> Vec<(usize, Spread)> {
    evidence.by_k.iter().filter_map(|beside| Some((beside.k, beside.chance()?))).collect()
}

/// The chart's twin: every figure, and a radio button a row.
#[component]
fn ScoresTable(comparison: Landed<Comparison>) -> impl IntoView {
    let session = Session::expect();
    let best_k = comparison.best_k;
    let head = |name: Words, direction: Words, term: Option<(Words, &'static str)>| {
        view! {
            <th scope="col" class="number">
                {session.say(name)}
                {term.map(|(meaning, id)| view! { " " <Term word=name meaning id/> })}
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
                        {head(page::silhouette, page::higher_is_better, Some((page::explain_silhouette, "silhouette")))}
                        {head(page::chance, page::mean_of_draws, Some((page::explain_chance, "chance")))}
                        {head(page::lift, page::higher_is_better, Some((page::explain_lift, "lift")))}
                        {head(page::stability, page::least_stable, Some((page::explain_stability, "stability")))}
                        {head(page::smallest, page::in_accounts, None)}
                        {head(page::davies_bouldin, page::lower_is_better, Some((page::explain_davies_bouldin, "davies-bouldin")))}
                        {head(page::calinski_harabasz, page::higher_is_better, Some((page::explain_calinski_harabasz, "calinski-harabasz")))}
                        {head(page::inertia, page::always_falls, Some((page::explain_inertia, "inertia")))}
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
    let found = landed(session);
    let beside = move |words: fn(&Beside, Language) -> Option<String>| {
        let words = move || {
            found.with(|found| {
                let beside = found.as_ref()?.by_k.iter().find(|beside| beside.k == scores.k)?;
                words(beside, session.language())
            })
        };
        view! { <td class="number">{move || words().unwrap_or_else(|| page::not_known(session.language()).into())}</td> }
    };
    let is_recommended = move || found.with(|found| found.as_ref().map(|it| it.recommendation.k)) == Some(scores.k);
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
                {move || is_recommended().then(|| view! {
                    <span class="badge" data-testid="recommended-k">{session.say(page::recommended)}</span>
                })}
            </th>
            {figure(scores.silhouette, 4)}
            {beside(|it, language| it.chance().map(|chance| decimal(chance.mean, 4, language)))}
            {beside(|it, language| Some(decimal(it.lift, 4, language)))}
            {beside(|it, language| it.stability.as_ref().map(|it| evidence::least_stable(it, language)))}
            {beside(|it, language| Some(numbers::count(it.smallest, language)))}
            {figure(scores.davies_bouldin, 4)}
            {figure(scores.calinski_harabasz, 1)}
            {figure(scores.inertia, 2)}
        </tr>
    }
}

/// What the figures tell, for those who ask.
#[component]
fn Explanations() -> impl IntoView {
    let session = Session::expect();
    let terms: [[Words; 2]; 8] = [
        [page::silhouette, page::explain_silhouette],
        [page::chance, page::explain_chance],
        [page::lift, page::explain_lift],
        [page::stability, page::explain_stability],
        [page::border, page::explain_border],
        [page::davies_bouldin, page::explain_davies_bouldin],
        [page::calinski_harabasz, page::explain_calinski_harabasz],
        [page::inertia, page::explain_inertia],
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
