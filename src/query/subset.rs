//! Summary of a part of the objects: those that pass a filter (docs/semantics.md §14).
//!
//! Counts and sizes are those of the subset. An object of the part is left out of its class's retained size if another one
//! of that class and of the part dominates it; that one's retained size is taken whole, as in the reference.

use std::ops::Range;

use super::rows::ClassRow;
use crate::blocks::STEPS;
use crate::classes::Aggregates;
use crate::classes::aggregates::ClassSums;
use crate::error::OutOfMemory;
use crate::graph::{NodeSet, TreeWalk};
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal, Position};
use crate::pace::Pace;
use serde::Serialize;

/// How many objects, and of what size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ObjectSum {
    /// Objects with a size.
    pub count: u64,
    /// Bytes of the objects themselves.
    pub shallow_size: u64,
}

/// Rows of Summary, with the length of the whole and the sum of all its rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SummaryPage {
    /// Rows in the whole list.
    pub total: usize,
    /// Position of the first row in the list.
    pub from: usize,
    /// The rows.
    pub rows: Vec<ClassRow>,
    /// What all rows of the list add up to.
    pub sum: ObjectSum,
}

/// The sums of a part of the objects; what is not computed of the heap is absent.
#[derive(Debug, Default)]
pub struct Subset {
    /// Counts and shallow sizes.
    pub aggregates: Aggregates,
    /// The least distance of each class.
    pub distances: Option<Column<ClassId, i32>>,
    /// The retained size of each class.
    pub retained: Option<Column<ClassId, u64>>,
}

impl Subset {
    /// The part of a heap's objects that is in a set.
    pub async fn new(heap: &Heap, set: &NodeSet, pace: &Pace) -> Result<Self, OutOfMemory> {
        let is_wanted = |node| set.contains(node);
        let aggregates = Aggregates::of_subset(&heap.snapshot, &heap.classes, &is_wanted, pace).await?;
        let distances = least_distances(heap, set, pace).await?;
        Ok(Self { aggregates, distances, retained: retained_sizes(heap, set, pace).await? })
    }
}

fn counts(heap: &Heap, set: &NodeSet, node: NodeOrdinal) -> bool {
    !heap.snapshot.nodes.self_size.is_zero(node) && set.contains(node)
}

async fn least_distances(heap: &Heap, set: &NodeSet, pace: &Pace) -> Result<Option<Column<ClassId, i32>>, OutOfMemory> {
    let Some((distances, _)) = &heap.distances else { return Ok(None) };
    let mut least = Column::filled(heap.classes.table.len(), i32::MAX)?;
    let mut add = |nodes: Range<usize>| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| counts(heap, set, node)) {
            let entry: &mut i32 = &mut least[heap.classes.of_node[node]];
            *entry = distances[node].min(*entry);
        }
    };
    pace.in_blocks(heap.snapshot.nodes.len(), &mut add).await;
    Ok(Some(least))
}

/// Walks the dominator tree and knows, for each class, how many of its objects are on the way from the root.
async fn retained_sizes(heap: &Heap, set: &NodeSet, pace: &Pace) -> Result<Option<Column<ClassId, u64>>, OutOfMemory> {
    let Some(dominators) = heap.dominators.as_ref().filter(|_| heap.class_retained.is_some()) else { return Ok(None) };
    let mut sums = ClassSums::new(heap.classes.table.len())?;
    let mut walk = TreeWalk::by_position(&dominators.immediate, heap.snapshot.root)?;
    while walk.step(|node, is_entered| {
        let node = NodeOrdinal(node);
        if counts(heap, set, node) {
            let class = heap.classes.of_node[node];
            if is_entered { sums.enter(class, dominators.retained.of(node)) } else { sums.leave(class) }
        }
    }) {
        pace.spend(STEPS).await;
    }
    Ok(Some(sums.of_class))
}
