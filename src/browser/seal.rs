//! The seal: the page forbids itself, and every worker it starts from now on, to reach any host, its own included.

use wasm_bindgen::JsValue;
use web_sys::{Document, window};

/// The policy that is added once everything is loaded. Policies only ever add up: the page's first one stays in force too.
///
/// Left over are what computing needs (wasm, workers from code in hand), pictures made in the page itself, and the manifest in hand.
pub const POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data: blob:; \
                          manifest-src data:; form-action 'none'; base-uri 'none'";

/// Marks the element that holds the seal.
const ID: &str = "seal-policy";

/// Seals the page; a second call does nothing.
///
/// # Errors
/// When the document has no head to put the policy in: then no file may be taken.
pub fn apply() -> Result<(), JsValue> {
    let document = document()?;
    if document.get_element_by_id(ID).is_some() {
        return Ok(());
    }
    let meta = document.create_element("meta")?;
    meta.set_id(ID);
    meta.set_attribute("http-equiv", "Content-Security-Policy")?;
    meta.set_attribute("content", POLICY)?;
    let head = document.head().ok_or("the document has no head")?;
    head.append_child(&meta)?;
    Ok(())
}

/// Whether the page is sealed.
#[must_use]
pub fn is_applied() -> bool {
    document().is_ok_and(|document| document.get_element_by_id(ID).is_some())
}

fn document() -> Result<Document, JsValue> {
    window().and_then(|window| window.document()).ok_or_else(|| "there is no document".into())
}
