//! Who moves, who comes, who leaves: one list at a time, sorted; only the rows in view are in the document.

use super::listing::Sort;
use super::moves_listing::{Column, List, Moment, row, rows};
use super::next_year_names::marks;
use super::next_year_result::{Shown, is_two_ways, with_moves};
use super::session::Session;
use super::swatch::Swatch;
use super::virtual_rows::{Listing, SortHead, Spacer, rows_in_view};
use crate::browser::years::Way;
use crate::segments::Marks;
use crate::text::charts::feature;
use crate::text::numbers::{decimal, money, signed};
use crate::text::{Words, next_year as text, page};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Columns of the table.
const COLUMNS: u32 = 12;

/// The choice of a list, and the list.
#[component]
pub fn MovesTable(found: Shown, way: Memo<Option<Way>>) -> impl IntoView {
    let session = Session::expect();
    let list = RwSignal::new(List::default());
    let sort = RwSignal::new(Sort::<Column>::default());
    let listing: Listing = Memo::new(move |_| {
        let rows = with_moves(found, way, |_, _, moves| rows(&moves.comparison, list.get(), sort.get()));
        Arc::new(rows.unwrap_or_default())
    });
    let option = move |of: List| {
        let name: Words = match of {
            List::Movers => text::moved,
            List::New => text::new,
            List::Lost => text::lost,
        };
        let label = move || {
            let number = with_moves(found, way, |_, _, moves| of.len(&moves.comparison)).unwrap_or_default();
            text::list_label(name(session.language()), number, session.language())
        };
        view! { <option value=of.id() prop:selected=move || list.get() == of>{label}</option> }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some(chosen) = List::ALL.into_iter().find(|list| list.id() == chosen) {
            list.set(chosen);
            if chosen == List::Lost && sort.get_untracked() == Sort::default() {
                // They have no figures of this year.
                sort.set(Sort { by: Column::Figure(0, Moment::Before), descending: true });
            }
        }
    };
    let has_no_figures = Memo::new(move |_| {
        let is_two_ways = with_moves(found, way, |found, way, _| is_two_ways(&found.compared, way));
        is_two_ways == Some(false) && session.years.year().is_some_and(|year| !year.has_figures)
    });
    view! {
        <section class="accounts" aria-labelledby="moves-heading">
            <h3 id="moves-heading">{session.say(text::accounts_heading)}</h3>
            <div class="filters">
                <label>
                    {session.say(text::list)}
                    <select data-testid="moves-list" on:change=choose>
                        {List::ALL.map(option).into_iter().collect_view()}
                    </select>
                </label>
            </div>
            <Show when=move || has_no_figures.get()>
                <p class="hint">{session.say(text::no_figures)}</p>
            </Show>
            <Rows found way list listing sort/>
        </section>
    }
}

