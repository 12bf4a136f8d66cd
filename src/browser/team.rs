//! The conductor's helpers: other workers that run pieces of a stage over a line of their own.

use super::port::object;
use crate::pipeline::{Bench, Executor, Kind, Lost, Pieces, Work};
use js_sys::{Array, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// The helpers known so far; a line may join at any time and takes part from the next stage on.
#[derive(Default)]
pub struct Team {
    helpers: RefCell<Vec<MessagePort>>,
    batches: Cell<u32>,
}

/// A message's end of a line to another worker, if it brings one.
pub(super) fn line_in(message: &JsValue) -> Option<MessagePort> {
    Reflect::get(message, &"line".into()).ok()?.dyn_into().ok()
}

/// Whether a line makes this worker a helper (it hears work on it) or the conductor (it gives work).
pub(super) fn is_help_wanted(message: &JsValue) -> bool {
    Reflect::get(message, &"help".into()).is_ok_and(|help| help.is_truthy())
}

impl Team {
    /// Takes the helper at the other end of this line.
    pub fn add(&self, line: MessagePort) {
        self.helpers.borrow_mut().push(line);
    }
}

/// Serves pieces of work that arrive on `line`, for as long as the worker lives.
pub fn help(line: MessagePort) {
    let bench: RefCell<Option<Bench>> = RefCell::new(None);
    let answer = {
        let line = line.clone();
        move |event: MessageEvent| -> Result<(), JsValue> {
            let message = Message::decode(&event.data())?;
            match message.kind {
                Some(kind) => {
                    let opened = Bench::open(kind, &message.bytes).map_err(|error| error.to_string())?;
                    bench.replace(Some(opened));
                }
                None => {
                    let bench = bench.borrow();
                    let bench = bench.as_ref().ok_or("a piece before its context")?;
                    let bytes = bench.run(&message.bytes).map_err(|error| error.to_string())?;
                    Message { bytes, ..message }.post(&line)?;
                }
            }
            Ok(())
        }
    };
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event| {
        if let Err(error) = answer(event) {
            // Reaches the page as this worker's error event; the page replaces the team.
            wasm_bindgen::throw_val(error);
        }
    });
    line.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// What goes over a line: a context (with its kind), a piece, or a piece's output (with their number).
struct Message {
    batch: u32,
    index: u32,
    kind: Option<Kind>,
    bytes: Vec<u8>,
}

impl Message {
    fn post(&self, line: &MessagePort) -> Result<(), JsValue> {
        let bytes = Uint8Array::from(self.bytes.as_slice());
        let transfer = Array::of1(&bytes.buffer());
        let message = object(&[
            ("batch", self.batch.into()),
            ("index", self.index.into()),
            ("kind", serde_wasm_bindgen::to_value(&self.kind)?),
            ("bytes", bytes.into()),
        ])?;
        line.post_message_with_transferable(&message, &transfer)
    }

    fn decode(message: &JsValue) -> Result<Self, JsValue> {
        let get = |name: &str| Reflect::get(message, &name.into());
        Ok(Self {
            batch: serde_wasm_bindgen::from_value(get("batch")?)?,
            index: serde_wasm_bindgen::from_value(get("index")?)?,
            kind: serde_wasm_bindgen::from_value(get("kind")?)?,
            bytes: get("bytes")?.dyn_into::<Uint8Array>()?.to_vec(),
        })
    }
}

/// A stage under way: which outputs are there, and how much each helper has in hand.
struct Batch {
    number: u32,
    outputs: RefCell<Vec<Option<Vec<u8>>>>,
    finished: Cell<usize>,
    in_hand: RefCell<Vec<usize>>,
    /// Settles the promise the conductor waits on, if it waits.
    wake: RefCell<Option<js_sys::Function>>,
    trouble: RefCell<Option<String>>,
}

impl Batch {
    fn put(&self, index: usize, bytes: Vec<u8>) {
        self.outputs.borrow_mut()[index] = Some(bytes);
        self.finished.set(self.finished.get() + 1);
    }

    /// The helper with the least in hand, if one has fewer than `most`.
    fn free_helper(&self, most: usize) -> Option<usize> {
        let in_hand = self.in_hand.borrow();
        (0..in_hand.len()).min_by_key(|&helper| in_hand[helper]).filter(|&helper| in_hand[helper] < most)
    }

    fn receive(&self, helper: usize, event: &MessageEvent) {
        match Message::decode(&event.data()) {
            Ok(message) if message.batch == self.number => {
                self.in_hand.borrow_mut()[helper] -= 1;
                self.put(message.index as usize, message.bytes);
            }
            // An answer to a batch that was lost.
            Ok(_) => {}
            Err(error) => {
                self.trouble.replace(Some(format!("{error:?}")));
            }
        }
        if let Some(wake) = self.wake.take() {
            // A promise's own resolve function does not throw.
            let _ = wake.call0(&JsValue::NULL);
        }
    }

    /// Waits until a helper answers.
    async fn answer(&self) -> Result<(), Lost> {
        let promise = Promise::new(&mut |resolve, _| {
            self.wake.replace(Some(resolve));
        });
        // The promise is resolved by `receive` and never rejected.
        let _ = JsFuture::from(promise).await;
        self.trouble.take().map_or(Ok(()), |trouble| Err(Lost(trouble)))
    }
}

impl Executor for Team {
    async fn map<W: Work>(
        &self,
        context: &W::Context,
        mut pieces: impl Pieces<W>,
        done: &mut dyn FnMut(usize),
    ) -> Result<Vec<W::Output>, Lost> {
        let helpers = self.helpers.borrow().clone();
        if helpers.is_empty() {
            let mut outputs = Vec::new();
            while let Some(piece) = pieces.next().await {
                outputs.push(piece.run(context));
                done(outputs.len());
                // A browser ends a worker at once only between two turns of its event loop.
                turn().await;
            }
            return Ok(outputs);
        }
        self.batches.set(self.batches.get() + 1);
        let batch = Rc::new(Batch {
            number: self.batches.get(),
            outputs: RefCell::default(),
            finished: Cell::new(0),
            in_hand: RefCell::new(vec![0; helpers.len()]),
            wake: RefCell::default(),
            trouble: RefCell::default(),
        });
        let context_bytes = postcard::to_stdvec(context).map_err(lost)?;
        let listening: Vec<Listening> = helpers
            .iter()
            .enumerate()
            .map(|(helper, line)| Listening::start(line, helper, &batch, W::KIND, context_bytes.clone()))
            .collect::<Result<_, JsValue>>()
            .map_err(|error| Lost(format!("{error:?}")))?;
        let mut count = 0;
        while let Some(piece) = pieces.next().await {
            let index = count;
            count += 1;
            batch.outputs.borrow_mut().push(None);
            match batch.free_helper(W::IN_HAND) {
                Some(helper) => {
                    batch.in_hand.borrow_mut()[helper] += 1;
                    let bytes = postcard::to_stdvec(&piece).map_err(lost)?;
                    listening[helper].give(&batch, index, bytes).map_err(|error| Lost(format!("{error:?}")))?;
                }
                None => {
                    batch.put(index, postcard::to_stdvec(&piece.run(context)).map_err(lost)?);
                    turn().await;
                }
            }
            done(batch.finished.get());
        }
        while batch.finished.get() < count {
            batch.answer().await?;
            done(batch.finished.get());
        }
        let outputs = batch.outputs.take();
        outputs.iter().flatten().map(|bytes| postcard::from_bytes(bytes).map_err(lost)).collect()
    }
}

fn lost(error: postcard::Error) -> Lost {
    Lost(error.to_string())
}

/// Hears one helper for the length of a batch.
struct Listening {
    line: MessagePort,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Listening {
    /// Sends the context and hears the answers.
    fn start(
        line: &MessagePort,
        helper: usize,
        batch: &Rc<Batch>,
        kind: Kind,
        context: Vec<u8>,
    ) -> Result<Self, JsValue> {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let batch = batch.clone();
            move |event: MessageEvent| batch.receive(helper, &event)
        });
        line.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Message { batch: batch.number, index: 0, kind: Some(kind), bytes: context }.post(line)?;
        Ok(Self { line: line.clone(), _on_message: on_message })
    }

    fn give(&self, batch: &Batch, index: usize, bytes: Vec<u8>) -> Result<(), JsValue> {
        #[expect(clippy::cast_possible_truncation, reason = "a stage has far fewer than 2^32 pieces")]
        Message { batch: batch.number, index: index as u32, kind: None, bytes }.post(&self.line)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.line.set_onmessage(None);
    }
}

/// Gives the event loop a turn, so that the helpers' answers and the page's requests come in.
pub(super) async fn turn() {
    let Ok(channel) = MessageChannel::new() else { return };
    let promise = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        // Resolved by the message just posted, and never rejected.
        let _ = JsFuture::from(promise).await;
    }
    channel.port1().close();
}
