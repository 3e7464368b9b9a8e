//! Who allocated what, and when: the functions that made objects, who called them, and what is alive of what was made in
//! each stretch of time (docs/semantics.md §18). Of files that recorded it; all lists of others are empty.

use serde::Serialize;

use super::place::Place;
use super::redacted::{Redact, Redactor};
use super::{IdRange, SortColumn};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, FunctionIndex, NodeOrdinal, TraceIndex, TryPush, try_collected, try_filled};
use crate::query::order::directed;
use crate::snapshot::{Snapshot, TracedFunction};
use crate::sort::{self, Order, try_ranks};
use crate::text::JsString;

/// A function that allocated something, or one that called such a function.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AllocationRow {
    /// Position in the file's table of functions.
    pub function: u32,
    /// What it is called; empty if it has no name.
    pub name: JsString,
    /// Where it stands; absent if the file does not say.
    pub place: Option<Place>,
    /// How many objects of those made in this way are alive.
    pub live_count: u64,
    /// How many were made.
    pub count: u64,
    /// Bytes of those that are alive.
    pub live_size: u64,
    /// Bytes of all that were made.
    pub size: u64,
    /// How many functions called it: the rows behind it.
    pub child_count: u64,
}

/// A function on the stack when an object was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StackFrame {
    /// What it is called; empty if it has no name.
    pub name: JsString,
    /// Where it stands; absent if the file does not say.
    pub place: Option<Place>,
}

/// A stretch of time, up to one of the file's samples, and what is alive of what was allocated in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AllocationInterval {
    /// When it ended, in microseconds since recording began.
    pub end: u64,
    /// The last id that was given out in it.
    pub last_id: u32,
    /// How many objects are alive.
    pub live_count: u64,
    /// Their bytes.
    pub live_size: u64,
}

/// What is alive of what each stack made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Live {
    count: u64,
    size: u64,
}

/// What is alive of what was made on each stack.
///
/// # Errors
/// If there is not enough memory.
pub fn live(snapshot: &Snapshot) -> Result<Column<TraceIndex, Live>, OutOfMemory> {
    let allocations = &snapshot.allocations;
    let mut live: Column<TraceIndex, Live> = Column::filled(allocations.traces.len(), Live::default())?;
    for node in allocations.of_nodes.positions() {
        if let Some(trace) = allocations.trace_of(node) {
            live[trace].count += 1;
            live[trace].size += snapshot.nodes.self_size.of(node);
        }
    }
    Ok(live)
}

/// The functions that allocated something; or, behind a way from one of them to its callers, who called the last of these.
///
/// # Errors
/// If there is not enough memory.
pub fn rows(
    heap: &Heap,
    live: &Column<TraceIndex, Live>,
    way: &[FunctionIndex],
) -> Result<Vec<AllocationRow>, OutOfMemory> {
    const NONE: u32 = u32::MAX;
    let allocations = &heap.snapshot.allocations;
    let mut row_of: Column<FunctionIndex, u32> = try_filled(allocations.functions.len(), NONE)?.into();
    let mut rows: Vec<AllocationRow> = Vec::new();
    // Of each row and each function that called it, the positions of both.
    let mut calls: Vec<u64> = Vec::new();
    for (at, trace) in allocations.traces.iter().filter(|(_, trace)| trace.count > 0) {
        let mut stack = allocations.stack(at);
        let is_on_way = way.iter().all(|&function| stack.next().is_some_and(|trace| trace.function == function));
        let Some(shown) = stack.next().filter(|_| is_on_way) else { continue };
        let row = &mut row_of[shown.function];
        if *row == NONE {
            *row = rows.len() as u32;
            rows.try_push(AllocationRow::nothing_of(heap, shown.function))?;
        }
        if let Some(row) = rows.get_mut(*row as usize) {
            row.live_count += live[at].count;
            row.count = row.count.saturating_add(trace.count);
            row.live_size += live[at].size;
            row.size = row.size.saturating_add(trace.size);
        }
        if let Some(caller) = stack.next() {
            calls.try_push(u64::from(*row) << 32 | u64::from(caller.function.0))?;
        }
    }
    sort::numbers(&mut calls)?;
    calls.dedup();
    for call in calls {
        if let Some(row) = rows.get_mut((call >> 32) as usize) {
            row.child_count += 1;
        }
    }
    Ok(rows)
}

