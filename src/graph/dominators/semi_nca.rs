//! Semidominators with path compression, then immediate dominators, all by depth-first number.
//!
//! Numbers are processed from the highest down; a number that has been processed belongs to the forest, in which paths
//! are compressed as they are asked for.

use super::NotedEdges;
use crate::blocks::{in_blocks, in_blocks_back};

pub struct SemiNca {
    /// The number of each number's parent in the depth-first tree; in the end its immediate dominator.
    parent: Vec<u32>,
    /// The least number from which an edge goes up to each number; after processing, the semidominator.
    semi: Vec<u32>,
    /// Before a number is processed, the last edge noted for it; after that, the least semidominator on the path from it
    /// up to (not including) its ancestor.
    last_noted_or_label: Vec<u32>,
    noted: NotedEdges,
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
        last_noted: Vec<u32>,
        noted: NotedEdges,
        mut memory: Vec<u32>,
    ) -> Self {
        memory.truncate(parent.len());
        memory.copy_from_slice(&parent);
        Self { parent, semi, last_noted_or_label: last_noted, noted, ancestor: memory, path: Vec::new() }
    }

    /// The immediate dominator of each number; entry 0 is the root.
    pub fn immediate_dominators(mut self) -> Vec<u32> {
        in_blocks_back(self.parent.len(), |numbers| {
            for number in numbers.rev().take_while(|&number| number > 0) {
                self.process(number as u32);
            }
        });
        let Self { parent: mut immediate, semi, .. } = self;
        in_blocks(immediate.len(), |numbers| {
            for number in numbers.skip_while(|&number| number == 0) {
                let mut candidate = immediate[number];
                while candidate > semi[number] {
                    candidate = immediate[candidate as usize];
                }
                immediate[number] = candidate;
            }
        });
        immediate
    }

    #[inline]
    fn process(&mut self, number: u32) {
        let mut least = self.semi[number as usize];
        let mut at = self.last_noted_or_label[number as usize];
        while let Some(edge) = self.noted.get(at) {
            least = least.min(self.least_label(edge.from, number));
            at = edge.before;
        }
        self.semi[number as usize] = least;
        self.last_noted_or_label[number as usize] = least;
    }

    /// The least label on the path from `number` up to the last node that comes after `limit`, all of which are processed.
    #[inline]
    fn least_label(&mut self, number: u32, limit: u32) -> u32 {
        let label = &mut self.last_noted_or_label;
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
