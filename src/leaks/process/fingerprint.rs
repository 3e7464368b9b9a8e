//! Tells an object that survived from another one that got its id.
//!
//! Ids of native objects are used again, and two processes share ids by chance. The fingerprint is a hash of what does
//! not change in an object's life, its type and its name: two objects that share an id by chance almost never share it.

use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position, try_filled};
use crate::leaks::hash::{SEED, fold_bytes};
use crate::runtime_names::{blink, v8};

/// Bytes of a name that count, besides its length; texts can be long.
const MOST_BYTES: usize = 64;

/// The fingerprints of many nodes; each name and each type is hashed once.
#[derive(Debug)]
pub struct Fingerprints<'a> {
    heap: &'a Heap,
    /// Hash of each name; zero is unknown.
    of_name: Vec<u32>,
    of_type: Vec<u32>,
}

impl<'a> Fingerprints<'a> {
    /// Of a heap's nodes, none computed yet.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(heap: &'a Heap) -> Result<Self, OutOfMemory> {
        let of_type = heap.snapshot.node_type_names.iter().map(|name| of_type(name)).collect();
        Ok(Self { heap, of_name: try_filled(heap.snapshot.strings.len(), 0)?, of_type })
    }

    /// The [`fingerprint`] of a node.
    pub fn of(&mut self, node: NodeOrdinal) -> u32 {
        let snapshot = &self.heap.snapshot;
        let name = &mut self.of_name[snapshot.nodes.name[node].index()];
        if *name == 0 {
            *name = of_name(snapshot.raw_name(node).as_bytes());
        }
        let of_type = self.of_type.get(usize::from(snapshot.nodes.kind[node].0)).copied().unwrap_or(SEED);
        *name ^ of_type
    }
}

/// Hash of a node's type and name.
pub fn fingerprint(heap: &Heap, node: NodeOrdinal) -> u32 {
    fingerprint_of(heap.snapshot.raw_name(node).as_bytes(), heap.snapshot.type_name(node))
}

/// The [`fingerprint`] of all nodes of a name and a type.
pub fn fingerprint_of(name: &[u8], type_name: &str) -> u32 {
    of_name(name) ^ of_type(type_name)
}

fn of_name(name: &[u8]) -> u32 {
    // Detachedness changes in an object's life and must not make another object of it.
    let name = v8::without_detached(name);
    // Nor does a window that leaves its page have the address behind its name any more.
    let name = if blink::is_window(name) { v8::without_address(name) } else { name };
    fold_bytes(SEED ^ name.len() as u32, name.get(..MOST_BYTES).unwrap_or(name))
}

fn of_type(name: &str) -> u32 {
    fold_bytes(SEED, name.as_bytes())
}
