//! A snapshot inside of JSON strings: as one string, as a list of them, or as the `chunk`s of messages of the DevTools
//! protocol (`HeapProfiler.addHeapSnapshotChunk`), one a line or in a list → the text of these strings, joined.
//!
//! Where the first string begins, and under which key it stands, is known from the search for the snapshot; all strings
//! under the same key follow it.

use super::unpack::{Onward, Unpack};
use crate::error::ReadError;
use crate::text::push_unit;

/// Decoded text goes on in pieces of at least this many bytes.
const PIECE: usize = 1 << 14;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between strings.
    Between,
    /// In a string that belongs to the snapshot.
    Wanted,
    /// In another one.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    None,
    Begun,
    /// `\uXXXX`: digits so far, and their value.
    Unicode(u8, u16),
}

/// Takes the wanted strings out of JSON.
#[derive(Debug)]
pub struct Quoted {
    /// The key of the wanted strings; none if they are no values of an object.
    key: Option<Vec<u8>>,
    state: State,
    escape: Escape,
    /// The last string that is not wanted, cut to little more than the key's length.
    last: Vec<u8>,
    /// Whether a colon stands before.
    after_colon: bool,
    text: Vec<u8>,
}

impl Quoted {
    /// From the opening quote of the first wanted string on.
    pub fn new(key: Option<Vec<u8>>) -> Self {
        let (last, after_colon) = (key.clone().unwrap_or_default(), key.is_some());
        Self { key, state: State::Between, escape: Escape::None, last, after_colon, text: Vec::new() }
    }

    fn between(&mut self, byte: u8) {
        match byte {
            b'"' => {
                let is_wanted = match &self.key {
                    Some(key) => self.after_colon && self.last == *key,
                    None => !self.after_colon,
                };
                self.state = if is_wanted { State::Wanted } else { State::Other };
                self.last.clear();
                self.after_colon = false;
            }
            b':' => self.after_colon = true,
            _ if byte.is_ascii_whitespace() => {}
            _ => self.after_colon = false,
        }
    }

    fn other(&mut self, byte: u8) {
        match (self.escape, byte) {
            (Escape::None, b'"') => self.state = State::Between,
            (Escape::None, b'\\') => self.escape = Escape::Begun,
            _ => {
                self.escape = Escape::None;
                if self.last.len() <= self.key.as_ref().map_or(0, Vec::len) {
                    self.last.push(byte);
                }
            }
        }
    }

    fn wanted(&mut self, byte: u8) {
        match self.escape {
            Escape::None => match byte {
                b'"' => self.state = State::Between,
                b'\\' => self.escape = Escape::Begun,
                _ => self.text.push(byte),
            },
            Escape::Begun => {
                self.escape = Escape::None;
                match byte {
                    b'u' => self.escape = Escape::Unicode(0, 0),
                    b'n' => self.text.push(b'\n'),
                    b'r' => self.text.push(b'\r'),
                    b't' => self.text.push(b'\t'),
                    b'b' => self.text.push(0x08),
                    b'f' => self.text.push(0x0c),
                    _ => self.text.push(byte),
                }
            }
            Escape::Unicode(count, value) => {
                let value = value << 4 | char::from(byte).to_digit(16).unwrap_or(0) as u16;
                self.escape = if count < 3 { Escape::Unicode(count + 1, value) } else { Escape::None };
                if count == 3 {
                    push_unit(&mut self.text, value);
                }
            }
        }
    }

    /// Hands the text on, but for what may be half of a surrogate pair.
    fn flush(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        let kept = if matches!(self.text.last_chunk(), Some([0xed, 0xa0..0xb0, _])) { 3 } else { 0 };
        let whole = self.text.len() - kept;
        onward.push(self.text.get(..whole).unwrap_or_default())?;
        self.text.drain(..whole);
        Ok(())
    }
}

impl Unpack for Quoted {
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError> {
        for &byte in bytes {
            match self.state {
                State::Between => self.between(byte),
                State::Wanted => self.wanted(byte),
                State::Other => self.other(byte),
            }
            if self.text.len() >= PIECE {
                self.flush(onward)?;
            }
        }
        self.flush(onward)
    }

    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        if self.state == State::Wanted {
            return Err(onward.cut("JSON string"));
        }
        onward.push(&self.text)?;
        onward.finish()
    }
}
