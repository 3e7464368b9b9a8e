//! A snapshot's redacted copy, piece by piece, while its file goes by once more.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{EngineError, thrown};
use crate::redaction::OwnNames;
use crate::redaction::copy::{Key, RedactedCopy, Redaction};

/// Takes the bytes of the file that a heap was read from and gives those of the copy, unpacked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RedactedCopyWriter(RedactedCopy);

#[wasm_bindgen]
impl Heap {
    /// The names of this snapshot's code, for a copy of another one that shall fit together with one of this; throws an
    /// `EngineError`.
    #[wasm_bindgen(js_name = ownNames)]
    pub fn own_names(&self) -> Result<Vec<u8>, JsValue> {
        OwnNames::of(self.session.heap()).and_then(|names| names.lines()).map_err(thrown)
    }

    /// Begins a copy of this snapshot. Copies made with one key of 16 bytes fit together; `names` are those of the other
    /// snapshot's code.
    #[wasm_bindgen(js_name = redactedCopy)]
    pub fn redacted_copy(
        &self,
        key: &[u8],
        #[wasm_bindgen(js_name = byteLength)] byte_length: f64,
        entry: Option<String>,
        names: &[u8],
    ) -> Result<RedactedCopyWriter, JsValue> {
        let key = key.try_into().map_err(|_| thrown(EngineError::wrong_use("a key has 16 bytes")))?;
        let mut redaction = Redaction::of(self.session.heap(), Key(key)).map_err(thrown)?;
        redaction.add_names(names).map_err(thrown)?;
        Ok(RedactedCopyWriter(RedactedCopy::new(redaction, byte_length as u64, entry)))
    }
}

#[wasm_bindgen]
impl RedactedCopyWriter {
    /// Takes the next bytes of the file and gives the next of the copy; throws an `EngineError`.
    pub fn push(&mut self, chunk: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.0.push(chunk).map_err(thrown)
    }

    /// The last bytes of the copy; throws an `EngineError`.
    pub fn finish(self) -> Result<Vec<u8>, JsValue> {
        self.0.finish().map_err(thrown)
    }
}
