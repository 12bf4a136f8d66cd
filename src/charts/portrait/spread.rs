//! How a feature is spread: a histogram a segment over one logarithmic scale.

use super::super::strips::{Body, Label, Panel, Scale, Strip, Strips};
use super::super::{Entry, Look, Shape, theme};
use super::Portrait;
use crate::customers::log_modulus;
use crate::segments::Distribution;
use crate::text::numbers::short;
use crate::text::portraits as text;

/// Height of a histogram in CSS pixels.
const HEIGHT: f64 = 34.0;

pub(super) fn strips(portrait: &Portrait, feature: usize, look: &Look) -> Strips {
    let spread = &portrait.portraits.spreads[feature];
    let places = Places::of(spread);
    let strip = |segment: usize| {
        let median = portrait.portraits.median(segment, feature);
        Strip {
            label: Label { segment: Some(segment), text: portrait.name(segment) },
            of_segment: None,
            value: text::value(feature, median, look.language),
            body: Body::Area {
                outline: outline(spread, segment, &places),
                height: HEIGHT,
                color: look.segment(segment),
                tick: median.is_finite().then(|| places.of_value(median)),
            },
        }
    };
    let entry = |shape, color, name: &str| Entry { shape, color, name: name.to_owned() };
    let muted = theme::mixed(look.theme.muted(), look.theme.background(), 0.6);
    Strips {
        title: text::spread_title(feature, look.language),
        legend: vec![
            entry(Shape::Square, muted, text::own_height(look.language)),
            entry(Shape::Plus, look.theme.text(), text::median_of_segment(look.language)),
        ],
        panels: vec![Panel {
            strips: portrait.segments().map(strip).collect(),
            scale: Some(Scale { name: text::spread_axis(feature, look.language), ticks: places.ticks(look) }),
            ..Panel::default()
        }],
        panel_width: 0.0,
    }
}

/// Where values lie on the scale.
struct Places {
    from: f64,
    to: f64,
}

impl Places {
    fn of(spread: &Distribution) -> Self {
        let end = |edge: Option<&f64>| edge.copied().map_or(0.0, log_modulus);
        let (from, to) = (end(spread.edges.first()), end(spread.edges.last()));
        Self { from, to: if to > from { to } else { from + 1.0 } }
    }

    /// From 0 to 1.
    fn of_value(&self, value: f64) -> f64 {
        (log_modulus(value) - self.from) / (self.to - self.from)
    }

    /// Powers of ten and nothing; where there are few of them, their doubles and fivefolds too.
    fn ticks(&self, look: &Look) -> Vec<(f64, String)> {
        let ticks = |digits: &[f64]| {
            let sizes = (0..16).flat_map(|power| digits.iter().map(move |digit| digit * 10_f64.powi(power)));
            let sizes: Vec<f64> = sizes.collect();
            let values = sizes.iter().rev().map(|size| -size).chain([0.0]).chain(sizes.iter().copied());
            let named = values.map(|value| (self.of_value(value), short(value, look.language)));
            named.filter(|(place, _)| (0.0..=1.0).contains(place)).collect::<Vec<_>>()
        };
        let tens = ticks(&[1.0]);
        if tens.len() < 4 { ticks(&[1.0, 2.0, 5.0]) } else { tens }
    }
}

/// The outline of a segment's histogram: accounts by width of bin, as a share of its own highest.
fn outline(spread: &Distribution, segment: usize, places: &Places) -> Vec<(f64, f64)> {
    let Some(counts) = spread.counts.get(segment) else { return Vec::new() };
    let bins: Vec<(f64, f64, f64)> = spread
        .edges
        .windows(2)
        .zip(counts)
        .map(|(ends, &count)| {
            let (from, to) = (places.of_value(ends[0]), places.of_value(ends[1]));
            (from, to, if to > from { f64::from(count) / (to - from) } else { 0.0 })
        })
        .collect();
    let highest = bins.iter().map(|bin| bin.2).fold(f64::MIN_POSITIVE, f64::max);
    let steps = bins.iter().flat_map(|&(from, to, density)| [(from, density / highest), (to, density / highest)]);
    [(0.0, 0.0)].into_iter().chain(steps).chain([(1.0, 0.0)]).collect()
}
