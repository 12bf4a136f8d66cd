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

use super::chart_zoom::{self, Drag, Shown};
use super::observe::{ElementSize, MediaQuery, media_matches};
use super::painting::{Picture, paint};
use crate::charts::{Drawing, Frame, Look, Size, Step, Theme};
use crate::segments::Marks;
use crate::text::Language;
use leptos::ev::resize;
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

/// A rectangle smaller than this, or a shorter way, in CSS pixels, is a click of an unsteady hand.
const LEAST_AREA: f64 = 6.0;
/// From an account to the words on it, in CSS pixels.
const BESIDE: f64 = 12.0;

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
    /// The segment, from 0 on, that is set off from the others.
    #[prop(optional, into)]
    selected: MaybeProp<usize>,
    /// Whose colour and shape each segment bears.
    #[prop(optional, into)]
    marks: MaybeProp<Marks>,
    /// Called with the segment, from 0 on, that was clicked.
    #[prop(optional)]
    on_pick: Option<Callback<usize>>,
    /// The account that is looked at, by a pointer or by keys, of a drawing that shows accounts.
    #[prop(optional)]
    inspected: Option<RwSignal<Option<usize>>>,
    /// That account in words, shown beside it.
    #[prop(optional, into)]
    told: MaybeProp<String>,
    /// Called with the accounts of a rectangle that was drawn, and the columns of its two features.
    #[prop(optional)]
    on_area: Option<Callback<(Vec<usize>, [usize; 2])>>,
    /// The part of a plot that is shown, which `drawing` is to follow.
    #[prop(optional)]
    part: Option<Shown>,
    /// Takes the look of what is painted.
    #[prop(optional)]
    shown: Option<RwSignal<Option<Look>>>,
) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let width = width_of(container);
    let density = screen_density();
    let system_theme = system_theme();
    let height = Memo::new(move |_| drawing.read().suitable_height(width.get()).round());

    let busy = RwSignal::new(true);
    let pending = StoredValue::new_local(None);
    let frame = StoredValue::new_local(None::<(Rc<Frame>, Look)>);
    let painted = RwSignal::new(());
    Effect::new(move || {
        let scale = density.get();
        let size =
            Size { width: (width.get() * scale).round() as u32, height: (height.get() * scale).round() as u32, scale };
        let theme = theme.get().unwrap_or_else(|| system_theme.get());
        let marks = marks.get().unwrap_or_default();
        let look = Look { size, theme, language: language.get(), selected: selected.get(), marks };
        let drawing = drawing.get();
        let Some(canvas) = canvas.get().filter(|_| size.width > 0) else { return };
        busy.set(true);
        if let Some(shown) = shown {
            shown.set(Some(look));
        }
        let framed = Box::new(move |now| {
            frame.try_set_value(Some((now, look)));
            painted.try_set(());
        });
        let done = Box::new(move || {
            busy.try_set(false);
        });
        paint(Picture { drawing, look, canvas, framed, done }, pending);
    });
    let pixel = |event: &MouseEvent, look: &Look| {
        let at = [event.offset_x(), event.offset_y()].map(|css| look.size.px(f64::from(css)));
        (at[0], at[1])
    };
    // Two corners in CSS pixels, while a rectangle is drawn.
    let area = RwSignal::new(None::<[(f64, f64); 2]>);
    let was_drawn = StoredValue::new(false);
    let corner = |event: &PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let drag = part.map(|_| StoredValue::new(None::<Drag>));
    let set_drag = move |to: Option<Drag>| {
        if let Some(drag) = drag {
            drag.set_value(to);
        }
    };
    let press = move |event: PointerEvent| {
        // Of several fingers the first counts.
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        was_drawn.set_value(false);
        let is_finger = event.pointer_type() == "touch";
        let dragged = part.filter(|_| is_finger || event.shift_key()).and_then(|part| {
            on_frame(frame, |frame, look| Drag::start(part, &drawing.read_untracked(), frame, look, corner(&event)))
        });
        set_drag(dragged);
        // A finger scrolls the page, or moves the part that is shown.
        let is_area = dragged.is_none() && on_area.is_some() && !is_finger;
        if is_area {
            area.set(Some([corner(&event); 2]));
        }
        if let Some(canvas) = canvas.get_untracked().filter(|_| is_area || dragged.is_some()) {
            // Without it the rectangle ends where the pointer leaves.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
    };
    let release = move |event: PointerEvent| {
        if !event.is_primary() {
            return;
        }
        set_drag(None);
        let Some([from, to]) = area.get_untracked() else { return };
        area.set(None);
        if (from.0 - to.0).abs().max((from.1 - to.1).abs()) < LEAST_AREA {
            return;
        }
        was_drawn.set_value(true);
        let found = on_frame(frame, |frame, look| {
            let [from, to] = [from, to].map(|(x, y)| (look.size.px(x), look.size.px(y)));
            drawing.read().within(frame, from, to)
        });
        if let (Some(found), Some(on_area)) = (found.filter(|found| !found.0.is_empty()), on_area) {
            on_area.run(found);
        }
    };
    let pick = move |event: MouseEvent| {
        // The click that ends a rectangle is none.
        if was_drawn.get_value() {
            return;
        }
        let segment = on_frame(frame, |frame, look| drawing.read().segment_at(frame, look, pixel(&event, look)));
        if let (Some(segment), Some(on_pick)) = (segment, on_pick) {
            on_pick.run(segment);
        }
    };
    let look_at = move |account: Option<usize>| {
        if let Some(inspected) = inspected.filter(|inspected| inspected.get_untracked() != account) {
            inspected.set(account);
        }
    };
    let hover = move |event: PointerEvent| {
        if !event.is_primary() {
            return;
        }
        if let Some((drag, part)) = drag.and_then(|drag| drag.get_value()).zip(part) {
            // A finger that taps is not quite still.
            if was_drawn.get_value() || drag.distance(corner(&event)) >= LEAST_AREA {
                was_drawn.set_value(true);
                drag.to(part, corner(&event));
            }
        } else if area.with_untracked(Option::is_some) {
            area.update(|area| *area = area.map(|[from, _]| [from, corner(&event)]));
        } else if inspected.is_some() {
            look_at(on_frame(frame, |frame, look| drawing.read().account_at(frame, look, pixel(&event, look))));
        }
    };
    let pick_inspected = move |account: Option<usize>| {
        let segment = account.and_then(|account| drawing.read().segment_of(account));
        if let (Some(segment), Some(on_pick)) = (segment, on_pick) {
            on_pick.run(segment);
        }
    };
    let pinch = move |event: WheelEvent| {
        if let Some(part) = part.filter(|_| event.ctrl_key()) {
            let about = on_frame(frame, |frame, look| frame.datum(pixel(&event, look)));
            chart_zoom::on_pinch(part, drawing, &event, about);
        }
    };
    let walk = move |event: KeyboardEvent| {
        if let Some(part) = part.filter(|_| !event.ctrl_key() && !event.meta_key() && !event.alt_key()) {
            let looked_at = inspected.and_then(|inspected| inspected.get_untracked());
            let about = looked_at.and_then(|account| drawing.read_untracked().place_of(account));
            if chart_zoom::on_key(part, drawing, &event.key(), about) {
                return event.prevent_default();
            }
        }
        let Some(at) = inspected.map(|inspected| inspected.get_untracked()) else { return };
        let step = match event.key().as_str() {
            "ArrowLeft" => Step::Left,
            "ArrowRight" => Step::Right,
            "ArrowDown" => Step::Down,
            "ArrowUp" => Step::Up,
            "Enter" | " " => {
                event.prevent_default();
                // A key that is held down picks once.
                if !event.repeat() {
                    pick_inspected(at);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let next = drawing.read().step(at, step, selected.get_untracked());
        look_at(next.or(at));
    };
    let ring = move || {
        painted.track();
        let account = inspected?.get()?;
        on_frame(frame, |frame, look| {
            let (x, y) = drawing.read().mark_of(frame, account)?;
            Some((f64::from(x) / look.size.scale, f64::from(y) / look.size.scale))
        })
    };

    view! {
        <div node_ref=container class="chart" style:height=move || format!("{}px", height.get())>
            <canvas
                node_ref=canvas
                // Whoever steps from account to account needs the arrow keys, which an image would not get.
                role=if inspected.is_some() { "application" } else { "img" }
                tabindex=inspected.map(|_| "0")
                class:picks=on_pick.is_some()
                class:moves=move || part.is_some_and(|part| part.with(Option::is_some))
                on:click=pick
                on:pointerdown=press
                on:pointermove=hover
                on:pointerup=release
                on:pointercancel=move |_| {
                    set_drag(None);
                    area.set(None);
                }
                on:wheel=pinch
                on:pointerleave=move |_| look_at(None)
                on:keydown=walk
                on:blur=move |_| look_at(None)
                aria-busy=move || busy.get().to_string()
                aria-label=move || drawing.read().reading(language.get())
                style:display="block"
                style:width="100%"
                style:height="100%"
            ></canvas>
            {inspected.map(|_| view! {
                <svg class="ring" aria-hidden="true">
                    {move || area.get().map(|[(x, y), (other_x, other_y)]| view! {
                        <rect x=x.min(other_x) y=y.min(other_y) width=(x - other_x).abs() height=(y - other_y).abs()/>
                    })}
                    {move || ring().map(|(x, y)| view! { <circle cx=x cy=y r="8"/> })}
                </svg>
                {move || told.get().zip(ring()).map(|(words, (x, y))| {
                    let ([left, right], [top, bottom]) = (beside(x, width.get_untracked()), beside(y, height.get_untracked()));
                    // Screen readers hear the same where the chart stands.
                    view! {
                        <p class="tip" aria-hidden="true" style:left=left style:right=right style:top=top style:bottom=bottom>
                            {words}
                        </p>
                    }
                })}
            })}
        </div>
    }
}

/// From both edges of a side: towards its middle from `at`, and some CSS pixels away.
fn beside(at: f64, side: f64) -> [String; 2] {
    let away = |from: f64| format!("{}px", (from + BESIDE).round());
    if at < side / 2.0 { [away(at), "auto".to_owned()] } else { ["auto".to_owned(), away(side - at)] }
}

/// What `of` finds on the frame that is painted, if there is one.
fn on_frame<T>(
    frame: StoredValue<Option<(Rc<Frame>, Look)>, LocalStorage>,
    of: impl FnOnce(&Frame, &Look) -> Option<T>,
) -> Option<T> {
    frame.with_value(|frame| frame.as_ref().and_then(|(frame, look)| of(frame, look)))
}

/// Width of the element in CSS pixels as it is painted, 0 until it is shown.
fn width_of(element: NodeRef<html::Div>) -> Signal<f64> {
    let width = RwSignal::new(0.0);
    let guard = StoredValue::new_local(None);
    let measure = move || {
        let Some(element) = element.try_get_untracked().flatten() else { return };
        let now = painted_width(&element);
        if width.try_get_untracked().is_some_and(|before| before != now) {
            width.set(now);
        }
    };
    Effect::new(move || {
        let Some(element) = element.get() else { return };
        // At once, so that what stands below never moves for it.
        measure();
        guard.set_value(ElementSize::watch(&element, measure));
    });
    // A window of another width moves it.
    let resized = window_event_listener(resize, move |_| measure());
    on_cleanup(move || resized.remove());
    width.into()
}

/// From the device pixel at which its left edge is painted to that of its right edge: a canvas of another width would be stretched, and blurred.
fn painted_width(element: &web_sys::Element) -> f64 {
    let (rect, density) = (element.get_bounding_client_rect(), window().device_pixel_ratio());
    ((rect.right() * density).round() - (rect.left() * density).round()) / density
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
