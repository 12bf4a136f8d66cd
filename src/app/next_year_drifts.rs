//! How far customers as a whole have shifted since last year, in words.

use super::next_year_result::{Shown, is_two_ways, with_moves};
use super::session::{Found, Session};
use crate::browser::years::Way;
use crate::model::FeatureDrift;
use crate::pipeline::Moves;
use crate::text::Language;
use crate::text::drift;
use crate::text::next_year as text;
use leptos::prelude::*;

/// The features, the shares of the segments all in all, and each segment.
#[component]
pub fn Drifts(found: Shown, way: Memo<Option<Way>>, drifts: Memo<Vec<FeatureDrift>>) -> impl IntoView {
    let session = Session::expect();
    let sentences = move || {
        let language = session.language();
        let features = drifts.get().into_iter().map(move |one| drift::of_feature(&one, language));
        let segments = with_moves(found, way, |found, way, moves| of_segments(found, way, moves, session, language));
        features.chain(segments.unwrap_or_default()).map(|words| view! { <li>{words}</li> }).collect_view()
    };
    view! {
        <h3>{session.say(text::drift)}</h3>
        <ul class="drift" data-testid="drift">{sentences}</ul>
        <p class="hint">{session.say(text::drift_about)}</p>
    }
}

/// The two ways have the same accounts: what has shifted since last year is then what the model tells.
fn of_segments(found: &Found, way: Way, moves: &Moves, session: Session, language: Language) -> Vec<String> {
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    let (all, each): (_, Vec<(u8, f64, f64)>) = match (&found.compared.applied, session.years.model()) {
        (Some(Ok(applied)), Some(model)) if is_two_ways(&found.compared, way) => {
            let now: usize = applied.sizes.iter().sum();
            let sizes = model.segments.iter().zip(&applied.sizes).zip(1..);
            let each =
                sizes.map(|((then, &size), number)| (number, share(then.size, model.accounts), share(size, now)));
            (applied.segments, each.collect())
        }
        _ => {
            let comparison = &moves.comparison;
            let [then, now] = comparison.accounts;
            let of = |number: u8| {
                let [before, after] = comparison.flow.sizes(number);
                (number, share(before, then), share(after, now))
            };
            (comparison.segments, comparison.flow.segments().into_iter().map(of).collect())
        }
    };
    let each = each.into_iter().map(|(number, then, now)| drift::of_segment(number, then, now, language));
    std::iter::once(drift::of_segments(all, language)).chain(each).collect()
}
