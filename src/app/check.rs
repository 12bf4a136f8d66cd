//! Check: what was read, what was kept, what was left out and why.

use super::columns_panel::ColumnsPanel;
use super::job::Checked;
use super::landed::Landed;
use super::session::Session;
use crate::sales::{ColumnQuality, Quality};
use crate::text::{Language, Words, columns, figures, formats, numbers, page, roles};
use leptos::prelude::*;

/// The section: what the check found, once it has, and what the user can say of the table.
#[component]
pub fn Check() -> impl IntoView {
    let session = Session::expect();
    let checked = session.checked;
    view! {
        <section id="check" class="section" data-testid="check" aria-labelledby="check-heading">
            <p class="eyebrow">{session.say(page::step_check)}</p>
            <h2 id="check-heading">{session.say(page::check_heading)}</h2>
            {move || checked.get().map(|checked| view! { <Found checked/> })}
            <ColumnsPanel/>
            {move || checked.get().map(|checked| view! { <ColumnDetails checked/> })}
        </section>
    }
}

/// What the check found.
#[component]
fn Found(checked: Landed<Checked>) -> impl IntoView {
    let session = Session::expect();
    let summary = {
        let checked = checked.clone();
        move || figures::check_summary(&checked.file, &checked.quality, session.language())
    };
    view! {
        <p class="lead" data-testid="check-summary">{summary}</p>
        <Figures checked=checked.clone()/>
        <Joined checked=checked.clone()/>
        <Readings checked/>
    }
}

/// A label, and how its figure reads in a language.
type Figure = (Words, &'static str, fn(&Quality, Language) -> Option<String>);

const FIGURES: [Figure; 7] = [
    (page::rows, "check-rows", |quality, language| Some(numbers::count(quality.rows, language))),
    (page::columns, "check-columns", |quality, language| Some(numbers::count(quality.columns.len(), language))),
    (page::fill_rate, "check-fill-rate", |quality, language| Some(numbers::percent(quality.fill_rate, 1, language))),
    (page::duplicates, "check-duplicates", |quality, language| Some(numbers::count(quality.duplicate_rows, language))),
    (page::quantities, "check-quantities", |quality, language| {
        quality.quantity_range.map(|range| figures::quantity_range(range, language))
    }),
    (page::kept, "check-kept", |quality, language| Some(numbers::count(quality.kept, language))),
    (page::excluded, "check-excluded", |quality, language| Some(numbers::count(figures::left_out(quality), language))),
];

#[component]
fn Figures(checked: Landed<Checked>) -> impl IntoView {
    let session = Session::expect();
    let accounts = session.accounts;
    let shown = FIGURES.into_iter().filter(|(_, _, words)| words(&checked.quality, Language::English).is_some());
    let figure = |(name, testid, words): Figure| {
        let checked = checked.clone();
        view! {
            <div class="figure">
                <dt>{session.say(name)}</dt>
                <dd data-testid=testid>{move || words(&checked.quality, session.language())}</dd>
            </div>
        }
    };
    view! {
        <dl class="figures">
            {shown.map(figure).collect_view()}
            {move || accounts.get().map(|accounts| view! {
                <div class="figure">
                    <dt>{session.say(page::accounts)}</dt>
                    <dd data-testid="check-accounts">{move || numbers::count(accounts.ids.len(), session.language())}</dd>
                </div>
            })}
        </dl>
    }
}

/// Ids of accounts that were written in both of their forms.
#[component]
fn Joined(checked: Landed<Checked>) -> impl IntoView {
    let session = Session::expect();
    let joined = checked.quality.joined_ids;
    move || columns::joined_ids(joined, session.language()).map(|words| view! { <p class="hint">{words}</p> })
}

/// How the file and its texts were read; nothing where there was no text to read.
#[component]
fn Readings(checked: Landed<Checked>) -> impl IntoView {
    let session = Session::expect();
    let readings = move || formats::readings(&checked.quality, session.language());
    view! {
        <ul class="exclusions" data-testid="check-formats">
            {move || readings().into_iter().map(|reading| view! { <li>{reading}</li> }).collect_view()}
        </ul>
    }
}

/// Each column: the part it plays, how full it is, how varied.
#[component]
fn ColumnDetails(checked: Landed<Checked>) -> impl IntoView {
    let session = Session::expect();
    let rows = checked.quality.rows;
    view! {
        <details data-testid="check-details">
            <summary>{session.say(page::column_details)}</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(page::column_details)>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{session.say(page::column)}</th>
                            <th scope="col">{session.say(page::role)}</th>
                            <th scope="col" class="number">{session.say(page::filled)}</th>
                            <th scope="col" class="number">{session.say(page::fill_rate)}</th>
                            <th scope="col" class="number">{session.say(page::distinct)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {checked.quality.columns.iter().cloned().map(|column| view! { <ColumnRow column rows/> }).collect_view()}
                    </tbody>
                </table>
            </div>
        </details>
    }
}

#[component]
fn ColumnRow(column: ColumnQuality, rows: usize) -> impl IntoView {
    let session = Session::expect();
    let ColumnQuality { name, role, filled, distinct, .. } = column;
    let role_name = move || {
        let language = session.language();
        role.map_or(page::no_role(language), |role| roles::role(role, language))
    };
    view! {
        <tr>
            <th scope="row" class="code">{name}</th>
            <td>{role_name}</td>
            <td class="number">{move || numbers::count(filled, session.language())}</td>
            <td class="number">{move || numbers::percent(filled as f64 / rows.max(1) as f64, 1, session.language())}</td>
            <td class="number">{move || numbers::count(distinct, session.language())}</td>
        </tr>
    }
}
