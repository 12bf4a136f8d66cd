//! Cleaning: what is at stake in each rule, a switch for each, and the reconciliation of rows and money.

use super::progress::Outcome;
use super::session::{Panel, Session};
use super::turns::InTurn;
use crate::sales::{Cleaned, Cleaning, Exclusion, Period, Rule, RuleFinding, Tally};
use crate::text::numbers::{self, money};
use crate::text::{Language, cleaning, page};
use leptos::prelude::*;

/// The panel; it stays as it is while the file is cleaned another way.
#[component]
pub fn CleaningPanel() -> impl IntoView {
    let session = Session::expect();
    let cleaned = Memo::new(move |_| {
        session.checked.with(|it| it.as_ref().map_or_else(Cleaned::default, |it| it.quality.cleaned.clone()))
    });
    view! {
        <section class="cleaning" data-testid="cleaning" aria-labelledby="cleaning-heading">
            <h3 id="cleaning-heading" tabindex="-1">{session.say(page::cleaning)}</h3>
            <p class="hint">{session.say(page::cleaning_hint)}</p>
            <InTurn><Rules cleaned/></InTurn>
            <InTurn>
                <Choices cleaned/>
                <Outcome panel=Panel::Cleaning testid="cleaning-refusal"/>
                <ul class="exclusions" data-testid="cleaning-notes">
                    {move || cleaned.with(|it| cleaning::notes(it, session.language())).into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}
                </ul>
            </InTurn>
            <InTurn><ReconciliationTable cleaned/></InTurn>
        </section>
    }
}

/// What is at stake in each rule, and its switch.
#[component]
fn Rules(cleaned: Memo<Cleaned>) -> impl IntoView {
    let session = Session::expect();
    view! {
        <table class="rules">
            <caption class="visually-hidden">{session.say(page::cleaning)}</caption>
            <thead>
                <tr>
                    <th scope="col">{session.say(page::rule)}</th>
                    <th scope="col" class="number">{session.say(page::lines)}</th>
                    <th scope="col" class="number">{session.say(page::amount)}</th>
                </tr>
            </thead>
            <tbody>
                {Rule::ALL.map(|rule| view! { <RuleSwitch rule cleaned/> }).into_iter().collect_view()}
            </tbody>
        </table>
    }
}

/// What the file leaves to choose from: a year, a currency, how groups are taken.
#[component]
fn Choices(cleaned: Memo<Cleaned>) -> impl IntoView {
    view! {
        <div class="choices">
            <YearChoice cleaned/>
            <CurrencyChoice cleaned/>
            <GroupChoice cleaned/>
        </div>
    }
}

/// The rows and the amount of a tally, a cell each.
fn cells(tally: Tally, language: Language) -> [String; 2] {
    let amount = if tally.rows == tally.without_money {
        page::not_known(language).into()
    } else {
        money(tally.money.value(), language)
    };
    [numbers::count(tally.rows, language), amount]
}

/// A rule with its lines and money, and its switch; no row where the rule has nothing to tell of.
#[component]
fn RuleSwitch(rule: Rule, cleaned: Memo<Cleaned>) -> impl IntoView {
    let session = Session::expect();
    let none = RuleFinding { rule, leaves_out: false, lines: Tally::default(), accounts: 0 };
    let finding = Memo::new(move |_| {
        cleaned.with(|it| it.rules.iter().copied().find(|finding| finding.rule == rule).unwrap_or(none))
    });
    let is_on = move || session.asked.cleaning.with(|cleaning| cleaning.leaves_out(rule));
    let is_idle = move || finding.get().lines.rows == 0 && !is_on();
    let figures = move || cells(finding.get().lines, session.language());
    let accounts = move || {
        let accounts = finding.get().accounts;
        (accounts > 0).then(|| format!(" ({})", numbers::accounts(accounts, session.language())))
    };
    let id = format!("about-{}", rule.name());
    let described_by = id.clone();
    view! {
        <Show when=move || rule != Rule::HiddenRows || cleaned.with(|it| it.hidden_rows > 0)>
            <tr class:idle=is_idle>
                <th scope="row">
                    <label class="choice">
                        <input
                            type="checkbox"
                            data-testid=format!("rule-{}", rule.name())
                            aria-describedby=described_by.clone()
                            aria-disabled=move || (!session.is_ready.get()).then_some("true")
                            prop:checked=is_on
                            disabled=is_idle
                            on:change=move |event| {
                                let input: web_sys::HtmlInputElement = event_target(&event);
                                session.clean(with(session, |cleaning| cleaning.switch(rule, input.checked())));
                                // What was not taken is not shown.
                                input.set_checked(is_on());
                            }
                        />
                        <span>{session.say(move |language| cleaning::rule(rule, language))} {accounts}</span>
                    </label>
                    <p class="hint" id=id.clone()>{session.say(move |language| cleaning::about(rule, language))}</p>
                </th>
                <td class="number">{move || figures()[0].clone()}</td>
                <td class="number">{move || figures()[1].clone()}</td>
            </tr>
        </Show>
    }
}

/// The cleaning asked for last, with a change.
fn with(session: Session, change: impl FnOnce(&mut Cleaning)) -> Cleaning {
    let mut cleaning = session.asked.cleaning.get_untracked();
    change(&mut cleaning);
    cleaning
}

