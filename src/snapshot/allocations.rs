//! Allocations: which function called which when an object was made, and when. V8 records it between two moments, on demand
//! (DevTools' "Allocations on timeline", the method `startTrackingHeapObjects` of its protocol).
//!
//! The stacks are a tree: a node is a function in the place from which its parent's calls it. An object has the node that
//! made it. The times are samples: when so much time had passed, that was the last id given out (docs/semantics.md §18).

use crate::index::{Column, FunctionIndex, LocationId, NodeOrdinal, StringIndex, TraceIndex};

/// A function that was on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TracedFunction {
    /// What it is called; empty if it has no name.
    pub name: StringIndex,
    /// The file of its script; empty if it has none.
    pub script_name: StringIndex,
    /// Where it stands; none of what is in no script, or in one that was gone when the recording ended.
    pub place: Option<LocationId>,
}

/// A stack: a function, and the stack of who called it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The file's number of it.
    pub id: u32,
    /// The stack below; none of the outermost one.
    pub caller: Option<TraceIndex>,
    /// The function on top.
    pub function: FunctionIndex,
    /// How many objects it has made, the dead ones too.
    pub count: u64,
    /// Their bytes.
    pub size: u64,
}

/// What had been allocated at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Microseconds since recording began.
    pub time: u64,
    /// The last id that had been given out.
    pub last_id: u32,
}

/// What a file has recorded of allocations; empty of most.
#[derive(Debug, Default)]
pub struct Allocations {
    /// The functions on the stacks.
    pub functions: Column<FunctionIndex, TracedFunction>,
    /// The stacks, each behind that of its caller.
    pub traces: Column<TraceIndex, Trace>,
    /// For each node the stack that made it, [`Self::NOT_RECORDED`] of most; empty without stacks.
    pub of_nodes: Column<NodeOrdinal, TraceIndex>,
    /// The samples in the order of the file, which is that of time.
    pub samples: Vec<Sample>,
}

impl Allocations {
    /// Stands for no stack.
    pub const NOT_RECORDED: TraceIndex = TraceIndex(u32::MAX);

    /// The stack that made a node, if it was recorded.
    pub fn trace_of(&self, node: NodeOrdinal) -> Option<TraceIndex> {
        self.of_nodes.get(node).copied().filter(|&trace| trace != Self::NOT_RECORDED)
    }

    /// The stacks from one down to the outermost one.
    pub fn stack(&self, trace: TraceIndex) -> impl Iterator<Item = &Trace> {
        std::iter::successors(self.traces.get(trace), |trace| self.traces.get(trace.caller?))
    }

    /// In which sample's interval an id was given out; none if that was after the last.
    pub fn interval_of(&self, id: u32) -> Option<usize> {
        let at = self.samples.partition_point(|sample| sample.last_id < id);
        (at < self.samples.len()).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn ids_belong_to_the_interval_in_which_they_were_given_out() {
        let samples = [(0, 10), (5, 10), (9, 30)].map(|(time, last_id)| Sample { time, last_id });
        let allocations = Allocations { samples: samples.into(), ..Allocations::default() };
        let intervals = [1, 10, 11, 30, 31].map(|id| allocations.interval_of(id));
        assert_eq!(intervals, [Some(0), Some(0), Some(2), Some(2), None]);
    }
}
