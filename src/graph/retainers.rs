//! Who refers to a node: the edges turned round.
//!
//! They are kept sorted by their targets, four bytes an edge and a node. In a tab the heaps of some gigabytes leave no room
//! for that; there all edges are looked through for the retainers of the one node that is asked for, a third of a second for
//! a hundred million edges.

use std::borrow::Cow;

use super::node_set::NodeSet;
use crate::blocks::{STEPS, in_blocks, try_in_blocks};
use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush, try_collected, try_filled, try_with_capacity};
use crate::snapshot::{Link, Snapshot};
use crate::sort;

/// So many edges are kept sorted in a tab, where memory ends at 4 GiB; more of them are looked through.
const MOST_SORTED: usize = if cfg!(all(target_family = "wasm", target_os = "unknown")) { 1 << 26 } else { usize::MAX };

/// Edges of which it is found out at once whether one leads to a node: a register's worth or a few.
const LANES: usize = 16;

/// The incoming edges of each node.
#[derive(Debug)]
pub struct Retainers(Way);

#[derive(Debug)]
enum Way {
    Sorted {
        /// Where each node's list starts in `edges`, and at the end their number.
        first: Vec<u32>,
        edges: Vec<EdgeIndex>,
    },
    /// Nodes that some edge leads to, and those that several do.
    Sought { any: NodeSet, several: NodeSet },
}

impl Retainers {
    /// The edges that lead to a node, by descending position in the file. `snapshot` is the one these were computed of.
    ///
    /// # Errors
    ///
    /// When there is no memory for a list of them.
    pub fn of(&self, snapshot: &Snapshot, node: NodeOrdinal) -> Result<Cow<'_, [EdgeIndex]>, OutOfMemory> {
        let Way::Sorted { first, edges } = &self.0 else { return seek(snapshot.edges.links(), node).map(Cow::Owned) };
        let at = node.index();
        Ok(match (first.get(at), first.get(at + 1)) {
            (Some(&start), Some(&end)) => edges.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
        .into())
    }

    /// How many edges that `counts` lead to each of some nodes.
    ///
    /// # Errors
    ///
    /// When there is no memory for so many numbers.
    pub fn counts(
        &self,
        snapshot: &Snapshot,
        nodes: &[NodeOrdinal],
        counts: impl Fn(EdgeIndex) -> bool,
    ) -> Result<Vec<usize>, OutOfMemory> {
        if let Way::Sought { .. } = self.0 {
            return count_sought(snapshot, nodes, counts);
        }
        let mut numbers = try_with_capacity(nodes.len())?;
        for &node in nodes {
            numbers.push(self.of(snapshot, node)?.iter().filter(|&&edge| counts(edge)).count());
        }
        Ok(numbers)
    }

    /// Whether each node's retainers have to be looked for, so that they cannot be asked for of many.
    pub fn are_sought(&self) -> bool {
        matches!(self.0, Way::Sought { .. })
    }

    /// Whether just one edge leads to a node.
    #[inline]
    pub fn is_only_one(&self, node: NodeOrdinal) -> bool {
        match &self.0 {
            Way::Sorted { first, .. } => match (first.get(node.index()), first.get(node.index() + 1)) {
                (Some(start), Some(end)) => end - start == 1,
                _ => false,
            },
            Way::Sought { any, several } => any.contains(node) && !several.contains(node),
        }
    }
}

/// The edges being turned round, step by step.
#[derive(Debug)]
pub struct RetainerSearch {
    retainers: Retainers,
    stage: Stage,
    /// The next row of the stage.
    next: usize,
}

/// What is gone through: once, if retainers are sought.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// The edges, to count those of each node.
    Count,
    /// The nodes, to find the end of each one's list.
    Sum,
    /// The edges, to put each in its list.
    Fill,
}

impl RetainerSearch {
    /// A search that has not begun.
    pub fn new(snapshot: &Snapshot) -> Result<Self, OutOfMemory> {
        Self::of_at_most(MOST_SORTED, snapshot)
    }

