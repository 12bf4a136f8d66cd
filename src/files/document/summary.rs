//! The first page, the whole in short; and the last, how it was made and what its words mean.

use super::html::Html;
use crate::charts::{Drawing, Look, SilhouetteByK, Size, Theme};
use crate::cluster::Beside;
use crate::files::{Told, years};
use crate::text::numbers::{count, money, percent};
use crate::text::{Words, cleaning, figures, files as words, foreign, page as said};

/// The drawing as wide as the print of an A4 page, in CSS pixels.
const CHART: Size = Size { width: 680, height: 270, scale: 1.0 };

pub(super) fn page(html: &mut Html, told: &Told<'_>) {
    let language = told.language;
    html.within("section class=\"sheet\"", |html| {
        let years = years(told.analysis).map(words::year_range);
        let source = [Some(foreign(&told.analysis.file)), years].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        html.element("p class=\"eyebrow\"", &source);
        html.element("h1", words::title(language));
        html.element("p class=\"lead\"", &told.headline());
        html.element("h2", words::overview(language));
        overview(html, told);
        html.element("h2", words::why_so_many(language));
        html.element("p", &told.verdict());
        html.drawing(
            &silhouettes(told),
            &Look { size: CHART, theme: Theme::Light, language, selected: None, marks: told.marks },
        );
        html.element("h2", said::reconciliation(language));
        reconciliation(html, told);
        html.element("p class=\"foot\"", words::local(language));
    });
    html.markup("\n");
}

/// Every segment on one line.
fn overview(html: &mut Html, told: &Told<'_>) {
    let language = told.language;
    html.within("table class=\"overview\"", |html| {
        let sales = crate::text::charts::feature(0, language);
        let median = format!("{sales}, {}", said::median(language).to_lowercase());
        html.heads(&[
            said::segment(language),
            said::accounts(language),
            words::share_of_accounts(language),
            words::share_of_sales(language),
            &median,
        ]);
        html.within("tbody", |html| {
            for (segment, wording) in told.worded() {
                html.within("tr", |html| {
                    html.within("th scope=\"row\"", |html| {
                        html.mark(told.marks.at(segment.number - 1)).text(&segment.number.to_string()).text(". ");
                        html.link(segment.number, &foreign(&wording.name));
                    });
                    html.element("td class=\"number\"", &count(segment.size, language));
                    for share in [told.share(segment), segment.sales_share] {
                        html.within("td class=\"number share\"", |html| {
                            html.text(&percent(share, 1, language)).bar(share);
                        });
                    }
                    html.element("td class=\"number\"", &money(segment.medians[0], language));
                });
            }
        });
    });
}

fn silhouettes(told: &Told<'_>) -> Drawing {
    let evidence = told.analysis.evidence.as_ref();
    let beside = evidence.map_or(&[][..], |found| &found.by_k);
    let chance = |beside: &Beside| Some((beside.k, beside.chance()?));
    Drawing::SilhouetteByK(SilhouetteByK {
        scores: told.analysis.sweep.scores.clone(),
        chosen: told.partition().k,
        best: told.analysis.sweep.best_k,
        chance: beside.iter().filter_map(chance).collect(),
        recommended: evidence.map(|found| found.recommendation.k),
    })
}

/// What became of every line of the file, and of its money.
fn reconciliation(html: &mut Html, told: &Told<'_>) {
    let language = told.language;
    let found = &told.analysis.sales.quality.cleaned.reconciliation;
    html.element("p", &cleaning::balance(found, language));
    html.within("table", |html| {
        html.heads(&[said::rows_of_file(language), said::lines(language), said::amount(language)]);
        html.within("tbody", |html| {
            let whole = [(said::file_total(language).to_owned(), found.file)];
            let left_out = found.excluded.iter().map(|&(why, tally)| (cleaning::reason(why, language), tally));
            let used = [(said::used_total(language).to_owned(), found.used)];
            for (name, tally) in whole.into_iter().chain(left_out).chain(used) {
                let has_money = tally.without_money < tally.rows;
                let amount = if has_money { money(tally.money.value(), language) } else { String::new() };
                html.figures(&name, &[&count(tally.rows, language), &amount]);
            }
        });
    });
    for note in cleaning::notes(&told.analysis.sales.quality.cleaned, language) {
        html.element("p class=\"hint\"", &note);
    }
}

/// How the segments were made, and what the words mean.
pub(super) fn method(html: &mut Html, told: &Told<'_>) {
    let language = told.language;
    html.within("section class=\"sheet\"", |html| {
        html.element("h2", words::how_made(language));
        html.within("dl class=\"settings\"", |html| {
            for (label, value) in words::settings(told.analysis, years(told.analysis), language) {
                html.element("dt", &label).element("dd", &value);
            }
        });
        if let Some(estimated) = figures::precision(told.analysis.sweep.precision, language) {
            html.element("p", &estimated);
        }
        html.element("h2", words::words(language));
        html.within("dl", |html| {
            let terms: [[Words; 2]; 5] = [
                [said::silhouette, said::explain_silhouette],
                [said::chance, said::explain_chance],
                [said::lift, said::explain_lift],
                [said::stability, said::explain_stability],
                [said::border, said::explain_border],
            ];
            for [term, explained] in terms {
                html.element("dt", term(language)).element("dd", explained(language));
            }
        });
    });
    html.markup("\n");
}
