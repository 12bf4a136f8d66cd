//! Check: what was read, what was kept, what was left out and why.

use super::column_details::ColumnDetails;
use super::columns_panel::ColumnsPanel;
use super::job::Checked;
use super::landed::Landed;
use super::session::Session;
use crate::sales::Quality;
use crate::text::{Language, Words, columns, figures, formats, numbers, page};
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