/// The scrolled window on the table.
#[component]
fn Rows(
    found: Shown,
    way: Memo<Option<Way>>,
    list: RwSignal<List>,
    listing: Listing,
    sort: RwSignal<Sort<Column>>,
) -> impl IntoView {
    let session = Session::expect();
    let marks = Memo::new(move |_| found.with(|found| found.as_ref().map(|it| marks(it, session)).unwrap_or_default()));
    let window = NodeRef::<html::Div>::new();
    let (range, follow) = rows_in_view(window, listing);
    let total = move || listing.with(|rows| rows.len());
    let drawn = move || {
        let rows = listing.get();
        range.get().filter_map(|position| Some((position, *rows.get(position)? as usize))).collect::<Vec<_>>()
    };
    let nobody = move || {
        let words: Words = match list.get() {
            List::Movers => text::no_mover,
            List::New => text::no_new,
            List::Lost => text::no_lost,
        };
        words(session.language())
    };
    let group = |feature_at: usize| {
        view! { <th scope="colgroup" colspan="3" class="group">{session.say(move |language| feature(feature_at, language))}</th> }
    };
    view! {
        <div
            node_ref=window
            class="table-scroll tall"
            tabindex="0"
            role="region"
            aria-label=session.say(text::list_name)
            data-testid="moves-scroll"
            on:scroll=move |_| follow()
        >
            <table class="fixed-rows moves" data-testid="moves-table" aria-rowcount=move || (total() + 2).to_string()>
                <thead>
                    <tr aria-rowindex="1">
                        <td colspan="3"></td>
                        {(0..3).map(group).collect_view()}
                    </tr>
                    <tr aria-rowindex="2">
                        {Column::all().into_iter().map(|column| view! { <Head column sort/> }).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <Spacer columns=COLUMNS rows=move || range.get().start/>
                    <For each=drawn key=|row| *row let((position, account))>
                        <MoveRow found way marks list position account/>
                    </For>
                    <Spacer columns=COLUMNS rows=move || total().saturating_sub(range.get().end)/>
                </tbody>
            </table>
            <Show when=move || total() == 0>
                <p class="hint" data-testid="moves-none">{nobody}</p>
            </Show>
        </div>
    }
}

/// The head of a column, which sorts by it.
#[component]
fn Head(column: Column, sort: RwSignal<Sort<Column>>) -> impl IntoView {
    let session = Session::expect();
    let (name, of): (Words, Option<usize>) = match column {
        Column::Account => (page::account, None),
        Column::From => (text::from, None),
        Column::To => (text::to, None),
        Column::Figure(of, Moment::Before) => (text::before, Some(of)),
        Column::Figure(of, Moment::After) => (text::after, Some(of)),
        Column::Figure(of, Moment::Change) => (text::change, Some(of)),
    };
    let of = move || {
        of.map(|of| view! { <span class="visually-hidden">{session.say(move |language| feature(of, language))} " "</span> })
    };
    let is_number = matches!(column, Column::Figure(..));
    view! {
        <SortHead column sort is_number testid=format!("moves-sort-{}", column.id())>
            {of()}
            {session.say(name)}
        </SortHead>
    }
}

#[component]
fn MoveRow(
    found: Shown,
    way: Memo<Option<Way>>,
    marks: Memo<Marks>,
    list: RwSignal<List>,
    position: usize,
    account: usize,
) -> impl IntoView {
    let session = Session::expect();
    let told = Memo::new(move |_| {
        let told = with_moves(found, way, |_, _, moves| {
            row(&moves.comparison, list.get(), account)
                .map(|row| (row.account.to_owned(), row.from, row.to, row.figures))
        });
        told.flatten()
    });
    let id = move || told.with(|told| told.as_ref().map(|(id, ..)| id.clone()));
    // Of last year (0) or this one (1).
    let segment = move |year: usize| {
        let number = move || told.with(|told| told.as_ref().and_then(|&(_, from, to, _)| [from, to][year]));
        move || number().map(|number| view! { <Swatch index=marks.read().of(number)/> {number} })
    };
    let cell = move |(feature, moment): (usize, Moment)| {
        let words = move || {
            let language = session.language();
            let value = told.with(|told| told.as_ref().and_then(|(.., figures)| figures[moment as usize]));
            value.map(|figures| figures[feature]).map_or("—".to_owned(), |value| match (feature, moment) {
                (1, Moment::Change) => signed(value, 0, language),
                (_, Moment::Change) => signed(value, 2, language),
                // Orders are whole numbers.
                (1, _) => decimal(value, 0, language),
                _ => money(value, language),
            })
        };
        view! { <td class="number">{words}</td> }
    };
    let figures = (0..3).flat_map(|feature| Moment::ALL.map(|moment| (feature, moment)));
    view! {
        // Rows 1 and 2 are the head.
        <tr aria-rowindex=(position + 3).to_string() class:odd=position % 2 == 1 data-testid="moves-row">
            <th scope="row" class="code">{id}</th>
            <td>{segment(0)}</td>
            <td>{segment(1)}</td>
            {figures.map(cell).collect_view()}
        </tr>
    }
}
