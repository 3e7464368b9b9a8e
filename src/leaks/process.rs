//! Are two snapshots of one process? Told by a sample of their ids, so that it can be asked of every pair at once.
//!
//! An object keeps its id as long as its process lives. Of two processes, even of the same program, most ids that both
//! have name something else. The sample takes ids by a number made of the id, so that two snapshots take the same ones.

use super::base::{SEED, fold_bytes};
use super::words::thousands;
use crate::compare::wire::Wire;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, try_with_capacity};
use crate::sort;

/// Ids of which more than one in so many name something else are ids of another process.
const MOST_CONTRADICTIONS: u32 = 20;
/// About so many ids are taken of a snapshot.
const SAMPLE: u64 = 1 << 11;
/// So many bytes of a name are looked at; texts can be long.
const MOST_OF_NAME: usize = 32;

/// A sample of a snapshot's ids, and what they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The ids whose number is at most this are in the sample.
    limit: u32,
    /// Ids, ascending.
    ids: Vec<u32>,
    /// Numbers that follow from type and name.
    marks: Vec<u32>,
}

/// How far the ids of two snapshots agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Ids that both have.
    pub common: u32,
    /// Of these, those that name something else in the other.
    pub different: u32,
}

impl Likeness {
    /// Whether ids mean the same objects in both.
    pub fn is_one_process(self) -> bool {
        self.common > 0 && self.different <= self.common / MOST_CONTRADICTIONS
    }

    /// How that was decided.
    pub fn why(self) -> String {
        let [common, different] = [self.common, self.different].map(|count| thousands(count.into()));
        format!("{common} ids are in both; {different} of them name something else.")
    }
}

impl Identity {
    /// The sample of a heap.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let ids = &heap.snapshot.nodes.id;
        let limit = u32::try_from((SAMPLE << 32) / (ids.len() as u64).max(SAMPLE)).unwrap_or(u32::MAX);
        let mut sample: Vec<u64> = try_with_capacity(ids.len().min(2 * SAMPLE as usize))?;
        let sampled = ids.iter().filter(|&(_, &id)| number(id) <= limit);
        sample.extend(sampled.map(|(node, &id)| u64::from(id) << 32 | u64::from(mark(heap, node))));
        sort::numbers(&mut sample);
        let (ids, marks) = sample.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).unzip();
        Ok(Self { limit, ids, marks })
    }

    /// Compares the ids that are in both samples.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let limit = self.limit.min(other.limit);
        let mut likeness = Likeness::default();
        for (&id, mark) in self.ids.iter().zip(&self.marks).filter(|&(&id, _)| number(id) <= limit) {
            if let Ok(position) = other.ids.binary_search(&id) {
                likeness.common += 1;
                likeness.different += u32::from(other.marks.get(position) != Some(mark));
            }
        }
        likeness
    }
}

/// A number that follows from a node's type and the beginning of its name.
fn mark(heap: &Heap, node: NodeOrdinal) -> u32 {
    let name = heap.snapshot.raw_name(node).as_bytes();
    // Detachedness changes in an object's life and must not make another object of it.
    let name = name.strip_prefix(b"Detached ").unwrap_or(name);
    let name = name.get(..MOST_OF_NAME).unwrap_or(name);
    fold_bytes(fold_bytes(SEED, heap.snapshot.type_name(node).as_bytes()), name)
}

/// Spreads ids evenly over all numbers: neighbours come far apart (multiplication by 2³² over the golden ratio).
fn number(id: u32) -> u32 {
    id.wrapping_mul(0x9e37_79b1)
}

impl From<Identity> for Wire {
    fn from(identity: Identity) -> Self {
        Self { numbers: vec![vec![identity.limit], identity.ids, identity.marks], bytes: Vec::new() }
    }
}

impl From<Wire> for Identity {
    fn from(wire: Wire) -> Self {
        let mut columns = wire.numbers.into_iter();
        let mut next = || columns.next().unwrap_or_default();
        Self { limit: next().first().copied().unwrap_or(0), ids: next(), marks: next() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::testing::Drawing;
    use crate::snapshot::NodeType;

    /// The heap of a process: objects of which every `every`th has another class than in the first process.
    fn identity(count: usize, every: usize) -> Identity {
        let mut drawing = Drawing::new();
        for number in 0..count {
            let class = if number % every == 1 { "Other" } else { "Object" };
            drawing.node(NodeType::OBJECT, &format!("{class}{}", number % 7), 8);
        }
        let identity = Identity::of(&Heap::new(drawing.snapshot()).unwrap()).unwrap();
        assert_eq!(Identity::from(Wire::from(identity.clone())), identity);
        identity
    }

    const NONE: usize = usize::MAX;

    #[test]
    fn small_heaps_are_compared_whole() {
        let likeness = identity(1000, NONE).likeness(&identity(1500, 30));
        assert_eq!(likeness, Likeness { common: 1001, different: 33 });
        assert!(likeness.is_one_process());
        assert!(!identity(1000, NONE).likeness(&identity(1000, 3)).is_one_process());
    }

    #[test]
    fn large_heaps_are_compared_by_the_same_ids() {
        let (small, large) = (identity(20_000, NONE), identity(200_000, 2));
        assert!(large.ids.len() < 2 * SAMPLE as usize);
        for likeness in [small.likeness(&large), large.likeness(&small)] {
            assert!((150..300).contains(&likeness.common), "{likeness:?}");
            assert!(likeness.different * 3 > likeness.common, "{likeness:?}");
            assert!(!likeness.is_one_process());
        }
        assert!(identity(200_000, NONE).likeness(&small).is_one_process());
    }

    #[test]
    fn nothing_in_common_is_another_process() {
        assert!(!Likeness::default().is_one_process());
    }
}
