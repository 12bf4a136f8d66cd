//! Computing in the page itself, where the browser allows no workers: the worker's code then hears and speaks over a line.

use super::port::object;
use js_sys::Reflect;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessagePort;

#[wasm_bindgen]
extern "C" {
    /// What the worker's script is called with in the page, and not in a worker; `cargo xtask build` makes a function of it.
    #[wasm_bindgen(js_name = segmentaLine, thread_local_v2)]
    static LINE: Option<MessagePort>;
}

/// Whether this code, the worker's, runs in the page.
pub(super) fn is_here() -> bool {
    LINE.with(Option::is_some)
}

/// Where to hear the page and speak to it: the line, or the worker's own scope, which hears and posts as a port does.
pub(super) fn page() -> MessagePort {
    LINE.with(Clone::clone).unwrap_or_else(|| js_sys::global().unchecked_into())
}

/// Tells that whatever was asked over the line is given up.
pub(super) fn end() -> Result<JsValue, JsValue> {
    object(&[("end", true.into())])
}

/// Whether a message tells it.
pub(super) fn is_end(message: &JsValue) -> bool {
    Reflect::get(message, &"end".into()).is_ok_and(|end| end.is_truthy())
}
