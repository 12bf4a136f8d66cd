//! The legend: marks and names, side by side as long as they fit, in as many rows as they need.

use super::{Color, Drawn, Look, Shape};
use plotters::prelude::DrawingBackend;
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::HPos;

/// A mark and its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Shape of the mark.
    pub shape: Shape,
    /// Colour of the mark.
    pub color: Color,
    /// What it stands for.
    pub name: String,
}

/// Sizes in CSS pixels.
const MARK_RADIUS: f64 = 5.0;
const MARK_ROOM: f64 = 18.0;
const BETWEEN: f64 = 16.0;
const ROW: f64 = 18.0;

/// An entry, or a part of one, put in its place.
pub(super) struct Placed<'a> {
    /// Whose mark stands before it; nothing where a name goes on.
    entry: Option<&'a Entry>,
    name: String,
    /// Device pixels from the left edge of the legend.
    left: i32,
}

/// Distributes the entries over rows of `room` device pixels; each row of at least one entry. A name that is too wide for a row of its own
/// goes on below.
pub(super) fn rows<'a, B: DrawingBackend>(
    entries: &'a [Entry],
    backend: &B,
    look: &Look,
    room: i32,
) -> Drawn<B, Vec<Vec<Placed<'a>>>> {
    let pen = look.text_pen();
    let mark_room = look.size.px(MARK_ROOM);
    let mut rows: Vec<Vec<Placed<'a>>> = Vec::new();
    let mut left = 0;
    for entry in entries {
        for (at, name) in pen.wrap(backend, &entry.name, room - mark_room)?.into_iter().enumerate() {
            let width = mark_room + pen.width(backend, &name)?;
            let placed = |left| Placed { entry: (at == 0).then_some(entry), name, left };
            match rows.last_mut() {
                Some(row) if at == 0 && left + width <= room => row.push(placed(left)),
                _ => {
                    left = 0;
                    rows.push(vec![placed(left)]);
                }
            }
            left += width + look.size.px(BETWEEN);
        }
    }
    Ok(rows)
}

/// Paints rows; `start` is the left end and the middle height of the first.
pub(super) fn paint<B: DrawingBackend>(
    rows: &[Vec<Placed<'_>>],
    backend: &mut B,
    look: &Look,
    (start, mut y): BackendCoord,
) -> Drawn<B, ()> {
    let radius = MARK_RADIUS * look.size.scale;
    for row in rows {
        for placed in row {
            let left = start + placed.left;
            if let Some(entry) = placed.entry {
                entry.shape.draw(backend, (left + look.size.px(MARK_RADIUS), y), radius, entry.color)?;
            }
            look.text_pen().write(backend, &placed.name, HPos::Left, (left + look.size.px(MARK_ROOM), y))?;
        }
        y += look.size.px(ROW);
    }
    Ok(())
}
