//! xz, of one stream or more, with zeros between them. Not in the page's engine, which it would make 15 kB larger to download.

use std::fmt;

use xz4rust::{XzDecoder, XzError};

use super::unpack::{Onward, Unpack};
use crate::error::ReadError;

const NAME: &str = "xz";
const MAGIC: [u8; 6] = [0xfd, b'7', b'z', b'X', b'Z', 0];
/// What is unpacked goes on in pieces of at most this many bytes.
const PIECE: usize = 1 << 16;
/// The dictionary grows up to this, which `xz -9` asks for four times over; what it asks for is taken when it is needed.
const LARGEST_DICTIONARY: usize = 256 << 20;

/// Whether a file that starts like this is packed with xz.
pub fn is_xz(head: &[u8]) -> bool {
    head.starts_with(&MAGIC)
}

/// Unpacks xz.
pub struct Xz {
    decoder: Box<XzDecoder<'static>>,
    unpacked: Box<[u8]>,
    /// Packed bytes too few to be decoded yet.
    waiting: Vec<u8>,
    /// Whether a stream has ended and none has begun after it.
    is_between: bool,
}

impl Xz {
    /// From the first byte on.
    pub fn new() -> Self {
        let decoder = XzDecoder::in_heap_with_alloc_dict_size(1 << 16, LARGEST_DICTIONARY);
        Self { decoder, unpacked: vec![0; PIECE].into(), waiting: Vec::new(), is_between: false }
    }
}

impl Xz {
    /// Takes packed bytes; returns how many were used, the rest being too few.
    fn unpack(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<usize, ReadError> {
        let mut used = 0;
        loop {
            let rest = bytes.get(used..).unwrap_or_default();
            if self.is_between {
                let zeros = rest.iter().take_while(|&&byte| byte == 0).count();
                used += zeros;
                if zeros == rest.len() || onward.is_whole() {
                    return Ok(bytes.len());
                }
                self.decoder.reset();
                self.is_between = false;
                continue;
            }
            let step = match self.decoder.decode(rest, &mut self.unpacked) {
                Ok(step) => step,
                Err(XzError::NeedsLargerInputBuffer) => return Ok(used),
                Err(error) => return Err(onward.damaged(NAME, reason(&error))),
            };
            used += step.input_consumed();
            onward.push(self.unpacked.get(..step.output_produced()).unwrap_or_default())?;
            self.is_between = step.is_end_of_stream();
            if !self.is_between && !step.made_progress() {
                return Ok(used);
            }
        }
    }
}

impl Unpack for Xz {
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let used = if waiting.is_empty() {
            self.unpack(bytes, onward)?
        } else {
            waiting.extend_from_slice(bytes);
            self.unpack(&waiting, onward)?
        };
        self.waiting =
            if waiting.is_empty() { bytes.get(used..).unwrap_or_default().to_vec() } else { waiting.split_off(used) };
        Ok(())
    }

    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        if self.is_between && self.waiting.is_empty() { onward.finish() } else { Err(onward.cut(NAME)) }
    }
}

fn reason(error: &XzError) -> &'static str {
    match error {
        XzError::DictionaryTooLarge(_) | XzError::DictionaryOverflow => "it asks for a dictionary of more than 256 MiB",
        XzError::BcjFilterNotSupported | XzError::DeltaFilterUnsupported => "it has a filter for programs",
        XzError::Sha256NotSupported | XzError::UnsupportedCheckType(_) => "its kind of checksum is not known here",
        _ => "a block cannot be decoded",
    }
}

impl fmt::Debug for Xz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Xz").field("is_between", &self.is_between).finish_non_exhaustive()
    }
}
