// Recorded allocations: functions with their callers, the stacks of objects, and what is alive of each stretch of time.

import {document} from './leakscope.mjs';

/** Callers are compared up to so many calls away; deeper ones come of the same sums. */
const CALLERS = 4;
/** So many objects, evenly spread, have their stacks compared. */
const STACKS = 12;

/** A file that names missing functions, of which DevTools' code fails, is opened all the same. */
export async function compareAllocations(program, file, reference, differences) {
  const rows = await document(program, ['allocations', file, '--sort', 'size', '--callers', `${CALLERS}`, '--format', 'json']);
  compareFunctions(reference.allocations(CALLERS), rows, differences);
  const intervals = await document(program, ['allocations', file, '--over-time', '--format', 'json']);
  const expected = reference.samples();
  for (let i = 0; i < Math.max(expected.length, intervals.length); i++) {
    differences.record('intervals', `interval ${i}`, expected[i], intervals[i]);
  }
  for (const [id, frames] of reference.stacks(STACKS)) {
    const stack = await document(program, ['allocations', file, `@${id}`, '--format', 'json']);
    for (let i = 0; i < Math.max(frames.length, stack.length); i++) {
      differences.record('stack frames', `frame ${i} of @${id}`, frames[i], stack[i]);
    }
  }
}

/** By the functions on the way to each: of callers with the same figures neither program's order is the other's. */
function compareFunctions(expected, rows, differences) {
  const found = new Map();
  const way = [];
  for (const {level, function: position, ...row} of rows) {
    way.splice(level, way.length, JSON.stringify([row.name, row.file, row.line, row.column]));
    found.set(way.join(' < '), row);
  }
  differences.value('functions', 'their number', expected.size, found.size);
  for (const [way, row] of expected) differences.record('functions', way, row, found.get(way));
}
