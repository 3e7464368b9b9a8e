//! Edges to lower depth-first numbers, met during the walk and needed, target by target, when it is over.
//!
//! They come in no order of their targets. Sorting them all, or chaining those of a target, would touch memory all over for each
//! of them; so they are kept in one list per block of targets, and a block is sorted, inside the processor's cache, when
//! its turn comes. Lists are chunks, since a list that is copied to grow takes twice its memory for a while.
//!
//! A walk mostly stays where it is, so an edge is said in four bytes: its target in the block, and how far its source is from
//! that of the edge before. Where the walk has gone far it takes six.
//!
//! Blocks are wanted from the highest to the lowest. Of a heap with so many such edges that they would take a tenth of what a
//! tab may have, those to the lowest targets are dropped, and looked for again when all others have served.

use std::ops::Range;

use crate::error::OutOfMemory;
use crate::index::{TryPush, try_filled, try_with_capacity};

/// Targets in one block.
pub const BLOCK: usize = if cfg!(test) { 4 } else { 1 << 15 };
/// Words in one chunk: 4 kB.
const CHUNK: usize = if cfg!(test) { 6 } else { 1 << 11 };
/// The most words that an edge takes.
const LONGEST: usize = 3;
/// Words that are held before some are dropped: 100 MB. Heaps with less than some 40 million edges never get there.
const MOST: usize = 48 << 20;
/// Says of a target that its source stands in full in the two words that follow.
const FAR: u16 = 1 << 15;
/// What a word says of a source that is that of the edge before; in tests most sources are far.
const SAME: u32 = if cfg!(test) { u16::MAX as u32 - 2 } else { 1 << 15 };

/// The edges to one block of targets.
#[derive(Debug, Default)]
pub struct Chunks {
    chunks: Vec<Vec<u16>>,
    /// The source of the last one.
    last: u32,
}

/// Calls `each` with target and source of the edges of a chunk, which begins after an edge from `last`.
#[inline]
fn for_each(chunk: &[u16], last: &mut u32, mut each: impl FnMut(usize, u32)) {
    let mut words = chunk.iter().copied();
    while let (Some(target), Some(source)) = (words.next(), words.next()) {
        *last = if target & FAR == 0 {
            last.wrapping_add(u32::from(source)).wrapping_sub(SAME)
        } else {
            u32::from(source) | u32::from(words.next().unwrap_or(0)) << 16
        };
        each(usize::from(target & !FAR), *last);
    }
}

/// Noted edges, by blocks of their targets.
#[derive(Debug, Default)]
pub struct DeferredEdges {
    blocks: Vec<Chunks>,
    /// Blocks whose edges are noted; those of lower ones were dropped, those of higher ones have served.
    noted: Range<usize>,
    /// Words of all chunks.
    held: usize,
    /// So many should be held at the most: [`MOST`], and few in tests.
    most: usize,
    /// So many may be held now: more than that where a single block has as many.
    limit: usize,
}

impl DeferredEdges {
    /// For a heap of so many nodes.
    pub fn new(nodes: usize) -> Self {
        let most = if cfg!(test) { nodes } else { MOST };
        Self { blocks: Vec::new(), noted: 0..usize::MAX, held: 0, most, limit: most }
    }

    /// Notes an edge between two numbers, unless those to its target are of no use now.
    #[inline]
    pub fn push(&mut self, from: u32, to: u32) -> Result<(), OutOfMemory> {
        let block = to as usize / BLOCK;
        if !self.noted.contains(&block) {
            return Ok(());
        }
        if let Some(Chunks { chunks, last }) = self.blocks.get_mut(block)
            && let Some(chunk) = chunks.last_mut()
            && chunk.len() + LONGEST <= CHUNK
        {
            let target = (to as usize % BLOCK) as u16;
            match u16::try_from(from.wrapping_sub(*last).wrapping_add(SAME)) {
                Ok(near) => chunk.extend_from_slice(&[target, near]),
                Err(_) => chunk.extend_from_slice(&[target | FAR, from as u16, (from >> 16) as u16]),
            }
            *last = from;
            return Ok(());
        }
        self.add_chunk(block)?;
        self.push(from, to)
    }

    #[cold]
    fn add_chunk(&mut self, block: usize) -> Result<(), OutOfMemory> {
        if self.blocks.len() <= block {
            let more = block + 1 - self.blocks.len();
            self.blocks.try_reserve(more).map_err(|_| OutOfMemory::of::<Chunks>(more))?;
            self.blocks.resize_with(block + 1, Chunks::default);
        }
        let chunk = try_with_capacity(CHUNK)?;
        if let Some(Chunks { chunks, .. }) = self.blocks.get_mut(block) {
            chunks.try_push(chunk)?;
        }
        self.held += CHUNK;
        if self.held > self.limit {
            self.drop_lowest();
        }
        Ok(())
    }

