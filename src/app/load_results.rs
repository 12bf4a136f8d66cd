//! After a load: the loaders' own files, what failed by cause, and what is to be loaded again.

use super::file_choice::FileChoice;
use super::fold::Fold;
use super::load_kit::why;
use super::session::Session;
use super::session::round_trip::Answer;
use crate::browser::download;
use crate::kit::Results;
use crate::text::kit::panels;
use crate::text::numbers::count;
use crate::text::{Language, figures};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::File;

/// The panel, made when it is first opened: a load may be looked at without any sales.
#[component]
pub fn LoadResults() -> impl IntoView {
    let session = Session::expect();
    let take = move |files: Vec<File>| session.read_results(files);
    view! {
        <Fold summary=panels::results testid="load-results">
            <p class="hint" id="results-hint">{session.say(panels::results_hint)}</p>
            <FileChoice
                label=panels::choose_results
                testid="results-input"
                described_by="results-hint"
                multiple=true
                take=take
            />
            <Found/>
        </Fold>
    }
}

#[component]
fn Found() -> impl IntoView {
    let session = Session::expect();
    let results = session.round_trip.results;
    let said = move || {
        let language = session.language();
        match results.get() {
            Answer::None => None,
            Answer::Awaited => Some(view! { <p class="hint">{panels::reading(language)}</p> }.into_any()),
            Answer::Here(results) => Some(view! { <Told results/> }.into_any()),
            Answer::Refused(refused) => Some(
                view! { <p class="problem-line" data-testid="results-refused">{why(&refused, language)}</p> }
                    .into_any(),
            ),
            Answer::Lost => Some(view! { <p class="problem-line">{panels::lost(language)}</p> }.into_any()),
        }
    };
    view! { <div role="status" class="round-trip-answer" data-testid="results-answer">{said}</div> }
}

#[component]
fn Told(results: Arc<Results>) -> impl IntoView {
    let session = Session::expect();
    let language = session.language();
    let failed = panels::failed_rows(&results);
    let figures = [(panels::loaded(language), results.loaded), (panels::failed(language), failed)];
    let beside = panels::beside_causes(&results, language);
    let has_retry = !results.retry.is_empty();
    view! {
        <dl class="figures" data-testid="results-counts">
            {figures
                .map(|(label, rows)| {
                    view! { <div class="figure"><dt>{label}</dt><dd>{count(rows, language)}</dd></div> }
                })
                .into_iter()
                .collect_view()}
        </dl>
        {(failed == 0).then(|| view! { <p>{panels::none_failed(language)}</p> })}
        {(!results.causes.is_empty()).then(|| causes(&results, language))}
        {beside.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        {has_retry.then(|| view! { <Retry results/> })}
    }
}

fn causes(results: &Results, language: Language) -> impl IntoView + use<> {
    let rows = results.causes.iter().map(|cause| {
        view! {
            <tr>
                <th scope="row" class="code">{panels::of_loader(&cause.code)}</th>
                <td class="number">{count(cause.rows, language)}</td>
                <td>{panels::advice(cause, language)}</td>
                <td class="message">{panels::of_loader(&cause.message)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=panels::cause(language)>
            <table data-testid="results-causes">
                <caption>{panels::cause(language)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{panels::cause(language)}</th>
                        <th scope="col" class="number">{panels::rows(language)}</th>
                        <th scope="col">{panels::what_to_do(language)}</th>
                        <th scope="col">{panels::example(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Saves the rows that are to be loaded again.
#[component]
fn Retry(results: Arc<Results>) -> impl IntoView {
    let session = Session::expect();
    let saved: RwSignal<Option<bool>> = RwSignal::new(None);
    let save = move |_| {
        let is_saved = download::save(Results::RETRY, "text/csv;charset=utf-8", results.retry.as_bytes()).is_saved();
        saved.set(is_saved);
    };
    let notice = move || Some(figures::saved(Results::RETRY, saved.get()?, session.language()));
    view! {
        <p class="hint">{session.say(panels::retry_hint)}</p>
        <p class="choices">
            <button type="button" class="primary" data-testid="retry" on:click=save>{session.say(panels::download_retry)}</button>
            <span class="hint" data-testid="retry-saved">{notice}</span>
        </p>
    }
}
