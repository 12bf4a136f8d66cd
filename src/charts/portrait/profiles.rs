//! Each segment's medians as multiples of the median of all accounts, on a logarithmic scale: as far right as left if half as much.

use super::super::Look;
use super::super::strips::{Bar, Body, Label, Panel, Scale, Strip, Strips};
use super::Portrait;
use crate::text::charts::feature;
use crate::text::portraits as text;

/// Beside each other only where labels have room.
const PANEL_WIDTH: f64 = 280.0;

pub(super) fn strips(portrait: &Portrait, look: &Look) -> Strips {
    let portraits = &portrait.portraits;
    let ratios =
        (0..3).flat_map(|column| portrait.segments().filter_map(move |segment| portraits.ratio(segment, column)));
    let farthest = ratios.map(|ratio| ratio.ln().abs()).fold(1.5_f64.ln(), f64::max);
    let place = |ratio: f64| 0.5 + 0.5 * ratio.ln() / farthest;
    let panel = |column: usize| Panel {
        heading: Some(Label { segment: None, text: feature(column, look.language).to_owned() }),
        strips: portrait.segments().map(|segment| strip(portrait, (segment, column), look, place)).collect(),
        scale: Some(Scale { name: text::times_all(look.language).to_owned(), ticks: ticks(farthest, look, place) }),
        rules: vec![(0.5, look.theme.axis())],
        empty: String::new(),
    };
    Strips {
        title: text::profiles_title(look.language).to_owned(),
        legend: Vec::new(),
        panels: (0..3).map(panel).collect(),
        panel_width: PANEL_WIDTH,
    }
}

fn strip(portrait: &Portrait, (segment, column): (usize, usize), look: &Look, place: impl Fn(f64) -> f64) -> Strip {
    let ratio = portrait.portraits.ratio(segment, column);
    let median = text::value(column, portrait.portraits.median(segment, column), look.language);
    let to = ratio.map_or(0.5, place);
    Strip {
        label: Label { segment: Some(segment), text: portrait.name(segment) },
        of_segment: None,
        value: ratio.map_or(median, |ratio| text::times(ratio, look.language)),
        body: Body::Bars(vec![Bar { from: 0.5, to, color: look.segment(segment), value: String::new() }]),
    }
}

/// Multiples that are easy to name, as many as say something.
fn ticks(farthest: f64, look: &Look, place: impl Fn(f64) -> f64) -> Vec<(f64, String)> {
    let steps: &[f64] = match farthest.exp() {
        most if most < 5.0 => &[0.25, 0.5, 1.0, 2.0, 4.0],
        most if most < 1_000.0 => &[0.01, 0.1, 1.0, 10.0, 100.0],
        _ => &[1e-6, 1e-3, 1.0, 1e3, 1e6],
    };
    let is_shown = |ratio: &&f64| ratio.ln().abs() <= farthest * (1.0 + 1e-9);
    steps.iter().filter(is_shown).map(|&ratio| (place(ratio), text::times_of_scale(ratio, look.language))).collect()
}
