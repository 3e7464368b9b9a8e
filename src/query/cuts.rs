//! What keeps an object: the smallest sets of links that would have to be cut so that it becomes free.
//!
//! Between an object and its immediate dominator there is one such set at least: the least number of essential links
//! (docs/semantics.md §7) that lie on all ways from the one to the other. Cutting it frees all that the object retains, at least.
//! The same of the dominator and its own, and so on up to the root, gives every place where few cuts suffice, with what
//! each would free; a single link is an edge of the dominator tree itself.
//!
//! The set is a minimum cut with links of capacity one, found by augmenting paths backwards from the object (Ford and
//! Fulkerson), so that of several smallest sets it is the one nearest to the object. More than [`MOST_LINKS`] links are no
//! answer that a person could act on, so that the search ends after as many paths.

use std::ops::Range;

use serde::Serialize;

use super::redacted::{Redact, Redactor};
use super::rows::{EdgeRow, ObjectRow};
use crate::error::OutOfMemory;
use crate::graph::{Dominators, EssentialEdges, NodeSet, Retainers, reach};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush, try_collected};
use crate::pace::Pace;
use crate::sort;

/// Sets with more links than this are not given.
pub const MOST_LINKS: usize = 8;
/// As many dominators are asked, from the object upwards.
const MOST_LEVELS: usize = 24;
/// Nodes that one search for a path may look at.
const MOST_NODES: usize = 1 << 20;
/// To ask where a link comes from, and whether it is essential, takes as long as so many rows of a column.
const ROWS_PER_LINK: usize = 8;
/// The same where a node's retainers have to be looked for among all edges.
const MOST_SOUGHT: usize = 16;

/// What would be free if some links were cut.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cut {
    /// The object that would be free.
    pub object: ObjectRow,
    /// Bytes that would be free with it: what it retains, and what only the links between it and its dominator retain.
    pub freed_size: u64,
    /// A row of each link's holder. Absent if there would have to be more than a few.
    pub links: Option<Vec<EdgeRow>>,
}

impl Redact for Cut {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        self.object.redact(redactor);
        self.links.iter_mut().flatten().for_each(|link| link.redact(redactor));
    }
}

/// Finds cuts in one heap. Needs retainers and dominators.
#[derive(Debug)]
pub struct Cuts<'a> {
    heap: &'a Heap,
    essential: &'a EssentialEdges,
    dominators: &'a Dominators,
    pace: &'a Pace,
}

/// A node that a search has come to: by which edge, from which place in the queue.
type Visit = (NodeOrdinal, EdgeIndex, u32);

impl<'a> Cuts<'a> {
    /// Nothing, as long as dominators are not computed.
    pub fn new(heap: &'a Heap, essential: &'a EssentialEdges, pace: &'a Pace) -> Option<Self> {
        let dominators = heap.dominators.as_ref()?;
        Some(Self { heap, essential, dominators, pace })
    }

