//! The accounts, row by row: searched, filtered, sorted; only the rows in view are in the document.

use super::copied_rows::{ROWS_AT_ONCE, write_rows};
use super::landed::Landed;
use super::listing::{Column, Query, Sort, rows};
use super::picking::{Picked, Picking, keep_focus, mark_stop, on_key};
use super::picks::Picks;
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

/// Columns of the table, with that of the boxes.
const COLUMNS: u32 = Column::ALL.len() as u32 + 1;

/// Search, filter and table.
#[component]
pub fn AccountsTable() -> impl IntoView {
    let session = Session::expect();
    let search = RwSignal::new(String::new());
    let sort = RwSignal::new(Sort::default());
    let picking = Picking::of(session);
    let listing = listing(session, search, sort, picking);
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
                <Copy listing sort picking/>
                <Picked picking/>
            </div>
            <ValueFilter/>
            <Rows listing sort picking/>
        </section>
    }
}

/// What became of a copy of so many rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    Done(usize),
    Refused,
}

/// Copies what is picked, or else what is listed, a few thousand rows a turn.
#[component]
fn Copy(listing: Listing, sort: RwSignal<Sort>, picking: Picking) -> impl IntoView {
    let session = Session::expect();
    // With the list it was done with: of another it says nothing.
    let copied: RwSignal<Option<(Copied, Arc<Vec<u32>>)>> = RwSignal::new(None);
    let copy = move |_| {
        let listed = listing.get_untracked();
        let Some((accounts, description)) = session.accounts.get_untracked().zip(session.description.get_untracked())
        else {
            return;
        };
        let rows = match picking.picks.get_untracked() {
            picks if picks.is_empty() => listed.clone(),
            // Those that a search or a filter hides are picked all the same.
            picks => Arc::new(picks.of(&rows(
                &accounts,
                &description,
                &Query { sort: sort.get_untracked(), ..Query::default() },
            ))),
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
            copied.try_set(Some((done, listed)));
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
        <button type="button" class="quiet" data-testid="accounts-copy" on:click=copy>
            {move || {
                let words = if picking.picks.with(Picks::is_empty) { page::copy_listed } else { page::copy_picked };
                words(session.language())
            }}
        </button>
        <p class="hint" role="status" data-testid="accounts-copied">{said}</p>
    }
}

fn listing(session: Session, search: RwSignal<String>, sort: RwSignal<Sort>, picking: Picking) -> Listing {
    let (accounts, description) = (session.accounts, session.description);
    Memo::new(move |_| {
        let query = Query {
            sort: sort.get(),
            search: search.get(),
            segment: session.segment.get(),
            ranges: session.ranges.get(),
        };
        let found = accounts.get().zip(description.get());
        let found = found.map_or_else(Vec::new, |(accounts, description)| rows(&accounts, &description, &query));
        Arc::new(picking.only.with(|only| match only {
            Some(picks) => picks.of(&found),
            None => found,
        }))
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
fn Rows(listing: Listing, sort: RwSignal<Sort>, picking: Picking) -> impl IntoView {
    let session = Session::expect();
    let window = NodeRef::<html::Div>::new();
    let (range, follow) = rows_in_view(window, listing);
    let total = move || listing.with(|rows| rows.len());
    let find_stop = move || {
        if let Some(Some(window)) = window.try_get_untracked() {
            mark_stop(&window);
        }
    };
    Effect::new(move || {
        range.track();
        listing.track();
        picking.changes.track();
        // Once the rows are drawn.
        request_animation_frame(find_stop);
    });
    let toggle = move |account: usize, stretch| picking.toggle(account, &listing.get_untracked(), stretch);
    let is_picked = move |account: usize| picking.picks.with_untracked(|picks| picks.contains(account as u32));
    let drawn = move || {
        let rows = listing.get();
        let Some(description) = session.description.get() else { return Vec::new() };
        let (language, theme, marks) = (session.language(), session.theme(), session.marks());
        let changes = picking.changes.get();
        let row = |position: usize| {
            let account = *rows.get(position)? as usize;
            Some(Row { position, account, language, theme, marks, changes, description: description.clone() })
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
            on:scroll=move |_| {
                if let Some(window) = window.get_untracked() {
                    keep_focus(&window);
                }
                follow();
            }
            on:keydown=|event| on_key(&event)
            on:focusin=move |_| find_stop()
        >
            <table class="fixed-rows" data-testid="accounts-table" aria-rowcount=move || (total() + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">
                        <th scope="col"><span class="visually-hidden">{session.say(page::pick_accounts)}</span></th>
                        {Column::ALL.map(|column| view! { <Head column sort/> }).into_iter().collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <Spacer columns=COLUMNS rows=move || range.get().start/>
                    <For each=drawn key=Row::key let(row)>
                        <AccountRow is_picked=is_picked(row.account) toggle row/>
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
    changes: usize,
    description: Landed<Description>,
}

impl Row {
    /// What tells rows that differ apart.
    fn key(&self) -> (usize, usize, Language, Theme, Marks, usize, usize) {
        let Self { position, account, language, theme, marks, changes, ref description } = *self;
        (position, account, language, theme, marks, changes, description.place())
    }
}

#[component]
fn AccountRow(
    row: Row,
    /// Whether its box is ticked to begin with; from then on it is the box that knows.
    is_picked: bool,
    /// Called with the account whose box was clicked, and whether Shift was held.
    toggle: impl Fn(usize, bool) + 'static,
) -> impl IntoView {
    let Row { position, account, language, theme, marks, description, .. } = row;
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
            <td>
                <input
                    type="checkbox"
                    data-testid="pick-account"
                    id=Picking::id_of(account)
                    tabindex="-1"
                    aria-label=format!("{} {id}", page::pick_account(language))
                    prop:checked=is_picked
                    on:click=move |event| toggle(account, event.shift_key())
                />
            </td>
            <th scope="row" class="code">{id.clone()}</th>
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
