//! The products that each segment buys most, by one measure.

use super::super::Look;
use super::super::strips::{Bar, Body, Label, Panel, Strip, Strips};
use super::Portrait;
use crate::segments::Measure;
use crate::text::portraits as text;

/// Beside each other only where descriptions have room.
const PANEL_WIDTH: f64 = 260.0;

pub(super) fn strips(portrait: &Portrait, measure: Measure, look: &Look) -> Strips {
    let panel = |segment: usize| {
        let sellers = &portrait.portraits.faces[segment].best_sellers[measure as usize];
        // They come best first.
        let most = sellers.first().map_or(1.0, |seller| seller.sold);
        let strips = sellers.iter().map(|seller| Strip {
            label: Label { segment: None, text: text::description(&seller.description) },
            of_segment: Some(segment),
            value: text::sold(measure, seller.sold, look.language),
            body: Body::Bars(vec![Bar {
                from: 0.0,
                to: seller.sold / most,
                color: look.segment(segment),
                value: String::new(),
            }]),
        });
        Panel {
            heading: Some(Label { segment: Some(segment), text: portrait.name(segment) }),
            strips: strips.collect(),
            empty: text::no_products(look.language).to_owned(),
            ..Panel::default()
        }
    };
    Strips {
        title: text::products_title(measure, look.language).to_owned(),
        legend: Vec::new(),
        panels: portrait.segments().map(panel).collect(),
        panel_width: PANEL_WIDTH,
    }
}
