//! The edges of a snapshot.
//!
//! What the algorithms on the graph ask of an edge, its type and its target, stands in one word ([`Link`]), so that a walk
//! over all edges reads one column; names are kept apart and packed ([`PackedColumn`]).

use super::packed::{BLOCK, InOrder, PackedColumn};
use super::types::EdgeType;
use crate::error::OutOfMemory;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, StringIndex};

/// The type and the target of an edge in one word: three bits and twenty-nine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link(u32);

/// Bits of the target.
const TARGET_BITS: u32 = 29;
const TARGET: u32 = (1 << TARGET_BITS) - 1;
/// The number after those of [`EdgeType::ALL`]: an internal edge that is half of a WeakMap entry.
const WEAK_MAP_ENTRY: u32 = 7;
/// What each three bits say.
const TYPES: [EdgeType; 8] = {
    let [context, element, property, internal, hidden, shortcut, weak] = EdgeType::ALL;
    [context, element, property, internal, hidden, shortcut, weak, internal]
};

impl Link {
    /// The most nodes that links can tell apart.
    pub const MOST_NODES: u64 = 1 << TARGET_BITS;

    /// A link of a type to a target, which must be below [`Self::MOST_NODES`].
    #[inline]
    pub fn new(kind: EdgeType, target: NodeOrdinal) -> Self {
        Self(code(kind) | target.0 & TARGET)
    }

    /// The link whose upper bits are a type's [`code`].
    #[inline]
    pub(super) fn of_code(code: u32, target: u32) -> Self {
        Self(code | target & TARGET)
    }

    /// In which way the edge refers to its target.
    #[inline]
    pub fn kind(self) -> EdgeType {
        TYPES[(self.0 >> TARGET_BITS) as usize]
    }

    /// The node that is referred to.
    #[inline]
    pub fn target(self) -> NodeOrdinal {
        NodeOrdinal(self.0 & TARGET)
    }

    /// Whether the edge is of this type; quicker than asking for the type.
    #[inline]
    pub fn is(self, kind: EdgeType) -> bool {
        self.0 & !TARGET == code(kind) || (matches!(kind, EdgeType::Internal) && self.is_weak_map_entry())
    }

    /// Whether the edge is half of a WeakMap entry, once [`Edges::mark_weak_map_entries`] has been called.
    #[inline]
    pub fn is_weak_map_entry(self) -> bool {
        self.0 >> TARGET_BITS == WEAK_MAP_ENTRY
    }
}

/// A type in the upper bits of a link.
#[inline]
pub(super) const fn code(kind: EdgeType) -> u32 {
    (kind as u32) << TARGET_BITS
}

/// The edges of a snapshot, in file order, which groups them by the node they start from.
#[derive(Debug, Default)]
pub struct Edges {
    /// Type and target.
    pub(super) links: Column<EdgeIndex, Link>,
    /// A number for the types that [`EdgeType::is_numbered`] says, else a [`StringIndex`].
    pub(super) names: PackedColumn<EdgeIndex>,
    /// Those whose type nobody knows, ascending; their links say [`EdgeType::OF_UNKNOWN`].
    pub(super) unknown: Vec<EdgeIndex>,
}

impl Edges {
    /// Number of edges.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// In which way the edge refers to its target.
    #[inline]
    pub fn kind(&self, edge: EdgeIndex) -> EdgeType {
        self.links[edge].kind()
    }

    /// Whether the type that the file gives the edge is none that this program knows.
    #[inline]
    pub fn is_unknown(&self, edge: EdgeIndex) -> bool {
        !self.unknown.is_empty() && self.unknown.binary_search(&edge).is_ok()
    }

