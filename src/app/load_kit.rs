//! The load kit: where the segments go, what stands there now, and one file that loads them.

use super::file_choice::FileChoice;
use super::fold::Fold;
use super::kit_draft::{KitDraft, Other};
use super::session::Session;
use super::session::round_trip::{Answer, KitOrder, KitSaved};
use crate::browser::messages::{FileRefused, WhyRefused};
use crate::kit::KitError;
use crate::text::kit::panels;
use crate::text::{Language, Words, errors, figures};
use leptos::prelude::*;
use web_sys::File;

/// The panel, made when it is first opened.
#[component]
pub fn LoadKit() -> impl IntoView {
    view! { <Fold summary=panels::kit testid="load-kit"><Content/></Fold> }
}

#[component]
fn Content() -> impl IntoView {
    let session = Session::expect();
    let draft = RwSignal::new(KitDraft::usual(today()));
    let before: RwSignal<Option<File>, LocalStorage> = RwSignal::new_local(None);
    // Told when the kit is asked for: nobody is wrong while still typing.
    let problem: RwSignal<Option<KitError>> = RwSignal::new(None);
    let is_of_model = RwSignal::new(false);
    let has_model = Memo::new(move |_| {
        session
            .years
            .state
            .with(|state| state.found().is_some_and(|found| matches!(found.compared.applied, Some(Ok(_)))))
    });
    let make = move || {
        let before = before.get_untracked();
        match draft.with_untracked(|draft| draft.target(before.is_some())) {
            Ok(target) => {
                problem.set(None);
                let is_of_model = is_of_model.get_untracked() && has_model.get_untracked();
                session.make_kit(KitOrder { target, before, is_of_model });
            }
            Err(error) => problem.set(Some(error)),
        }
    };
    let said = move || {
        let message = errors::kit::problem(&problem.get()?, session.language());
        Some(format!("{} {}", message.what, message.remedy))
    };
    view! {
        <p class="hint">{session.say(panels::kit_hint)}</p>
        <form class="round-trip-form" novalidate on:submit=move |event| {
            event.prevent_default();
            if session.is_ready.get_untracked() {
                make();
            }
        }>
            <fieldset>
                <legend>{session.say(panels::target)}</legend>
                <Name
                    label=panels::object
                    testid="kit-object"
                    value=Signal::derive(move || draft.with(|draft| draft.object.clone()))
                    take=move |text| draft.update(|draft| draft.object = text)
                />
                <Name
                    label=panels::segment_field
                    testid="kit-segment"
                    value=Signal::derive(move || draft.with(|draft| draft.segment.clone()))
                    take=move |text| draft.update(|draft| draft.segment = text)
                />
            </fieldset>
            <Show when=move || has_model.get()>
                <fieldset>
                    <legend>{session.say(panels::which)}</legend>
                    {[(false, "own", panels::own as Words), (true, "of-model", panels::of_model)]
                        .map(|(is_model, name, label)| view! {
                            <label class="choice">
                                <input
                                    type="radio"
                                    name="kit-of"
                                    data-testid=format!("kit-{name}")
                                    prop:checked=move || is_of_model.get() == is_model
                                    on:change=move |_| is_of_model.set(is_model)
                                />
                                {session.say(label)}
                            </label>
                        })
                        .into_iter()
                        .collect_view()}
                </fieldset>
            </Show>
            <Before before/>
            <fieldset>
                <legend>{session.say(panels::others)}</legend>
                {Other::ALL.map(|other| view! { <OtherField other draft before/> }).into_iter().collect_view()}
            </fieldset>
            <p class="choices">
                <button
                    type="submit"
                    class="primary"
                    data-testid="kit-make"
                    aria-disabled=move || (!session.is_ready.get()).then_some("true")
                >
                    {session.say(panels::make)}
                </button>
            </p>
            <p class="problem-line" role="status" data-testid="kit-problem">{said}</p>
            <Made/>
        </form>
    }
}

