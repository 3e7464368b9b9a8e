//! The halves in C++ of objects that a program sees.
//!
//! A socket, a port, a watcher of Node.js' is an object of JavaScript and one of C++. While it is open the latter is a root, and then
//! V8 writes it like a group of roots. Its bytes belong to the object.
//!
//! What a browser's own WeakMap has for a key, as a canvas has its texts laid out for a font that all pages share, lives no longer
//! than the table, but hangs at what leads to both. Its bytes belong to the table, where that is of something taken out of
//! its page: nothing but that is in doubt.

use std::ops::Range;

use super::nodes::is_detached;
use crate::error::OutOfMemory;
use crate::graph::Visibility;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal, Position, TryPush, try_make_room};
use crate::leaks::hash::NumberMap;
use crate::pace::Pace;
use crate::runtime_names::node;
use crate::snapshot::{EdgeType, NodeType};

/// What a value of a browser's WeakMap has is so many levels deep at most.
const MOST_LEVELS: usize = 16;

/// A part in C++, and the object that has its bytes, or another part of that.
pub type Half = (NodeOrdinal, NodeOrdinal);

/// What of C++ is above what it belongs to, or beside it: each with what that is. Of nodes it is known whose part each is.
///
/// # Errors
/// If memory ends.
pub async fn find(
    heap: &Heap,
    visibility: &Column<NodeOrdinal, Visibility>,
    owners: &Column<NodeOrdinal, NodeOrdinal>,
    pace: &Pace,
) -> Result<Vec<Half>, OutOfMemory> {
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
    let Some(dominators) = heap.dominators.as_ref().filter(|_| heap.well_known.pair_count() > 0) else {
        return Ok(found);
    };
    let is_of_cpp =
        |node: NodeOrdinal| snapshot.nodes.kind[node] == NodeType::NATIVE && visibility[node] == Visibility::Internal;
    let owner = |node| owners.get(node).and_then(|&owner| Some((owner, *visibility.get(owner)?)));
    let is_of_root = |node| owner(node).is_some_and(|(_, is)| is == Visibility::RootGroup);
    let is_taken_out =
        |node| owner(node).is_some_and(|(owner, is)| is == Visibility::Visible && is_detached(heap, owner));
    let mut tables: NumberMap<NodeOrdinal> = NumberMap::default();
    let mut look_at = |table: NodeOrdinal| {
        for edge in snapshot.edges_of(table).filter(|&edge| snapshot.edges.link(edge).is_weak_map_entry()) {
            let value = snapshot.edges.target(edge);
            if is_of_cpp(value) && is_of_root(value) && is_taken_out(table) {
                try_make_room(&mut tables)?;
                tables.insert(value.0.into(), table);
            }
        }
        Ok(())
    };
    let each = |nodes: Range<usize>| nodes.map(NodeOrdinal::at).filter(|&node| is_of_cpp(node));
    pace.try_in_blocks(visibility.len(), &mut |nodes| each(nodes).try_for_each(&mut look_at)).await?;
    if tables.is_empty() {
        return Ok(found);
    }
    let mut add = |node: NodeOrdinal| {
        let above = std::iter::successors(Some(node), |&at| Some(dominators.immediate[at]).filter(|&at| is_of_cpp(at)));
        let table = above.take(MOST_LEVELS).find_map(|at| tables.get(&at.0.into()));
        table.map_or(Ok(()), |&table| found.try_push((node, table)))
    };
    pace.try_in_blocks(visibility.len(), &mut |nodes| each(nodes).try_for_each(&mut add)).await?;
    Ok(found)
}
