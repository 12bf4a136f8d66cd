//! What a component watches in the browser, each until its guard is dropped.

use leptos::prelude::{AnimationFrameRequestHandle, request_animation_frame_with_handle, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use web_sys::{Element, Event, MediaQueryList, ResizeObserver};

/// Watches the size of an element.
pub struct ElementSize {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut()>,
    /// The frame in which a change is to be passed on.
    _pending: Rc<Cell<Option<AnimationFrame>>>,
}

impl ElementSize {
    /// Calls `changed` soon and after each change of the element's size; `None` where the browser has no such observer.
    ///
    /// It is called in a frame of its own: WebKit reports an error when a layout changes while sizes are being told.
    #[must_use]
    pub fn watch(element: &Element, changed: impl FnMut() + 'static) -> Option<Self> {
        let changed = Rc::new(RefCell::new(changed));
        let pending = Rc::new(Cell::new(None));
        let frame = Rc::downgrade(&pending);
        let told = Closure::<dyn FnMut()>::new(move || {
            let changed = changed.clone();
            if let Some(frame) = frame.upgrade() {
                frame.set(AnimationFrame::request(move || (changed.borrow_mut())()));
            }
        });
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _told: told, _pending: pending })
    }
}

impl Drop for ElementSize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Watches a media query.
pub struct MediaQuery {
    list: MediaQueryList,
    changed: Closure<dyn FnMut(Event)>,
}

impl MediaQuery {
    /// Calls `changed` whenever the query starts or ceases to match; `None` where the browser does not know the query.
    #[must_use]
    pub fn watch(query: &str, mut changed: impl FnMut() + 'static) -> Option<Self> {
        let list = window().match_media(query).ok()??;
        let changed = Closure::<dyn FnMut(Event)>::new(move |_| changed());
        list.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref()).ok()?;
        Some(Self { list, changed })
    }
}

impl Drop for MediaQuery {
    fn drop(&mut self) {
        // Removing a listener that was added never throws.
        let _: Result<(), JsValue> =
            self.list.remove_event_listener_with_callback("change", self.changed.as_ref().unchecked_ref());
    }
}

/// Whether a media query matches now.
#[must_use]
pub fn media_matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Work to be done at the next animation frame.
pub struct AnimationFrame(AnimationFrameRequestHandle);

impl AnimationFrame {
    /// Asks for the frame; `None` where the page has none to give.
    #[must_use]
    pub fn request(work: impl FnOnce() + 'static) -> Option<Self> {
        request_animation_frame_with_handle(work).ok().map(Self)
    }
}

impl Drop for AnimationFrame {
    /// Cancels the frame; one that has come already is not harmed.
    fn drop(&mut self) {
        self.0.cancel();
    }
}
