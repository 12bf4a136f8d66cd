//! A chart on a canvas, crisp at every density, drawn anew when its size, data, language or colours change.
//!
//! ```ignore
//! <Chart drawing=drawing language=session.language theme=session.theme/>
//! ```
//!
//! `drawing` is a signal of `Arc<charts::Drawing>`; `theme` a signal of `Option<Theme>`, where `None`, or no prop at all, follows
//! the system. The chart takes the width of its container and a height that suits it; its accessible name is
//! [`Drawing::reading`]. Marks are painted in slices of a few milliseconds, one an animation frame, so that the page stays quick; `aria-busy`
//! is `true` until the last is painted.

use super::observe::{AnimationFrame, ElementSize, MediaQuery, media_matches};
use crate::charts::{Drawing, FONT_FAMILY, Frame, Look, Measured, Size, TextSize, Theme};
use crate::text::Language;
use leptos::html;
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
/// Slices that begin closer together than this share one: they run in the same animation frame.
const FRAME_MILLIS: f64 = 12.0;
/// The clock is read once for so many marks.
const MARKS_A_READING: usize = 128;

/// A chart; see the head of this file.
#[component]
pub fn Chart(
    /// What to draw.
    #[prop(into)]
    drawing: Signal<Arc<Drawing>>,
    /// Language of its words and numbers.
    #[prop(into)]
    language: Signal<Language>,
    /// The colours the user has set; `None` follows the system.
    #[prop(optional, into)]
    theme: MaybeProp<Theme>,
) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let width = width_of(container);
    let density = screen_density();
    let system_theme = system_theme();
    let height = Memo::new(move |_| drawing.read().suitable_height(width.get()).round());

    let busy = RwSignal::new(true);
    let pending = StoredValue::new_local(None::<AnimationFrame>);
    Effect::new(move || {
        let scale = density.get();
        let size =
            Size { width: (width.get() * scale).round() as u32, height: (height.get() * scale).round() as u32, scale };
        let theme = theme.get().unwrap_or_else(|| system_theme.get());
        let look = Look { size, theme, language: language.get() };
        let drawing = drawing.get();
        let Some(canvas) = canvas.get().filter(|_| size.width > 0) else { return };
        busy.set(true);
        at_next_frame(pending, move || begin(Picture { drawing, look, canvas, busy }, pending));
    });

    view! {
        <div node_ref=container class="chart" style:height=move || format!("{}px", height.get())>
            <canvas
                node_ref=canvas
                role="img"
                aria-busy=move || busy.get().to_string()
                aria-label=move || drawing.read().reading(language.get())
                style:display="block"
                style:width="100%"
                style:height="100%"
            ></canvas>
        </div>
    }
}

/// What is being painted, and where.
struct Picture {
    drawing: Arc<Drawing>,
    look: Look,
    canvas: HtmlCanvasElement,
    busy: RwSignal<bool>,
}

/// The one animation frame a chart waits for; a new one takes the place of the old, and none outlives the component.
type Pending = StoredValue<Option<AnimationFrame>, LocalStorage>;

fn at_next_frame(pending: Pending, work: impl FnOnce() + 'static) {
    // A component that is gone hands the request back, which cancels it.
    let _cancelled = pending.try_set_value(AnimationFrame::request(work));
}

/// Sizes the canvas, which clears it, and paints all but the marks.
fn begin(picture: Picture, pending: Pending) {
    picture.canvas.set_width(picture.look.size.width);
    picture.canvas.set_height(picture.look.size.height);
    let Some(mut backend) = backend(picture.canvas.clone()) else { return };
    match picture.drawing.frame(&mut backend, &picture.look) {
        Ok(frame) => go_on(Rc::new(picture), Rc::new(frame), 0, pending),
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
    picture.busy.try_set(false);
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

/// Width of the element in CSS pixels, 0 until it is shown.
fn width_of(element: NodeRef<html::Div>) -> Signal<f64> {
    let width = RwSignal::new(0.0);
    let guard = StoredValue::new_local(None);
    Effect::new(move || {
        let Some(element) = element.get() else { return };
        let measured = element.clone();
        guard.set_value(ElementSize::watch(&element, move || {
            let now = measured.get_bounding_client_rect().width();
            if width.try_get_untracked().is_some_and(|before| before != now) {
                width.set(now);
            }
        }));
    });
    width.into()
}

/// Device pixels in a CSS pixel, which changes when the window moves to another screen or is zoomed.
fn screen_density() -> Signal<f64> {
    let density = RwSignal::new(window().device_pixel_ratio());
    let guard = StoredValue::new_local(None);
    Effect::new(move || {
        // The query holds for one density only: each change asks for the next.
        let query = format!("(resolution: {}dppx)", density.get());
        guard.set_value(MediaQuery::watch(&query, move || {
            density.try_set(window().device_pixel_ratio());
        }));
    });
    density.into()
}

/// The colours the system asks for.
fn system_theme() -> Signal<Theme> {
    const DARK: &str = "(prefers-color-scheme: dark)";
    let current = || if media_matches(DARK) { Theme::Dark } else { Theme::Light };
    let theme = RwSignal::new(current());
    let watch = MediaQuery::watch(DARK, move || {
        theme.try_set(current());
    });
    // Kept as long as the component.
    StoredValue::new_local(watch);
    theme.into()
}
