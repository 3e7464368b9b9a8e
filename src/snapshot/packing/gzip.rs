//! gzip packing, by push: pieces of the packed file → unpacked bytes → [`Reader`].
//!
//! What follows the snapshot is not looked at: tapes and some servers fill up with zeros, which gzip's own program and
//! browsers read over, too.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use crate::error::{Problem, ReadError};
use crate::snapshot::v8::Reader;

const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Deflate cannot make a file more than this many times larger.
pub const MOST_EXPANSION: u64 = 1032;

/// Whether a file that starts like this is packed with gzip.
pub fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&MAGIC)
}

/// Unpacks a file into a reader.
#[derive(Debug)]
pub struct GzipInput(MultiGzDecoder<Unpacked>);

/// The reader as the decoder's sink; keeps the error that a `Write` cannot carry.
#[derive(Debug)]
struct Unpacked {
    reader: Reader,
    error: Option<ReadError>,
}

impl Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.reader.push(bytes) {
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

impl GzipInput {
    /// Unpacks into `reader`.
    pub fn new(reader: Reader) -> Self {
        Self(MultiGzDecoder::new(Unpacked { reader, error: None }))
    }

    /// The reader.
    pub fn reader(&self) -> &Reader {
        &self.0.get_ref().reader
    }

    /// Takes the next bytes of the packed file.
    ///
    /// # Errors
    ///
    /// When they are no gzip, or the reader refuses what they hold.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.0.write_all(bytes).or_else(|error| self.unless_surplus(&error))
    }

    /// The reader, after the last byte.
    ///
    /// # Errors
    ///
    /// When the packing is cut off or its checksum is wrong.
    pub fn finish(mut self) -> Result<Reader, ReadError> {
        self.0.try_finish().or_else(|error| self.unless_surplus(&error))?;
        // Taken out, because the decoder gives it back only if all of the file was gzip.
        Ok(std::mem::replace(&mut self.0.get_mut().reader, Reader::new(0)))
    }

    /// Nothing, if the complaint is about what follows the snapshot. A checksum that does not fit tells of the snapshot
    /// itself. Otherwise the reader's own error if it refused the bytes, else that of the packing.
    fn unless_surplus(&mut self, error: &io::Error) -> Result<(), ReadError> {
        let is_of_next_member =
            error.kind() == io::ErrorKind::UnexpectedEof || error.to_string().contains("gzip header");
        let unpacked = self.0.get_mut();
        if unpacked.error.is_none() && unpacked.reader.is_whole() && is_of_next_member {
            return Ok(());
        }
        let (section, position) = (unpacked.reader.section(), unpacked.reader.position());
        let problem = || Problem::Unpack { packing: "gzip", found: error.to_string() };
        Err(unpacked.error.take().unwrap_or_else(|| ReadError { problem: problem(), section, position }))
    }
}
