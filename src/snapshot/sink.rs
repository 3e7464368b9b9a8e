//! What unpacked bytes go to, so that unpacking need not know what is made of them.

use crate::error::{ReadError, Section};

/// Takes the unpacked bytes of a file: the reader of its format, or whoever copies it.
pub trait Sink {
    /// Says, before the first byte, how long the unpacked file is at most, and, if it is not packed, exactly. When it is said
    /// again, the file comes anew from its first byte on.
    fn announce(&mut self, most_bytes: u64, plain_bytes: Option<u64>);

    /// Takes the next bytes.
    ///
    /// # Errors
    ///
    /// When they are not what the sink is for; from then on nothing more can come of the file.
    fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError>;

    /// The section that the last byte was in.
    fn section(&self) -> Section;

    /// Bytes taken so far.
    fn position(&self) -> u64;

    /// Whether nothing of what may follow will be looked at.
    fn is_whole(&self) -> bool;

    /// Whether the file has to come anew. An answer that it has is given once.
    fn starts_over(&mut self) -> bool {
        false
    }
}
