//! What is said of bytes that should not stand where they do.

use crate::error::Problem;

/// So many bytes are quoted.
const QUOTED: usize = 12;

/// Something else should stand here.
pub fn unexpected(expected: &'static str, bytes: &[u8]) -> Problem {
    Problem::Unexpected { expected, found: quote(bytes) }
}

/// The first bytes, readable on one line.
pub fn quote(bytes: &[u8]) -> String {
    let head = bytes.get(..bytes.len().min(QUOTED)).unwrap_or_default();
    format!("`{}`", head.escape_ascii())
}

/// The problem of an index that points outside of what it indexes.
pub fn out_of_range(what: &'static str, value: u32, limit: usize) -> Problem {
    Problem::OutOfRange { what, value: u64::from(value), limit: limit as u64 }
}
