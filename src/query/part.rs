//! Summary of a part of the objects: those with certain ids (docs/semantics.md §14).
//!
//! Counts and sizes are those of the part. An object of the part is left out of its class's retained size if another one
//! of that class and of the part dominates it; that one's retained size is taken whole, as in the reference.

use super::IdRange;
use crate::classes::Aggregates;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal, Position, try_filled};

const NONE: u32 = u32::MAX;

/// The sums of a part of the objects; what is not computed of the heap is absent.
#[derive(Debug, Default)]
pub struct Part {
    /// Counts and shallow sizes.
    pub aggregates: Aggregates,
    /// The least distance of each class.
    pub distances: Option<Column<ClassId, i32>>,
    /// The retained size of each class.
    pub retained: Option<Column<ClassId, u64>>,
}

impl Part {
    /// The part of a heap's objects whose ids are in a range.
    pub fn new(heap: &Heap, range: IdRange) -> Result<Self, OutOfMemory> {
        let ids = &heap.snapshot.nodes.id;
        let aggregates = Aggregates::of_part(&heap.snapshot, &heap.classes, |node| range.has(ids[node]))?;
        Ok(Self { aggregates, distances: least_distances(heap, range)?, retained: retained_sizes(heap, range)? })
    }
}

fn counts(heap: &Heap, range: IdRange, node: NodeOrdinal) -> bool {
    heap.snapshot.nodes.self_size[node] != 0 && range.has(heap.snapshot.nodes.id[node])
}

fn least_distances(heap: &Heap, range: IdRange) -> Result<Option<Column<ClassId, i32>>, OutOfMemory> {
    let Some((distances, _)) = &heap.distances else { return Ok(None) };
    let mut least = Column::filled(heap.classes.table.len(), i32::MAX)?;
    for (node, &distance) in distances.iter().filter(|&(node, _)| counts(heap, range, node)) {
        let entry: &mut i32 = &mut least[heap.classes.of_node[node]];
        *entry = distance.min(*entry);
    }
    Ok(Some(least))
}

/// Walks the dominator tree and knows, for each class, how many of its objects are on the way from the root.
fn retained_sizes(heap: &Heap, range: IdRange) -> Result<Option<Column<ClassId, u64>>, OutOfMemory> {
    let Some(dominators) = heap.dominators.as_ref().filter(|_| heap.class_retained.is_some()) else { return Ok(None) };
    let mut sums = Column::filled(heap.classes.table.len(), 0u64)?;
    let mut above = Column::filled(heap.classes.table.len(), 0u32)?;
    let mut first_child = try_filled(heap.snapshot.nodes.len(), NONE)?;
    let mut next_sibling = try_filled(heap.snapshot.nodes.len(), NONE)?;
    let root = heap.snapshot.root;
    for (node, dominator) in dominators.immediate.iter().filter(|&(node, _)| node != root) {
        next_sibling[node.index()] = std::mem::replace(&mut first_child[dominator.index()], node.0);
    }
    let mut at = root;
    let mut is_entered = true;
    loop {
        if counts(heap, range, at) {
            let class = heap.classes.of_node[at];
            if is_entered {
                sums[class] += if above[class] == 0 { dominators.retained[at] } else { 0 };
                above[class] += 1;
            } else {
                above[class] -= 1;
            }
        }
        let (child, sibling) = (first_child[at.index()], next_sibling[at.index()]);
        (at, is_entered) = match (is_entered, child, sibling) {
            (true, NONE, _) => (at, false),
            (true, child, _) => (NodeOrdinal(child), true),
            (false, ..) if at == root => return Ok(Some(sums)),
            (false, _, NONE) => (dominators.immediate[at], false),
            (false, _, sibling) => (NodeOrdinal(sibling), true),
        };
    }
}
