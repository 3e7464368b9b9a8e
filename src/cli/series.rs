//! Several snapshots of one program, for what looks at growth: each file is read once, so that a pipe will do.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};

use leakscope::heap::Heap;
use leakscope::leaks::{self, BaseColumns, Findings, PathColumns, ProcessSample};

use super::failure::Failure;
use super::open;
use super::output::complain;

/// What is kept of a series of snapshots.
#[derive(Debug)]
pub struct Series {
    /// What the analysis needs of the earlier ones, the oldest first.
    pub bases: Vec<BaseColumns>,
    /// What a comparison by class and path needs of the oldest, if it is of another process than the latest.
    path_columns: Option<PathColumns>,
    /// The latest snapshot, with dominators.
    pub latest: Heap,
    /// The largest object ids, the oldest first: they grow for as long as a process lives.
    largest_ids: Vec<u32>,
}

impl Series {
    /// Reads the earlier snapshots and the latest at the same time.
    pub fn open(earlier: &[&Path], current: &Path) -> Result<Self, Failure> {
        open::check_standard_input(earlier.iter().copied().chain([current]))?;
        let (told, latest_identity) = mpsc::channel();
        let (earlier, latest) = std::thread::scope(|scope| {
            let earlier = scope.spawn(move || Earlier::open(earlier, &latest_identity));
            let latest = open::heap(current).and_then(|heap| {
                // Nobody listens if an earlier snapshot could not be read.
                let _ = told.send(ProcessSample::of(&heap).map_err(|error| Failure::memory(current, error))?);
                open::dominated(heap, current)
            });
            drop(told);
            let died = |_| Err(Failure::File("reading the earlier snapshots came to a sudden end".to_owned()));
            (earlier.join().unwrap_or_else(died), latest)
        });
        let Earlier { bases, path_columns, mut largest_ids } = earlier?;
        let latest = latest?;
        largest_ids.push(latest.largest_object_id());
        Ok(Self { bases, path_columns, latest, largest_ids })
    }

    /// Names the suspects; of two processes, by class and path.
    pub fn findings(&self, current: &Path) -> Result<Findings, Failure> {
        let memory = |error| Failure::memory(current, error);
        let findings = leaks::find(&self.latest, &self.bases).map_err(memory)?;
        match &self.path_columns {
            Some(path_columns) if !findings.same_process => {
                leaks::find_across(&self.latest, path_columns).map_err(memory)
            }
            _ => Ok(findings),
        }
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
    path_columns: Option<PathColumns>,
    largest_ids: Vec<u32>,
}

impl Earlier {
    /// The oldest is kept until it is known whether the latest is of its process; most often that is known already.
    fn open(files: &[&Path], latest: &Receiver<ProcessSample>) -> Result<Self, Failure> {
        let mut opened = Self { bases: Vec::new(), path_columns: None, largest_ids: Vec::new() };
        let mut undecided = None;
        for &file in files {
            let heap = open::dominated(open::heap(file)?, file)?;
            let columns = BaseColumns::of(&heap).map_err(|error| Failure::memory(file, error))?;
            opened.largest_ids.push(heap.largest_object_id());
            if opened.bases.is_empty() {
                match latest.try_recv() {
                    Ok(latest) => opened.keep_paths(&heap, &columns, &latest, file)?,
                    Err(_) => undecided = Some((heap, columns.clone(), file)),
                }
            }
            opened.bases.push(columns);
        }
        if let Some((heap, columns, file)) = undecided
            && let Ok(latest) = latest.recv()
        {
            opened.keep_paths(&heap, &columns, &latest, file)?;
        }
        Ok(opened)
    }

    fn keep_paths(
        &mut self,
        heap: &Heap,
        columns: &BaseColumns,
        latest: &ProcessSample,
        file: &Path,
    ) -> Result<(), Failure> {
        if !latest.compare(&columns.sample).is_one_process() {
            self.path_columns = Some(PathColumns::of(heap).map_err(|error| Failure::memory(file, error))?);
        }
        Ok(())
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
