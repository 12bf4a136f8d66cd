//! Hands bytes made in the page to the reader's disk.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, window};

/// An object URL that is given back when dropped.
pub(super) struct ObjectUrl(String);

impl ObjectUrl {
    pub(super) fn new(bytes: &[u8], media_type: &str) -> Result<Self, JsValue> {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        Self::of(&Blob::new_with_u8_array_sequence_and_options(&parts, &options)?)
    }

    fn of(blob: &Blob) -> Result<Self, JsValue> {
        Ok(Self(Url::create_object_url_with_blob(blob)?))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // The URL was made by this document, so giving it back cannot fail in a way that matters.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// How long a download may take to start before its URL is given back, in milliseconds.
const KEEP_MILLIS: i32 = 60_000;

/// Saves `bytes` under `file_name`, as the browser saves any download.
///
/// # Errors
/// When the browser makes no object URL, or the document is gone.
pub fn save(file_name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    save_url(file_name, ObjectUrl::new(bytes, media_type)?)
}

/// Saves a blob the same way.
///
/// # Errors
/// When the browser makes no object URL, or the document is gone.
pub fn save_blob(file_name: &str, blob: &Blob) -> Result<(), JsValue> {
    save_url(file_name, ObjectUrl::of(blob)?)
}

fn save_url(file_name: &str, url: ObjectUrl) -> Result<(), JsValue> {
    let window = window().ok_or("there is no window")?;
    let document = window.document().ok_or("there is no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(url.as_str());
    link.set_download(file_name);
    link.click();
    let give_back = wasm_bindgen::closure::Closure::once_into_js(move || drop(url));
    window.set_timeout_with_callback_and_timeout_and_arguments_0(give_back.unchecked_ref(), KEEP_MILLIS)?;
    Ok(())
}
