//! zip archives, read from the front: a header before each file, whose content is stored or deflated. The directory at the
//! end says nothing that is needed.

use super::archive::{Entries, Split};
use super::inflate::Inflate;
use crate::error::ReadError;

/// A file's header, or, of an empty archive, the end of the directory.
const FILE: [u8; 4] = *b"PK\x03\x04";
const DIRECTORY: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
const FIXED_HEADER: usize = 30;
/// A descriptor has a signature or not, a checksum, and two sizes of four or eight bytes.
const LONGEST_DESCRIPTOR: usize = 24;
/// Flags.
const IS_ENCRYPTED: u16 = 1;
const HAS_DESCRIPTOR: u16 = 8;
/// The size that says that the true one is in an extra field.
const ELSEWHERE: u32 = u32::MAX;

/// Whether a file that starts like this is a zip archive.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(&FILE) || head.starts_with(&END)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Method {
    #[default]
    Stored,
    Deflated,
    /// One that is not known here, or a secret.
    Other,
}

/// A file's header.
#[derive(Clone, Copy, Debug, Default)]
struct Header {
    method: Method,
    has_descriptor: bool,
    checksum: u32,
    /// How many packed bytes follow; not known if a descriptor says it.
    packed: Option<u64>,
    length: usize,
}

#[derive(Clone, Copy, Debug, Default)]
enum Next {
    #[default]
    Header,
    /// The content of a file, so many packed bytes of which have been read.
    Content(Header, u64),
    /// Between the end of a file's packed bytes and that of its content as the header has it.
    Descriptor(Header),
    /// The directory.
    Rest,
}

/// Takes a zip archive apart.
#[derive(Debug, Default)]
pub struct Zip {
    next: Next,
    /// A header or a descriptor that has come in part.
    waiting: Vec<u8>,
    /// Made when it is needed.
    inflate: Option<Inflate>,
}

impl Split for Zip {
    const NAME: &'static str = "zip";

    fn step(&mut self, bytes: &[u8], entries: &mut Entries<'_>) -> Result<usize, ReadError> {
        match self.next {
            Next::Header => self.step_header(bytes, entries),
            Next::Content(header, read) => self.step_content(header, read, bytes, entries),
            Next::Descriptor(header) => self.step_descriptor(header, bytes, entries),
            Next::Rest => Ok(bytes.len()),
        }
    }

    fn is_whole(&self) -> bool {
        matches!(self.next, Next::Rest)
    }
}

impl Zip {
    fn step_header(&mut self, bytes: &[u8], entries: &mut Entries<'_>) -> Result<usize, ReadError> {
        let before = self.waiting.len();
        // Name and extra field are at most 64 KiB each.
        self.waiting.extend_from_slice(bytes.get(..bytes.len().min(1 << 18)).unwrap_or_default());
        if self.waiting.len() < FILE.len() {
            return Ok(bytes.len());
        }
        if !self.waiting.starts_with(&FILE) {
            let is_end = self.waiting.starts_with(b"PK");
            self.next = Next::Rest;
            return if is_end { Ok(bytes.len()) } else { Err(entries.damaged::<Self>("a header is wrong")) };
        }
        let Some((header, name)) = Header::of(&self.waiting) else { return Ok(self.waiting.len() - before) };
        let is_empty = header.packed == Some(0);
        let is_folder = name.ends_with(b"/");
        if !is_folder {
            entries.begin(name);
        }
        if header.method == Method::Other && !entries.is_skipped() && !is_folder {
            return Err(entries.damaged::<Self>("it is encrypted, or packed in another way than by deflate"));
        }
        if header.packed.is_none() && header.method != Method::Deflated {
            return Err(entries.damaged::<Self>("an entry does not say how long it is"));
        }
        self.waiting.clear();
        self.inflate.get_or_insert_with(Inflate::new).restart();
        self.next = Next::Content(header, 0);
        if is_empty {
            self.end_content(header, entries)?;
        }
        Ok(header.length - before)
    }

