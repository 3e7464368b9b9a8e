//! The `trace_tree` section: nested arrays of numbers → [`Trace`]s.
//!
//! A record has the fields that the header lists, one of which is an array with the records of those whom the function called.
//! The tree is as deep as the program's stacks were, so the way down is kept in a list and not in calls.

use super::complaint::unexpected;
use super::side_tables::TraceLayout;
use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, FunctionIndex, TraceIndex, TryPush};
use crate::snapshot::Trace;

/// An array that has been opened.
#[derive(Debug)]
struct Level {
    /// Whose array of children it is.
    caller: Option<TraceIndex>,
    /// The record under way, once it has a field.
    trace: TraceIndex,
    /// Which of its fields comes next.
    field: usize,
}

/// Reads the tree; made when the section's key has been read.
#[derive(Debug)]
pub struct TraceTreeScanner {
    layout: TraceLayout,
    levels: Vec<Level>,
    /// The number under way.
    number: Option<u64>,
    traces: Column<TraceIndex, Trace>,
}

impl TraceTreeScanner {
    /// A scanner for records of such a layout.
    pub fn new(layout: TraceLayout) -> Self {
        Self { layout, levels: Vec::new(), number: None, traces: Column::default() }
    }

    /// Reads on; returns how many of `bytes` belong to the tree, and whether it has ended.
    ///
    /// # Errors
    ///
    /// The problem is with the byte after those that were used.
    pub fn scan(&mut self, bytes: &[u8]) -> (usize, Result<bool, Problem>) {
        for (at, &byte) in bytes.iter().enumerate() {
            match self.take(byte) {
                Ok(Some(true)) => return (at + 1, Ok(true)),
                Ok(Some(false)) => {}
                Ok(None) => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    return (at, Err(unexpected("numbers and arrays, as the header lays them out", rest)));
                }
                Err(error) => return (at, Err(error.into())),
            }
        }
        (bytes.len(), Ok(false))
    }

    /// The stacks in the order of the file.
    pub fn take_traces(&mut self) -> Column<TraceIndex, Trace> {
        std::mem::take(&mut self.traces)
    }

    /// Takes a byte; says whether it was the last, or nothing if it cannot stand here.
    fn take(&mut self, byte: u8) -> Result<Option<bool>, OutOfMemory> {
        if byte.is_ascii_digit() {
            let digit = u64::from(byte - b'0');
            self.number = Some(self.number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            return Ok(Some(false));
        }
        if let Some(number) = self.number.take()
            && !self.put(number)?
        {
            return Ok(None);
        }
        match byte {
            b',' => Ok(Some(false)),
            b'[' => Ok(self.open()?.then_some(false)),
            b']' => Ok(self.close()),
            _ => Ok(byte.is_ascii_whitespace().then_some(false)),
        }
    }

    /// Takes a field of the record under way, or the first of a new one; false if an array should stand there.
    fn put(&mut self, number: u64) -> Result<bool, OutOfMemory> {
        let Some(level) = begun(&mut self.levels, &mut self.traces)? else { return Ok(false) };
        let trace = &mut self.traces[level.trace];
        let small = u32::try_from(number).unwrap_or(u32::MAX);
        match level.field {
            field if field == self.layout.children => return Ok(false),
            field if field == self.layout.id => trace.id = small,
            field if field == self.layout.function => trace.function = FunctionIndex(small),
            field if field == self.layout.count => trace.count = number,
            field if field == self.layout.size => trace.size = number,
            _ => {}
        }
        level.field = (level.field + 1) % self.layout.stride;
        Ok(true)
    }

    /// Opens the outermost array, or that of a record's children; false if a number should stand there.
    fn open(&mut self) -> Result<bool, OutOfMemory> {
        let caller = match begun(&mut self.levels, &mut self.traces)? {
            Some(level) if level.field != self.layout.children => return Ok(false),
            level => level.map(|level| level.trace),
        };
        self.levels.try_push(Level { caller, trace: TraceIndex(0), field: 0 })?;
        Ok(true)
    }

    /// Closes an array; says whether it was the outermost one, or nothing if a record in it is not whole.
    fn close(&mut self) -> Option<bool> {
        self.levels.pop().filter(|closed| closed.field == 0)?;
        if let Some(level) = self.levels.last_mut() {
            level.field = (level.field + 1) % self.layout.stride;
        }
        Some(self.levels.is_empty())
    }
}

/// The innermost level, with a record under way; none before the first array.
fn begun<'a>(
    levels: &'a mut [Level],
    traces: &mut Column<TraceIndex, Trace>,
) -> Result<Option<&'a mut Level>, OutOfMemory> {
    let Some(level) = levels.last_mut() else { return Ok(None) };
    if level.field == 0 {
        level.trace = traces.try_push(Trace { caller: level.caller, ..Trace::default() })?;
    }
    Ok(Some(level))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const LAYOUT: TraceLayout = TraceLayout { stride: 5, id: 0, function: 1, count: 2, size: 3, children: 4 };

    /// The stacks, the same for chunks of any size; none of what is no tree.
    fn read(text: &str) -> Option<Vec<Trace>> {
        let mut answers = (1..=text.len()).map(|step| {
            let mut scanner = TraceTreeScanner::new(LAYOUT);
            let mut ended = false;
            for chunk in text.as_bytes().chunks(step) {
                let (used, result) = scanner.scan(chunk);
                ended = result.ok()?;
                assert!(ended || used == chunk.len());
                if ended {
                    break;
                }
            }
            ended.then(|| scanner.take_traces().into())
        });
        let first = answers.next().unwrap();
        assert!(answers.all(|answer| answer == first), "{text}");
        first
    }

    #[test]
    fn callers_come_before_those_they_call() {
        let tree = "[1,0,2,30,[4,1,5,60,[],\n2,2,0,0,[3,1,7,80,[]]]],\"x\"";
        let trace = |id, caller: Option<u32>, function, count, size| Trace {
            id,
            caller: caller.map(TraceIndex),
            function: FunctionIndex(function),
            count,
            size,
        };
        let expected = [
            trace(1, None, 0, 2, 30),
            trace(4, Some(0), 1, 5, 60),
            trace(2, Some(0), 2, 0, 0),
            trace(3, Some(2), 1, 7, 80),
        ];
        assert_eq!(read(tree), Some(expected.to_vec()));
        assert_eq!(read("[] "), Some(vec![]));
    }

    #[test]
    fn what_is_no_tree_is_told() {
        let wrong = ["7", "[1,0,2,[]]", "[1,0,2,30,4]", "[1,0]", "[[]]", "[1,0,2,30,[]", "[1,0,2,30,\"]\"]", "{}", "]"];
        for wrong in wrong {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    #[cfg_attr(miri, ignore = "megabytes take hours there")]
    fn depth_is_a_list_and_not_a_stack() {
        let deep = "[1,0,0,0,".repeat(200_000) + "[" + &"]".repeat(200_001);
        let mut scanner = TraceTreeScanner::new(LAYOUT);
        assert_eq!(scanner.scan(deep.as_bytes()), (deep.len(), Ok(true)));
        assert_eq!(scanner.take_traces().len(), 200_000);
    }
}