    /// The name of the edge's type, as rows show it.
    pub fn type_name(&self, edge: EdgeIndex) -> &'static str {
        if self.is_unknown(edge) { "unknown" } else { self.kind(edge).name() }
    }

    /// The node that is referred to.
    #[inline]
    pub fn target(&self, edge: EdgeIndex) -> NodeOrdinal {
        self.links[edge].target()
    }

    /// A number for the types that [`EdgeType::is_numbered`] says, else the position of a string.
    #[inline]
    pub fn name_or_index(&self, edge: EdgeIndex) -> u32 {
        self.names.of(edge)
    }

    /// The same for whoever goes through edges in the order of the file.
    pub fn names_in_order(&self) -> InOrder<'_, EdgeIndex> {
        self.names.in_order()
    }

    /// The position of the edge's name in the string table, if it has one.
    #[inline]
    pub fn name(&self, edge: EdgeIndex) -> Option<StringIndex> {
        (!self.kind(edge).is_numbered()).then(|| StringIndex(self.names.of(edge)))
    }

    /// Type and target of an edge.
    #[inline]
    pub fn link(&self, edge: EdgeIndex) -> Link {
        self.links[edge]
    }

    /// Type and target of all edges, in file order.
    #[inline]
    pub fn links(&self) -> &[Link] {
        self.links.as_slice()
    }

    /// Type and target of a run of edges, such as those of a node.
    #[inline]
    pub fn links_in(&self, edges: std::ops::Range<usize>) -> &[Link] {
        self.links.as_slice().get(edges).unwrap_or_default()
    }

    /// Makes room for `additional` edges, exactly.
    ///
    /// # Errors
    ///
    /// When there is no memory for that.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), OutOfMemory> {
        self.links.try_reserve(additional)
    }

    /// Adds an edge.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn push(&mut self, kind: EdgeType, name_or_index: u32, target: NodeOrdinal) -> Result<(), OutOfMemory> {
        self.links.try_push(Link::new(kind, target))?;
        self.names.push(name_or_index)
    }

    /// Marks the internal edges whose name `is_entry`, so that walks need not look at names.
    pub fn mark_weak_map_entries(&mut self, is_entry: impl Fn(StringIndex) -> bool) {
        let names = &self.names;
        let mut in_order = names.in_order();
        for (block, links) in self.links.as_mut_slice().chunks_mut(BLOCK).enumerate() {
            if !names.block_may_have(block, |name| is_entry(StringIndex(name))) {
                continue;
            }
            for (at, link) in links.iter_mut().enumerate() {
                let mut name = || StringIndex(in_order.of(EdgeIndex::at(block * BLOCK + at)));
                if link.0 & !TARGET == code(EdgeType::Internal) && is_entry(name()) {
                    *link = Link(WEAK_MAP_ENTRY << TARGET_BITS | link.0 & TARGET);
                }
            }
        }
    }

    /// Gives those a name that have one past the `count` strings there are; returns how many.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub(super) fn replace_names_past(&mut self, count: usize, missing: StringIndex) -> Result<u64, OutOfMemory> {
        let (mut names, mut replaced) = (PackedColumn::default(), 0);
        let mut in_order = self.names.in_order();
        for (edge, link) in self.links.iter() {
            let name = in_order.of(edge);
            let is_missing = !link.kind().is_numbered() && name as usize >= count;
            replaced += u64::from(is_missing);
            names.push(if is_missing { missing.0 } else { name })?;
        }
        self.names = names;
        Ok(replaced)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn type_and_target_in_one_word() {
        for kind in EdgeType::ALL {
            let link = Link::new(kind, NodeOrdinal(TARGET));
            assert_eq!((link.kind(), link.target()), (kind, NodeOrdinal(TARGET)));
            assert!(EdgeType::ALL.into_iter().all(|other| link.is(other) == (other == kind)));
        }
    }

    #[test]
    fn weak_map_entries_stay_internal_edges() {
        let mut edges = Edges::default();
        for (kind, name) in [(EdgeType::Internal, 7), (EdgeType::Internal, 8), (EdgeType::Property, 7)] {
            edges.push(kind, name, NodeOrdinal(5)).unwrap();
        }
        edges.mark_weak_map_entries(|name| name == StringIndex(7));
        let marked: Vec<bool> = edges.links().iter().map(|link| link.is_weak_map_entry()).collect();
        assert_eq!(marked, [true, false, false]);
        let entry = edges.links()[0];
        assert_eq!((entry.kind(), entry.target()), (EdgeType::Internal, NodeOrdinal(5)));
        assert!(entry.is(EdgeType::Internal) && !entry.is(EdgeType::Weak));
    }
}
