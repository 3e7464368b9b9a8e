//! The `locations` section: batches of numbers → [`Locations`].

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::complaint::out_of_range;
use super::side_tables::LocationLayout;
use crate::error::{OutOfMemory, Problem};
use crate::index::{LocationId, NodeOrdinal, Position, try_collected, try_make_room};
use crate::snapshot::{Location, Locations};
use crate::sort;

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
            let id = self.number(place)?;
            self.locations.of_nodes.push((NodeOrdinal(ordinal), id));
        }
        Ok(())
    }

    /// The number of a place.
    pub fn number(&mut self, place: Location) -> Result<LocationId, OutOfMemory> {
        try_make_room(&mut self.known)?;
        Ok(match self.known.entry(place) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(vacant) => *vacant.insert(self.locations.places.try_push(place)?),
        })
    }

    /// The finished table of a file with so many nodes.
    pub fn finish(self, nodes: usize) -> Result<Locations, Problem> {
        let mut locations = self.locations;
        // Stable, so that the last entry of a node stays last.
        let of_nodes = locations.of_nodes.iter().map(|&(node, place)| u64::from(node.0) << 32 | u64::from(place.0));
        let mut sorted = try_collected(of_nodes)?;
        sort::by_upper_half(&mut sorted)?;
        for (entry, number) in locations.of_nodes.iter_mut().zip(sorted) {
            *entry = (NodeOrdinal((number >> 32) as u32), LocationId(number as u32));
        }
        // Locations may stand before the nodes, of which the header may not say how many there are.
        if let Some(&(last, _)) = locations.of_nodes.last().filter(|(last, _)| last.index() >= nodes) {
            return Err(out_of_range("the node of a location's object_index", last.0, nodes));
        }
        locations.of_nodes.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                *kept = *later;
            }
            is_same
        });
        Ok(locations)
    }
}
