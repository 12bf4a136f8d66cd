//! A segment on a card: who they are, in words and figures.

use super::job::Aside;
use super::landed::Landed;
use super::segment_words::SegmentWords;
use super::session::Session;
use super::swatch::OwnSwatch;
use super::term::Term;
use crate::segments::{BestSeller, Measure, Other, Portraits, Rule, Segment, TopProduct};
use crate::text::charts::feature;
use crate::text::numbers::{self, decimal};
use crate::text::{Language, evidence, figures, files, page, portraits, recipe, rules, segments};
use leptos::prelude::*;

/// The card.
#[component]
pub fn SegmentCard(segment: Segment, accounts: usize) -> impl IntoView {
    let session = Session::expect();
    let Segment { number, size, sales_share, silhouette, traits, border, .. } = segment;
    let names = session.names;
    let heading = StoredValue::new(format!("segment-{number}-heading"));
    let heading = move || heading.get_value();
    let share = size as f64 / accounts.max(1) as f64;
    let is_selected = move || session.segment.get() == Some(number);
    let show_accounts = move |_| {
        session.segment.set(Some(number));
        super::page::focus("accounts");
    };
    view! {
        <article class="card" class:chosen=is_selected data-testid=format!("segment-card-{number}") aria-labelledby=heading>
            <p class="eyebrow">
                <button
                    type="button"
                    class="pick"
                    data-testid=format!("pick-{number}")
                    aria-describedby=heading
                    aria-pressed=move || is_selected().to_string()
                    on:click=move |_| session.toggle_segment(number)
                >
                    <OwnSwatch index=number - 1/>
                    {move || figures::segment_number(number, session.language())}
                </button>
            </p>
            <h3 id=heading data-testid=format!("segment-name-{number}")>
                {move || names.with(|names| names.get(number - 1).cloned())}
            </h3>
            <p class="traits">{session.say(move |language| segments::traits(traits, language))}</p>
            <ul class="facts">
                <li><strong>{move || numbers::accounts(size, session.language())}</strong></li>
                <li>{move || figures::share_of_accounts(share, session.language())}</li>
                <li>{move || figures::share_of_sales(sales_share, session.language())}</li>
            </ul>
            <SegmentWords segment=segment.clone()/>
            <RuleInWords number rule=segment.rule.clone()/>
            <SegmentFigures segment=segment.clone()/>
            <ul class="notes">
                <li>{move || figures::segment_silhouette(silhouette, session.language())}</li>
                <ComesBack number/>
                <OnBorder number border/>
            </ul>
            <TopProducts number size products=segment.top_products/>
            <button type="button" data-testid=format!("show-accounts-{number}") aria-describedby=heading on:click=show_accounts>
                {session.say(page::show_accounts)}
            </button>
        </article>
    }
}

/// The rule in original units, and how far it holds.
#[component]
fn RuleInWords(number: usize, rule: Rule) -> impl IntoView {
    let session = Session::expect();
    let rule = StoredValue::new(rule);
    let words = move || rule.with_value(|rule| rules::rule(rule, session.language()));
    let trust = move || rule.with_value(|rule| rules::trust(rule, session.language()));
    view! {
        <div class="rule" data-testid=format!("rule-{number}")>
            <h4>{session.say(page::rule_heading)} " " <Term word=page::rule_heading meaning=page::explain_rule id=format!("rule-{number}")/></h4>
            <p>{words}</p>
            <p class="hint">{trust}</p>
        </div>
    }
}

/// How much of the segment comes back when the list is redrawn, once that is known.
#[component]
fn ComesBack(number: usize) -> impl IntoView {
    let session = Session::expect();
    let (description, evidence_found) = (session.description, session.evidence);
    let jaccard = move || {
        let k = description.with(|description| description.as_ref().map(|it| it.k))?;
        evidence_found.with(|found| match found {
            Some(Aside::Landed(found)) => {
                let beside = found.by_k.iter().find(|beside| beside.k == k)?;
                beside.stability.as_ref()?.jaccards.get(number - 1).copied()
            }
            _ => None,
        })
    };
    let words = move |jaccard: f64| {
        view! {
            <li data-testid=format!("stability-{number}")>
                {move || evidence::comes_back(jaccard, session.language())}
                " "
                <Term word=page::stability meaning=page::explain_stability id=format!("stability-{number}")/>
            </li>
        }
    };
    move || jaccard().map(words)
}

/// Accounts named on a card.
const NAMED: usize = 3;

