//! A set of nodes, a bit each.
//!
//! Walks ask of every edge whether its target has been met. A bit per node is small enough to stay in the processor's
//! cache where a column of numbers is not, so this is asked first.

use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position, try_filled};

/// A set of nodes of one snapshot.
#[derive(Debug, Default)]
pub struct NodeSet(Vec<u64>);

impl NodeSet {
    /// The empty set, for nodes below `count`.
    pub fn new(count: usize) -> Result<Self, OutOfMemory> {
        Ok(Self(try_filled(count.div_ceil(64), 0)?))
    }

    /// Whether the set is made for no node at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the node is in the set.
    #[inline]
    pub fn contains(&self, node: NodeOrdinal) -> bool {
        self.0.get(node.index() / 64).is_some_and(|bits| bits >> (node.0 % 64) & 1 != 0)
    }

    /// Adds a node; says whether it was not there before.
    #[inline]
    pub fn insert(&mut self, node: NodeOrdinal) -> bool {
        let Some(bits) = self.0.get_mut(node.index() / 64) else { return false };
        let before = *bits;
        *bits |= 1 << (node.0 % 64);
        *bits != before
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_node_is_a_member_of_its_own() {
        let mut set = NodeSet::new(130).unwrap();
        for node in [0, 63, 64, 129].map(NodeOrdinal) {
            assert!(!set.contains(node));
            assert!(set.insert(node));
            assert!(!set.insert(node));
            assert!(set.contains(node));
        }
        assert!(!set.contains(NodeOrdinal(1)) && !set.contains(NodeOrdinal(128)));
    }
}
