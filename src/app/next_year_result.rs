//! This year beside last year: both ways side by side, then the segments, the flow, the drift and the accounts of one of them.

use super::chart::Chart;
use super::chart_figure::{Save, steady};
use super::moves_table::MovesTable;
use super::next_year::Trouble;
use super::next_year_drifts::Drifts;
use super::next_year_files::YearFiles;
use super::next_year_names::{marks, model_segments, names, take_names};
use super::session::{Found, Session};
use super::swatch::Swatch;
use super::turns::{InTurn, Turn};
use crate::browser::years::{Compared, Way};
use crate::charts::{Drawing, Flow};
use crate::compare::Comparison;
use crate::model::{FeatureDrift, Shift};
use crate::pipeline::{Applied, KnownModel, Moves};
use crate::text::charts::Sides;
use crate::text::drift::{self, Place};
use crate::text::figures::precision;
use crate::text::numbers::count;
use crate::text::{Language, Words, charts, compare, next_year as text};
use leptos::prelude::*;
use std::sync::Arc;

/// What the section shows; `None` while there is nothing.
pub type Shown = Memo<Option<Found>>;

/// Everything below last year's files.
#[component]
pub fn YearsBeside() -> impl IntoView {
    let session = Session::expect();
    let years = session.years;
    let found: Shown = Memo::new(move |_| years.state.with(|state| state.found().cloned()));
    let way = Memo::new(move |_| found.with(|found| shown_way(&found.as_ref()?.compared, years.way.get())));
    let drifts =
        Memo::new(move |_| found.with(|found| found.as_ref().map_or_else(Vec::new, |it| features(&it.compared))));
    let preference = move || drifts.with(|drifts| drift::preference(drifts, Place::Page, session.language()));
    let has_preference = move || found.with(|found| found.as_ref().is_some_and(|it| advised(&it.compared).is_some()));
    view! {
        <Show when=has_preference>
            <p class="advice" data-testid="years-preference">{preference}</p>
        </Show>
        <fieldset class="ways">
            <legend class="visually-hidden">{session.say(text::show)}</legend>
            <WayCard way=Way::Apply found shown=way/>
            <WayCard way=Way::Anew found shown=way/>
        </fieldset>
        <p class="hint">{session.say(text::agreement_about)}</p>
        <InTurn><Segments found way/></InTurn>
        <InTurn><FlowPlate found way/></InTurn>
        <InTurn turn=Turn::Later><Drifts found way drifts/></InTurn>
        <InTurn turn=Turn::Later><MovesTable found way/></InTurn>
        <InTurn turn=Turn::Later><YearFiles found way/></InTurn>
    }
}

/// The way that the user has chosen, if it is there; else the one to prefer.
fn shown_way(compared: &Compared, chosen: Option<Way>) -> Option<Way> {
    let is_there = |way: &Way| compared.way(*way).is_some();
    chosen.into_iter().chain(advised(compared)).chain([Way::Apply, Way::Anew]).find(is_there)
}

/// The way to prefer, by how far customers have shifted; nothing where that is not known, or the model cannot be applied.
fn advised(compared: &Compared) -> Option<Way> {
    match (drift::largest_shift(&features(compared))?, &compared.applied) {
        (Shift::Large, _) => Some(Way::Anew),
        (_, Some(Err(_))) => None,
        _ => Some(Way::Apply),
    }
}

/// The drift of the model's features; without one, that of the study's, where last year's file tells them.
fn features(compared: &Compared) -> Vec<FeatureDrift> {
    match (&compared.applied, &compared.anew) {
        (Some(Ok(applied)), _) => applied.features.clone(),
        (_, Some(moves)) => moves.comparison.features.clone(),
        _ => Vec::new(),
    }
}

/// Whether the second way is held against the model, for want of last year's segments.
pub fn is_two_ways(compared: &Compared, way: Way) -> bool {
    way == Way::Anew && compared.apply.is_none() && matches!(compared.applied, Some(Ok(_)))
}