/// How many of its accounts are on a border, and which are closest to it.
#[component]
fn OnBorder(number: usize, border: usize) -> impl IntoView {
    let session = Session::expect();
    let (accounts, description) = (session.accounts, session.description);
    let closest = Memo::new(move |_| {
        let (accounts, description) = (accounts.get()?, description.get()?);
        let rows = description.labels.iter().enumerate().filter(|&(_, &label)| usize::from(label) + 1 == number);
        let mut rows: Vec<usize> = rows.map(|(row, _)| row).collect();
        let margin = |row: usize| description.margins.get(row).copied().unwrap_or(f64::INFINITY);
        rows.sort_by(|&a, &b| margin(a).total_cmp(&margin(b)));
        rows.truncate(NAMED.min(border));
        Some(rows.into_iter().filter_map(|row| accounts.ids.get(row).cloned()).collect::<Vec<_>>())
    });
    view! {
        <li data-testid=format!("border-{number}")>
            {move || evidence::segment_border(border, session.language())}
            " "
            <span class="ids">{move || closest.get().unwrap_or_default().join(", ")}</span>
            " "
            <Term word=page::border meaning=page::explain_border id=format!("border-{number}")/>
        </li>
    }
}

/// How a feature's mean and median are written: orders are counted, the rest is money.
fn in_original_units(column: usize, value: f64, language: Language) -> String {
    if column == 1 { decimal(value, 1, language) } else { numbers::money(value, language) }
}

/// Mean, median and centre of each feature.
#[component]
fn SegmentFigures(segment: Segment) -> impl IntoView {
    let session = Session::expect();
    let Segment { number, means, medians, standing, others, .. } = segment;
    let id = format!("segment-{number}-figures");
    let labels = format!("segment-{number}-heading {id}");
    let row = move |column: usize| {
        view! {
            <tr>
                <th scope="row">{session.say(move |language| feature(column, language))}</th>
                <td class="number">{move || in_original_units(column, means[column], session.language())}</td>
                <td class="number">{move || in_original_units(column, medians[column], session.language())}</td>
                <td class="number">{move || decimal(standing[column], 3, session.language())}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby=labels>
            <table>
                <caption id=id>{session.say(page::segment_figures)}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col" class="number">{session.say(page::mean)}</th>
                        <th scope="col" class="number">{session.say(page::median)}</th>
                        <th scope="col" class="number">
                            {session.say(page::centre)}
                            " "
                            <Term word=page::centre meaning=page::explain_centre id=format!("centre-{number}")/>
                            <small>{session.say(page::centre_unit)}</small>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {[0, 1, 2].map(row).into_iter().collect_view()}
                    {others.into_iter().map(|other| view! { <OtherFigures other/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// Mean and median of a feature that only another recipe has; the centre is told of the study's features alone.
#[component]
fn OtherFigures(other: Other) -> impl IntoView {
    let session = Session::expect();
    let Other { feature, mean, median } = other;
    let figure = move |value: f64| {
        view! { <td class="number">{move || recipe::value(feature, value, session.language())}</td> }
    };
    view! {
        <tr>
            <th scope="row">{session.say(move |language| recipe::feature(feature, language))}</th>
            {figure(mean)}
            {figure(median)}
            <td></td>
        </tr>
    }
}

#[component]
fn TopProducts(number: usize, size: usize, products: Vec<TopProduct>) -> impl IntoView {
    let session = Session::expect();
    if products.is_empty() {
        return view! {
            <h4>{session.say(page::top_products)}</h4>
            <p class="hint">{session.say(page::no_products)}</p>
        }
        .into_any();
    }
    let by_lines: Vec<BestSeller> = products
        .into_iter()
        .map(|TopProduct { description, count }| BestSeller { description, sold: count as f64 })
        .collect();
    // The other two land with the charts; until then those of another partition may be there.
    let listed = move |by: Measure| {
        let of_this = |portraits: &Landed<Portraits>| {
            let face = portraits.faces.get(number - 1).filter(|face| face.size == size)?;
            let is_this = face.best_sellers[Measure::Lines as usize] == by_lines;
            is_this.then(|| face.best_sellers[by as usize].clone())
        };
        match by {
            Measure::Lines => Some(by_lines.clone()),
            _ => session.portraits.with(|it| it.as_ref().and_then(of_this)),
        }
    };
    let product = move |BestSeller { description, sold }: BestSeller, by: Measure| {
        view! {
            <li>
                <span>{description}</span>
                <span class="number">{files::sold(by, sold, session.language())}</span>
            </li>
        }
    };
    let rows = move || {
        let by = session.products_by.get();
        listed(by).into_iter().flatten().map(|it| product(it, by)).collect_view()
    };
    let option = |of: Measure| {
        view! {
            <option value=format!("{of:?}") prop:selected=move || session.products_by.get() == of>
                {session.say(move |language| portraits::measured(of, language))}
            </option>
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some(by) = Measure::ALL.into_iter().find(|by| format!("{by:?}") == chosen) {
            session.products_by.set(by);
        }
    };
    view! {
        <div class="products-by">
            <h4>{session.say(page::top_products)}</h4>
            <select
                data-testid=format!("products-by-{number}")
                aria-label=session.say(portraits::rank_products_by)
                aria-describedby=format!("segment-{number}-heading")
                on:change=choose
            >
                {Measure::ALL.map(option).into_iter().collect_view()}
            </select>
        </div>
        <ol class="products" data-testid=format!("products-{number}")>{rows}</ol>
    }
    .into_any()
}
