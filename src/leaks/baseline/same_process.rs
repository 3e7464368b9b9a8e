//! Which snapshots of a series can be compared by id with the latest one.

use super::columns::BaseColumns;
use super::process_match::{ProcessMatch, ProcessSample};
use crate::error::OutOfMemory;
use crate::heap::Heap;

/// The earlier snapshots of a series that are of the latest one's process, and those that are not.
#[derive(Clone, Debug)]
pub struct SameProcess<'a> {
    /// An entry per earlier snapshot, the oldest first; nothing where ids mean something else.
    pub bases: Vec<Option<&'a BaseColumns>>,
    /// How that was decided: of several reasons the first that speaks against it, else that of the oldest.
    pub decisive: ProcessMatch,
    /// Of several snapshots, the first of another process, by position.
    pub apart: Option<usize>,
}

impl<'a> SameProcess<'a> {
    /// Asks of every earlier snapshot whether it is of the process of `heap`.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(heap: &Heap, earlier: &'a [BaseColumns]) -> Result<Self, OutOfMemory> {
        let latest = ProcessSample::of(heap)?;
        let matches: Vec<ProcessMatch> = earlier.iter().map(|base| latest.compare(&base.sample)).collect();
        let bases = earlier.iter().zip(&matches).map(|(base, found)| found.is_one_process().then_some(base));
        let apart = matches.iter().position(|found| !found.is_one_process());
        let decisive = matches.get(apart.unwrap_or(0)).copied().unwrap_or_default();
        let apart = apart.filter(|_| earlier.len() > 1).map(|position| position + 1);
        Ok(Self { bases: bases.collect(), decisive, apart })
    }

    /// Whether there is an earlier snapshot of the latest one's process.
    pub fn is_any(&self) -> bool {
        self.bases.iter().any(Option::is_some)
    }

    /// The snapshots of other processes, by position, the oldest being 1.
    pub fn left_out(&self) -> Vec<usize> {
        let positions = self.bases.iter().zip(1..).filter(|(base, _)| base.is_none());
        positions.map(|(_, position)| position).collect()
    }
}
