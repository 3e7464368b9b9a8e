//! Sets of the nodes of which something is true.

use crate::blocks::in_blocks;
use crate::error::OutOfMemory;
use crate::graph::{NodeSet, distances};
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position};

/// The nodes that pass.
///
/// # Errors
///
/// If there is not enough memory.
pub fn those(heap: &Heap, passes: &dyn Fn(NodeOrdinal) -> bool) -> Result<NodeSet, OutOfMemory> {
    let mut set = NodeSet::new(heap.snapshot.nodes.len())?;
    in_blocks(heap.snapshot.nodes.len(), |nodes| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| passes(node)) {
            set.insert(node);
        }
    });
    Ok(set)
}

/// Whether no root reaches a node; no, as long as distances are not computed.
pub fn is_unreachable(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.distances.as_ref().is_some_and(|(distances, _)| distances[node] == distances::UNREACHED)
}
