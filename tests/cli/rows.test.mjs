// --sort, --limit, --filter, --objects and find.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {baseFile, currentFile, json, leakscope} from './heap.mjs';

const sample = name => fileURLToPath(new URL(`../samples/${name}.heapsnapshot.gz`, import.meta.url));
const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

/** Each command that sorts, on snapshots in which no two of its columns have the same order. */
const SORTED = [
  ['summary', AFTER],
  ['compare', BEFORE, AFTER],
  ['timeline', BEFORE, AFTER],
  ['retainers', AFTER, '@85'],
  ['find', AFTER, 'shallow>1kB'],
];

/** The columns that the program itself names when it is asked for one that there is not. */
function columnsOf(command) {
  const {status, stderr} = leakscope(...command, '--sort', 'no such column');
  assert.equal(status, 2);
  return /the columns are (.*)/.exec(stderr)[1].split(', ');
}

const rowsOf = (command, sort) => {
  const printed = json(...command, '--sort', sort);
  return printed.rows ?? printed;
};
const ordered = (values, before) => values.every((value, at) => at === 0 || !before(value, values[at - 1]));
const isLess = (a, b) => a < b;
const isGreater = (a, b) => a > b;

/** Orders of their own: what grew in every step first, and names before numbers. Others test them. */
const NO_FIELD = ['growth', 'edgeName'];

for (const command of SORTED) {
  test(`${command[0]} sorts by each of its columns, which is the field of that name`, () => {
    const columns = columnsOf(command).filter(column => !NO_FIELD.includes(column));
    assert.ok(columns.length >= 3, columns.join());
    for (const column of columns) {
      const values = rowsOf(command, `${column}:asc`).map(row => row[column]);
      assert.ok(new Set(values).size > 2, `${column} is much the same in all rows`);
      assert.ok(ordered(values, isLess), `${column}:asc`);
      const falling = rowsOf(command, `${column}:desc`).map(row => row[column]);
      assert.ok(ordered(falling, isGreater), `${column}:desc`);
      // A column's usual direction: names and distances rise, counts and sizes fall.
      const usual = rowsOf(command, column).map(row => row[column]);
      assert.deepEqual(usual, ['name', 'distance'].includes(column) ? values : falling, column);
    }
  });
}

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

test('contents are what an object refers to: the program first, V8 last, of a Map the entries too', () => {
  const names = (...command) => json(...command).map(({edgeName}) => edgeName);
  assert.deepEqual(names('contents', currentFile, '@7', '--sort', 'edgeName'), ['0', '1', 'table']);
  assert.deepEqual(names('contents', currentFile, '@5', '--sort', 'edgeName').at(-1), 'spare');
  assert.deepEqual(json('containment', currentFile).map(({id}) => id), json('contents', currentFile, '@1').map(({id}) => id));
  assert.equal(leakscope('contents', currentFile, '@999').status, 2);
  assert.match(leakscope('contents', currentFile, '@7').stdout, /table :: \(internal array\)\[\] @9/);
});

test('--objects takes one of the named filters, and says what its objects add up to', () => {
  const {rows, objects} = json('summary', AFTER, '--objects', 'duplicated-strings', '--filter', '(string)');
  assert.equal(rows[0].name, '(string)');
  assert.deepEqual(objects, {filter: 'duplicated-strings', count: rows[0].count, shallowSize: rows[0].shallowSize});
  assert.equal(json('summary', AFTER).objects, undefined);
  const wrong = leakscope('summary', AFTER, '--objects', 'no-such-objects');
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /no objects called/);
});

test('find takes text, expressions, ids and conditions, all of which have to hold', () => {
  const sessions = json('summary', AFTER).rows.find(({name}) => name === 'Session');
  const found = json('find', AFTER, 'class:/^Session$/');
  assert.deepEqual([found.count, found.shallowSize], [sessions.count, sessions.shallowSize]);
  assert.equal(found.rows.length, sessions.count);
  const [{id, shallowSize}] = found.rows;
  assert.deepEqual(json('find', AFTER, `@${id} class:Session`).rows.map(row => row.id), [id]);
  assert.equal(json('find', AFTER, `class:/^Session$/ shallow>${shallowSize}`).count, 0);
  const closures = json('find', AFTER, 'type:closure', '--limit', '3');
  assert.ok(closures.count > 3 && closures.rows.length === 3 && closures.rows.every(({type}) => type === 'closure'));
  const [lower, exact] = [['session'], ['session', '--match-case']].map(args => json('find', AFTER, ...args).count);
  assert.ok(exact > 0 && exact < lower);
  assert.match(leakscope('find', AFTER, 'no such text anywhere').stdout, /^0 objects, 0/);
  for (const wrong of ['/(/', '']) assert.equal(leakscope('find', AFTER, wrong).status, 2);
});
