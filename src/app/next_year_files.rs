//! The files of a comparison with last year, as the command writes them.

use super::next_year_result::{Shown, is_two_ways, with_moves};
use super::session::Session;
use crate::browser::years::{NextYearFile, Way};
use crate::compare::CompareFile;
use crate::pipeline::ScoreFile;
use crate::text::kit::beyond_picklist;
use crate::text::{compare, figures, next_year as text, page};
use leptos::prelude::*;

/// The files that are offered of what stands there.
fn offered(found: Shown, way: Memo<Option<Way>>) -> Vec<NextYearFile> {
    let is_applied = found.with(|found| found.as_ref().is_some_and(|it| matches!(it.compared.applied, Some(Ok(_)))));
    let shown = way.get();
    // What the model makes of this year does not hang on last year's segments.
    let is_two_ways = with_moves(found, way, |found, way, _| is_two_ways(&found.compared, way)) == Some(true);
    let score = if is_applied && (shown != Some(Way::Anew) || is_two_ways) { &ScoreFile::ALL[..] } else { &[] };
    let compared = with_moves(found, way, |_, way, moves| {
        let is_of_use = |file: &CompareFile| match file {
            // The model's are those of the comparison, unless these have taken other numbers.
            CompareFile::Segments => way == Way::Anew || moves.comparison.matching.is_some(),
            CompareFile::Movers | CompareFile::Report => true,
            // The two ways have the same accounts, and neither is what stands in Salesforce.
            CompareFile::New | CompareFile::Lost | CompareFile::Update | CompareFile::Rollback => !is_two_ways,
        };
        let files = CompareFile::ALL.into_iter().filter(is_of_use);
        files.map(|file| NextYearFile::Compare(way, file)).collect::<Vec<_>>()
    });
    compared.unwrap_or_default().into_iter().chain(score.iter().copied().map(NextYearFile::Score)).collect()
}

/// The list, what is left out of it, and what became of the last download.
#[component]
pub fn YearFiles(found: Shown, way: Memo<Option<Way>>) -> impl IntoView {
    let session = Session::expect();
    let offered = Memo::new(move |_| offered(found, way));
    let notes = move || {
        let language = session.language();
        let notes = with_moves(found, way, |_, _, moves| {
            let highest = moves.comparison.flow.after.last().copied().unwrap_or_default();
            let notes =
                [compare::not_loadable(moves.not_loadable, language), beyond_picklist(highest.into(), language)];
            notes.into_iter().flatten().collect::<Vec<String>>().join(" ")
        });
        notes.unwrap_or_default()
    };
    let notice = move || {
        let language = session.language();
        session.years.saved.get().map(|(name, is_saved)| figures::saved(&name, is_saved, language))
    };
    view! {
        <h3>{session.say(text::files_heading)}</h3>
        <p class="hint">{session.say(text::files_hint)} " " {notes}</p>
        <ul class="downloads">
            <For each=move || offered.get() key=|file| *file let(file)>
                <YearFile file/>
            </For>
        </ul>
        <p class="notice" role="status" data-testid="years-notice">{notice}</p>
    }
}

#[component]
fn YearFile(file: NextYearFile) -> impl IntoView {
    let session = Session::expect();
    let ready = session.is_ready;
    let name = file.name_apart();
    let stem = file.file_name().split('.').next().unwrap_or_default();
    let testid = match file {
        NextYearFile::Score(_) => format!("years-download-score-{stem}"),
        NextYearFile::Compare(..) => format!("years-download-{stem}"),
    };
    let id = format!("{testid}-name");
    view! {
        <li>
            <span class="code" id=id.clone()>{name}</span>
            <span class="hint">{session.say(move |language| text::about(file, language))}</span>
            <button
                type="button"
                data-testid=testid
                aria-describedby=id
                aria-disabled=move || (!ready.get()).then_some("true")
                on:click=move |_| session.export_year(file)
            >
                {session.say(page::download)}
            </button>
        </li>
    }
}
