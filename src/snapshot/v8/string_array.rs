//! The `strings` section: a JSON array of strings → [`StringTable`].
//!
//! Bytes are copied in runs between quotes and escapes. Escapes are decoded to UTF-16 units, so that surrogate pairs
//! join and lone surrogates survive; bytes that are not UTF-8 become U+FFFD, as a browser's decoder makes them.

use memchr::memchr2;

use crate::error::OutOfMemory;
use crate::snapshot::StringTable;

/// Why a scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The bytes are used up.
    EndOfBytes,
    /// The closing bracket was read.
    ArrayClosed,
    /// The byte at the stop cannot stand here.
    UnexpectedByte,
    /// The byte at the stop is no escape that JSON knows.
    BadEscape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Between,
    Inside,
    Escape,
    /// Inside of `\uXXXX`: digits read so far, and their value.
    Unicode(u8, u16),
}

/// Reads one array of strings; made when its opening bracket has been read.
#[derive(Debug)]
pub struct StringScanner {
    state: State,
    /// Whether the string being read has bytes outside of ASCII that have not been checked.
    unchecked: bool,
}

impl StringScanner {
    /// A scanner at the start of an array.
    pub fn new() -> Self {
        Self { state: State::Between, unchecked: false }
    }

    /// Whether no string has begun that has not ended.
    pub fn is_between(&self) -> bool {
        self.state == State::Between
    }

    /// Reads on into the table; returns how many bytes were used and why it stopped.
    pub fn scan(&mut self, bytes: &[u8], table: &mut StringTable) -> Result<(usize, Stop), OutOfMemory> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.state {
                State::Between => match byte {
                    b'"' => self.state = State::Inside,
                    b',' | b'\n' | b' ' | b'\r' | b'\t' => {}
                    b']' => return Ok((at + 1, Stop::ArrayClosed)),
                    _ => return Ok((at, Stop::UnexpectedByte)),
                },
                State::Inside => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    at += self.copy_run(rest, table)?;
                    continue;
                }
                State::Escape => match simple_escape(byte) {
                    Some(plain) => {
                        table.append(&[plain])?;
                        self.state = State::Inside;
                    }
                    None if byte == b'u' => self.state = State::Unicode(0, 0),
                    None => return Ok((at, Stop::BadEscape)),
                },
                State::Unicode(count, value) => {
                    let Some(digit) = char::from(byte).to_digit(16) else { return Ok((at, Stop::BadEscape)) };
                    let value = value << 4 | digit as u16;
                    self.state = State::Unicode(count + 1, value);
                    if count == 3 {
                        table.append_unit(value)?;
                        self.state = State::Inside;
                    }
                }
            }
            at += 1;
        }
        Ok((at, Stop::EndOfBytes))
    }

    /// Copies up to the next quote or escape and acts on it; returns the bytes used.
    #[inline]
    fn copy_run(&mut self, rest: &[u8], table: &mut StringTable) -> Result<usize, OutOfMemory> {
        let end = memchr2(b'"', b'\\', rest);
        let run = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.unchecked |= !run.is_ascii();
        table.append(run)?;
        let Some(end) = end else { return Ok(rest.len()) };
        if rest.get(end) == Some(&b'\\') {
            self.state = State::Escape;
        } else {
            self.finish_string(table)?;
        }
        Ok(end + 1)
    }

    fn finish_string(&mut self, table: &mut StringTable) -> Result<(), OutOfMemory> {
        if self.unchecked {
            replace_invalid(table);
            self.unchecked = false;
        }
        self.state = State::Between;
        table.finish_string().map(drop)
    }
}

fn simple_escape(byte: u8) -> Option<u8> {
    Some(match byte {
        b'"' | b'\\' | b'/' => byte,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 0x08,
        b'f' => 0x0c,
        _ => return None,
    })
}

/// Replaces what is not UTF-8 in the string being written. Lone surrogates that came from escapes stay.
fn replace_invalid(table: &mut StringTable) {
    let (bytes, start) = table.written();
    let text = bytes.get(start..).unwrap_or_default();
    if std::str::from_utf8(text).is_ok() {
        return;
    }
    let mut clean = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        if let [0xed, 0xa0..=0xbf, 0x80..=0xbf, tail @ ..] = rest {
            clean.extend_from_slice(rest.get(..3).unwrap_or_default());
            rest = tail;
            continue;
        }
        let next = rest.iter().skip(1).position(|&byte| byte == 0xed).map_or(rest.len(), |before| before + 1);
        let (piece, tail) = rest.split_at(next);
        clean.extend_from_slice(String::from_utf8_lossy(piece).as_bytes());
        rest = tail;
    }
    bytes.truncate(start);
    bytes.extend_from_slice(&clean);
}

#[cfg(test)]
#[path = "string_array_tests.rs"]
mod tests;
