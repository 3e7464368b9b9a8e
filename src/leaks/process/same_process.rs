//! Which snapshots of a series can be compared by id with the latest one.

use super::process_match::{ProcessMatch, ProcessSample};
use crate::error::OutOfMemory;
use crate::heap::Heap;

/// The earlier snapshots of a series that are of the latest one's process, and those that are not.
#[derive(Clone, Debug, Default)]
pub struct SameProcess {
    /// Whether it is of the latest one's, for each earlier snapshot, the oldest first.
    pub are: Vec<bool>,
    /// How that was decided: of several reasons the first that speaks against it, else that of the oldest.
    pub decisive: ProcessMatch,
    /// Of several snapshots, the first of another process, by position.
    pub apart: Option<usize>,
    /// Whether none is, and ids can tell nothing: all were written by what gives all objects new ids with every snapshot.
    pub renumbered: bool,
}

impl SameProcess {
    /// Asks of every earlier snapshot whether it is of the process of `heap`.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of<'a>(heap: &Heap, earlier: impl Iterator<Item = &'a ProcessSample>) -> Result<Self, OutOfMemory> {
        let latest = ProcessSample::of(heap)?;
        let mut renumbered = latest.renumbered;
        let compare = |sample: &ProcessSample| {
            renumbered &= sample.renumbered;
            latest.compare(sample)
        };
        let matches: Vec<ProcessMatch> = earlier.map(compare).collect();
        let apart = matches.iter().position(|found| !found.is_one_process());
        let decisive = matches.get(apart.unwrap_or(0)).copied().unwrap_or_default();
        let apart = apart.filter(|_| matches.len() > 1).map(|position| position + 1);
        let are: Vec<bool> = matches.iter().map(|found| found.is_one_process()).collect();
        Ok(Self { renumbered: renumbered && !are.contains(&true), are, decisive, apart })
    }

    /// Whether there is an earlier snapshot of the latest one's process.
    pub fn is_any(&self) -> bool {
        self.are.contains(&true)
    }

    /// The snapshots of other processes, by position, the oldest being 1.
    pub fn left_out(&self) -> Vec<usize> {
        let positions = self.are.iter().zip(1..).filter(|(is_one_process, _)| !**is_one_process);
        positions.map(|(_, position)| position).collect()
    }
}
