//! Which format a file has: told by its first unpacked bytes, never by its name.
//!
//! What is not another format is left to the reader of V8's, which says what is wrong with it. A new format is a folder
//! beside `v8`, a variant here, an arm in each function, and a word to `other_files`, which names what is no snapshot.

use super::Snapshot;
use super::sink::Sink;
use super::v8::Decoded;
use super::v8::budget::Budget;
use super::{firefox, jsc, v8};
use crate::error::{ReadError, Section};

/// The reader of a file's format.
#[derive(Debug)]
pub struct FormatReader {
    reader: Reader,
    /// Whether the first bytes have come: as many of them at once as tell the format.
    has_begun: bool,
    /// The text of a header that stands behind what it lays out, once it has been found.
    late_header: Option<Vec<u8>>,
    memory_limit: Option<u64>,
}

#[derive(Debug)]
enum Reader {
    V8(Box<v8::Reader>),
    Jsc(Box<jsc::Reader>),
    Firefox(Box<firefox::Reader>),
}

impl FormatReader {
    /// A reader that refuses a snapshot that needs more than `memory_limit` bytes.
    pub fn new(memory_limit: Option<u64>) -> Self {
        Self { reader: Reader::V8(Box::new(v8::Reader::new(0))), has_begun: false, late_header: None, memory_limit }
    }

    /// The reader of V8's format, if the file has it.
    pub fn v8(&self) -> Option<&v8::Reader> {
        match &self.reader {
            Reader::V8(reader) => Some(reader),
            Reader::Jsc(_) | Reader::Firefox(_) => None,
        }
    }

    /// Whether numbers come next that can be decoded beforehand.
    pub fn reads_numbers(&self) -> bool {
        self.v8().is_some_and(|reader| reader.header().is_some())
    }

    /// Takes the next bytes, with what they spell if somebody has found that.
    ///
    /// # Errors
    ///
    /// As [`Sink::push`].
    pub fn push_decoded(&mut self, bytes: &[u8], decoded: Option<&Decoded>) -> Result<(), ReadError> {
        match (&mut self.reader, decoded) {
            (Reader::V8(reader), Some(decoded)) => reader.push_decoded(bytes, decoded),
            _ => self.push(bytes),
        }
    }

    /// The snapshot, after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or its sections do not fit each other.
    pub fn finish(self) -> Result<Snapshot, ReadError> {
        match self.reader {
            Reader::V8(reader) => reader.finish(),
            Reader::Jsc(reader) => reader.finish(),
            Reader::Firefox(reader) => reader.finish(),
        }
    }
}

impl Sink for FormatReader {
    fn announce(&mut self, most_bytes: u64, plain_bytes: Option<u64>) {
        let budget = self.memory_limit.map(|limit| Budget { limit, plain_bytes });
        let reader = v8::Reader::new(most_bytes).within(budget).with_header(self.late_header.take());
        self.reader = Reader::V8(Box::new(reader));
        self.has_begun = false;
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        if !std::mem::replace(&mut self.has_begun, true) {
            if jsc::is_jsc(bytes) {
                self.reader = Reader::Jsc(Box::new(jsc::Reader::new()));
            } else if firefox::is_firefox(bytes) {
                self.reader = Reader::Firefox(Box::default());
            }
        }
        match &mut self.reader {
            Reader::V8(reader) => reader.push(bytes),
            Reader::Jsc(reader) => reader.push(bytes),
            Reader::Firefox(reader) => reader.push(bytes),
        }
    }

    fn section(&self) -> Section {
        match &self.reader {
            Reader::V8(reader) => reader.section(),
            Reader::Jsc(reader) => reader.section(),
            Reader::Firefox(reader) => reader.section(),
        }
    }

    fn position(&self) -> u64 {
        match &self.reader {
            Reader::V8(reader) => reader.position(),
            Reader::Jsc(reader) => reader.position(),
            Reader::Firefox(reader) => reader.position(),
        }
    }

    fn is_whole(&self) -> bool {
        match &self.reader {
            Reader::V8(reader) => reader.is_whole(),
            Reader::Jsc(reader) => reader.is_whole(),
            // It goes on to the end of the file.
            Reader::Firefox(_) => false,
        }
    }

    fn starts_over(&mut self) -> bool {
        let Reader::V8(reader) = &mut self.reader else { return false };
        let late_header = reader.late_header();
        let starts_over = late_header.is_some();
        self.late_header = late_header.or(self.late_header.take());
        starts_over
    }
}
