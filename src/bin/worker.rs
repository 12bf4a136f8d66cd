//! The worker that the page starts: computes, and sees neither the page nor the network.

#[cfg(target_arch = "wasm32")]
fn main() {
    segmenta::browser::conductor::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
