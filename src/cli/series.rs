//! Several snapshots of one program, for what looks at growth: each file is read once, so that a pipe will do.

use std::path::Path;
use std::sync::OnceLock;

use leakscope::Heap;
use leakscope::leaks::{self, BaseColumns, ExpectedSuspect, Findings, Prepared, ProcessSample, Verification};
use leakscope::pace::{Pace, at_once};
use leakscope::report::Totals;

use super::both::both;
use super::failure::Failure;
use super::open;
use super::output::complain;

/// What is kept of a series of snapshots.
#[derive(Debug)]
pub struct Series {
    /// What the analysis needs of the earlier ones, the oldest first.
    pub bases: Vec<BaseColumns>,
    /// The latest snapshot, with dominators.
    pub latest: Heap,
    /// What suspects need of that alone, until they are named.
    prepared: Option<Prepared>,
    /// What tells the snapshots from each other, the oldest first.
    marks: Vec<Mark>,
}

/// What tells one snapshot of a process from another. Two with one mark are the same one, or nothing happened in between.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark {
    /// It grows for as long as a process lives.
    largest_id: u32,
    totals: Totals,
}

impl Mark {
    fn of(heap: &Heap) -> Self {
        Self { largest_id: heap.largest_object_id(), totals: Totals::of(heap) }
    }
}

fn are_in_order<'a>(marks: impl Iterator<Item = &'a Mark>) -> bool {
    marks.map(|mark| mark.largest_id).is_sorted()
}

impl Series {
    /// Reads the earlier snapshots and the latest at the same time, for suspects.
    pub fn open(earlier: &[&Path], current: &Path) -> Result<Self, Failure> {
        Self::read(earlier, current, true)
    }

    /// The same of a repaired program. What became of suspects is asked by the links that the earlier ones have.
    pub fn open_repaired(earlier: &[&Path], current: &Path) -> Result<Self, Failure> {
        Self::read(earlier, current, false)
    }

    fn read(earlier: &[&Path], current: &Path, is_without_links: bool) -> Result<Self, Failure> {
        open::check_standard_input(earlier.iter().copied().chain([current]))?;
        // Known to the earlier ones, if the latest is the first to be read.
        let sample = OnceLock::new();
        let open_latest = || {
            let heap = open::heap_beside(current)?;
            let memory = |error| Failure::memory(current, error);
            if is_without_links {
                let _ = sample.set(ProcessSample::of(&heap).map_err(memory)?);
            }
            let heap = open::dominated(heap, current)?;
            let prepared = Some(Prepared::of(&heap).map_err(memory)?);
            Ok::<_, Failure>((heap, prepared))
        };
        let (earlier, latest) = both(|| Earlier::open(earlier, &sample), open_latest);
        let Earlier { bases, mut marks } = earlier?;
        let (latest, prepared) = latest?;
        marks.push(Mark::of(&latest));
        Ok(Self { bases, latest, prepared, marks })
    }

    /// Names the suspects.
    pub fn findings(&mut self, current: &Path) -> Result<Findings, Failure> {
        let found = match self.prepared.take() {
            Some(latest) => at_once(leaks::find_in_steps(&self.latest, latest, &self.bases, &Pace::unbroken())),
            None => leaks::find(&self.latest, &self.bases),
        };
        found.map_err(|error| Failure::memory(current, error))
    }

    /// What became of suspects.
    pub fn verification(&mut self, expected: &[ExpectedSuspect], current: &Path) -> Result<Verification, Failure> {
        let (heap, bases) = (&self.latest, &self.bases);
        let verified = match self.prepared.take() {
            Some(latest) => at_once(leaks::verify_in_steps(expected, heap, latest, bases, &Pace::unbroken())),
            None => leaks::verify(expected, heap, bases),
        };
        verified.map_err(|error| Failure::memory(current, error))
    }

    /// Whether the snapshots, if they are of one process, are given in another order than they were taken in.
    pub fn is_out_of_order(&self, findings: &Findings) -> bool {
        let is_asked = |position: &usize| findings.same_process && !findings.left_out.contains(position);
        let asked = self.marks.iter().zip(1..).filter(|(_, position)| is_asked(position));
        !are_in_order(asked.map(|(mark, _)| mark))
    }

    /// Whether all snapshots, if they are of one process, are given in the order in which they were taken.
    pub fn is_in_order(&self) -> bool {
        are_in_order(self.marks.iter())
    }

    /// Whether two of several snapshots are the same one, by whatever names they are given: nothing grows between these.
    pub fn is_one_twice(&self) -> bool {
        self.marks.iter().enumerate().any(|(at, mark)| self.marks.iter().take(at).any(|other| other == mark))
    }
}

/// What is kept of the snapshots before the latest.
struct Earlier {
    bases: Vec<BaseColumns>,
    marks: Vec<Mark>,
}

impl Earlier {
    fn open(files: &[&Path], latest: &OnceLock<ProcessSample>) -> Result<Self, Failure> {
        let mut opened = Self { bases: Vec::new(), marks: Vec::new() };
        for &file in files {
            let heap = open::dominated(open::heap_beside(file)?, file)?;
            opened.marks.push(Mark::of(&heap));
            opened
                .bases
                .push(BaseColumns::of_earlier(&heap, latest.get()).map_err(|error| Failure::memory(file, error))?);
        }
        Ok(opened)
    }
}

/// What is said of snapshots in the wrong order.
pub const OUT_OF_ORDER: &str =
    "the snapshots were taken in another order than they are given in, by the ids of their objects";

/// What is said of a series with a snapshot in it twice.
pub const ONE_TWICE: &str =
    "two of the snapshots are the same one, and nothing grows between them: leave one out or take another";

/// Says so if snapshots of one process, of which these are the largest object ids, are not in the order of time.
pub fn warn_of_order(largest_ids: &[u32]) {
    if !largest_ids.is_sorted() {
        complain(&format!("leakscope: {OUT_OF_ORDER}\n"));
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::super::threads;
    use super::*;

    /// The latest is read before the second of the earlier ones is asked whether it needs links.
    #[test]
    fn what_is_verified_has_links_whichever_file_is_read_first() {
        threads::use_at_most(NonZeroUsize::new(2));
        let sample = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
        let [earlier, latest] = ["node18-leak-before.heapsnapshot.gz", "node18-leak-after.heapsnapshot.gz"].map(sample);
        let series = Series::open_repaired(&[earlier.as_path(); 3], &latest).ok();
        let have_links =
            |series: &Series| series.bases.iter().all(|base| base.outline.links.len() == base.outline.len());
        assert!(series.as_ref().is_some_and(have_links));
    }
}
