//! Share of accounts beside share of sales, segment by segment.

use super::super::strips::{Bar, Body, Label, Panel, Strip, Strips};
use super::super::{Entry, Look, Shape, theme};
use super::Portrait;
use crate::text::numbers::percent;
use crate::text::portraits as text;

pub(super) fn strips(portrait: &Portrait, look: &Look) -> Strips {
    let shares: Vec<[f64; 2]> = portrait
        .segments()
        .map(|segment| [portrait.portraits.account_share(segment), portrait.portraits.faces[segment].sales_share])
        .collect();
    let longest = shares.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    let strip = |(segment, shares): (usize, [f64; 2])| {
        let colors = [look.pale_segment(segment), look.segment(segment)];
        let bar = |(share, color): (f64, _)| Bar {
            from: 0.0,
            // A share below nothing, of returns, has no bar.
            to: (share / longest).max(0.0),
            color,
            value: percent(share, 1, look.language),
        };
        Strip {
            label: Label { segment: Some(segment), text: portrait.name(segment) },
            of_segment: None,
            value: String::new(),
            body: Body::Bars(shares.into_iter().zip(colors).map(bar).collect()),
        }
    };
    let muted = look.theme.muted();
    let pale = theme::mixed(muted, look.theme.background(), 0.45);
    let entry = |color, name: &str| Entry { shape: Shape::Bar, color, name: name.to_owned() };
    Strips {
        title: text::shares_title(look.language).to_owned(),
        legend: vec![entry(pale, text::accounts_share(look.language)), entry(muted, text::sales_share(look.language))],
        panels: vec![Panel { strips: shares.into_iter().enumerate().map(strip).collect(), ..Panel::default() }],
        panel_width: 0.0,
    }
}
