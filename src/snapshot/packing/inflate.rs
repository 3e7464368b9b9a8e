//! Deflate, by push, with the checksum and the length of what it unpacks to: the inside of gzip members and zip entries.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::error::ReadError;

/// What is unpacked goes on in pieces of at most this many bytes.
const PIECE: usize = 1 << 16;

/// One deflate stream.
#[derive(Debug)]
pub struct Inflate {
    stream: Decompress,
    unpacked: Box<[u8]>,
    checksum: Crc,
}

/// What became of some bytes.
pub struct Inflated {
    /// So many were used.
    pub used: usize,
    /// Whether the stream ended with them.
    pub ended: bool,
}

impl Inflate {
    /// A stream from its first byte on.
    pub fn new() -> Self {
        Self { stream: Decompress::new(false), unpacked: vec![0; PIECE].into(), checksum: Crc::new() }
    }

    /// Begins another stream.
    pub fn restart(&mut self) {
        self.stream.reset(false);
        self.checksum.reset();
    }

    /// Takes packed bytes until they or the stream end; what they unpack to goes to `out`.
    ///
    /// # Errors
    ///
    /// When `out` refuses it, or, with none, when a block cannot be decoded.
    pub fn push(
        &mut self,
        bytes: &[u8],
        out: &mut dyn FnMut(&[u8]) -> Result<(), ReadError>,
    ) -> Result<Inflated, Option<ReadError>> {
        let mut used = 0;
        loop {
            let (taken_before, given_before) = (self.stream.total_in(), self.stream.total_out());
            let rest = bytes.get(used..).unwrap_or_default();
            let status = self.stream.decompress(rest, &mut self.unpacked, FlushDecompress::None).map_err(|_| None)?;
            let taken = (self.stream.total_in() - taken_before) as usize;
            used += taken;
            let given = (self.stream.total_out() - given_before) as usize;
            let unpacked = self.unpacked.get(..given).unwrap_or_default();
            self.checksum.update(unpacked);
            out(unpacked)?;
            let ended = status == Status::StreamEnd;
            if ended || (given == 0 && used >= bytes.len()) {
                return Ok(Inflated { used, ended });
            }
            if taken == 0 && given == 0 {
                return Err(None);
            }
        }
    }

    /// The CRC-32 of what has been unpacked.
    pub fn checksum(&self) -> u32 {
        self.checksum.sum()
    }

    /// The length of what has been unpacked, modulo 2³².
    pub fn length(&self) -> u32 {
        self.checksum.amount()
    }
}
