// A tab that gives no more memory: the engine's may grow to one size after the other and no further. Whatever is done then, it
// answers or says that memory is lacking; it never ends in the middle. tests/memory_refused.rs refuses call by call, natively.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gunzipSync} from 'node:zlib';
import {allRows, answered, baseColumns, compare, read, sample, settle, startEngine} from './engine.mjs';

const [BEFORE, AFTER] = ['before', 'after'].map(name => gunzipSync(sample(`mini-racer-${name}.heapsnapshot.gz`)));
const PIECE = 1 << 16;
/** What the engine cannot be called without: itself, and the first piece of a file. */
const AT_LEAST = 4;

const base = read(await startEngine(), BEFORE);
settle(base);
const columns = [baseColumns(base)];

/** What the page does with a snapshot; `step` hears what begins. */
function everything(engine, step) {
  step('reading');
  const heap = read(engine, AFTER, PIECE);
  step('phases');
  settle(heap);
  step('questions');
  allRows(query => answered(heap, () => heap.summary(query)));
  compare(base, heap);
  step('suspects');
  answered(heap, () => heap.suspects('series', columns));
}

/** Where it ended and how: with the kind of its error, or the words of one that is not the engine's. */
function ended(engine) {
  let at;
  try {
    everything(engine, step => (at = step));
    return 'answered';
  } catch (error) {
    return `${at}: ${error.kind ?? error.message}`;
  }
}

test('whatever the engine does, it says so when memory is refused', async () => {
  const free = await startEngine();
  const {memory} = free.initSync();
  const first = memory.buffer.byteLength / PIECE;
  everything(free, () => {});
  const most = memory.buffer.byteLength / PIECE;

  const seen = new Set();
  for (let pages = first + AT_LEAST; pages <= most; pages++) seen.add(ended(await startEngine({pages})));
  assert.deepEqual([...seen].filter(ending => !ending.endsWith(': out-of-memory')), ['answered']);
  assert.ok(seen.has('reading: out-of-memory') && seen.has('phases: out-of-memory'), [...seen].join());
});
