//! Last year's segments to this year's: a stream from each to each, as wide as it has accounts.

use super::theme::filled;
use super::words::Pen;
use super::{Drawn, Frame, Look, Shape};
use crate::compare;
use crate::segments::Marks;
use crate::text::Language;
use crate::text::charts as text;
use crate::text::numbers::count;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color as _, ShapeStyle};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::HPos;
use std::ops::Range;
use std::sync::Arc;

/// The chart of who moved where.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Accounts by earlier and later segment.
    pub accounts: Arc<compare::Flow>,
    /// Names of the earlier and of the later segments by their numbers, number 1 first; an empty one where there is none.
    pub names: [Arc<[String]>; 2],
    /// Whose colour and shape each of the earlier and of the later segments bears.
    pub marks: [Marks; 2],
    /// What the two sides are.
    pub sides: text::Sides,
}

/// Sizes in CSS pixels.
const MARGIN: f64 = 12.0;
const LINE: f64 = 17.0;
const BAR: f64 = 10.0;
const GAP: f64 = 8.0;
const LABEL_GAP: f64 = 8.0;
const MARK: f64 = 5.0;
const MARK_ROOM: f64 = 16.0;
const STREAM_GAP: f64 = 2.0;
/// From this width on a label has two lines, the segment's name in the first.
const WIDE: f64 = 620.0;
/// A stream has so many corners on each side.
const STEPS: i32 = 28;
/// How much of its colour a stream has, of accounts that keep their segment and of others.
const KEPT: f64 = 0.3;
const MOVED: f64 = 0.65;

/// What stands on a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Segment(u8),
    /// New on the earlier side, lost on the later.
    Outside,
}

/// A bar of a side, in device pixels from the top.
#[derive(Debug, Clone, PartialEq)]
struct Node {
    who: Who,
    accounts: usize,
    top: f64,
    height: f64,
}

/// A stream between two bars: where each has it, counted in accounts from its top.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stream {
    from: usize,
    to: usize,
    accounts: usize,
    before: [usize; 2],
}

/// Both sides, at so many device pixels an account.
struct Plan {
    sides: [Vec<Node>; 2],
    scale: f64,
}

impl Flow {
    pub(super) fn suitable_height(&self, css_width: f64) -> f64 {
        let nodes = self.counts().iter().map(Vec::len).max().unwrap_or(0) as f64;
        let slot = if css_width < WIDE { 34.0 } else { 2.0 * LINE + GAP + 10.0 };
        (nodes * slot).max(200.0) + 4.0 * LINE + 2.0 * MARGIN
    }

    pub(super) fn reading(&self, language: Language) -> String {
        text::flow_reading(&self.accounts, self.sides, language)
    }

    pub(super) fn mark_count(&self) -> usize {
        self.streams().len()
    }

    pub(super) fn frame<B: DrawingBackend>(&self, backend: &mut B, look: &Look) -> Drawn<B, Frame> {
        let (width, height) = (look.size.width.cast_signed(), look.size.height.cast_signed());
        let (margin, line) = (look.size.px(MARGIN), look.size.px(LINE));
        backend.draw_rect((0, 0), (width, height), &filled(look.theme.background()), true)?;
        let mut y = margin;
        let title = look.title_pen().wrap(backend, &text::flow_title(self.sides, look.language), width - 2 * margin)?;
        for words in title {
            look.title_pen().write(backend, &words, HPos::Left, (margin, y + line / 2))?;
            y += look.size.px(20.0);
        }
        y += line / 2;
        let room = self.label_room(look);
        let [earlier, later] = text::flow_sides(self.sides, look.language);
        let pen = Pen { bold: true, ..look.text_pen() };
        for (words, side, x) in [(earlier, HPos::Left, margin), (later, HPos::Right, width - margin)] {
            let words = pen.shorten(backend, &words, (width - 3 * margin) / 2)?;
            pen.write(backend, &words, side, (x, y + line / 2))?;
        }
        y += line + line / 2;
        let bottom = (height - margin).max(y + line);
        let left = margin + room;
        let frame = Frame::of_plot(left..(width - left).max(left + 1), y..bottom);
        let plan = self.plan(&frame, look);
        for (at, side) in plan.sides.iter().enumerate() {
            for node in side {
                self.bar(backend, &frame, look, at, node)?;
            }
        }
        Ok(frame)
    }

