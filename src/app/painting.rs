//! Paints a drawing on a canvas in slices of a few milliseconds, one an animation frame, so that the page stays quick.

use super::observe::AnimationFrame;
use crate::charts::{Drawing, FONT_FAMILY, Frame, Look, Measured, TextSize};
use leptos::prelude::*;
use plotters::prelude::DrawingBackend;
use plotters_canvas::CanvasBackend;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Marks are painted for this long in one animation frame, by all charts together.
const SLICE_MILLIS: f64 = 8.0;
/// What runs closer together than this runs in the same animation frame.
const FRAME_MILLIS: f64 = 12.0;
/// The clock is read once for so many marks.
const MARKS_A_READING: usize = 128;

/// What is to be painted, and where.
pub(super) struct Picture {
    pub(super) drawing: Arc<Drawing>,
    pub(super) look: Look,
    pub(super) canvas: HtmlCanvasElement,
    /// Hears of the frame as soon as there is one.
    pub(super) framed: Box<dyn Fn(Rc<Frame>)>,
    /// Called when the last mark is there.
    pub(super) done: Box<dyn Fn()>,
}

/// The one animation frame a picture waits for; a new one takes the place of the old, and none outlives the component.
pub(super) type Pending = StoredValue<Option<AnimationFrame>, LocalStorage>;

/// Paints it from the next animation frame on.
pub(super) fn paint(picture: Picture, pending: Pending) {
    at_next_frame(pending, move || begin(picture, pending));
}

fn at_next_frame(pending: Pending, work: impl FnOnce() + 'static) {
    // A component that is gone hands the request back, which cancels it.
    let _cancelled = pending.try_set_value(AnimationFrame::request(work));
}

/// Sizes the canvas, which clears it, and paints all but the marks; in a later animation frame if this one's time is over, or if another
/// picture was begun in it.
fn begin(picture: Picture, pending: Pending) {
    thread_local! {
        static LAST: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    }
    let now = now_millis();
    if now >= slice_end() || now - LAST.get() < FRAME_MILLIS {
        return paint(picture, pending);
    }
    LAST.set(now);
    picture.canvas.set_width(picture.look.size.width);
    picture.canvas.set_height(picture.look.size.height);
    let Some(mut backend) = backend(picture.canvas.clone()) else { return };
    match picture.drawing.frame(&mut backend, &picture.look) {
        Ok(frame) => {
            let frame = Rc::new(frame);
            (picture.framed)(frame.clone());
            go_on(Rc::new(picture), frame, 0, pending);
        }
        Err(error) => leptos::logging::error!("{error}"),
    }
}

/// Paints marks from `start` on until the slice is over, then leaves the rest to the next animation frame.
fn go_on(picture: Rc<Picture>, frame: Rc<Frame>, mut start: usize, pending: Pending) {
    let Some(mut backend) = backend(picture.canvas.clone()) else { return };
    let end = slice_end();
    while start < picture.drawing.mark_count() {
        let slice = start..start + MARKS_A_READING;
        if let Err(error) = picture.drawing.marks(&mut backend, &frame, &picture.look, slice) {
            leptos::logging::error!("{error}");
            return;
        }
        start += MARKS_A_READING;
        if now_millis() >= end && start < picture.drawing.mark_count() {
            at_next_frame(pending, move || go_on(picture, frame, start, pending));
            return;
        }
    }
    (picture.done)();
}

/// When this animation frame's slice is over; every chart paints a little after it, so that each gets on.
fn slice_end() -> f64 {
    thread_local! {
        static BEGUN: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    }
    let now = now_millis();
    if now - BEGUN.get() > FRAME_MILLIS {
        BEGUN.set(now);
    }
    BEGUN.get() + SLICE_MILLIS
}

fn now_millis() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The canvas as a backend that measures text by the canvas itself; `None` where the browser gives no 2D context.
fn backend(canvas: HtmlCanvasElement) -> Option<impl DrawingBackend> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let width_of = move |text: &str, font: TextSize| {
        let weight = if font.bold { "bold" } else { "normal" };
        context.set_font(&format!("{weight} {}px {FONT_FAMILY}", font.size));
        context.measure_text(text).map_or(0.0, |measured| measured.width())
    };
    Some(Measured::new(CanvasBackend::with_canvas_object(canvas)?, width_of))
}
