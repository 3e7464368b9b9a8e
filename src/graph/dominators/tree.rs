//! The dominator tree: in depth-first order as the search gives it, and by node, with sizes summed up.

use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, try_with_capacity};
use crate::snapshot::{Sizes, Snapshot};

/// The dominator tree in depth-first order: what is left to do is to sum up.
#[derive(Debug)]
pub struct DominatorOrder {
    /// The reached nodes; a node comes after its dominators.
    pub nodes: Vec<NodeOrdinal>,
    /// The position in `nodes` of each one's immediate dominator; 0, the root, for the root itself.
    pub immediate: Vec<u32>,
}

/// The dominator tree, and what follows from it.
#[derive(Debug, Default)]
pub struct Dominators {
    /// The immediate dominator of each node; the root's is itself.
    pub immediate: Column<NodeOrdinal, NodeOrdinal>,
    /// Bytes that would be free without the node.
    pub retained: Sizes<NodeOrdinal>,
}

impl Dominators {
    /// Turns positions back into nodes and sums sizes up the tree.
    pub fn new(snapshot: &Snapshot, order: DominatorOrder) -> Result<Self, OutOfMemory> {
        let mut sums = DominatorSums::new(snapshot, order)?;
        while sums.step(snapshot)? {}
        Ok(sums.finish(snapshot)?.1)
    }
}

/// The sums under way.
#[derive(Debug)]
pub struct DominatorSums {
    order: DominatorOrder,
    /// What each one retains of what has been summed up. By number: dominators lie near what they dominate there.
    sums: Vec<u64>,
    /// The numbers from this one on have been added to their dominators.
    added: usize,
    /// The numbers below this one are in `dominators`.
    placed: usize,
    dominators: Dominators,
}

impl DominatorSums {
    /// Sums that have not begun.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn new(snapshot: &Snapshot, order: DominatorOrder) -> Result<Self, OutOfMemory> {
        let (added, placed, sums) = (order.nodes.len(), 0, try_with_capacity(order.nodes.len())?);
        let dominators = Dominators { retained: snapshot.nodes.self_size.try_clone()?, ..Dominators::default() };
        Ok(Self { order, sums, added, placed, dominators })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn step(&mut self, snapshot: &Snapshot) -> Result<bool, OutOfMemory> {
        let count = self.order.nodes.len();
        if self.sums.len() < count {
            self.take_sizes(snapshot);
        } else if self.added > 0 {
            self.add_to_dominators();
        } else if self.dominators.immediate.is_empty() {
            self.dominators.immediate = Column::filled(snapshot.nodes.len(), snapshot.root)?;
        } else {
            self.place()?;
        }
        Ok(self.placed < count)
    }

    #[inline(never)]
    fn take_sizes(&mut self, snapshot: &Snapshot) {
        let nodes = self.order.nodes.iter().skip(self.sums.len()).take(STEPS);
        self.sums.extend(nodes.map(|&node| snapshot.nodes.self_size.of(node)));
    }

    #[inline(never)]
    fn add_to_dominators(&mut self) {
        let numbers = self.added.saturating_sub(STEPS)..self.added;
        self.added = numbers.start;
        for number in numbers.rev().take_while(|&number| number > 0) {
            let sum = self.sums[number];
            self.sums[self.order.immediate[number] as usize] += sum;
        }
    }

    #[inline(never)]
    fn place(&mut self) -> Result<(), OutOfMemory> {
        let DominatorOrder { nodes, immediate } = &self.order;
        let numbers = self.placed..nodes.len().min(self.placed + STEPS);
        self.placed = numbers.end;
        for number in numbers {
            let node = nodes[number];
            self.dominators.immediate[node] = nodes[immediate[number] as usize];
            self.dominators.retained.set_unsettled(node, self.sums[number])?;
        }
        Ok(())
    }

    /// The order and what follows from it, when there is nothing more to do.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn finish(self, snapshot: &Snapshot) -> Result<(DominatorOrder, Dominators), OutOfMemory> {
        let Self { order, mut dominators, .. } = self;
        dominators.retained.settle()?;
        // What only closed cycles reach hangs on the root directly and has been counted nowhere yet.
        dominators.retained.set(snapshot.root, snapshot.nodes.self_size.total());
        Ok((order, dominators))
    }
}