    pub(super) fn marks<B: DrawingBackend>(
        &self,
        backend: &mut B,
        frame: &Frame,
        look: &Look,
        range: Range<usize>,
    ) -> Drawn<B, ()> {
        let (plan, streams) = (self.plan(frame, look), self.streams());
        let end = range.end.min(streams.len());
        for stream in &streams[range.start.min(end)..end] {
            let (from, to) = (&plan.sides[0][stream.from], &plan.sides[1][stream.to]);
            let thickness = (stream.accounts as f64 * plan.scale).max(1.0);
            let top = |node: &Node, before: usize| node.top + before as f64 * plan.scale;
            let ends = [top(from, stream.before[0]), top(to, stream.before[1])];
            let share = if from.who == to.who { KEPT } else { MOVED };
            let color = match from.who {
                Who::Segment(number) => look.theme.segment(self.mark(0, number)),
                Who::Outside => look.theme.axis(),
            };
            let style = ShapeStyle { color: color.mix(share).to_rgba(), filled: true, stroke_width: 0 };
            backend.fill_polygon(outline(streams_between(frame, look), ends, thickness), &style)?;
        }
        Ok(())
    }

    /// The index of the colour and the shape of a segment on this side.
    fn mark(&self, side: usize, number: u8) -> usize {
        self.marks[side].of(number)
    }

    /// Device pixels beside the bars.
    fn label_room(&self, look: &Look) -> i32 {
        let css = look.size.css_width();
        look.size.px(if css < WIDE { (css * 0.27).clamp(40.0, 130.0) } else { (css * 0.26).min(260.0) })
    }

    /// What stands on either side, with its accounts; segments without any are left out.
    fn counts(&self) -> [Vec<(Who, usize)>; 2] {
        let flow = &self.accounts;
        let side = |numbers: &[u8], at: usize, outside: &[usize]| {
            let segments = numbers.iter().map(|&number| (Who::Segment(number), flow.sizes(number)[at]));
            let all = segments.chain([(Who::Outside, outside.iter().sum())]);
            all.filter(|(_, accounts)| *accounts > 0).collect::<Vec<_>>()
        };
        [side(&flow.before, 0, &flow.new), side(&flow.after, 1, &flow.lost)]
    }

    /// Bars in their places: as high as they have accounts, and with room for their labels.
    fn plan(&self, frame: &Frame, look: &Look) -> Plan {
        let (room, top) = (f64::from(frame.down().end - frame.down().start), f64::from(frame.down().start));
        let lines = if look.size.css_width() < WIDE { 1.0 } else { 2.0 };
        let least = lines * f64::from(look.size.px(LINE));
        let gap = f64::from(look.size.px(GAP));
        let counts = self.counts();
        let scales = counts.each_ref().map(|side| {
            let accounts: Vec<usize> = side.iter().map(|(_, accounts)| *accounts).collect();
            scale(&accounts, room - gap * accounts.len().saturating_sub(1) as f64, least)
        });
        let scale = scales[0].min(scales[1]);
        let sides = counts.map(|side| {
            let slots: Vec<f64> = side.iter().map(|(_, accounts)| (*accounts as f64 * scale).max(least)).collect();
            let taken = slots.iter().sum::<f64>() + gap * slots.len().saturating_sub(1) as f64;
            let mut y = top + ((room - taken) / 2.0).max(0.0);
            let node = |((who, accounts), slot): ((Who, usize), f64)| {
                let height = accounts as f64 * scale;
                let node = Node { who, accounts, top: y + (slot - height) / 2.0, height };
                y += slot + gap;
                node
            };
            side.into_iter().zip(slots).map(node).collect()
        });
        Plan { sides, scale }
    }

