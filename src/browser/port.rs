//! Envelopes: how messages lie in what `postMessage` carries.

use super::given::Given;
use super::messages::{FromWorker, ToWorker};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A message to the worker, with the number of its job and the files that may ride beside it.
#[derive(Debug)]
pub struct Request {
    /// The job's number.
    pub job: u32,
    /// The message.
    pub body: ToWorker,
    /// The file of sales.
    pub file: Option<Given>,
    /// Other files: those of last year, of a load.
    pub more: Vec<Given>,
}

/// A message from the worker, with the number of the job it belongs to.
#[derive(Debug)]
pub struct Reply {
    /// The job's number.
    pub job: u32,
    /// The message.
    pub body: FromWorker,
}

impl Request {
    /// With the bytes of its files, for whoever may not read them.
    pub async fn held(mut self) -> Self {
        if let Some(file) = self.file.take() {
            self.file = Some(file.held().await);
        }
        for file in &mut self.more {
            *file = file.clone().held().await;
        }
        self
    }

    /// Small and read by eye in a debugger: a plain object.
    ///
    /// # Errors
    ///
    /// The browser's, where it cannot make one.
    pub fn encode(&self) -> Result<JsValue, JsValue> {
        let envelope = object(&[("job", self.job.into()), ("body", serde_wasm_bindgen::to_value(&self.body)?)])?;
        if let Some(file) = &self.file {
            Reflect::set(&envelope, &"file".into(), &file.encode()?)?;
        }
        if !self.more.is_empty() {
            let more = self.more.iter().map(Given::encode).collect::<Result<Array, JsValue>>()?;
            Reflect::set(&envelope, &"more".into(), &more)?;
        }
        Ok(envelope)
    }

    /// What an envelope holds.
    ///
    /// # Errors
    ///
    /// Where it is none of these.
    pub fn decode(envelope: &JsValue) -> Result<Self, JsValue> {
        Ok(Self {
            job: job(envelope)?,
            body: serde_wasm_bindgen::from_value(Reflect::get(envelope, &"body".into())?)?,
            file: Given::decode(Reflect::get(envelope, &"file".into())?),
            more: files(&Reflect::get(envelope, &"more".into())?),
        })
    }
}

impl Reply {
    /// Wide columns among them: bytes, moved and not copied. Gives the envelope and its transfer list.
    ///
    /// # Errors
    ///
    /// The browser's, where it cannot make one.
    pub fn encode(&self) -> Result<(JsValue, Array), JsValue> {
        let bytes = postcard::to_stdvec(&self.body).map_err(|error| error.to_string())?;
        let bytes = Uint8Array::from(bytes.as_slice());
        let transfer = Array::of1(&bytes.buffer());
        Ok((object(&[("job", self.job.into()), ("body", bytes.into())])?, transfer))
    }

    /// What an envelope holds.
    ///
    /// # Errors
    ///
    /// Where it is none of these.
    pub fn decode(envelope: &JsValue) -> Result<Self, JsValue> {
        let bytes: Uint8Array = Reflect::get(envelope, &"body".into())?.dyn_into()?;
        let body = postcard::from_bytes(&bytes.to_vec()).map_err(|error| error.to_string())?;
        Ok(Self { job: job(envelope)?, body })
    }
}

/// A worker's last words, if this is what the message is; `worker_start.js` writes the same.
pub fn last_words(envelope: &JsValue) -> Option<String> {
    Reflect::get(envelope, &"died".into()).ok()?.as_string()
}

/// The message that tells the page that this worker is of no use any more.
///
/// # Errors
///
/// The browser's, where it cannot make one.
pub fn death_notice(words: &str) -> Result<JsValue, JsValue> {
    object(&[("died", words.into())])
}

/// A plain object of these members.
pub(super) fn object(members: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

fn files(list: &JsValue) -> Vec<Given> {
    list.dyn_ref::<Array>().map(|list| list.iter().filter_map(Given::decode).collect()).unwrap_or_default()
}

fn job(envelope: &JsValue) -> Result<u32, JsValue> {
    let job = Reflect::get(envelope, &"job".into())?.as_f64().ok_or("an envelope without its job")?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "job numbers were u32 when they left")]
    Ok(job as u32)
}
