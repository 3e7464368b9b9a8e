//! Semidominators with path compression, then immediate dominators, all by depth-first number.
//!
//! Numbers are processed from the highest down; a number that has been processed belongs to the forest, in which paths
//! are compressed as they are asked for.

use super::deferred_edges::{BLOCK, DeferredEdges, SortedBlock};
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::try_filled;

/// What a step has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is more to do.
    UnderWay,
    /// There is, once the deferred edges that were dropped have been noted again.
    EdgesMissing,
    /// The immediate dominators are known.
    Done,
}

/// Deferred edges that are looked at in one step; there can be millions to one block, or to one number.
const EDGES: usize = if cfg!(test) { 3 } else { 2 * STEPS };

#[derive(Debug, Default)]
pub struct SemiNca {
    /// Numbers whose semidominator is not known yet: those below this one.
    without_semidominator: usize,
    /// Numbers whose immediate dominator is known: those below this one.
    with_dominator: usize,
    /// The number of each number's parent in the depth-first tree; in the end its immediate dominator.
    parent: Vec<u32>,
    /// The least number from which an edge goes up to each number; after processing, the semidominator.
    semi: Vec<u32>,
    /// The least semidominator on the path from each processed number up to (not including) its ancestor.
    label: Vec<u32>,
    pub deferred: DeferredEdges,
    /// Of the block that is being processed, if one is; and how many of the next number's have been looked at.
    sorted: Option<SortedBlock>,
    sources: usize,
    /// A number above each number: its parent, or farther up after compression.
    ancestor: Vec<u32>,
    /// Scratch: the path being compressed.
    path: Vec<u32>,
}

impl SemiNca {
    /// Takes what the walk has found, and memory to work in: at least as many words as there are numbers.
    pub fn new(
        parent: Vec<u32>,
        semi: Vec<u32>,
        deferred: DeferredEdges,
        mut memory: Vec<u32>,
    ) -> Result<Self, OutOfMemory> {
        memory.truncate(parent.len());
        memory.copy_from_slice(&parent);
        Ok(Self {
            without_semidominator: parent.len(),
            with_dominator: 1,
            label: try_filled(parent.len(), 0)?,
            parent,
            semi,
            deferred,
            sorted: None,
            sources: 0,
            ancestor: memory,
            path: Vec::new(),
        })
    }

    /// Goes on for a block of numbers, or a part of one.
    pub fn step(&mut self) -> Result<Outcome, OutOfMemory> {
        if self.without_semidominator > 1 {
            if !self.find_semidominators()? {
                return Ok(Outcome::EdgesMissing);
            }
        } else {
            self.find_dominators();
        }
        Ok(if self.with_dominator < self.parent.len() { Outcome::UnderWay } else { Outcome::Done })
    }

    /// The immediate dominator of each number, when there is nothing more to do; entry 0 is the root.
    pub fn into_immediate_dominators(self) -> Vec<u32> {
        self.parent
    }

    /// False if the edges to the block whose turn it is were dropped.
    #[inline(never)]
    fn find_semidominators(&mut self) -> Result<bool, OutOfMemory> {
        let end = self.without_semidominator;
        let block = (end - 1) / BLOCK;
        let mut sorted = match self.sorted.take() {
            Some(sorted) => sorted,
            None => match self.deferred.take_block(block) {
                Some(chunks) => SortedBlock::of(chunks)?,
                None => return Ok(false),
            },
        };
        if !sorted.step(EDGES)? {
            let (start, mut left) = ((block * BLOCK).max(1), EDGES);
            for number in (start as u32..end as u32).rev() {
                let sources = sorted.sources_of(number).get(self.sources..).unwrap_or_default();
                let mut least = self.semi[number as usize];
                for &from in sources.iter().take(left) {
                    least = least.min(self.least_label(from, number));
                }
                self.semi[number as usize] = least;
                if sources.len() > left {
                    self.sources += left;
                    break;
                }
                left -= sources.len();
                self.label[number as usize] = least;
                self.sources = 0;
                self.without_semidominator = number as usize;
            }
            if self.without_semidominator == start {
                return Ok(true);
            }
        }
        self.sorted = Some(sorted);
        Ok(true)
    }

    #[inline(never)]
    fn find_dominators(&mut self) {
        let immediate = &mut self.parent;
        let end = immediate.len().min(self.with_dominator + BLOCK);
        for number in self.with_dominator..end {
            let mut candidate = immediate[number];
            while candidate > self.semi[number] {
                candidate = immediate[candidate as usize];
            }
            immediate[number] = candidate;
        }
        self.with_dominator = end;
    }

    /// The least label on the path from `number` up to the last node that comes after `limit`, all of which are processed.
    #[inline]
    fn least_label(&mut self, number: u32, limit: u32) -> u32 {
        let label = &mut self.label;
        let mut at = number;
        while self.ancestor[at as usize] > limit {
            self.path.push(at);
            at = self.ancestor[at as usize];
        }
        let mut least = label[at as usize];
        let top = self.ancestor[at as usize];
        while let Some(below) = self.path.pop() {
            least = least.min(label[below as usize]);
            label[below as usize] = least;
            self.ancestor[below as usize] = top;
        }
        least
    }
}
