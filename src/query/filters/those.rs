//! Sets of the nodes of which something is true.

use std::ops::Range;

use crate::error::OutOfMemory;
use crate::graph::{NodeSet, distances};
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position};
use crate::pace::Pace;

/// The nodes that pass.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn those(heap: &Heap, passes: &dyn Fn(NodeOrdinal) -> bool, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    let mut set = NodeSet::new(heap.snapshot.nodes.len())?;
    let mut add = |nodes: Range<usize>| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| passes(node)) {
            set.insert(node);
        }
    };
    pace.in_blocks(heap.snapshot.nodes.len(), &mut add).await;
    Ok(set)
}

/// Whether no root reaches a node; no, as long as distances are not computed.
pub fn is_unreachable(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.distances.as_ref().is_some_and(|(distances, _)| distances[node] == distances::UNREACHED)
}
