//! What the analysis needs to know of an earlier snapshot: per node its id and a few numbers.
//!
//! The snapshots of a page live in workers of their own, so the earlier ones hand out columns (20 bytes a node, 24 where
//! something retains more than 4 GiB) and the latest does the rest.

use super::anatomy::{Anatomy, Holdings};
use super::process::Identity;
use crate::compare::wire::Wire;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position, try_filled, try_with_capacity};
use crate::sort;

/// The nodes of an earlier snapshot by ascending id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseColumns {
    /// Ids.
    pub ids: Vec<u32>,
    /// A number that follows from a node's type and name; another object under the same id nearly always has another.
    pub marks: Vec<u32>,
    /// How many entries each node has.
    pub held: Vec<u32>,
    /// Shallow sizes.
    pub sizes: Vec<u32>,
    /// Retained sizes, the lower half.
    pub retained: Vec<u32>,
    /// Retained sizes, the upper half; empty if all are zero.
    pub retained_high: Vec<u32>,
    /// By which it is told whether the ids mean the same as in another snapshot.
    pub identity: Identity,
}

impl BaseColumns {
    /// The columns of a heap; it needs dominators.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let Some(dominators) = &heap.dominators else { return Ok(Self::default()) };
        let held = held_counts(heap, &Anatomy::of(heap)?)?;
        let mut columns = Self { identity: Identity::of(heap)?, ..Self::default() };
        let Self { ids, marks, held: counts, sizes, retained, .. } = &mut columns;
        for column in [ids, marks, counts, sizes, retained] {
            *column = try_with_capacity(heap.snapshot.nodes.len())?;
        }
        let is_large = dominators.retained[heap.snapshot.root] > u64::from(u32::MAX);
        if is_large {
            columns.retained_high = try_with_capacity(heap.snapshot.nodes.len())?;
        }
        let mut of_nodes = Marks::new(heap)?;
        for (_, node) in nodes_by_id(heap)? {
            columns.ids.push(heap.snapshot.nodes.id[node]);
            columns.marks.push(of_nodes.of(node));
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

    /// How many nodes have a mark.
    pub fn count_of(&self, mark: u32) -> u32 {
        self.marks.iter().filter(|&&other| other == mark).count() as u32
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
fn held_counts(heap: &Heap, anatomy: &Anatomy) -> Result<Vec<u32>, OutOfMemory> {
    let nodes = &heap.snapshot.nodes;
    let mut counts = try_filled(nodes.len(), 0u32)?;
    let mut holdings = Holdings::new(heap)?;
    for node in nodes.kind.positions() {
        if anatomy.is_visible(node) {
            counts[node.index()] = holdings.count(heap, anatomy, node);
        }
    }
    Ok(counts)
}

/// All nodes with their ids, by ascending id.
pub fn nodes_by_id(heap: &Heap) -> Result<impl Iterator<Item = (u32, NodeOrdinal)>, OutOfMemory> {
    let ids = &heap.snapshot.nodes.id;
    // Id and node in one number.
    let mut packed: Vec<u64> = try_with_capacity(ids.len())?;
    packed.extend(ids.iter().map(|(node, &id)| u64::from(id) << 32 | u64::from(node.0)));
    sort::by_upper_half(&mut packed)?;
    Ok(packed.into_iter().map(|pair| ((pair >> 32) as u32, NodeOrdinal(pair as u32))))
}

/// The marks of many nodes; that of a name is made once.
#[derive(Debug)]
pub struct Marks<'a> {
    heap: &'a Heap,
    /// Zero is unknown.
    of_name: Vec<u32>,
}

impl<'a> Marks<'a> {
    /// Of a heap.
    pub fn new(heap: &'a Heap) -> Result<Self, OutOfMemory> {
        Ok(Self { heap, of_name: try_filled(heap.snapshot.strings.len(), 0)? })
    }

    /// The [`mark`] of a node.
    pub fn of(&mut self, node: NodeOrdinal) -> u32 {
        let snapshot = &self.heap.snapshot;
        let name = &mut self.of_name[snapshot.nodes.name[node].index()];
        if *name == 0 {
            *name = name_mark(snapshot.raw_name(node).as_bytes());
        }
        with_type(*name, self.heap, node)
    }
}

/// A number that follows from a node's type and its name.
pub fn mark(heap: &Heap, node: NodeOrdinal) -> u32 {
    with_type(name_mark(heap.snapshot.raw_name(node).as_bytes()), heap, node)
}

/// Of a name, the first bytes and the length count.
fn name_mark(name: &[u8]) -> u32 {
    const MOST_BYTES: usize = 64;
    // Detachedness changes in an object's life and must not make another object of it.
    let name = name.strip_prefix(b"Detached ").unwrap_or(name);
    fold_bytes(SEED ^ name.len() as u32, name.get(..MOST_BYTES).unwrap_or(name))
}

fn with_type(name: u32, heap: &Heap, node: NodeOrdinal) -> u32 {
    fold_bytes(name, heap.snapshot.type_name(node).as_bytes())
}

/// Where [`fold_bytes`] starts.
pub const SEED: u32 = 0x811c_9dc5;

/// One number for many bytes, continued: FNV-1a by words.
pub fn fold_bytes(hash: u32, bytes: &[u8]) -> u32 {
    let fold = |hash: u32, word: u32| (hash ^ word).wrapping_mul(0x0100_0193).rotate_left(13);
    let words = bytes.chunks_exact(4);
    let rest = words.remainder().iter().fold(hash, |hash, &byte| fold(hash, u32::from(byte)));
    words.fold(rest, |hash, word| word.try_into().map_or(hash, |word| fold(hash, u32::from_le_bytes(word))))
}

impl From<BaseColumns> for Wire {
    fn from(columns: BaseColumns) -> Self {
        let BaseColumns { ids, marks, held, sizes, retained, retained_high, identity } = columns;
        let mut numbers = vec![ids, marks, held, sizes, retained, retained_high];
        numbers.extend(identity.into_columns());
        Self { numbers, bytes: Vec::new() }
    }
}

impl From<Wire> for BaseColumns {
    fn from(wire: Wire) -> Self {
        let mut columns = wire.numbers.into_iter();
        let mut next = || columns.next().unwrap_or_default();
        Self {
            ids: next(),
            marks: next(),
            held: next(),
            sizes: next(),
            retained: next(),
            retained_high: next(),
            identity: Identity::from_columns(next),
        }
    }
}
