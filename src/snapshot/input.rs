//! A file as it is stored → unpacked bytes → what takes them, the reader of its format for one.

use super::Snapshot;
use super::format::FormatReader;
use super::packing::{Chain, Origin};
use super::sink::Sink;
use crate::error::{Problem, ReadError, Section};

/// Takes the bytes of a file, packed or not, in chunks of any size, and hands them unpacked to a sink.
#[derive(Debug)]
pub struct Input<S: Sink = FormatReader> {
    chain: Chain,
    sink: S,
    origin: Origin,
    /// Why a chunk was refused; nothing more can come of the file.
    refusal: Option<ReadError>,
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
        let origin = Origin { stored_bytes, entry: None };
        Self { chain: Chain::new(origin.clone()), sink, origin, refusal: None }
    }

    /// The same, of an archive the entry of this name.
    pub fn of_entry(mut self, entry: Option<String>) -> Self {
        self.origin.entry = entry;
        self.chain = Chain::new(self.origin.clone());
        self
    }

    /// Takes the next bytes of the file as it is stored.
    ///
    /// # Errors
    ///
    /// When the file is no snapshot, is damaged, or needs more memory than there is; from then on always the same error.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        if let Some(refusal) = &self.refusal {
            return Err(refusal.clone());
        }
        self.chain.push(bytes, &mut self.sink).inspect_err(|error| self.refusal = Some(error.clone()))
    }

    /// Whether the file has to be pushed once more from its first byte on, because what it says first is laid out by what it
    /// says later. To be asked after every chunk by whoever can read a file twice; input of others ends in an error.
    pub fn starts_over(&mut self) -> bool {
        let starts_over = self.refusal.is_none() && self.sink.starts_over();
        if starts_over {
            self.chain = Chain::new(self.origin.clone());
        }
        starts_over
    }

    /// The sink, after the last byte.
    ///
    /// # Errors
    ///
    /// When the packing is cut off, or a chunk was refused.
    pub fn finish_sink(mut self) -> Result<S, ReadError> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        self.chain.finish(&mut self.sink)?;
        if self.sink.starts_over() {
            return Err(ReadError::of_file(Problem::HeaderComesLate));
        }
        Ok(self.sink)
    }

    /// The section being read.
    pub fn section(&self) -> Section {
        if self.refusal.is_none() && self.chain.has_begun() { self.sink.section() } else { Section::File }
    }

    /// How many bytes of the snapshot have been read, once it has begun.
    pub fn position(&self) -> Option<u64> {
        self.chain.has_begun().then(|| self.sink.position())
    }

    /// The sink, to be asked for what it has made.
    pub fn sink_mut(&mut self) -> &mut S {
        &mut self.sink
    }

    /// The sink, once the snapshot has begun.
    pub fn sink(&self) -> Option<&S> {
        self.chain.has_begun().then_some(&self.sink)
    }
}
