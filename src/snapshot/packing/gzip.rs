//! gzip packing, by push: pieces of the packed file → unpacked bytes → a [`Sink`].
//!
//! What follows the snapshot is not looked at: tapes and some servers fill up with zeros, which gzip's own program and
//! browsers read over, too.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use crate::error::{Problem, ReadError, Section};
use crate::snapshot::sink::Sink;

const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Deflate cannot make a file more than this many times larger.
pub const MOST_EXPANSION: u64 = 1032;

/// Whether a file that starts like this is packed with gzip.
pub fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&MAGIC)
}

/// Unpacks a file into a sink.
#[derive(Debug)]
pub struct GzipInput<S: Sink>(MultiGzDecoder<Unpacked<S>>);

/// The sink as the decoder sees it; keeps the error that a `Write` cannot carry.
#[derive(Debug)]
struct Unpacked<S> {
    /// Taken out at the end.
    sink: Option<S>,
    error: Option<ReadError>,
}

impl<S: Sink> Write for Unpacked<S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.sink.as_mut().map_or(Ok(()), |sink| sink.push(bytes)) {
            Ok(()) => Ok(bytes.len()),
            Err(error) => {
                self.error = Some(error);
                Err(io::Error::other("refused"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<S: Sink> GzipInput<S> {
    /// Unpacks into `sink`.
    pub fn new(sink: S) -> Self {
        Self(MultiGzDecoder::new(Unpacked { sink: Some(sink), error: None }))
    }

    /// The sink.
    pub fn sink(&self) -> Option<&S> {
        self.0.get_ref().sink.as_ref()
    }

    /// Takes the next bytes of the packed file.
    ///
    /// # Errors
    ///
    /// When they are no gzip, or the sink refuses what they hold.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.0.write_all(bytes).or_else(|error| self.unless_surplus(&error))
    }

    /// The sink, after the last byte.
    ///
    /// # Errors
    ///
    /// When the packing is cut off or its checksum is wrong.
    pub fn finish(mut self) -> Result<S, ReadError> {
        let ended = self.0.try_finish();
        let unless_surplus = ended.or_else(|error| self.unless_surplus(&error));
        // Taken out, because the decoder gives it back only if all of the file was gzip.
        let sink = self.0.get_mut().sink.take();
        unless_surplus.and_then(|()| sink.ok_or_else(|| self.damaged("it ended twice")))
    }

    /// Nothing, if the complaint is about what follows the snapshot. A checksum that does not fit tells of the snapshot
    /// itself. Otherwise the sink's own error if it refused the bytes, else that of the packing.
    fn unless_surplus(&mut self, error: &io::Error) -> Result<(), ReadError> {
        let is_of_next_member =
            error.kind() == io::ErrorKind::UnexpectedEof || error.to_string().contains("gzip header");
        let unpacked = self.0.get_mut();
        if unpacked.error.is_none() && unpacked.sink.as_ref().is_some_and(Sink::is_whole) && is_of_next_member {
            return Ok(());
        }
        let refusal = unpacked.error.take();
        Err(refusal.unwrap_or_else(|| self.damaged(&error.to_string())))
    }

    fn damaged(&self, found: &str) -> ReadError {
        let (section, position) = self.sink().map_or((Section::File, 0), |sink| (sink.section(), sink.position()));
        ReadError { problem: Problem::Unpack { packing: "gzip", found: found.to_owned() }, section, position }
    }
}
