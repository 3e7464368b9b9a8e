//! What is drawn as a tree: the retaining paths of a set of objects, merged, and the dominator tree as an icicle.

use super::{InstanceSet, Session};
use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position};
use crate::query::icicle::{self, DominatorBox};
use crate::query::merged_paths::{MergedPath, MergedPaths, merged_paths};

/// Steps of merged paths that a person is given: more are not looked at, and each is a row on the way to the page.
const MOST_STEPS: usize = 5_000;

impl Session {
    /// The retaining paths of a set of objects, merged; if `redact`, without data in the names. Needs retainers.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn merged_paths(&mut self, set: InstanceSet, redact: bool) -> Result<MergedPaths, OutOfMemory> {
        let nodes = self.nodes_of(set)?;
        let mut merged = MergedPaths::most(merged_paths(&self.heap, &nodes)?, MOST_STEPS)?;
        if redact {
            let redactor = self.redactor()?;
            merged.rows = merged.rows.into_iter().map(|row| MergedPath::redacted(row, &redactor)).collect();
        }
        Ok(merged)
    }

    /// The dominator tree from a node down, as an icicle: so many levels, and what retains at least so many bytes. Nothing,
    /// until dominators are computed.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn icicle(&self, from: NodeOrdinal, levels: u32, smallest: u64) -> Result<Vec<DominatorBox>, OutOfMemory> {
        if from.index() >= self.heap.snapshot.nodes.len() {
            return Ok(Vec::new());
        }
        icicle::boxes(&self.heap, from, levels, smallest)
    }
}
