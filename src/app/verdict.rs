//! What the evidence beside each k comes to: in words, with the way to follow it; or how far it is.

use super::job::{Aside, Comparison};
use super::landed::Landed;
use super::session::Session;
use crate::cluster::{Evidence, Structure};
use crate::text::{evidence as words, page};
use leptos::prelude::*;

/// The evidence, once it has landed.
pub fn landed(session: Session) -> Memo<Option<Landed<Evidence>>> {
    Memo::new(move |_| match session.evidence.get() {
        Some(Aside::Landed(evidence)) => Some(evidence),
        _ => None,
    })
}

/// The verdict, or quiet word of how far it is.
#[component]
pub fn Verdict(comparison: Landed<Comparison>) -> impl IntoView {
    let session = Session::expect();
    let found = landed(session);
    let is_awaited = Memo::new(move |_| session.evidence.with(|evidence| matches!(evidence, Some(Aside::Awaited(_)))));
    let is_stopped = Memo::new(move |_| session.evidence.with(|evidence| matches!(evidence, Some(Aside::Stopped))));
    let share = move || match session.evidence.get() {
        Some(Aside::Awaited(share)) => share,
        _ => 0.0,
    };
    view! {
        <div class="evidence" role="status">
            <Show when=move || is_awaited.get()>
                <div class="aside awaited" data-testid="evidence-progress">
                    <p class="hint">{session.say(page::evidence_awaited)}</p>
                    <progress max="1" aria-label=session.say(page::evidence_awaited) prop:value=share></progress>
                    <button type="button" data-testid="evidence-stop" on:click=move |_| session.stop_evidence()>
                        {session.say(page::evidence_stop)}
                    </button>
                </div>
            </Show>
            <Show when=move || is_stopped.get()>
                <div class="aside" data-testid="evidence-stopped">
                    <p class="hint">{session.say(page::evidence_stopped)}</p>
                    <button type="button" data-testid="evidence-find" on:click=move |_| session.find_evidence()>
                        {session.say(page::evidence_find)}
                    </button>
                </div>
            </Show>
            {move || {
                let comparison = comparison.clone();
                found.get().map(|evidence| view! { <InWords evidence comparison/> })
            }}
        </div>
    }
}

/// Whether there are groups, what is recommended and why, which numbers are near equal, and what it rests on.
#[component]
fn InWords(evidence: Landed<Evidence>, comparison: Landed<Comparison>) -> impl IntoView {
    let session = Session::expect();
    let (k, ready) = (session.k, session.is_ready);
    let best_k = comparison.best_k;
    let recommendation = StoredValue::new(evidence.recommendation.clone());
    let (basis, structure, recommended) =
        (evidence.basis, evidence.recommendation.structure, evidence.recommendation.k);
    let beside_chance = move || {
        let k = k.get()?;
        let scores = comparison.scores.iter().find(|scores| scores.k == k)?;
        let beside = evidence.by_k.iter().find(|beside| beside.k == k)?;
        Some(words::beside_chance(scores.silhouette, beside, session.language()))
    };
    let reason = move || recommendation.with_value(|it| words::recommended(it, best_k, session.language()));
    let near = move || recommendation.with_value(|it| words::near(it, session.language()));
    view! {
        <div class="verdict" class:warning=structure == Structure::None data-testid="verdict">
            <p class="finding">{session.say(move |language| words::structure(structure, language))}</p>
            <p>{beside_chance}</p>
            <p data-testid="recommendation">{reason} " " {near}</p>
            <Show when=move || k.get() != Some(recommended)>
                <button
                    type="button"
                    data-testid="take-recommended"
                    disabled=move || !ready.get()
                    on:click=move |_| session.choose_k(recommended)
                >
                    {session.say(page::take_recommended)}
                </button>
            </Show>
            <p class="hint">{session.say(move |language| words::basis(&basis, language))}</p>
        </div>
    }
}
