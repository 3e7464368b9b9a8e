//! zstd packing, by push: pieces of the packed file → unpacked bytes.
//!
//! The decoder of the `ruzstd` crate pulls whole blocks, and a block is at most 128 KiB. So packed bytes wait here until
//! a frame's header or a block is complete, and what is unpacked goes on block by block: memory is a window, a
//! block and a piece, whatever the size of the file. A file may have several frames, with skippable ones between them.

use std::fmt;

use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use ruzstd::io::Read;

use super::unpack::{Onward, Unpack};
use crate::error::ReadError;

/// Packed bytes are taken in pieces of this many, so that those that wait are few however large a chunk is.
const PIECE: usize = 1 << 18;
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// The magic number of a skippable frame, without its first byte.
const SKIPPABLE_TAIL: [u8; 3] = [0x2a, 0x4d, 0x18];
/// A block of one repeated byte.
const RLE_BLOCK: u32 = 1;

const NAME: &str = "zstd";
/// The longest window that zstd's own program writes, with `--long=31`.
#[cfg(not(target_family = "wasm"))]
const LONGEST_WINDOW: u64 = 2 << 30;
/// In a wasm memory the heap has to fit beside it.
#[cfg(target_family = "wasm")]
const LONGEST_WINDOW: u64 = 512 << 20;
/// A window of 2ⁿ bytes is described by (n − 10) in the upper five bits.
const SMALLEST_WINDOW_BITS: u32 = 10;

/// Bytes that tell a frame.
const HEAD_LENGTH: usize = 4;

/// Whether a file that starts like this is packed with zstd.
pub fn is_zstd(head: &[u8]) -> bool {
    head.starts_with(&MAGIC) || is_skippable(head)
}

fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5f, tail @ ..] if tail.starts_with(&SKIPPABLE_TAIL))
}

/// What comes next in the packed file.
#[derive(Clone, Copy, Debug)]
enum Next {
    FrameHeader,
    /// A block of a frame, and with the last one the frame's checksum.
    Block(Frame),
    /// So many bytes more of a skippable frame.
    Skipped(u64),
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    has_checksum: bool,
    /// The size that the header announces, if it does.
    announced: Option<u64>,
    unpacked: u64,
}

/// Unpacks zstd.
pub struct Zstd {
    decoder: FrameDecoder,
    next: Next,
    /// Packed bytes too few to be decoded yet.
    waiting: Vec<u8>,
    most_bytes: u64,
    unpacked: Box<[u8]>,
}

impl Zstd {
    /// From the first byte on; the file unpacks to at most `most_bytes`.
    pub fn new(most_bytes: u64) -> Self {
        let decoder = FrameDecoder::new();
        Self { decoder, next: Next::FrameHeader, waiting: Vec::new(), most_bytes, unpacked: vec![0; PIECE].into() }
    }

