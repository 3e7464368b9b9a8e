//! Who refers to a node: the edges turned round.

use crate::blocks::in_blocks;
use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, Position, try_filled};
use crate::snapshot::Snapshot;

/// The incoming edges of each node.
#[derive(Debug, Default)]
pub struct Retainers {
    /// Where each node's list starts in `edges`, and at the end their number.
    first: Vec<u32>,
    edges: Vec<EdgeIndex>,
}

impl Retainers {
    /// Sorts all edges by their target.
    pub fn compute(snapshot: &Snapshot) -> Result<Self, OutOfMemory> {
        let links = snapshot.edges.links();
        let mut first = try_filled(snapshot.nodes.len() + 1, 0u32)?;
        in_blocks(links.len(), |edges| {
            for link in &links[edges] {
                first[link.target().index()] += 1;
            }
        });
        let mut sum = 0;
        for entry in &mut first {
            sum += *entry;
            *entry = sum;
        }
        let mut edges = try_filled(links.len(), EdgeIndex(0))?;
        // Each list is filled from its end, so that the last edge of the file comes first, as in the reference.
        in_blocks(links.len(), |block| {
            for edge in block {
                let place = &mut first[links[edge].target().index()];
                *place -= 1;
                edges[*place as usize] = EdgeIndex::at(edge);
            }
        });
        Ok(Self { first, edges })
    }

    /// The edges that lead to a node, by descending position in the file.
    #[inline]
    pub fn of(&self, node: NodeOrdinal) -> &[EdgeIndex] {
        let at = node.index();
        match (self.first.get(at), self.first.get(at + 1)) {
            (Some(&start), Some(&end)) => self.edges.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}
