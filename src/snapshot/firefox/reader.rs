//! The push reader: bytes in chunks of any size → messages → [`Snapshot`].

use super::assemble::Assembly;
use super::message::{Node, damaged};
use crate::error::{OutOfMemory, Problem, ReadError, Section};
use crate::snapshot::Snapshot;

/// A length takes no more bytes: 2³⁵ is more than any message has.
const LONGEST_LENGTH: usize = 5;

/// Reads one snapshot from chunks of unpacked bytes.
#[derive(Debug, Default)]
pub struct Reader {
    /// Bytes that are no whole message yet.
    waiting: Vec<u8>,
    /// The first message says when the snapshot was taken.
    has_begun: bool,
    position: u64,
    assembly: Assembly,
}

impl Reader {
    /// The section being read: a file has but one.
    pub fn section(&self) -> Section {
        if self.has_begun { Section::Nodes } else { Section::File }
    }

    /// Bytes of the unpacked file read so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Reads the next bytes of the file.
    ///
    /// # Errors
    ///
    /// When they are not of the format, or there is no memory for them.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let read = self.read(bytes);
        read.map_err(|problem| ReadError { problem, section: self.section(), position: self.position })
    }

    /// The whole snapshot, after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or has no root.
    pub fn finish(self) -> Result<Snapshot, ReadError> {
        let (section, position) = (self.section(), self.position);
        let is_whole = self.waiting.is_empty();
        let cut = Err(Problem::Truncated { expected: "the rest of a node" });
        let finished = if is_whole { self.assembly.finish() } else { cut };
        finished.map_err(|problem| ReadError { problem, section, position })
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let room = self.waiting.try_reserve(bytes.len());
        room.map_err(|_| OutOfMemory::of::<u8>(self.waiting.len() + bytes.len()))?;
        self.waiting.extend_from_slice(bytes);
        let waiting = std::mem::take(&mut self.waiting);
        let mut rest = waiting.as_slice();
        while let Some((message, after)) = first_message(rest)? {
            if std::mem::replace(&mut self.has_begun, true) {
                self.assembly.add(&Node::decode(message)?)?;
            }
            self.position += (rest.len() - after.len()) as u64;
            rest = after;
        }
        let read = waiting.len() - rest.len();
        self.waiting = waiting;
        self.waiting.drain(..read);
        Ok(())
    }
}

/// A message and what stands behind it.
type Split<'a> = (&'a [u8], &'a [u8]);

/// The first message of these bytes, if it is whole.
fn first_message(bytes: &[u8]) -> Result<Option<Split<'_>>, Problem> {
    let digits = bytes.iter().take(LONGEST_LENGTH).take_while(|&&byte| byte >= 0x80).count();
    let Some(&last) = bytes.get(digits).filter(|_| digits < LONGEST_LENGTH) else {
        let is_too_long = bytes.len() > digits;
        return if is_too_long { Err(damaged("a length of more than five bytes")) } else { Ok(None) };
    };
    let lower = bytes.iter().take(digits).zip(0u32..).map(|(&byte, at)| u64::from(byte & 0x7f) << (7 * at));
    let length = lower.sum::<u64>() | u64::from(last) << (7 * digits);
    let rest = bytes.get(digits + 1..).unwrap_or_default();
    Ok(usize::try_from(length).ok().and_then(|length| rest.split_at_checked(length)))
}
