//! Hands bytes made in the page to the reader's disk.

use super::frame;
use super::hand_over::Wanted;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, console, window};

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

/// Who has a file now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taker {
    /// The browser, which saves it.
    Browser,
    /// A frame that may not save it: how it stands is told by [`frame::listen`].
    Frame,
    /// The browser refused it, and its console says why.
    Nobody,
}

impl Taker {
    /// Whether the file is being saved; nothing where that is told elsewhere.
    #[must_use]
    pub const fn is_saved(self) -> Option<bool> {
        match self {
            Self::Browser => Some(true),
            Self::Frame => None,
            Self::Nobody => Some(false),
        }
    }
}

/// Saves `bytes` under `file_name`, as the browser saves any download; in a frame without an origin, starts them on their way out of it.
pub fn save(file_name: &str, media_type: &str, bytes: &[u8]) -> Taker {
    if frame::is_frame() {
        frame::want(Wanted { name: file_name.into(), media_type: media_type.into(), bytes: bytes.to_vec() });
        return Taker::Frame;
    }
    told(save_from_here(file_name, media_type, bytes))
}

/// Saves a blob the same way.
pub fn save_blob(file_name: &str, blob: &Blob) -> Taker {
    if frame::is_frame() {
        let (name, blob) = (file_name.to_owned(), blob.clone());
        spawn_local(async move {
            match JsFuture::from(blob.array_buffer()).await {
                Ok(buffer) => drop(save(&name, &blob.type_(), &js_sys::Uint8Array::new(&buffer).to_vec())),
                Err(error) => console::error_1(&error),
            }
        });
        return Taker::Frame;
    }
    told(ObjectUrl::of(blob).and_then(|url| save_url(file_name, url)))
}

fn told(outcome: Result<(), JsValue>) -> Taker {
    match outcome {
        Ok(()) => Taker::Browser,
        Err(error) => {
            console::error_1(&error);
            Taker::Nobody
        }
    }
}

/// Asks the browser to save it.
///
/// # Errors
/// When the browser makes no object URL, or the document is gone.
pub(super) fn save_from_here(file_name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    save_url(file_name, ObjectUrl::new(bytes, media_type)?)
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
