//! The recipe, for those who look for it: which features, how normalised, and how far the segments agree with the study's.

use super::draft::Draft;
use super::job::Aside;
use super::progress::Outcome;
use super::session::{Panel, Session};
use crate::customers::{Feature, Normalisation};
use crate::text::{page, recipe};
use leptos::prelude::*;

/// The panel; it stays as it is while another recipe is computed.
#[component]
pub fn RecipePanel() -> impl IntoView {
    let session = Session::expect();
    view! {
        <details class="recipe" data-testid="recipe">
            <summary id="recipe-head">{session.say(page::recipe)}</summary>
            <p class="hint">{session.say(page::recipe_hint)}</p>
            <Reading/>
            <form class="recipe-form" on:submit=move |event| {
                event.prevent_default();
                if untrack(move || is_new(session)) {
                    session.follow_draft();
                }
            }>
                <fieldset>
                    <legend>{session.say(page::features)}</legend>
                    {Feature::ALL.map(|feature| view! { <FeatureChoice feature/> }).into_iter().collect_view()}
                </fieldset>
                <fieldset>
                    <legend>{session.say(page::normalisation)}</legend>
                    {Normalisation::ALL
                        .map(|normalisation| view! { <NormalisationChoice normalisation/> })
                        .into_iter()
                        .collect_view()}
                </fieldset>
                <Actions/>
            </form>
        </details>
    }
}

/// The agreement with the study's recipe, once another is in use.
#[component]
fn Reading() -> impl IntoView {
    let session = Session::expect();
    let (comparison, k) = (session.comparison, session.k);
    let agreement = move || {
        let k = k.get()?;
        comparison.with(|comparison| {
            let here = comparison.as_ref()?.method.agreement.as_ref()?.iter().find(|here| here.k == k)?;
            Some(recipe::agreement(here.ari, k, session.language()))
        })
    };
    let others = move || {
        let k = k.get()?;
        session.evidence.with(|evidence| match evidence {
            Some(Aside::Landed(evidence)) => recipe::others(&evidence.normalisations, k, session.language()),
            _ => None,
        })
    };
    let undated = move || {
        let undated = comparison.with(|comparison| comparison.as_ref().map_or(0, |it| it.method.undated));
        recipe::undated(undated, session.language())
    };
    view! {
        <div role="status">
            {move || agreement().map(|words| view! { <p data-testid="agreement">{words}</p> })}
            {move || others().map(|words| view! { <p class="hint" data-testid="other-normalisations">{words}</p> })}
            {move || undated().map(|words| view! { <p class="hint">{words}</p> })}
        </div>
    }
}

/// A feature to tick; disabled, with the reason, where the file has no column for it.
#[component]
fn FeatureChoice(feature: Feature) -> impl IntoView {
    let session = Session::expect();
    let draft = session.draft;
    let is_told = move || session.checked.with(|it| it.as_ref().is_some_and(|it| feature.is_in(&it.quality)));
    let about = move || {
        let language = session.language();
        if is_told() { recipe::about_feature(feature, language).to_owned() } else { recipe::needs(feature, language) }
    };
    let id = format!("about-{}", feature.name());
    view! {
        <div class="option">
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid=format!("feature-{}", feature.name())
                    aria-describedby=id.clone()
                    prop:checked=move || draft.with(|draft| draft.has(feature))
                    disabled=move || !is_told()
                    on:change=move |event| draft.update(|draft| draft.tick(feature, event_target_checked(&event)))
                />
                {session.say(move |language| recipe::feature(feature, language))}
            </label>
            <p class="hint" id=id>{about}</p>
        </div>
    }
}

#[component]
fn NormalisationChoice(normalisation: Normalisation) -> impl IntoView {
    let session = Session::expect();
    let draft = session.draft;
    let id = format!("about-{}", normalisation.name());
    view! {
        <div class="option">
            <label class="choice">
                <input
                    type="radio"
                    name="normalisation"
                    value=normalisation.name()
                    data-testid=format!("normalisation-{}", normalisation.name())
                    aria-describedby=id.clone()
                    prop:checked=move || draft.with(Draft::normalisation) == normalisation
                    on:change=move |_| draft.update(|draft| draft.choose(normalisation))
                />
                {session.say(move |language| recipe::normalisation(normalisation, language))}
            </label>
            <p class="hint" id=id>{session.say(move |language| recipe::about_normalisation(normalisation, language))}</p>
        </div>
    }
}

/// Whether the recipe that is ticked is one, and another than the one in use.
fn is_new(session: Session) -> bool {
    let in_use = session.comparison.with(|it| it.as_ref().map(|it| it.method.recipe.clone()));
    session.draft.with(Draft::recipe).is_ok_and(|recipe| in_use.is_some_and(|in_use| in_use != recipe))
}

/// Follows the draft, or goes back to the study's recipe. The buttons keep the focus while that is done.
#[component]
fn Actions() -> impl IntoView {
    let session = Session::expect();
    let (draft, ready) = (session.draft, session.is_ready);
    let too_few = move || draft.with(Draft::recipe).is_err();
    let is_study = move || {
        let is_used = session.comparison.with(|it| it.as_ref().is_none_or(|it| it.method.recipe.is_study()));
        is_used && draft.with(|draft| *draft == Draft::default())
    };
    view! {
        <p class="choices">
            <button
                type="submit"
                data-testid="recipe-apply"
                aria-disabled=move || (!ready.get() || !is_new(session)).then_some("true")
            >
                {session.say(page::recipe_apply)}
            </button>
            <button
                type="button"
                data-testid="recipe-study"
                aria-disabled=move || (!ready.get() || is_study()).then_some("true")
                on:click=move |_| {
                    if ready.get_untracked() && !untrack(is_study) {
                        draft.set(Draft::default());
                        if untrack(move || is_new(session)) {
                            session.follow_draft();
                        }
                    }
                }
            >
                {session.say(page::recipe_study)}
            </button>
        </p>
        <Outcome panel=Panel::Recipe testid="recipe-refusal"/>
        <p class="hint" role="status">{move || too_few().then(|| page::two_features(session.language()))}</p>
    }
}
