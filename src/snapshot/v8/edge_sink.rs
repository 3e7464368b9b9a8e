//! The `edges` section: batches of numbers → [`Edges`].

use super::complaint::out_of_range;
use super::header::{Header, MOST_EDGE_TYPES};
use crate::error::{OutOfMemory, Problem};
use crate::index::{EdgeIndex, Position, TryPush};
use crate::snapshot::edges::code;
use crate::snapshot::{EdgeType, Edges, Link};

/// Entries of a table by type: those of the file and one for the others.
const TYPES: usize = MOST_EDGE_TYPES + 1;
/// The entry of all types that are not known.
const UNKNOWN: u32 = MOST_EDGE_TYPES as u32;

/// What an edge's type decides: the upper bits of its link, and which bits of its name are a string's position.
#[derive(Clone, Copy, Debug)]
struct OfType {
    code: u32,
    name_bits: u32,
}

/// Fills [`Edges`] batch by batch and checks what can be checked at once.
#[derive(Debug)]
pub struct EdgeSink {
    edges: Edges,
    announced: u64,
    largest_name: u32,
    /// The largest target, for when it is not known yet how many nodes there are.
    largest_target: u32,
    node_stride: ExactDivisor,
    /// For each of the file's types.
    types: [OfType; TYPES],
    /// So many types from the first one on are known.
    known: usize,
}

impl EdgeSink {
    /// A sink with room for what the header announces, as far as `most` edges can be in the file.
    pub fn new(header: &Header, most: u64) -> Result<Self, OutOfMemory> {
        let room = usize::try_from(header.edge_count.min(most)).unwrap_or(usize::MAX);
        let mut edges = Edges::default();
        edges.links.try_reserve(room)?;
        let node_stride = ExactDivisor::new(header.node.stride as u32);
        let mut types = [OfType { code: code(EdgeType::OF_UNKNOWN), name_bits: u32::MAX }; TYPES];
        for (entry, kind) in types.iter_mut().zip(&header.edge.types) {
            let kind = kind.unwrap_or(EdgeType::OF_UNKNOWN);
            *entry = OfType { code: code(kind), name_bits: if kind.is_numbered() { 0 } else { u32::MAX } };
        }
        let known = header.edge.types.iter().take_while(|kind| kind.is_some()).count();
        let announced = header.edge_count;
        Ok(Self { edges, announced, largest_name: 0, largest_target: 0, node_stride, types, known })
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
        let largest_type = numbers.chunks_exact(layout.stride).map(|record| record[layout.kind]).max();
        let has_unknown = largest_type.is_some_and(|kind| kind as usize >= self.known);
        let replaced = if has_unknown { self.replace_unknown(header, numbers)? } else { Vec::new() };
        let numbers = if has_unknown { &replaced } else { numbers };
        // One pass over a batch that lies in the first-level cache, another one for the packed column.
        let (mut largest_target, mut largest_name) = (0, self.largest_name);
        let (node_stride, types) = (self.node_stride, &self.types);
        self.edges.links.extend(numbers.chunks_exact(layout.stride).map(|record| {
            let OfType { code, name_bits } = types[record[layout.kind] as usize % TYPES];
            let target = node_stride.divide(record[layout.to]);
            largest_target = target.max(largest_target);
            largest_name = (record[layout.name] & name_bits).max(largest_name);
            Link::of_code(code, target)
        }));
        if records > 0 && u64::from(largest_target) >= header.node_count {
            return Err(bad_target(numbers.chunks_exact(layout.stride).map(|record| record[layout.to]), header));
        }
        self.largest_target = self.largest_target.max(largest_target);
        self.largest_name = largest_name;
        self.edges.names.extend(numbers.chunks_exact(layout.stride).map(|record| record[layout.name]))?;
        Ok(())
    }

    /// The same records with the entry of the tables for all unknown types in their place; which edges these are is noted.
    #[cold]
    fn replace_unknown(&mut self, header: &Header, numbers: &[u32]) -> Result<Vec<u32>, OutOfMemory> {
        let layout = &header.edge;
        let mut numbers = numbers.to_vec();
        for (at, record) in numbers.chunks_exact_mut(layout.stride).enumerate() {
            let kind = &mut record[layout.kind];
            if layout.types.get(*kind as usize).copied().flatten().is_none() {
                *kind = UNKNOWN;
                self.edges.unknown.try_push(EdgeIndex::at(self.edges.len() + at))?;
            }
        }
        Ok(numbers)
    }

    /// Says how many nodes and edges there are, when the header did not.
    pub fn announce(&mut self, header: &Header) -> Result<(), Problem> {
        self.announced = header.edge_count;
        if self.edges.len() > 0 && u64::from(self.largest_target) >= header.node_count {
            let limit = header.node_count as usize;
            return Err(out_of_range("the node of an edge's to_node", self.largest_target, limit));
        }
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
