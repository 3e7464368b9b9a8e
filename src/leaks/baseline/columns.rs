//! The columns that an earlier snapshot hands out: 20 bytes a node, 24 where something retains more than 4 GiB.

use super::fingerprint::Fingerprints;
use super::process_match::ProcessSample;
use crate::compare::wire::Wire;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position, try_filled, try_with_capacity};
use crate::leaks::model::{EntryWalker, Model};
use crate::sort;

/// The nodes of an earlier snapshot by ascending id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseColumns {
    /// Ids, ascending.
    pub ids: Vec<u32>,
    /// Hashes of type and name, which tell reuse of an id from survival.
    pub fingerprints: Vec<u32>,
    /// How many entries each node has.
    pub held: Vec<u32>,
    /// Shallow sizes in bytes.
    pub sizes: Vec<u32>,
    /// Retained sizes in bytes, the lower half.
    pub retained: Vec<u32>,
    /// Retained sizes, the upper half; empty if all are zero.
    pub retained_high: Vec<u32>,
    /// Tells whether the ids mean the same as in another snapshot.
    pub sample: ProcessSample,
}

/// The columns of no snapshot: nothing was there, so everything is new.
pub static NO_BASE: BaseColumns = BaseColumns {
    ids: Vec::new(),
    fingerprints: Vec::new(),
    held: Vec::new(),
    sizes: Vec::new(),
    retained: Vec::new(),
    retained_high: Vec::new(),
    sample: ProcessSample::NONE,
};

impl BaseColumns {
    /// The columns of a heap; empty without dominators.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let Some(dominators) = &heap.dominators else { return Ok(Self::default()) };
        let held = held_counts(&Model::of(heap)?)?;
        let mut columns = Self { sample: ProcessSample::of(heap)?, ..Self::default() };
        let Self { ids, fingerprints, held: counts, sizes, retained, .. } = &mut columns;
        for column in [ids, fingerprints, counts, sizes, retained] {
            *column = try_with_capacity(heap.snapshot.nodes.len())?;
        }
        let is_large = dominators.retained[heap.snapshot.root] > u64::from(u32::MAX);
        if is_large {
            columns.retained_high = try_with_capacity(heap.snapshot.nodes.len())?;
        }
        let mut of_nodes = Fingerprints::new(heap)?;
        for (_, node) in nodes_by_id(heap)? {
            columns.ids.push(heap.snapshot.nodes.id[node]);
            columns.fingerprints.push(of_nodes.of(node));
            columns.held.push(held[node.index()]);
            columns.sizes.push(heap.snapshot.nodes.self_size[node]);
            columns.retained.push(dominators.retained[node] as u32);
            if is_large {
                columns.retained_high.push((dominators.retained[node] >> 32) as u32);
            }
        }
        Ok(columns)
    }

    /// The position of an id.
    pub fn find(&self, id: u32) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// How many nodes have this fingerprint.
    pub fn count_of(&self, fingerprint: u32) -> u32 {
        self.fingerprints.iter().filter(|&&other| other == fingerprint).count() as u32
    }

    /// The retained size at a position.
    pub fn retained_at(&self, position: usize) -> u64 {
        let low = self.retained.get(position).copied().unwrap_or(0);
        let high = self.retained_high.get(position).copied().unwrap_or(0);
        u64::from(high) << 32 | u64::from(low)
    }

    /// The shallow size at a position.
    pub fn size_at(&self, position: usize) -> u32 {
        self.sizes.get(position).copied().unwrap_or(0)
    }

    /// How many entries the node at a position had.
    pub fn held_at(&self, position: usize) -> u32 {
        self.held.get(position).copied().unwrap_or(0)
    }
}

/// How many entries each visible node has.
fn held_counts(model: &Model<'_>) -> Result<Vec<u32>, OutOfMemory> {
    let nodes = &model.heap.snapshot.nodes;
    let mut counts = try_filled(nodes.len(), 0u32)?;
    let mut walker = EntryWalker::new(model)?;
    for node in nodes.kind.positions() {
        if model.is_visible(node) {
            counts[node.index()] = walker.count(node);
        }
    }
    Ok(counts)
}

/// All nodes with their ids, by ascending id.
///
/// # Errors
/// If memory ends.
pub fn nodes_by_id(heap: &Heap) -> Result<impl Iterator<Item = (u32, NodeOrdinal)>, OutOfMemory> {
    let ids = &heap.snapshot.nodes.id;
    // Id and node in one number.
    let mut packed: Vec<u64> = try_with_capacity(ids.len())?;
    packed.extend(ids.iter().map(|(node, &id)| u64::from(id) << 32 | u64::from(node.0)));
    sort::by_upper_half(&mut packed)?;
    Ok(packed.into_iter().map(|pair| ((pair >> 32) as u32, NodeOrdinal(pair as u32))))
}

impl From<BaseColumns> for Wire {
    fn from(columns: BaseColumns) -> Self {
        let BaseColumns { ids, fingerprints, held, sizes, retained, retained_high, sample } = columns;
        let mut numbers = vec![ids, fingerprints, held, sizes, retained, retained_high];
        numbers.extend(sample.into_columns());
        Self { numbers, bytes: Vec::new() }
    }
}

impl From<Wire> for BaseColumns {
    fn from(wire: Wire) -> Self {
        let mut columns = wire.numbers.into_iter();
        let mut next = || columns.next().unwrap_or_default();
        Self {
            ids: next(),
            fingerprints: next(),
            held: next(),
            sizes: next(),
            retained: next(),
            retained_high: next(),
            sample: ProcessSample::from_columns(next),
        }
    }
}
