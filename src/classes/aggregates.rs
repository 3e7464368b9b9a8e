//! Sums per class (semantics.md §11).
//!
//! Only nodes with a size take part. Classes that share a public key show as one row, and as in the reference that is
//! the one whose first node comes last.

use std::collections::HashMap;

use super::assign::Classes;
use crate::error::OutOfMemory;
use crate::graph::{Distances, Dominators};
use crate::index::{ClassId, Column, NodeOrdinal, try_filled, try_with_capacity};
use crate::snapshot::Snapshot;
use crate::text::JsString;

/// The sums of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aggregate {
    /// Number of nodes with a size.
    pub count: u32,
    /// Sum of their shallow sizes.
    pub shallow_size: u64,
    /// The first of them.
    pub first: NodeOrdinal,
}

/// The sums of all classes, without what needs distances or dominators.
#[derive(Debug, Default)]
pub struct Aggregates {
    /// The sums of each class.
    pub of_class: Column<ClassId, Aggregate>,
    /// The classes that have a row, in no particular order.
    pub rows: Vec<ClassId>,
}

impl Aggregates {
    /// Adds up each class.
    pub fn compute(snapshot: &Snapshot, classes: &Classes) -> Result<Self, OutOfMemory> {
        let mut of_class = Column::filled(classes.table.len(), Aggregate::default())?;
        for (node, &size) in snapshot.nodes.self_size.iter() {
            if size != 0 {
                let aggregate = &mut of_class[classes.of_node[node]];
                if aggregate.count == 0 {
                    aggregate.first = node;
                }
                aggregate.count += 1;
                aggregate.shallow_size += u64::from(size);
            }
        }
        let mut by_key: HashMap<JsString, ClassId> = HashMap::new();
        for (class, aggregate) in of_class.iter().filter(|(_, aggregate)| aggregate.count > 0) {
            let row = by_key.entry(classes.key(snapshot, class)).or_insert(class);
            if of_class[*row].first < aggregate.first {
                *row = class;
            }
        }
        let mut rows: Vec<ClassId> = by_key.into_values().collect();
        rows.sort_unstable();
        Ok(Self { of_class, rows })
    }
}

/// The least distance of each class's nodes; an unreached node takes part with its negative number.
pub fn least_distances(
    snapshot: &Snapshot,
    classes: &Classes,
    distances: &Distances,
) -> Result<Column<ClassId, i32>, OutOfMemory> {
    let mut least = Column::filled(classes.table.len(), i32::MAX)?;
    for (node, &size) in snapshot.nodes.self_size.iter() {
        if size != 0 {
            let entry = &mut least[classes.of_node[node]];
            *entry = distances[node].min(*entry);
        }
    }
    Ok(least)
}

/// What the nodes of each class retain together: nodes below another node of their class are in that one's sum already.
pub fn retained_sizes(
    snapshot: &Snapshot,
    classes: &Classes,
    dominators: &Dominators,
) -> Result<Column<ClassId, u64>, OutOfMemory> {
    let mut sums = Column::filled(classes.table.len(), 0u64)?;
    // How many nodes of each class are on the way from the root to the present node.
    let mut above = Column::filled(classes.table.len(), 0u32)?;
    let tree = Tree::new(snapshot, dominators)?;
    let mut path: Vec<(NodeOrdinal, &[NodeOrdinal])> = Vec::new();
    let mut next = Some(snapshot.root);
    loop {
        if let Some(node) = next.take() {
            if snapshot.nodes.self_size[node] != 0 {
                let class = classes.of_node[node];
                if above[class] == 0 {
                    sums[class] += dominators.retained[node];
                }
                above[class] += 1;
            }
            path.try_reserve(1).map_err(|_| OutOfMemory::of::<NodeOrdinal>(path.len()))?;
            path.push((node, tree.children(node)));
        }
        let Some((node, children)) = path.last_mut() else { return Ok(sums) };
        if let Some((&child, rest)) = children.split_first() {
            *children = rest;
            next = Some(child);
        } else {
            if snapshot.nodes.self_size[*node] != 0 {
                above[classes.of_node[*node]] -= 1;
            }
            path.pop();
        }
    }
}

/// The dominator tree from the root down.
struct Tree {
    first: Vec<u32>,
    nodes: Vec<NodeOrdinal>,
}

impl Tree {
    fn new(snapshot: &Snapshot, dominators: &Dominators) -> Result<Self, OutOfMemory> {
        let count = snapshot.nodes.len();
        let mut first = try_filled(count + 1, 0u32)?;
        let pairs = || dominators.immediate.iter().filter(|&(node, _)| node != snapshot.root);
        for (_, above) in pairs() {
            first[above.0 as usize] += 1;
        }
        let mut sum = 0;
        for entry in &mut first {
            sum += *entry;
            *entry = sum;
        }
        let mut nodes = try_with_capacity(count)?;
        nodes.resize(sum as usize, NodeOrdinal(0));
        for (node, above) in pairs() {
            let place = &mut first[above.0 as usize];
            *place -= 1;
            nodes[*place as usize] = node;
        }
        Ok(Self { first, nodes })
    }

    fn children(&self, node: NodeOrdinal) -> &[NodeOrdinal] {
        let at = node.0 as usize;
        &self.nodes[self.first[at] as usize..self.first[at + 1] as usize]
    }
}
