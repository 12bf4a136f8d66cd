//! A file as it goes from the page to whoever reads it.

use super::port::object;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// A file that a person gave.
#[derive(Debug, Clone)]
pub enum Given {
    /// To be read a block at a time.
    Blob(Blob),
    /// All of its bytes, where whoever gets it may not read files.
    Held {
        /// The file's name.
        name: String,
        /// What it holds.
        bytes: Uint8Array,
    },
}

impl From<File> for Given {
    fn from(file: File) -> Self {
        Self::Blob(file.into())
    }
}

impl Given {
    /// The file's name; nothing where it has none.
    pub fn name(&self) -> String {
        match self {
            Self::Blob(blob) => blob.dyn_ref::<File>().map(File::name).unwrap_or_default(),
            Self::Held { name, .. } => name.clone(),
        }
    }

    /// The same file, read. One that cannot be read stays as it is, so that whoever reads it finds and says so.
    pub async fn held(self) -> Self {
        let name = self.name();
        match self {
            Self::Blob(blob) => match JsFuture::from(blob.array_buffer()).await {
                Ok(buffer) => Self::Held { name, bytes: Uint8Array::new(&buffer) },
                Err(_) => Self::Blob(blob),
            },
            held => held,
        }
    }

    /// As it lies in an envelope.
    ///
    /// # Errors
    ///
    /// The browser's, where it cannot make one.
    pub fn encode(&self) -> Result<JsValue, JsValue> {
        match self {
            Self::Blob(blob) => Ok(blob.clone().into()),
            Self::Held { name, bytes } => object(&[("name", name.as_str().into()), ("bytes", bytes.clone().into())]),
        }
    }

    /// What lies in an envelope, if it is a file.
    pub fn decode(value: JsValue) -> Option<Self> {
        match value.dyn_into::<Blob>() {
            Ok(blob) => Some(Self::Blob(blob)),
            Err(value) => {
                let bytes = Reflect::get(&value, &"bytes".into()).ok()?.dyn_into().ok()?;
                Some(Self::Held { name: Reflect::get(&value, &"name".into()).ok()?.as_string()?, bytes })
            }
        }
    }
}
