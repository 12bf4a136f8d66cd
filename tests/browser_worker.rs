//! In a dedicated worker of headless Chromium: what the program takes for granted there.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "the lint does not know these tests as tests")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const _: () =
    assert!(cfg!(target_feature = "simd128"), ".cargo/config.toml asks for SIMD; RUSTFLAGS would override it");

#[wasm_bindgen_test]
fn a_worker_has_no_document() {
    assert!(!js_sys::Reflect::has(&js_sys::global(), &"document".into()).unwrap());
}

/// The promise of "the same bytes everywhere": logarithms are `libm`'s, here as on the machine that wrote these bits.
#[wasm_bindgen_test]
fn logarithms_have_the_same_bits_as_natively() {
    assert_eq!(libm::log(10.0).to_bits(), 0x4002_6bb1_bbb5_5516);
    assert_eq!(libm::exp(0.5).to_bits(), 0x3ffa_6129_8e1e_069c);
}
