//! Where the edges of each node start, in two bytes a node.
//!
//! A node's edges end where the next one's start, so one column says both. It has the distance from the first edge of a block of
//! nodes, which fits in two bytes but behind the largest arrays; what does not fit stands in a list.

use std::ops::Range;

use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush};

/// Nodes in one block.
const BLOCK: usize = 64;
/// Stands for a distance that is in the list.
const FAR: u16 = u16::MAX;

/// The first edge of each node, ascending, and at the end the number of all edges.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FirstEdges {
    /// The first edge of each block.
    blocks: Vec<u32>,
    /// How much farther each node's first edge is.
    distances: Vec<u16>,
    /// Nodes that are too far for that, ascending, with their first edges.
    far: Vec<(u32, u32)>,
    /// The first edge of the last block.
    of_block: u32,
}

impl FirstEdges {
    /// Number of rows: one more than there are nodes, when all have been added.
    pub fn len(&self) -> usize {
        self.distances.len()
    }

    /// The first edge of the node at a position, or the number of edges at the position behind the last.
    #[inline]
    pub fn of(&self, at: usize) -> Option<EdgeIndex> {
        let distance = *self.distances.get(at)?;
        if distance == FAR {
            return Some(self.find_far(at));
        }
        self.blocks.get(at / BLOCK).map(|&first| EdgeIndex(first + u32::from(distance)))
    }

    /// The edges of the node at a position, as positions `start..end`.
    #[inline]
    pub fn range(&self, at: usize) -> Range<usize> {
        // But for one in 64, both ends stand in one block.
        if let Some(&[start, end]) = self.distances.get(at..).and_then(<[u16]>::first_chunk)
            && start.max(end) < FAR
            && at % BLOCK < BLOCK - 1
            && let Some(&first) = self.blocks.get(at / BLOCK)
        {
            return first as usize + usize::from(start)..first as usize + usize::from(end);
        }
        self.range_of_two_blocks(at)
    }

    #[inline(never)]
    fn range_of_two_blocks(&self, at: usize) -> Range<usize> {
        let start = self.of(at).map_or(0, |edge| edge.index());
        start..self.of(at + 1).map_or(start, |edge| edge.index())
    }

    #[cold]
    fn find_far(&self, at: usize) -> EdgeIndex {
        let found = self.far.binary_search_by_key(&(at as u32), |&(node, _)| node).ok();
        EdgeIndex(found.and_then(|found| self.far.get(found)).map_or(0, |&(_, first)| first))
    }

    /// The node that an edge starts from.
    pub fn source_of(&self, edge: EdgeIndex) -> NodeOrdinal {
        let block = self.blocks.partition_point(|&first| first <= edge.0).saturating_sub(1);
        let nodes = block * BLOCK..self.len().min((block + 1) * BLOCK);
        let (mut low, mut high) = (nodes.start, nodes.end);
        while low < high {
            let middle = (low + high) / 2;
            if self.of(middle).is_some_and(|first| first <= edge) { low = middle + 1 } else { high = middle }
        }
        NodeOrdinal::at(low.saturating_sub(1))
    }

    /// Makes room for so many rows, exactly.
    ///
    /// # Errors
    ///
    /// When there is no memory for that.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), OutOfMemory> {
        let blocks = additional.div_ceil(BLOCK);
        self.blocks.try_reserve_exact(blocks).map_err(|_| OutOfMemory::of::<u32>(blocks))?;
        self.distances.try_reserve_exact(additional).map_err(|_| OutOfMemory::of::<u16>(additional))
    }

    /// Adds the first edge of the next node, which is not before that of the last one.
    ///
    /// # Errors
    ///
    /// When there is no memory for it.
    #[inline]
    pub fn push(&mut self, first: EdgeIndex) -> Result<(), OutOfMemory> {
        if self.len().is_multiple_of(BLOCK) {
            self.open_block(first)?;
        }
        let distance = first.0.saturating_sub(self.of_block);
        if distance >= u32::from(FAR) {
            return self.push_far(first);
        }
        self.distances.try_push(distance as u16)
    }

    #[cold]
    fn open_block(&mut self, first: EdgeIndex) -> Result<(), OutOfMemory> {
        self.of_block = first.0;
        self.blocks.try_push(first.0)
    }

    #[cold]
    fn push_far(&mut self, first: EdgeIndex) -> Result<(), OutOfMemory> {
        self.far.try_push((self.len() as u32, first.0))?;
        self.distances.try_push(FAR)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_a_list_of_positions(counts in prop::collection::vec(prop_oneof![8 => 0u32..5, 1 => 65_000u32..70_000], 0..400)) {
            let mut first = FirstEdges::default();
            let starts: Vec<u32> = counts.iter().scan(0, |sum, count| { let first = *sum; *sum += count; Some(first) }).collect();
            let edges: u32 = counts.iter().sum();
            starts.iter().chain([&edges]).for_each(|&start| first.push(EdgeIndex(start)).unwrap());
            for (node, (&start, &count)) in starts.iter().zip(&counts).enumerate() {
                prop_assert_eq!(first.of(node), Some(EdgeIndex(start)));
                prop_assert_eq!(first.range(node), start as usize..(start + count) as usize);
                for edge in [start, start + count / 2, (start + count).saturating_sub(1)].into_iter().filter(|_| count > 0) {
                    prop_assert_eq!(first.source_of(EdgeIndex(edge)), NodeOrdinal::at(node));
                }
            }
            prop_assert_eq!(first.of(counts.len()), Some(EdgeIndex(edges)));
            prop_assert_eq!((first.of(counts.len() + 1), first.len()), (None, counts.len() + 1));
            prop_assert!(first.range(counts.len()).is_empty() && first.range(counts.len() + 1).is_empty());
        }
    }
}
