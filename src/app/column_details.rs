//! Each column in figures: what its values are, how full and how varied it is, how its numbers or dates are spread.

use super::job::Checked;
use super::landed::Landed;
use super::session::Session;
use crate::sales::{ColumnQuality, Spread};
use crate::text::{Words, column_figures, numbers, page, roles};
use leptos::prelude::*;

/// Columns shown: more make a page that nobody can use.
const MOST_SHOWN: usize = 300;
/// Width of a histogram's bar with the gap after it, that gap, and the height of all, in units of the drawing.
const BAR: u32 = 4;
const GAP: u32 = 1;
const HEIGHT: u32 = 20;

/// The table of columns, made when it is opened.
#[component]
pub fn ColumnDetails(checked: Landed<Checked>) -> impl IntoView {
    let session = Session::expect();
    let was_opened = RwSignal::new(false);
    view! {
        <details data-testid="check-details" on:toggle=move |_| was_opened.set(true)>
            <summary>{session.say(page::column_details)}</summary>
            <Show when=move || was_opened.get()>
                <ColumnsInFigures checked=checked.clone()/>
            </Show>
        </details>
    }
}

#[component]
fn ColumnsInFigures(checked: Landed<Checked>) -> impl IntoView {
    let session = Session::expect();
    let rows = checked.quality.rows;
    let head = |name: Words| view! { <th scope="col">{session.say(name)}</th> };
    let number_head = |name: Words| view! { <th scope="col" class="number">{session.say(name)}</th> };
    let all = checked.quality.columns.len();
    let rest = move || column_figures::first_alone(MOST_SHOWN, all, session.language());
    let columns = checked.quality.columns.iter().take(MOST_SHOWN).cloned();
    view! {
        <p class="hint">{session.say(column_figures::hint)}" "{rest}</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(page::column_details)>
            <table class="column-figures">
                <thead>
                    <tr>
                        {head(page::column)}
                        {head(page::role)}
                        {head(column_figures::kinds_head)}
                        {number_head(page::filled)}
                        {number_head(page::fill_rate)}
                        {number_head(page::distinct)}
                        {number_head(column_figures::repeated)}
                        {number_head(column_figures::least)}
                        {number_head(column_figures::lower_quartile)}
                        {number_head(column_figures::median)}
                        {number_head(column_figures::upper_quartile)}
                        {number_head(column_figures::greatest)}
                        {head(column_figures::spread)}
                    </tr>
                </thead>
                <tbody>{columns.map(|column| view! { <ColumnRow column rows/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn ColumnRow(column: ColumnQuality, rows: usize) -> impl IntoView {
    let session = Session::expect();
    let repeated = column.repeated();
    let ColumnQuality { name, role, filled, distinct, kinds, spread, .. } = column;
    let role_name = move || {
        let language = session.language();
        role.map_or(page::no_role(language), |role| roles::role(role, language))
    };
    let count = |number: usize| view! { <td class="number">{move || numbers::count(number, session.language())}</td> };
    let figures = spread.as_ref().map(|spread| {
        let Spread { kind, min, quartiles: [lower, median, upper], max, .. } = *spread;
        [min, lower, median, upper, max].map(|figure| (figure, kind))
    });
    let figure = move |at: usize| {
        let figure = figures.map(|figures| figures[at]);
        let words = move || figure.map(|(value, kind)| column_figures::value(value, kind, session.language()));
        view! { <td class="number">{words}</td> }
    };
    view! {
        <tr>
            <th scope="row" class="code">{name}</th>
            <td>{role_name}</td>
            <td>{move || column_figures::kinds(&kinds, session.language())}</td>
            {count(filled)}
            <td class="number">{move || numbers::percent(filled as f64 / rows.max(1) as f64, 1, session.language())}</td>
            {count(distinct)}
            {count(repeated)}
            {(0..5).map(figure).collect_view()}
            <td>{spread.map(|spread| view! { <Histogram spread/> })}</td>
        </tr>
    }
}

/// The bars; in words for who does not see them, or points at them.
#[component]
fn Histogram(spread: Spread) -> impl IntoView {
    let session = Session::expect();
    let highest = spread.histogram.iter().copied().max().unwrap_or(0).max(1);
    let bars = (0..).zip(&spread.histogram).map(|(at, &cells)| {
        // A bar that holds anything is seen.
        let share = f64::from(cells) / f64::from(highest);
        let height = (share * f64::from(HEIGHT)).max(f64::from(u8::from(cells > 0)));
        view! { <rect x=at * BAR y=f64::from(HEIGHT) - height width=BAR - GAP height=height></rect> }
    });
    let bars = bars.collect_view();
    let view_box = format!("0 0 {} {HEIGHT}", Spread::BARS as u32 * BAR - GAP);
    let words = Memo::new(move |_| column_figures::histogram(&spread, session.language()));
    view! {
        <svg class="histogram" viewBox=view_box preserveAspectRatio="none" role="img" aria-label=move || words.get()>
            <title>{move || words.get()}</title>
            {bars}
        </svg>
    }
}
