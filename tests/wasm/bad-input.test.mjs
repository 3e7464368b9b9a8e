// A bad file is an answer, not a crash: whatever the bytes, the engine gives a snapshot or an error of the promised
// shape, and the same engine reads a good file afterwards.

import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import zlib from 'node:zlib';
import {badFiles, good} from './bad-files.mjs';
import {allRows, bytesOf, read, settle, startEngine} from './engine.mjs';
import {misfits} from './shapes.mjs';

let engine;
let expected;

before(async () => {
  engine = await startEngine();
  expected = summary(bytesOf(good));
});

function summary(bytes) {
  const heap = read(engine, bytes);
  settle(heap);
  const rows = allRows(query => heap.summary(query));
  heap.free();
  return rows;
}

/** Reads what may be bad; gives the error's kind, or `undefined` if it could be read. */
function attempt(bytes) {
  try {
    summary(bytes);
    return undefined;
  } catch (error) {
    assert.deepEqual(misfits('EngineError', error), [], String(error.stack ?? error.message));
    assert.notEqual(error.kind, 'crashed');
    return error.kind;
  }
}

function stillWell() {
  assert.deepEqual(summary(bytesOf(good)), expected);
}

for (const [name, make] of Object.entries(badFiles)) {
  test(`${name} is refused`, () => {
    const [bytes, kinds] = make();
    const kind = attempt(bytes);
    assert.ok(kinds.includes(kind), `${kind} is none of ${kinds.join(', ')}`);
    stillWell();
  });
}

test('a file cut off anywhere is refused', () => {
  const bytes = bytesOf(good.trimEnd());
  for (let length = 0; length < bytes.length; length += 1 + (length >> 9)) {
    assert.notEqual(attempt(bytes.subarray(0, length)), undefined, `${length} of ${bytes.length} bytes`);
  }
  stillWell();
});

test('a packed file cut off anywhere is refused', () => {
  const packed = zlib.gzipSync(good);
  for (let length = 0; length < packed.length; length += 1 + (length >> 6)) {
    assert.notEqual(attempt(packed.subarray(0, length)), undefined, `${length} of ${packed.length} bytes`);
  }
  stillWell();
});

test('a file too large for the memory of a tab is refused by its header, however much of it there is', () => {
  const header = good.slice(0, good.indexOf('"nodes"')).replace(/"node_count"\s*:\s*\d+/, '"node_count":110000000');
  const push = byteLength => {
    const reader = new engine.SnapshotReader(byteLength);
    try {
      reader.push(bytesOf(header));
    } finally {
      reader.free();
    }
  };
  assert.throws(() => push(3e9), error => {
    assert.deepEqual(misfits('EngineError', error), []);
    assert.equal(error.kind, 'too-large');
    assert.match(error.message, /needs at least \d\.\d GB of memory, and there are 4\.1 GB \(in header, at byte \d+\)/);
    assert.match(error.advice, /leakscope summary FILE/);
    return true;
  });
  push(3e6);
  stillWell();
});

test('changed bytes never crash the engine', () => {
  const outcomes = new Set();
  let state = 1;
  const below = limit => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % limit;
  for (let round = 0; round < 2000; round++) {
    const bytes = bytesOf(good);
    for (let changes = 1 + below(3); changes > 0; changes--) bytes[below(bytes.length)] = '0123456789-,[]{}":\xff'.charCodeAt(below(19));
    outcomes.add(attempt(bytes));
  }
  assert.ok(outcomes.has('malformed') && outcomes.has(undefined), [...outcomes].join());
  stillWell();
});

test('an engine that is used wrongly says so', () => {
  const heap = read(engine, bytesOf(good));
  const query = {sort: {column: 'distance', ascending: true}, from: 0, count: 10};
  for (const misuse of [
    () => heap.object(2 ** 31),
    () => heap.summary({...query, sort: {column: 'no such column', ascending: true}}),
    () => heap.instances({kind: 'no such kind', classIndex: 0}, query),
  ]) {
    assert.throws(misuse, error => error.kind === 'wrong-use' && misfits('EngineError', error).length === 0);
  }
  heap.free();
});