    /// The smallest sets whose cut frees an object: itself first, then with its dominators from the nearest to the farthest.
    /// None for the root, and for what no root reaches.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn of(&self, object: NodeOrdinal) -> Result<Vec<Cut>, OutOfMemory> {
        let mut cuts = Vec::new();
        let mut node = object;
        while node != self.heap.snapshot.root && cuts.len() < MOST_LEVELS {
            let cut = self.cut(node, None).await?;
            if cut.links.as_ref().is_some_and(Vec::is_empty) {
                return Ok(Vec::new());
            }
            cuts.try_push(cut)?;
            node = self.dominators.immediate[node];
        }
        Ok(cuts)
    }

    /// What is left to cut, the smallest set, before the target of a link that is cut becomes free. If no link is left, cutting
    /// that one suffices.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn without(&self, edge: EdgeIndex) -> Result<Cut, OutOfMemory> {
        self.cut(self.heap.snapshot.edges.target(edge), Some(edge)).await
    }

    async fn cut(&self, node: NodeOrdinal, without: Option<EdgeIndex>) -> Result<Cut, OutOfMemory> {
        let heap = self.heap;
        let row = |edge| EdgeRow::new(heap, edge, ObjectRow::new(heap, heap.snapshot.nodes.source_of(edge)));
        let edges = self.least(node, without).await?;
        let freed_size = self.freed(node, edges.as_deref().unwrap_or_default()).await?;
        let links = edges.map(|edges| edges.into_iter().map(row).collect());
        Ok(Cut { object: ObjectRow::new(heap, node), freed_size, links })
    }

    /// Bytes that are free without a set of links, which frees a node.
    async fn freed(&self, node: NodeOrdinal, edges: &[EdgeIndex]) -> Result<u64, OutOfMemory> {
        if edges.iter().all(|&edge| self.heap.snapshot.edges.target(edge) == node) {
            return Ok(self.dominators.retained.of(node));
        }
        Ok(self.reached(&[]).await?.saturating_sub(self.reached(edges).await?))
    }

    /// Bytes that the root reaches without some links.
    async fn reached(&self, without: &[EdgeIndex]) -> Result<u64, OutOfMemory> {
        let (graph, snapshot) = (self.heap.graph(), &self.heap.snapshot);
        let is_cut = |source, edge, _| without.contains(&edge) || !self.essential.has(graph, source, edge);
        let reached = reach::from(snapshot, vec![snapshot.root], &is_cut, self.pace).await?;
        let mut sum = 0;
        let mut add = |nodes: Range<usize>| {
            let nodes = nodes.map(NodeOrdinal::at).filter(|&node| reached.contains(node));
            sum += nodes.map(|node| snapshot.nodes.self_size.of(node)).sum::<u64>();
        };
        self.pace.in_blocks(snapshot.nodes.len(), &mut add).await;
        Ok(sum)
    }

    /// The smallest set of links between a node and its immediate dominator, in file order.
    async fn least(
        &self,
        node: NodeOrdinal,
        without: Option<EdgeIndex>,
    ) -> Result<Option<Vec<EdgeIndex>>, OutOfMemory> {
        let snapshot = &self.heap.snapshot;
        // The links of paths that have no link in common, by their numbers, ascending.
        let mut used: Vec<u64> = Vec::new();
        for _ in 0..=MOST_LINKS {
            let Some((visits, seen)) = self.search(node, &used, without).await? else { return Ok(None) };
            if !seen.contains(self.dominators.immediate[node]) {
                let links = used.into_iter().map(|edge| EdgeIndex(edge as u32));
                let is_cut = |&edge: &EdgeIndex| {
                    !seen.contains(snapshot.nodes.source_of(edge)) && seen.contains(snapshot.edges.target(edge))
                };
                return Ok(Some(links.filter(is_cut).collect()));
            }
            let mut at = visits.len() - 1;
            while let Some(&(_, edge, before)) = visits.get(at).filter(|_| at > 0) {
                used.try_push(edge.0.into())?;
                at = before as usize;
            }
            used = without_doubles(used)?;
        }
        Ok(None)
    }

    /// Looks for a way back from a node to its immediate dominator, breadth first, against links that are not used yet or along
    /// used ones. Gives what was visited, the dominator last if it was found; nothing if that would take too long.
    async fn search(
        &self,
        node: NodeOrdinal,
        used: &[u64],
        without: Option<EdgeIndex>,
    ) -> Result<Option<(Vec<Visit>, NodeSet)>, OutOfMemory> {
        let (graph, snapshot) = (self.heap.graph(), &self.heap.snapshot);
        let above = self.dominators.immediate[node];
        let most =
            if self.heap.retainers.as_ref().is_some_and(Retainers::are_sought) { MOST_SOUGHT } else { MOST_NODES };
        let mut seen = NodeSet::new(snapshot.nodes.len())?;
        seen.insert(node);
        let mut visits: Vec<Visit> = vec![(node, EdgeIndex(0), 0)];
        let mut next = 0;
        while let Some(&(at, ..)) = visits.get(next) {
            let Some(retainers) = &self.heap.retainers else { break };
            let held_by = retainers.of(snapshot, at)?;
            for &edge in held_by.iter() {
                let source = snapshot.nodes.source_of(edge);
                let is_open = Some(edge) != without && !seen.contains(source);
                if is_open && used.binary_search(&edge.0.into()).is_err() && self.essential.has(graph, source, edge) {
                    seen.insert(source);
                    visits.try_push((source, edge, next as u32))?;
                    if source == above {
                        return Ok(Some((visits, seen)));
                    }
                }
                self.pace.spend(ROWS_PER_LINK).await;
            }
            let own = snapshot.nodes.edge_range(at);
            let from = used.partition_point(|&edge| edge < own.start as u64);
            for &edge in used.iter().skip(from).take_while(|&&edge| edge < own.end as u64) {
                let edge = EdgeIndex(edge as u32);
                let target = snapshot.edges.target(edge);
                if seen.insert(target) {
                    visits.try_push((target, edge, next as u32))?;
                }
            }
            next += 1;
            if visits.len() > most {
                return Ok(None);
            }
        }
        Ok(Some((visits, seen)))
    }
}

/// Numbers in order, without those that are there twice: a path that leads back along a used link takes it out of use.
fn without_doubles(mut numbers: Vec<u64>) -> Result<Vec<u64>, OutOfMemory> {
    sort::numbers(&mut numbers)?;
    try_collected(numbers.chunk_by(|one, other| one == other).filter_map(|same| match same {
        [one] => Some(*one),
        _ => None,
    }))
}

#[cfg(test)]
#[path = "cuts_tests.rs"]
mod tests;
