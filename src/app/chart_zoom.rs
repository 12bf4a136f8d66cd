//! The part of a plot that is shown: what buttons, keys, pinches and drags make of it.

use super::session::Session;
use crate::charts::{Drawing, Extent, Frame, Look};
use crate::text::plots as text;
use leptos::prelude::*;
use std::sync::Arc;

/// How much nearer a press goes.
const STEP: f64 = 2.0;
/// How much nearer a pixel of a pinch goes, as a power of e: browsers tell a pinch as turns of a wheel.
const PER_PIXEL: f64 = 0.01;
/// A turn of a wheel counts for no more pixels than this.
const MOST_PIXELS: f64 = 50.0;
/// A turn of a wheel that is told in lines instead of pixels.
const LINE: f64 = 16.0;

/// The part of a plot that is shown; `None` is the whole.
pub type Shown = RwSignal<Option<Extent>>;

/// A plot of which a part can be shown.
#[derive(Clone, Copy)]
pub struct Zoom {
    /// The part.
    pub part: Shown,
    /// The plot with that part shown.
    pub drawing: Signal<Arc<Drawing>>,
    /// Whether a part was ever shown.
    pub was_used: Memo<bool>,
}

impl Zoom {
    /// `None` for a chart that has no parts.
    pub fn of(drawing: Signal<Arc<Drawing>>) -> Option<Self> {
        drawing.with_untracked(|drawing| drawing.extents())?;
        let part = RwSignal::new(None);
        Effect::new(move |before: Option<Option<Extent>>| {
            let whole = drawing.with(|drawing| drawing.extents().map(|(_, whole)| whole));
            if before.is_some_and(|before| before != whole) {
                // A part of another plot is none of this one.
                part.set(None);
            }
            whole
        });
        let shown = Memo::new(move |_| match part.get() {
            None => drawing.get(),
            part => Arc::new(drawing.read().zoomed(part)),
        });
        let was_used = Memo::new(move |was: Option<&bool>| was == Some(&true) || part.with(Option::is_some));
        Some(Self { part, drawing: shown.into(), was_used })
    }
}

/// Shows the part `times` as large, about a datum or the middle.
fn zoom(shown: Shown, drawing: Signal<Arc<Drawing>>, times: f64, about: Option<(f64, f64)>) {
    if let Some((part, whole)) = drawing.with_untracked(|drawing| drawing.extents()) {
        shown.set(part.zoomed(times, about.unwrap_or(part.middle()), whole));
    }
}

/// What a key does; whether it does anything.
pub fn on_key(shown: Shown, drawing: Signal<Arc<Drawing>>, key: &str, about: Option<(f64, f64)>) -> bool {
    match key {
        "+" | "=" => zoom(shown, drawing, STEP, about),
        "-" => zoom(shown, drawing, 1.0 / STEP, about),
        "0" => shown.set(None),
        _ => return false,
    }
    true
}

/// What a pinch, or a wheel turned while Ctrl is held, does about the datum below the pointer.
pub fn on_pinch(shown: Shown, drawing: Signal<Arc<Drawing>>, event: &web_sys::WheelEvent, about: Option<(f64, f64)>) {
    event.prevent_default();
    let unit = if event.delta_mode() == web_sys::WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { LINE };
    let pixels = (event.delta_y() * unit).clamp(-MOST_PIXELS, MOST_PIXELS);
    zoom(shown, drawing, (-pixels * PER_PIXEL).exp(), about);
}

/// A plot that is drawn about.
#[derive(Clone, Copy)]
pub struct Drag {
    from: (f64, f64),
    part: Extent,
    whole: Extent,
    /// Width and height of the plot in CSS pixels.
    plot: (f64, f64),
}

impl Drag {
    /// Takes hold of the part at a point in CSS pixels; of a whole there is nothing to move.
    pub fn start(shown: Shown, drawing: &Drawing, frame: &Frame, look: &Look, from: (f64, f64)) -> Option<Self> {
        let part = shown.get_untracked()?;
        let (_, whole) = drawing.extents()?;
        let plot = [frame.across(), frame.down()].map(|side| (side.len().max(1)) as f64 / look.size.scale);
        Some(Self { from, part, whole, plot: (plot[0], plot[1]) })
    }

    /// How far a point is from where it was taken hold of, in CSS pixels.
    pub fn distance(&self, (x, y): (f64, f64)) -> f64 {
        (x - self.from.0).abs().max((y - self.from.1).abs())
    }

    /// Moves it so that what was held is below the pointer.
    pub fn to(&self, shown: Shown, (x, y): (f64, f64)) {
        let share = ((self.from.0 - x) / self.plot.0, (y - self.from.1) / self.plot.1);
        shown.set(Some(self.part.moved(share, self.whole)));
    }
}

/// The buttons; those that lead back do nothing while the whole is shown.
#[component]
pub fn ZoomButtons(shown: Shown, drawing: Signal<Arc<Drawing>>, reading: StoredValue<String>) -> impl IntoView {
    let session = Session::expect();
    let is_whole = move || shown.with(Option::is_none).then_some("true");
    let is_nearest = move || {
        let is_nearest = drawing.with(|drawing| drawing.extents().is_some_and(|(part, whole)| part.is_nearest(whole)));
        is_nearest.then_some("true")
    };
    view! {
        <button
            type="button"
            class="quiet sign"
            data-testid="zoom-in"
            aria-label=session.say(text::zoom_in)
            title=session.say(text::zoom_in)
            aria-describedby=reading.get_value()
            aria-disabled=is_nearest
            on:click=move |_| zoom(shown, drawing, STEP, None)
        >
            "+"
        </button>
        <button
            type="button"
            class="quiet sign"
            data-testid="zoom-out"
            aria-label=session.say(text::zoom_out)
            title=session.say(text::zoom_out)
            aria-describedby=reading.get_value()
            aria-disabled=is_whole
            on:click=move |_| zoom(shown, drawing, 1.0 / STEP, None)
        >
            "−"
        </button>
        <button
            type="button"
            class="quiet"
            data-testid="zoom-all"
            aria-describedby=reading.get_value()
            aria-disabled=is_whole
            on:click=move |_| shown.set(None)
        >
            {session.say(text::zoom_all)}
        </button>
    }
}
