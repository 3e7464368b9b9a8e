//! What stands before a snapshot: log lines, when it was printed to a terminal. Read over up to where a snapshot begins, as
//! DevTools does, but not for ever: a file of another kind has to be told from a snapshot soon.

use super::complaint::quote;
use crate::error::Problem;

/// The most that may stand before the snapshot.
const LARGEST: usize = 64 << 10;
/// How a snapshot begins, white space after the brace aside.
const BEGINNING: &[u8] = b"{\"snapshot\"";
/// So much is kept for the complaint.
const KEPT: usize = 16;

/// The bytes before the snapshot.
#[derive(Debug, Default)]
pub struct Preamble {
    head: Vec<u8>,
    length: usize,
    /// How much of [`BEGINNING`] the last bytes are.
    matched: usize,
}

impl Preamble {
    /// Takes a byte; whether with it the first key of the snapshot has been read.
    ///
    /// # Errors
    ///
    /// When so much stands there that no snapshot will come.
    pub fn ends_with(&mut self, byte: u8) -> Result<bool, Problem> {
        if self.head.len() < KEPT {
            self.head.push(byte);
        }
        self.length += 1;
        if self.length > LARGEST {
            return Err(self.problem());
        }
        self.matched = match BEGINNING.get(self.matched) {
            Some(&next) if next == byte => self.matched + 1,
            _ if byte.is_ascii_whitespace() && self.matched == 1 => 1,
            _ => usize::from(byte == b'{'),
        };
        Ok(self.matched == BEGINNING.len())
    }

    /// There is no snapshot.
    pub fn problem(&self) -> Problem {
        Problem::NotASnapshot { expected: "`{\"snapshot\":`", found: quote(&self.head) }
    }
}
