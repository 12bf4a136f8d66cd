//! The way of files out of a frame that may not save them: messages to the page around it, by `salesforce/README.md`.

use super::download;
use super::hand_over::{Act, HandOver, Heard, Standing, VERSION, Wanted};
use super::port::object;
use js_sys::{Array, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window, window};

/// What the page does when something has changed.
type Told = Rc<dyn Fn(Option<Standing>)>;

/// Files on their way out of the frame.
struct Frame {
    parent: Window,
    hand_over: RefCell<HandOver>,
    told: Told,
}

thread_local! {
    /// One a page, as its window is.
    static FRAME: RefCell<Option<Rc<Frame>>> = const { RefCell::new(None) };
}

/// Listens to the page around the frame and says that it does, if this is a frame without an origin: there files may not be saved. `told`
/// hears how the first file stands, whenever that changes.
///
/// # Errors
/// When the browser takes no listener or no message.
pub fn listen(told: impl Fn(Option<Standing>) + 'static) -> Result<(), JsValue> {
    let Some((window, parent)) = around() else { return Ok(()) };
    let frame = Rc::new(Frame { parent, hand_over: RefCell::default(), told: Rc::new(told) });
    let hears = frame.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(heard) = hears.understand(&event) {
            hears.step(|hand_over| hand_over.hear(heard));
        }
    });
    window.add_event_listener_with_callback("message", on_message.as_ref().unchecked_ref())?;
    // The page hears for as long as it is there.
    on_message.forget();
    FRAME.set(Some(frame.clone()));
    // Nothing secret: whoever is around may know that the app listens.
    frame.parent.post_message(&message("ready", &[])?, "*")
}

/// The window, and the one around it, if this is a frame without an origin.
fn around() -> Option<(Window, Window)> {
    let window = window()?;
    let parent = window.parent().ok()??;
    let origin = Reflect::get(&window, &"origin".into()).ok()?.as_string()?;
    (origin == "null" && parent != window).then_some((window, parent))
}

/// Whether this is a frame without an origin.
pub(super) fn is_frame() -> bool {
    current().is_some()
}

/// Starts a file on its way out of the frame.
pub(super) fn want(file: Wanted) {
    with_current(|hand_over| hand_over.want(file));
}

/// Lets files go to the page around the frame, or not.
pub fn answer(may_go: bool) {
    with_current(|hand_over| hand_over.answer(may_go));
}

/// Asks the browser to save the file that is still here.
pub fn save() {
    with_current(HandOver::save);
}

/// Waits no longer for the page around the frame.
pub fn stop_waiting() {
    with_current(|hand_over| {
        hand_over.stop_waiting();
        None
    });
}

/// Is done with the first file.
pub fn close() {
    with_current(HandOver::close);
}

fn current() -> Option<Rc<Frame>> {
    FRAME.with_borrow(Clone::clone)
}

fn with_current(step: impl FnOnce(&mut HandOver) -> Option<Act>) {
    if let Some(frame) = current() {
        frame.step(step);
    }
}

impl Frame {
    /// One step, what it asks for, and word of it.
    fn step(&self, step: impl FnOnce(&mut HandOver) -> Option<Act>) {
        let act = step(&mut self.hand_over.borrow_mut());
        let done = match act {
            Some(Act::Post { origin, nonce, file }) => self.post(&origin, &nonce, &file),
            Some(Act::Save(file)) => download::save_from_here(&file.name, &file.media_type, &file.bytes),
            None => Ok(()),
        };
        if let Err(error) = done {
            // The file is still shown as it stands, with the other ways out.
            web_sys::console::error_1(&error);
        }
        let standing = self.hand_over.borrow().standing().cloned();
        (self.told)(standing);
    }

    fn post(&self, origin: &str, nonce: &str, file: &Wanted) -> Result<(), JsValue> {
        let bytes = Uint8Array::from(file.bytes.as_slice()).buffer();
        let message = message(
            "file",
            &[
                ("nonce", nonce.into()),
                ("name", file.name.as_str().into()),
                ("mediaType", file.media_type.as_str().into()),
                ("bytes", bytes.clone().into()),
            ],
        )?;
        self.parent.post_message_with_transfer(&message, origin, &Array::of1(&bytes))
    }

    /// What a message means; nothing where it is not exactly one of the protocol, or comes from another window.
    fn understand(&self, event: &MessageEvent) -> Option<Heard> {
        if event.source().is_none_or(|source| !js_sys::Object::is(&source, &self.parent)) {
            return None;
        }
        let data = event.data();
        // Of a text or a number there is nothing to get.
        let text = |name: &str| Reflect::get(&data, &name.into()).ok()?.as_string();
        let version = Reflect::get(&data, &"segmenta".into()).ok()?.as_f64()?;
        if version != f64::from(VERSION) {
            return None;
        }
        let (kind, nonce) = (text("type")?, text("nonce")?);
        match kind.as_str() {
            "hello" => Some(Heard::Hello { origin: event.origin(), nonce }),
            "taken" => Some(Heard::Taken { nonce, name: text("name")? }),
            "refused" => Some(Heard::Refused { nonce, name: text("name")? }),
            _ => None,
        }
    }
}

fn message(kind: &str, members: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let mut all = vec![("segmenta", VERSION.into()), ("type", kind.into())];
    all.extend_from_slice(members);
    object(&all)
}
