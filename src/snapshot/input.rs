//! A file as it is stored → unpacked bytes → the reader of its format.
//!
//! Waits for the few bytes that tell the packing, then hands on what comes.

use super::Snapshot;
use super::packing::{GzipInput, Packing, ZstdInput};
use super::v8::Reader;
use super::v8::budget::Budget;
use crate::error::{ReadError, Section};

/// Takes the bytes of a file, packed or not, in chunks of any size.
#[derive(Debug)]
pub struct Input {
    source: Source,
    stored_bytes: u64,
    memory_limit: Option<u64>,
}

#[derive(Debug)]
enum Source {
    /// Too few bytes so far to tell.
    Unknown(Vec<u8>),
    Plain(Box<Reader>),
    Gzip(Box<GzipInput>),
    Zstd(Box<ZstdInput>),
    /// A chunk was refused; nothing more can come of the file.
    Failed(ReadError),
}

impl Input {
    /// Input for a file of `stored_bytes` as it is stored.
    pub fn new(stored_bytes: u64) -> Self {
        Self { source: Source::Unknown(Vec::new()), stored_bytes, memory_limit: None }
    }

    /// The same, refusing a snapshot that needs more than `memory_limit` bytes as soon as its header has been read.
    pub fn with_memory_limit(stored_bytes: u64, memory_limit: u64) -> Self {
        Self { memory_limit: Some(memory_limit), ..Self::new(stored_bytes) }
    }

    /// Takes the next bytes of the file as it is stored.
    ///
    /// # Errors
    ///
    /// When the file is no snapshot, is damaged, or needs more memory than there is; from then on always the same error.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let result = match &mut self.source {
            Source::Unknown(head) => {
                head.extend_from_slice(bytes);
                if head.len() < Packing::HEAD_LENGTH {
                    return Ok(());
                }
                let head = std::mem::take(head);
                self.start(&head);
                return self.push(&head);
            }
            Source::Plain(reader) => reader.push(bytes),
            Source::Gzip(decoder) => decoder.push(bytes),
            Source::Zstd(decoder) => decoder.push(bytes),
            Source::Failed(error) => return Err(error.clone()),
        };
        result.inspect_err(|error| self.source = Source::Failed(error.clone()))
    }

    /// The snapshot, after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or its sections do not fit each other.
    pub fn finish(mut self) -> Result<Snapshot, ReadError> {
        if let Source::Unknown(head) = &mut self.source {
            let head = std::mem::take(head);
            self.start(&head);
            self.push(&head)?;
        }
        match self.source {
            Source::Gzip(decoder) => decoder.finish()?.finish(),
            Source::Zstd(decoder) => decoder.finish()?.finish(),
            Source::Plain(reader) => reader.finish(),
            Source::Failed(error) => Err(error),
            Source::Unknown(_) => Reader::new(0).finish(),
        }
    }

    /// The section being read.
    pub fn section(&self) -> Section {
        self.reader().map_or(Section::File, Reader::section)
    }

    /// The reader behind the packing, once the packing is known.
    pub fn reader(&self) -> Option<&Reader> {
        match &self.source {
            Source::Plain(reader) => Some(reader),
            Source::Gzip(decoder) => Some(decoder.reader()),
            Source::Zstd(decoder) => Some(decoder.reader()),
            Source::Unknown(_) | Source::Failed(_) => None,
        }
    }

    fn start(&mut self, head: &[u8]) {
        let packing = Packing::of(head);
        let plain_bytes = (packing == Packing::None).then_some(self.stored_bytes);
        let budget = self.memory_limit.map(|limit| Budget { limit, plain_bytes });
        let reader = Reader::new(self.stored_bytes.saturating_mul(packing.most_expansion())).within(budget);
        self.source = match packing {
            Packing::None => Source::Plain(Box::new(reader)),
            Packing::Gzip => Source::Gzip(Box::new(GzipInput::new(reader))),
            Packing::Zstd => Source::Zstd(Box::new(ZstdInput::new(reader))),
        };
    }
}
