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
