//! Retaining paths, as if nothing led to what a person ignores (`src/graph/retaining_paths.rs` has the rule).
//!
//! Those of all nodes are found at once, when the first is asked for; a path then only follows the links up.

use super::ignored::Ignored;
use crate::error::OutOfMemory;
use crate::graph::{RetainingPaths, visibility};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, TryPush};
use crate::pace::Pace;

/// The paths to all nodes. One to an object that is ignored itself there is, too, if something else reaches what holds it.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn find(heap: &Heap, ignored: Option<&Ignored>, pace: &Pace) -> Result<RetainingPaths, OutOfMemory> {
    let refuses = |from, edge| ignored.is_some_and(|ignored| ignored.refuses(heap, from, edge));
    let visibility = visibility::of_nodes(&heap.snapshot, pace).await?;
    RetainingPaths::find(heap.graph(), &visibility, &refuses, pace).await
}

/// The edges of the path from an object to the root, the one that holds the object first; none for an object that the root
/// does not reach.
///
/// # Errors
///
/// If there is not enough memory.
pub fn edges(heap: &Heap, paths: &RetainingPaths, object: NodeOrdinal) -> Result<Vec<EdgeIndex>, OutOfMemory> {
    let mut edges = Vec::new();
    let mut node = object;
    while let Some(step) = paths.last_step(&heap.snapshot, node) {
        edges.try_push(step.edge)?;
        node = step.from;
    }
    Ok(edges)
}
