//! The sections `trace_function_infos` and `samples`: batches of numbers → [`Allocations`], with the tree of stacks and the
//! nodes' numbers of them.

use super::location_sink::LocationSink;
use super::side_tables::{FunctionLayout, SampleLayout};
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, Position, StringIndex, TraceIndex, TryPush, try_collected};
use crate::snapshot::{Allocations, Location, MISSING_NAME, Sample, StringTable, Trace, TracedFunction};
use crate::sort;
use crate::text::JsStr;

/// Fills [`Allocations`] section by section.
#[derive(Debug, Default)]
pub struct AllocationSink(Allocations);

impl AllocationSink {
    /// Takes whole records of functions; their places get numbers beside those of nodes.
    pub fn accept_functions(
        &mut self,
        layout: &FunctionLayout,
        numbers: &[u32],
        locations: &mut LocationSink,
    ) -> Result<(), OutOfMemory> {
        for record in numbers.chunks_exact(layout.stride) {
            let script_id = record[layout.script_id];
            // Here V8 counts from 1, and writes 0 for what it does not know.
            let place = match (record[layout.line].checked_sub(1), record[layout.column].checked_sub(1)) {
                (Some(line), Some(column)) if script_id != 0 => {
                    Some(locations.number(Location { script_id, line, column })?)
                }
                _ => None,
            };
            let [name, script_name] = [layout.name, layout.script_name].map(|field| StringIndex(record[field]));
            self.0.functions.try_push(TracedFunction { name, script_name, place })?;
        }
        Ok(())
    }

    /// Takes whole records of samples; `large` has the positions and values of the numbers that are 2³² or more.
    pub fn accept_samples(
        &mut self,
        layout: &SampleLayout,
        numbers: &[u32],
        large: &[(usize, u64)],
    ) -> Result<(), OutOfMemory> {
        let samples = &mut self.0.samples;
        let first = samples.len();
        samples.try_extend(
            numbers
                .chunks_exact(layout.stride)
                .map(|record| Sample { time: record[layout.time].into(), last_id: record[layout.last_id] }),
        )?;
        for &(at, time) in large.iter().filter(|(at, _)| at % layout.stride == layout.time) {
            if let Some(sample) = samples.get_mut(first + at / layout.stride) {
                sample.time = time;
            }
        }
        Ok(())
    }

    /// Takes the tree of stacks.
    pub fn accept_tree(&mut self, traces: Column<TraceIndex, Trace>) {
        self.0.traces = traces;
    }

    /// What was recorded, with for each node the number of its stack, if the file has such. What names no stack has none;
    /// what names no function or no string becomes one whose name says that it is missing.
    pub fn finish(
        self,
        of_nodes: Column<NodeOrdinal, TraceIndex>,
        strings: &mut StringTable,
    ) -> Result<Allocations, OutOfMemory> {
        let mut found = self.0;
        if found.traces.is_empty() {
            return Ok(found);
        }
        let (functions, texts) = (found.functions.len(), strings.len());
        let is_missing = |string: StringIndex| string.index() >= texts;
        let lacks_function = found.traces.as_slice().iter().any(|trace| trace.function.index() >= functions);
        let lacks_text =
            found.functions.as_slice().iter().any(|each| is_missing(each.name) || is_missing(each.script_name));
        if lacks_function || lacks_text {
            let missing = strings.add(JsStr::new(MISSING_NAME))?;
            for function in found.functions.as_mut_slice() {
                for string in [&mut function.name, &mut function.script_name] {
                    *string = if is_missing(*string) { missing } else { *string };
                }
            }
            let nobody = TracedFunction { name: missing, script_name: missing, place: None };
            let nobody = found.functions.try_push(nobody)?;
            for trace in found.traces.as_mut_slice() {
                trace.function = trace.function.min(nobody);
            }
        }
        found.of_nodes = resolved(of_nodes, &found.traces)?;
        Ok(found)
    }
}

/// Numbers of stacks → their positions; of two stacks with one number the later one, as in DevTools.
fn resolved(
    mut of_nodes: Column<NodeOrdinal, TraceIndex>,
    traces: &Column<TraceIndex, Trace>,
) -> Result<Column<NodeOrdinal, TraceIndex>, OutOfMemory> {
    let mut by_id = try_collected(traces.iter().map(|(at, trace)| (trace.id.into(), 0, at.0)))?;
    sort::rows(&mut by_id);
    for trace in of_nodes.as_mut_slice() {
        let id = u64::from(trace.0);
        let after = by_id.partition_point(|&(other, ..)| other <= id);
        let found = after.checked_sub(1).and_then(|at| by_id.get(at)).filter(|&&(other, ..)| other == id && id != 0);
        *trace = found.map_or(Allocations::NOT_RECORDED, |&(.., position)| TraceIndex(position));
    }
    Ok(of_nodes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::index::FunctionIndex;

    #[test]
    fn numbers_become_positions() {
        let trace = |id, function| Trace { id, function: FunctionIndex(function), ..Trace::default() };
        let mut sink = AllocationSink::default();
        sink.accept_tree(vec![trace(7, 0), trace(2, 9), trace(7, 0), trace(0, 0)].into());
        let layout = FunctionLayout { stride: 6, name: 1, script_name: 2, script_id: 3, line: 4, column: 5 };
        let mut locations = LocationSink::default();
        let known = locations.number(Location { script_id: 3, line: 3, column: 4 }).unwrap();
        let records = [1, 0, 50, 3, 4, 5, 2, 0, 0, 3, 0, 0, 3, 0, 0, 0, 1, 1];
        sink.accept_functions(&layout, &records, &mut locations).unwrap();
        let mut strings = StringTable::default();
        let name = strings.add(JsStr::new(b"work")).unwrap();
        let of_nodes = [0, 2, 7, 8].map(TraceIndex).to_vec().into();
        let found = sink.finish(of_nodes, &mut strings).unwrap();
        let none = Allocations::NOT_RECORDED;
        assert_eq!(found.of_nodes.as_slice(), [none, TraceIndex(1), TraceIndex(2), none]);
        assert_eq!((found.traces[TraceIndex(1)].function, found.functions.len()), (FunctionIndex(3), 4));
        let places: Vec<_> = found.functions.as_slice().iter().map(|function| function.place).collect();
        assert_eq!(places, [Some(known), None, None, None], "what V8 does not know has no place");
        let function = found.functions[FunctionIndex(0)];
        assert_eq!(function.name, name);
        assert_eq!(strings.get(function.script_name).to_lossy(), "(name missing)");
    }

    #[test]
    fn long_recordings_keep_their_times() {
        let mut sink = AllocationSink::default();
        let layout = SampleLayout { stride: 2, time: 0, last_id: 1 };
        sink.accept_samples(&layout, &[1, 2, 3, 4], &[(2, 1 << 33)]).unwrap();
        let times: Vec<_> = sink.0.samples.iter().map(|sample| (sample.time, sample.last_id)).collect();
        assert_eq!(times, [(1, 2), (1 << 33, 4)]);
    }
}
