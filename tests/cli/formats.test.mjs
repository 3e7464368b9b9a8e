// What each command prints: the JSON shapes that docs/json.md promises, exactly, and the other formats.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import zlib from 'node:zlib';
import {CURRENT, HOSTILE, baseFile, currentFile, file, json, leakscope} from './heap.mjs';

// The lone surrogate of the string survives in JSON only, where \ud83d can be written.
const ESCAPE = '\u001b';

test('summary as JSON: totals, statistics and every class', () => {
  const summary = json('summary', currentFile);
  assert.deepEqual(Object.keys(summary), ['nodeCount', 'edgeCount', 'totalSize', 'statistics', 'rows']);
  assert.deepEqual([summary.nodeCount, summary.edgeCount, summary.totalSize], [8, 8, 266]);
  assert.deepEqual(summary.statistics, {
    total: 266,
    native: {total: 0, typedArrays: 0},
    v8heap: {total: 266, code: 0, jsArrays: 0, strings: 12, system: 0},
  });
  // The table's 64 bytes belong to the Map, its only holder.
  const expected = [
    {key: ',Window', name: 'Window', count: 1, distance: 1, shallowSize: 100, retainedSize: 266},
    {key: ',App', name: 'App', count: 1, distance: 2, shallowSize: 20, retainedSize: 166},
    {key: ',Map', name: 'Map', count: 1, distance: 3, shallowSize: 80, retainedSize: 134},
    {key: ',Session', name: 'Session', count: 2, distance: 5, shallowSize: 54, retainedSize: 54},
    {key: ',(string)', name: '(string)', count: 1, distance: 3, shallowSize: 12, retainedSize: 12},
  ];
  assert.deepEqual(summary.rows, expected, 'sorted by retained size');
  assert.deepEqual(summary.rows.map(Object.keys), expected.map(Object.keys));
});

test('compare as JSON: every class with new or deleted objects', () => {
  const comparison = json('compare', baseFile, currentFile);
  assert.deepEqual(Object.keys(comparison), ['base', 'current', 'sameProcess', 'sameProcessWhy', 'rows']);
  const expected = [
    {
      key: ',Session',
      name: 'Session',
      newCount: 1,
      deletedCount: 0,
      countDelta: 1,
      allocSize: 30,
      freedSize: 0,
      sizeDelta: 30,
    },
    {
      key: ',Draft, "final"',
      name: 'Draft, "final"',
      newCount: 0,
      deletedCount: 1,
      countDelta: -1,
      allocSize: 0,
      freedSize: 40,
      sizeDelta: -40,
    },
  ];
  const byKey = rows =>
    rows.toSorted?.((a, b) => (a.key < b.key ? 1 : -1)) ?? [...rows].sort((a, b) => (a.key < b.key ? 1 : -1));
  assert.deepEqual(byKey(comparison.rows), expected);
  assert.deepEqual(comparison.rows.map(Object.keys), expected.map(Object.keys));
});

/** Of an object that no function or class with a place has to do with. */
const nowhere = {file: null, line: null, column: null};

test('retainers as JSON: the Retainers pane in its first order, without weak edges', () => {
  const expected = [
    {edgeType: 'internal', edgeName: '0', id: 9, name: '', distance: 4, shallowSize: 0, retainedSize: 54, ...nowhere},
  ];
  const rows = json('retainers', currentFile, '@11');
  assert.deepEqual(rows, expected);
  assert.deepEqual(rows.map(Object.keys), expected.map(Object.keys));
  assert.deepEqual(json('retainers', currentFile, '@3'), [], 'an edge from the root is not shown');
});

test('retainers of several objects: one line each, in the order asked', () => {
  const {status, stdout} = leakscope('retainers', currentFile, '@11', '@1', '@5', '--format', 'ndjson');
  assert.equal(status, 0);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    answers.map(({id, retainers}) => [id, retainers.map(row => row.id)]),
    [
      [11, [9]],
      [1, []],
      [5, [3]],
    ],
  );
});

