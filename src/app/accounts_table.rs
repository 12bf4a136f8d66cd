//! The accounts, row by row: searched, filtered, sorted; only the rows in view are in the document.

use super::listing::{Column, Query, Sort, rows};
use super::session::Session;
use super::swatch::Swatch;
use super::value_filter::ValueFilter;
use super::virtual_rows::{Listing, SortHead, Spacer, rows_in_view};
use crate::browser::messages::Description;
use crate::cluster::Border;
use crate::text::charts::feature;
use crate::text::numbers::{self, decimal};
use crate::text::{Language, figures, page};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Columns of the table.
const COLUMNS: u32 = Column::ALL.len() as u32;

/// Search, filter and table.
#[component]
pub fn AccountsTable() -> impl IntoView {
    let session = Session::expect();
    let search = RwSignal::new(String::new());
    let sort = RwSignal::new(Sort::default());
    let listing = listing(session, search, sort);
    let accounts = session.accounts;
    let count = move || {
        let all = accounts.with(|accounts| accounts.as_ref().map_or(0, |accounts| accounts.ids.len()));
        figures::listed(listing.with(|rows| rows.len()), all, session.language())
    };
    view! {
        <section id="accounts" class="accounts" tabindex="-1" data-testid="accounts" aria-labelledby="accounts-heading">
            <h3 id="accounts-heading">{session.say(page::accounts_heading)}</h3>
            <div class="filters">
                <label>
                    {session.say(page::search_accounts)}
                    <input
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        data-testid="accounts-search"
                        prop:value=search
                        on:input=move |event| search.set(event_target_value(&event))
                    />
                </label>
                <SegmentFilter/>
                <button
                    type="button"
                    class="quiet"
                    data-testid="border-first"
                    aria-pressed=move || (sort.get() == Sort::BORDER_FIRST).to_string()
                    on:click=move |_| sort.set(Sort::BORDER_FIRST)
                >
                    {session.say(page::border_first)}
                </button>
                <p class="count" role="status" data-testid="accounts-count">{count}</p>
            </div>
            <ValueFilter/>
            <Rows listing sort/>
        </section>
    }
}

fn listing(session: Session, search: RwSignal<String>, sort: RwSignal<Sort>) -> Listing {
    let (accounts, description) = (session.accounts, session.description);
    Memo::new(move |_| {
        let query = Query {
            sort: sort.get(),
            search: search.get(),
            segment: session.segment.get(),
            ranges: session.ranges.get(),
        };
        let found = accounts.get().zip(description.get());
        Arc::new(found.map_or_else(Vec::new, |(accounts, description)| rows(&accounts, &description, &query)))
    })
}

#[component]
fn SegmentFilter() -> impl IntoView {
    let session = Session::expect();
    let names = session.names;
    let options = move || {
        let option = |(index, name): (usize, &String)| {
            let number = index + 1;
            view! {
                <option value=number.to_string() prop:selected=move || session.segment.get() == Some(number)>
                    {format!("{number}. {name}")}
                </option>
            }
        };
        names.with(|names| names.iter().enumerate().map(option).collect_view())
    };
    view! {
        <label>
            {session.say(page::filter_segment)}
            <select
                data-testid="accounts-segment"
                on:change=move |event| session.segment.set(event_target_value(&event).parse().ok())
            >
                <option value="" prop:selected=move || session.segment.get().is_none()>{session.say(page::all_segments)}</option>
                {options}
            </select>
        </label>
    }
}

