//! The shortest retaining path: the fewest links from the root to an object, weak ones left out.
//!
//! How many links each node is from the root is computed once, breadth first; a path then only steps down the numbers.
//! Where several retainers are equally near, the one with the smaller distance is taken, because it is reached from the
//! program's own roots, and then the one that comes first in the Retainers pane's list.

use super::edges::Direction;
use super::ignored::Ignored;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, EdgeIndex, NodeOrdinal, TryPush};
use crate::snapshot::EdgeType;

const UNREACHED: u32 = u32::MAX;

/// How many links each node is from the root.
#[derive(Debug)]
pub struct Depths(Column<NodeOrdinal, u32>);

impl Depths {
    /// Computes the depths of all nodes, without the links that do not count if something is ignored.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn compute(heap: &Heap, ignored: Option<&Ignored>) -> Result<Self, OutOfMemory> {
        let snapshot = &heap.snapshot;
        let mut depths = Column::filled(snapshot.nodes.len(), UNREACHED)?;
        depths[snapshot.root] = 0;
        let mut level = vec![snapshot.root];
        let mut depth = 0;
        while !level.is_empty() {
            depth += 1;
            let mut next = Vec::new();
            for edge in level.iter().flat_map(|&node| snapshot.edges_of(node)) {
                let target = snapshot.edges.target(edge);
                let counts = |edge| ignored.is_none_or(|ignored| !ignored.refuses(heap, edge));
                if depths[target] == UNREACHED && snapshot.edges.kind(edge) != EdgeType::Weak && counts(edge) {
                    depths[target] = depth;
                    next.try_reserve(1).map_err(|_| OutOfMemory::of::<NodeOrdinal>(next.len()))?;
                    next.push(target);
                }
            }
            level = next;
        }
        Ok(Self(depths))
    }

    /// The edges of the path from an object to the root, the one that holds the object first; fewer for an object that the
    /// root does not reach. An object that is ignored itself has a path if something else reaches what holds it. Needs
    /// retainers.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn edges(
        &self,
        heap: &Heap,
        ignored: Option<&Ignored>,
        object: NodeOrdinal,
    ) -> Result<Vec<EdgeIndex>, OutOfMemory> {
        let mut edges = Vec::new();
        let mut node = object;
        while let Some(edge) = self.nearest_retainer(heap, ignored, node)? {
            edges.try_push(edge)?;
            node = Direction::Retainers.node(heap, edge);
        }
        Ok(edges)
    }

    /// The last edge of a node's path; none of the root and of what it does not reach.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn nearest_retainer(
        &self,
        heap: &Heap,
        ignored: Option<&Ignored>,
        node: NodeOrdinal,
    ) -> Result<Option<EdgeIndex>, OutOfMemory> {
        let Some(retainers) = heap.retainers.as_ref().filter(|_| node != heap.snapshot.root) else { return Ok(None) };
        let depth = |edge| self.0[heap.snapshot.nodes.source_of(edge)];
        let edges = retainers.of(&heap.snapshot, node)?;
        let nearer = edges.iter().copied().filter(|&edge| {
            heap.snapshot.edges.kind(edge) != EdgeType::Weak
                && depth(edge) < self.0[node]
                && ignored.is_none_or(|ignored| !ignored.is_useless(heap, edge))
        });
        Ok(nearer.min_by_key(|&edge| (depth(edge), Direction::Retainers.distance(heap, ignored, edge))))
    }
}
