//! Hands text made in the page to the reader's clipboard.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Copies `text`; must be called while a click or a key is being answered.
///
/// # Errors
/// When the browser has no clipboard for this page (an insecure origin, a frame without the permission), or refuses.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let navigator = window().ok_or("there is no window")?.navigator();
    // By name: web-sys would take a feature of its own for this one call.
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    let written: Promise = write.call1(&clipboard, &text.into())?.dyn_into()?;
    JsFuture::from(written).await.map(drop)
}
