//! Several snapshots of one program, for what looks at growth: each file is read once, so that a pipe will do.

use std::path::Path;

use leakscope::Heap;
use leakscope::leaks::{self, BaseColumns, Findings};

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
    /// The largest object ids, the oldest first: they grow for as long as a process lives.
    largest_ids: Vec<u32>,
}

impl Series {
    /// Reads the earlier snapshots and the latest at the same time.
    pub fn open(earlier: &[&Path], current: &Path) -> Result<Self, Failure> {
        open::check_standard_input(earlier.iter().copied().chain([current]))?;
        let (earlier, latest) = std::thread::scope(|scope| {
            let earlier = scope.spawn(|| Earlier::open(earlier));
            let latest = open::heap(current).and_then(|heap| open::dominated(heap, current));
            let died = |_| Err(Failure::File("reading the earlier snapshots came to a sudden end".to_owned()));
            (earlier.join().unwrap_or_else(died), latest)
        });
        let Earlier { bases, mut largest_ids } = earlier?;
        let latest = latest?;
        largest_ids.push(latest.largest_object_id());
        Ok(Self { bases, latest, largest_ids })
    }

    /// Names the suspects.
    pub fn findings(&self, current: &Path) -> Result<Findings, Failure> {
        leaks::find(&self.latest, &self.bases).map_err(|error| Failure::memory(current, error))
    }

    /// Whether the snapshots, if they are of one process, are given in another order than they were taken in.
    pub fn is_out_of_order(&self, findings: &Findings) -> bool {
        let is_asked = |position: &usize| findings.same_process && !findings.left_out.contains(position);
        let asked = self.largest_ids.iter().zip(1..).filter(|(_, position)| is_asked(position));
        !asked.map(|(id, _)| *id).is_sorted()
    }
}

/// What is kept of the snapshots before the latest.
struct Earlier {
    bases: Vec<BaseColumns>,
    largest_ids: Vec<u32>,
}

impl Earlier {
    fn open(files: &[&Path]) -> Result<Self, Failure> {
        let mut opened = Self { bases: Vec::new(), largest_ids: Vec::new() };
        for &file in files {
            let heap = open::dominated(open::heap(file)?, file)?;
            opened.largest_ids.push(heap.largest_object_id());
            opened.bases.push(BaseColumns::of(&heap).map_err(|error| Failure::memory(file, error))?);
        }
        Ok(opened)
    }
}

/// What is said of snapshots in the wrong order.
pub const OUT_OF_ORDER: &str =
    "the snapshots were taken in another order than they are given in, by the ids of their objects";

/// Says so if snapshots of one process, of which these are the largest object ids, are not in the order of time.
pub fn warn_of_order(largest_ids: &[u32]) {
    if !largest_ids.is_sorted() {
        complain(&format!("leakscope: {OUT_OF_ORDER}\n"));
    }
}
