//! Dominators and retained sizes (docs/semantics.md §7).
//!
//! A node dominates another if every way from the root to the other leads through it; the nearest such node is the
//! immediate dominator. What a node retains is what it dominates: the memory that would be free without it.
//!
//! The algorithm is semi-NCA (Georgiadis): depth-first numbering (`depth_first`), semidominators with path compression,
//! then the nearest common ancestor by walking up (`semi_nca`). It is near-linear, works in flat arrays indexed by
//! depth-first number, and recurses nowhere, so that a list of a million links costs no stack. This is where a heap needs
//! most memory, so arrays are given up or used again as soon as they have served.

mod deferred_edges;
mod depth_first;
mod semi_nca;
mod walk;

pub use walk::TreeWalk;

use super::Graph;
use crate::blocks::{in_blocks, in_blocks_back};
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, try_with_capacity};
use crate::snapshot::Snapshot;
use depth_first::DepthFirst;
use semi_nca::SemiNca;

/// The dominator tree in depth-first order: what is left to do is to sum up.
#[derive(Debug)]
pub struct DominatorOrder {
    /// The reached nodes; a node comes after its dominators.
    pub nodes: Vec<NodeOrdinal>,
    /// The position in `nodes` of each one's immediate dominator; 0, the root, for the root itself.
    pub immediate: Vec<u32>,
}

/// The dominator tree, and what follows from it.
#[derive(Debug, Default)]
pub struct Dominators {
    /// The immediate dominator of each node; the root's is itself.
    pub immediate: Column<NodeOrdinal, NodeOrdinal>,
    /// Bytes that would be free without the node.
    pub retained: Column<NodeOrdinal, u64>,
}

/// The search for dominators, step by step, so that a person's questions can be answered in between.
#[derive(Debug)]
pub struct DominatorSearch {
    walk: Option<Box<DepthFirst>>,
    /// After the walk.
    nodes: Vec<NodeOrdinal>,
    semi_nca: SemiNca,
}

impl DominatorSearch {
    /// A search that has not begun.
    pub fn new(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let walk = Some(Box::new(DepthFirst::new(graph)?));
        Ok(Self { walk, nodes: Vec::new(), semi_nca: SemiNca::default() })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    pub fn step(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        let Some(walk) = &mut self.walk else { return self.semi_nca.step() };
        if !walk.step(graph)?
            && let Some(walk) = self.walk.take()
        {
            let DepthFirst { number, nodes, parent, semi, deferred, .. } = *walk;
            self.nodes = nodes;
            self.semi_nca = SemiNca::new(parent, semi, deferred, number.into())?;
        }
        Ok(true)
    }

    /// The result, when there is nothing more to do.
    pub fn finish(self) -> DominatorOrder {
        DominatorOrder { nodes: self.nodes, immediate: self.semi_nca.into_immediate_dominators() }
    }
}

impl DominatorOrder {
    /// Finds the immediate dominators of all nodes.
    pub fn compute(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let mut search = DominatorSearch::new(graph)?;
        while search.step(graph)? {}
        Ok(search.finish())
    }
}

impl Dominators {
    /// Turns positions back into nodes and sums sizes up the tree.
    pub fn new(snapshot: &Snapshot, order: &DominatorOrder) -> Result<Self, OutOfMemory> {
        let (root, count) = (snapshot.root, snapshot.nodes.len());
        let sizes = &snapshot.nodes.self_size;
        // By number first: dominators lie near what they dominate there.
        let mut sums: Vec<u64> = try_with_capacity(order.nodes.len())?;
        sums.extend(order.nodes.iter().map(|&node| sizes.of(node)));
        in_blocks_back(order.nodes.len(), |numbers| {
            for number in numbers.rev().take_while(|&number| number > 0) {
                let sum = sums[number];
                sums[order.immediate[number] as usize] += sum;
            }
        });
        let mut immediate = Column::filled(count, root)?;
        let mut retained = Column::default();
        retained.try_reserve(count)?;
        retained.extend(sizes.iter().map(|(_, size)| size));
        let total = retained.as_slice().iter().sum();
        in_blocks(order.nodes.len(), |numbers| {
            for number in numbers {
                let node = order.nodes[number];
                immediate[node] = order.nodes[order.immediate[number] as usize];
                retained[node] = sums[number];
            }
        });
        // What only closed cycles reach hangs on the root directly and has been counted nowhere yet.
        retained[root] = total;
        Ok(Self { immediate, retained })
    }
}

#[cfg(test)]
mod tests;