    /// Acts on the next packed bytes; returns how many it used, 0 if they are too few.
    fn step(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<usize, ReadError> {
        match self.next {
            Next::FrameHeader => self.start_frame(bytes, onward),
            Next::Block(frame) => self.unpack_block(frame, bytes, onward),
            Next::Skipped(left) => {
                let used = left.min(bytes.len() as u64);
                self.next = skipped(left - used);
                Ok(used as usize)
            }
        }
    }

    fn start_frame(&mut self, bytes: &[u8], onward: &dyn Onward) -> Result<usize, ReadError> {
        if bytes.len() >= HEAD_LENGTH && !is_zstd(bytes) {
            return Err(onward.damaged(NAME, "something else follows the end of a frame"));
        }
        if is_skippable(bytes) {
            let Some(&[_, _, _, _, length @ ..]) = bytes.first_chunk::<8>() else { return Ok(0) };
            self.next = skipped(u64::from(u32::from_le_bytes(length)));
            return Ok(8);
        }
        let Some(header) = FrameHeader::of(bytes).filter(|header| header.length <= bytes.len()) else { return Ok(0) };
        let mut start = bytes.get(..header.length).unwrap_or_default().to_vec();
        // What is packed from a pipe has the window that was asked for, however short it is; room for all of it is enough.
        if let Some(window) = start.get_mut(MAGIC.len() + 1).filter(|_| header.has_window) {
            let bits = self.most_bytes.checked_next_power_of_two().map_or(u64::BITS - 1, u64::ilog2);
            *window = (*window).min((bits.saturating_sub(SMALLEST_WINDOW_BITS) << 3) as u8);
        }
        // One that has decoded a frame asks at once for the whole window of the next one, which may be 2 GB in a file of 60 bytes; a
        // new one asks for as much as comes.
        self.decoder = FrameDecoder::new();
        self.decoder.set_max_window_size(LONGEST_WINDOW);
        if self.decoder.reset(start.as_slice()).is_err() {
            return Err(
                onward.damaged(NAME, "a frame's header is wrong, or asks for a dictionary or for too long a window")
            );
        }
        self.next = Next::Block(Frame {
            has_checksum: header.has_checksum,
            announced: header.has_content_size.then(|| self.decoder.content_size()),
            unpacked: 0,
        });
        Ok(header.length)
    }

    fn unpack_block(&mut self, mut frame: Frame, bytes: &[u8], onward: &mut dyn Onward) -> Result<usize, ReadError> {
        let Some(length) = block_length(bytes, frame.has_checksum).filter(|&length| length <= bytes.len()) else {
            return Ok(0);
        };
        let decoded = self.decoder.decode_blocks(bytes, BlockDecodingStrategy::UptoBlocks(1));
        let is_last = decoded.map_err(|_| onward.damaged(NAME, "a block cannot be decoded"))?;
        while self.decoder.can_collect() > 0 {
            let unpacked =
                self.decoder.read(&mut self.unpacked).map_err(|_| onward.damaged(NAME, "a block cannot be copied"))?;
            frame.unpacked += unpacked as u64;
            onward.push(self.unpacked.get(..unpacked).unwrap_or_default())?;
        }
        self.next = if is_last { Next::FrameHeader } else { Next::Block(frame) };
        let is_wrong = |announced| frame.unpacked > announced || is_last && frame.unpacked != announced;
        if frame.announced.is_some_and(is_wrong) {
            return Err(onward.damaged(NAME, "a frame holds more or less than it announces"));
        }
        let checksum = self.decoder.get_checksum_from_data();
        if is_last && checksum.is_some() && checksum != self.decoder.get_calculated_checksum() {
            return Err(onward.damaged(NAME, "a frame's checksum is wrong"));
        }
        Ok(length)
    }
}

impl Unpack for Zstd {
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError> {
        for piece in bytes.chunks(PIECE) {
            let mut waiting = std::mem::take(&mut self.waiting);
            waiting.extend_from_slice(piece);
            let mut used = 0;
            loop {
                match self.step(waiting.get(used..).unwrap_or_default(), onward)? {
                    0 => break,
                    step => used += step,
                }
            }
            waiting.drain(..used);
            self.waiting = waiting;
        }
        Ok(())
    }

    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        let is_whole = matches!(self.next, Next::FrameHeader) && self.waiting.is_empty();
        if is_whole { onward.finish() } else { Err(onward.cut(NAME)) }
    }
}

impl fmt::Debug for Zstd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zstd").field("next", &self.next).finish_non_exhaustive()
    }
}

fn skipped(left: u64) -> Next {
    if left == 0 { Next::FrameHeader } else { Next::Skipped(left) }
}

/// What a frame's first bytes say of the rest of its header and of its end.
struct FrameHeader {
    length: usize,
    has_checksum: bool,
    has_content_size: bool,
    has_window: bool,
}

impl FrameHeader {
    fn of(bytes: &[u8]) -> Option<Self> {
        let &descriptor = bytes.get(MAGIC.len())?;
        let is_single_segment = descriptor & 0x20 != 0;
        let window = usize::from(!is_single_segment);
        let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
        let content_size = match descriptor >> 6 {
            0 => usize::from(is_single_segment),
            power => 1 << power,
        };
        Some(Self {
            length: MAGIC.len() + 1 + window + dictionary + content_size,
            has_checksum: descriptor & 4 != 0,
            has_content_size: content_size > 0,
            has_window: !is_single_segment,
        })
    }
}

/// The length of a block with its header, and of the checksum after the last one.
fn block_length(bytes: &[u8], has_checksum: bool) -> Option<usize> {
    let &[low, middle, high] = bytes.first_chunk()?;
    let header = u32::from_le_bytes([low, middle, high, 0]);
    let (is_last, kind, size) = (header & 1 != 0, (header >> 1) & 3, header >> 3);
    let content = if kind == RLE_BLOCK { 1 } else { size as usize };
    Some(3 + content + if is_last && has_checksum { 4 } else { 0 })
}
