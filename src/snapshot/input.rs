//! A file as it is stored → unpacked bytes → [`Reader`].
//!
//! Packing is recognised by content and not by name: gzip and zstd by their first bytes. Everything else is taken as it is.
//! What follows the snapshot is not looked at, packed or not: tapes and some servers fill up with zeros, which gzip's own
//! program and browsers read over, too.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use super::Snapshot;
use super::budget::Budget;
use super::reader::Reader;
use super::zstd::{self, ZstdInput};
use crate::error::{Problem, ReadError, Section};

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
/// Deflate cannot make a file more than this many times larger.
const MOST_EXPANSION: u64 = 1032;

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
    Gzip(Box<MultiGzDecoder<Unpacked>>),
    Zstd(Box<ZstdInput>),
    /// A chunk was refused; nothing more can come of the file.
    Failed(ReadError),
}

/// The reader as the unpacker's sink; keeps the error that a `Write` cannot carry.
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
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let result = match &mut self.source {
            Source::Unknown(head) => {
                head.extend_from_slice(bytes);
                if head.len() < zstd::HEAD_LENGTH {
                    return Ok(());
                }
                let head = std::mem::take(head);
                self.start(&head);
                return self.push(&head);
            }
            Source::Plain(reader) => reader.push(bytes),
            Source::Gzip(decoder) => match decoder.write_all(bytes) {
                Err(error) if !is_surplus(decoder.get_ref(), &error) => Err(unpack_error(decoder.get_mut(), &error)),
                _ => Ok(()),
            },
            Source::Zstd(decoder) => decoder.push(bytes),
            Source::Failed(error) => return Err(error.clone()),
        };
        result.inspect_err(|error| self.source = Source::Failed(error.clone()))
    }

    /// The snapshot, after the last byte.
    pub fn finish(mut self) -> Result<Snapshot, ReadError> {
        if let Source::Unknown(head) = &mut self.source {
            let head = std::mem::take(head);
            self.start(&head);
            self.push(&head)?;
        }
        match self.source {
            Source::Gzip(mut decoder) => {
                if let Err(error) = decoder.try_finish()
                    && !is_surplus(decoder.get_ref(), &error)
                {
                    return Err(unpack_error(decoder.get_mut(), &error));
                }
                // Taken out, because the unpacker gives it back only if all of the file was gzip.
                std::mem::replace(&mut decoder.get_mut().reader, Reader::new(0)).finish()
            }
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
            Source::Gzip(decoder) => Some(&decoder.get_ref().reader),
            Source::Zstd(decoder) => Some(decoder.reader()),
            Source::Unknown(_) | Source::Failed(_) => None,
        }
    }

    fn start(&mut self, head: &[u8]) {
        let reader = |expansion| {
            let plain_bytes = (expansion == 1).then_some(self.stored_bytes);
            let budget = self.memory_limit.map(|limit| Budget { limit, plain_bytes });
            Reader::new(self.stored_bytes.saturating_mul(expansion)).within(budget)
        };
        self.source = if head.starts_with(&GZIP_MAGIC) {
            let unpacked = Unpacked { reader: reader(MOST_EXPANSION), error: None };
            Source::Gzip(Box::new(MultiGzDecoder::new(unpacked)))
        } else if zstd::is_zstd(head) {
            Source::Zstd(Box::new(ZstdInput::new(reader(zstd::MOST_EXPANSION))))
        } else {
            Source::Plain(Box::new(reader(1)))
        };
    }
}

/// The reader's own error if it refused the bytes, else that of the packing.
fn unpack_error(unpacked: &mut Unpacked, error: &io::Error) -> ReadError {
    let position = unpacked.reader.position();
    let section = unpacked.reader.section();
    unpacked.error.take().unwrap_or_else(|| ReadError { problem: bad_gzip(error), section, position })
}

/// Whether gzip's complaint is about what follows the snapshot. A checksum that does not fit tells of the snapshot itself.
fn is_surplus(unpacked: &Unpacked, error: &io::Error) -> bool {
    let is_of_next_member = error.kind() == io::ErrorKind::UnexpectedEof || error.to_string().contains("gzip header");
    unpacked.error.is_none() && unpacked.reader.is_whole() && is_of_next_member
}

fn bad_gzip(error: &io::Error) -> Problem {
    Problem::Unpack { packing: "gzip", found: error.to_string() }
}
