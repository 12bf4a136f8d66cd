//! Two numbers of segments side by side: where the accounts of each segment are with the other number, and its segments.

use super::chart::Chart;
use super::fold::Fold;
use super::job::Comparison;
use super::landed::Landed;
use super::session::Session;
use super::swatch::Swatch;
use super::turns::{Turn, in_turn};
use crate::browser::messages::SideBySide;
use crate::charts::{Drawing, Flow};
use crate::segments::{Marks, Segment, Wording};
use crate::text::charts::Sides;
use crate::text::numbers::{count, percent, segments as numbered};
use crate::text::{page, segments, two_ks as text};
use leptos::prelude::*;
use std::sync::Arc;

/// The panel, made when it is first opened.
#[component]
pub fn TwoKs(comparison: Landed<Comparison>) -> impl IntoView {
    view! {
        <Fold summary=text::heading testid="two-ks">
            <Content comparison=comparison.clone()/>
        </Fold>
    }
}

#[component]
fn Content(comparison: Landed<Comparison>) -> impl IntoView {
    let session = Session::expect();
    let ks: Vec<usize> = comparison.scores.iter().map(|scores| scores.k).collect();
    let chosen: RwSignal<Option<usize>> = RwSignal::new(None);
    let best = comparison.best_k;
    let all = StoredValue::new(ks.clone());
    let other = Memo::new(move |_| {
        let k = session.k.get()?;
        let nearest = all.with_value(|ks| ks.iter().copied().filter(|&it| it != k).min_by_key(|&it| it.abs_diff(k)));
        chosen.get().or(Some(best)).filter(|&it| it != k).or(nearest)
    });
    let found = Memo::new(move |_| {
        let (k, other) = (session.k.get()?, other.get()?);
        session.beside.get().filter(|found| found.k == k && found.description.k == other)
    });
    Effect::new(move || {
        if let (true, Some(other), true) = (session.is_ready.get(), other.get(), found.with(Option::is_none)) {
            in_turn(Turn::Soon, move || session.describe_beside(other));
        }
    });
    let option = move |k: usize| {
        view! {
            <option value=k.to_string() selected=move || other.get() == Some(k) disabled=move || session.k.get() == Some(k)>
                {move || numbered(k, session.language())}
            </option>
        }
    };
    view! {
        <label class="field">
            {session.say(text::other)}
            <select
                data-testid="other-k"
                on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
            >
                {ks.into_iter().map(option).collect_view()}
            </select>
        </label>
        <p class="hint" role="status">
            {move || found.with(Option::is_none).then(|| text::awaited(session.language()))}
        </p>
        {move || found.get().map(|found| view! { <Beside found/> })}
    }
}

#[component]
fn Beside(found: Landed<SideBySide>) -> impl IntoView {
    let session = Session::expect();
    let numbers = [found.k, found.description.k];
    let drawn = found.clone();
    let drawing = Memo::new(move |_| {
        let there = session.edits(&drawn.description);
        let there: Vec<Wording> = drawn
            .description
            .segments
            .iter()
            .map(|segment| segments::wording(segment, &there, session.language()))
            .collect();
        let marks = [session.marks(), Marks::borne(there.iter().map(|it| it.mark))];
        let names = [session.names.get(), there.into_iter().map(|it| it.name).collect()];
        let (accounts, sides) = (Arc::new(drawn.flow.clone()), Sides::Numbers(numbers));
        Arc::new(Drawing::Flow(Flow { accounts, names, marks, sides }))
    });
    let language = Signal::derive(move || session.language());
    let theme = Signal::derive(move || Some(session.theme()));
    let rows = move || {
        let language = session.language();
        let edits = session.edits(&found.description);
        let accounts = found.description.labels.len().max(1) as f64;
        let row = |segment: &Segment| {
            let Wording { name, mark, .. } = segments::wording(segment, &edits, language);
            let mark = mark.saturating_sub(1);
            view! {
                <tr>
                    <th scope="row"><Swatch index=mark/> " " {segment.number}</th>
                    <td>{name}</td>
                    <td class="number">{count(segment.size, language)}</td>
                    <td class="number">{percent(segment.size as f64 / accounts, 1, language)}</td>
                    <td class="number">{percent(segment.sales_share, 1, language)}</td>
                </tr>
            }
        };
        found.description.segments.iter().map(row).collect_view()
    };
    let head = |words: crate::text::Words| view! { <th scope="col" class="number">{session.say(words)}</th> };
    view! {
        <figure class="plate flow" data-testid="two-ks-chart">
            <Chart drawing language theme/>
            <figcaption>{move || drawing.read().reading(session.language())}</figcaption>
        </figure>
        <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(text::caption)>
            <table data-testid="two-ks-table">
                <caption>{session.say(text::caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{session.say(page::segment)}</th>
                        <th scope="col">{session.say(crate::text::files::name)}</th>
                        {head(page::accounts)}
                        {head(crate::text::files::share_of_accounts)}
                        {head(crate::text::files::share_of_sales)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
