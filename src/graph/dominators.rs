//! Dominators and retained sizes (semantics.md §7).
//!
//! A node dominates another if every way from the root to the other leads through it; the nearest such node is the
//! immediate dominator. What a node retains is what it dominates: the memory that would be free without it.
//!
//! The algorithm is semi-NCA (Georgiadis): depth-first numbering, semidominators with path compression, then the nearest
//! common ancestor by walking up. It is near-linear, works in flat arrays indexed by depth-first number, and recurses
//! nowhere, so that a list of a million links costs no stack.

use super::essential::Essential;
use crate::error::OutOfMemory;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, try_filled, try_with_capacity};
use crate::snapshot::Snapshot;

/// Depth-first number of nodes that are not reached.
const UNREACHED: u32 = u32::MAX;

/// The dominator tree, and what follows from it.
#[derive(Debug, Default)]
pub struct Dominators {
    /// The immediate dominator of each node; the root's is itself.
    pub immediate: Column<NodeOrdinal, NodeOrdinal>,
    /// Bytes that would be free without the node.
    pub retained: Column<NodeOrdinal, u64>,
}

impl Dominators {
    /// Computes both for all nodes.
    pub fn compute(snapshot: &Snapshot, essential: Essential<'_>) -> Result<Self, OutOfMemory> {
        let mut search = DepthFirst::new(snapshot, essential)?;
        search.start_at_root()?;
        search.start_at_orphans()?;
        let DepthFirst { number, order, parent, .. } = search;
        let predecessors = Predecessors::new(snapshot, essential, &number, order.len())?;
        let immediate = semi_nca(&parent, &predecessors)?;
        drop(predecessors);
        Self::from_numbers(snapshot, &order, &immediate)
    }

    /// Turns depth-first numbers back into nodes and sums sizes up the tree.
    fn from_numbers(snapshot: &Snapshot, order: &[NodeOrdinal], immediate: &[u32]) -> Result<Self, OutOfMemory> {
        let root = snapshot.root;
        let mut dominators =
            Self { immediate: Column::filled(snapshot.nodes.len(), root)?, retained: Column::default() };
        dominators.retained.try_reserve(snapshot.nodes.len())?;
        for &size in snapshot.nodes.self_size.as_slice() {
            dominators.retained.push(u64::from(size));
        }
        let nodes = order.iter().zip(immediate).skip(1);
        for (&node, &above) in nodes.rev() {
            let above = order[above as usize];
            dominators.immediate[node] = above;
            let size = dominators.retained[node];
            dominators.retained[above] += size;
        }
        // What only closed cycles reach hangs on the root directly and has been counted nowhere yet.
        let total = snapshot.nodes.self_size.as_slice().iter().map(|&size| u64::from(size)).sum();
        dominators.retained[root] = total;
        Ok(dominators)
    }
}

struct DepthFirst<'a> {
    snapshot: &'a Snapshot,
    essential: Essential<'a>,
    /// Depth-first number of each node.
    number: Column<NodeOrdinal, u32>,
    /// The node with each number.
    order: Vec<NodeOrdinal>,
    /// The number of each number's parent in the depth-first tree.
    parent: Vec<u32>,
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
            order: try_with_capacity(count)?,
            parent: try_with_capacity(count)?,
            path: Vec::new(),
        })
    }

    fn start_at_root(&mut self) -> Result<(), OutOfMemory> {
        self.enter(self.snapshot.root, 0)?;
        self.follow()
    }

    /// Nodes that nothing refers to are taken as held by the root.
    fn start_at_orphans(&mut self) -> Result<(), OutOfMemory> {
        if self.order.len() == self.snapshot.nodes.len() {
            return Ok(());
        }
        let mut is_held = Column::filled(self.snapshot.nodes.len(), false)?;
        for node in self.snapshot.nodes.kind.positions() {
            for edge in self.snapshot.edges_of(node) {
                if self.essential.is(node, edge) {
                    is_held[self.snapshot.edges.target[edge]] = true;
                }
            }
        }
        for node in self.snapshot.nodes.kind.positions() {
            if self.number[node] == UNREACHED && !is_held[node] {
                self.enter(node, 0)?;
                self.follow()?;
            }
        }
        Ok(())
    }

    fn enter(&mut self, node: NodeOrdinal, parent: u32) -> Result<(), OutOfMemory> {
        let number = self.order.len() as u32;
        self.number[node] = number;
        self.order.push(node);
        self.parent.push(parent);
        let edges = self.snapshot.nodes.edge_range(node);
        if self.path.len() == self.path.capacity() {
            self.path.try_reserve(1).map_err(|_| OutOfMemory::of::<(u32, u32, u32)>(self.path.len()))?;
        }
        self.path.push((number, EdgeIndex::at(edges.start), EdgeIndex::at(edges.end)));
        Ok(())
    }

    fn follow(&mut self) -> Result<(), OutOfMemory> {
        while let Some((number, next, end)) = self.path.last_mut() {
            if next == end {
                self.path.pop();
                continue;
            }
            let (number, edge) = (*number, *next);
            next.0 += 1;
            let target = self.snapshot.edges.target[edge];
            if self.number[target] == UNREACHED && self.essential.is(self.order[number as usize], edge) {
                self.enter(target, number)?;
            }
        }
        Ok(())
    }
}

/// For each depth-first number, the numbers that refer to it.
struct Predecessors {
    first: Vec<u32>,
    numbers: Vec<u32>,
}

impl Predecessors {
    fn new(
        snapshot: &Snapshot,
        essential: Essential<'_>,
        number: &Column<NodeOrdinal, u32>,
        reached: usize,
    ) -> Result<Self, OutOfMemory> {
        let for_each = |act: &mut dyn FnMut(usize, u32)| {
            for node in snapshot.nodes.kind.positions() {
                let from = number[node];
                if from == UNREACHED {
                    continue;
                }
                for edge in snapshot.edges_of(node) {
                    if essential.is(node, edge) {
                        act(number[snapshot.edges.target[edge]] as usize, from);
                    }
                }
            }
        };
        let mut first = try_filled(reached + 1, 0u32)?;
        for_each(&mut |to, _| first[to] += 1);
        let mut sum = 0;
        for entry in &mut first {
            sum += *entry;
            *entry = sum;
        }
        let mut numbers = try_filled(sum as usize, 0u32)?;
        for_each(&mut |to, from| {
            first[to] -= 1;
            numbers[first[to] as usize] = from;
        });
        Ok(Self { first, numbers })
    }

    #[inline]
    fn of(&self, number: u32) -> &[u32] {
        let at = number as usize;
        &self.numbers[self.first[at] as usize..self.first[at + 1] as usize]
    }
}

/// The immediate dominator of each depth-first number, as a number; entry 0 is the root.
fn semi_nca(parent: &[u32], predecessors: &Predecessors) -> Result<Vec<u32>, OutOfMemory> {
    let count = parent.len();
    let mut forest = Forest::new(parent)?;
    let mut semi = try_with_capacity(count)?;
    semi.extend(0..count as u32);
    for number in (1..count as u32).rev() {
        let mut least = parent[number as usize];
        for &predecessor in predecessors.of(number) {
            let candidate = if predecessor <= number { predecessor } else { forest.least_label(predecessor, number) };
            least = least.min(candidate);
        }
        semi[number as usize] = least;
        forest.label[number as usize] = least;
    }
    let mut immediate = forest.ancestor;
    immediate.copy_from_slice(parent);
    for number in 1..count {
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
        let mut label = try_with_capacity(parent.len())?;
        label.extend(0..parent.len() as u32);
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
