//! Sums per class (docs/semantics.md §11).
//!
//! Only nodes with a size take part.

use std::ops::Range;

use super::assign::Classes;
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::graph::{Distances, DominatorOrder, Dominators, TreeWalk};
use crate::index::{ClassId, Column, NodeOrdinal, Position};
use crate::pace::{Pace, at_once};
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
        at_once(Self::of_subset(snapshot, classes, &|_| true, &Pace::unbroken()))
    }

    /// Adds up, of each class, the nodes that are wanted.
    pub async fn of_subset(
        snapshot: &Snapshot,
        classes: &Classes,
        is_wanted: &dyn Fn(NodeOrdinal) -> bool,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let mut of_class = Column::filled(classes.table.len(), Aggregate::default())?;
        let mut add = |nodes: Range<usize>| {
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
        };
        pace.in_blocks(snapshot.nodes.len(), &mut add).await;
        let rows = of_class.iter().filter(|(_, aggregate)| aggregate.count > 0).map(|(class, _)| class).collect();
        Ok(Self { of_class, rows })
    }
}

/// Takes some nodes into the least distance of each class; an unreached node takes part with its negative number.
#[inline(never)]
pub fn add_distances(
    snapshot: &Snapshot,
    classes: &Classes,
    distances: &Distances,
    nodes: Range<usize>,
    least: &mut Column<ClassId, i32>,
) {
    for node in nodes.map(NodeOrdinal::at).filter(|&node| !snapshot.nodes.self_size.is_zero(node)) {
        let entry = &mut least[classes.of_node[node]];
        *entry = distances[node].min(*entry);
    }
}

/// What the nodes of each class retain together, step by step: nodes below another node of their class are in that one's sum
/// already.
#[derive(Debug)]
pub struct RetainedByClasses {
    /// The reached nodes, a node after its dominators.
    nodes: Vec<NodeOrdinal>,
    /// Until it is over.
    walk: Option<TreeWalk>,
    sums: ClassSums,
    /// Of the reached nodes, those before this one have been taken off again.
    taken_off: usize,
}

impl RetainedByClasses {
    /// Sums that have not begun.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(classes: &Classes, DominatorOrder { nodes, immediate }: DominatorOrder) -> Result<Self, OutOfMemory> {
        let walk = Some(TreeWalk::new(immediate, 0)?);
        Ok(Self { nodes, walk, sums: ClassSums::new(classes.table.len())?, taken_off: 0 })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    pub fn step(
        &mut self,
        snapshot: &Snapshot,
        (classes, aggregates): (&Classes, &Aggregates),
        dominators: &Dominators,
    ) -> bool {
        let counts = |node: NodeOrdinal| !snapshot.nodes.self_size.is_zero(node);
        let root_class = counts(snapshot.root).then_some(classes.of_node[snapshot.root]);
        let Self { nodes, walk, sums, taken_off } = self;
        if let Some(under_way) = walk {
            let is_under_way = under_way.step(|number, is_entered| {
                let node = nodes[number as usize];
                if counts(node) {
                    let class = classes.of_node[node];
                    if is_entered { sums.enter(class, dominators.retained.of(node)) } else { sums.leave(class) }
                }
            });
            if is_under_way {
                return true;
            }
            *walk = None;
            if nodes.len() == snapshot.nodes.len() {
                return false;
            }
            // Unreached nodes hang on the root, which alone is above them, and retain themselves: they are all but those reached.
            for (class, all) in aggregates.of_class.iter().filter(|&(class, _)| Some(class) != root_class) {
                sums.of_class[class] += all.shallow_size;
            }
            return true;
        }
        let reached = nodes.iter().skip(*taken_off).take(STEPS);
        *taken_off += reached.len();
        for &node in reached.filter(|&&node| Some(classes.of_node[node]) != root_class) {
            sums.of_class[classes.of_node[node]] -= snapshot.nodes.self_size.of(node);
        }
        *taken_off < nodes.len()
    }

    /// The sums, when there is nothing more to do.
    pub fn finish(self) -> Column<ClassId, u64> {
        self.sums.of_class
    }
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
