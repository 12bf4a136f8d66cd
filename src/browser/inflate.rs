//! The browser's own inflater, fed straight from the file.

use super::file_source::FileSource;
use crate::pipeline::{Inflate, Source};
use crate::table::sheet_xml::Part;
use js_sys::{Reflect, Uint8Array};
use std::io::{Error, Result};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

#[wasm_bindgen]
extern "C" {
    /// web-sys holds it back as unstable; Chromium 103, Firefox 113 and Safari 16.4 have it.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> std::result::Result<DecompressionStream, JsValue>;
}

/// The dropped file as a source: read in blocks, inflated by the browser.
pub(super) struct BlobSource(pub(super) Blob);

/// Inflated bytes as the browser hands them out.
pub(super) struct Inflating {
    reader: ReadableStreamDefaultReader,
    /// Bytes that the file says are still to come.
    left: u64,
}

impl Source for BlobSource {
    type Bytes = FileSource;
    type Inflating = Inflating;

    fn bytes(&self) -> Result<FileSource> {
        FileSource::new(self.0.clone()).map_err(|error| failure(&error))
    }

    fn inflate(&self, part: Part) -> Result<Inflating> {
        open(&self.0, part).map_err(|error| failure(&error))
    }
}

#[expect(clippy::cast_precision_loss, reason = "offsets in a file lie below 2^53")]
fn open(file: &Blob, part: Part) -> std::result::Result<Inflating, JsValue> {
    let packed = file.slice_with_f64_and_f64(part.start as f64, (part.start + part.packed) as f64)?;
    let pair: ReadableWritablePair = DecompressionStream::new("deflate-raw")?.unchecked_into();
    let reader = packed.stream().pipe_through(&pair).get_reader().dyn_into()?;
    Ok(Inflating { reader, left: part.inflated })
}

impl Inflate for Inflating {
    async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let step = JsFuture::from(self.reader.read()).await.map_err(|error| failure(&error))?;
        let get = |name: &str| Reflect::get(&step, &name.into()).map_err(|error| failure(&error));
        if get("done")?.is_truthy() {
            return if self.left == 0 { Ok(None) } else { Err(Error::other("the part ends early")) };
        }
        let bytes = get("value")?.unchecked_into::<Uint8Array>().to_vec();
        self.left =
            self.left.checked_sub(bytes.len() as u64).ok_or_else(|| Error::other("the part is longer than it says"))?;
        Ok(Some(bytes))
    }
}

fn failure(error: &JsValue) -> Error {
    Error::other(format!("{error:?}"))
}
