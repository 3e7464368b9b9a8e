// What stands in a table of the engine and in one of the page is the same in both: columns, their names and what sorts
// first, formats, phases, kinds of holders and of errors. The engine's side is what `leakscope describe` prints.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {importModules} from '../support/modules.mjs';
import {wordsOf} from './shapes.mjs';

const program = process.env.LEAKSCOPE ?? 'target/release/leakscope';
const tables = JSON.parse(execFileSync(program, ['describe'], {encoding: 'utf8'}));

const page = await importModules(
  'state/address', 'state/navigation', 'state/objects-shown', 'views/leaks/suspect-figures', 'views/retainers/retainer-columns',
  'views/tables/allocation', 'views/tables/comparison-columns', 'views/tables/object-columns', 'views/tables/timeline-columns',
);

/** The page shows the number of a class's objects beside its name, as DevTools does, and so cannot sort by it. */
const COUNT = 'count';

const sorted = words => [...words].sort();

test('formats', () => {
  assert.deepEqual(wordsOf('ExportFormat'), tables.formats.rows);
  assert.deepEqual(wordsOf('ReportFormat'), tables.formats.findings);
});

test('sections and phases, in the order in which they happen', () => {
  // Making classes is no phase: a heap begins with it. Nor are suspects, which need other heaps.
  const ofHeap = [...tables.sections.filter(name => name !== 'file'), 'classes', ...tables.phases];
  assert.deepEqual(wordsOf('Phase'), [...ofHeap, 'answers']);
});

test('filters of objects, with their words', () => {
  assert.deepEqual(wordsOf('NamedFilter'), tables.filters.map(({id}) => id));
  assert.deepEqual(Object.entries(page.FILTERS), tables.filters.map(({id, title}) => [id, title]));
});

test('kinds of errors', () => {
  const ofThePage = ['crashed', 'not-ready', 'stale', 'wrong-use'];
  assert.deepEqual(sorted(wordsOf('ErrorKind')), sorted([...tables.errors, ...ofThePage]));
});

test('kinds of holders, with their words', () => {
  assert.deepEqual(wordsOf('HolderKind'), tables.kinds.map(({id}) => id));
  assert.deepEqual(Object.entries(page.KINDS), tables.kinds.map(({id, text}) => [id, text]));
});

test('what an address can sort by', () => {
  const lists = Object.entries(page.SORTED_BY).filter(([, columns]) => columns !== null);
  assert.ok(lists.length >= 3);
  for (const [name, columns] of lists) {
    const known = tables.lists[name].columns.map(({id}) => id).filter(id => !(name === 'summary' && id === COUNT));
    assert.deepEqual(sorted(columns), sorted(known), name);
    const {column, ascending} = page.DEFAULT_SORT[name];
    const first = tables.lists[name].columns.find(({id}) => id === tables.lists[name].first);
    assert.deepEqual([column, ascending], [first.id, first.ascending], name);
  }
});

test('columns: names, titles and the direction that sorts first', () => {
  const shown = {
    comparison: page.COMPARISON_COLUMNS,
    timeline: page.timelineColumns(['A', 'B']),
    objects: page.objectColumns(row => row, 0),
    retainers: page.retainerColumns(0),
    contents: page.contentColumns(0),
    allocation: page.ALLOCATION_COLUMNS,
  };
  for (const [name, columns] of Object.entries(shown)) {
    const known = new Map(tables.lists[name].columns.map(column => [column.id, column]));
    for (const {id, title, firstAscending = id === 'object'} of columns.filter(({sortable}) => sortable)) {
      const of = known.get(id);
      assert.ok(of, `${name}: the engine does not sort by ${id}`);
      assert.deepEqual([title, firstAscending], [of.title, of.ascending], `${name}: ${id}`);
    }
  }
});
