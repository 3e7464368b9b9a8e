//! Are two snapshots of one process? Told by a sample of their ids, so that it can be asked of every pair at once.
//!
//! An object keeps its id as long as its process lives, so of one process most of what lives in the smaller snapshot is
//! in both, under the same ids. Two processes of the same program share ids by chance, and most of these name something
//! else; writers that number the objects anew for every snapshot share none. The sample takes ids by a hash of the id, so
//! that two snapshots take the same ones. Synthetic nodes (roots) are left out: writers give these fixed ids.
//!
//! This is the only rule: suspects, verify, Comparison, Timeline and the page all ask it.

use super::base::{BaseColumns, SEED, fold_bytes};
use crate::compare::wire::Wire;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, try_with_capacity};
use crate::snapshot::NodeType;
use crate::sort;

/// At most one of this many common ids may name something else.
const MOST_CONTRADICTIONS: u32 = 20;
/// At least one of this many ids of the smaller snapshot must be in both. Pairs of one process had 77 of 100 and more in
/// common; it is asked for fewer because a process may replace most of what it holds, but not its runtime.
const LEAST_SHARE: u32 = 10;
/// About this many ids are taken of a snapshot.
const SAMPLE: u64 = 1 << 11;
/// Bytes of a name that count; texts can be long.
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
    /// Ids that the smaller of the two has.
    pub smaller: u32,
}

impl Likeness {
    /// Whether ids mean the same objects in both.
    pub fn is_one_process(self) -> bool {
        let share_enough = self.common > 0 && self.common >= self.smaller / LEAST_SHARE;
        share_enough && self.different <= self.common / MOST_CONTRADICTIONS
    }
}

impl Identity {
    /// The sample of a heap.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let ids = &heap.snapshot.nodes.id;
        let limit = u32::try_from((SAMPLE << 32) / (ids.len() as u64).max(SAMPLE)).unwrap_or(u32::MAX);
        let mut sample: Vec<u64> = try_with_capacity(ids.len().min(2 * SAMPLE as usize))?;
        let kinds = &heap.snapshot.nodes.kind;
        let sampled = ids.iter().filter(|&(node, &id)| number(id) <= limit && kinds[node] != NodeType::SYNTHETIC);
        sample.extend(sampled.map(|(node, &id)| u64::from(id) << 32 | u64::from(mark(heap, node))));
        sort::numbers(&mut sample);
        let (ids, marks) = sample.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).unzip();
        Ok(Self { limit, ids, marks })
    }

    /// Compares the ids that are in both samples.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let limit = self.limit.min(other.limit);
        let taken = |sample: &Self| sample.ids.iter().filter(|&&id| number(id) <= limit).count() as u32;
        let mut likeness = Likeness { smaller: taken(self).min(taken(other)), ..Likeness::default() };
        for (&id, mark) in self.ids.iter().zip(&self.marks).filter(|&(&id, _)| number(id) <= limit) {
            if let Ok(position) = other.ids.binary_search(&id) {
                likeness.common += 1;
                likeness.different += u32::from(other.marks.get(position) != Some(mark));
            }
        }
        likeness
    }
}

/// The earlier snapshots of a series that are of the latest one's process, and those that are not.
#[derive(Clone, Debug)]
pub struct SameProcess<'a> {
    /// An entry per earlier snapshot, the oldest first; nothing where ids mean something else.
    pub bases: Vec<Option<&'a BaseColumns>>,
    /// How that was decided: of several reasons the first that speaks against it, else that of the oldest.
    pub likeness: Likeness,
    /// Of several snapshots, the first of another process, by position.
    pub apart: Option<usize>,
}

impl<'a> SameProcess<'a> {
    /// Asks of every earlier snapshot whether it is of the process of `heap`.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(heap: &Heap, earlier: &'a [BaseColumns]) -> Result<Self, OutOfMemory> {
        let latest = Identity::of(heap)?;
        let likenesses: Vec<Likeness> = earlier.iter().map(|base| latest.likeness(&base.identity)).collect();
        let bases = earlier.iter().zip(&likenesses).map(|(base, found)| found.is_one_process().then_some(base));
        let apart = likenesses.iter().position(|found| !found.is_one_process());
        let likeness = likenesses.get(apart.unwrap_or(0)).copied().unwrap_or_default();
        let apart = apart.filter(|_| earlier.len() > 1).map(|position| position + 1);
        Ok(Self { bases: bases.collect(), likeness, apart })
    }

    /// The oldest snapshot of the latest one's process.
    pub fn oldest(&self) -> Option<&'a BaseColumns> {
        self.bases.iter().copied().flatten().next()
    }

    /// The snapshots of other processes, by position, the oldest being 1.
    pub fn left_out(&self) -> Vec<usize> {
        let positions = self.bases.iter().zip(1..).filter(|(base, _)| base.is_none());
        positions.map(|(_, position)| position).collect()
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

impl Identity {
    /// As columns, to be transferred alone or with others.
    pub fn into_columns(self) -> [Vec<u32>; 3] {
        [vec![self.limit], self.ids, self.marks]
    }

    /// From the columns that [`Self::into_columns`] gave.
    pub fn from_columns(mut next: impl FnMut() -> Vec<u32>) -> Self {
        Self { limit: next().first().copied().unwrap_or(0), ids: next(), marks: next() }
    }
}

impl From<Identity> for Wire {
    fn from(identity: Identity) -> Self {
        Self { numbers: identity.into_columns().into(), bytes: Vec::new() }
    }
}

impl From<Wire> for Identity {
    fn from(wire: Wire) -> Self {
        let mut columns = wire.numbers.into_iter();
        Self::from_columns(|| columns.next().unwrap_or_default())
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
        assert_eq!(likeness, Likeness { common: 1000, different: 33, smaller: 1000 });
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

    #[test]
    fn hardly_anything_in_common_is_another_process() {
        let likeness = |common, different, smaller| Likeness { common, different, smaller };
        assert!(!likeness(2, 0, 4039).is_one_process(), "roots that keep their ids");
        assert!(!likeness(99, 0, 1000).is_one_process());
        assert!(likeness(100, 0, 1000).is_one_process(), "most was replaced");
        assert!(likeness(1000, 50, 1000).is_one_process());
        assert!(!likeness(1000, 51, 1000).is_one_process());
    }
}