test('path as JSON: from the object to the root', () => {
  const steps = json('path', currentFile, '@21');
  const expected = [
    {id: 21, name: 'Session', edgeType: 'internal', edgeName: '1', ...nowhere},
    {id: 9, name: '', edgeType: 'internal', edgeName: 'table', ...nowhere},
    {id: 7, name: 'Map', edgeType: 'property', edgeName: 'sessions', ...nowhere},
    {id: 5, name: 'App', edgeType: 'property', edgeName: 'app', ...nowhere},
    {id: 3, name: 'Window', edgeType: 'shortcut', edgeName: 'global', ...nowhere},
    {id: 1, name: '', edgeType: '', edgeName: '', ...nowhere},
  ];
  assert.deepEqual(steps, expected);
  assert.deepEqual(steps.map(Object.keys), expected.map(Object.keys));
  assert.equal(json('path', currentFile, '@11').length, 6, 'the weak edge from App is no shorter way');
});

test('nodes: a line per node in file order', () => {
  const {status, stdout} = leakscope('nodes', currentFile, '--format', 'ndjson');
  assert.equal(status, 0);
  const nodes = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    nodes.map(({id}) => id),
    [1, 3, 5, 7, 9, 11, 13, 21],
  );
  assert.deepEqual(Object.keys(nodes[0]), [
    'id',
    'type',
    'name',
    'key',
    'distance',
    'shallowSize',
    'retainedSize',
    'dominator',
    'detachedness',
  ]);
  assert.deepEqual(nodes[6], {
    id: 13,
    type: 'string',
    name: HOSTILE,
    key: ',(string)',
    distance: 3,
    shallowSize: 12,
    retainedSize: 12,
    dominator: 5,
    detachedness: 0,
  });
  assert.deepEqual(nodes[0], {
    id: 1,
    type: 'synthetic',
    name: '',
    key: ',(synthetic)',
    distance: 100000000,
    shallowSize: 0,
    retainedSize: 266,
    dominator: 1,
    detachedness: 0,
  });
});

test('the table is the default, has a heading, and a line per row', () => {
  for (const args of [
    ['summary', currentFile],
    ['compare', baseFile, currentFile],
    ['retainers', currentFile, '@11'],
    ['path', currentFile, '@21'],
  ]) {
    const {status, stdout, stderr} = leakscope(...args);
    assert.deepEqual([status, stderr], [0, ''], args[0]);
    assert.equal(stdout, leakscope(...args, '--format', 'table').stdout, args[0]);
    assert.ok(!stdout.trimStart().startsWith('{') && !stdout.trimStart().startsWith('['), args[0]);
  }
  const summary = leakscope('summary', currentFile).stdout;
  for (const heading of ['Constructor', 'Distance', 'Shallow', 'Retained'])
    assert.match(summary, new RegExp(heading, 'i'));
  const comparison = leakscope('compare', baseFile, currentFile).stdout;
  for (const heading of ['# New', '# Deleted', '# Delta', 'Alloc. Size', 'Freed Size', 'Size Delta'])
    assert.ok(comparison.includes(heading), heading);
});

test('CSV: a heading, a record per row, quotes doubled', () => {
  const lines = leakscope('compare', baseFile, currentFile, '--format', 'csv').stdout.trimEnd().split(/\r?\n/);
  assert.equal(lines.length, 3);
  assert.equal(lines[0], 'key,name,newCount,deletedCount,countDelta,allocSize,freedSize,sizeDelta');
  assert.ok(lines.includes('",Session",Session,1,0,1,30,0,30'), 'a key holds commas and is quoted');
  assert.ok(lines.some(line => line.includes('"Draft, ""final"""')));
});

test('a heap string cannot steer the terminal or break a table line', () => {
  const {status, stdout} = leakscope('path', currentFile, '@13');
  assert.equal(status, 0);
  assert.ok(!stdout.includes(ESCAPE), 'no escape character in a table');
  assert.ok(!stdout.includes('"b"\nc'), 'no line break of the heap in a table');
});

test('a gzipped file gives the same answers', () => {
  const packed = file('packed.heapsnapshot.gz', zlib.gzipSync(CURRENT));
  const misnamed = file('misnamed.heapsnapshot', zlib.gzipSync(CURRENT));
  for (const other of [packed, misnamed]) {
    assert.deepEqual(json('summary', other), json('summary', currentFile));
    assert.deepEqual(json('path', other, '@21'), json('path', currentFile, '@21'));
  }
});
