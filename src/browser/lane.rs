//! One worker as the page holds it: started from code in hand, heard, and ended when dropped. Where there are no workers, its code runs here.

use super::download::ObjectUrl;
use super::here;
use super::port::object;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, Event, MessageChannel, MessageEvent, MessagePort, Worker, window};

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

    /// The script as a function of the page, where no worker can be started.
    #[wasm_bindgen(method, getter)]
    fn here(this: &BootedCode) -> Option<js_sys::Function>;

    #[wasm_bindgen(method, getter, js_name = readsFiles)]
    fn reads_files(this: &BootedCode) -> bool;
}

/// Waits for the compiled module inside the worker, then lets the Rust side take over.
const START: &str = include_str!("worker_start.js");

/// How long a worker may take to start, in milliseconds: compiled code only has to be set up.
const START_LIMIT_MILLIS: i32 = 30_000;

/// The worker's code, in hand since before the seal.
pub(super) struct WorkerCode {
    script: Script,
    /// A compiled module, or the bytes of one.
    wasm: JsValue,
    /// It may read files a block at a time; else it is handed all of their bytes.
    pub(super) reads_files: bool,
}

enum Script {
    /// What a worker is started from.
    Url(ObjectUrl),
    /// What is called in the page, for want of workers.
    Here(js_sys::Function),
}

impl WorkerCode {
    pub(super) fn take() -> Result<Self, JsValue> {
        SEGMENTA_WORKER.with(|booted| {
            let booted = booted.as_ref().ok_or("boot.js did not hand over the worker's code")?;
            let script = match booted.here() {
                Some(script) => Script::Here(script),
                None => Script::Url(ObjectUrl::new((booted.script() + START).as_bytes(), "text/javascript")?),
            };
            Ok(Self { script, wasm: booted.wasm(), reads_files: booted.reads_files() })
        })
    }

    /// Whether it runs in workers, not in the page.
    pub(super) fn is_for_workers(&self) -> bool {
        matches!(self.script, Script::Url(_))
    }
}

/// What the page hears of a worker.
pub(super) enum Heard {
    Message(MessageEvent),
    Death(String),
}

/// Where the worker's code runs.
enum Place {
    Worker(Worker),
    /// In the page, at the other end of a line.
    Here(MessagePort),
}

/// A running worker; dropping it ends it.
pub(super) struct Lane {
    place: Place,
    ready: Rc<Cell<bool>>,
    /// The worker calls them while it lives.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    on_error: Closure<dyn FnMut(Event)>,
    _on_time: Closure<dyn FnMut()>,
    /// The timer that calls the last: it must not outlive it.
    timer: i32,
}

impl Lane {
    pub(super) fn start(code: &WorkerCode, hear: impl Fn(Heard) + 'static) -> Result<Self, JsValue> {
        let hear = Rc::new(hear);
        let ready = Rc::new(Cell::new(false));
        let on_message = Closure::new({
            let hear = hear.clone();
            move |event| hear(Heard::Message(event))
        });
        let is_here = matches!(code.script, Script::Here(_));
        let on_error = Closure::new({
            let hear = hear.clone();
            move |event: Event| {
                let words = match event.dyn_ref::<ErrorEvent>() {
                    _ if is_here => trap_in(&event),
                    Some(error) => Some(error.message()),
                    None => Some("the worker ended".into()),
                };
                if let Some(words) = words {
                    event.prevent_default();
                    hear(Heard::Death(words));
                }
            }
        });
        let unless_ready = {
            let ready = ready.clone();
            move |words: String| {
                if !ready.get() {
                    hear(Heard::Death(words));
                }
            }
        };
        let place = match &code.script {
            Script::Url(url) => {
                let worker = Worker::new(url.as_str())?;
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
                worker.post_message(&object(&[("module", code.wasm.clone())])?)?;
                Place::Worker(worker)
            }
            Script::Here(script) => {
                let line = start_here(script, &code.wasm, unless_ready.clone())?;
                line.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                let window = window().ok_or("there is no window")?;
                for event in TRAPS {
                    window.add_event_listener_with_callback(event, on_error.as_ref().unchecked_ref())?;
                }
                Place::Here(line)
            }
        };
        let on_time = Closure::new(move || unless_ready("the worker did not start in time".into()));
        let timer = window().ok_or("there is no window")?.set_timeout_with_callback_and_timeout_and_arguments_0(
            on_time.as_ref().unchecked_ref(),
            START_LIMIT_MILLIS,
        )?;
        Ok(Self { place, ready, _on_message: on_message, on_error, _on_time: on_time, timer })
    }

    pub(super) fn is_ready(&self) -> bool {
        self.ready.get()
    }

    pub(super) fn set_ready(&self) {
        self.ready.set(true);
    }

    pub(super) fn post(&self, message: &JsValue) -> Result<(), JsValue> {
        match &self.place {
            Place::Worker(worker) => worker.post_message(message),
            Place::Here(line) => line.post_message(message),
        }
    }

    pub(super) fn post_with(&self, message: &JsValue, transfer: &js_sys::Array) -> Result<(), JsValue> {
        match &self.place {
            Place::Worker(worker) => worker.post_message_with_transfer(message, transfer),
            Place::Here(line) => line.post_message_with_transferable(message, transfer),
        }
    }
}

/// What the page hears of code that runs in it and ends where it should not: in a task, or in a promise.
const TRAPS: [&str; 2] = ["error", "unhandledrejection"];

/// The words of a trap of compiled code; nothing for the browser's other complaints, after which the code goes on.
fn trap_in(event: &Event) -> Option<String> {
    let of = |name: &str| js_sys::Reflect::get(event, &name.into()).ok();
    let causes = ["error", "reason"].map(of);
    let trap = causes.iter().flatten().find_map(|cause| cause.dyn_ref::<js_sys::WebAssembly::RuntimeError>())?;
    Some(trap.to_string().into())
}

/// Starts the worker's code in the page, with memory of its own, and gives the page's end of the line to it.
fn start_here(
    script: &js_sys::Function,
    wasm: &JsValue,
    failed: impl Fn(String) + 'static,
) -> Result<MessagePort, JsValue> {
    let line = MessageChannel::new()?;
    let start: js_sys::Function = script.call1(&JsValue::UNDEFINED, &line.port2())?.dyn_into()?;
    let options = object(&[("module_or_path", wasm.clone())])?;
    let started: js_sys::Promise = start.call1(&JsValue::UNDEFINED, &options)?.dyn_into()?;
    spawn_local(async move {
        if let Err(error) = JsFuture::from(started).await {
            failed(format!("{error:?}"));
        }
    });
    Ok(line.port1())
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.ready.set(true);
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.timer);
        }
        match &self.place {
            Place::Worker(worker) => {
                worker.set_onmessage(None);
                worker.set_onerror(None);
                worker.terminate();
            }
            Place::Here(line) => {
                line.set_onmessage(None);
                for event in TRAPS {
                    // There is a window: it was listened to.
                    let _ = window().map(|window| {
                        window.remove_event_listener_with_callback(event, self.on_error.as_ref().unchecked_ref())
                    });
                }
                // A line that takes no message any more has nobody at its end.
                let _ = here::end().and_then(|end| line.post_message(&end));
            }
        }
    }
}
