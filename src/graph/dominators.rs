//! Dominators and retained sizes (docs/semantics.md §7).
//!
//! A node dominates another if every way from the root to the other leads through it; the nearest such node is the
//! immediate dominator. What a node retains is what it dominates: the memory that would be free without it.
//!
//! The algorithm is semi-NCA (Georgiadis): depth-first numbering, semidominators with path compression, then the nearest
//! common ancestor by walking up. It is near-linear, works in flat arrays indexed by depth-first number, and recurses
//! nowhere, so that a list of a million links costs no stack.
//!
//! Each edge is looked at once, by the depth-first search: an edge to a higher number lowers its target's semidominator
//! there and then, an edge to a lower number is noted for the second pass. That spares the lists of predecessors.

use super::essential::Essential;
use crate::error::OutOfMemory;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, try_filled, try_with_capacity};
use crate::snapshot::Snapshot;

/// Depth-first number of nodes that are not reached.
const UNREACHED: u32 = u32::MAX;
/// The end of a chain of noted edges.
const END: u32 = u32::MAX;

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

impl DominatorOrder {
    /// Finds the immediate dominators of all nodes.
    pub fn compute(snapshot: &Snapshot, essential: Essential<'_>) -> Result<Self, OutOfMemory> {
        let mut search = DepthFirst::new(snapshot, essential)?;
        search.start_at_root()?;
        search.start_at_orphans()?;
        let DepthFirst { nodes, parent, semi, noted, last_noted, .. } = search;
        let immediate = semi_nca(&parent, semi, &noted, &last_noted)?;
        Ok(Self { nodes, immediate })
    }
}

impl Dominators {
    /// Turns positions back into nodes and sums sizes up the tree.
    pub fn new(snapshot: &Snapshot, order: &DominatorOrder) -> Result<Self, OutOfMemory> {
        let root = snapshot.root;
        let mut dominators =
            Self { immediate: Column::filled(snapshot.nodes.len(), root)?, retained: Column::default() };
        dominators.retained.try_reserve(snapshot.nodes.len())?;
        dominators.retained.extend(snapshot.nodes.self_size.as_slice().iter().map(|&size| u64::from(size)));
        let total = dominators.retained.as_slice().iter().sum();
        for (&node, &above) in order.nodes.iter().zip(&order.immediate).skip(1).rev() {
            let above = order.nodes[above as usize];
            dominators.immediate[node] = above;
            let size = dominators.retained[node];
            dominators.retained[above] += size;
        }
        // What only closed cycles reach hangs on the root directly and has been counted nowhere yet.
        dominators.retained[root] = total;
        Ok(dominators)
    }
}

/// An edge to a lower number, in the chain of its target.
#[derive(Clone, Copy, Debug)]
struct Noted {
    from: u32,
    /// The edge noted before it for the same target.
    before: u32,
}

struct DepthFirst<'a> {
    snapshot: &'a Snapshot,
    essential: Essential<'a>,
    /// Depth-first number of each node.
    number: Column<NodeOrdinal, u32>,
    /// The node with each number.
    nodes: Vec<NodeOrdinal>,
    /// The number of each number's parent in the depth-first tree.
    parent: Vec<u32>,
    /// The least number from which an edge goes up to each number.
    semi: Vec<u32>,
    /// Edges to lower numbers, and the last of each number.
    noted: Vec<Noted>,
    last_noted: Vec<u32>,
    /// Nodes on the way from the root, with the range of their edges that are still to be followed.
    path: Vec<(u32, EdgeIndex, EdgeIndex)>,
}

impl<'a> DepthFirst<'a> {
    fn new(snapshot: &'a Snapshot, essential: Essential<'a>) -> Result<Self, OutOfMemory> {
        let count = snapshot.nodes.len();
        Ok(Self {
            snapshot,
            essential,
            number: Column::filled(count, UNREACHED)?,
            nodes: try_with_capacity(count)?,
            parent: try_with_capacity(count)?,
            semi: try_with_capacity(count)?,
            noted: Vec::new(),
            last_noted: try_with_capacity(count)?,
            path: Vec::new(),
        })
    }

    fn start_at_root(&mut self) -> Result<(), OutOfMemory> {
        self.enter(self.snapshot.root, 0)?;
        self.follow()
    }

