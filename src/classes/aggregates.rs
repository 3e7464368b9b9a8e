//! Sums per class (docs/semantics.md §11).
//!
//! Only nodes with a size take part.

use super::assign::Classes;
use crate::blocks::{STEPS, in_blocks, in_blocks_back};
use crate::error::OutOfMemory;
use crate::graph::{Distances, DominatorOrder, Dominators};
use crate::index::{ClassId, Column, NodeOrdinal, Position, try_filled};
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
        Self::of_part(snapshot, classes, |_| true)
    }

    /// Adds up, of each class, the nodes that are wanted.
    pub fn of_part(
        snapshot: &Snapshot,
        classes: &Classes,
        is_wanted: impl Fn(NodeOrdinal) -> bool,
    ) -> Result<Self, OutOfMemory> {
        let mut of_class = Column::filled(classes.table.len(), Aggregate::default())?;
        in_blocks(snapshot.nodes.len(), |nodes| {
            for node in nodes.map(NodeOrdinal::at) {
                let size = snapshot.nodes.self_size[node];
                if size != 0 && is_wanted(node) {
                    let aggregate = &mut of_class[classes.of_node[node]];
                    if aggregate.count == 0 {
                        aggregate.first = node;
                    }
                    aggregate.count += 1;
                    aggregate.shallow_size += u64::from(size);
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
        for node in nodes.map(NodeOrdinal::at).filter(|&node| snapshot.nodes.self_size[node] != 0) {
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
    let counts = |node: NodeOrdinal| snapshot.nodes.self_size[node] != 0;
    let mut walk = TreeWalk::new(order)?;
    let mut sums = Sums {
        of_class: Column::filled(classes.table.len(), 0u64)?,
        above: Column::filled(classes.table.len(), 0u32)?,
    };
    while walk.step(|node, is_entered| {
        if counts(node) {
            let class = classes.of_node[node];
            if is_entered { sums.enter(class, dominators.retained[node]) } else { sums.leave(class) }
        }
    }) {}
    // Unreached nodes hang on the root, which alone is above them.
    let root_class = counts(snapshot.root).then_some(classes.of_node[snapshot.root]);
    if order.nodes.len() < snapshot.nodes.len() {
        let mut is_reached = Column::filled(snapshot.nodes.len(), false)?;
        order.nodes.iter().for_each(|&node| is_reached[node] = true);
        for (node, _) in is_reached.iter().filter(|&(_, &is_reached)| !is_reached) {
            if counts(node) && Some(classes.of_node[node]) != root_class {
                sums.of_class[classes.of_node[node]] += dominators.retained[node];
            }
        }
    }
    Ok(sums.of_class)
}

/// Retained sizes per class while the dominator tree is walked.
struct Sums {
    of_class: Column<ClassId, u64>,
    /// How many nodes of each class are on the way from the root to the present node.
    above: Column<ClassId, u32>,
}

impl Sums {
    fn enter(&mut self, class: ClassId, retained: u64) {
        if self.above[class] == 0 {
            self.of_class[class] += retained;
        }
        self.above[class] += 1;
    }

    fn leave(&mut self, class: ClassId) {
        self.above[class] -= 1;
    }
}

/// No number.
const NONE: u32 = u32::MAX;

/// A walk over the dominator tree.
struct TreeWalk<'a> {
    order: &'a DominatorOrder,
    first_child: Vec<u32>,
    next_sibling: Vec<u32>,
    at: u32,
    /// Whether everything below `at` has been walked over.
    is_leaving: bool,
}

impl<'a> TreeWalk<'a> {
    fn new(order: &'a DominatorOrder) -> Result<Self, OutOfMemory> {
        let mut first_child = try_filled(order.nodes.len(), NONE)?;
        let mut next_sibling = try_filled(order.nodes.len(), NONE)?;
        in_blocks_back(order.nodes.len(), |numbers| {
            for number in numbers.rev().take_while(|&number| number > 0) {
                let above = order.immediate[number] as usize;
                next_sibling[number] = std::mem::replace(&mut first_child[above], number as u32);
            }
        });
        Ok(Self { order, first_child, next_sibling, at: 0, is_leaving: false })
    }

    /// Walks on for a while; says whether there is more. `act` is told of each node when it is entered (`true`) and when it
    /// is left.
    #[inline(never)]
    fn step(&mut self, mut act: impl FnMut(NodeOrdinal, bool)) -> bool {
        for _ in 0..STEPS {
            let at = self.at as usize;
            if !self.is_leaving {
                act(self.order.nodes[at], true);
                match self.first_child[at] {
                    NONE => self.is_leaving = true,
                    child => self.at = child,
                }
                continue;
            }
            act(self.order.nodes[at], false);
            if at == 0 {
                return false;
            }
            match self.next_sibling[at] {
                NONE => self.at = self.order.immediate[at],
                sibling => (self.at, self.is_leaving) = (sibling, false),
            }
        }
        true
    }
}
