//! Retainers that a person ignores, to see what else holds an object (docs/semantics.md §17).
//!
//! Distances are computed anew, as if no link led to the ignored objects. A value of a WeakMap is held by key and table
//! together: if one of the two is not reached any more, neither link counts.

use std::ops::Range;

use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::graph::{DistanceSearch, Distances, distances};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush};
use crate::pace::Pace;
use crate::sort;

/// Ignored objects, and what follows from it.
#[derive(Debug, Default)]
pub struct Ignored {
    nodes: Vec<NodeOrdinal>,
    distances: Distances,
    /// The entries of WeakMaps of which key or table is unreached, ascending.
    entries: Vec<u64>,
}

impl Ignored {
    /// Computes distances without these nodes.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn new(heap: &Heap, nodes: Vec<NodeOrdinal>, pace: &Pace) -> Result<Self, OutOfMemory> {
        let graph = heap.graph();
        let mut search = DistanceSearch::new(graph)?.avoiding(&nodes);
        while search.step(graph) {
            pace.spend(STEPS).await;
        }
        let distances = search.finish();
        let entries = useless_entries(heap, &distances, pace).await?;
        Ok(Self { nodes, distances, entries })
    }

    /// The ignored objects.
    pub fn nodes(&self) -> &[NodeOrdinal] {
        &self.nodes
    }

    /// Whether a link of a node does not count for paths, because the node is ignored, or the link leads to the value of an
    /// entry without the other half. So there is a path to an ignored object, and none over it.
    pub fn refuses(&self, heap: &Heap, from: NodeOrdinal, edge: EdgeIndex) -> bool {
        from != heap.snapshot.root && self.nodes.contains(&from) || self.is_useless(heap, edge)
    }

    /// The distance of the retainer that a link starts from, as the list of retainers has it; `with_ignored` is the one that it
    /// has otherwise.
    pub fn distance(&self, heap: &Heap, edge: EdgeIndex, with_ignored: i32) -> i32 {
        if self.is_useless(heap, edge) {
            return distances::UNREACHED_RETAINER;
        }
        distances::of_retainer(self.distances[heap.snapshot.nodes.source_of(edge)], with_ignored)
    }

    /// Whether a link is half of an entry whose other half comes from something unreached.
    pub fn is_useless(&self, heap: &Heap, edge: EdgeIndex) -> bool {
        entry(heap, edge).is_some_and(|entry| self.entries.binary_search(&entry).is_ok())
    }
}

/// The entry of a WeakMap that a link is half of, and its value.
fn entry(heap: &Heap, edge: EdgeIndex) -> Option<u64> {
    let link = heap.snapshot.edges.link(edge);
    let name = heap.snapshot.edges.name(edge).filter(|_| link.is_weak_map_entry())?;
    let entry = heap.well_known.ephemeron(name)?;
    Some(u64::from(entry.pair) << 32 | u64::from(link.target().0))
}

/// The entries of which an unreached key or table has a half.
async fn useless_entries(heap: &Heap, distances: &Distances, pace: &Pace) -> Result<Vec<u64>, OutOfMemory> {
    let mut useless = Vec::new();
    let mut add = |nodes: Range<usize>| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| distances[node] == distances::UNREACHED) {
            for edge in heap.snapshot.edges_of(node) {
                if let Some(entry) = entry(heap, edge) {
                    useless.try_push(entry)?;
                }
            }
        }
        Ok(())
    };
    pace.try_in_blocks(heap.snapshot.nodes.len(), &mut add).await?;
    sort::numbers(&mut useless)?;
    Ok(useless)
}

#[cfg(test)]
#[path = "ignored_tests.rs"]
mod tests;
