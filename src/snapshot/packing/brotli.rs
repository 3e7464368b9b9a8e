//! brotli, which has no mark: what is no text is unpacked for a trial, and is brotli if text comes out.
//!
//! Not in the page's engine: half of the decoder is a dictionary of 120 kB. The page leaves brotli to the browser.

use std::fmt;

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState, StandardAlloc};

use super::unpack::{Onward, Unpack};
use crate::error::{OutOfMemory, Problem, ReadError};
use crate::index::{TryPush, try_filled};

const NAME: &str = "brotli";
/// What is unpacked goes on in pieces of at most this many bytes.
const PIECE: usize = 1 << 16;

type State = BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>;

/// Unpacks brotli.
pub struct Brotli {
    state: Box<State>,
    unpacked: Vec<u8>,
    has_ended: bool,
}

/// Whether bytes that start like this unpack to text.
///
/// # Errors
///
/// When there is no memory to unpack them in.
pub fn is_brotli(head: &[u8]) -> Result<bool, OutOfMemory> {
    if is_text(head) || head.is_empty() {
        return Ok(false);
    }
    let mut brotli = Brotli::new()?;
    let mut text = Vec::new();
    let trial = brotli.unpack(head, &mut |bytes| {
        // So many are looked at.
        let room = TELLING - text.len();
        Ok(text.try_append(bytes.get(..room).unwrap_or(bytes))?)
    });
    match trial {
        Ok(()) => Ok(text.len() > 1 && is_text(&text)),
        Err(Some(ReadError { problem: Problem::OutOfMemory(error), .. })) => Err(error),
        Err(_) => Ok(false),
    }
}

/// So many bytes tell text from what is packed.
const TELLING: usize = 4 << 10;

/// Whether these bytes can be text: no control characters but those of lines and terminals, and UTF-8 up to a cut.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..TELLING).unwrap_or(bytes);
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f);
    let is_utf8 = std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    is_utf8 && !head.iter().any(is_control)
}

impl Brotli {
    /// From the first byte on.
    ///
    /// # Errors
    ///
    /// When there is no memory for a piece.
    pub fn new() -> Result<Self, OutOfMemory> {
        let alloc = StandardAlloc::default;
        let state = Box::new(BrotliState::new(alloc(), alloc(), alloc()));
        Ok(Self { state, unpacked: try_filled(PIECE, 0)?, has_ended: false })
    }

    fn unpack(
        &mut self,
        bytes: &[u8],
        out: &mut dyn FnMut(&[u8]) -> Result<(), ReadError>,
    ) -> Result<(), Option<ReadError>> {
        let (mut left, mut at, mut total) = (bytes.len(), 0, 0);
        while !self.has_ended {
            let (mut room, mut given) = (self.unpacked.len(), 0);
            let result = BrotliDecompressStream(
                &mut left,
                &mut at,
                bytes,
                &mut room,
                &mut given,
                &mut self.unpacked,
                &mut total,
                &mut self.state,
            );
            out(self.unpacked.get(..given).unwrap_or_default())?;
            match result {
                BrotliResult::NeedsMoreInput => return Ok(()),
                BrotliResult::NeedsMoreOutput => {}
                BrotliResult::ResultSuccess => self.has_ended = true,
                BrotliResult::ResultFailure => return Err(None),
            }
        }
        Ok(())
    }
}

impl Unpack for Brotli {
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError> {
        let unpacked = self.unpack(bytes, &mut |unpacked| onward.push(unpacked));
        unpacked.map_err(|error| error.unwrap_or_else(|| onward.damaged(NAME, "a block cannot be decoded")))
    }

    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        if self.has_ended { onward.finish() } else { Err(onward.cut(NAME)) }
    }
}

impl fmt::Debug for Brotli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Brotli").field("has_ended", &self.has_ended).finish_non_exhaustive()
    }
}
