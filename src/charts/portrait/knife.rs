//! The silhouette of each account, from the highest to the lowest within its segment (Rousseeuw 1987), with the mean of all.

use super::super::strips::{Body, Label, Panel, Scale, Strip, Strips};
use super::super::{Axis, Entry, Frame, Look, Shape, Step};
use super::Portrait;
use crate::segments::{Face, Portraits};
use crate::text::numbers::{accounts, decimal};
use crate::text::{Language, charts, portraits as text};
use plotters_backend::BackendCoord;
use std::ops::Range;

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
    let range = range(portraits);
    let place = |silhouette: f64| place(silhouette, &range);
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

/// The silhouettes from the left of the chart to its right.
fn range(portraits: &Portraits) -> Range<f64> {
    let lowest = portraits.faces.iter().filter_map(|face| face.silhouettes.last()).copied().fold(0.0, f64::min);
    (lowest * 1.02).max(-1.0)..1.0
}

/// Where a silhouette stands, as a share of the chart's width.
fn place(silhouette: f64, range: &Range<f64>) -> f64 {
    (silhouette - range.start) / (range.end - range.start)
}

/// The account whose row this pixel is in.
pub(super) fn account_at(portraits: &Portraits, frame: &Frame, pixel: BackendCoord) -> Option<usize> {
    let zone = frame.zone_at(pixel)?;
    let accounts = &portraits.faces.get(zone.segment)?.accounts;
    let below = usize::try_from(pixel.1 - zone.body).ok()?;
    let rows = usize::try_from(zone.to.1 - zone.body).ok().filter(|&rows| rows > 0)?;
    let row = (below * accounts.len() / rows).min(accounts.len().checked_sub(1)?);
    Some(accounts[row] as usize)
}

/// The end of an account's row.
pub(super) fn mark_of(portraits: &Portraits, frame: &Frame, account: usize) -> Option<BackendCoord> {
    let (segment, row) = row_of(portraits, account)?;
    let (face, zone) = (&portraits.faces[segment], frame.zone_of(segment)?);
    let share = (row as f64 + 0.5) / face.accounts.len() as f64;
    let along = |from: i32, to: i32, share: f64| from + (f64::from(to - from) * share) as i32;
    let right = place(*face.silhouettes.get(row)?, &range(portraits));
    Some((along(zone.from.0, zone.to.0, right), along(zone.body, zone.to.1, share)))
}

/// The segment of an account that has a row.
pub(super) fn segment_of(portraits: &Portraits, account: usize) -> Option<usize> {
    row_of(portraits, account).map(|(segment, _)| segment)
}

/// The account in the next row that way, of this segment if there is one: up and right to a higher silhouette.
pub(super) fn step(portraits: &Portraits, from: Option<usize>, step: Step, within: Option<usize>) -> Option<usize> {
    let faces =
        portraits.faces.iter().enumerate().filter(|&(segment, _)| within.is_none_or(|within| within == segment));
    let mut rows = faces.flat_map(|(_, face)| face.accounts.iter().map(|&account| account as usize));
    let is_down = matches!(step, Step::Down | Step::Left);
    let Some(from) = from.filter(|&from| within.is_none() || segment_of(portraits, from) == within) else {
        return if is_down { rows.next() } else { rows.last() };
    };
    if is_down {
        rows.skip_while(|&account| account != from).nth(1)
    } else {
        rows.take_while(|&account| account != from).last()
    }
}

/// Segment and row of an account.
fn row_of(portraits: &Portraits, account: usize) -> Option<(usize, usize)> {
    let row_in = |face: &Face| face.accounts.iter().position(|&other| other as usize == account);
    portraits.faces.iter().enumerate().find_map(|(segment, face)| Some((segment, row_in(face)?)))
}
