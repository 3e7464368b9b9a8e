//! Semidominators with path compression, then immediate dominators, all by depth-first number.
//!
//! Numbers are processed from the highest down; a number that has been processed belongs to the forest, in which paths
//! are compressed as they are asked for.

use super::deferred_edges::{BLOCK, DeferredEdges, SortedBlock};
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::TryPush;

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

/// Marks parents of numbers whose semidominator is another node.
const OTHER: u32 = 1 << 31;

#[derive(Debug, Default)]
pub struct SemiNca {
    /// Numbers whose semidominator is not known yet: those below this one.
    without_semidominator: usize,
    /// Numbers whose immediate dominator is known: those below this one.
    with_dominator: usize,
    /// The number of each number's parent in the depth-first tree; in the end its immediate dominator.
    parent: Vec<u32>,
    /// The semidominators of the processed numbers that are marked in `parent`, the highest number first.
    semidominators: Vec<u32>,
    /// The least number from which an edge goes up to each number; of processed ones the least semidominator on the path
    /// from there up to (not including) the ancestor.
    label: Vec<u32>,
    /// The least semidominator of the processed numbers below the same child of the root as the next one: no label is less.
    least: u32,
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
    pub fn new(parent: Vec<u32>, semi: Vec<u32>, deferred: DeferredEdges, mut memory: Vec<u32>) -> Self {
        memory.truncate(parent.len());
        memory.copy_from_slice(&parent);
        Self {
            without_semidominator: parent.len(),
            with_dominator: 1,
            parent,
            semidominators: Vec::new(),
            label: semi,
            least: u32::MAX,
            deferred,
            sorted: None,
            sources: 0,
            ancestor: memory,
            path: Vec::new(),
        }
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
                let mut least = self.label[number as usize];
                let mut looked_at = 0;
                while let Some(&from) = sources.get(looked_at)
                    && least > self.least
                    && looked_at < left
                {
                    least = least.min(self.least_label(from, number));
                    looked_at += 1;
                }
                self.label[number as usize] = least;
                if looked_at < sources.len() && least > self.least {
                    self.sources += looked_at;
                    break;
                }
                left -= looked_at;
                self.note_semidominator(number as usize, least)?;
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

    #[inline]
    fn note_semidominator(&mut self, number: usize, semidominator: u32) -> Result<(), OutOfMemory> {
        let parent = &mut self.parent[number];
        self.least = if *parent == 0 { u32::MAX } else { semidominator.min(self.least) };
        if *parent != semidominator {
            *parent |= OTHER;
            self.semidominators.try_push(semidominator)?;
        }
        Ok(())
    }

    #[inline(never)]
    fn find_dominators(&mut self) {
        let immediate = &mut self.parent;
        let end = immediate.len().min(self.with_dominator + BLOCK);
        for number in self.with_dominator..end {
            if immediate[number] & OTHER == 0 {
                continue;
            }
            let mut candidate = immediate[number] & !OTHER;
            let semidominator = self.semidominators.pop().unwrap_or(0);
            while candidate > semidominator {
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
