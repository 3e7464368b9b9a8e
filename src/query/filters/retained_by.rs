//! What would be free if something let go: what the root reaches only through objects, or edges, of a kind
//! (docs/semantics.md §14).
//!
//! One walk from the root over the edges that are not weak and not refused; what it does not reach is retained by what was
//! refused, unless nothing reaches it anyhow. Distances know the latter.

use std::ops::Range;

use super::those::{is_unreachable, those};
use crate::classes::names::{EdgeName, edge_name};
use crate::error::OutOfMemory;
use crate::graph::detachedness::DETACHED;
use crate::graph::reach::{self, Refuses};
use crate::graph::{self, NodeSet, roots};
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position};
use crate::pace::Pace;
use crate::runtime_names::{blink, v8};
use crate::snapshot::Snapshot;

/// What is held by DOM nodes that are in no document any more.
pub async fn detached_dom(heap: &Heap, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    let snapshot = &heap.snapshot;
    retained(heap, &|_, _, target| snapshot.nodes.detachedness[target] == DETACHED, pace).await
}

/// What is held by variables of functions.
pub async fn contexts(heap: &Heap, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    retained(heap, &|_, _, target| v8::is_function_context(heap.snapshot.raw_name(target).as_bytes()), pace).await
}

/// What is held by the console of DevTools, where it was printed or kept as `$0`.
pub async fn console(heap: &Heap, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    let snapshot = &heap.snapshot;
    retained(
        heap,
        &|source, edge, _| {
            roots::is_synthetic(snapshot, source)
                && matches!(edge_name(snapshot, edge), EdgeName::Text(name) if v8::is_of_console(name.as_bytes()))
        },
        pace,
    )
    .await
}

/// What is held by functions that listen to events.
pub async fn event_handlers(heap: &Heap, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    let snapshot = &heap.snapshot;
    let mut handlers = NodeSet::new(snapshot.nodes.len())?;
    let mut find = |nodes: Range<usize>| {
        for node in nodes.map(NodeOrdinal::at) {
            if snapshot.raw_name(node).is(blink::EVENT_LISTENER)
                && let Some(callback) = target_called(snapshot, node, blink::CALLBACK_OF_LISTENER)
            {
                handlers.insert(handler_in(snapshot, callback));
            }
        }
    };
    pace.in_blocks(snapshot.nodes.len(), &mut find).await;
    retained(heap, &|_, _, target| handlers.contains(target), pace).await
}

/// What is held by variables that no living function uses.
pub async fn unused_variables(heap: &Heap, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    let unused = graph::unused_variables(&heap.snapshot, pace).await?;
    retained(heap, &|_, edge, _| unused.binary_search_by_key(&edge, |variable| variable.edge).is_ok(), pace).await
}

/// The function in what a listener calls: that itself, or the first function that an object of a library holds.
fn handler_in(snapshot: &Snapshot, callback: NodeOrdinal) -> NodeOrdinal {
    let has_code = |node| target_called(snapshot, node, v8::CODE_OF_FUNCTION).is_some();
    if has_code(callback) {
        return callback;
    }
    let mut held = snapshot.links_of(callback).iter().map(|link| link.target());
    held.find(|&node| has_code(node)).unwrap_or(callback)
}

/// The target of the first edge with a name, of whatever type.
fn target_called(snapshot: &Snapshot, node: NodeOrdinal, name: &str) -> Option<NodeOrdinal> {
    let mut edges = snapshot.edges_of(node);
    let found = edges.find(|&edge| *edge_name(snapshot, edge).text() == *name.as_bytes())?;
    Some(snapshot.edges.target(found))
}

async fn retained(heap: &Heap, refuses: Refuses<'_>, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    let reached = reach::from(&heap.snapshot, vec![heap.snapshot.root], refuses, pace).await?;
    those(heap, &|node| !reached.contains(node) && !is_unreachable(heap, node), pace).await
}
