// A bad file is an answer, not a crash: whatever the bytes, the engine gives a snapshot or an error of the promised
// shape, and the same engine reads a good file afterwards.

import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import zlib from 'node:zlib';
import {randomPair} from '../generators/random.mjs';
import {allRows, bytesOf, read, settle, startEngine} from './engine.mjs';
import {misfits} from './shapes.mjs';

const good = randomPair(7).after;
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

/** The good file with one replacement, which must change it. */
function changed(pattern, replacement) {
  const text = good.replace(pattern, replacement);
  assert.notEqual(text, good, `${pattern} does not occur`);
  return bytesOf(text);
}

function stillWell() {
  assert.deepEqual(summary(bytesOf(good)), expected);
}

const refused = {
  'an empty file': () => [new Uint8Array(), ['truncated', 'not-a-snapshot']],
  'text': () => [bytesOf('Once upon a time'), ['not-a-snapshot']],
  'another JSON file': () => [bytesOf('{"nodes":[1,2,3]}'), ['not-a-snapshot']],
  'a zip file': () => [bytesOf('PK\x03\x04 and so on'), ['not-a-snapshot']],
  'a node count too large': () => [changed(/"node_count"\s*:\s*(\d+)/, '"node_count":4000000000'), ['truncated', 'malformed', 'too-large']],
  'a node count too small': () => [changed(/"node_count"\s*:\s*(\d+)/, '"node_count":2'), ['malformed']],
  'an edge count too large': () => [changed(/"edge_count"\s*:\s*(\d+)/, (_, count) => `"edge_count":${+count + 1}`), ['malformed']],
  'an edge count too small': () => [changed(/"edge_count"\s*:\s*(\d+)/, (_, count) => `"edge_count":${count - 1}`), ['malformed']],
  'an endless number': () => [changed(/"nodes"\s*:\s*\[/, found => found + '9'.repeat(400) + ','), ['malformed']],
  'a negative number': () => [changed(/"nodes"\s*:\s*\[/, found => `${found}-1,`), ['malformed']],
  'a list 200,000 deep': () => [bytesOf('{"snapshot":' + '['.repeat(200_000)), ['malformed', 'truncated', 'not-a-snapshot']],
  'a damaged gzip file': () => {
    const packed = Uint8Array.from(zlib.gzipSync(good));
    packed.fill(0x55, packed.length / 2);
    return [packed, ['malformed', 'truncated']];
  },
};

for (const [name, make] of Object.entries(refused)) {
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
  for (const misuse of [
    () => heap.retainers(0, {sort: {column: 'distance', ascending: true}, from: 0, count: 10}),
    () => heap.path(0),
    () => heap.object(2 ** 31),
  ]) {
    assert.throws(misuse, error => error.kind === 'wrong-use' && misfits('EngineError', error).length === 0);
  }
  heap.free();
});
