//! The `edges` section: batches of numbers → two words per edge.
//!
//! What the algorithms on the graph ask of an edge, its type and its target, stands in one word ([`Link`]), so that a walk
//! over all edges reads one column; the name is the other word.

use super::header::{Header, MOST_EDGE_TYPES};
use super::nodes::out_of_range;
use super::types::EdgeType;
use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, EdgeIndex, NodeOrdinal, StringIndex};

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
const fn code(kind: EdgeType) -> u32 {
    (kind as u32) << TARGET_BITS
}

/// The edges of a snapshot, in file order, which groups them by the node they start from.
#[derive(Debug, Default)]
pub struct Edges {
    /// Type and target.
    links: Column<EdgeIndex, Link>,
    /// A number for the types that [`EdgeType::is_numbered`] says, else a [`StringIndex`].
    names: Column<EdgeIndex, u32>,
}

impl Edges {
    /// Number of edges.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there is no edge.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// In which way the edge refers to its target.
    #[inline]
    pub fn kind(&self, edge: EdgeIndex) -> EdgeType {
        self.links[edge].kind()
    }

    /// The node that is referred to.
    #[inline]
    pub fn target(&self, edge: EdgeIndex) -> NodeOrdinal {
        self.links[edge].target()
    }

    /// A number for the types that [`EdgeType::is_numbered`] says, else the position of a string.
    #[inline]
    pub fn name_or_index(&self, edge: EdgeIndex) -> u32 {
        self.names[edge]
    }

    /// The position of the edge's name in the string table, if it has one.
    #[inline]
    pub fn name(&self, edge: EdgeIndex) -> Option<StringIndex> {
        (!self.kind(edge).is_numbered()).then(|| StringIndex(self.names[edge]))
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

    /// Adds an edge.
    pub fn push(&mut self, kind: EdgeType, name_or_index: u32, target: NodeOrdinal) {
        self.links.push(Link::new(kind, target));
        self.names.push(name_or_index);
    }

    /// Marks the internal edges whose name `is_entry`, so that walks need not look at names.
    pub fn mark_weak_map_entries(&mut self, is_entry: impl Fn(StringIndex) -> bool) {
        for (link, &name) in self.links.as_mut_slice().iter_mut().zip(self.names.as_slice()) {
            if link.0 & !TARGET == code(EdgeType::Internal) && is_entry(StringIndex(name)) {
                *link = Link(WEAK_MAP_ENTRY << TARGET_BITS | link.0 & TARGET);
            }
        }
    }
}

/// Fills [`Edges`] batch by batch and checks what can be checked at once.
#[derive(Debug)]
pub struct EdgeSink {
    edges: Edges,
    announced: u64,
    largest_name: u32,
    node_stride: ExactDivisor,
    /// The upper bits of the link for each of the file's types, and the bits of the name that are a string's position.
    codes: [u32; MOST_EDGE_TYPES],
    name_bits: [u32; MOST_EDGE_TYPES],
}

impl EdgeSink {
    /// A sink with room for what the header announces, as far as `most` edges can be in the file.
    pub fn new(header: &Header, most: u64) -> Result<Self, OutOfMemory> {
        let room = usize::try_from(header.edge_count.min(most)).unwrap_or(usize::MAX);
        let mut edges = Edges::default();
        edges.links.try_reserve(room)?;
        edges.names.try_reserve(room)?;
        let node_stride = ExactDivisor::new(header.node.stride as u32);
        let (mut codes, mut name_bits) = ([0; MOST_EDGE_TYPES], [0; MOST_EDGE_TYPES]);
        for ((bits, names), &kind) in codes.iter_mut().zip(&mut name_bits).zip(&header.edge.types) {
            *bits = code(kind);
            *names = if kind.is_numbered() { 0 } else { u32::MAX };
        }
        Ok(Self { edges, announced: header.edge_count, largest_name: 0, node_stride, codes, name_bits })
    }

