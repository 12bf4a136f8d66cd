//! A worker's last words, so that the page learns of its death.

use super::here;
use super::port::death_notice;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventTarget, PromiseRejectionEvent};

/// A panic, and a promise nobody waits for, raise nothing clear on the page by themselves: both are posted, and the page buries the worker.
pub(super) fn tell() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        post(&info.to_string());
    }));
    if here::is_here() {
        // The page's own promises would be heard too.
        return;
    }
    let on_rejection = Closure::<dyn FnMut(PromiseRejectionEvent)>::new(|event: PromiseRejectionEvent| {
        post(&format!("{:?}", event.reason()));
    });
    let scope: EventTarget = js_sys::global().unchecked_into();
    let listened = scope.add_event_listener_with_callback("unhandledrejection", on_rejection.as_ref().unchecked_ref());
    debug_assert!(listened.is_ok(), "every worker scope takes listeners");
    // The worker hears until it is ended.
    on_rejection.forget();
}

fn post(words: &str) {
    // If even this fails, the error event that follows tells the page.
    let _ = death_notice(words).and_then(|notice| here::page().post_message(&notice));
}
