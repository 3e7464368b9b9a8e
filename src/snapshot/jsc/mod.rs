//! The reader of JavaScriptCore's format: unpacked bytes → [`Snapshot`](super::Snapshot).
//!
//! One JSON object: `nodes` (id, size, class, flags; for debugging also label and addresses), `nodeClassNames`, `edges` (from, to,
//! type, name or index), `edgeTypes`, `edgeNames`, and for debugging `roots` and `labels`. Nodes and edges are kept as they
//! come, because what they mean stands behind them, and become columns at the end.

mod array;
mod assemble;
mod reader;

#[cfg(test)]
mod tests;

pub use reader::Reader;

/// So many first bytes tell the format.
pub const HEAD_LENGTH: usize = 256;

/// Whether a file that starts like this is of this format.
pub fn is_jsc(head: &[u8]) -> bool {
    let head = head.get(..head.len().min(HEAD_LENGTH)).unwrap_or_default();
    let compact: Vec<u8> = head.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let starts = |with: &[u8]| compact.starts_with(with);
    let holds = |text: &[u8]| memchr::memmem::find(&compact, text).is_some();
    let has_type = || holds(b"\"type\":\"Inspector\"") || holds(b"\"type\":\"GCDebugging\"");
    // With keys in alphabetical order, what has a name of this format only comes first.
    starts(b"{\"edgeNames\":") || starts(b"{\"version\":") && has_type() || starts(b"{\"type\":") && has_type()
}