    fn step_content(
        &mut self,
        header: Header,
        read: u64,
        bytes: &[u8],
        entries: &mut Entries<'_>,
    ) -> Result<usize, ReadError> {
        let left = header.packed.map_or(u64::MAX, |packed| packed - read);
        let bytes = bytes.get(..bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX))).unwrap_or_default();
        let is_read_over = entries.is_skipped() && header.packed.is_some();
        let (used, ended) = match (header.method, &mut self.inflate) {
            _ if is_read_over => (bytes.len(), false),
            (Method::Deflated, Some(inflate)) => {
                let inflated = inflate.push(bytes, &mut |unpacked| entries.push(unpacked));
                let damaged = |entries: &Entries<'_>| entries.damaged::<Self>("a block cannot be decoded");
                let inflated = inflated.map_err(|error| error.unwrap_or_else(|| damaged(entries)))?;
                (inflated.used, inflated.ended)
            }
            _ => {
                entries.push(bytes)?;
                (bytes.len(), false)
            }
        };
        let read = read + used as u64;
        self.next = Next::Content(header, read);
        let is_over = header.packed.map_or(ended, |packed| read >= packed);
        if ended && !is_over {
            return Err(entries.damaged::<Self>("an entry is shorter than its header says"));
        }
        if is_over {
            if header.method == Method::Deflated && !is_read_over && !ended {
                return Err(entries.damaged::<Self>("an entry is longer than its header says"));
            }
            self.end_content(header, entries)?;
        }
        Ok(used)
    }

    fn end_content(&mut self, header: Header, entries: &mut Entries<'_>) -> Result<(), ReadError> {
        if header.has_descriptor {
            self.next = Next::Descriptor(header);
            return Ok(());
        }
        let is_checked = header.method == Method::Deflated && !entries.is_skipped();
        self.end_entry(is_checked.then_some(header.checksum), entries)
    }

    fn end_entry(&mut self, checksum: Option<u32>, entries: &mut Entries<'_>) -> Result<(), ReadError> {
        let unpacked = self.inflate.as_ref().map(Inflate::checksum);
        if checksum.is_some() && checksum != unpacked {
            return Err(entries.damaged::<Self>("a checksum is wrong"));
        }
        self.next = Next::Header;
        entries.end()
    }

    /// A descriptor ends where the next header begins.
    fn step_descriptor(&mut self, header: Header, bytes: &[u8], entries: &mut Entries<'_>) -> Result<usize, ReadError> {
        let before = self.waiting.len();
        let most = LONGEST_DESCRIPTOR + FILE.len();
        self.waiting.extend_from_slice(bytes.get(..bytes.len().min(most - before)).unwrap_or_default());
        let starts_header = |at: usize| {
            let signature = self.waiting.get(at..).and_then(<[u8]>::first_chunk);
            signature.is_some_and(|signature| *signature == FILE || *signature == DIRECTORY)
        };
        let Some(length) = [12, 16, 20, 24].into_iter().find(|&at| starts_header(at)) else {
            let is_wrong = self.waiting.len() == most;
            let used = self.waiting.len() - before;
            return if is_wrong { Err(entries.damaged::<Self>("an entry's end is wrong")) } else { Ok(used) };
        };
        let after_signature = if self.waiting.starts_with(&DESCRIPTOR) { DESCRIPTOR.len() } else { 0 };
        let checksum = self.waiting.get(after_signature..).and_then(<[u8]>::first_chunk);
        let checksum = checksum.filter(|_| header.method == Method::Deflated && !entries.is_skipped());
        let checksum = checksum.map(|bytes| u32::from_le_bytes(*bytes));
        let used = self.waiting.len() - before;
        // What has been taken of the next header stays.
        self.waiting.drain(..length);
        self.end_entry(checksum, entries)?;
        Ok(used)
    }
}

impl Header {
    /// The header that these bytes start with, and the file's name, if all of it is there.
    fn of(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let short = |at: usize| Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        let long = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        let (flags, method) = (short(6)?, short(8)?);
        let (packed, unpacked) = (long(18)?, long(22)?);
        let name_end = FIXED_HEADER + usize::from(short(26)?);
        let length = name_end + usize::from(short(28)?);
        let (name, extra) = (bytes.get(FIXED_HEADER..name_end)?, bytes.get(name_end..length)?);
        let method = match method {
            _ if flags & IS_ENCRYPTED != 0 => Method::Other,
            0 => Method::Stored,
            8 => Method::Deflated,
            _ => Method::Other,
        };
        let has_descriptor = flags & HAS_DESCRIPTOR != 0;
        let packed = match packed {
            0 if has_descriptor => None,
            ELSEWHERE => Some(large_size(extra, unpacked == ELSEWHERE)?).filter(|&size| size > 0 || !has_descriptor),
            packed => Some(packed.into()),
        };
        Some((Self { method, has_descriptor, checksum: long(14)?, packed, length }, name))
    }
}

/// The packed size in the extra field for large files; the unpacked one stands before it, if it is there.
fn large_size(extra: &[u8], after_unpacked: bool) -> Option<u64> {
    let mut rest = extra;
    while let [a, b, c, d, tail @ ..] = rest {
        let (field, tail) = tail.split_at_checked(u16::from_le_bytes([*c, *d]).into())?;
        if u16::from_le_bytes([*a, *b]) == 1 {
            let sizes = field.get(if after_unpacked { 8 } else { 0 }..)?;
            return Some(u64::from_le_bytes(*sizes.first_chunk()?));
        }
        rest = tail;
    }
    None
}
