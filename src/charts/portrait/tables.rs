//! Every view as a table.

use super::super::Twin;
use super::correlation::between;
use super::{Portrait, View};
use crate::segments::Measure;
use crate::text::Language;
use crate::text::charts::feature;
use crate::text::numbers::{count, decimal, percent};
use crate::text::portraits as text;

pub(super) fn twin(portrait: &Portrait, language: Language) -> Twin {
    match portrait.view {
        View::Shares => shares(portrait, language),
        View::Profiles => profiles(portrait, language),
        View::Products(measure) => products(portrait, measure, language),
        View::Spread(feature) => spread(portrait, feature, language),
        View::Knife => knife(portrait, language),
        View::Correlation => correlation(portrait, language),
    }
}

fn table(caption: impl Into<String>, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Twin {
    Twin {
        caption: caption.into(),
        head: head.iter().map(|&name| name.to_owned()).collect(),
        rows: rows.into_iter().collect(),
    }
}

fn shares(portrait: &Portrait, language: Language) -> Twin {
    let row = |segment: usize| {
        let face = &portrait.portraits.faces[segment];
        vec![
            portrait.name(segment),
            count(face.size, language),
            percent(portrait.portraits.account_share(segment), 1, language),
            percent(face.sales_share, 1, language),
        ]
    };
    let head = [text::segment, text::size, text::accounts_share, text::sales_share].map(|name| name(language));
    table(text::shares_title(language), &head, portrait.segments().map(row))
}

fn profiles(portrait: &Portrait, language: Language) -> Twin {
    let portraits = &portrait.portraits;
    let cells = |name: String, of: &dyn Fn(usize) -> (f64, Option<f64>)| {
        let figures = (0..3).flat_map(|column| {
            let (median, ratio) = of(column);
            let ratio = ratio.map_or_else(|| text::nothing(language).to_owned(), |it| text::times(it, language));
            [text::value(column, median, language), ratio]
        });
        [name].into_iter().chain(figures).collect::<Vec<_>>()
    };
    let of_segment = |segment: usize| {
        cells(portrait.name(segment), &|column| (portraits.median(segment, column), portraits.ratio(segment, column)))
    };
    let of_all = cells(text::all_accounts(language).to_owned(), &|column| (portraits.medians[column], Some(1.0)));
    let features = (0..3).flat_map(|column| [feature(column, language).to_owned(), text::ratio_head(column, language)]);
    Twin {
        caption: text::profiles_title(language).to_owned(),
        head: [text::segment(language).to_owned()].into_iter().chain(features).collect(),
        rows: portrait.segments().map(of_segment).chain([of_all]).collect(),
    }
}

fn products(portrait: &Portrait, measure: Measure, language: Language) -> Twin {
    let rows = portrait.segments().flat_map(|segment| {
        let sellers = portrait.portraits.faces[segment].best_sellers[measure as usize].iter().enumerate();
        sellers.map(move |(place, seller)| {
            vec![
                portrait.name(segment),
                count(place + 1, language),
                text::description(&seller.description),
                text::sold(measure, seller.sold, language),
            ]
        })
    });
    let head =
        [text::segment(language), text::place(language), text::product(language), text::measured(measure, language)];
    table(text::products_title(measure, language), &head, rows)
}

fn spread(portrait: &Portrait, column: usize, language: Language) -> Twin {
    let row = |segment: usize| {
        let quartiles = portrait.portraits.spreads[column].quartiles.get(segment);
        let figures = quartiles.into_iter().flatten().map(|&figure| text::value(column, figure, language));
        [portrait.name(segment)].into_iter().chain(figures).collect()
    };
    let head = [text::segment, text::least, text::lower_quartile, text::median, text::upper_quartile, text::greatest];
    table(text::spread_title(column, language), &head.map(|name| name(language)), portrait.segments().map(row))
}

fn knife(portrait: &Portrait, language: Language) -> Twin {
    let row = |segment: usize| {
        let face = &portrait.portraits.faces[segment];
        let end = |end: Option<&f64>| end.map_or_else(String::new, |&value| decimal(value, 4, language));
        vec![
            portrait.name(segment),
            count(face.size, language),
            decimal(face.silhouette, 4, language),
            end(face.silhouettes.last()),
            end(face.silhouettes.first()),
        ]
    };
    let head = [text::segment, text::size, text::mean, text::least, text::greatest].map(|name| name(language));
    table(text::knife_title(language), &head, portrait.segments().map(row))
}

fn correlation(portrait: &Portrait, language: Language) -> Twin {
    let row = |row: usize| {
        let cell = |column: usize| between(&portrait.portraits, row, column);
        let cells = (0..3)
            .map(cell)
            .map(|it| it.map_or_else(|| text::nothing(language).to_owned(), |it| decimal(it, 4, language)));
        [feature(row, language).to_owned()].into_iter().chain(cells).collect()
    };
    let names = [0, 1, 2].map(|column| feature(column, language));
    let head: Vec<&str> = [text::measure(language)].into_iter().chain(names).collect();
    table(text::correlation_title(language), &head, (0..3).map(row))
}
