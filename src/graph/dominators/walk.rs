//! A walk over the dominator tree that tells when a node is entered, and when all that it dominates has been walked over.
//!
//! For sums along the way from the root, in 8 bytes a node. Nodes are numbers, because the tree is walked both by
//! depth-first number, where dominators lie near what they dominate, and by position. A walk holds no reference, so that it
//! can stop between two calls; each is told anew where the immediate dominators stand.

use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::try_filled;

/// No number.
const NONE: u32 = u32::MAX;

/// A walk under way.
#[derive(Debug)]
pub struct TreeWalk {
    first_child: Vec<u32>,
    next_sibling: Vec<u32>,
    root: u32,
    at: u32,
    /// Whether everything below `at` has been walked over.
    is_leaving: bool,
    /// So many nodes, the first ones, are not known below their dominators yet.
    unlinked: usize,
}

impl TreeWalk {
    /// A walk over `count` nodes from the root.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(count: usize, root: u32) -> Result<Self, OutOfMemory> {
        let (first_child, next_sibling) = (try_filled(count, NONE)?, try_filled(count, NONE)?);
        Ok(Self { first_child, next_sibling, root, at: root, is_leaving: false, unlinked: count })
    }

    #[inline(never)]
    fn link(&mut self, above: impl Fn(u32) -> u32) {
        let numbers = self.unlinked.saturating_sub(STEPS)..self.unlinked;
        self.unlinked = numbers.start;
        for number in numbers.rev().filter(|&number| number != self.root as usize) {
            let above = above(number as u32) as usize;
            self.next_sibling[number] = std::mem::replace(&mut self.first_child[above], number as u32);
        }
    }

    /// Walks on for a while; says whether there is more. `above` gives the immediate dominator of each node, `act` is told of
    /// each when it is entered (`true`) and when it is left.
    #[inline(never)]
    pub fn step(&mut self, above: impl Fn(u32) -> u32, mut act: impl FnMut(u32, bool)) -> bool {
        if self.unlinked > 0 {
            self.link(above);
            return true;
        }
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
                NONE => self.at = above(self.at),
                sibling => (self.at, self.is_leaving) = (sibling, false),
            }
        }
        true
    }
}