    /// Drops the lower blocks, so that about half of what is held stays.
    fn drop_lowest(&mut self) {
        let (mut kept, mut lowest) = (0, self.blocks.len());
        while let Some(Chunks { chunks, .. }) = lowest.checked_sub(1).and_then(|block| self.blocks.get(block)) {
            if kept > 0 && kept + chunks.len() * CHUNK > self.most / 2 {
                break;
            }
            kept += chunks.len() * CHUNK;
            lowest -= 1;
        }
        self.blocks.iter_mut().take(lowest).for_each(|chunks| *chunks = Chunks::default());
        self.noted.start = self.noted.start.max(lowest);
        self.held = kept;
        self.limit = self.most.max(2 * kept);
    }

    /// The edges to a block of targets; they are given up here. None if they were dropped.
    pub fn take_block(&mut self, block: usize) -> Option<Chunks> {
        let is_noted = block >= self.noted.start;
        is_noted.then(|| self.blocks.get_mut(block).map(std::mem::take).unwrap_or_default())
    }

    /// Whether some were dropped.
    pub fn is_partial(&self) -> bool {
        self.noted.start > 0
    }

    /// All blocks that were not dropped have served: makes ready to note the edges to those below.
    pub fn begin_again(&mut self) {
        self.noted = 0..self.noted.start;
        (self.held, self.limit) = (0, self.most);
    }
}

/// The edges to one block of targets, target by target; in the end.
#[derive(Debug)]
pub struct SortedBlock {
    chunks: Vec<Vec<u16>>,
    /// The edges of the chunks before this one are counted; then, all being counted, in their place.
    next: usize,
    /// The source of the last one of these.
    last: u32,
    is_counted: bool,
    /// Where each target's list starts in `sources`, and at the end their number.
    starts: Vec<u32>,
    sources: Vec<u32>,
}

impl SortedBlock {
    /// Nothing sorted yet.
    pub fn of(Chunks { chunks, .. }: Chunks) -> Result<Self, OutOfMemory> {
        let starts = try_filled(BLOCK + 1, 0)?;
        Ok(Self { chunks, next: 0, last: 0, is_counted: false, starts, sources: Vec::new() })
    }

    /// Sorts some edges; says whether there are more.
    pub fn step(&mut self, edges: usize) -> Result<bool, OutOfMemory> {
        let Self { chunks, next, last, is_counted, starts, sources } = self;
        let some = chunks.iter().skip(*next).take((2 * edges / CHUNK).max(1));
        *next += some.len();
        if *is_counted {
            for chunk in some {
                for_each(chunk, last, |target, source| {
                    let start = &mut starts[target];
                    *start -= 1;
                    sources[*start as usize] = source;
                });
            }
            if *next < chunks.len() {
                return Ok(true);
            }
            *chunks = Vec::new();
            return Ok(false);
        }
        for chunk in some {
            for_each(chunk, last, |target, _| starts[target] += 1);
        }
        if *next == chunks.len() {
            let mut sum = 0;
            for start in starts.iter_mut() {
                sum += *start;
                *start = sum;
            }
            *sources = try_filled(sum as usize, 0)?;
            (*next, *last, *is_counted) = (0, 0, true);
        }
        Ok(!chunks.is_empty())
    }

    /// Where the edges to a target of the block come from, the last one first.
    #[inline]
    pub fn sources_of(&self, target: u32) -> &[u32] {
        let at = target as usize % BLOCK;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.sources.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_edge_is_found_at_its_target(edges in prop::collection::vec((any::<u32>(), 0..9 * BLOCK as u32), 0..300)) {
            let mut deferred = DeferredEdges::new(200);
            let mut found = Vec::new();
            let mut wanted = 9;
            while wanted > 0 {
                for &(from, to) in &edges {
                    deferred.push(from, to).unwrap();
                }
                while wanted > 0 && let Some(chunks) = deferred.take_block(wanted - 1) {
                    wanted -= 1;
                    let mut sorted = SortedBlock::of(chunks).unwrap();
                    while sorted.step(3).unwrap() {}
                    let targets = (wanted * BLOCK) as u32..((wanted + 1) * BLOCK) as u32;
                    found.extend(targets.flat_map(|to| sorted.sources_of(to).iter().map(move |&from| (from, to)).collect::<Vec<_>>()));
                }
                deferred.begin_again();
            }
            let mut edges = edges;
            edges.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, edges);
        }
    }
}
