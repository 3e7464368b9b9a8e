//! The deferred edges that were dropped for want of memory, looked for again: one more pass over all edges for each part of them.
//!
//! Numbers are known by now, so an edge is deferred if it leads to a lower one; all else is as on the walk (`depth_first`).

use super::deferred_edges::DeferredEdges;
use super::depth_first::{Owned, UNREACHED};
use crate::error::OutOfMemory;
use crate::graph::Graph;
use crate::graph::essential::may_hold;
use crate::index::{Column, NodeOrdinal, Position, try_filled};

/// Nodes whose edges are looked at in one step.
const NODES: usize = 1 << 13;

/// A search that begins anew whenever it is asked to.
#[derive(Debug)]
pub struct DroppedEdges {
    /// Depth-first number of each node.
    number: Column<NodeOrdinal, u32>,
    owned: Owned,
    /// The next node to look at.
    next: usize,
}

impl DroppedEdges {
    /// A search that is over until [`Self::begin`].
    pub fn new(number: Column<NodeOrdinal, u32>, owned: Owned) -> Self {
        Self { next: number.len(), number, owned }
    }

    /// Begins from the first node.
    pub fn begin(&mut self) {
        self.next = 0;
    }

    /// Whether there are nodes to look at.
    pub fn is_under_way(&self) -> bool {
        self.next < self.number.len()
    }

    /// Notes the edges of some nodes.
    #[inline(never)]
    pub fn step(&mut self, graph: Graph<'_>, deferred: &mut DeferredEdges) -> Result<(), OutOfMemory> {
        let edges = &graph.snapshot.edges;
        let end = self.number.len().min(self.next + NODES);
        for node in (self.next..end).map(NodeOrdinal::at) {
            let from = self.number[node];
            if from == UNREACHED {
                continue;
            }
            let is_inside = self.owned.has(from, node);
            for edge in graph.snapshot.edges_of(node) {
                let link = edges.link(edge);
                let target = link.target();
                let to = self.number[target];
                let is_barred = !is_inside && self.owned.has(to, target);
                if to < from && to > 0 && !is_barred && may_hold(graph, node, edge, link) {
                    deferred.push(from, to)?;
                }
            }
        }
        self.next = end;
        Ok(())
    }

    /// The node with each of `count` numbers.
    pub fn into_nodes(self, count: usize) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
        let mut nodes = try_filled(count, NodeOrdinal(0))?;
        for (node, &number) in self.number.iter() {
            if let Some(numbered) = nodes.get_mut(number as usize) {
                *numbered = node;
            }
        }
        Ok(nodes)
    }
}