/// A name to type.
#[component]
fn Name<F>(label: Words, #[prop(into)] testid: String, value: Signal<String>, take: F) -> impl IntoView
where
    F: Fn(String) + 'static,
{
    let session = Session::expect();
    view! {
        <label class="field">
            {session.say(label)}
            <input
                type="text"
                class="code"
                maxlength="80"
                spellcheck="false"
                autocapitalize="off"
                data-testid=testid
                prop:value=move || value.get()
                on:input=move |event| take(event_target_value(&event))
            />
        </label>
    }
}

/// What stands in the fields now.
#[component]
fn Before(before: RwSignal<Option<File>, LocalStorage>) -> impl IntoView {
    let session = Session::expect();
    let name = move || {
        let chosen = before.with(|file| file.as_ref().map(File::name));
        chosen.unwrap_or_else(|| panels::no_before(session.language()).to_owned())
    };
    let take = move |files: Vec<File>| before.set(files.into_iter().next());
    view! {
        <fieldset>
            <legend>{session.say(panels::before)}</legend>
            <p class="hint" id="kit-before-hint">{session.say(panels::before_hint)}</p>
            <FileChoice
                label=panels::choose_before
                testid="kit-before"
                described_by="kit-before-hint"
                take=take
            />
            <p role="status" class="file-name" data-testid="kit-before-name">{name}</p>
            <Show when=move || before.with(Option::is_some)>
                <button type="button" data-testid="kit-before-drop" on:click=move |_| before.set(None)>
                    {session.say(panels::drop_before)}
                </button>
            </Show>
        </fieldset>
    }
}

/// A field beside the segment's: wanted or not, its name, its value where the user gives it.
#[component]
fn OtherField(other: Other, draft: RwSignal<KitDraft>, before: RwSignal<Option<File>, LocalStorage>) -> impl IntoView {
    let session = Session::expect();
    let label = match other {
        Other::Day => panels::day as Words,
        Other::Model => panels::model,
        Other::Silhouette => panels::silhouette,
        Other::Previous => panels::previous,
        Other::Profile => panels::profile,
        Other::Sales => panels::sales_rank,
        Other::Orders => panels::orders_rank,
        Other::Average => panels::average_rank,
    };
    let is_off = move || other == Other::Previous && before.with(Option::is_none);
    let is_wanted = Memo::new(move |_| draft.with(|draft| draft.has(other)) && !is_off());
    let value = move || match other {
        Other::Day => Some(view! { <DayValue draft/> }.into_any()),
        Other::Model => Some(
            view! {
                <Name
                    label=panels::model_value
                    testid="kit-model-value"
                    value=Signal::derive(move || draft.with(|draft| draft.model.clone()))
                    take=move |text| draft.update(|draft| draft.model = text)
                />
            }
            .into_any(),
        ),
        _ => None,
    };
    let hint = (other == Other::Previous).then(|| view! { <p class="hint">{session.say(panels::previous_hint)}</p> });
    view! {
        <div class="option">
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid=format!("kit-{}", other.name())
                    prop:checked=move || is_wanted.get()
                    disabled=is_off
                    on:change=move |event| draft.update(|draft| draft.tick(other, event_target_checked(&event)))
                />
                {session.say(label)}
            </label>
            {hint}
            <Show when=move || is_wanted.get()>
                <Name
                    label=panels::field
                    testid=format!("kit-{}-field", other.name())
                    value=Signal::derive(move || draft.with(|draft| draft.field(other).to_owned()))
                    take=move |text| draft.update(|draft| draft.rename(other, text))
                />
                {value()}
            </Show>
        </div>
    }
}

#[component]
fn DayValue(draft: RwSignal<KitDraft>) -> impl IntoView {
    let session = Session::expect();
    view! {
        <label class="field">
            {session.say(panels::day_value)}
            <input
                type="date"
                data-testid="kit-day-value"
                prop:value=move || draft.with(|draft| draft.day.clone())
                on:input=move |event| draft.update(|draft| draft.day = event_target_value(&event))
            />
        </label>
    }
}

/// What is in the kit, or why there is none.
#[component]
fn Made() -> impl IntoView {
    let session = Session::expect();
    let kit = session.round_trip.kit;
    let view = move || {
        let language = session.language();
        match kit.get() {
            Answer::None => None,
            Answer::Awaited => Some(view! { <p class="hint">{panels::making(language)}</p> }.into_any()),
            Answer::Here(saved) => Some(said(&saved, language).into_any()),
            Answer::Refused(refused) => Some(
                view! { <p class="problem-line" data-testid="kit-refused">{why(&refused, language)}</p> }.into_any(),
            ),
            Answer::Lost => Some(view! { <p class="problem-line">{panels::lost(language)}</p> }.into_any()),
        }
    };
    view! { <div role="status" class="round-trip-answer" data-testid="kit-answer">{view}</div> }
}

fn said(kit: &KitSaved, language: Language) -> impl IntoView + use<> {
    let done = kit.is_saved.map(|is_saved| figures::saved(&kit.name, is_saved, language));
    let figures = panels::figures(&kit.counts, language).into_iter();
    let notes = match language {
        Language::French => &kit.notes[0],
        Language::English => &kit.notes[1],
    };
    let notes = notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    view! {
        {done.map(|done| view! { <p>{done}</p> })}
        <dl class="figures" data-testid="kit-counts">
            {figures
                .map(|(label, number)| view! { <div class="figure"><dt>{label}</dt><dd>{number}</dd></div> })
                .collect_view()}
        </dl>
        <ul class="notes" data-testid="kit-notes">{notes}</ul>
    }
}

/// Why a file beside the main one is no use.
pub(super) fn why(refused: &FileRefused, language: Language) -> String {
    let message = match &refused.why {
        WhyRefused::Table(error) => errors::message(&error.clone().into(), language),
        WhyRefused::Before(error) => errors::years::compare(error, language),
        WhyRefused::Results(error) => errors::kit::problem(error, language),
        WhyRefused::NotApplied => errors::kit::not_applied(language),
    };
    panels::in_file(&refused.file, &message, language)
}

/// Today where the user is, in ISO form.
fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
