//! A segment on a card: who they are, in words and figures.

use super::session::Session;
use super::swatch::Swatch;
use crate::segments::{Other, Segment, TopProduct};
use crate::text::charts::feature;
use crate::text::numbers::{self, decimal};
use crate::text::{Language, figures, page, recipe, segments};
use leptos::prelude::*;

/// The card.
#[component]
pub fn SegmentCard(segment: Segment, accounts: usize) -> impl IntoView {
    let session = Session::expect();
    let Segment { number, size, sales_share, silhouette, traits, .. } = segment;
    let names = session.names;
    let heading = StoredValue::new(format!("segment-{number}-heading"));
    let heading = move || heading.get_value();
    let share = size as f64 / accounts.max(1) as f64;
    let show_accounts = move |_| {
        session.segment.set(Some(number));
        super::page::focus("accounts");
    };
    view! {
        <article class="card" data-testid=format!("segment-card-{number}") aria-labelledby=heading>
            <p class="eyebrow"><Swatch index=number - 1/>{move || figures::segment_number(number, session.language())}</p>
            <h3 id=heading data-testid=format!("segment-name-{number}")>
                {move || names.with(|names| names.get(number - 1).cloned())}
            </h3>
            <p class="traits">{session.say(move |language| segments::traits(traits, language))}</p>
            <ul class="facts">
                <li><strong>{move || numbers::accounts(size, session.language())}</strong></li>
                <li>{move || figures::share_of_accounts(share, session.language())}</li>
                <li>{move || figures::share_of_sales(sales_share, session.language())}</li>
            </ul>
            <SegmentFigures segment=segment.clone()/>
            <p class="hint">{move || figures::segment_silhouette(silhouette, session.language())}</p>
            <TopProducts products=segment.top_products/>
            <button type="button" data-testid=format!("show-accounts-{number}") aria-describedby=heading on:click=show_accounts>
                {session.say(page::show_accounts)}
            </button>
        </article>
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
    let Segment { means, medians, standing, others, .. } = segment;
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
        <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(page::segment_figures)>
            <table>
                <caption>{session.say(page::segment_figures)}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col" class="number">{session.say(page::mean)}</th>
                        <th scope="col" class="number">{session.say(page::median)}</th>
                        <th scope="col" class="number">
                            {session.say(page::centre)}
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
fn TopProducts(products: Vec<TopProduct>) -> impl IntoView {
    let session = Session::expect();
    let none = products.is_empty();
    let product = |TopProduct { description, count }: TopProduct| {
        view! {
            <li>
                <span>{description}</span>
                <span class="number">{move || numbers::lines(count, session.language())}</span>
            </li>
        }
    };
    view! {
        <h4>{session.say(page::top_products)}</h4>
        <ol class="products">{products.into_iter().map(product).collect_view()}</ol>
        {none.then(|| view! { <p class="hint">{session.say(page::no_products)}</p> })}
    }
}
