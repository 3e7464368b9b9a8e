//! Lists of objects: the instances of a class, the new and the deleted ones of a comparison.

use std::ops::Range;

use super::order::{directed, name_ranks, signed};
use super::{Sort, SortColumn};
use crate::error::OutOfMemory;
use crate::graph::NodeSet;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal, Position, TryPush, try_with_capacity};
use crate::pace::Pace;
use crate::sort::{Order, Row};

/// The nodes of a class that have a size, in file order; of a set of objects, or of all.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn instances(
    heap: &Heap,
    class: ClassId,
    set: Option<&NodeSet>,
    pace: &Pace,
) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let sizes = &heap.snapshot.nodes.self_size;
    let is_wanted = |node| heap.classes.of_node[node] == class && !sizes.is_zero(node);
    nodes_that(heap, &|node| is_wanted(node) && set.is_none_or(|set| set.contains(node)), pace).await
}

/// The nodes whose immediate dominator is a node, in file order.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn dominated_by(heap: &Heap, node: NodeOrdinal, pace: &Pace) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let Some(dominators) = &heap.dominators else { return Ok(Vec::new()) };
    nodes_that(heap, &|of| dominators.immediate[of] == node && of != node, pace).await
}

/// The nodes of which something is true, in file order.
async fn nodes_that(
    heap: &Heap,
    is_wanted: &dyn Fn(NodeOrdinal) -> bool,
    pace: &Pace,
) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let mut found = Vec::new();
    let mut find = |nodes: Range<usize>| found.try_extend(nodes.map(NodeOrdinal::at).filter(|&node| is_wanted(node)));
    pace.try_in_blocks(heap.snapshot.nodes.len(), &mut find).await?;
    Ok(found)
}

/// How many nodes each one dominates immediately; none, until dominators are computed.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn dominated_counts(heap: &Heap, pace: &Pace) -> Result<Column<NodeOrdinal, u32>, OutOfMemory> {
    let mut counts = Column::filled(heap.snapshot.nodes.len(), 0)?;
    let Some(dominators) = &heap.dominators else { return Ok(counts) };
    let mut count = |nodes: Range<usize>| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| dominators.immediate[node] != node) {
            counts[dominators.immediate[node]] += 1;
        }
    };
    pace.in_blocks(heap.snapshot.nodes.len(), &mut count).await;
    Ok(counts)
}

/// Orders a list of objects; equals by id (by retained size, if by distance), then by position.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn order(heap: &Heap, nodes: &[NodeOrdinal], sort: Sort, pace: &Pace) -> Result<Order, OutOfMemory> {
    let ranks = match sort.column {
        SortColumn::Distance | SortColumn::RetainedSize => Vec::new(),
        SortColumn::ShallowSize | SortColumn::AllocSize | SortColumn::FreedSize | SortColumn::SizeDelta => Vec::new(),
        _ => name_ranks(heap, nodes, pace).await?,
    };
    // The counts of a comparison are the same for all objects: by name, ascending.
    let ascending = sort.ascending || !(ranks.is_empty() || sort.column == SortColumn::Object);
    let id = |node| u64::from(heap.snapshot.nodes.id.of(node));
    let retained = |node| heap.retained_size(node);
    let keys = |at: usize, node: NodeOrdinal| match sort.column {
        SortColumn::Distance => {
            let distance = heap.distances.as_ref().map_or(0, |(distances, _)| distances[node]);
            (signed(distance.into()), !retained(node))
        }
        SortColumn::RetainedSize => (retained(node), id(node)),
        _ => (ranks.get(at).map_or_else(|| heap.snapshot.nodes.self_size.of(node), |&rank| rank.into()), id(node)),
    };
    let mut rows: Vec<Row> = try_with_capacity(nodes.len())?;
    let mut add = |positions: Range<usize>| {
        let part = nodes.get(positions.clone()).unwrap_or_default();
        rows.extend(positions.zip(part).map(|(at, &node)| {
            let (first, second) = keys(at, node);
            (directed(first, ascending), second, node.0)
        }));
    };
    pace.in_blocks(nodes.len(), &mut add).await;
    Order::in_steps(rows, pace).await
}
