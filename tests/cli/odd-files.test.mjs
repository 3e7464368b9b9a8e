// Files that are not as V8 writes them and open nevertheless: with which numbers, and what is said of them.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {CURRENT, currentFile, file, json, leakscope} from './heap.mjs';

const expected = json('summary', currentFile);

/** CURRENT with replacements, each of which must change it. */
function changed(...replacements) {
  return replacements.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, CURRENT);
}

/** Asserts that a file opens with a warning for each pattern; returns what summary says of it. */
function opened(name, text, ...warnings) {
  const odd = file(name, text);
  const {status, stdout, stderr} = leakscope('summary', odd, '--format', 'json');
  assert.equal(status, 0, stderr);
  const lines = stderr.split('\n').slice(0, -1);
  assert.equal(lines.length, warnings.length, stderr);
  const summary = JSON.parse(stdout);
  warnings.forEach((pattern, at) => {
    assert.match(lines[at], pattern);
    assert.ok(lines[at].startsWith(`leakscope: ${name}: `), lines[at]);
    assert.match(summary.warnings[at], pattern);
  });
  if (warnings.length === 0) assert.ok(!('warnings' in summary));
  return summary;
}

test('types past the lists of the header are shown as unknown', () => {
  const nodes = opened('types.heapsnapshot', changed(['"nodes":[0', '"nodes":[70']), /^.*1 node is of a type/);
  assert.equal(nodes.totalSize, expected.totalSize);
  assert.deepEqual(nodes.rows.map(row => row.retainedSize), expected.rows.map(row => row.retainedSize));
  const text = changed(['"property"', '"brand new"']);
  const edges = opened('edges.heapsnapshot', text, /3 edges are of a type that is not known/);
  assert.deepEqual(edges.rows, expected.rows, 'they hold their targets');
  const {stdout} = leakscope('retainers', file('edges.heapsnapshot', text), '@7');
  assert.match(stdout, /sessions .*unknown|unknown .*sessions/);
});

test('names past the string table are missing, and it is said how many', () => {
  const {rows} = opened('names.heapsnapshot', changed(['"strings":["","Window",', '"strings":["",']), /1 name is not in the file/);
  assert.equal(rows.length, expected.rows.length);
});

test('numbers with a fraction, locations that nobody knows', () => {
  const text = changed([',100,', ',1.000e2,'], ['"edge_fields"', '"location_fields":["where"],"edge_fields"']);
  const summary = opened('numbers.heapsnapshot', text, /1 number has a fraction/, /Locations are laid out/);
  assert.deepEqual(summary.rows, expected.rows);
});

test('counts of 0 are counted', () => {
  const text = changed(['"node_count":8,"edge_count":8', '"node_count":0,"edge_count":0']);
  const {warnings, ...summary} = opened('counts.heapsnapshot', text, /The header does not say how many/);
  assert.deepEqual(summary, expected);
});

test('sizes of 4 GiB and more are right everywhere', () => {
  const GIB5 = 5 * 2 ** 30;
  const large = file('large.heapsnapshot', changed([',13,12,', `,13,${GIB5},`]));
  const {totalSize, statistics, rows} = json('summary', large);
  assert.equal(totalSize, expected.totalSize - 12 + GIB5);
  assert.equal(statistics.v8heap.strings, GIB5);
  const string = rows.find(({name}) => name === '(string)');
  assert.deepEqual([string.shallowSize, string.retainedSize], [GIB5, GIB5]);
  assert.ok(rows.every(({retainedSize}, at) => at === 0 || rows[at - 1].retainedSize >= retainedSize));
  const text = leakscope('summary', large).stdout;
  assert.match(text, /5\.4 GB/);

  const gone = json('compare', large, currentFile).rows;
  assert.deepEqual(gone, [], 'the same ids');
  const base = file('without.heapsnapshot', changed(['"id"', '"id"'], [',13,12,', ',99,12,']));
  const row = json('compare', base, large).rows.find(({name}) => name === '(string)');
  assert.deepEqual([row.allocSize, row.freedSize, row.sizeDelta], [GIB5, 12, GIB5 - 12]);
  const {nodes} = {nodes: leakscope('nodes', large).stdout.trim().split('\n').map(line => JSON.parse(line))};
  assert.equal(nodes.find(({id}) => id === 13).shallowSize, GIB5);
  const series = json('timeline', base, large).rows.find(({name}) => name === '(string)');
  assert.deepEqual(series.sizes, [12, GIB5]);
});
