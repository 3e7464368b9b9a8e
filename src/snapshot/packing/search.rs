//! Where in a text a snapshot begins: after lines of a log, in the strings of protocol messages, or at once.
//!
//! DevTools reads over what stands before, too. The search goes on for some megabytes, so that a large file of another kind is
//! told from a snapshot soon.

use memchr::memchr;

use crate::error::{Problem, ReadError};
use crate::index::TryPush;
use crate::snapshot::other_files;

/// The most that may stand before the snapshot.
const LARGEST: usize = if cfg!(test) { 1 << 18 } else { 16 << 20 };
/// Sections that may come first. V8 writes `snapshot` first; sorted by name, `edges` comes before it.
const FIRST: [&[u8]; 4] = [b"snapshot", b"edges", b"nodes", b"strings"];
/// A beginning and what stands around it are looked at together: white space counts, too.
const LOOKED_AT: usize = 512;

/// Where a snapshot begins.
#[derive(Debug, PartialEq, Eq)]
pub enum Begin {
    /// Here, as it stands.
    Plain {
        /// What has to be put before the rest, to make it a whole object.
        lead: &'static [u8],
        /// The bytes from the beginning on.
        rest: Vec<u8>,
    },
    /// In a JSON string.
    Quoted {
        /// The key of which it is the value.
        key: Option<Vec<u8>>,
        /// The bytes from the opening quote on.
        rest: Vec<u8>,
    },
}

/// A search under way.
#[derive(Debug, Default)]
pub struct Search {
    text: Vec<u8>,
    /// Up to here nothing begins.
    searched: usize,
}

impl Search {
    /// Takes the next bytes; gives what was found.
    ///
    /// # Errors
    ///
    /// When so much stands there that no snapshot will come.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Option<Begin>, ReadError> {
        self.text.try_append(bytes)?;
        while let Some(at) = memchr(b'"', self.text.get(self.searched..).unwrap_or_default()) {
            let quote = self.searched + at;
            match self.beginning_at(quote) {
                Look::Nothing => self.searched = quote + 1,
                Look::TooFewBytes => return Ok(None),
                Look::Plain { at, lead } => return Ok(Some(Begin::Plain { lead, rest: self.take_from(at) })),
                Look::Quoted { at, key } => return Ok(Some(Begin::Quoted { key, rest: self.take_from(at) })),
            }
        }
        if self.text.len() > LARGEST { Err(self.problem()) } else { Ok(None) }
    }

    /// What stands behind a position, in the memory that it has.
    fn take_from(&mut self, at: usize) -> Vec<u8> {
        let mut text = std::mem::take(&mut self.text);
        text.drain(..at.min(text.len()));
        text
    }

    /// There is no snapshot.
    pub fn problem(&self) -> ReadError {
        ReadError::of_file(match other_files::kind_of(&self.text) {
            Some(kind) => Problem::AnotherKind { name: kind.name, advice: kind.advice },
            None => Problem::not_a_snapshot(&self.text),
        })
    }

    /// Whether a snapshot begins with the key whose opening quote stands here.
    fn beginning_at(&self, quote: usize) -> Look {
        let text = self.text.as_slice();
        let after = text.get(quote + 1..).unwrap_or_default();
        let window = after.get(..after.len().min(LOOKED_AT)).unwrap_or_default();
        let before = text.get(..quote).unwrap_or_default();
        let is_quoted = before.last() == Some(&b'\\');
        let before = if is_quoted { before.get(..quote - 1).unwrap_or_default() } else { before };
        let starts = match starts_section(window, if is_quoted { b"\\\"" } else { b"\"" }) {
            Some(starts) => starts,
            None if after.len() < LOOKED_AT => return Look::TooFewBytes,
            None => false,
        };
        if !starts {
            return Look::Nothing;
        }
        let before = trimmed(before, is_quoted);
        match before.last() {
            Some(b'{') if is_quoted => quoted(before),
            Some(b'{') => Look::Plain { at: before.len() - 1, lead: b"" },
            Some(b',') if !is_quoted => Look::Plain { at: quote, lead: b"{" },
            _ => Look::Nothing,
        }
    }
}

enum Look {
    Nothing,
    TooFewBytes,
    Plain { at: usize, lead: &'static [u8] },
    Quoted { at: usize, key: Option<Vec<u8>> },
}

/// Whether the bytes after an opening quote are the key of a section and the beginning of its value: an object for the
/// header, numbers or strings for the others. None if more bytes are needed to tell.
fn starts_section(bytes: &[u8], quote: &[u8]) -> Option<bool> {
    let key = FIRST.into_iter().find(|key| is_prefix_of_either(key, bytes));
    let Some(key) = key else { return Some(false) };
    let rest = bytes.get(key.len()..)?;
    if !is_prefix_of_either(quote, rest) {
        return Some(false);
    }
    let rest = after_blanks(rest.get(quote.len()..)?)?;
    let Some(rest) = rest.strip_prefix(b":") else { return Some(false) };
    let rest = after_blanks(rest)?;
    if key == b"snapshot" {
        return Some(rest.starts_with(b"{"));
    }
    let Some(rest) = rest.strip_prefix(b"[") else { return Some(false) };
    // In a string, white space and quotes are escapes.
    let first = rest.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'\\' | b'n' | b'r' | b't'))?;
    Some(if key == b"strings" { *first == b'"' } else { matches!(first, b'0'..=b'9' | b'-') })
}

/// From the first byte on that is no white space; none if there is none.
fn after_blanks(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(bytes.iter().position(|byte| !byte.is_ascii_whitespace())?..)
}

/// Whether one of them begins with the other.
fn is_prefix_of_either(one: &[u8], other: &[u8]) -> bool {
    one.iter().zip(other).all(|(a, b)| a == b)
}

/// Without the white space at the end; in a string that is an escape.
fn trimmed(mut text: &[u8], is_quoted: bool) -> &[u8] {
    loop {
        let trimmed = text.trim_ascii_end();
        let is_escape = is_quoted && matches!(trimmed, [.., b'\\', b'n' | b'r' | b't']);
        text = if is_escape { trimmed.get(..trimmed.len() - 2).unwrap_or_default() } else { return trimmed };
    }
}

/// The string whose text ends with the brace of a snapshot: where it begins, and under which key.
fn quoted(before: &[u8]) -> Look {
    let Some(string) = trimmed(before.get(..before.len() - 1).unwrap_or_default(), true).strip_suffix(b"\"") else {
        return Look::Nothing;
    };
    let key = string.trim_ascii_end().strip_suffix(b":").and_then(|text| text.trim_ascii_end().strip_suffix(b"\""));
    let key = key.map(|text| {
        let length = text.iter().rev().take(LOOKED_AT).take_while(|&&byte| byte != b'"').count();
        text.get(text.len() - length..).unwrap_or_default().to_vec()
    });
    Look::Quoted { at: string.len(), key }
}
