//! Unpacking by push: stored bytes → unpacked bytes → a sink.
//!
//! Packing is told by the first bytes and never by a file's name. Each kind has a file of its own with the same four
//! functions: `new(sink)`, `sink()`, `push(bytes)`, `finish()`, which gives the sink back. None holds more than a
//! window and a piece.

mod gzip;
mod zstd;

pub use gzip::GzipInput;
pub use zstd::ZstdInput;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    None,
    /// gzip, of one member or more.
    Gzip,
    /// Zstandard, of one frame or more.
    Zstd,
}

impl Packing {
    /// So many first bytes tell the packing.
    pub const HEAD_LENGTH: usize = 4;

    /// The packing of a file that starts like this.
    pub fn of(head: &[u8]) -> Self {
        if gzip::is_gzip(head) {
            Self::Gzip
        } else if zstd::is_zstd(head) {
            Self::Zstd
        } else {
            Self::None
        }
    }

    /// A file can become at most this many times larger.
    pub fn most_expansion(self) -> u64 {
        match self {
            Self::None => 1,
            Self::Gzip => gzip::MOST_EXPANSION,
            Self::Zstd => zstd::MOST_EXPANSION,
        }
    }
}

#[cfg(test)]
mod tests;
