// Dominators, ignored retainers, cuts, statistics, duplicated strings, closures and merged paths: what they say agrees with what other commands say
// of the same snapshot.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {json, leakscope} from './heap.mjs';

const sample = name => fileURLToPath(new URL(`../samples/${name}.heapsnapshot.gz`, import.meta.url));
const NODE = sample('node18-leak-after');
const PAGE = sample('chromium-after');

const sumOf = (rows, field) => rows.reduce((sum, row) => sum + row[field], 0);
const nodes = file => leakscope('nodes', file, '--format', 'ndjson').stdout.trim().split('\n').map(line => JSON.parse(line));

test('what the objects below another retain, and it itself, is what it retains', () => {
  const all = nodes(NODE);
  const root = all.find(node => node.dominator === node.id);
  const children = json('dominators', NODE);
  assert.deepEqual(
    children.map(({id}) => id).sort((a, b) => a - b),
    all.filter(node => node.dominator === root.id && node !== root).map(({id}) => id).sort((a, b) => a - b),
  );
  assert.equal(sumOf(children, 'retainedSize') + root.shallowSize, root.retainedSize);
  const [{id, retainedSize, shallowSize}] = children;
  assert.equal(sumOf(json('dominators', NODE, `@${id}`), 'retainedSize'), retainedSize - shallowSize);
  assert.ok(children.every((row, at) => at === 0 || row.retainedSize <= children[at - 1].retainedSize));
});

test('statistics are those of summary; native contexts, what they share and the rest are the whole', () => {
  const {statistics, rows} = json('statistics', PAGE);
  assert.deepEqual(statistics, json('summary', PAGE).statistics);
  const contexts = rows.filter(({kind}) => kind.includes('native context'));
  assert.ok(contexts.filter(({id}) => id !== null).length > 1);
  assert.equal(sumOf(contexts, 'size'), sumOf(nodes(PAGE), 'shallowSize'));
  const [largest] = contexts;
  const {objects} = json('summary', PAGE, '--objects', `native-context-${largest.id}`);
  assert.equal(objects.shallowSize, largest.size);
});

test('statistics of two snapshots: each kind in both, and the difference', () => {
  const BEFORE = sample('node18-leak-before');
  const [older, newer] = [BEFORE, NODE].map(file => json('statistics', file).rows.slice(0, 7));
  const rows = json('statistics', NODE, '--base', BEFORE);
  assert.deepEqual(rows, newer.map(({kind, size}, at) => ({kind, baseSize: older[at].size, size, sizeDelta: size - older[at].size})));
  assert.match(leakscope('statistics', NODE, '--base', BEFORE).stdout, /Base +Size +Size Delta +Kind/);
});

test('what is new in an object is what the older snapshot does not have', () => {
  const BEFORE = sample('node18-leak-before');
  const [{id: table}] = json('path', NODE, `@${aSession()}`).slice(1);
  const older = new Set(nodes(BEFORE).map(({id}) => id));
  const expected = json('contents', NODE, `@${table}`).filter(({id, shallowSize}) => shallowSize > 0 && !older.has(id));
  assert.ok(expected.length > 100);
  assert.deepEqual(json('contents', NODE, `@${table}`, '--since', BEFORE), expected);
});

test('duplicated strings are those of the filter, the text with the most to save first', () => {
  const rows = json('strings', '--duplicates', NODE);
  const {objects} = json('summary', NODE, '--objects', 'duplicated-strings');
  assert.deepEqual([sumOf(rows, 'count'), sumOf(rows, 'shallowSize')], [objects.count, objects.shallowSize]);
  for (const [at, {count, shallowSize, couldBeSaved}] of rows.entries()) {
    assert.ok(count > 1 && couldBeSaved >= 0 && couldBeSaved < shallowSize);
    assert.ok(at === 0 || couldBeSaved <= rows[at - 1].couldBeSaved);
  }
});

test('strings are all texts, the one with the most bytes first', () => {
  const rows = json('strings', NODE);
  const several = rows.filter(({count}) => count > 1).map(({name}) => name).sort();
  assert.deepEqual(several, json('strings', '--duplicates', NODE).map(({name}) => name).sort());
  const isText = ({type, shallowSize}) => ['string', 'concatenated string'].includes(type) && shallowSize > 0;
  assert.ok(sumOf(rows, 'count') > several.length && sumOf(rows, 'count') <= nodes(NODE).filter(isText).length);
  rows.reduce((before, row) => (assert.ok(row.shallowSize <= before.shallowSize), row));
});