/// The positions of rows in the order of a column; equals in that of the file's functions.
///
/// # Errors
/// If there is not enough memory.
pub fn order(rows: &[AllocationRow], column: SortColumn, ascending: bool) -> Result<Order, OutOfMemory> {
    let names = try_collected(rows.iter().map(|row| row.name.as_js_str()))?;
    let ranks = try_ranks(&names)?;
    let keys = rows.iter().zip(ranks).enumerate().map(|(at, (row, rank))| {
        let key = match column {
            SortColumn::LiveCount => row.live_count,
            SortColumn::Count => row.count,
            SortColumn::LiveSize => row.live_size,
            SortColumn::AllocatedSize => row.size,
            _ => rank.into(),
        };
        (directed(key, ascending), row.function.into(), at as u32)
    });
    Ok(Order::new(try_collected(keys)?))
}

/// The stack on which a node was made, the innermost function first; empty if that was not recorded.
///
/// # Errors
/// If there is not enough memory.
pub fn stack(heap: &Heap, node: NodeOrdinal) -> Result<Vec<StackFrame>, OutOfMemory> {
    let allocations = &heap.snapshot.allocations;
    let trace = allocations.trace_of(node);
    let functions = trace.into_iter().flat_map(|trace| allocations.stack(trace)).map(|trace| trace.function);
    try_collected(functions.map(|function| StackFrame::new(heap, &allocations.functions[function])))
}

/// The stretches of time between the file's samples, with what is alive of each. As in DevTools only of what has an odd id,
/// which are those of V8's objects.
///
/// # Errors
/// If there is not enough memory.
pub fn intervals(snapshot: &Snapshot) -> Result<Vec<AllocationInterval>, OutOfMemory> {
    let samples = snapshot.allocations.samples.iter();
    let empty =
        samples.map(|sample| AllocationInterval { end: sample.time, last_id: sample.last_id, ..Default::default() });
    let mut intervals = try_collected(empty)?;
    if intervals.is_empty() {
        return Ok(intervals);
    }
    for (node, id) in snapshot.nodes.id.iter().filter(|(_, id)| id % 2 == 1) {
        let interval = snapshot.allocations.interval_of(id).and_then(|at| intervals.get_mut(at));
        if let Some(interval) = interval {
            interval.live_count += 1;
            interval.live_size += snapshot.nodes.self_size.of(node);
        }
    }
    Ok(intervals)
}

/// The ids given out between two times in microseconds, as far as samples tell; none without samples.
pub fn ids_between(snapshot: &Snapshot, from: u64, to: u64) -> Option<IdRange> {
    let samples = &snapshot.allocations.samples;
    let (first, last) = (samples.partition_point(|it| it.time < from), samples.partition_point(|it| it.time < to));
    let above = first.checked_sub(1).and_then(|before| samples.get(before)).map_or(0, |before| before.last_id);
    let up_to = samples.get(last).map_or(u32::MAX, |sample| sample.last_id);
    (!samples.is_empty()).then_some(IdRange { above, up_to })
}

impl AllocationRow {
    fn nothing_of(heap: &Heap, at: FunctionIndex) -> Self {
        let StackFrame { name, place } = StackFrame::new(heap, &heap.snapshot.allocations.functions[at]);
        Self { function: at.0, name, place, ..Self::default() }
    }
}

impl StackFrame {
    fn new(heap: &Heap, &TracedFunction { name, place, .. }: &TracedFunction) -> Self {
        let Heap { snapshot, scripts, originals, .. } = heap;
        let place = place.map(|place| originals.place(snapshot, scripts, (place, name)).into());
        Self { name: snapshot.strings.get(name).into(), place }
    }
}

impl Redact for AllocationRow {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        self.name = redactor.function(&self.name);
        self.place = self.place.take().map(Place::redacted);
    }
}

impl Redact for StackFrame {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        self.name = redactor.function(&self.name);
        self.place = self.place.take().map(Place::redacted);
    }
}
