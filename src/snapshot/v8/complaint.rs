//! What is said of bytes that should not stand where they do.

use crate::error::{Problem, quote};

/// Something else should stand here.
pub fn unexpected(expected: &'static str, bytes: &[u8]) -> Problem {
    Problem::Unexpected { expected, found: quote(bytes) }
}

/// The problem of an index that points outside of what it indexes.
pub fn out_of_range(what: &'static str, value: u32, limit: usize) -> Problem {
    Problem::OutOfRange { what, value: u64::from(value), limit: limit as u64 }
}
