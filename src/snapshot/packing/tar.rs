//! tar archives: blocks of 512 bytes, a header before each file.

use super::archive::{Entries, Split};
use crate::error::ReadError;

const BLOCK: usize = 512;
const MAGIC: &[u8] = b"ustar";
const MAGIC_AT: usize = 257;
/// Where the checksum stands, which counts as blanks in itself.
const CHECKSUM: std::ops::Range<usize> = 148..156;
/// Longer names are cut.
const LONGEST_NAME: usize = 4096;

/// So many first bytes tell a tar archive.
pub const HEAD_LENGTH: usize = BLOCK;

/// Whether a file that starts like this is a tar archive.
pub fn is_tar(head: &[u8]) -> bool {
    head.get(MAGIC_AT..).is_some_and(|tail| tail.starts_with(MAGIC)) && has_right_checksum(head)
}

/// What the bytes after a header are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// Those of a file.
    File,
    /// The name of the next file (GNU).
    LongName,
    /// Records about the next file, its name among them (POSIX).
    Records,
    /// Nothing that is looked at.
    Other,
}

/// Takes a tar archive apart.
#[derive(Debug, Default)]
pub struct Tar {
    /// A header that has come in part.
    header: Vec<u8>,
    /// What comes, and how many bytes of it, then how many to the end of the block.
    content: Option<(Content, u64, u64)>,
    /// A name, or records, that stand before the header of their file.
    text: Vec<u8>,
    next_name: Option<Vec<u8>>,
    /// Whether an empty block, the mark of the end, has been read.
    has_ended: bool,
}

impl Split for Tar {
    const NAME: &'static str = "tar";

    fn step(&mut self, bytes: &[u8], entries: &mut Entries<'_>) -> Result<usize, ReadError> {
        let Some((content, left, padding)) = self.content else {
            let used = bytes.len().min(BLOCK - self.header.len());
            self.header.extend_from_slice(bytes.get(..used).unwrap_or_default());
            if self.header.len() == BLOCK {
                let header = std::mem::take(&mut self.header);
                self.start_entry(&header, entries)?;
            }
            return Ok(used);
        };
        if left == 0 && padding == 0 {
            self.content = None;
            return self.step(bytes, entries);
        }
        let used = bytes.len().min(usize::try_from(left.max(padding)).unwrap_or(usize::MAX));
        if left == 0 {
            self.content = Some((content, 0, padding - used as u64));
            return Ok(used);
        }
        let used = used.min(usize::try_from(left).unwrap_or(usize::MAX));
        let taken = bytes.get(..used).unwrap_or_default();
        match content {
            Content::File => entries.push(taken)?,
            Content::LongName | Content::Records => {
                self.text.extend_from_slice(taken.get(..used.min(LONGEST_NAME - self.text.len())).unwrap_or_default());
            }
            Content::Other => {}
        }
        self.content = Some((content, left - used as u64, padding));
        if left == used as u64 {
            self.end_content(content, entries)?;
        }
        Ok(used)
    }

    fn is_whole(&self) -> bool {
        self.has_ended || (self.header.is_empty() && matches!(self.content, None | Some((_, 0, 0))))
    }
}

impl Tar {
    fn start_entry(&mut self, header: &[u8], entries: &mut Entries<'_>) -> Result<(), ReadError> {
        if self.has_ended || header.iter().all(|&byte| byte == 0) {
            self.has_ended = true;
            return Ok(());
        }
        let size = size_of(header).filter(|_| has_right_checksum(header));
        let Some(size) = size else { return Err(entries.damaged::<Self>("a header is wrong")) };
        let content = match header.get(156) {
            Some(b'0' | 0 | b'7') => Content::File,
            Some(b'L') => Content::LongName,
            Some(b'x') => Content::Records,
            _ => Content::Other,
        };
        if content == Content::File {
            let name = self.next_name.take().unwrap_or_else(|| name_of(header));
            entries.begin(&name);
        }
        self.text.clear();
        self.content = Some((content, size, size.wrapping_neg() % BLOCK as u64));
        if size == 0 { self.end_content(content, entries) } else { Ok(()) }
    }

    fn end_content(&mut self, content: Content, entries: &mut Entries<'_>) -> Result<(), ReadError> {
        match content {
            Content::File => entries.end()?,
            Content::LongName => self.next_name = Some(until_zero(&self.text).to_vec()),
            Content::Records => {
                let mut paths = self.text.split(|&byte| byte == b'\n').filter_map(path_in);
                self.next_name = paths.next_back().map(<[u8]>::to_vec);
            }
            Content::Other => {}
        }
        Ok(())
    }
}

/// The path in a record such as `30 path=a/b`.
fn path_in(record: &[u8]) -> Option<&[u8]> {
    let digits = record.iter().take_while(|byte| byte.is_ascii_digit()).count();
    record.get(digits..)?.strip_prefix(b" path=")
}

fn until_zero(text: &[u8]) -> &[u8] {
    text.split(|&byte| byte == 0).next().unwrap_or_default()
}

fn name_of(header: &[u8]) -> Vec<u8> {
    let name = until_zero(header.get(..100).unwrap_or_default());
    let prefix = until_zero(header.get(345..500).unwrap_or_default());
    let has_prefix = !prefix.is_empty() && header.get(MAGIC_AT + 5) == Some(&0);
    if has_prefix { [prefix, b"/", name].concat() } else { name.to_vec() }
}

/// The size of what follows: octal digits, or, for large files, a number of 95 bits.
fn size_of(header: &[u8]) -> Option<u64> {
    let field = header.get(124..136)?;
    match field {
        [first, rest @ ..] if first & 0x80 != 0 => {
            let (high, low) = rest.split_at_checked(3)?;
            let is_small = first & 0x7f == 0 && high.iter().all(|&byte| byte == 0);
            is_small
                .then(|| low.iter().fold(0, |size: u64, &byte| size << 8 | u64::from(byte)))
                .filter(|size| size >> 60 == 0)
        }
        _ => octal(field),
    }
}

fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(until_zero(field)).ok()?.trim();
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}

fn has_right_checksum(header: &[u8]) -> bool {
    let Some(header) = header.first_chunk::<BLOCK>() else { return false };
    let is_counted = |at: &usize| !CHECKSUM.contains(at);
    let bytes = header.iter().enumerate().filter(|(at, _)| is_counted(at));
    let sum = bytes.map(|(_, &byte)| u64::from(byte)).sum::<u64>() + CHECKSUM.len() as u64 * u64::from(b' ');
    header.get(CHECKSUM).and_then(octal) == Some(sum)
}
