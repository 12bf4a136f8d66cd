//! Get your data: the year, the date that counts and the fields, and what exports them from Salesforce.

use super::fold::Fold;
use super::session::Session;
use crate::browser::{clipboard, download};
use crate::kit::KitError;
use crate::kit::query::{DateThatCounts, PROCESS_CONF, Query, SF_COMMAND, SOQL};
use crate::sales::Role;
use crate::text::query::REPORT;
use crate::text::{Words, errors, figures, page, query, roles};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is typed and ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    year: String,
    date: DateThatCounts,
    fields: Vec<Role>,
}

impl Wanted {
    /// The year before this one, every usual field.
    fn usual() -> Self {
        let last_year = js_sys::Date::new_0().get_full_year() - 1;
        let fields = Query::OPTIONAL.into_iter().filter(|&field| Query::is_usual(field)).collect();
        Self { year: last_year.to_string(), date: DateThatCounts::default(), fields }
    }

    fn query(&self) -> Result<Query, KitError> {
        Query::new(self.year.trim(), self.date, &self.fields)
    }

    /// The date that counts cannot be left out.
    fn is_fixed(&self, field: Role) -> bool {
        field == Role::StartDate && self.date == DateThatCounts::Start
    }
}

/// The panel, made when it is first opened.
#[component]
pub fn GetData() -> impl IntoView {
    view! { <Fold summary=query::heading testid="get-data"><Content/></Fold> }
}

#[component]
fn Content() -> impl IntoView {
    let session = Session::expect();
    let wanted = RwSignal::new(Wanted::usual());
    let found = Memo::new(move |_| wanted.with(Wanted::query));
    let problem = move || {
        let message = errors::kit::problem(&found.get().err()?, session.language());
        Some(format!("{} {}", message.what, message.remedy))
    };
    let steps = move || {
        let language = session.language();
        let steps =
            found.with(|found| found.as_ref().map_or_else(|_| Vec::new(), |it| query::report_steps(it, language)));
        steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()
    };
    let text = move |of: fn(&Query) -> String| Memo::new(move |_| found.get().ok().as_ref().map(of));
    let report = Memo::new(move |_| Some(query::report_file(&found.get().ok()?, session.language())));
    view! {
        <p class="hint">{session.say(query::hint)}</p>
        <div class="choices-grid">
            <label class="field">
                {session.say(query::year)}
                <input
                    type="text"
                    inputmode="numeric"
                    maxlength="4"
                    size="4"
                    data-testid="query-year"
                    prop:value=move || wanted.with(|wanted| wanted.year.clone())
                    aria-invalid=move || found.with(Result::is_err).then_some("true")
                    aria-describedby="query-problem"
                    on:input=move |event| wanted.update(|wanted| wanted.year = event_target_value(&event))
                />
            </label>
            <fieldset>
                <legend>{session.say(query::date)}</legend>
                {DateThatCounts::ALL.map(|date| view! { <DateChoice date wanted/> }).into_iter().collect_view()}
            </fieldset>
            <fieldset>
                <legend>{session.say(query::fields)}</legend>
                <p class="hint">{session.say(query::fields_hint)}</p>
                {Query::OPTIONAL.map(|field| view! { <FieldChoice field wanted/> }).into_iter().collect_view()}
            </fieldset>
        </div>
        <p class="problem-line" role="status" id="query-problem" data-testid="query-problem">{problem}</p>
        <Show when=move || found.with(Result::is_ok)>
            <Made title=query::query name=SOQL text=text(Query::soql)/>
            <Made title=query::command hint=query::command_hint name=SF_COMMAND text=text(Query::sf_command)/>
            <Made title=query::data_loader hint=query::data_loader_hint name=PROCESS_CONF text=text(Query::process_conf)/>
            <Made title=query::report name=REPORT text=report>
                <ol class="recipe-steps" data-testid="report-steps">
                    {steps}
                </ol>
            </Made>
        </Show>
    }
}

