//! Which format a file has: told by its first unpacked bytes, never by its name.
//!
//! What is not another format is left to the reader of V8's, which says what is wrong with it. A new format is a folder beside `v8`, a variant here, and an arm in each function.

use super::Snapshot;
use super::sink::Sink;
use super::v8::Reader;
use super::v8::budget::Budget;
use crate::error::{ReadError, Section};

/// The reader of a file's format.
#[derive(Debug)]
pub struct FormatReader {
    reader: Box<Reader>,
    /// The text of a header that stands behind what it lays out, once it has been found.
    late_header: Option<Vec<u8>>,
    memory_limit: Option<u64>,
}

impl FormatReader {
    /// A reader that refuses a snapshot that needs more than `memory_limit` bytes.
    pub fn new(memory_limit: Option<u64>) -> Self {
        Self { reader: Box::new(Reader::new(0)), late_header: None, memory_limit }
    }

    /// The reader of V8's format, if the file has it.
    pub fn v8(&self) -> Option<&Reader> {
        Some(&self.reader)
    }

    /// The snapshot, after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or its sections do not fit each other.
    pub fn finish(self) -> Result<Snapshot, ReadError> {
        self.reader.finish()
    }
}

impl Sink for FormatReader {
    fn announce(&mut self, most_bytes: u64, plain_bytes: Option<u64>) {
        let budget = self.memory_limit.map(|limit| Budget { limit, plain_bytes });
        *self.reader = Reader::new(most_bytes).within(budget).with_header(self.late_header.take());
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.reader.push(bytes)
    }

    fn section(&self) -> Section {
        self.reader.section()
    }

    fn position(&self) -> u64 {
        self.reader.position()
    }

    fn is_whole(&self) -> bool {
        self.reader.is_whole()
    }

    fn starts_over(&mut self) -> bool {
        let late_header = self.reader.late_header();
        let starts_over = late_header.is_some();
        self.late_header = late_header.or(self.late_header.take());
        starts_over
    }
}
