//! Locations: where in the source an object's constructor, or a function, stands.
//!
//! Few distinct places serve many nodes, so each place is kept once and nodes refer to it; later entries of a node win
//! (docs/semantics.md §18).

use crate::index::{Column, LocationId, NodeOrdinal};

/// A place in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// V8's number of the script; meaningful within one process.
    pub script_id: u32,
    /// 0-based.
    pub line: u32,
    /// 0-based.
    pub column: u32,
}

/// The locations of a snapshot's nodes.
#[derive(Debug, Default)]
pub struct Locations {
    /// Distinct places.
    pub places: Column<LocationId, Location>,
    /// Which node has which place, by ascending node, one entry a node.
    pub of_nodes: Vec<(NodeOrdinal, LocationId)>,
}

impl Locations {
    /// The place of a node, if the file knows one.
    pub fn of(&self, node: NodeOrdinal) -> Option<LocationId> {
        let found = self.of_nodes.binary_search_by_key(&node, |&(ordinal, _)| ordinal).ok()?;
        self.of_nodes.get(found).map(|&(_, place)| place)
    }

    /// For whoever asks for places in about the order of the nodes.
    pub fn in_order(&self) -> LocationsInOrder<'_> {
        LocationsInOrder { locations: self, next: 0 }
    }
}

/// Locations and the next of them: that of the next node costs no search.
#[derive(Debug)]
pub struct LocationsInOrder<'a> {
    locations: &'a Locations,
    next: usize,
}

impl LocationsInOrder<'_> {
    /// The place of a node, if the file knows one.
    pub fn of(&mut self, node: NodeOrdinal) -> Option<LocationId> {
        let of_nodes = &self.locations.of_nodes;
        if self.next.checked_sub(1).and_then(|last| of_nodes.get(last)).is_some_and(|&(last, _)| last >= node) {
            return self.locations.of(node);
        }
        loop {
            let &(next, place) = of_nodes.get(self.next)?;
            if next >= node {
                return (next == node).then_some(place);
            }
            self.next += 1;
        }
    }
}
