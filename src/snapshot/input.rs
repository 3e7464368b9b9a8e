//! A file as it is stored → unpacked bytes → what takes them, the reader of its format for one.
//!
//! Waits for the few bytes that tell the packing, then hands on what comes.

use super::Snapshot;
use super::format::FormatReader;
use super::packing::{GzipInput, Packing, ZstdInput};
use super::sink::Sink;
use crate::error::{Problem, ReadError, Section};

/// Takes the bytes of a file, packed or not, in chunks of any size, and hands them unpacked to a sink.
#[derive(Debug)]
pub struct Input<S: Sink = FormatReader> {
    source: Source<S>,
    stored_bytes: u64,
}

#[derive(Debug)]
enum Source<S: Sink> {
    /// Too few bytes so far to tell.
    Unknown(Vec<u8>, Option<S>),
    Plain(S),
    Gzip(Box<GzipInput<S>>),
    Zstd(Box<ZstdInput<S>>),
    /// A chunk was refused; nothing more can come of the file.
    Failed(ReadError),
}

impl Input {
    /// Input for a file of `stored_bytes` as it is stored.
    pub fn new(stored_bytes: u64) -> Self {
        Self::into_sink(stored_bytes, FormatReader::new(None))
    }

    /// The same, refusing a snapshot that needs more than `memory_limit` bytes as soon as its header has been read.
    pub fn with_memory_limit(stored_bytes: u64, memory_limit: u64) -> Self {
        Self::into_sink(stored_bytes, FormatReader::new(Some(memory_limit)))
    }

    /// The snapshot, after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or its sections do not fit each other.
    pub fn finish(self) -> Result<Snapshot, ReadError> {
        self.finish_sink()?.finish()
    }
}

impl<S: Sink> Input<S> {
    /// Input for a file of `stored_bytes` whose unpacked bytes go to `sink`.
    pub fn into_sink(stored_bytes: u64, sink: S) -> Self {
        Self { source: Source::Unknown(Vec::new(), Some(sink)), stored_bytes }
    }

    /// Takes the next bytes of the file as it is stored.
    ///
    /// # Errors
    ///
    /// When the file is no snapshot, is damaged, or needs more memory than there is; from then on always the same error.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        if let Source::Unknown(head, _) = &mut self.source {
            head.extend_from_slice(bytes);
            if head.len() < Packing::HEAD_LENGTH {
                return Ok(());
            }
            return self.start();
        }
        self.hand_on(bytes)
    }

    /// The sink, after the last byte.
    ///
    /// # Errors
    ///
    /// When the packing is cut off, or a chunk was refused.
    pub fn finish_sink(mut self) -> Result<S, ReadError> {
        self.start()?;
        match self.source {
            Source::Gzip(decoder) => decoder.finish(),
            Source::Zstd(decoder) => decoder.finish(),
            Source::Plain(sink) => Ok(sink),
            Source::Failed(error) => Err(error),
            Source::Unknown(..) => {
                let problem = Problem::Truncated { expected: "a file" };
                Err(ReadError { problem, section: Section::File, position: 0 })
            }
        }
    }

    /// The section being read.
    pub fn section(&self) -> Section {
        self.sink().map_or(Section::File, Sink::section)
    }

    /// How many unpacked bytes have been read, once the packing is known.
    pub fn position(&self) -> Option<u64> {
        self.sink().map(Sink::position)
    }

    /// The sink behind the packing, once the packing is known.
    pub fn sink(&self) -> Option<&S> {
        match &self.source {
            Source::Plain(sink) => Some(sink),
            Source::Gzip(decoder) => decoder.sink(),
            Source::Zstd(decoder) => Some(decoder.sink()),
            Source::Unknown(..) | Source::Failed(_) => None,
        }
    }

    fn hand_on(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let result = match &mut self.source {
            Source::Plain(sink) => sink.push(bytes),
            Source::Gzip(decoder) => decoder.push(bytes),
            Source::Zstd(decoder) => decoder.push(bytes),
            Source::Failed(error) => Err(error.clone()),
            Source::Unknown(..) => Ok(()),
        };
        result.inspect_err(|error| self.source = Source::Failed(error.clone()))
    }

    /// Tells the packing by the first bytes, and hands these on.
    fn start(&mut self) -> Result<(), ReadError> {
        let Source::Unknown(head, sink) = &mut self.source else { return Ok(()) };
        let (head, Some(mut sink)) = (std::mem::take(head), sink.take()) else { return Ok(()) };
        let packing = Packing::of(&head);
        let plain_bytes = (packing == Packing::None).then_some(self.stored_bytes);
        sink.announce(self.stored_bytes.saturating_mul(packing.most_expansion()), plain_bytes);
        self.source = match packing {
            Packing::None => Source::Plain(sink),
            Packing::Gzip => Source::Gzip(Box::new(GzipInput::new(sink))),
            Packing::Zstd => Source::Zstd(Box::new(ZstdInput::new(sink))),
        };
        self.hand_on(&head)
    }
}
