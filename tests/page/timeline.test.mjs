/** Several snapshots side by side: Timeline, and the comparison of two processes, with the command line's numbers. */
import assert from 'node:assert/strict';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscope, leakscopeJson, leakCase, nodesOf } from './support/command-line.mjs';
import { bytesIn, countIn, idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const SERIES = leakCase('photo-wall', 'A', 'B', 'C');
const TWO_PROCESSES = leakCase('mail-outbox', 'A', 'fixed-B');
const GRID = ['aria-required-children', 'aria-required-parent'];

const textOf = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();
const notice = (tab) => tab.page.getByRole('note');

async function lined(options) {
  const tab = await open(options);
  await tab.drop(...SERIES);
  await tab.verdict().waitFor();
  await tab.computed();
  await tab.view('Timeline').click();
  await tab.grid('Timeline').waitFor();
  return tab;
}

/** A row of classes in several snapshots, in the words of the command line. */
function courseRow({ name, cells }) {
  const snapshots = Object.entries(cells).filter(([title]) => title.endsWith(' (#, size)'));
  const figures = snapshots.map(([, { text, tip }]) => {
    const [, objects, size] = /^([\d,]+) (.*)$/.exec(text);
    return { count: countIn({ text: objects }), size: bytesIn({ text: size, tip }) };
  });
  return {
    name,
    countDelta: countIn(cells['# Delta']),
    counts: figures.map(({ count }) => count),
    sizes: figures.map(({ size }) => size),
  };
}

const expectedRow = ({ name, countDelta, counts, sizes }) => ({ name, countDelta, counts, sizes });

test('a series has a timeline: what grew in every step first, as the command line has it', async () => {
  const tab = await lined();
  const { rows, suspects } = await leakscopeJson('timeline', ...SERIES);
  // Before the list is scrolled to its end.
  const lines = await tab.grid('Timeline').getByRole('img').evaluateAll((all) => all.map((line) => line.ariaLabel));
  assert.equal(lines[0], 'rising');
  assert.ok(new Set(lines).size > 1 && lines.length === (await tab.rows('Timeline')).length, lines.join());

  const shown = await tab.allRows('Timeline');
  assert.deepEqual(shown.map(courseRow), rows.map(expectedRow));
  assert.deepEqual(
    shown.map(({ cells }) => cells['Grew in'].text.trim()),
    rows.map(({ everyStep, grownSteps }) => (everyStep ? 'every step' : grownSteps ? `${grownSteps} of 2` : '−')),
  );
  assert.ok(rows[0].everyStep && !rows.at(-1).everyStep);

  const table = tab.page.getByRole('table', { name: 'Suspects in every snapshot' });
  assert.equal(await table.getByRole('img', { name: 'rising' }).count(), suspects.length);
  const cells = await table.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.equal(cells.length, suspects.length);
  const [name, , ...points] = cells[0];
  assert.equal(name, suspects[0].name);
  assert.deepEqual(
    points.map((point) => countIn({ text: point.split(' ')[0] })),
    suspects[0].timeline.map(({ entries }) => entries),
  );
  await table.getByRole('button').first().click();
  await tab.verdict().waitFor();
});

test('each order is that of the command line, and the filter holds', async () => {
  const tab = await lined();
  for (const [title, order] of [
    ['Size Delta', 'sizeDelta:desc'],
    ['Constructor', 'name:asc'],
    ['# Delta', 'countDelta:desc'],
    ['Grew in', 'growth:desc'],
  ]) {
    await tab.grid('Timeline').getByRole('columnheader', { name: title, exact: true }).click();
    const { rows } = await leakscopeJson('timeline', ...SERIES, '--sort', order);
    const names = rows.map(({ name }) => name);
    await untilEqual(async () => (await tab.names('Timeline')).slice(0, 8), names.slice(0, 8), title);
  }
  await tab.page.getByRole('searchbox', { name: 'Filter class' }).fill('<span>');
  await untilEqual(async () => (await tab.names('Timeline')).every((name) => name.includes('<span>')), true);
});

test('a class opens to its objects in the latest snapshot', async () => {
  const tab = await lined();
  const row = tab.row('Timeline', 'Detached <ul>');
  await tab.toggle(row);
  const object = await until('its objects are listed', async () =>
    (await tab.rows('Timeline')).find(({ level, coming }) => level === 2 && !coming),
  );
  const node = (await nodesOf(SERIES[2])).find(({ id }) => id === idIn(object));
  assert.equal(node.key, ',Detached <ul>');
  const { text, tip } = object.cells['C (#, size)'];
  assert.equal(bytesIn({ text: text.trim(), tip }), node.shallowSize);
  await tab.rowAt('Timeline', object.position).click();
  await tab.chain().waitFor();
  assert.match(await tab.hash(), /^view=timeline&newer=\d+$/);
});

test('the timeline can be taken along', async () => {
  const tab = await lined();
  await tab.page.getByRole('button', { name: 'Export' }).click();
  const save = async (title) => {
    const { name, text } = await tab.saved(tab.button(`Save Timeline as ${title}`));
    assert.match(name, /^timeline-A-B-C\.(csv|json|txt)$/);
    return text;
  };
  assert.equal(await save('CSV'), await leakscope('timeline', ...SERIES, '--redact', '--format', 'csv'));
  assert.deepEqual(JSON.parse(await save('JSON')), (await leakscopeJson('timeline', ...SERIES, '--redact')).rows);
  const printed = await leakscope('timeline', ...SERIES, '--redact', '--format', 'table');
  assert.ok(printed.endsWith(await save('Text')));
});

test('two snapshots have no timeline', async () => {
  const tab = await open();
  await tab.drop(...SERIES.slice(0, 2));
  await tab.verdict().waitFor();
  assert.equal(await tab.view('Timeline').count(), 0);
});

test('two processes are compared by class and not by id, and marked', async () => {
  const tab = await open();
  await tab.drop(...TWO_PROCESSES);
  await notice(tab).waitFor();
  assert.match(
    await textOf(notice(tab)),
    /do not match.* by class and by path.* [\d,]+ ids are in both; [\d,]+ of them name something else\. They are of different processes/,
  );
  await tab.computed();
  await tab.view('Comparison').click();
  await tab.grid('Comparison').waitFor();
  assert.match(await textOf(notice(tab)), /different processes/);
  const { rows, sameProcess } = await leakscopeJson('timeline', ...TWO_PROCESSES, '--sort', 'sizeDelta');
  assert.equal(sameProcess, false);
  assert.deepEqual((await tab.allRows('Comparison')).map(courseRow), rows.map(expectedRow));
  const titles = await tab.grid('Comparison').getByRole('columnheader').allInnerTexts();
  assert.ok(!titles.some((title) => /New|Deleted/.test(title)), titles.join());
  await tab.page.getByRole('button', { name: /^newer: / }).click();
  await tab.page.getByText(/of different processes, whose ids do not tell/).waitFor();
});

test('what another process holds more of is named as on the command line', async () => {
  const files = leakCase('order-book', 'fixed-A', 'B');
  const tab = await open();
  await tab.drop(...files);
  const { suspects } = await leakscopeJson('suspects', ...files);
  assert.ok(suspects.length > 0);
  const cards = tab.page.locator('.suspect');
  await cards.first().waitFor();
  const shown = await cards.getByRole('heading').allInnerTexts();
  assert.deepEqual(
    shown.map((text) => text.replace(/\s+/g, ' ').trim()),
    suspects.map(({ sentence }) => sentence),
  );
  assert.ok(suspects.every(({ retainedGrowth }) => retainedGrowth < 5e6), 'nothing weighs more than the heap');
});

for (const [width, colorScheme] of [
  [700, 'dark'],
  [1400, 'light'],
]) {
  test(`axe finds nothing, and nothing reaches out of ${width} pixels (${colorScheme})`, async () => {
    const options = { colorScheme, viewport: { width, height: 800 } };
    const tab = await lined(options);
    await assertAccessible(tab.page, 'Timeline', GRID);
    assert.equal(await tab.page.evaluate(() => document.scrollingElement.scrollWidth), width);
    const names = await tab.grid('Timeline').getByRole('columnheader', { name: 'Constructor' }).boundingBox();
    assert.ok(names.width >= 180, 'names have room');
    const other = await open(options);
    await other.drop(...TWO_PROCESSES);
    await notice(other).waitFor();
    await other.computed();
    await other.view('Comparison').click();
    await other.grid('Comparison').waitFor();
    await assertAccessible(other.page, 'with two processes', GRID);
  });
}
