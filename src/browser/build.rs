//! The files of the page: their hashes, whether the browser keeps them, and when it keeps those of a newer build.

use js_sys::Reflect;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, window};

#[wasm_bindgen]
extern "C" {
    /// What `boot.js` found before the page was sealed.
    #[wasm_bindgen(js_name = segmentaBuild, thread_local_v2)]
    static SEGMENTA_BUILD: Option<BootedBuild>;

    type BootedBuild;

    #[wasm_bindgen(method, getter)]
    fn hashes(this: &BootedBuild) -> String;

    #[wasm_bindgen(method, getter, js_name = isKept)]
    fn is_kept(this: &BootedBuild) -> bool;

    #[wasm_bindgen(method, getter, js_name = isOneFile)]
    fn is_one_file(this: &BootedBuild) -> bool;
}

/// A file of the build and its SHA-256 in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashed {
    /// The file's name.
    pub name: String,
    /// 64 digits.
    pub hash: String,
}

/// Every file of the build; none where the host has no list.
#[must_use]
pub fn files() -> Vec<Hashed> {
    let list = SEGMENTA_BUILD.with(|build| build.as_ref().map_or_else(String::new, BootedBuild::hashes));
    let file = |line: &str| {
        let (hash, name) = line.split_once("  ")?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hash.then(|| Hashed { name: name.to_owned(), hash: hash.to_owned() })
    };
    list.lines().filter_map(file).collect()
}

/// Whether the page opens without a network.
#[must_use]
pub fn is_kept() -> bool {
    SEGMENTA_BUILD.with(|build| build.as_ref().is_some_and(BootedBuild::is_kept))
}

/// Whether this is the one-file edition.
#[must_use]
pub fn is_one_file() -> bool {
    SEGMENTA_BUILD.with(|build| build.as_ref().is_some_and(BootedBuild::is_one_file))
}

/// Watches for a newer build; dropping it ends that.
pub struct NewerBuild {
    container: EventTarget,
    told: Closure<dyn FnMut()>,
}

impl NewerBuild {
    /// Calls `told` when the browser keeps a newer build than the one that runs; `None` where it keeps none.
    #[must_use]
    pub fn watch(told: impl FnMut() + 'static) -> Option<Self> {
        // By reflection: in a sandbox the getter throws.
        let container = Reflect::get(&window()?.navigator(), &"serviceWorker".into()).ok()?;
        let container: EventTarget = container.dyn_into().ok()?;
        let told = Closure::new(told);
        container.add_event_listener_with_callback(CHANGE, told.as_ref().unchecked_ref()).ok()?;
        Some(Self { container, told })
    }
}

/// Only a page that was itself opened by a service worker sees another one take over.
const CHANGE: &str = "controllerchange";

impl Drop for NewerBuild {
    fn drop(&mut self) {
        // Removing a listener that was added never throws.
        let _: Result<(), JsValue> =
            self.container.remove_event_listener_with_callback(CHANGE, self.told.as_ref().unchecked_ref());
    }
}

/// Loads the page anew: what runs and what it shows is gone.
pub fn reload() {
    if let Some(window) = window() {
        // A browser that refuses leaves the page as it is.
        let _ = window.location().reload();
    }
}
