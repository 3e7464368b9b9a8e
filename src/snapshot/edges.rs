//! The `edges` section: batches of numbers → one column per field.

use super::header::Header;
use super::nodes::out_of_range;
use super::types::EdgeType;
use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, EdgeIndex, NodeOrdinal, StringIndex};

/// The edges of a snapshot: a column per field, in file order, which groups them by the node they start from.
#[derive(Debug, Default)]
pub struct Edges {
    /// In which way the edge refers to its target.
    pub kind: Column<EdgeIndex, EdgeType>,
    /// A number for the types that [`EdgeType::is_numbered`] says, else a [`StringIndex`].
    pub name_or_index: Column<EdgeIndex, u32>,
    /// The node that is referred to.
    pub target: Column<EdgeIndex, NodeOrdinal>,
}

impl Edges {
    /// Number of edges.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there is no edge.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// The position of the edge's name in the string table, if it has one.
    #[inline]
    pub fn name(&self, edge: EdgeIndex) -> Option<StringIndex> {
        (!self.kind[edge].is_numbered()).then(|| StringIndex(self.name_or_index[edge]))
    }
}

/// Fills [`Edges`] batch by batch and checks what can be checked at once.
#[derive(Debug)]
pub struct EdgeSink {
    edges: Edges,
    announced: u64,
    largest_name: u32,
    node_stride: ExactDivisor,
}

impl EdgeSink {
    /// A sink with room for what the header announces, as far as `most` edges can be in the file.
    pub fn new(header: &Header, most: u64) -> Result<Self, OutOfMemory> {
        let room = usize::try_from(header.edge_count.min(most)).unwrap_or(usize::MAX);
        let mut edges = Edges::default();
        edges.kind.try_reserve(room)?;
        edges.name_or_index.try_reserve(room)?;
        edges.target.try_reserve(room)?;
        let node_stride = ExactDivisor::new(header.node.stride as u32);
        Ok(Self { edges, announced: header.edge_count, largest_name: 0, node_stride })
    }

    /// Takes whole records.
    pub fn accept(&mut self, header: &Header, numbers: &[u32]) -> Result<(), Problem> {
        let layout = &header.edge;
        let records = numbers.len() / layout.stride;
        let held = (self.edges.len() + records) as u64;
        if held > self.announced {
            return Err(Problem::CountMismatch { items: "edges", announced: self.announced, held });
        }
        // One pass per column over a batch that lies in the first-level cache.
        let field = |offset: usize| numbers.chunks_exact(layout.stride).map(move |record| record[offset]);
        let largest_type = field(layout.kind).max().unwrap_or(0);
        if records > 0 && largest_type as usize >= layout.types.len() {
            return Err(out_of_range("an edge's type", largest_type, layout.types.len()));
        }
        let kinds = || field(layout.kind).map(|kind| layout.types[kind as usize]);
        let targets = || field(layout.to).map(|to| self.node_stride.divide(to));
        if records > 0 && u64::from(targets().max().unwrap_or(0)) >= header.node_count {
            return Err(bad_target(field(layout.to), header));
        }
        self.edges.kind.extend(kinds());
        self.edges.name_or_index.extend(field(layout.name));
        self.edges.target.extend(targets().map(NodeOrdinal));
        let names = kinds().zip(field(layout.name)).map(|(kind, name)| if kind.is_numbered() { 0 } else { name });
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
