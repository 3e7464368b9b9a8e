//! A walk over the dominator tree that tells when a node is entered, and when all that it dominates has been walked over.
//!
//! For sums along the way from the root, in 8 bytes a node, of which whoever knows the dominators by number has 4 already. Nodes are numbers, because the tree is walked both by
//! depth-first number, where dominators lie near what they dominate, and by position. A walk holds no reference, so that it
//! can stop between two calls.

use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, try_collected, try_filled};

/// No number.
const NONE: u32 = u32::MAX;
/// Marks the number of a node above; other than positions of nodes, it has the highest bit.
const ABOVE: u32 = 1 << 31;

/// A walk under way.
#[derive(Debug)]
pub struct TreeWalk {
    first_child: Vec<u32>,
    /// The next node below the same one, or that one, marked, behind the last; of nodes not linked yet always that one.
    next: Vec<u32>,
    root: u32,
    at: u32,
    /// Whether everything below `at` has been walked over.
    is_leaving: bool,
    /// So many nodes, the first ones, are not known below their dominators yet.
    unlinked: usize,
}

impl TreeWalk {
    /// A walk from the root over nodes of which the immediate dominators are given. Their memory is used for the walk.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(immediate: Vec<u32>, root: u32) -> Result<Self, OutOfMemory> {
        let (unlinked, first_child) = (immediate.len(), try_filled(immediate.len(), NONE)?);
        Ok(Self { first_child, next: immediate, root, at: root, is_leaving: false, unlinked })
    }

    /// The same by position.
    ///
    /// # Errors
    /// If memory ends.
    pub fn by_position(immediate: &Column<NodeOrdinal, NodeOrdinal>, root: NodeOrdinal) -> Result<Self, OutOfMemory> {
        Self::new(try_collected(immediate.as_slice().iter().map(|above| above.0))?, root.0)
    }

    #[inline(never)]
    fn link(&mut self) {
        let numbers = self.unlinked.saturating_sub(STEPS)..self.unlinked;
        self.unlinked = numbers.start;
        for number in numbers.rev().filter(|&number| number != self.root as usize) {
            let above = self.next[number];
            let first_child = std::mem::replace(&mut self.first_child[above as usize], number as u32);
            self.next[number] = if first_child == NONE { above | ABOVE } else { first_child };
        }
    }

    /// Walks on for a while; says whether there is more. `act` is told of each node when it is entered (`true`) and when it
    /// is left.
    #[inline(never)]
    pub fn step(&mut self, mut act: impl FnMut(u32, bool)) -> bool {
        if self.unlinked > 0 {
            self.link();
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
            let next = self.next[at];
            (self.at, self.is_leaving) = (next & !ABOVE, next & ABOVE != 0);
        }
        true
    }
}
