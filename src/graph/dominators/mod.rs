//! Dominators and retained sizes (docs/semantics.md §7).
//!
//! A node dominates another if every way from the root to the other leads through it; the nearest such node is the
//! immediate dominator. What a node retains is what it dominates: the memory that would be free without it.
//!
//! The algorithm is semi-NCA (Georgiadis): depth-first numbering (`depth_first`), semidominators with path compression,
//! then the nearest common ancestor by walking up (`semi_nca`); then sizes are summed up (`tree`). It is near-linear, works in flat arrays indexed by
//! depth-first number, and recurses nowhere, so that a list of a million links costs no stack. This is where a heap needs
//! most memory, so arrays are given up or used again as soon as they have served.

mod deferred_edges;
mod depth_first;
mod dropped_edges;
mod semi_nca;
mod tree;
mod walk;

pub use tree::{DominatorOrder, DominatorSums, Dominators};
pub use walk::TreeWalk;

use super::Graph;
use crate::error::OutOfMemory;
use crate::growth::grow_at_once;
use crate::index::NodeOrdinal;
use depth_first::DepthFirst;
use dropped_edges::DroppedEdges;
use semi_nca::{Outcome, SemiNca};

/// What the search takes at the least: its four arrays, and of the edges that it puts by what most heaps have.
const PER_NODE: u64 = 16;
const PER_EDGE: u64 = 1;

/// The search for dominators, step by step, so that a person's questions can be answered in between.
#[derive(Debug)]
pub struct DominatorSearch {
    walk: Option<Box<DepthFirst>>,
    /// After the walk; none of a heap with so many deferred edges that some were dropped: there these have the numbers.
    nodes: Vec<NodeOrdinal>,
    dropped: Option<DroppedEdges>,
    semi_nca: SemiNca,
}

impl DominatorSearch {
    /// A search that has not begun.
    pub fn new(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let (nodes, edges) = (graph.snapshot.nodes.len() as u64, graph.snapshot.edges.len() as u64);
        grow_at_once(nodes * PER_NODE + edges * PER_EDGE);
        let walk = Some(Box::new(DepthFirst::new(graph)?));
        Ok(Self { walk, nodes: Vec::new(), dropped: None, semi_nca: SemiNca::default() })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    pub fn step(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        if let Some(walk) = &mut self.walk {
            if !walk.step(graph)?
                && let Some(walk) = self.walk.take()
            {
                self.end_walk(*walk)?;
            }
            return Ok(true);
        }
        if let Some(dropped) = self.dropped.as_mut().filter(|dropped| dropped.is_under_way()) {
            dropped.step(graph, &mut self.semi_nca.deferred)?;
            return Ok(true);
        }
        self.go_on()
    }

    /// Whether what comes next has to look at the graph.
    pub fn needs_graph(&self) -> bool {
        self.walk.is_some() || self.dropped.as_ref().is_some_and(DroppedEdges::is_under_way)
    }

    /// As [`Self::step`] without the graph; says whether there is more to do without it.
    pub fn step_alone(&mut self) -> Result<bool, OutOfMemory> {
        Ok(!self.needs_graph() && self.go_on()? && !self.needs_graph())
    }

    /// The step that needs no graph.
    fn go_on(&mut self) -> Result<bool, OutOfMemory> {
        let outcome = self.semi_nca.step()?;
        if outcome == Outcome::EdgesMissing {
            self.semi_nca.deferred.begin_again();
            self.dropped.iter_mut().for_each(DroppedEdges::begin);
        }
        Ok(outcome != Outcome::Done)
    }

    fn end_walk(&mut self, walk: DepthFirst) -> Result<(), OutOfMemory> {
        let DepthFirst { number, nodes, parent, semi, deferred, owned, .. } = walk;
        let memory = if deferred.is_partial() {
            self.dropped = Some(DroppedEdges::new(number, owned));
            nodes.into_iter().map(|node| node.0).collect()
        } else {
            self.nodes = nodes;
            number.into()
        };
        self.semi_nca = SemiNca::new(parent, semi, deferred, memory);
        Ok(())
    }

    /// The result, when there is nothing more to do.
    pub fn finish(self) -> Result<DominatorOrder, OutOfMemory> {
        let immediate = self.semi_nca.into_immediate_dominators();
        let nodes = match self.dropped {
            Some(dropped) => dropped.into_nodes(immediate.len())?,
            None => self.nodes,
        };
        Ok(DominatorOrder { nodes, immediate })
    }
}

impl DominatorOrder {
    /// Finds the immediate dominators of all nodes.
    pub fn compute(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let mut search = DominatorSearch::new(graph)?;
        while search.step(graph)? {}
        search.finish()
    }
}

#[cfg(test)]
mod tests;