/// What is shown of one of the ways.
pub fn with_moves<T>(found: Shown, way: Memo<Option<Way>>, of: impl FnOnce(&Found, Way, &Moves) -> T) -> Option<T> {
    found.with(|found| {
        let (found, way) = (found.as_ref()?, way.get()?);
        Some(of(found, way, found.compared.way(way)?))
    })
}

/// One way: what it means, its figures, and the choice to see it in detail.
#[component]
fn WayCard(way: Way, found: Shown, shown: Memo<Option<Way>>) -> impl IntoView {
    let session = Session::expect();
    let (heading, about, testid, show): (Words, Words, _, _) = match way {
        Way::Apply => (text::apply, text::apply_about, "way-apply", "show-apply"),
        Way::Anew => (text::anew, text::anew_about, "way-anew", "show-anew"),
    };
    let is_advised =
        Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(|it| advised(&it.compared) == Some(way))));
    let is_there =
        Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(|it| it.compared.way(way).is_some())));
    let body = move || {
        found.with(|found| {
            let compared = &found.as_ref()?.compared;
            let language = session.language();
            if let (Way::Apply, Some(Err(error))) = (way, &compared.applied) {
                return Some(view! { <Trouble error=error.clone()/> }.into_any());
            }
            let model = session.years.model();
            match (compared.way(way), way, &compared.applied, model) {
                (Some(moves), Way::Apply, _, Some(model)) => {
                    let ties = text::ties(&model, language).map(|words| view! { <p class="hint">{words}</p> });
                    Some(
                        view! { {figures(&moves.comparison, false, language)} {ties} <Pair moves=moves.clone()/> }
                            .into_any(),
                    )
                }
                (Some(moves), ..) => Some(figures(&moves.comparison, is_two_ways(compared, way), language).into_any()),
                (None, _, Some(Ok(applied)), Some(model)) => Some(
                    view! { {sizes(applied, &model, language)} <p class="hint">{text::needs_year(language)}</p> }
                        .into_any(),
                ),
                (None, ..) => Some(view! { <p class="hint">{text::needs_model(language)}</p> }.into_any()),
            }
        })
    };
    view! {
        <div class="card way" class:chosen=move || shown.get() == Some(way) data-testid=testid>
            <h3>
                {session.say(heading)}
                " "
                {move || is_advised.get().then(|| view! { <span class="badge">{text::preferred(session.language())}</span> })}
            </h3>
            <p class="hint">{session.say(about)}</p>
            {body}
            <Show when=move || is_there.get()>
                <label class="choice">
                    <input
                        type="radio"
                        name="way"
                        data-testid=show
                        prop:checked=move || shown.get() == Some(way)
                        on:change=move |_| session.years.way.set(Some(way))
                    />
                    {session.say(text::show)}
                    <span class="visually-hidden">" (" {session.say(heading)} ")"</span>
                </label>
            </Show>
        </div>
    }
}

/// The model's segments with their accounts then and now, where last year's are not known one by one.
fn sizes(applied: &Applied, model: &KnownModel, language: Language) -> impl IntoView + use<> {
    let all: usize = applied.sizes.iter().sum();
    let sizes = model.segments.iter().map(|segment| segment.size).zip(applied.sizes.iter().copied()).zip(1..);
    let sizes: Vec<String> =
        sizes.map(|(sizes, number)| text::sizes(number, sizes, [model.accounts, all], language)).collect();
    let precision = precision(applied.precision, language).map(|words| view! { <p class="hint">{words}</p> });
    view! {
        <ul class="notes" data-testid="applied-sizes">
            {sizes.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
        </ul>
        {precision}
    }
}

/// Pairs the model's segments with those of last year's file, where their numbers hardly mean the same.
#[component]
fn Pair(moves: Moves) -> impl IntoView {
    let session = Session::expect();
    let is_paired = session.years.is_paired;
    let Comparison { kept, kept_if_matched, matching, .. } = moves.comparison;
    (kept_if_matched > kept || matching.is_some()).then(|| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid="years-pair"
                    prop:checked=move || is_paired.get()
                    on:change=move |event| is_paired.set(event_target_checked(&event))
                />
                {session.say(text::pair)}
            </label>
        }
    })
}

