//! Sums per class (docs/semantics.md §11).
//!
//! Only nodes with a size take part.

use super::assign::Classes;
use crate::blocks::in_blocks;
use crate::error::OutOfMemory;
use crate::graph::{Distances, DominatorOrder, Dominators, TreeWalk};
use crate::index::{ClassId, Column, NodeOrdinal, Position};
use crate::snapshot::Snapshot;

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
    /// The classes that have a row, in the order in which they are met.
    pub rows: Vec<ClassId>,
}

impl Aggregates {
    /// Adds up each class.
    pub fn compute(snapshot: &Snapshot, classes: &Classes) -> Result<Self, OutOfMemory> {
        Self::of_subset(snapshot, classes, |_| true)
    }

    /// Adds up, of each class, the nodes that are wanted.
    pub fn of_subset(
        snapshot: &Snapshot,
        classes: &Classes,
        is_wanted: impl Fn(NodeOrdinal) -> bool,
    ) -> Result<Self, OutOfMemory> {
        let mut of_class = Column::filled(classes.table.len(), Aggregate::default())?;
        in_blocks(snapshot.nodes.len(), |nodes| {
            for node in nodes.map(NodeOrdinal::at) {
                let size = snapshot.nodes.self_size.of(node);
                if size != 0 && is_wanted(node) {
                    let aggregate = &mut of_class[classes.of_node[node]];
                    if aggregate.count == 0 {
                        aggregate.first = node;
                    }
                    aggregate.count += 1;
                    aggregate.shallow_size += size;
                }
            }
        });
        let rows = of_class.iter().filter(|(_, aggregate)| aggregate.count > 0).map(|(class, _)| class).collect();
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
    in_blocks(snapshot.nodes.len(), |nodes| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| !snapshot.nodes.self_size.is_zero(node)) {
            let entry = &mut least[classes.of_node[node]];
            *entry = distances[node].min(*entry);
        }
    });
    Ok(least)
}

/// What the nodes of each class retain together: nodes below another node of their class are in that one's sum already.
pub fn retained_sizes(
    snapshot: &Snapshot,
    classes: &Classes,
    order: &DominatorOrder,
    dominators: &Dominators,
) -> Result<Column<ClassId, u64>, OutOfMemory> {
    let counts = |node: NodeOrdinal| !snapshot.nodes.self_size.is_zero(node);
    let mut walk = TreeWalk::new(order.nodes.len(), 0, |number| order.immediate[number as usize])?;
    let mut sums = ClassSums::new(classes.table.len())?;
    while walk.step(|number, is_entered| {
        let node = order.nodes[number as usize];
        if counts(node) {
            let class = classes.of_node[node];
            if is_entered { sums.enter(class, dominators.retained.of(node)) } else { sums.leave(class) }
        }
    }) {}
    // Unreached nodes hang on the root, which alone is above them.
    let root_class = counts(snapshot.root).then_some(classes.of_node[snapshot.root]);
    if order.nodes.len() < snapshot.nodes.len() {
        let mut is_reached = Column::filled(snapshot.nodes.len(), false)?;
        order.nodes.iter().for_each(|&node| is_reached[node] = true);
        for (node, _) in is_reached.iter().filter(|&(_, &is_reached)| !is_reached) {
            if counts(node) && Some(classes.of_node[node]) != root_class {
                sums.of_class[classes.of_node[node]] += dominators.retained.of(node);
            }
        }
    }
    Ok(sums.of_class)
}

/// Retained sizes per class while the dominator tree is walked: what is below another node of its class is in that one's
/// sum already.
#[derive(Debug)]
pub struct ClassSums {
    /// In bytes.
    pub of_class: Column<ClassId, u64>,
    /// How many nodes of each class are on the way from the root to the present node.
    above: Column<ClassId, u32>,
}

impl ClassSums {
    /// Of this many classes, before the walk.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(classes: usize) -> Result<Self, OutOfMemory> {
        Ok(Self { of_class: Column::filled(classes, 0)?, above: Column::filled(classes, 0)? })
    }

    /// A node of this class is entered.
    pub fn enter(&mut self, class: ClassId, retained: u64) {
        if self.above[class] == 0 {
            self.of_class[class] += retained;
        }
        self.above[class] += 1;
    }

    /// A node of this class is left.
    pub fn leave(&mut self, class: ClassId) {
        self.above[class] -= 1;
    }
}
