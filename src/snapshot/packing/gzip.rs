//! gzip, of one member or more.
//!
//! What follows the snapshot is not looked at: tapes and some servers fill up with zeros, which gzip's own program and
//! browsers read over, too.

use super::inflate::Inflate;
use super::unpack::{Onward, Unpack};
use crate::error::ReadError;

const NAME: &str = "gzip";
const MAGIC: [u8; 2] = [0x1f, 0x8b];
const DEFLATE: u8 = 8;
/// Magic number, method, flags, time, level, system.
const FIXED_HEADER: usize = 10;
/// Checksum and length.
const TRAILER: usize = 8;
/// A header has texts of any length; longer ones than this are none.
const LARGEST_HEADER: usize = 1 << 17;

/// Whether a file that starts like this is packed with gzip.
pub fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&MAGIC)
}

/// Where in a member the bytes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Header,
    Content,
    Trailer,
}

/// Unpacks gzip.
#[derive(Debug)]
pub struct Gzip {
    next: Next,
    /// A header or a trailer that has come in part.
    waiting: Vec<u8>,
    inflate: Inflate,
    /// Whether a member has ended, so that what follows may be none.
    has_ended: bool,
}

impl Gzip {
    /// From the first byte on.
    pub fn new() -> Self {
        Self { next: Next::Header, waiting: Vec::new(), inflate: Inflate::new(), has_ended: false }
    }

    /// Acts on the next bytes; returns how many it used.
    fn step(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<usize, ReadError> {
        if self.next == Next::Content {
            let inflated = self.inflate.push(bytes, &mut |unpacked| onward.push(unpacked));
            let inflated =
                inflated.map_err(|error| error.unwrap_or_else(|| onward.damaged(NAME, "a block cannot be decoded")))?;
            if inflated.ended {
                self.next = Next::Trailer;
            }
            return Ok(inflated.used);
        }
        let before = self.waiting.len();
        self.waiting.extend_from_slice(bytes.get(..bytes.len().min(LARGEST_HEADER)).unwrap_or_default());
        let length = if self.next == Next::Header { self.header(onward)? } else { self.trailer(onward)? };
        let Some(length) = length else { return Ok(self.waiting.len() - before) };
        self.waiting.clear();
        Ok(length - before)
    }

    /// The length of the header that waits, if it is whole.
    fn header(&mut self, onward: &mut dyn Onward) -> Result<Option<usize>, ReadError> {
        let (found, expected) = (self.waiting.iter(), MAGIC.iter().chain(&[DEFLATE]));
        if found.zip(expected).any(|(found, expected)| found != expected) {
            return Err(onward.damaged(NAME, "something else follows the end of a member"));
        }
        let length = header_length(&self.waiting);
        if length.is_some() {
            self.inflate.restart();
            self.next = Next::Content;
        } else if self.waiting.len() > LARGEST_HEADER {
            return Err(onward.damaged(NAME, "its header does not end"));
        }
        Ok(length)
    }

    /// The length of the trailer that waits, if it is whole.
    fn trailer(&mut self, onward: &mut dyn Onward) -> Result<Option<usize>, ReadError> {
        let Some(&[a, b, c, d, e, f, g, h]) = self.waiting.first_chunk::<TRAILER>() else { return Ok(None) };
        let (checksum, length) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        if (checksum, length) != (self.inflate.checksum(), self.inflate.length()) {
            return Err(onward.damaged(NAME, "its checksum is wrong"));
        }
        self.has_ended = true;
        self.next = Next::Header;
        Ok(Some(TRAILER))
    }
}

impl Unpack for Gzip {
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError> {
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.has_ended && self.next == Next::Header && onward.is_whole() {
                return Ok(());
            }
            let used = self.step(rest, onward)?;
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(())
    }

    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        let is_whole = self.next == Next::Header && self.has_ended && (self.waiting.is_empty() || onward.is_whole());
        if is_whole { onward.finish() } else { Err(onward.cut(NAME)) }
    }
}

/// The length of the header that these bytes start with, if all of it is there.
fn header_length(bytes: &[u8]) -> Option<usize> {
    let (has, mut at) = (*bytes.get(3)?, FIXED_HEADER);
    let has = |flag: u8| has & flag != 0;
    if has(4) {
        let &[low, high] = bytes.get(at..)?.first_chunk()?;
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    // A name, a comment.
    for flag in [8, 16] {
        if has(flag) {
            at += bytes.get(at..)?.iter().position(|&byte| byte == 0)? + 1;
        }
    }
    if has(2) {
        at += 2;
    }
    (at <= bytes.len()).then_some(at)
}
