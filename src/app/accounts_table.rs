//! The accounts, row by row: searched, filtered, sorted; only the rows in view are in the document.

use super::copied_rows::{ROWS_AT_ONCE, write_rows};
use super::landed::Landed;
use super::listing::{Column, Query, Sort, rows};
use super::session::Session;
use super::swatch::Mark;
use super::turns::turn;
use super::value_filter::ValueFilter;
use super::virtual_rows::{Listing, SortHead, Spacer, rows_in_view};
use crate::browser::clipboard;
use crate::browser::messages::Description;
use crate::charts::Theme;
use crate::cluster::Border;
use crate::segments::Marks;
use crate::text::charts::feature;
use crate::text::numbers::{self, decimal};
use crate::text::{Language, Words, figures, page};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
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
                <Copy listing/>
            </div>
            <ValueFilter/>
            <Rows listing sort/>
        </section>
    }
}

/// What became of a copy of so many rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    Done(usize),
    Refused,
}

/// Copies what is listed, a few thousand rows a turn.
#[component]
fn Copy(listing: Listing) -> impl IntoView {
    let session = Session::expect();
    // With the rows it was done with: of others it says nothing.
    let copied: RwSignal<Option<(Copied, Arc<Vec<u32>>)>> = RwSignal::new(None);
    let copy = move |_| {
        let rows = listing.get_untracked();
        let Some((accounts, description)) = session.accounts.get_untracked().zip(session.description.get_untracked())
        else {
            return;
        };
        let language = untrack(|| session.language());
        copied.set(None);
        spawn_local(async move {
            let mut text = Column::ALL.map(|column| head(column)(language)).join("\t") + "\n";
            for part in rows.chunks(ROWS_AT_ONCE) {
                write_rows(&mut text, &accounts, &description, part, language);
                if rows.len() > ROWS_AT_ONCE {
                    turn().await;
                }
            }
            let done = if clipboard::copy(&text).await.is_ok() { Copied::Done(rows.len()) } else { Copied::Refused };
            copied.try_set(Some((done, rows)));
        });
    };
    let said = move || {
        let language = session.language();
        let (copied, _) = copied.get().filter(|(_, rows)| listing.with(|listed| Arc::ptr_eq(listed, rows)))?;
        Some(match copied {
            Copied::Done(rows) => figures::copied(rows, language),
            Copied::Refused => page::not_copied(language).to_owned(),
        })
    };
    view! {
        <button type="button" class="quiet" data-testid="accounts-copy" on:click=copy>{session.say(page::copy_listed)}</button>
        <p class="hint" role="status" data-testid="accounts-copied">{said}</p>
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
        let Some(description) = session.description.get() else { return Vec::new() };
        let (language, theme, marks) = (session.language(), session.theme(), session.marks());
        let row = |position: usize| {
            let account = *rows.get(position)? as usize;
            Some(Row { position, account, language, theme, marks, description: description.clone() })
        };
        range.get().filter_map(row).collect()
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
                    <For each=drawn key=Row::key let(row)>
                        <AccountRow row/>
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
    view! {
        <SortHead column sort is_number=is_number(column) testid=format!("sort-{}", column.id())>
            {session.say(head(column))}
        </SortHead>
    }
}

/// The words at the head of a column.
fn head(column: Column) -> Words {
    match column {
        Column::Account => page::account,
        Column::TotalSales => |language| feature(0, language),
        Column::OrderCount => |language| feature(1, language),
        Column::Average => |language| feature(2, language),
        Column::Segment => page::segment,
        Column::Silhouette => page::silhouette,
        Column::Next => page::next_segment,
        Column::Margin => page::margin,
    }
}

const fn is_number(column: Column) -> bool {
    !matches!(column, Column::Account | Column::Segment | Column::Next)
}

/// A row as it is drawn: what it shows never changes, so that nothing follows for every row that was ever scrolled past.
#[derive(Clone, PartialEq)]
struct Row {
    position: usize,
    account: usize,
    language: Language,
    theme: Theme,
    marks: Marks,
    description: Landed<Description>,
}

impl Row {
    /// What tells rows that differ apart.
    fn key(&self) -> (usize, usize, Language, Theme, Marks, usize) {
        (self.position, self.account, self.language, self.theme, self.marks, self.description.place())
    }
}

#[component]
fn AccountRow(row: Row) -> impl IntoView {
    let Row { position, account, language, theme, marks, description } = row;
    let session = Session::expect();
    let shown = session.accounts.with_untracked(|accounts| {
        let accounts = accounts.as_ref()?;
        let figures = [
            numbers::money(*accounts.total_sales.get(account)?, language),
            numbers::count(*accounts.order_count.get(account)? as usize, language),
            numbers::money(*accounts.average.get(account)?, language),
        ];
        Some((accounts.ids.get(account)?.clone(), figures))
    });
    // The list names only accounts that there are.
    let (id, [sales, orders, average]) = shown.unwrap_or_default();
    let of = |values: &[f64]| values.get(account).copied().unwrap_or_default();
    let (silhouette, margin) = (of(&description.silhouettes), of(&description.margins));
    let segment = |labels: &[u8]| {
        let index = labels.get(account).copied().map(usize::from);
        index.map(|index| view! { <Mark index=marks.at(index) theme/> {index + 1} })
    };
    let number = |words: String| view! { <td class="number">{words}</td> };
    view! {
        // Row 1 is the head.
        <tr aria-rowindex=(position + 2).to_string() class:odd=position % 2 == 1 data-testid="account-row">
            <th scope="row" class="code">{id}</th>
            {number(sales)}
            {number(orders)}
            {number(average)}
            <td>{segment(&description.labels)}</td>
            {number(decimal(silhouette, 4, language))}
            <td class:narrow=margin < Border::NARROW>{segment(&description.next)}</td>
            {number(numbers::percent(margin, 1, language))}
        </tr>
    }
}
