//! The `locations` section: where in the source an object's constructor, or a function, stands.
//!
//! Few distinct places serve many nodes, so each place is kept once and nodes refer to it; later entries of a node win
//! (docs/semantics.md §18).

use std::collections::HashMap;

use super::header::LocationLayout;
use super::nodes::out_of_range;
use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, LocationId, NodeOrdinal};
use crate::sort;

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
}

/// Fills [`Locations`] batch by batch.
#[derive(Debug, Default)]
pub struct LocationSink {
    locations: Locations,
    known: HashMap<Location, LocationId>,
}

impl LocationSink {
    /// Takes whole records; `node_stride` and `node_count` give the meaning of an object's index.
    pub fn accept(
        &mut self,
        layout: &LocationLayout,
        node_stride: u32,
        node_count: u64,
        numbers: &[u32],
    ) -> Result<(), Problem> {
        let records = numbers.len() / layout.stride;
        let of_nodes = &mut self.locations.of_nodes;
        of_nodes.try_reserve(records).map_err(|_| OutOfMemory::of::<(NodeOrdinal, LocationId)>(records))?;
        for record in numbers.chunks_exact(layout.stride) {
            let ordinal = record[layout.object] / node_stride;
            if u64::from(ordinal) >= node_count {
                return Err(out_of_range("a location's object_index", record[layout.object], node_count as usize));
            }
            let place =
                Location { script_id: record[layout.script], line: record[layout.line], column: record[layout.column] };
            let places = &mut self.locations.places;
            let id = *self.known.entry(place).or_insert_with(|| places.push(place));
            of_nodes.push((NodeOrdinal(ordinal), id));
        }
        Ok(())
    }

    /// The finished table.
    pub fn finish(self) -> Locations {
        let mut locations = self.locations;
        // Stable, so that the last entry of a node stays last.
        sort::by_keys(&mut locations.of_nodes, |&(node, _)| (node.0.into(), 0));
        let mut kept: Vec<(NodeOrdinal, LocationId)> = Vec::with_capacity(locations.of_nodes.len());
        for entry in locations.of_nodes {
            match kept.last_mut() {
                Some(last) if last.0 == entry.0 => *last = entry,
                _ => kept.push(entry),
            }
        }
        locations.of_nodes = kept;
        locations
    }
}
