//! What tables of a hundred thousand rows share: only the rows in view are in the document, and heads sort.

use super::listing::{Heading, Sort, visible_range};
use super::observe::ElementSize;
use super::turns::{Turn, in_turn};
use leptos::html;
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Height of a row in CSS pixels, as `--row-height` in the style sheet.
const ROW_HEIGHT: f64 = 36.0;

/// Positions in what is listed, in the order shown.
pub type Listing = Memo<Arc<Vec<u32>>>;

/// The positions to draw, and what to call when the window is scrolled.
pub fn rows_in_view(window: NodeRef<html::Div>, listing: Listing) -> (Memo<Range<usize>>, impl Fn() + Copy) {
    // Height of the window before it is measured: a few rows, since more cost time and soon follow.
    let place = RwSignal::new((0.0, ROW_HEIGHT));
    let follow = move || {
        if let Some(Some(window)) = window.try_get_untracked() {
            place.try_set((f64::from(window.scroll_top()), f64::from(window.client_height())));
        }
    };
    let guard = StoredValue::new_local(None);
    Effect::new(move || {
        if let Some(window) = window.get() {
            // Rows take as long to make as a frame has, which paints charts besides: they get a task of their own.
            guard.set_value(ElementSize::watch(&window, move || in_turn(Turn::Soon, follow)));
        }
    });
    Effect::new(move |had: Option<()>| {
        // Other rows begin at the top again. The first ones do anyway: to say so would have the page laid out at once.
        listing.track();
        if let Some(window) = had.and_then(|()| window.get_untracked()) {
            window.set_scroll_top(0);
        }
    });
    let range = Memo::new(move |_| {
        let (scroll_top, height) = place.get();
        visible_range(scroll_top, height, ROW_HEIGHT, listing.with(|rows| rows.len()))
    });
    (range, follow)
}

/// Stands for rows that are not drawn.
#[component]
pub fn Spacer(
    /// How many.
    rows: impl Fn() -> usize + Copy + Send + 'static,
    /// Columns of the table.
    columns: u32,
) -> impl IntoView {
    view! {
        <tr class="spacer" aria-hidden="true" style:display=move || if rows() == 0 { "none" } else { "table-row" }>
            <td colspan=columns.to_string() style:height=move || format!("{}px", rows() as f64 * ROW_HEIGHT)></td>
        </tr>
    }
}

/// The head of a column, which sorts by it.
#[component]
pub fn SortHead<C>(
    /// The column.
    column: C,
    /// How the table is sorted.
    sort: RwSignal<Sort<C>>,
    /// Whether its cells are numbers.
    is_number: bool,
    /// Names its button for tests.
    testid: String,
    /// The words on it.
    children: Children,
) -> impl IntoView
where
    C: Heading + Send + Sync + 'static,
{
    view! {
        <th scope="col" class:number=is_number aria-sort=move || direction(sort.get(), column)>
            <button type="button" class="sort" data-testid=testid on:click=move |_| sort.update(|sort| *sort = sort.clicked(column))>
                {children()}
            </button>
        </th>
    }
}

/// How a table that is sorted so stands to a column, for `aria-sort`.
fn direction<C: Heading>(sort: Sort<C>, column: C) -> &'static str {
    match sort {
        Sort { by, .. } if by != column => "none",
        Sort { descending: true, .. } => "descending",
        Sort { .. } => "ascending",
    }
}
