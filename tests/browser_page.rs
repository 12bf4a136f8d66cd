//! In a page of headless Chromium: what the program takes for granted there.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "the lint does not know these tests as tests")]

use segmenta::browser::messages::ToWorker;
use segmenta::pipeline::Settings;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_page_has_a_document() {
    assert!(js_sys::Reflect::has(&js_sys::global(), &"document".into()).unwrap());
}

#[wasm_bindgen_test]
fn messages_survive_the_wire() {
    let sent = ToWorker::Segment { settings: Settings::default(), sample: true };
    let bytes = postcard::to_stdvec(&sent).unwrap();
    assert_eq!(postcard::from_bytes::<ToWorker>(&bytes).unwrap(), sent);
}