    /// Every stream that has an account, by earlier and then by later segment; what is new and what is lost comes last.
    fn streams(&self) -> Vec<Stream> {
        let (flow, [earlier, later]) = (&self.accounts, self.counts());
        let at = |numbers: &[u8], who: Who| match who {
            Who::Segment(number) => numbers.binary_search(&number).ok(),
            Who::Outside => None,
        };
        let accounts = |from: Who, to: Who| match (at(&flow.before, from), at(&flow.after, to)) {
            (Some(row), Some(column)) => flow.accounts[row][column],
            (Some(row), None) => flow.lost[row],
            (None, Some(column)) => flow.new[column],
            (None, None) => 0,
        };
        let mut taken = [vec![0; earlier.len()], vec![0; later.len()]];
        let mut streams = Vec::new();
        for (from, (one, _)) in earlier.iter().enumerate() {
            for (to, (other, _)) in later.iter().enumerate() {
                let accounts = accounts(*one, *other);
                if accounts > 0 {
                    streams.push(Stream { from, to, accounts, before: [taken[0][from], taken[1][to]] });
                    taken[0][from] += accounts;
                    taken[1][to] += accounts;
                }
            }
        }
        streams
    }

    /// A bar with its label outside of it.
    fn bar<B: DrawingBackend>(
        &self,
        backend: &mut B,
        frame: &Frame,
        look: &Look,
        side: usize,
        node: &Node,
    ) -> Drawn<B, ()> {
        let bar = look.size.px(BAR);
        let (left, right) = match side {
            0 => (frame.across().start, frame.across().start + bar),
            _ => (frame.across().end - bar, frame.across().end),
        };
        let top = node.top.round() as i32;
        let bottom = ((node.top + node.height).round() as i32).max(top + look.size.px(1.0));
        let color = match node.who {
            Who::Segment(number) => look.theme.segment(self.mark(side, number)),
            Who::Outside => look.theme.axis(),
        };
        backend.draw_rect((left, top), (right, bottom), &filled(color), true)?;
        self.label(backend, look, side, node, (if side == 0 { left } else { right }, i32::midpoint(top, bottom)))
    }

    /// The mark and the number of a segment with its name and its accounts, away from the bar's edge at this point.
    fn label<B: DrawingBackend>(
        &self,
        backend: &mut B,
        look: &Look,
        side: usize,
        node: &Node,
        (edge, middle): BackendCoord,
    ) -> Drawn<B, ()> {
        let (away, anchor) = if side == 0 { (-1, HPos::Right) } else { (1, HPos::Left) };
        let mut x = edge + away * look.size.px(LABEL_GAP);
        if let Who::Segment(number) = node.who {
            let center = (x + away * look.size.px(MARK), middle);
            let mark = self.mark(side, number);
            let color = look.theme.segment(mark);
            Shape::of_segment(mark).draw(backend, center, MARK * look.size.scale, color)?;
            x += away * look.size.px(MARK_ROOM);
        }
        let room = self.label_room(look) - (x - edge).abs();
        let accounts = count(node.accounts, look.language);
        let name = match node.who {
            Who::Segment(number) => {
                let name = self.names[side].get(index(number)).map_or("", String::as_str);
                if name.is_empty() { number.to_string() } else { format!("{number}. {name}") }
            }
            Who::Outside => text::flow_outside(side == 0, look.language).to_owned(),
        };
        let (strong, plain) = (Pen { color: look.theme.text(), ..look.text_pen() }, look.text_pen());
        if look.size.css_width() < WIDE {
            let short = match node.who {
                Who::Segment(number) => format!("{number}\u{a0}· {accounts}"),
                Who::Outside => format!("{name}\u{a0}· {accounts}"),
            };
            let whole = strong.width(backend, &short)? <= room;
            let words = if whole { short } else { strong.shorten(backend, &accounts, room)? };
            return strong.write(backend, &words, anchor, (x, middle));
        }
        let half = look.size.px(LINE) / 2;
        let name = strong.shorten(backend, &name, room)?;
        strong.write(backend, &name, anchor, (x, middle - half))?;
        plain.write(backend, &accounts, anchor, (x, middle + half))
    }
}