test('closures are counted by function, with file, line and column', () => {
  const rows = json('closures', NODE);
  const all = nodes(NODE).filter(({type}) => type === 'closure');
  assert.deepEqual([sumOf(rows, 'count'), sumOf(rows, 'shallowSize')], [all.length, sumOf(all, 'shallowSize')]);
  assert.ok(rows.every(({retainedSize, shallowSize}) => retainedSize >= shallowSize));
  assert.ok(rows.some(({file, line, column}) => file?.startsWith('node:') && line > 0 && column > 0));
  const places = rows.map(({name, scriptId, line, column}) => [name, scriptId, line, column].join());
  assert.equal(new Set(places).size, places.length);
  assert.match(leakscope('closures', NODE).stdout, /\(\)\s+node:\S+:\d+:\d+/);
});

test('variables that no living function uses are told, with who keeps them', () => {
  const page = sample('chromium-variables');
  const rows = json('unused-variables', page);
  assert.deepEqual(rows.map(({name, count}) => [name, count]), [['draft', 60]]);
  const [{retainedSize, largest, largestRetainedSize, keptBy, line}] = rows;
  assert.deepEqual([keptBy, line], ['read', 10]);
  assert.ok(retainedSize === 60 * largestRetainedSize && largestRetainedSize > 16_000);
  assert.equal(nodes(page).find(({id}) => id === largest).name, 'Array');
  const {objects} = json('summary', page, '--objects', 'retained-by-unused-variables');
  assert.equal(objects.shallowSize, retainedSize);
  const {stdout, stderr} = leakscope('unused-variables', NODE);
  assert.match(stderr, /does not say which function uses which variable/);
  assert.equal(stdout.trim().split('\n').length, 1);
});

test('merged paths lead from the root to all instances of a class', () => {
  const {count, shallowSize} = json('summary', NODE).rows.find(({name}) => name === 'Session');
  const rows = json('merged-paths', NODE, 'Session');
  assert.deepEqual(rows.map(({edgeName}) => edgeName), ['', '[*]', 'app', 'sessions', 'table', '[*]']);
  assert.deepEqual([rows[0].level, rows[0].count, rows[0].shallowSize], [0, count, shallowSize]);
  const leaves = rows.filter((row, at) => (rows[at + 1]?.level ?? 0) <= row.level);
  assert.ok(leaves.every(({className}) => className === 'Session'));
  assert.equal(sumOf(leaves, 'count'), count);
  for (const [at, {level, count: here}] of rows.entries()) {
    const below = rows.slice(at + 1, rows.findIndex((row, other) => other > at && row.level <= level) >>> 0);
    const children = below.filter(row => row.level === level + 1);
    if (children.length > 0) assert.equal(sumOf(children, 'count'), here, `below row ${at}`);
  }
  assert.equal(leakscope('merged-paths', NODE, 'NoSuchClass').status, 2);
});

/** A session of the sample, which a Map holds. */
const aSession = () => json('find', NODE, 'class:/^Session$/').rows[0].id;

test('a path goes round what is ignored, and there is none when all that holds is ignored', () => {
  const id = aSession();
  const [, holder] = json('path', NODE, `@${id}`);
  const round = json('path', NODE, `@${id}`, '--ignore', `@${holder.id}`);
  assert.ok(!round.slice(1).some(step => step.id === holder.id));
  const holders = json('retainers', NODE, `@${id}`).map(row => ['--ignore', `@${row.id}`]).flat();
  assert.equal(json('path', NODE, `@${id}`, ...holders).length, 1);
  const rows = json('retainers', NODE, `@${id}`, ...holders);
  assert.ok(rows.length > 0 && rows.every(({distance}) => distance >= 200_000_000));
  assert.equal(leakscope('path', NODE, `@${id}`, '--ignore', '@2').status, 2);
});

test('cutting the links of a set leaves no path, and frees what dominators say', () => {
  const file = fileURLToPath(new URL('../leaks/cases/order-book/B.heapsnapshot.gz', import.meta.url));
  const id = 81277;
  const rows = json('cuts', file, `@${id}`);
  const all = new Map(nodes(file).map(node => [node.id, node]));
  const sets = [...new Set(rows.map(({set}) => set))].map(number => rows.filter(({set}) => set === number));
  assert.ok(sets.length > 2 && sets.some(links => links.length > 1) && sets.some(links => links.length === 1));
  let above = id;
  for (const links of sets) {
    const [{freedId, freedSize}] = links;
    const {dominator, retainedSize} = all.get(above);
    assert.equal(freedId, above);
    if (links.length === 1) assert.deepEqual([links[0].id, freedSize], [dominator, retainedSize], 'an edge of the dominator tree');
    assert.ok(freedSize >= retainedSize);
    above = dominator;
  }
  const ignored = sets[0].flatMap(link => ['--ignore', `@${link.id}`]);
  assert.equal(json('path', file, `@${id}`, ...ignored).length, 1);
});
