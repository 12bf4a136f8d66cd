//! Tries to send something out of the page, to show how the browser refuses.

use js_sys::{Array, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, RequestInit, RequestMode, SecurityPolicyViolationEvent, window};

/// What is sent where nothing refuses it.
const WORD: &str = "Segmenta";
/// Browsers tell a refusal after the request has failed, in a task of its own: so long is it waited for, in milliseconds.
const REFUSAL_MILLIS: i32 = 500;
/// How long an answer is waited for: a request that nobody refused has left, answered or not.
const ANSWER_MILLIS: i32 = 5_000;

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The browser refused it, in its own words: one refusal for each policy that forbids it.
    Refused(Vec<Refusal>),
    /// It failed, and the browser named no policy; why, in the browser's words.
    Failed(String),
    /// It has left.
    Sent,
}

/// A refusal, as the browser tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which part of the policy, as `connect-src`.
    pub directive: String,
    /// What was refused: an address.
    pub blocked: String,
    /// The whole policy.
    pub policy: String,
}

/// Tries to send a word, and no data, to an address.
pub async fn send(address: &str) -> Outcome {
    match try_to_send(address).await {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Failed(words(&error)),
    }
}

async fn try_to_send(address: &str) -> Result<Outcome, JsValue> {
    let window = window().ok_or("there is no window")?;
    let listener = Listener::listen(window.document().ok_or("there is no document")?)?;
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_mode(RequestMode::NoCors);
    options.set_body(&WORD.into());
    let request = window.fetch_with_str_and_init(address, &options);
    let answer = JsFuture::from(Promise::race(&Array::of2(&request, &timer(ANSWER_MILLIS)))).await;
    if answer.is_err() {
        JsFuture::from(timer(REFUSAL_MILLIS)).await?;
    }
    let refusals = listener.heard.take();
    Ok(match answer {
        Err(_) if !refusals.is_empty() => Outcome::Refused(refusals),
        Err(error) => Outcome::Failed(words(&error)),
        Ok(_) => Outcome::Sent,
    })
}

fn timer(millis: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        // Without a window there is nothing to wait for.
        let _ = window().map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis));
    })
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| error.message().into())
}

/// Hears the page's refusals until it is dropped.
struct Listener {
    document: Document,
    heard: Rc<RefCell<Vec<Refusal>>>,
    told: Closure<dyn FnMut(SecurityPolicyViolationEvent)>,
}

const VIOLATION: &str = "securitypolicyviolation";

impl Listener {
    fn listen(document: Document) -> Result<Self, JsValue> {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let hearing = Rc::clone(&heard);
        let told = Closure::<dyn FnMut(_)>::new(move |event: SecurityPolicyViolationEvent| {
            hearing.borrow_mut().push(Refusal {
                directive: event.effective_directive(),
                blocked: event.blocked_uri(),
                policy: event.original_policy(),
            });
        });
        document.add_event_listener_with_callback(VIOLATION, told.as_ref().unchecked_ref())?;
        Ok(Self { document, heard, told })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Removing a listener that was added never throws.
        let _: Result<(), JsValue> =
            self.document.remove_event_listener_with_callback(VIOLATION, self.told.as_ref().unchecked_ref());
    }
}
