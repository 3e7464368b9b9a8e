//! What was allocated by whom and when, as far as the file has recorded it.

use super::Session;
use crate::error::OutOfMemory;
use crate::index::{FunctionIndex, TryPush, try_collected};
use crate::query::allocations::{self, AllocationInterval, AllocationRow};
use crate::query::{IdRange, Page, RowQuery};

impl Session {
    /// A page of the functions that allocated something; or, if a way from one of them to its callers is given, of the callers
    /// of the last.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn allocations(&mut self, way: &[u32], query: &RowQuery) -> Result<Page<AllocationRow>, OutOfMemory> {
        let live = match self.live.take() {
            Some(live) => live,
            None => allocations::live(&self.heap.snapshot)?,
        };
        let way = try_collected(way.iter().copied().map(FunctionIndex))?;
        let mut rows = allocations::rows(&self.heap, &live, &way)?;
        self.live = Some(live);
        let mut order = allocations::order(&rows, query.sort.column, query.sort.ascending)?;
        let (total, from) = (rows.len(), query.from.min(rows.len()));
        let mut shown = Vec::new();
        for &(.., at) in order.window(from, query.count) {
            if let Some(row) = rows.get_mut(at as usize) {
                shown.try_push(std::mem::take(row))?;
            }
        }
        self.as_wanted(query, Page { total, from, rows: shown })
    }

    /// What is alive of what was allocated in each stretch of time; empty if the file has no times.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn allocation_intervals(&self) -> Result<Vec<AllocationInterval>, OutOfMemory> {
        allocations::intervals(&self.heap.snapshot)
    }

    /// The ids of what was allocated between two times, in microseconds since recording began; none if the file has no times.
    pub fn ids_between(&self, from: u64, to: u64) -> Option<IdRange> {
        allocations::ids_between(&self.heap.snapshot, from, to)
    }
}