#[component]
fn DateChoice(date: DateThatCounts, wanted: RwSignal<Wanted>) -> impl IntoView {
    let session = Session::expect();
    let id = format!("about-date-{}", date.name());
    view! {
        <div class="option">
            <label class="choice">
                <input
                    type="radio"
                    name="date-that-counts"
                    value=date.name()
                    data-testid=format!("query-date-{}", date.name())
                    aria-describedby=id.clone()
                    prop:checked=move || wanted.with(|wanted| wanted.date == date)
                    on:change=move |_| wanted.update(|wanted| wanted.date = date)
                />
                <span>{session.say(move |language| query::date_name(date, language))}" "<code>{date.field()}</code></span>
            </label>
            <p class="hint" id=id>{session.say(move |language| query::about_date(date, language))}</p>
        </div>
    }
}

#[component]
fn FieldChoice(field: Role, wanted: RwSignal<Wanted>) -> impl IntoView {
    let session = Session::expect();
    let is_ticked = move || wanted.with(|wanted| wanted.is_fixed(field) || wanted.fields.contains(&field));
    let about = (field == Role::Currency).then(|| view! { <p class="hint">{session.say(query::about_currency)}</p> });
    view! {
        <div class="option">
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid=format!("query-field-{}", field.name())
                    prop:checked=is_ticked
                    disabled=move || wanted.with(|wanted| wanted.is_fixed(field))
                    on:change=move |event| {
                        let is_ticked = event_target_checked(&event);
                        wanted.update(|wanted| {
                            wanted.fields.retain(|&other| other != field);
                            wanted.fields.extend(is_ticked.then_some(field));
                        });
                    }
                />
                <span>{session.say(move |language| roles::role(field, language))}" "<code>{field.api_name()}</code></span>
            </label>
            {about}
        </div>
    }
}

/// What was done with a text, and whether the browser let it be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Copied(bool),
    Saved(bool),
}

/// A text to copy or to save, shown as it is, or as what stands inside in its place.
#[component]
fn Made(
    title: Words,
    #[prop(optional)] hint: Option<Words>,
    name: &'static str,
    text: Memo<Option<String>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let session = Session::expect();
    // With the text it was done with: of another text it says nothing.
    let done: RwSignal<Option<(Done, String)>> = RwSignal::new(None);
    let copy = move |_| {
        let Some(words) = text.get_untracked() else { return };
        done.set(None);
        spawn_local(async move {
            let is_copied = clipboard::copy(&words).await.is_ok();
            done.set(Some((Done::Copied(is_copied), words)));
        });
    };
    let save = move |_| {
        let Some(words) = text.get_untracked() else { return };
        let is_saved = download::save(name, "text/plain;charset=utf-8", words.as_bytes()).is_saved();
        done.set(is_saved.map(|is_saved| (Done::Saved(is_saved), words)));
    };
    let notice = move || {
        let language = session.language();
        let (done, _) = done.get().filter(|(_, words)| text.with(|text| text.as_ref() == Some(words)))?;
        Some(match done {
            Done::Copied(true) => query::copied(language).to_owned(),
            Done::Copied(false) => query::not_copied(language).to_owned(),
            Done::Saved(is_saved) => figures::saved(name, is_saved, language),
        })
    };
    let stem = name.split('.').next().unwrap_or(name);
    let shown = match children {
        Some(children) => children(),
        None => view! {
            <pre class="code-block" tabindex="0" role="region" aria-label=session.say(title) data-testid=format!("made-{stem}")>{move || text.get()}</pre>
        }
        .into_any(),
    };
    view! {
        <h3>{session.say(title)}</h3>
        {hint.map(|hint| view! { <p class="hint">{session.say(hint)}</p> })}
        {shown}
        <p class="choices">
            <button type="button" data-testid=format!("copy-{stem}") on:click=copy>{session.say(query::copy)}</button>
            <button type="button" data-testid=format!("save-{stem}") on:click=save>{session.say(page::download)}" "<span class="code">{name}</span></button>
            <span class="hint" role="status" data-testid=format!("done-{stem}")>{notice}</span>
        </p>
    }
}