/// The scrolled window on the table.
#[component]
fn Rows(listing: Listing, sort: RwSignal<Sort>) -> impl IntoView {
    let session = Session::expect();
    let window = NodeRef::<html::Div>::new();
    let (range, follow) = rows_in_view(window, listing);
    let total = move || listing.with(|rows| rows.len());
    let drawn = move || {
        let rows = listing.get();
        range.get().filter_map(|position| Some((position, *rows.get(position)? as usize))).collect::<Vec<_>>()
    };
    view! {
        <div
            node_ref=window
            class="table-scroll tall"
            tabindex="0"
            role="region"
            aria-label=session.say(page::accounts_list)
            data-testid="accounts-scroll"
            on:scroll=move |_| follow()
        >
            <table class="fixed-rows" data-testid="accounts-table" aria-rowcount=move || (total() + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">{Column::ALL.map(|column| view! { <Head column sort/> }).into_iter().collect_view()}</tr>
                </thead>
                <tbody>
                    <Spacer columns=COLUMNS rows=move || range.get().start/>
                    <For each=drawn key=|row| *row let((position, account))>
                        <AccountRow position account/>
                    </For>
                    <Spacer columns=COLUMNS rows=move || total().saturating_sub(range.get().end)/>
                </tbody>
            </table>
            <Show when=move || total() == 0>
                <p class="hint">{session.say(page::no_account)}</p>
            </Show>
        </div>
    }
}

/// The head of a column, which sorts by it.
#[component]
fn Head(column: Column, sort: RwSignal<Sort>) -> impl IntoView {
    let session = Session::expect();
    let name: fn(Language) -> &'static str = match column {
        Column::Account => page::account,
        Column::TotalSales => |language| feature(0, language),
        Column::OrderCount => |language| feature(1, language),
        Column::Average => |language| feature(2, language),
        Column::Segment => page::segment,
        Column::Silhouette => page::silhouette,
        Column::Next => page::next_segment,
        Column::Margin => page::margin,
    };
    view! {
        <SortHead column sort is_number=is_number(column) testid=format!("sort-{}", column.id())>
            {session.say(name)}
        </SortHead>
    }
}

const fn is_number(column: Column) -> bool {
    !matches!(column, Column::Account | Column::Segment | Column::Next)
}

#[component]
fn AccountRow(position: usize, account: usize) -> impl IntoView {
    let session = Session::expect();
    let (accounts, description) = (session.accounts, session.description);
    let id = accounts.with_untracked(|accounts| accounts.as_ref().and_then(|it| it.ids.get(account).cloned()));
    let figure = move |words: fn(&Figures, Language) -> String| {
        let figures = move || {
            let (accounts, description) = (accounts.get()?, description.get()?);
            Some(Figures {
                total_sales: *accounts.total_sales.get(account)?,
                order_count: *accounts.order_count.get(account)?,
                average: *accounts.average.get(account)?,
                silhouette: *description.silhouettes.get(account)?,
                margin: *description.margins.get(account)?,
            })
        };
        view! { <td class="number">{move || figures().map(|figures| words(&figures, session.language()))}</td> }
    };
    let segment_of = move |of: fn(&Description) -> &[u8]| {
        Memo::new(move |_| description.with(|it| of(it.as_ref()?).get(account).copied().map(usize::from)))
    };
    let (segment, next) = (segment_of(|it| &it.labels), segment_of(|it| &it.next));
    let is_narrow = move || {
        description.with(|it| it.as_ref()?.margins.get(account).map(|&margin| margin < Border::NARROW)) == Some(true)
    };
    let with_swatch =
        |segment: Memo<Option<usize>>| move || segment.get().map(|index| view! { <Swatch index/> {index + 1} });
    view! {
        // Row 1 is the head.
        <tr aria-rowindex=(position + 2).to_string() class:odd=position % 2 == 1 data-testid="account-row">
            <th scope="row" class="code">{id}</th>
            {figure(|it, language| numbers::money(it.total_sales, language))}
            {figure(|it, language| numbers::count(it.order_count as usize, language))}
            {figure(|it, language| numbers::money(it.average, language))}
            <td>{with_swatch(segment)}</td>
            {figure(|it, language| decimal(it.silhouette, 4, language))}
            <td class:narrow=is_narrow>{with_swatch(next)}</td>
            {figure(|it, language| numbers::percent(it.margin, 1, language))}
        </tr>
    }
}

/// An account's figures.
struct Figures {
    total_sales: f64,
    order_count: u32,
    average: f64,
    silhouette: f64,
    margin: f64,
}
