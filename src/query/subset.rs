//! Summary of a part of the objects: those with certain ids (docs/semantics.md §14).
//!
//! Counts and sizes are those of the subset. An object of the part is left out of its class's retained size if another one
//! of that class and of the part dominates it; that one's retained size is taken whole, as in the reference.

use super::IdRange;
use crate::classes::Aggregates;
use crate::classes::aggregates::ClassSums;
use crate::error::OutOfMemory;
use crate::graph::TreeWalk;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal};

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
    /// The part of a heap's objects whose ids are in a range.
    pub fn new(heap: &Heap, range: IdRange) -> Result<Self, OutOfMemory> {
        let ids = &heap.snapshot.nodes.id;
        let aggregates = Aggregates::of_subset(&heap.snapshot, &heap.classes, |node| range.has(ids[node]))?;
        Ok(Self { aggregates, distances: least_distances(heap, range)?, retained: retained_sizes(heap, range)? })
    }
}

fn counts(heap: &Heap, range: IdRange, node: NodeOrdinal) -> bool {
    !heap.snapshot.nodes.self_size.is_zero(node) && range.has(heap.snapshot.nodes.id[node])
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
    let mut sums = ClassSums::new(heap.classes.table.len())?;
    let (count, root) = (heap.snapshot.nodes.len(), heap.snapshot.root);
    let mut walk = TreeWalk::new(count, root.0, |node| dominators.immediate[NodeOrdinal(node)].0)?;
    while walk.step(|node, is_entered| {
        let node = NodeOrdinal(node);
        if counts(heap, range, node) {
            let class = heap.classes.of_node[node];
            if is_entered { sums.enter(class, dominators.retained[node]) } else { sums.leave(class) }
        }
    }) {}
    Ok(Some(sums.of_class))
}
