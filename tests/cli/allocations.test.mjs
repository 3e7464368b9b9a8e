// Recorded allocations: what is said of functions, stacks and times agrees with what other commands say of the same objects.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {json, leakscope} from './heap.mjs';

const recorded = name => fileURLToPath(new URL(`../samples/${name}-allocations.heaptimeline.gz`, import.meta.url));
const FILES = ['node25', 'chromium'].map(recorded);
const PLAIN = fileURLToPath(new URL('../samples/node24.heapsnapshot.gz', import.meta.url));
/** What weighs nothing is no object of Summary, and counts among those that a function made. */
const sumOf = rows => rows.reduce((sum, row) => sum + row.shallowSize, 0);

for (const file of FILES) {
  const name = file.replace(/.*\/|-allocations.*/g, '');

  test(`${name}: what is alive of a function is what the objects weigh that it made`, () => {
    const functions = json('allocations', file);
    assert.ok(functions.length > 3 && functions.some(({count, liveCount}) => count > liveCount));
    for (const {function: at, liveSize} of functions.slice(0, 4)) {
      assert.equal(sumOf(json('summary', file, '--objects', `allocated-by-${at}`).rows), liveSize);
    }
  });

  test(`${name}: callers of a function add up to it`, () => {
    const rows = json('allocations', file, '--callers', '1');
    const top = rows.filter(({level, scriptId}) => level === 0 && scriptId !== null);
    assert.ok(top.length > 2);
    for (const row of top) {
      const first = rows.indexOf(row) + 1;
      const end = rows.findIndex(({level}, at) => at >= first && level === 0);
      const callers = rows.slice(first, end < 0 ? undefined : end);
      for (const field of ['liveCount', 'count', 'liveSize', 'size']) {
        assert.equal(callers.reduce((sum, caller) => sum + caller[field], 0), row[field], `${row.name}: ${field}`);
      }
    }
  });

  test(`${name}: the stretches of time are the whole, and a window is a part of it`, () => {
    const intervals = json('allocations', file, '--over-time');
    assert.ok(intervals.length > 3 && intervals.every(({end}, at) => at === 0 || end > intervals[at - 1].end));
    const [from, to] = [2, 4];
    const expected = intervals.slice(from + 1, to + 1).reduce((sum, {liveSize}) => sum + liveSize, 0);
    const seconds = at => String(intervals[at].end / 1e6);
    const within = ['--allocated-from', String((intervals[from].end + 1) / 1e6), '--allocated-until', seconds(to)];
    const {rows, objects} = json('summary', file, ...within);
    assert.equal(objects.filter, `allocated-${intervals[from].lastId}-${intervals[to].lastId}`);
    // Summary has objects of even ids, too, which are not V8's.
    assert.ok(expected > 0 && sumOf(rows) >= expected);
  });
}

test('the stack of an object begins with the function of which it is', () => {
  const [file] = FILES;
  const frames = json('allocations', file, '@115025');
  const at = json('allocations', file).find(({name, line}) => name === frames[0].name && line === frames[0].line);
  const {rows} = json('summary', file, '--objects', `allocated-by-${at.function}`);
  assert.ok(rows.some(({name}) => name === json('find', file, '@115025').rows[0].className));
  assert.equal(frames.at(-1).name, '(root)');
  assert.deepEqual(json('allocations', file, '@1'), []);
});

test('a copy without data has the same functions in files of the same names', () => {
  const [file] = FILES;
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-recorded-')), 'copy.heaptimeline');
  try {
    assert.equal(leakscope('redact', file, copy).status, 0);
    const [rows, copied] = [file, copy].map(each => json('allocations', each));
    const figures = ({function: at, liveCount, count, liveSize, size, scriptId, line}) => [at, liveCount, count, liveSize, size, scriptId, line];
    assert.deepEqual(copied.map(figures), rows.map(figures));
    const own = rows.findIndex(({name}) => name === 'throughOne');
    assert.equal(copied[own].name, 'throughOne');
    assert.match(copied[own].file, /\/allocations\.cjs$/);
    assert.ok(!copied[own].file.includes('sample'));
  } finally {
    fs.rmSync(path.dirname(copy), {recursive: true});
  }
});

test('a snapshot that nobody recorded has no functions and no times, and that is said', () => {
  const functions = leakscope('allocations', PLAIN, '--format', 'json');
  assert.deepEqual([functions.status, JSON.parse(functions.stdout)], [0, []]);
  assert.match(functions.stderr, /does not say which functions/);
  assert.match(leakscope('allocations', PLAIN, '--over-time').stderr, /does not say when/);
  const window = leakscope('summary', PLAIN, '--allocated-from', '1');
  assert.equal(window.status, 2);
  assert.match(window.stderr, /does not say when/);
  assert.equal(leakscope('summary', FILES[0], '--allocated-from', 'noon').status, 2);
});
