//! Which objects are the globals of their runtimes.
//!
//! A global holds nearly everything, so it says nothing as a holder. Node.js and browsers can be told by the names of theirs;
//! others call it "Object(Dictionary)" or "GlobalObject". What they have in common: the runtime's roots hold it, and the
//! language's own objects are its properties.

use crate::blocks::try_in_blocks;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position, TryPush};
use crate::runtime_names::globals;
use crate::snapshot::NodeType;
use crate::sort;

/// The global objects of a heap, by ascending number.
///
/// # Errors
/// If memory ends.
pub fn find(heap: &Heap) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let snapshot = &heap.snapshot;
    let mut found: Vec<NodeOrdinal> = Vec::new();
    let is_group = |node: NodeOrdinal| snapshot.nodes.kind[node] == NodeType::SYNTHETIC || node == snapshot.root;
    try_in_blocks(snapshot.nodes.len(), |nodes| {
        for group in nodes.map(NodeOrdinal::at).filter(|&node| is_group(node)) {
            for held in snapshot.edges_of(group).map(|edge| snapshot.edges.target(edge)) {
                if snapshot.nodes.kind[held] == NodeType::OBJECT && !found.contains(&held) && is_global(heap, held) {
                    found.try_push(held)?;
                }
            }
        }
        Ok(())
    })?;
    sort::by_keys(&mut found, |node| (node.0.into(), 0));
    Ok(found)
}

fn is_global(heap: &Heap, node: NodeOrdinal) -> bool {
    let snapshot = &heap.snapshot;
    let names = snapshot.edges_of(node).filter_map(|edge| snapshot.edges.name(edge));
    globals::has_names_of_global(names.map(|name| snapshot.strings.get(name).as_bytes()))
}
