//! Are two snapshots of one process? Told by a sample of their ids, so that it can be asked of every pair at once.
//!
//! An object keeps its id as long as its process lives, so of one process most of what lives in the smaller snapshot is
//! in both, under the same ids. Two processes of the same program share ids by chance, and most of these name something
//! else; writers that number the objects anew for every snapshot share none. The sample takes ids by a hash of the id, so
//! that two snapshots take the same ones. Synthetic nodes (roots) are left out: writers give these fixed ids.
//!
//! This is the only rule: suspects, verify, Comparison, Timeline and the page all ask it.

use super::fingerprint::fingerprint;
use crate::blocks::in_blocks;
use crate::error::OutOfMemory;
use crate::graph::is_of_bun;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position, try_collected, try_with_capacity};
use crate::leaks::thresholds::{LEAST_SHARED_IDS, MOST_CONTRADICTIONS, SAMPLED_IDS};
use crate::snapshot::NodeType;
use crate::sort;
use crate::transfer::Transfer;

/// A sample of a snapshot's ids, and what they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProcessSample {
    /// The ids whose hash is at most this are in the sample.
    limit: u32,
    /// Ids, ascending.
    ids: Vec<u32>,
    /// Of each, the fingerprint of what it names.
    fingerprints: Vec<u32>,
    /// Whether the writer gives all objects new ids with every snapshot, as Bun does.
    pub renumbered: bool,
}

/// How far the ids of two snapshots agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProcessMatch {
    /// Ids that both have.
    pub common: u32,
    /// Of these, those that name something else in the other.
    pub different: u32,
    /// Ids that the smaller of the two has.
    pub smaller: u32,
}

impl ProcessMatch {
    /// Whether ids mean the same objects in both.
    pub fn is_one_process(self) -> bool {
        let share_enough = self.common > 0 && self.common >= self.smaller / LEAST_SHARED_IDS;
        share_enough && self.different <= self.common / MOST_CONTRADICTIONS
    }
}

impl ProcessSample {
    /// Of no snapshot.
    pub const NONE: Self = Self { limit: 0, ids: Vec::new(), fingerprints: Vec::new(), renumbered: false };

    /// The sample of a heap.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let ids = &heap.snapshot.nodes.id;
        let limit = u32::try_from((SAMPLED_IDS << 32) / (ids.len() as u64).max(SAMPLED_IDS)).unwrap_or(u32::MAX);
        let mut sample: Vec<u64> = try_with_capacity(ids.len().min(2 * SAMPLED_IDS as usize))?;
        let kinds = &heap.snapshot.nodes.kind;
        let mut in_order = ids.in_order();
        in_blocks(ids.len(), |nodes| {
            let with_id = nodes.map(NodeOrdinal::at).map(|node| (node, in_order.of(node)));
            let is_sampled =
                |&(node, id): &(NodeOrdinal, u32)| hash_of_id(id) <= limit && kinds[node] != NodeType::SYNTHETIC;
            let sampled = with_id.filter(is_sampled);
            sample.extend(sampled.map(|(node, id)| u64::from(id) << 32 | u64::from(fingerprint(heap, node))));
        });
        sort::numbers(&mut sample)?;
        let ids = try_collected(sample.iter().map(|pair| (pair >> 32) as u32))?;
        let fingerprints = try_collected(sample.iter().map(|&pair| pair as u32))?;
        Ok(Self { limit, ids, fingerprints, renumbered: is_of_bun(&heap.snapshot) })
    }

    /// Compares the ids that are in both samples.
    pub fn compare(&self, other: &Self) -> ProcessMatch {
        let limit = self.limit.min(other.limit);
        let taken = |sample: &Self| sample.ids.iter().filter(|&&id| hash_of_id(id) <= limit).count() as u32;
        let mut found = ProcessMatch { smaller: taken(self).min(taken(other)), ..ProcessMatch::default() };
        for (&id, fingerprint) in self.ids.iter().zip(&self.fingerprints).filter(|&(&id, _)| hash_of_id(id) <= limit) {
            if let Ok(position) = other.ids.binary_search(&id) {
                found.common += 1;
                found.different += u32::from(other.fingerprints.get(position) != Some(fingerprint));
            }
        }
        found
    }
}

/// Spreads ids evenly over all numbers: neighbours come far apart (multiplication by 2³² over the golden ratio).
fn hash_of_id(id: u32) -> u32 {
    id.wrapping_mul(0x9e37_79b1)
}

impl ProcessSample {
    /// As columns, to be transferred alone or with others.
    pub fn into_columns(self) -> [Vec<u32>; 3] {
        [vec![self.limit, u32::from(self.renumbered)], self.ids, self.fingerprints]
    }

    /// From the columns that [`Self::into_columns`] gave.
    pub fn from_columns(mut next: impl FnMut() -> Vec<u32>) -> Self {
        let head = next();
        let number = |at: usize| head.get(at).copied().unwrap_or(0);
        Self { limit: number(0), renumbered: number(1) != 0, ids: next(), fingerprints: next() }
    }
}

impl From<ProcessSample> for Transfer {
    fn from(sample: ProcessSample) -> Self {
        Self { numbers: sample.into_columns().into(), bytes: Vec::new() }
    }
}

impl From<Transfer> for ProcessSample {
    fn from(transfer: Transfer) -> Self {
        let mut columns = transfer.numbers.into_iter();
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
    fn sample(count: usize, every: usize) -> ProcessSample {
        let mut drawing = Drawing::new();
        for number in 0..count {
            let class = if number % every == 1 { "Other" } else { "Object" };
            drawing.node(NodeType::OBJECT, &format!("{class}{}", number % 7), 8);
        }
        let sample = ProcessSample::of(&Heap::new(drawing.snapshot()).unwrap()).unwrap();
        assert_eq!(ProcessSample::from(Transfer::from(sample.clone())), sample);
        sample
    }

    const NONE: usize = usize::MAX;

    #[test]
    fn small_heaps_are_compared_whole() {
        let found = sample(1000, NONE).compare(&sample(1500, 30));
        assert_eq!(found, ProcessMatch { common: 1000, different: 33, smaller: 1000 });
        assert!(found.is_one_process());
        assert!(!sample(1000, NONE).compare(&sample(1000, 3)).is_one_process());
    }

    #[test]
    fn large_heaps_are_compared_by_the_same_ids() {
        let (small, large) = (sample(20_000, NONE), sample(200_000, 2));
        assert!(large.ids.len() < 2 * SAMPLED_IDS as usize);
        for found in [small.compare(&large), large.compare(&small)] {
            assert!((150..300).contains(&found.common), "{found:?}");
            assert!(found.different * 3 > found.common, "{found:?}");
            assert!(!found.is_one_process());
        }
        assert!(sample(200_000, NONE).compare(&small).is_one_process());
    }

    #[test]
    fn nothing_in_common_is_another_process() {
        assert!(!ProcessMatch::default().is_one_process());
    }

    #[test]
    fn hardly_anything_in_common_is_another_process() {
        let found = |common, different, smaller| ProcessMatch { common, different, smaller };
        assert!(!found(2, 0, 4039).is_one_process(), "roots that keep their ids");
        assert!(!found(99, 0, 1000).is_one_process());
        assert!(found(100, 0, 1000).is_one_process(), "most was replaced");
        assert!(found(1000, 50, 1000).is_one_process());
        assert!(!found(1000, 51, 1000).is_one_process());
    }
}
