//! Columns as plain arrays: the form in which the engine's values are transferred between workers.
//!
//! Each value that travels turns itself into a [`Transfer`] and back, beside its own code. Text travels as one run of bytes with the lengths beside it. What arrives comes from the engine's own twin, but is
//! still read with care: lists that do not fit together come out short, never out of bounds.

use crate::text::{JsStr, JsString};

/// Columns of numbers and of bytes, in a fixed order per kind of message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transfer {
    /// Columns of numbers.
    pub numbers: Vec<Vec<u32>>,
    /// Text.
    pub bytes: Vec<u8>,
}

impl Transfer {
    /// All columns in one run of bytes, little endian: their number, then each with its length before it, then the text.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = (self.numbers.len() as u32).to_le_bytes().to_vec();
        for column in &self.numbers {
            let length = column.len() as u32;
            out.extend(std::iter::once(&length).chain(column).flat_map(|number| number.to_le_bytes()));
        }
        out.extend_from_slice(&self.bytes);
        out
    }

    /// The columns that [`Self::to_bytes`] wrote; what is missing comes out empty.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut rest = bytes;
        let mut next = || match rest.split_first_chunk() {
            Some((&number, after)) => {
                rest = after;
                Some(u32::from_le_bytes(number))
            }
            None => None,
        };
        let mut numbers = Vec::new();
        for _ in 0..next().unwrap_or(0) {
            let Some(length) = next() else { break };
            numbers.push((0..length).map_while(|_| next()).collect());
        }
        Self { numbers, bytes: rest.to_vec() }
    }

    /// Adds texts, as a column of their lengths and their bytes.
    pub fn push_texts<'a>(&mut self, texts: impl Iterator<Item = &'a JsString>) {
        let mut lengths = Vec::new();
        for text in texts {
            let bytes = text.as_js_str().as_bytes();
            lengths.push(bytes.len() as u32);
            self.bytes.extend_from_slice(bytes);
        }
        self.numbers.push(lengths);
    }
}

/// Takes the columns of a [`Transfer`] apart, in order.
#[derive(Debug)]
pub struct Unpack {
    numbers: std::vec::IntoIter<Vec<u32>>,
    bytes: Vec<u8>,
    at: usize,
}

impl Unpack {
    /// Begins with the first column.
    pub fn new(transfer: Transfer) -> Self {
        Self { numbers: transfer.numbers.into_iter(), bytes: transfer.bytes, at: 0 }
    }

    /// The next column; empty if there is none.
    pub fn numbers(&mut self) -> Vec<u32> {
        self.numbers.next().unwrap_or_default()
    }

    /// The next column as texts.
    pub fn texts(&mut self) -> Vec<JsString> {
        let lengths = self.numbers();
        lengths.into_iter().map(|length| self.text(length)).collect()
    }

    fn text(&mut self, length: u32) -> JsString {
        let end = self.at.saturating_add(length as usize);
        let bytes = self.bytes.get(self.at..end).unwrap_or_default();
        self.at = end;
        JsStr::new(bytes).into()
    }
}
