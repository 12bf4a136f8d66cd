//! The silhouette of each account, from the highest to the lowest within its segment (Rousseeuw 1987), with the mean of all.

use super::super::strips::{Body, Label, Panel, Scale, Strip, Strips};
use super::super::{Axis, Entry, Look, Shape};
use super::Portrait;
use crate::segments::{Face, Portraits};
use crate::text::numbers::{accounts, decimal};
use crate::text::{Language, charts, portraits as text};

/// All segments together are about this high in CSS pixels, each by its accounts, but none lower than the least.
const ALL: f64 = 260.0;
const LEAST: f64 = 10.0;

/// The chart in a sentence or two: the second tells how many accounts of a segment are drawn where not all are.
pub(super) fn reading(portraits: &Portraits, language: Language) -> String {
    let reading = text::knife_reading(portraits, language);
    let is_thinned = |face: &&Face| face.silhouettes.len() < face.size;
    let drawn = portraits.faces.iter().filter(is_thinned).map(|face| face.silhouettes.len()).max();
    match drawn {
        Some(drawn) => format!("{reading} {}", charts::thinned_segments(drawn, language)),
        None => reading,
    }
}

pub(super) fn strips(portrait: &Portrait, look: &Look) -> Strips {
    let portraits = &portrait.portraits;
    let lowest = portraits.faces.iter().filter_map(|face| face.silhouettes.last()).copied().fold(0.0, f64::min);
    let range = (lowest * 1.02).max(-1.0)..1.0;
    let place = |silhouette: f64| (silhouette - range.start) / (range.end - range.start);
    let strip = |segment: usize| {
        let face = &portraits.faces[segment];
        let rows = face.silhouettes.len().max(1) as f64;
        let height = (ALL * portraits.account_share(segment)).max(LEAST).round();
        // Steps: each silhouette from the top of its row to the bottom.
        let steps = face.silhouettes.iter().enumerate().flat_map(|(row, &silhouette)| {
            let x = place(silhouette);
            [(x, 1.0 - row as f64 / rows), (x, 1.0 - (row + 1) as f64 / rows)]
        });
        let zero = place(0.0);
        Strip {
            label: Label { segment: Some(segment), text: portrait.name(segment) },
            of_segment: None,
            value: format!("{} · {}", accounts(face.size, look.language), decimal(face.silhouette, 2, look.language)),
            body: Body::Area {
                outline: [(zero, 1.0)].into_iter().chain(steps).chain([(zero, 0.0)]).collect(),
                height,
                color: look.segment(segment),
                tick: None,
            },
        }
    };
    let axis = Axis {
        name: text::silhouette_axis(look.language).to_owned(),
        range: range.clone(),
        most_decimals: 2,
        grid: false,
    };
    let mean = portraits.silhouette;
    Strips {
        title: text::knife_title(look.language).to_owned(),
        legend: vec![Entry {
            shape: Shape::Plus,
            color: look.theme.text(),
            name: text::mean_line(mean, look.language),
        }],
        panels: vec![Panel {
            strips: portrait.segments().map(strip).collect(),
            scale: Some(Scale::linear(&axis, look.language)),
            rules: vec![(place(0.0), look.theme.axis()), (place(mean), look.theme.text())],
            ..Panel::default()
        }],
        panel_width: 0.0,
    }
}
