//! How much memory a snapshot needs, judged by its header, so that one that cannot fit is refused before it is read.
//!
//! The estimate is from below, because refusing what would fit is worse than failing late: `tests/memory.rs` holds what is
//! allocated against it. The most is needed while the dominators are searched and what they retain is summed up:
//!
//! | per node | bytes |
//! | --- | --- |
//! | columns of the file: type 1, name 4, id 4, size 4, first edge 4, detachedness 1 | 18 |
//! | the stack on which it was made, where that was recorded | 4 |
//! | computed before: class 4 | 4 |
//! | the search, and after it the sums | 20 |
//!
//! | per edge | bytes |
//! | --- | --- |
//! | type and target | 4 |
//!
//! The names of edges take from nothing to four bytes more, mostly one or two; and edges that the search puts by take four to six
//! each for a while. When all is computed, a node takes 38 and an edge, with retainers, 8 and its name.
//!
//! Strings come last in the file and are what its numbers leave of it, if the file is not packed.

use super::header::Header;
use crate::error::Problem;
use crate::snapshot::Link;

/// The most that a wasm memory gives: 4 GiB, the last 128 MiB of which could not be had when measured.
#[cfg(any(test, all(target_family = "wasm", target_os = "unknown")))]
pub const WASM_MEMORY: u64 = 31 * (128 << 20);

const PER_NODE: u64 = 18 + 4 + 20;
const PER_TRACED_NODE: u64 = PER_NODE + 4;
const PER_EDGE: u64 = 4;
/// No file has numbers longer than this on average, with their separators: most are types, counts and sizes.
const LONGEST_NUMBER: u64 = 8;
/// What decoded strings take at least, as a part of their JSON text. It is no bound for text that is nearly all escapes,
/// as V8 writes what is not ASCII: there a half stays, or a third, so that such a file may be refused though it fits.
const KEPT_TEXT: (u64, u64) = (3, 4);

/// What may be spent on a snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// The most memory, in bytes.
    pub limit: u64,
    /// The length of the unpacked file, if it is known.
    pub plain_bytes: Option<u64>,
}

impl Budget {
    /// Refuses a snapshot that needs more.
    ///
    /// # Errors
    ///
    /// [`Problem::TooLarge`], with what it needs and what there is.
    pub fn check(self, header: &Header, nodes: u64, edges: u64) -> Result<(), Problem> {
        let needed = self.least_memory(header, nodes, edges);
        if needed > self.limit { Err(Problem::TooLargeForMemory { needed, limit: self.limit }) } else { Ok(()) }
    }

    /// The least memory that so many nodes and edges need, with the strings of this file.
    pub fn least_memory(self, header: &Header, nodes: u64, edges: u64) -> u64 {
        let product = |count: u64, stride: usize| count.saturating_mul(stride as u64).saturating_mul(LONGEST_NUMBER);
        let numbers = product(nodes, header.node.stride).saturating_add(product(edges, header.edge.stride));
        let text = self.plain_bytes.filter(|_| !header.has_trace).map_or(0, |bytes| bytes.saturating_sub(numbers));
        let strings = text / KEPT_TEXT.1 * KEPT_TEXT.0;
        let per_node = if header.node.trace.is_some() { PER_TRACED_NODE } else { PER_NODE };
        let columns = nodes.saturating_mul(per_node).saturating_add(edges.saturating_mul(PER_EDGE));
        columns.saturating_add(strings)
    }
}

/// The most items that positions of 32 bits can name.
pub const MOST_INDEXES: u64 = u32::MAX as u64;

/// Refuses a snapshot of more nodes or edges than positions can name.
pub fn check_indexable(header: &Header) -> Result<(), Problem> {
    let counts = [
        ("nodes", header.node_count, Link::MOST_NODES),
        ("values of nodes", header.node_count.saturating_mul(header.node.stride as u64), MOST_INDEXES),
        ("edges", header.edge_count, MOST_INDEXES),
    ];
    match counts.into_iter().find(|(_, value, limit)| value > limit) {
        Some((items, value, limit)) => Err(Problem::TooLarge { items, value, limit }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const HEADER: &str = r#"{"meta":{"node_fields":["type","name","id","self_size","edge_count","detachedness"],
        "node_types":[["hidden"],"string","number","number","number","number"],
        "edge_fields":["type","name_or_index","to_node"],"edge_types":[["context"],"string_or_number","node"]},
        "node_count":3,"edge_count":2,"trace_function_count":0}"#;

    fn least(plain_bytes: Option<u64>, nodes: u64, edges: u64, header: &str) -> u64 {
        let header = Header::parse(header.as_bytes()).unwrap();
        Budget { limit: 0, plain_bytes }.least_memory(&header, nodes, edges)
    }

    #[test]
    fn columns_count_for_all_files_and_strings_for_plain_ones() {
        assert_eq!(least(None, 1_000, 3_000, HEADER), 42_000 + 12_000);
        assert_eq!(least(Some(100_000), 1_000, 3_000, HEADER), 42_000 + 12_000, "numbers fill it");
        assert_eq!(least(Some(400_000), 1_000, 3_000, HEADER), 42_000 + 12_000 + (400_000 - 48_000 - 72_000) / 4 * 3);
        let traced = HEADER.replace("_function_count\":0", "_function_count\":7");
        assert_eq!(least(Some(400_000), 1_000, 3_000, &traced), 42_000 + 12_000, "the rest may be traces");
        assert_eq!(least(None, u64::MAX, u64::MAX, HEADER), u64::MAX);
    }

    #[test]
    fn files_of_known_size() {
        let gigabyte = 1_000_000_000;
        let fits = |bytes: u64, nodes: u64, edges: u64| least(Some(bytes), nodes, edges, HEADER) <= WASM_MEMORY;
        // Counts as real heaps of such sizes have them.
        assert!(fits(1_860_000_000, 21_500_000, 68_300_000));
        assert!(fits(587_000_000, 100_000, 300_000));
        assert!(fits(5_300_000_000, 54_100_000, 171_000_000));
        assert!(!fits(8 * gigabyte, 82_000_000, 260_000_000), "objects");
        assert!(!fits(6 * gigabyte, 100_000, 300_000), "strings");
    }

    #[test]
    fn what_needs_more_is_refused() {
        let header = Header::parse(HEADER.as_bytes()).unwrap();
        let budget = Budget { limit: 46, plain_bytes: None };
        assert_eq!(budget.check(&header, 1, 1), Ok(()));
        assert_eq!(budget.check(&header, 1, 2), Err(Problem::TooLargeForMemory { needed: 50, limit: 46 }));
    }
}
