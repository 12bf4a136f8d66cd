//! One worker as the page holds it: started from code in hand, heard, and ended when dropped.

use super::download::ObjectUrl;
use super::port::object;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, window};

#[wasm_bindgen]
extern "C" {
    /// What `boot.js` loaded before the page was sealed.
    #[wasm_bindgen(js_name = segmentaWorker, thread_local_v2)]
    static SEGMENTA_WORKER: Option<BootedCode>;

    type BootedCode;

    #[wasm_bindgen(method, getter)]
    fn script(this: &BootedCode) -> String;

    #[wasm_bindgen(method, getter)]
    fn wasm(this: &BootedCode) -> JsValue;
}

/// Waits for the compiled module inside the worker, then lets the Rust side take over.
const START: &str = include_str!("worker_start.js");

/// How long a worker may take to start, in milliseconds: compiled code only has to be set up.
const START_LIMIT_MILLIS: i32 = 30_000;

/// The worker's code, in hand since before the seal.
pub(super) struct WorkerCode {
    url: ObjectUrl,
    /// A compiled module, or the bytes of one.
    wasm: JsValue,
}

impl WorkerCode {
    pub(super) fn take() -> Result<Self, JsValue> {
        SEGMENTA_WORKER.with(|booted| {
            let booted = booted.as_ref().ok_or("boot.js did not hand over the worker's code")?;
            let script = booted.script() + START;
            Ok(Self { url: ObjectUrl::new(script.as_bytes(), "text/javascript")?, wasm: booted.wasm() })
        })
    }
}

/// What the page hears of a worker.
pub(super) enum Heard {
    Message(MessageEvent),
    Death(String),
}

/// A running worker; dropping it ends it.
pub(super) struct Lane {
    worker: Worker,
    ready: Rc<Cell<bool>>,
    /// The worker calls them while it lives.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
    _on_time: Closure<dyn FnMut()>,
    /// The timer that calls the last: it must not outlive it.
    timer: i32,
}

impl Lane {
    pub(super) fn start(code: &WorkerCode, hear: impl Fn(Heard) + 'static) -> Result<Self, JsValue> {
        let hear = Rc::new(hear);
        let ready = Rc::new(Cell::new(false));
        let worker = Worker::new(code.url.as_str())?;
        let on_message = Closure::new({
            let hear = hear.clone();
            move |event| hear(Heard::Message(event))
        });
        let on_error = Closure::new({
            let hear = hear.clone();
            move |event: Event| {
                event.prevent_default();
                let words =
                    event.dyn_ref::<ErrorEvent>().map_or_else(|| "the worker ended".into(), ErrorEvent::message);
                hear(Heard::Death(words));
            }
        });
        let on_time = Closure::new({
            let ready = ready.clone();
            move || {
                if !ready.get() {
                    hear(Heard::Death("the worker did not start in time".into()));
                }
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let timer = window().ok_or("there is no window")?.set_timeout_with_callback_and_timeout_and_arguments_0(
            on_time.as_ref().unchecked_ref(),
            START_LIMIT_MILLIS,
        )?;
        worker.post_message(&object(&[("module", code.wasm.clone())])?)?;
        Ok(Self { worker, ready, _on_message: on_message, _on_error: on_error, _on_time: on_time, timer })
    }

    pub(super) fn is_ready(&self) -> bool {
        self.ready.get()
    }

    pub(super) fn set_ready(&self) {
        self.ready.set(true);
    }

    pub(super) fn post(&self, message: &JsValue) -> Result<(), JsValue> {
        self.worker.post_message(message)
    }

    pub(super) fn post_with(&self, message: &JsValue, transfer: &js_sys::Array) -> Result<(), JsValue> {
        self.worker.post_message_with_transfer(message, transfer)
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.ready.set(true);
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.timer);
        }
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