/// The year in which lines start; nothing where there is no choice.
#[component]
fn YearChoice(cleaned: Memo<Cleaned>) -> impl IntoView {
    let session = Session::expect();
    let chosen = Memo::new(move |_| session.asked.cleaning.with(|it| it.period.and_then(Period::as_year)));
    let has_choice =
        move || cleaned.with(|it| it.years.len() + usize::from(it.undated.rows > 0) > 1) || chosen.get().is_some();
    let options = move || {
        let language = session.language();
        let of_year = |&(year, lines): &(i32, Tally)| (year.to_string(), cleaning::year(year, lines, language));
        cleaned.with(|it| it.years.iter().map(of_year).collect::<Vec<_>>())
    };
    let choose = move |value: String| session.clean(with(session, |it| it.period = Period::parse(&value)));
    let value = move || chosen.get().map_or_else(String::new, |year| year.to_string());
    view! {
        <Show when=has_choice>
            <Choice testid="cleaning-year" label=page::start_year all=page::all_years options=Signal::derive(options) value=Signal::derive(value) choose/>
        </Show>
    }
}

/// The currency of lines; nothing where there is no choice.
#[component]
fn CurrencyChoice(cleaned: Memo<Cleaned>) -> impl IntoView {
    let session = Session::expect();
    let value = move || session.asked.cleaning.with(|it| it.currency.clone()).unwrap_or_default();
    let has_choice = move || {
        cleaned.with(|it| it.currencies.iter().filter(|(name, _)| !name.is_empty()).count() > 1) || !value().is_empty()
    };
    let options = move || {
        let language = session.language();
        let named = |(name, lines): &(String, Tally)| (name.clone(), cleaning::currency(name, *lines, language));
        cleaned.with(|it| it.currencies.iter().filter(|(name, _)| !name.is_empty()).map(named).collect::<Vec<_>>())
    };
    let choose = move |value: String| {
        session.clean(with(session, |it| it.currency = Some(value).filter(|value| !value.is_empty())));
    };
    view! {
        <Show when=has_choice>
            <Choice testid="cleaning-currency" label=page::currency all=page::all_currencies options=Signal::derive(options) value=Signal::derive(value) choose/>
        </Show>
    }
}

/// A list to choose from, the first of which is everything.
#[component]
fn Choice(
    testid: &'static str,
    label: fn(Language) -> &'static str,
    all: fn(Language) -> &'static str,
    options: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    choose: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let session = Session::expect();
    view! {
        <label class="field">
            <span>{session.say(label)}</span>
            <select
                data-testid=testid
                on:change=move |event| {
                    let select: web_sys::HtmlSelectElement = event_target(&event);
                    choose(select.value());
                    select.set_value(&value.get_untracked());
                }
            >
                <option value="" prop:selected=move || value.with(String::is_empty)>{session.say(all)}</option>
                {move || {
                    let option = |(name, words): (String, String)| {
                        let own = name.clone();
                        view! { <option value=name prop:selected=move || value.with(|value| *value == own)>{words}</option> }
                    };
                    options.get().into_iter().map(option).collect_view()
                }}
            </select>
        </label>
    }
}

/// Whether a grouped report's accounts are filled down; nothing for other files.
#[component]
fn GroupChoice(cleaned: Memo<Cleaned>) -> impl IntoView {
    let session = Session::expect();
    let is_on = move || session.asked.cleaning.with(|it| it.fills_groups);
    view! {
        <Show when=move || cleaned.with(|it| it.filled_down > 0) || !is_on()>
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid="cleaning-groups"
                    prop:checked=is_on
                    on:change=move |event| {
                        let input: web_sys::HtmlInputElement = event_target(&event);
                        session.clean(with(session, |it| it.fills_groups = input.checked()));
                        input.set_checked(is_on());
                    }
                />
                {session.say(page::fill_groups)}
            </label>
        </Show>
    }
}

/// The rows of the file, those used, and those left out by reason, with their money.
#[component]
fn ReconciliationTable(cleaned: Memo<Cleaned>) -> impl IntoView {
    let session = Session::expect();
    let row = move |class: &'static str, name: String, tally: Tally| {
        let [rows, amount] = cells(tally, session.language());
        view! {
            <tr class=class>
                <th scope="row">{name}</th>
                <td class="number">{rows}</td>
                <td class="number">{amount}</td>
            </tr>
        }
    };
    let rows = move || {
        let language = session.language();
        let reconciliation = cleaned.with(|it| it.reconciliation.clone());
        let left_out = |&(why, tally): &(Exclusion, Tally)| row("part", cleaning::reason(why, language), tally);
        view! {
            {row("sum", page::file_total(language).into(), reconciliation.file)}
            {reconciliation.excluded.iter().map(left_out).collect_view()}
            {row("sum", page::used_total(language).into(), reconciliation.used)}
        }
    };
    let rounded = move || cleaned.with(|it| cleaning::is_rounded(&it.reconciliation));
    view! {
        <table class="reconciliation" data-testid="reconciliation">
            <caption>{session.say(page::reconciliation)}</caption>
            <thead>
                <tr>
                    <th scope="col">{session.say(page::rows_of_file)}</th>
                    <th scope="col" class="number">{session.say(page::lines)}</th>
                    <th scope="col" class="number">{session.say(page::amount)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="hint">{move || rounded().then(|| page::rounded(session.language()))}</p>
    }
}