/// Segment 1 is the first.
fn index(number: u8) -> usize {
    usize::from(number).saturating_sub(1)
}

/// From where to where streams run.
fn streams_between(frame: &Frame, look: &Look) -> Range<i32> {
    let beside = look.size.px(BAR) + look.size.px(STREAM_GAP);
    frame.across().start + beside..frame.across().end - beside
}

/// Corners of a stream that begins and ends at these heights.
fn outline(across: Range<i32>, [start, end]: [f64; 2], thickness: f64) -> Vec<BackendCoord> {
    let edge = |step: i32, below: f64| {
        let t = f64::from(step) / f64::from(STEPS);
        let x = f64::from(across.start) + t * f64::from(across.end - across.start);
        // Level at both ends.
        let y = start + (end - start) * t * t * (3.0 - 2.0 * t);
        (x.round() as i32, (y + below).round() as i32)
    };
    let (upper, lower) = ((0..=STEPS).map(|step| edge(step, 0.0)), (0..=STEPS).rev().map(|step| edge(step, thickness)));
    upper.chain(lower).collect()
}

/// Pixels an account with which bars fill `room` where each takes `least` or more; 0 where even that is too much.
fn scale(accounts: &[usize], room: f64, least: f64) -> f64 {
    let mut sorted = accounts.to_vec();
    sorted.sort_unstable();
    let mut rest: usize = sorted.iter().sum();
    let mut left = room;
    // The smallest bars take the least first.
    for accounts in sorted {
        let scale = left / rest.max(1) as f64;
        if scale * accounts as f64 >= least {
            return scale.max(0.0);
        }
        left -= least;
        rest -= accounts;
    }
    // All of them are small: none may be larger than the least.
    accounts.iter().max().map_or(0.0, |&most| if left >= 0.0 { least / most.max(1) as f64 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow() -> Flow {
        let accounts = compare::Flow {
            before: vec![1, 2],
            after: vec![1, 2, 4],
            accounts: vec![vec![80, 15, 0], vec![5, 60, 30]],
            new: vec![0, 9, 1],
            lost: vec![5, 0],
        };
        let names: [Arc<[String]>; 2] = [["Big".to_owned(), "Small".to_owned()].into(), Vec::new().into()];
        Flow { accounts: Arc::new(accounts), names, marks: Default::default(), sides: text::Sides::Years }
    }

    #[test]
    fn every_account_is_in_one_stream() {
        let streams = flow().streams();
        assert_eq!(streams.iter().map(|stream| stream.accounts).sum::<usize>(), 80 + 15 + 5 + 60 + 30 + 10 + 5);
        // Segment 2, the second on the right, has 15 from segment 1, 60 of its own and 9 new ones, in this order.
        let into: Vec<usize> = streams.iter().filter(|stream| stream.to == 1).map(|stream| stream.before[1]).collect();
        assert_eq!(into, [0, 15, 75]);
    }

    #[test]
    fn bars_share_the_room_that_labels_leave() {
        assert_eq!(scale(&[100, 100], 200.0, 10.0), 1.0);
        // One account takes the ten pixels that its label needs.
        assert_eq!(scale(&[1, 190], 200.0, 10.0), 1.0);
        assert_eq!(scale(&[1, 1], 30.0, 20.0), 0.0);
        assert_eq!(scale(&[2, 4], 40.0, 20.0), 5.0);
        assert_eq!(scale(&[], 40.0, 20.0), 0.0);
    }
}
