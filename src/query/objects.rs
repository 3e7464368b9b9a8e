//! Lists of objects: the instances of a class, the new and the deleted ones of a comparison.

use super::order::{directed, name_ranks, signed};
use super::{Sort, SortColumn};
use crate::error::OutOfMemory;
use crate::graph::NodeSet;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal, TryPush, try_with_capacity};
use crate::sort::{Order, Row};

/// The nodes of a class that have a size, in file order; of a set of objects, or of all.
///
/// # Errors
///
/// If there is not enough memory.
pub fn instances(heap: &Heap, class: ClassId, set: Option<&NodeSet>) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let nodes = &heap.snapshot.nodes;
    let is_wanted = |node| !nodes.self_size.is_zero(node) && set.is_none_or(|set| set.contains(node));
    let of_class = heap.classes.of_node.iter().filter(|&(node, &of)| of == class && is_wanted(node));
    let mut found = Vec::new();
    found.try_extend(of_class.map(|(node, _)| node))?;
    Ok(found)
}

/// The nodes whose immediate dominator is a node, in file order.
///
/// # Errors
///
/// If there is not enough memory.
pub fn dominated_by(heap: &Heap, node: NodeOrdinal) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let immediate = heap.dominators.iter().flat_map(|dominators| dominators.immediate.iter());
    let mut found = Vec::new();
    found.try_extend(immediate.filter(|&(of, &above)| above == node && of != node).map(|(of, _)| of))?;
    Ok(found)
}

/// How many nodes each one dominates immediately; none, until dominators are computed.
///
/// # Errors
///
/// If there is not enough memory.
pub fn dominated_counts(heap: &Heap) -> Result<Column<NodeOrdinal, u32>, OutOfMemory> {
    let mut counts = Column::filled(heap.snapshot.nodes.len(), 0)?;
    let immediate = heap.dominators.iter().flat_map(|dominators| dominators.immediate.iter());
    for (_, &above) in immediate.filter(|&(node, &above)| above != node) {
        counts[above] += 1;
    }
    Ok(counts)
}

/// Orders a list of objects; equals by id (by retained size, if by distance), then by position.
///
/// # Errors
///
/// If there is not enough memory.
pub fn order(heap: &Heap, nodes: &[NodeOrdinal], sort: Sort) -> Result<Order, OutOfMemory> {
    let mut room = try_with_capacity(nodes.len())?;
    let id = |node| u64::from(heap.snapshot.nodes.id.of(node));
    let retained = |node| heap.retained_size(node);
    let mut rows = |keys: &dyn Fn(NodeOrdinal) -> (u64, u64)| {
        let row = |&node: &NodeOrdinal| -> Row {
            let (first, second) = keys(node);
            (directed(first, sort.ascending), second, node.0)
        };
        room.extend(nodes.iter().map(row));
    };
    match sort.column {
        SortColumn::Distance => rows(&|node| {
            let distance = heap.distances.as_ref().map_or(0, |(distances, _)| distances[node]);
            (signed(distance.into()), !retained(node))
        }),
        SortColumn::ShallowSize | SortColumn::AllocSize | SortColumn::FreedSize | SortColumn::SizeDelta => {
            rows(&|node| (heap.snapshot.nodes.self_size.of(node), id(node)))
        }
        SortColumn::RetainedSize => rows(&|node| (retained(node), id(node))),
        // The counts of a comparison are the same for all objects: by name, ascending.
        column => {
            let ascending = sort.ascending || column != SortColumn::Object;
            let named = nodes.iter().zip(name_ranks(heap, nodes.iter().copied())?);
            room.extend(named.map(|(&node, rank)| (directed(rank.into(), ascending), id(node), node.0)));
        }
    }
    Ok(Order::new(room))
}
