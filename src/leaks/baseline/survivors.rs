//! Which nodes were there before.

use super::columns::{BaseColumns, nodes_by_id};
use super::fingerprint::Fingerprints;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal};

const NEW: u32 = u32::MAX;

/// For each node, where it stood in the earlier snapshot.
#[derive(Debug)]
pub struct Survivors {
    /// The position in the base's columns.
    positions: Column<NodeOrdinal, u32>,
}

impl Survivors {
    /// A node survived if the base has its id with the same fingerprint.
    ///
    /// # Errors
    /// If memory ends.
    pub fn find(heap: &Heap, base: &BaseColumns) -> Result<Self, OutOfMemory> {
        let mut positions = Column::filled(heap.snapshot.nodes.len(), NEW)?;
        let mut fingerprints = Fingerprints::new(heap)?;
        let mut position = 0;
        for (id, node) in nodes_by_id(heap)? {
            while base.ids.get(position).is_some_and(|&earlier| earlier < id) {
                position += 1;
            }
            if base.ids.get(position) == Some(&id) && base.fingerprints.get(position) == Some(&fingerprints.of(node)) {
                positions[node] = position as u32;
            }
        }
        Ok(Self { positions })
    }

    /// Whether a node was not there before.
    #[inline]
    pub fn is_new(&self, node: NodeOrdinal) -> bool {
        self.positions[node] == NEW
    }

    /// The position of a node in the base's columns.
    #[inline]
    pub fn position(&self, node: NodeOrdinal) -> Option<usize> {
        Some(self.positions[node]).filter(|&position| position != NEW).map(|position| position as usize)
    }
}
