//! What is found of many objects at once: their retaining paths, merged, the dominator tree as an icicle, and what belongs to each
//! native context.

use super::Session;
use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position};
use crate::query::icicle::{self, DominatorBox};
use crate::query::merged_paths::{MergedPath, MergedPaths};
use crate::query::native_contexts::NativeContextSizes;
use crate::query::needs::{Found, InstanceSet, Need};

impl Session {
    /// The retaining paths of a set of objects, merged; if `redact`, without data in the names. Needs retainers.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn merged_paths(&mut self, set: InstanceSet, redact: bool) -> Result<MergedPaths, OutOfMemory> {
        let mut merged = match self.have(&Need::MergedPaths(set))? {
            Some(Found::MergedPaths(merged)) => merged.clone(),
            _ => MergedPaths::default(),
        };
        if redact {
            let redactor = self.redactor()?;
            merged.rows = merged.rows.into_iter().map(|row| MergedPath::redacted(row, &redactor)).collect();
        }
        Ok(merged)
    }

    /// What belongs to each native context.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn native_contexts(&mut self) -> Result<NativeContextSizes, OutOfMemory> {
        Ok(match self.have(&Need::NativeContexts)? {
            Some(Found::NativeContexts(sizes)) => sizes.clone(),
            _ => NativeContextSizes::default(),
        })
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
