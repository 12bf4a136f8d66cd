//! A page a segment: who they are, how sure that is, what they buy, what to offer them.

use super::html::Html;
use crate::cluster::Border;
use crate::files::Told;
use crate::segments::{BestSeller, BestSellers, Measure, Segment, Wording, best_sellers};
use crate::text::numbers::{accounts, count, decimal, money};
use crate::text::{evidence, figures, files as words, foreign, page as said, recipe, rules, segments};

/// Accounts on a border that are named.
const MOST_NAMED: usize = 10;

/// What is known of all segments at once.
struct Shared {
    sellers: Vec<BestSellers>,
    borders: Vec<Border>,
    typical: Vec<f64>,
}

pub(super) fn pages(html: &mut Html, told: &Told<'_>) {
    let analysis = told.analysis;
    let shared = Shared {
        sellers: best_sellers(&analysis.sales, &analysis.customers, told.partition()),
        borders: told.borders(),
        typical: told.typical(),
    };
    for (segment, wording) in told.worded() {
        html.open_segment(segment.number);
        page(html, told, (segment, wording), &shared);
        html.markup("</section>\n");
    }
}

fn page(html: &mut Html, told: &Told<'_>, (segment, wording): (&Segment, &Wording), shared: &Shared) {
    let language = told.language;
    html.within("p class=\"eyebrow\"", |html| {
        html.mark(told.marks.at(segment.number - 1)).text(&figures::segment_number(segment.number, language));
    });
    html.element("h2 class=\"name\"", &foreign(&wording.name));
    html.element("p class=\"lead\"", &segments::reading(segment, language));
    html.within("ul class=\"facts\"", |html| {
        html.element("li", &accounts(segment.size, language));
        html.element("li", &figures::share_of_accounts(told.share(segment), language));
        html.element("li", &figures::share_of_sales(segment.sales_share, language));
    });
    html.within("div class=\"pair\"", |html| {
        html.within("div", |html| {
            html.element("h3", said::rule_heading(language));
            html.element("p", &rules::rule(&segment.rule, language));
            if let Some(trust) = rules::trust(&segment.rule, language) {
                html.element("p class=\"hint\"", &trust);
            }
        });
        html.within("div", |html| {
            html.element("h3", words::advice(language)).element("p class=\"prose\"", &wording.advice);
        });
    });
    profile(html, told, segment, &shared.typical);
    html.within("ul class=\"notes\"", |html| {
        if let Some(jaccard) = told.jaccards().and_then(|all| all.get(segment.number - 1)) {
            html.element("li", &evidence::comes_back(*jaccard, language));
        }
        html.element("li", &figures::segment_silhouette(segment.silhouette, language));
    });
    html.element("h3", said::top_products(language));
    products(html, told, shared.sellers.get(segment.number - 1));
    border(html, told, segment, &shared.borders);
}

/// Its medians beside those of all accounts.
fn profile(html: &mut Html, told: &Told<'_>, segment: &Segment, typical: &[f64]) {
    let language = told.language;
    html.within("table", |html| {
        html.element("caption", said::segment_figures(language));
        html.heads(&[
            words::feature(language),
            said::median(language),
            words::all_accounts(language),
            words::against_all(language),
            said::mean(language),
        ]);
        html.within("tbody", |html| {
            for figure in Told::figures(segment, typical) {
                let [median, all, mean] = [figure.median, figure.typical, figure.mean]
                    .map(|value| recipe::value(figure.feature, value, language));
                let ratio = words::ratio(figure.median, figure.typical, language).unwrap_or_default();
                html.figures(recipe::feature(figure.feature, language), &[&median, &all, &ratio, &mean]);
            }
        });
    });
}

/// Its products by lines, units and revenue, side by side.
fn products(html: &mut Html, told: &Told<'_>, best: Option<&BestSellers>) {
    let language = told.language;
    let Some(best) = best.filter(|best| best.iter().any(|list| !list.is_empty())) else {
        html.element("p", said::no_products(language));
        return;
    };
    html.within("div class=\"products\"", |html| {
        for (measure, list) in Measure::ALL.into_iter().zip(best) {
            html.within("div", |html| {
                html.element("h4", words::by_measure(measure, language));
                html.within("ol", |html| {
                    for BestSeller { description, sold } in list {
                        let figure = words::sold(measure, *sold, language);
                        html.within("li", |html| {
                            html.element("span", &foreign(description)).text(" ");
                            html.element("span class=\"number\"", &figure);
                        });
                    }
                });
            });
        }
    });
}

/// How many of its accounts lie on a border, and those that lie closest to it.
fn border(html: &mut Html, told: &Told<'_>, segment: &Segment, borders: &[Border]) {
    let language = told.language;
    html.element("h3", words::border_accounts(language));
    let (labels, customers) = (&told.partition().labels, &told.analysis.customers);
    let is_of_it = |border: &&Border| border.is_narrow() && usize::from(labels[border.account]) + 1 == segment.number;
    let mut closest = borders.iter().filter(is_of_it).take(MOST_NAMED).peekable();
    html.element("p", &words::on_its_border(segment.border, MOST_NAMED, language));
    if closest.peek().is_none() {
        return;
    }
    html.within("table", |html| {
        html.heads(&[
            said::account(language),
            said::next_segment(language),
            crate::text::charts::feature(0, language),
            crate::text::charts::feature(1, language),
            said::margin(language),
        ]);
        html.within("tbody", |html| {
            for border in closest {
                let account = border.account;
                let figures = [
                    (u16::from(border.next_cluster) + 1).to_string(),
                    money(customers.total_sales[account], language),
                    count(customers.order_count[account] as usize, language),
                    decimal(border.margin(), 3, language),
                ];
                html.figures(&foreign(&customers.accounts[account]), &figures.each_ref().map(String::as_str));
            }
        });
    });
}
