//! The halves in C++ of objects that a program sees.
//!
//! A socket, a port, a watcher of Node.js' is an object of JavaScript and one of C++. While it is open the latter is a root, and then
//! V8 writes it like a group of roots. Its bytes belong to the object.

use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, TryPush};
use crate::runtime_names::node;
use crate::snapshot::{EdgeType, NodeType};

/// The halves that are roots, each with the object whose half it is.
///
/// # Errors
/// If memory ends.
pub fn find(heap: &Heap) -> Result<Vec<(NodeOrdinal, NodeOrdinal)>, OutOfMemory> {
    let snapshot = &heap.snapshot;
    let mut found = Vec::new();
    for half in snapshot.edges_of(snapshot.root).map(|edge| snapshot.edges.target(edge)) {
        // V8's own groups weigh nothing.
        let is_half = snapshot.nodes.kind[half] == NodeType::SYNTHETIC && !snapshot.nodes.self_size.is_zero(half);
        let object = is_half.then(|| snapshot.target_of(half, EdgeType::Internal, node::OBJECT_OF_HALF)).flatten();
        if let Some(object) = object.filter(|&object| snapshot.nodes.kind[object] != NodeType::SYNTHETIC) {
            found.try_push((half, object))?;
        }
    }
    Ok(found)
}
