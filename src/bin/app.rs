//! The page: starts the Leptos app in the browser, and does nothing elsewhere.

#[cfg(target_arch = "wasm32")]
fn main() {
    segmenta::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
