//! The browser's own inflater, fed straight from the file: on a helper, so that the conductor reads meanwhile, or where it is called.

use super::file_source::FileSource;
use super::port::object;
use super::team::Team;
use crate::pipeline::{Checked, Inflate, Source};
use crate::table::sheet_xml::Part;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{Error, Result};
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, MessageChannel, MessageEvent, MessagePort, ReadableStreamDefaultReader, ReadableWritablePair};

#[wasm_bindgen]
extern "C" {
    /// web-sys holds it back as unstable; Chromium 103, Firefox 113 and Safari 16.4 have it.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> std::result::Result<DecompressionStream, JsValue>;
}

/// Inflated bytes that a helper sends at once: the browser gives them in blocks of 64 KiB, too small to be worth a message each.
const GROUP: u32 = 1 << 18;
/// Groups that a helper sends ahead of the conductor: 24 MiB, as much as it inflates while the shared strings are read.
const MOST_AHEAD: usize = 96;

/// The dropped file as a source: read in blocks, inflated by the browser.
pub(super) struct BlobSource<'a> {
    file: Blob,
    team: &'a Team,
    /// Parts inflated so far: each goes to the next helper, and the conductor inflates what is left over.
    parts: Cell<usize>,
}

impl<'a> BlobSource<'a> {
    pub(super) fn new(file: Blob, team: &'a Team) -> Self {
        Self { file, team, parts: Cell::new(0) }
    }

    #[expect(clippy::cast_precision_loss, reason = "offsets in a file lie below 2^53")]
    fn open(&self, part: Part) -> std::result::Result<Inflating, JsValue> {
        let packed = self.file.slice_with_f64_and_f64(part.start as f64, (part.start + part.packed) as f64)?;
        let helper = self.team.helper(self.parts.replace(self.parts.get() + 1));
        let origin = match helper {
            Some(helper) => Origin::Helper(Beside::start(&packed, &helper)?),
            None => Origin::Here(Stream::open(&packed)?),
        };
        Ok(Inflating { origin, checked: Checked::new(part) })
    }
}

impl Source for BlobSource<'_> {
    type Bytes = FileSource;
    type Inflating = Inflating;

    fn bytes(&self) -> Result<FileSource> {
        FileSource::new(self.file.clone()).map_err(|error| failure(&error))
    }

    fn inflate(&self, part: Part) -> Result<Inflating> {
        self.open(part).map_err(|error| failure(&error))
    }
}

/// Inflated bytes as the browser hands them out.
pub(super) struct Inflating {
    origin: Origin,
    checked: Checked,
}

enum Origin {
    Here(Stream),
    Helper(Beside),
}

impl Inflate for Inflating {
    async fn append(&mut self, out: &mut Vec<u8>) -> Result<usize> {
        let start = out.len();
        match &self.origin {
            Origin::Here(stream) => {
                if let Some(block) = stream.next().await.map_err(|error| failure(&error))? {
                    put(&block, out);
                }
            }
            Origin::Helper(helper) => {
                for block in helper.next().await.map_err(|error| failure(&error))? {
                    put(block.unchecked_ref(), out);
                }
            }
        }
        self.checked.take(&out[start..])?;
        Ok(out.len() - start)
    }
}

fn put(block: &Uint8Array, out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + block.length() as usize, 0);
    block.copy_to(&mut out[start..]);
}

/// Inflates where it is called.
struct Stream(ReadableStreamDefaultReader);

impl Stream {
    fn open(packed: &Blob) -> std::result::Result<Self, JsValue> {
        let pair: ReadableWritablePair = DecompressionStream::new("deflate-raw")?.unchecked_into();
        Ok(Self(packed.stream().pipe_through(&pair).get_reader().dyn_into()?))
    }

    /// The next block, which is never empty.
    async fn next(&self) -> std::result::Result<Option<Uint8Array>, JsValue> {
        loop {
            let step = JsFuture::from(self.0.read()).await?;
            if Reflect::get(&step, &"done".into())?.is_truthy() {
                return Ok(None);
            }
            let block: Uint8Array = Reflect::get(&step, &"value".into())?.unchecked_into();
            if block.length() > 0 {
                return Ok(Some(block));
            }
        }
    }
}