    /// Nodes that nothing refers to are taken as held by the root.
    fn start_at_orphans(&mut self) -> Result<(), OutOfMemory> {
        if self.nodes.len() == self.snapshot.nodes.len() {
            return Ok(());
        }
        // What refers to an unreached node is unreached itself.
        let unreached = |number: &Column<NodeOrdinal, u32>, node| number[node] == UNREACHED;
        let mut is_held = Column::filled(self.snapshot.nodes.len(), false)?;
        for node in self.snapshot.nodes.kind.positions().filter(|&node| unreached(&self.number, node)) {
            for edge in self.snapshot.edges_of(node).filter(|&edge| self.essential.is(node, edge)) {
                is_held[self.snapshot.edges.target[edge]] = true;
            }
        }
        for node in self.snapshot.nodes.kind.positions() {
            if unreached(&self.number, node) && !is_held[node] {
                self.enter(node, 0)?;
                self.follow()?;
            }
        }
        Ok(())
    }

    fn enter(&mut self, node: NodeOrdinal, parent: u32) -> Result<(), OutOfMemory> {
        let number = self.nodes.len() as u32;
        self.number[node] = number;
        self.nodes.push(node);
        self.parent.push(parent);
        self.semi.push(parent);
        self.last_noted.push(END);
        let edges = self.snapshot.nodes.edge_range(node);
        reserve_one(&mut self.path)?;
        self.path.push((number, EdgeIndex::at(edges.start), EdgeIndex::at(edges.end)));
        Ok(())
    }

    fn follow(&mut self) -> Result<(), OutOfMemory> {
        while let Some((number, next, end)) = self.path.last_mut() {
            if next == end {
                self.path.pop();
                continue;
            }
            let (from, edge) = (*number, *next);
            next.0 += 1;
            if !self.essential.is(self.nodes[from as usize], edge) {
                continue;
            }
            let target = self.snapshot.edges.target[edge];
            let to = self.number[target];
            if to == UNREACHED {
                self.enter(target, from)?;
            } else if to > from {
                let semi = &mut self.semi[to as usize];
                *semi = from.min(*semi);
            } else if to > 0 {
                reserve_one(&mut self.noted)?;
                let before = std::mem::replace(&mut self.last_noted[to as usize], self.noted.len() as u32);
                self.noted.push(Noted { from, before });
            }
        }
        Ok(())
    }
}

#[inline]
fn reserve_one<T>(list: &mut Vec<T>) -> Result<(), OutOfMemory> {
    if list.len() == list.capacity() {
        list.try_reserve(1).map_err(|_| OutOfMemory::of::<T>(list.len()))?;
    }
    Ok(())
}

/// The immediate dominator of each depth-first number, as a number; entry 0 is the root.
fn semi_nca(parent: &[u32], mut semi: Vec<u32>, noted: &[Noted], last_noted: &[u32]) -> Result<Vec<u32>, OutOfMemory> {
    let mut forest = Forest::new(parent)?;
    for number in (1..parent.len() as u32).rev() {
        let mut least = semi[number as usize];
        let mut at = last_noted[number as usize];
        while let Some(edge) = noted.get(at as usize) {
            least = least.min(forest.least_label(edge.from, number));
            at = edge.before;
        }
        semi[number as usize] = least;
        forest.label[number as usize] = least;
    }
    let mut immediate = forest.ancestor;
    immediate.copy_from_slice(parent);
    for number in 1..parent.len() {
        let mut candidate = immediate[number];
        while candidate > semi[number] {
            candidate = immediate[candidate as usize];
        }
        immediate[number] = candidate;
    }
    Ok(immediate)
}

/// The part of the depth-first tree that has been processed, with compressed paths.
struct Forest {
    /// A node above each node: its parent, or farther up after compression.
    ancestor: Vec<u32>,
    /// The least semidominator on the path from each node up to (not including) its ancestor.
    label: Vec<u32>,
    /// Scratch: the path being compressed.
    path: Vec<u32>,
}

impl Forest {
    fn new(parent: &[u32]) -> Result<Self, OutOfMemory> {
        let mut ancestor = try_with_capacity(parent.len())?;
        ancestor.extend_from_slice(parent);
        let label = try_filled(parent.len(), 0)?;
        Ok(Self { ancestor, label, path: Vec::new() })
    }

    /// The least label on the path from `number` up to the last node that comes after `limit`, all of which are processed.
    fn least_label(&mut self, number: u32, limit: u32) -> u32 {
        let mut at = number;
        while self.ancestor[at as usize] > limit {
            self.path.push(at);
            at = self.ancestor[at as usize];
        }
        let mut label = self.label[at as usize];
        let top = self.ancestor[at as usize];
        while let Some(below) = self.path.pop() {
            label = label.min(self.label[below as usize]);
            self.label[below as usize] = label;
            self.ancestor[below as usize] = top;
        }
        label
    }
}

#[cfg(test)]
#[path = "dominators_tests.rs"]
mod tests;
