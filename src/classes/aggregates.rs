//! Sums per class (docs/semantics.md §11).
//!
//! Only nodes with a size take part. Classes that share a public key show as one row, and as in the reference that is
//! the one whose first node comes last.

use std::collections::HashMap;

use super::assign::Classes;
use crate::error::OutOfMemory;
use crate::graph::{Distances, DominatorOrder, Dominators};
use crate::index::{ClassId, Column, NodeOrdinal, try_filled};
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
    order: &DominatorOrder,
    dominators: &Dominators,
) -> Result<Column<ClassId, u64>, OutOfMemory> {
    let mut sums = Column::filled(classes.table.len(), 0u64)?;
    // How many nodes of each class are on the way from the root to the present node.
    let mut above = Column::filled(classes.table.len(), 0u32)?;
    let mut add = |node: NodeOrdinal, above_it: u32| {
        if above_it == 0 {
            sums[classes.of_node[node]] += dominators.retained[node];
        }
    };
    let counts = |node: NodeOrdinal| snapshot.nodes.self_size[node] != 0;
    walk_tree(order, |node, is_entered| {
        if counts(node) {
            let above = &mut above[classes.of_node[node]];
            if is_entered {
                add(node, *above);
                *above += 1;
            } else {
                *above -= 1;
            }
        }
    })?;
    // Unreached nodes hang on the root, which alone is above them.
    let root_class = counts(snapshot.root).then_some(classes.of_node[snapshot.root]);
    if order.nodes.len() < snapshot.nodes.len() {
        let mut is_reached = Column::filled(snapshot.nodes.len(), false)?;
        order.nodes.iter().for_each(|&node| is_reached[node] = true);
        for (node, _) in is_reached.iter().filter(|&(_, &is_reached)| !is_reached) {
            if counts(node) && Some(classes.of_node[node]) != root_class {
                add(node, 0);
            }
        }
    }
    Ok(sums)
}

/// Walks the dominator tree: `act` is told when a node is entered and when it is left.
fn walk_tree(order: &DominatorOrder, mut act: impl FnMut(NodeOrdinal, bool)) -> Result<(), OutOfMemory> {
    const NONE: u32 = u32::MAX;
    let mut first_child = try_filled(order.nodes.len(), NONE)?;
    let mut next_sibling = try_filled(order.nodes.len(), NONE)?;
    for (number, &above) in order.immediate.iter().enumerate().skip(1).rev() {
        next_sibling[number] = std::mem::replace(&mut first_child[above as usize], number as u32);
    }
    let mut at = 0;
    loop {
        act(order.nodes[at as usize], true);
        if first_child[at as usize] != NONE {
            at = first_child[at as usize];
            continue;
        }
        // Up to the first node that has a sibling.
        loop {
            act(order.nodes[at as usize], false);
            if at == 0 {
                return Ok(());
            }
            if next_sibling[at as usize] != NONE {
                at = next_sibling[at as usize];
                break;
            }
            at = order.immediate[at as usize];
        }
    }
}
