//! Unpacking by push: stored bytes → unpacked bytes → a sink.
//!
//! What stands around a snapshot is told by its first bytes and never by a file's name, layer by layer (`chain`). Each kind
//! of packing has a file of its own and is an `Unpack`; none holds more than a window and a piece.

mod archive;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod brotli;
mod chain;
mod gzip;
mod inflate;
mod quoted;
mod search;
mod tar;
mod unpack;
mod utf16;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod xz;
mod zip;
mod zstd;

pub use chain::{Chain, Origin};

#[cfg(test)]
mod tests;
