//! A walk over the dominator tree that tells when a node is entered, and when all that it dominates has been walked over.
//!
//! For sums along the way from the root, in 8 bytes a node. Nodes are numbers, because the tree is walked both by
//! depth-first number, where dominators lie near what they dominate, and by position.

use crate::blocks::{STEPS, in_blocks_back};
use crate::error::OutOfMemory;
use crate::index::try_filled;

/// No number.
const NONE: u32 = u32::MAX;

/// A walk under way.
#[derive(Debug)]
pub struct TreeWalk<F> {
    /// The number of each one's immediate dominator.
    above: F,
    first_child: Vec<u32>,
    next_sibling: Vec<u32>,
    root: u32,
    at: u32,
    /// Whether everything below `at` has been walked over.
    is_leaving: bool,
}

impl<F: Fn(u32) -> u32> TreeWalk<F> {
    /// A walk over `count` nodes from the root, where `above` gives each one's immediate dominator.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(count: usize, root: u32, above: F) -> Result<Self, OutOfMemory> {
        let mut first_child = try_filled(count, NONE)?;
        let mut next_sibling = try_filled(count, NONE)?;
        in_blocks_back(count, |numbers| {
            for number in numbers.rev().filter(|&number| number != root as usize) {
                let above = above(number as u32) as usize;
                next_sibling[number] = std::mem::replace(&mut first_child[above], number as u32);
            }
        });
        Ok(Self { above, first_child, next_sibling, root, at: root, is_leaving: false })
    }

    /// Walks on for a while; says whether there is more. `act` is told of each node when it is entered (`true`) and when it
    /// is left.
    #[inline(never)]
    pub fn step(&mut self, mut act: impl FnMut(u32, bool)) -> bool {
        for _ in 0..STEPS {
            let at = self.at as usize;
            if !self.is_leaving {
                act(self.at, true);
                match self.first_child[at] {
                    NONE => self.is_leaving = true,
                    child => self.at = child,
                }
                continue;
            }
            act(self.at, false);
            if self.at == self.root {
                return false;
            }
            match self.next_sibling[at] {
                NONE => self.at = (self.above)(self.at),
                sibling => (self.at, self.is_leaving) = (sibling, false),
            }
        }
        true
    }
}