/// What a helper inflates.
struct Beside(Inbox);

impl Beside {
    /// Has `helper` inflate these bytes.
    fn start(packed: &Blob, helper: &MessagePort) -> std::result::Result<Self, JsValue> {
        let line = MessageChannel::new()?;
        let message = object(&[("inflate", packed.into()), ("to", line.port2().into())])?;
        helper.post_message_with_transferable(&message, &Array::of1(&line.port2()))?;
        Ok(Self(Inbox::new(line.port1())))
    }

    /// The next blocks; none at the end.
    async fn next(&self) -> std::result::Result<Array, JsValue> {
        let blocks = self.0.next().await.dyn_into::<Array>()?;
        self.0.line.post_message(&true.into())?;
        Ok(blocks)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // A helper that is done already does not hear it.
        let _ = self.0.line.post_message(&false.into());
    }
}

/// What a message asks a helper to inflate, and where the blocks are to go, if it does.
pub(super) fn wanted(message: &JsValue) -> Option<(Blob, MessagePort)> {
    let get = |name: &str| Reflect::get(message, &name.into()).ok();
    Some((get("inflate")?.dyn_into().ok()?, get("to")?.dyn_into().ok()?))
}

/// Inflates these bytes and sends the blocks; a message that is no array of blocks says what went wrong.
pub(super) async fn send(packed: Blob, line: MessagePort) {
    let inbox = Inbox::new(line);
    if let Err(error) = send_blocks(&packed, &inbox).await {
        // A line that is broken leads to a conductor that is gone.
        let _ = inbox.line.post_message(&format!("{error:?}").into());
    }
}

async fn send_blocks(packed: &Blob, inbox: &Inbox) -> std::result::Result<(), JsValue> {
    let stream = Stream::open(packed)?;
    let mut ahead = 0;
    loop {
        let (blocks, transfer, mut length) = (Array::new(), Array::new(), 0);
        while length < GROUP
            && let Some(block) = stream.next().await?
        {
            length += block.length();
            transfer.push(&block.buffer());
            blocks.push(&block);
        }
        inbox.line.post_message_with_transferable(&blocks, &transfer)?;
        if length == 0 {
            return Ok(());
        }
        ahead += 1;
        while ahead >= MOST_AHEAD || inbox.has_mail() {
            if inbox.next().await.is_falsy() {
                // The conductor wants no more.
                JsFuture::from(stream.0.cancel()).await?;
                return Ok(());
            }
            ahead -= 1;
        }
    }
}

/// The messages of a line, awaited one by one.
struct Inbox {
    line: MessagePort,
    heard: Rc<Heard>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

#[derive(Default)]
struct Heard {
    mail: RefCell<VecDeque<JsValue>>,
    /// Settles the promise that is waited on, if one is.
    wake: RefCell<Option<Function>>,
}

impl Inbox {
    fn new(line: MessagePort) -> Self {
        let heard = Rc::<Heard>::default();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let heard = heard.clone();
            move |event: MessageEvent| {
                heard.mail.borrow_mut().push_back(event.data());
                if let Some(wake) = heard.wake.take() {
                    // A promise's own resolve function does not throw.
                    let _ = wake.call0(&JsValue::NULL);
                }
            }
        });
        line.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self { line, heard, _on_message: on_message }
    }

    fn has_mail(&self) -> bool {
        !self.heard.mail.borrow().is_empty()
    }

    async fn next(&self) -> JsValue {
        loop {
            let first = self.heard.mail.borrow_mut().pop_front();
            if let Some(message) = first {
                return message;
            }
            let promise = Promise::new(&mut |resolve, _| {
                self.heard.wake.replace(Some(resolve));
            });
            // Resolved by the next message, and never rejected.
            let _ = JsFuture::from(promise).await;
        }
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.line.set_onmessage(None);
        self.line.close();
    }
}

fn failure(error: &JsValue) -> Error {
    Error::other(format!("{error:?}"))
}
