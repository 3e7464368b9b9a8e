//! The dominator tree: in depth-first order as the search gives it, and by node, with sizes summed up.

use std::iter::repeat_n;

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

/// Sums in four bytes each, and four more where all together may be 4 GiB or more.
#[derive(Debug)]
struct Sums {
    low: Vec<u32>,
    /// Empty where nothing can be as large.
    high: Vec<u32>,
}

impl Sums {
    fn new(count: usize, total: u64) -> Result<Self, OutOfMemory> {
        let high = if total > u64::from(u32::MAX) { try_with_capacity(count)? } else { Vec::new() };
        Ok(Self { low: try_with_capacity(count)?, high })
    }

    #[inline]
    fn push(&mut self, size: u64) {
        self.low.push(size as u32);
        if self.high.capacity() > 0 {
            self.high.push((size >> 32) as u32);
        }
    }

    #[inline]
    fn of(&self, number: usize) -> u64 {
        u64::from(self.high.get(number).copied().unwrap_or(0)) << 32 | u64::from(self.low[number])
    }

    /// Adds a sum to another one.
    #[inline]
    fn add(&mut self, number: usize, to: usize) {
        if self.high.is_empty() {
            self.low[to] += self.low[number];
            return;
        }
        let sum = self.of(number) + self.of(to);
        (self.low[to], self.high[to]) = (sum as u32, (sum >> 32) as u32);
    }
}

/// The sums under way.
#[derive(Debug)]
pub struct DominatorSums {
    order: DominatorOrder,
    /// What each one retains of what has been summed up. By number: dominators lie near what they dominate there.
    sums: Sums,
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
        let (added, placed) = (order.nodes.len(), 0);
        let mut immediate = Column::default();
        immediate.try_reserve(snapshot.nodes.len())?;
        let dominators = Dominators { immediate, retained: snapshot.nodes.self_size.try_clone()? };
        let sums = Sums::new(order.nodes.len(), snapshot.nodes.self_size.total())?;
        Ok(Self { order, sums, added, placed, dominators })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn step(&mut self, snapshot: &Snapshot) -> Result<bool, OutOfMemory> {
        let count = self.order.nodes.len();
        if self.sums.low.len() < count {
            self.take_sizes(snapshot);
        } else if self.added > 0 {
            self.add_to_dominators();
        } else if self.dominators.immediate.is_empty() {
            self.dominators.immediate.extend(repeat_n(snapshot.root, snapshot.nodes.len()));
        } else {
            self.place()?;
        }
        Ok(self.placed < count)
    }

    #[inline(never)]
    fn take_sizes(&mut self, snapshot: &Snapshot) {
        let nodes = self.order.nodes.iter().skip(self.sums.low.len()).take(STEPS);
        nodes.for_each(|&node| self.sums.push(snapshot.nodes.self_size.of(node)));
    }

    #[inline(never)]
    fn add_to_dominators(&mut self) {
        let numbers = self.added.saturating_sub(STEPS)..self.added;
        self.added = numbers.start;
        for number in numbers.rev().take_while(|&number| number > 0) {
            self.sums.add(number, self.order.immediate[number] as usize);
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
            self.dominators.retained.set_unsettled(node, self.sums.of(number))?;
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
