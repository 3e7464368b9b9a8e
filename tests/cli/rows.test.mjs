// --sort, --limit and --filter.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {baseFile, currentFile, json, leakscope} from './heap.mjs';

const isOrdered = values => {
  const up = values.every((value, i) => i === 0 || values[i - 1] <= value);
  const down = values.every((value, i) => i === 0 || values[i - 1] >= value);
  return up || down;
};

test('summary sorts by each of its columns', () => {
  for (const column of ['count', 'distance', 'shallowSize', 'retainedSize']) {
    const {rows} = json('summary', currentFile, '--sort', column);
    assert.equal(rows.length, 5, column);
    assert.ok(isOrdered(rows.map(row => row[column])), column);
  }
});

test('compare sorts by each of its columns', () => {
  for (const column of ['newCount', 'deletedCount', 'countDelta', 'allocSize', 'freedSize', 'sizeDelta']) {
    const {rows} = json('compare', baseFile, currentFile, '--sort', column);
    assert.equal(rows.length, 2, column);
    assert.ok(isOrdered(rows.map(row => row[column])), column);
  }
});

test('--limit keeps the first rows of the sorted table', () => {
  const all = json('summary', currentFile, '--sort', 'shallowSize').rows;
  assert.deepEqual(json('summary', currentFile, '--sort', 'shallowSize', '--limit', '2').rows, all.slice(0, 2));
  assert.deepEqual(json('summary', currentFile, '--limit', '0').rows, []);
  const table = leakscope('summary', currentFile, '--limit', '1').stdout;
  assert.ok(table.includes('Window') && !table.includes('Session'));
});

test('--filter keeps classes whose name has the text in it, in any case', () => {
  assert.deepEqual(
    json('summary', currentFile, '--filter', 'SESS').rows.map(({name}) => name),
    ['Session'],
  );
  assert.deepEqual(json('summary', currentFile, '--filter', 'no such class').rows, []);
  assert.deepEqual(
    json('compare', baseFile, currentFile, '--filter', 'draft').rows.map(({name}) => name),
    ['Draft, "final"'],
  );
});

test('a filter changes rows, not totals', () => {
  assert.equal(json('summary', currentFile, '--filter', 'Session').totalSize, 266);
});