    /// Takes whole records.
    pub fn accept(&mut self, header: &Header, numbers: &[u32]) -> Result<(), Problem> {
        let layout = &header.edge;
        let records = numbers.len() / layout.stride;
        let held = (self.edges.len() + records) as u64;
        if held > self.announced {
            return Err(Problem::CountMismatch { items: "edges", announced: self.announced, held });
        }
        self.edges.links.try_grow(records)?;
        self.edges.names.try_grow(records)?;
        // One pass per column over a batch that lies in the first-level cache.
        let field = |offset: usize| numbers.chunks_exact(layout.stride).map(move |record| record[offset]);
        let largest_type = field(layout.kind).max().unwrap_or(0);
        if records > 0 && largest_type as usize >= layout.types.len() {
            return Err(out_of_range("an edge's type", largest_type, layout.types.len()));
        }
        let targets = || field(layout.to).map(|to| self.node_stride.divide(to));
        if records > 0 && u64::from(targets().max().unwrap_or(0)) >= header.node_count {
            return Err(bad_target(field(layout.to), header));
        }
        let of_type = |table: &[u32; MOST_EDGE_TYPES], kind: u32| table[kind as usize % MOST_EDGE_TYPES];
        let links = field(layout.kind).zip(targets()).map(|(kind, target)| Link(of_type(&self.codes, kind) | target));
        self.edges.links.extend(links);
        self.edges.names.extend(field(layout.name));
        let names = field(layout.kind).zip(field(layout.name));
        let names = names.map(|(kind, name)| name & of_type(&self.name_bits, kind));
        self.largest_name = names.fold(self.largest_name, u32::max);
        Ok(())
    }

    /// The finished columns and the largest string index that a name uses.
    pub fn finish(self) -> Result<(Edges, u32), Problem> {
        let held = self.edges.len() as u64;
        if held != self.announced {
            return Err(Problem::CountMismatch { items: "edges", announced: self.announced, held });
        }
        Ok((self.edges, self.largest_name))
    }
}

/// The problem of the first target that is no node.
fn bad_target(mut targets: impl Iterator<Item = u32>, header: &Header) -> Problem {
    let (stride, limit) = (header.node.stride as u64, header.node_count * header.node.stride as u64);
    let is_bad = |to: &u32| u64::from(*to) >= limit || !u64::from(*to).is_multiple_of(stride);
    let to = targets.find(is_bad).unwrap_or(0);
    if u64::from(to) < limit {
        let expected = "an edge's to_node to be a multiple of the number of node fields";
        return Problem::Unexpected { expected, found: to.to_string() };
    }
    Problem::OutOfRange { what: "an edge's to_node", value: u64::from(to), limit }
}

/// Divides multiples of one number without dividing.
///
/// The odd part of the divisor has an inverse modulo 2³²; multiplying by it and turning the even part's bits out gives
/// the quotient of a multiple, and for everything else a number larger than any such quotient (Granlund and Montgomery).
#[derive(Clone, Copy, Debug)]
struct ExactDivisor {
    inverse: u32,
    twos: u32,
}

impl ExactDivisor {
    fn new(divisor: u32) -> Self {
        let twos = divisor.trailing_zeros() & 31;
        let odd = divisor >> twos;
        // Each step doubles the bits that are right; any odd number is its own inverse to three bits.
        let inverse = (0..4).fold(odd, |inverse, _| inverse.wrapping_mul(2u32.wrapping_sub(odd.wrapping_mul(inverse))));
        Self { inverse, twos }
    }

    #[inline]
    fn divide(self, number: u32) -> u32 {
        number.wrapping_mul(self.inverse).rotate_right(self.twos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            edges.push(kind, name, NodeOrdinal(5));
        }
        edges.mark_weak_map_entries(|name| name == StringIndex(7));
        let marked: Vec<bool> = edges.links().iter().map(|link| link.is_weak_map_entry()).collect();
        assert_eq!(marked, [true, false, false]);
        let entry = edges.links()[0];
        assert_eq!((entry.kind(), entry.target()), (EdgeType::Internal, NodeOrdinal(5)));
        assert!(entry.is(EdgeType::Internal) && !entry.is(EdgeType::Weak));
    }

    proptest! {
        #[test]
        fn exact_division(divisor in 1u32..40, number in any::<u32>()) {
            let quotient = ExactDivisor::new(divisor).divide(number);
            if number % divisor == 0 {
                prop_assert_eq!(quotient, number / divisor);
            } else {
                prop_assert!(quotient > u32::MAX / divisor);
            }
        }
    }
}
