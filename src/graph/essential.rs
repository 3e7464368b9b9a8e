//! Which edges keep their target alive, for the purpose of dominators (docs/semantics.md §7).

use super::flags::{Flags, PAGE_OWNED};
use super::landmarks::{Landmarks, Role};
use crate::index::{EdgeIndex, NodeOrdinal, StringIndex};
use crate::snapshot::{EdgeType, Snapshot};

/// Decides on edges.
#[derive(Clone, Copy, Debug)]
pub struct Essential<'a> {
    snapshot: &'a Snapshot,
    landmarks: &'a Landmarks,
    flags: &'a Flags,
}

impl<'a> Essential<'a> {
    /// The rule for a snapshot.
    pub fn new(snapshot: &'a Snapshot, landmarks: &'a Landmarks, flags: &'a Flags) -> Self {
        Self { snapshot, landmarks, flags }
    }

    /// Whether an edge from `source` is essential.
    #[inline]
    pub fn is(&self, source: NodeOrdinal, edge: EdgeIndex) -> bool {
        let target = self.snapshot.edges.target[edge];
        let kind = self.snapshot.edges.kind[edge];
        if kind == EdgeType::Weak || source == target {
            return false;
        }
        if kind == EdgeType::Internal && self.comes_from_weak_table(source, edge) {
            return false;
        }
        source == self.snapshot.root
            || (kind != EdgeType::Shortcut
                && (!self.flags.has(target, PAGE_OWNED) || self.flags.has(source, PAGE_OWNED)))
    }

    /// The value of a WeakMap entry is held by key and table together; the edge from the key is the one that counts.
    fn comes_from_weak_table(&self, source: NodeOrdinal, edge: EdgeIndex) -> bool {
        let name = StringIndex(self.snapshot.edges.name_or_index[edge]);
        self.landmarks.role(name) == Role::Ephemeron
            && self
                .landmarks
                .ephemeron(name)
                .is_some_and(|entry| entry.table_id == u64::from(self.snapshot.nodes.id[source]))
    }
}