/// The figures of a comparison, and what to look out for.
fn figures(comparison: &Comparison, is_two_ways: bool, language: Language) -> impl IntoView {
    let figure = |name: Words, value: String| {
        view! {
            <div class="figure">
                <dt>{name(language)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let number = |name: Words, value: usize| figure(name, count(value, language));
    let share = text::kept_share(comparison, language).map(|share| figure(text::kept, share));
    let index = text::index(comparison, language).map(|index| figure(text::agreement, index));
    let apart = (comparison.both == 0).then(|| compare::who(comparison, language));
    let others = compare::other_numbers(comparison, Place::Page, language);
    let two_ways = is_two_ways.then(|| text::two_ways(language).to_owned());
    let notes = [apart, two_ways, others].into_iter().flatten();
    view! {
        <dl class="figures">
            {share}
            {index}
            {number(text::moved, comparison.movers.len())}
            {(!is_two_ways).then(|| (number(text::new, comparison.new.len()), number(text::lost, comparison.lost.len())))}
        </dl>
        {notes.map(|note| view! { <p class="hint">{note}</p> }).collect_view()}
    }
}

/// The segments of either year with their accounts; how this year's own have got their numbers.
#[component]
fn Segments(found: Shown, way: Memo<Option<Way>>) -> impl IntoView {
    let session = Session::expect();
    let matching = move || {
        let language = session.language();
        with_moves(found, way, |_, _, moves| {
            // What keeps its own number needs no word.
            let pairs = moves.comparison.matching.iter().flatten().zip(compare::matching(&moves.comparison, language));
            let said = pairs.filter(|(pair, _)| pair.own != pair.number || pair.shared == 0);
            said.map(|(_, words)| view! { <li>{words}</li> }).collect_view()
        })
    };
    let heads = move || {
        let language = session.language();
        with_moves(found, way, |found, way, _| {
            let [then, now] = match is_two_ways(&found.compared, way) {
                true => charts::flow_sides(Sides::Ways, language),
                false => [text::then(language), text::now(language)].map(str::to_owned),
            };
            let name_then =
                session.years.model().is_some().then(|| view! { <th scope="col">{text::name_then(language)}</th> });
            let name_now = (way == Way::Anew).then(|| view! { <th scope="col">{text::name_now(language)}</th> });
            view! {
                <tr>
                    <th scope="col">{crate::text::page::segment(language)}</th>
                    {name_then}
                    {name_now}
                    <th scope="col" class="number">{then}</th>
                    <th scope="col" class="number">{now}</th>
                </tr>
            }
        })
    };
    let rows = move || {
        let language = session.language();
        with_moves(found, way, |found, way, moves| {
            let comparison = &moves.comparison;
            let [then, now] = names(found, way, comparison, session);
            let marks = marks(found, session);
            let name = |names: &[String], number: u8| {
                let name = names.get(usize::from(number).saturating_sub(1)).filter(|name| !name.is_empty());
                name.map_or_else(|| "—".to_owned(), Clone::clone)
            };
            let row = |number: u8| {
                let [before, after] = comparison.flow.sizes(number);
                let name_then = session.years.model().is_some().then(|| view! { <td>{name(&then, number)}</td> });
                let name_now = (way == Way::Anew).then(|| view! { <td>{name(&now, number)}</td> });
                view! {
                    <tr>
                        <th scope="row"><Swatch index=marks.of(number)/> " " {number}</th>
                        {name_then}
                        {name_now}
                        <td class="number">{text::size(before, comparison.accounts[0], language)}</td>
                        <td class="number">{text::size(after, comparison.accounts[1], language)}</td>
                    </tr>
                }
            };
            comparison.flow.segments().into_iter().map(row).collect_view()
        })
    };
    let can_take = move || {
        let has_names =
            with_moves(found, way, |found, way, _| way == Way::Anew && !model_segments(found, session).is_empty());
        has_names == Some(true)
    };
    view! {
        <ul class="notes">{matching}</ul>
        <Show when=can_take>
            <p>
                <button type="button" data-testid="years-names" on:click=move |_| take_names(session, found)>
                    {session.say(text::take_names)}
                </button>
            </p>
        </Show>
        <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(text::segments_caption)>
            <table class="year-segments" data-testid="years-segments">
                <caption>{session.say(text::segments_caption)}</caption>
                <thead>{heads}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The picture of who moved where, what it says, and its figures.
#[component]
fn FlowPlate(found: Shown, way: Memo<Option<Way>>) -> impl IntoView {
    let session = Session::expect();
    let drawing = Memo::new(move |_| {
        with_moves(found, way, |found, way, moves| {
            let sides = if is_two_ways(&found.compared, way) { Sides::Ways } else { Sides::Years };
            let names = names(found, way, &moves.comparison, session);
            let (accounts, marks) = (Arc::new(moves.comparison.flow.clone()), [marks(found, session); 2]);
            Arc::new(Drawing::Flow(Flow { accounts, names, marks, sides }))
        })
    });
    let language = Signal::derive(move || session.language());
    let theme = Signal::derive(move || Some(session.theme()));
    let reading = move || drawing.with(|drawing| drawing.as_ref().map(|drawing| drawing.reading(session.language())));
    let caption = StoredValue::new("flow-reading".to_owned());
    let is_there = Memo::new(move |_| drawing.with(Option::is_some));
    let chart = move || {
        let drawing = is_there.get().then(|| steady(drawing)).flatten()?;
        let shown = RwSignal::new(None);
        Some(view! {
            <Chart drawing language theme shown/>
            <div class="keep"><Save name="flow" drawing shown reading=caption/></div>
        })
    };
    view! {
        <figure class="plate flow" data-testid="flow-chart">
            <figcaption id=caption.get_value()>{reading}</figcaption>
            {chart}
        </figure>
        <details>
            <summary>{session.say(text::flow_table)}</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(text::flow_table)>
                <table data-testid="flow-table">{move || flow_table(session, found, way)}</table>
            </div>
        </details>
    }
}

/// Earlier segments downwards, later ones to the right; the last row is of new accounts, the last column of lost ones.
fn flow_table(session: Session, found: Shown, way: Memo<Option<Way>>) -> Option<impl IntoView + use<>> {
    let language = session.language();
    with_moves(found, way, |found, _, moves| {
        let marks = marks(found, session);
        let flow = moves.comparison.flow.clone();
        let has_outside = flow.new.iter().chain(&flow.lost).any(|&accounts| accounts > 0);
        let [new, lost] = [true, false].map(|is_new| charts::flow_outside(is_new, language));
        let cell = move |accounts: usize| view! { <td class="number">{count(accounts, language)}</td> };
        let swatch = |number: u8| view! { <Swatch index=marks.of(number)/> " " {number} };
        let heads = flow.after.iter().map(|&number| view! { <th scope="col" class="number">{swatch(number)}</th> });
        let rows = flow.before.iter().zip(&flow.accounts).zip(&flow.lost).map(|((&number, row), &lost)| {
            view! {
                <tr>
                    <th scope="row">{swatch(number)}</th>
                    {row.iter().copied().map(cell).collect_view()}
                    {has_outside.then(|| cell(lost))}
                </tr>
            }
        });
        let last = has_outside.then(|| {
            view! {
                <tr>
                    <th scope="row">{new}</th>
                    {flow.new.iter().copied().map(cell).collect_view()}
                    <td></td>
                </tr>
            }
        });
        view! {
            <thead>
                <tr>
                    <th scope="col">{text::from_to(language)}</th>
                    {heads.collect_view()}
                    {has_outside.then(|| view! { <th scope="col" class="number">{lost}</th> })}
                </tr>
            </thead>
            <tbody>{rows.collect_view()} {last}</tbody>
        }
    })
}