    fn of_at_most(most_sorted: usize, snapshot: &Snapshot) -> Result<Self, OutOfMemory> {
        let (edges, nodes) = (snapshot.edges.len(), snapshot.nodes.len());
        let way = if edges <= most_sorted {
            // The larger one first, as long as there is one place for it.
            let edges = try_with_capacity(edges)?;
            Way::Sorted { first: try_filled(nodes + 1, 0)?, edges }
        } else {
            Way::Sought { any: NodeSet::new(nodes)?, several: NodeSet::new(nodes)? }
        };
        Ok(Self { retainers: Retainers(way), stage: Stage::Count, next: 0 })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    #[inline(never)]
    pub fn step(&mut self, snapshot: &Snapshot) -> bool {
        let links = snapshot.edges.links();
        let (start, mut rows) = (self.next, links.len());
        let block = |rows: usize| start..rows.min(start + STEPS);
        match &mut self.retainers.0 {
            Way::Sought { any, several } => {
                for link in &links[block(rows)] {
                    if !any.insert(link.target()) {
                        several.insert(link.target());
                    }
                }
            }
            Way::Sorted { first, edges } => match self.stage {
                Stage::Count => {
                    for link in &links[block(rows)] {
                        first[link.target().index()] += 1;
                    }
                    // There is room; it is touched bit by bit as well.
                    edges.resize(block(rows).end, EdgeIndex(0));
                }
                Stage::Sum => {
                    rows = first.len();
                    let mut sum = start.checked_sub(1).map_or(0, |before| first[before]);
                    for entry in &mut first[block(rows)] {
                        sum += *entry;
                        *entry = sum;
                    }
                }
                // Each list is filled from its end, so that the last edge of the file comes first, as in the reference.
                Stage::Fill => {
                    for edge in block(rows) {
                        let place = &mut first[links[edge].target().index()];
                        *place -= 1;
                        edges[*place as usize] = EdgeIndex::at(edge);
                    }
                }
            },
        }
        self.next = block(rows).end;
        if self.next < rows {
            return true;
        }
        match (self.stage, self.retainers.are_sought()) {
            (Stage::Count, false) => (self.stage, self.next) = (Stage::Sum, 0),
            (Stage::Sum, _) => (self.stage, self.next) = (Stage::Fill, 0),
            _ => return false,
        }
        true
    }

    /// The retainers, when there is nothing more to do.
    pub fn found(&self) -> &Retainers {
        &self.retainers
    }

    /// The same, to be kept.
    pub fn finish(self) -> Retainers {
        self.retainers
    }
}

/// The edges to a node, the last one first.
fn seek(links: &[Link], node: NodeOrdinal) -> Result<Vec<EdgeIndex>, OutOfMemory> {
    let mut found = Vec::new();
    try_in_blocks(links.len(), |block| {
        let start = block.start;
        for (lanes, links) in links.get(block).unwrap_or_default().chunks(LANES).enumerate() {
            // Without a branch for each edge, so that many are compared at once.
            if !links.iter().fold(false, |is_any, link| is_any | (link.target() == node)) {
                continue;
            }
            for (at, link) in links.iter().enumerate() {
                if link.target() == node {
                    found.try_push(EdgeIndex::at(start + lanes * LANES + at))?;
                }
            }
        }
        Ok(())
    })?;
    found.reverse();
    Ok(found)
}

/// How many edges lead to each of some nodes, which may be among them several times: all looked through once.
fn count_sought(
    snapshot: &Snapshot,
    nodes: &[NodeOrdinal],
    counts: impl Fn(EdgeIndex) -> bool,
) -> Result<Vec<usize>, OutOfMemory> {
    let mut distinct = try_collected(nodes.iter().map(|node| u64::from(node.0)))?;
    sort::numbers(&mut distinct)?;
    distinct.dedup();
    let place = |node: NodeOrdinal| distinct.binary_search(&node.0.into()).unwrap_or(distinct.len());
    let mut sought = NodeSet::new(snapshot.nodes.len())?;
    nodes.iter().for_each(|&node| _ = sought.insert(node));
    let mut numbers = try_filled(distinct.len(), 0)?;
    let links = snapshot.edges.links();
    in_blocks(links.len(), |block| {
        for (edge, link) in block.clone().zip(links.get(block).unwrap_or_default()) {
            if sought.contains(link.target())
                && counts(EdgeIndex::at(edge))
                && let Some(number) = numbers.get_mut(place(link.target()))
            {
                *number += 1;
            }
        }
    });
    try_collected(nodes.iter().map(|&node| numbers.get(place(node)).copied().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::testing::any_heap;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_edges_turned_round_whichever_way(heap in any_heap()) {
            let snapshot = heap.snapshot();
            for most in [usize::MAX, 0] {
                let mut search = RetainerSearch::of_at_most(most, &snapshot).unwrap();
                while search.step(&snapshot) {}
                let retainers = search.finish();
                for node in snapshot.nodes.kind.positions() {
                    let edges = (0..snapshot.edges.len()).rev().map(EdgeIndex::at);
                    let expected: Vec<_> = edges.filter(|&edge| snapshot.edges.target(edge) == node).collect();
                    prop_assert_eq!(retainers.is_only_one(node), expected.len() == 1);
                    prop_assert_eq!(retainers.of(&snapshot, node).unwrap().into_owned(), expected);
                }
                let twice: Vec<_> = snapshot.nodes.kind.positions().chain(snapshot.nodes.kind.positions().rev()).collect();
                let is_even = |edge: EdgeIndex| edge.0.is_multiple_of(2);
                let number = |&node: &NodeOrdinal| retainers.of(&snapshot, node).unwrap().iter().filter(|&&edge| is_even(edge)).count();
                let expected: Vec<_> = twice.iter().map(number).collect();
                prop_assert_eq!(retainers.counts(&snapshot, &twice, is_even).unwrap(), expected);
            }
        }
    }
}
