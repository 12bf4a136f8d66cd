//! A file as it goes from the page to whoever reads it.

use super::port::object;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// A file that a person gave.
#[derive(Debug, Clone)]
pub(super) enum Given {
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
    pub(super) fn name(&self) -> String {
        match self {
            Self::Blob(blob) => blob.dyn_ref::<File>().map(File::name).unwrap_or_default(),
            Self::Held { name, .. } => name.clone(),
        }
    }

    /// The same file, read. One that cannot be read stays as it is, so that whoever reads it finds and says so.
    pub(super) async fn held(self) -> Self {
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
    pub(super) fn encode(&self) -> Result<JsValue, JsValue> {
        match self {
            Self::Blob(blob) => Ok(blob.clone().into()),
            Self::Held { name, bytes } => object(&[("name", name.as_str().into()), ("bytes", bytes.clone().into())]),
        }
    }

    /// What lies in an envelope, if it is a file.
    pub(super) fn decode(value: JsValue) -> Option<Self> {
        match value.dyn_into::<Blob>() {
            Ok(blob) => Some(Self::Blob(blob)),
            Err(value) => {
                let bytes = Reflect::get(&value, &"bytes".into()).ok()?.dyn_into().ok()?;
                Some(Self::Held { name: Reflect::get(&value, &"name".into()).ok()?.as_string()?, bytes })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use js_sys::Array;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn a_file_goes_read_or_unread() {
        let file = File::new_with_str_sequence(&Array::of1(&"a;b".into()), "été.csv").unwrap();
        let given = Given::from(file);
        assert!(matches!(Given::decode(given.encode().unwrap()), Some(Given::Blob(_))));
        let held = Given::decode(given.held().await.encode().unwrap()).unwrap();
        assert_eq!(held.name(), "été.csv");
        let Given::Held { bytes, .. } = held else { panic!("not read") };
        assert_eq!(bytes.to_vec(), b"a;b");
        assert!(Given::decode(JsValue::UNDEFINED).is_none());
    }
}
