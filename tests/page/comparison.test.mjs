/** Comparison on the page: the command line's numbers, every order, the filter, and the objects below a class. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, nodesOf, sample } from './support/command-line.mjs';
import { edgesOf } from './support/heap-file.mjs';
import { bytesIn, comparisonRow, countIn, idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

const withoutKeys = (rows) => rows.map(({ key, ...row }) => row);
const shownRows = async (tab) => (await tab.allRows('Comparison')).map(comparisonRow);

/** So high that a comparison is drawn whole. */
const VIEWPORT = { width: 1400, height: 2000 };

async function opened(before = BEFORE, after = AFTER) {
  const tab = await open({ viewport: VIEWPORT });
  await tab.compare(before, after);
  return tab;
}

describe('numbers are those of the command line', () => {
  for (const [before, after] of [
    ['node18-leak-before', 'node18-leak-after'],
    ['chromium-before', 'chromium-after'],
  ]) {
    test(`${before} and ${after}, then swapped`, async () => {
      const files = [sample(before), sample(after)];
      const tab = await opened(...files);
      const { rows } = await leakscopeJson('compare', ...files);
      assert.ok(rows.length > 30);
      assert.deepEqual(await shownRows(tab), withoutKeys(rows));

      await tab.button('Swap older and newer').click();
      const swapped = withoutKeys((await leakscopeJson('compare', ...files.toReversed())).rows);
      await untilEqual(async () => comparisonRow((await tab.rows('Comparison'))[0]), swapped[0]);
      assert.deepEqual(await shownRows(tab), swapped);
    });
  }
});

const COLUMNS = [
  ['Constructor', 'name', 'ascending'],
  ['# New', 'newCount', 'descending'],
  ['# Deleted', 'deletedCount', 'descending'],
  ['# Delta', 'countDelta', 'descending'],
  ['Alloc. Size', 'allocSize', 'descending'],
  ['Freed Size', 'freedSize', 'descending'],
  ['Size Delta', 'sizeDelta', 'descending'],
];
const OPPOSITE = { ascending: 'descending', descending: 'ascending' };
const LETTERS = { ascending: 'asc', descending: 'desc' };

test('each column sorts, and the other way round at the second click', async () => {
  const tab = await opened();
  assert.equal(await header(tab, 'Size Delta').getAttribute('aria-sort'), 'descending', 'at first');
  for (const [title, column, first] of COLUMNS) {
    const directions = title === 'Size Delta' ? [first, OPPOSITE[first]] : [first, OPPOSITE[first], first];
    for (const direction of directions) {
      await header(tab, title).click();
      const { rows } = await leakscopeJson('compare', BEFORE, AFTER, '--sort', `${column}:${LETTERS[direction]}`);
      await untilEqual(
        async () => (await tab.rows('Comparison')).slice(0, 15).map(({ name }) => name),
        rows.slice(0, 15).map(({ name }) => name),
        `${title} ${direction}`,
      );
      const shown = await shownRows(tab);
      assert.deepEqual(shown, withoutKeys(rows), `${title} ${direction}`);
      assertSorted(shown, column, direction);
      for (const [other] of COLUMNS) {
        const sort = await header(tab, other).getAttribute('aria-sort');
        assert.equal(sort, other === title ? direction : 'none', other);
      }
    }
  }
});

const header = (tab, title) => tab.grid('Comparison').getByRole('columnheader', { name: title, exact: true });

/** The command line and the page share their engine: that the order is one is seen from the values themselves. */
function assertSorted(rows, column, direction) {
  const values = rows.map((row) => row[column]);
  const up = direction === 'ascending';
  for (const [at, value] of values.slice(1).entries()) {
    assert.ok(up ? values[at] <= value : values[at] >= value, `${column} ${direction}: ${values[at]}, ${value}`);
  }
}

test('the filter shows the classes whose name contains it, and says when there is none', async () => {
  const tab = await opened();
  const filter = tab.page.getByRole('searchbox', { name: 'Filter class' });
  await tab.page.keyboard.press('/');
  await tab.page.keyboard.type('aRRAY');
  const { rows } = await leakscopeJson('compare', BEFORE, AFTER, '--filter', 'array');
  assert.ok(rows.length > 3 && rows.every(({ name }) => name.toLowerCase().includes('array')));
  await untilEqual(
    () => tab.names('Comparison'),
    rows.map(({ name }) => name),
  );
  assert.deepEqual(await shownRows(tab), withoutKeys(rows));

  await filter.fill('no such class');
  await tab.page.getByText('No class here has “no such class” in its name.').waitFor();
  assert.equal(await tab.grid('Comparison').getAttribute('aria-rowcount'), '1');
  await tab.button('Show all classes').click();
  await until('all classes are back', async () => (await tab.names('Comparison'))[0] === '(array)');
  assert.equal(await filter.inputValue(), '');

  await filter.fill('session');
  await untilEqual(() => tab.names('Comparison'), ['Session']);
  await filter.press('Escape');
  await until('all classes are back', async () => (await tab.names('Comparison'))[0] === '(array)');
});

test('a class opens to its new objects and then its deleted ones', async () => {
  const tab = await opened();
  const [older, newer] = await Promise.all([nodesOf(BEFORE), nodesOf(AFTER)]);
  for (const name of ['(compiled code)', '(concatenated string)']) {
    const ofClass = (nodes) => nodes.filter(({ key, shallowSize }) => key === `,${name}` && shallowSize > 0);
    const idsOf = (nodes) => new Set(ofClass(nodes).map(({ id }) => id));
    const [before, after] = [idsOf(older), idsOf(newer)];
    const added = ofClass(newer).filter(({ id }) => !before.has(id));
    const deleted = ofClass(older).filter(({ id }) => !after.has(id));
    assert.ok(added.length > 0 && deleted.length > 0, `${name} shows both`);

    await tab.toggle(tab.row('Comparison', name));
    await until(
      'its rows are counted',
      async () => (await tab.row('Comparison', name).getAttribute('aria-expanded')) === 'true',
    );
    const objects = (await tab.allRows('Comparison')).filter(({ level }) => level === 2);
    const marked = (mark) => objects.filter((row) => row.name.startsWith(`• ${mark} `));
    assert.deepEqual(objects, [...marked('new'), ...marked('deleted')]);
    assertObjects(marked('new'), added, 'Alloc. Size');
    assertObjects(marked('deleted'), deleted, 'Freed Size');
    await tab.grid('Comparison').press('Home');
    await tab.toggle(tab.row('Comparison', name));
    await until('it is closed', async () => (await tab.rows('Comparison')).every(({ level }) => level === 1));
  }
});

/** Rows of new or deleted objects: these, with their size in this column only, the largest first. */
function assertObjects(rows, nodes, column) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  assert.equal(rows.length, nodes.length);
  assert.equal(new Set(rows.map(idIn)).size, nodes.length);
  let previous = Infinity;
  for (const row of rows) {
    const { shallowSize, name } = byId.get(idIn(row));
    assert.equal(bytesIn(row.cells[column]), shallowSize, row.name);
    assert.ok(row.name.includes(name.slice(0, 20)), `${row.name} is ${name}`);
    assert.ok(shallowSize <= previous, 'the largest first');
    previous = shallowSize;
    const filled = Object.entries(row.cells).filter(([title, { text }]) => title !== 'Constructor' && text !== '');
    assert.deepEqual(
      filled.map(([title]) => title),
      [column],
    );
  }
}

test('an object opens to its properties, and they to theirs', async () => {
  const tab = await opened();
  await tab.toggle(tab.row('Comparison', 'Session'));
  const objectRow = tab.rowAt('Comparison', 7);
  await untilEqual(async () => (await tab.rows('Comparison'))[7]?.level, 2);
  const id = idIn((await tab.rows('Comparison'))[7]);
  await tab.toggle(objectRow);
  const expected = edgesOf(AFTER, id);
  assert.ok(expected.length > 3, 'a session has properties');
  const properties = async (level) =>
    (await tab.rows('Comparison'))
      .filter((row) => row.level === level)
      .map((row) => `${row.name.split(' :: ')[0]} @${idIn(row)}`);
  const written = (edges) =>
    edges.map(({ name, type, to }) => `${type === 'element' || type === 'hidden' ? `[${name}]` : name} @${to}`);
  await untilEqual(async () => (await properties(3)).sort(), written(expected).sort());

  const inner = (await tab.rows('Comparison')).find((row) => row.level === 3 && row.expanded === 'false');
  await tab.toggle(tab.rowAt('Comparison', inner.position));
  await untilEqual(async () => (await properties(4)).sort(), written(edgesOf(AFTER, idIn(inner))).sort());

  await tab.toggle(tab.row('Comparison', 'Session'));
  await until('all is closed', async () => (await tab.rows('Comparison')).every(({ level }) => level === 1));
  assert.equal(countIn((await tab.rows('Comparison'))[7].cells['# New']), 300);
});
