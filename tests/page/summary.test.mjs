/** Summary on the page: the command line's numbers, every order, and which of two snapshots it shows. */
import assert from 'node:assert/strict';
import { useBrowser } from './support/browser.mjs';
import { leakCase, leakscope, leakscopeJson, nodesOf, sample } from './support/command-line.mjs';
import { idIn, objectNumbers, summaryRow } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

/** Distances from here on stand for objects that no root reaches, and so do negative ones. */
const UNREACHED = 100_000_000;
const shownDistance = (distance) => (distance < 0 || distance >= UNREACHED ? null : distance);
const expectedRows = ({ rows }) => rows.map(({ key, ...row }) => ({ ...row, distance: shownDistance(row.distance) }));
const header = (tab, title) => tab.grid('Summary').getByRole('columnheader', { name: title, exact: true });

const VIEWPORT = { width: 1400, height: 2000 };

async function opened(file) {
  const tab = await open({ viewport: VIEWPORT });
  await tab.drop(file);
  await tab.grid('Summary').waitFor();
  await tab.computed();
  return tab;
}

for (const name of ['node26-numeric', 'chromium-after']) {
  test(`${name}: numbers and shares are those of the command line`, async () => {
    const tab = await opened(sample(name));
    const expected = await leakscopeJson('summary', sample(name));
    await untilEqual(async () => summaryRow((await tab.rows('Summary'))[0]), expectedRows(expected)[0]);
    const rows = await tab.allRows('Summary');
    assert.deepEqual(rows.map(summaryRow), expectedRows(expected));
    for (const [at, { shallowSize, retainedSize }] of expected.rows.entries()) {
      const share = (size) => `${Math.round((size / expected.totalSize) * 100)} %`;
      const { cells } = rows[at];
      assert.deepEqual(
        [cells['Shallow Size'].share, cells['Retained Size'].share],
        [share(shallowSize), share(retainedSize)],
      );
    }
    const status = await tab.page.locator('.status').innerText();
    assert.ok(status.includes(`${expected.nodeCount.toLocaleString('en-US')} objects`), status);
  });
}

test('each column sorts, and the other way round at the second click', async () => {
  const tab = await opened(AFTER);
  for (const [title, column, directions] of [
    ['Constructor', 'name', ['ascending', 'descending']],
    ['Distance', 'distance', ['ascending', 'descending']],
    ['Shallow Size', 'shallowSize', ['descending', 'ascending']],
    ['Retained Size', 'retainedSize', ['descending', 'ascending']],
  ]) {
    for (const direction of directions) {
      await header(tab, title).click();
      const order = `${column}:${direction.replace('ending', '')}`;
      const expected = expectedRows(await leakscopeJson('summary', AFTER, '--sort', order));
      await untilEqual(
        async () => (await tab.rows('Summary')).slice(0, 30).map(summaryRow),
        expected.slice(0, 30),
        `${title} ${direction}`,
      );
      assert.equal(await header(tab, title).getAttribute('aria-sort'), direction);
    }
  }
});

test('a class opens to its objects, a long one page by page', async () => {
  const tab = await opened(AFTER);
  const numbers = (await nodesOf(AFTER)).filter(({ key, shallowSize }) => key === ',(number)' && shallowSize > 0);
  const byId = new Map(numbers.map((node) => [node.id, node]));
  assert.ok(byId.size > 500);
  await tab.page.getByRole('searchbox', { name: 'Filter class' }).fill('(number)');
  await untilEqual(async () => (await tab.rows('Summary')).length, 1);
  await tab.toggle(tab.rowAt('Summary', 0));
  await untilEqual(() => tab.grid('Summary').getAttribute('aria-rowcount'), String(byId.size + 2));
  const objects = (await tab.allRows('Summary')).slice(1);
  assert.equal(new Set(objects.map(idIn)).size, byId.size);
  let previous = Infinity;
  for (const row of objects) {
    const { distance, shallowSize, retainedSize } = byId.get(idIn(row));
    assert.deepEqual(objectNumbers(row), { distance: shownDistance(distance), shallowSize, retainedSize }, row.name);
    assert.ok(retainedSize <= previous, 'the largest first');
    previous = retainedSize;
  }
});

test('of two snapshots it shows the newer one, or the older', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.page.getByRole('tab', { name: 'Summary' }).click();
  for (const [side, file] of [
    ['newer', AFTER],
    ['older', BEFORE],
    ['newer', AFTER],
  ]) {
    await tab.page.getByRole('radio', { name: side }).check();
    const expected = expectedRows(await leakscopeJson('summary', file));
    await untilEqual(async () => (await tab.rows('Summary')).slice(0, 10).map(summaryRow), expected.slice(0, 10), side);
  }
  await tab.page.getByRole('tab', { name: 'Comparison' }).click();
  await until('the comparison is back', async () => (await tab.names('Comparison'))[0] === '(array)');
});

const SERIES = leakCase('photo-wall', 'A', 'B', 'C');

test('objects that were allocated between two snapshots, as the command line counts them', async () => {
  const [first, second, latest] = SERIES;
  const tab = await open({ viewport: VIEWPORT });
  await tab.drop(...SERIES);
  await tab.verdict().waitFor();
  await tab.computed();
  await tab.view('Summary').click();
  const choice = tab.page.getByRole('combobox', { name: 'Objects shown' });
  assert.deepEqual((await choice.locator('option').allInnerTexts()).slice(0, 4), [
    'All objects',
    'Objects allocated before A',
    'Objects allocated between A and B',
    'Objects allocated between B and C',
  ]);
  for (const [option, ...question] of [
    ['Objects allocated before A', '--allocated-before', first],
    ['Objects allocated between B and C', '--allocated-between', second, latest],
    ['All objects'],
    ['Objects allocated between A and B', '--allocated-between', first, second],
  ]) {
    await choice.selectOption(option);
    const expected = expectedRows(await leakscopeJson('summary', latest, ...question));
    await untilEqual(async () => (await tab.rows('Summary')).slice(0, 20).map(summaryRow), expected.slice(0, 20), option);
  }
  const bounds = /objects=allocated-(\d+)-(\d+)/.exec(await tab.hash()).slice(1).map(Number);
  const spans = tab.row('Summary', 'Detached <span>');
  await tab.toggle(spans);
  const objects = await until('its objects are listed', async () => {
    const rows = (await tab.rows('Summary')).filter(({ level, coming }) => level === 2 && !coming);
    return rows.length > 5 && rows;
  });
  for (const row of objects) assert.ok(bounds[0] < idIn(row) && idIn(row) <= bounds[1], row.name);

  await tab.page.getByRole('radio', { name: 'older' }).check();
  await untilEqual(() => choice.locator('option:checked').innerText(), 'All objects', 'before the first snapshot lies nothing');
  await tab.page.getByRole('radio', { name: 'newer' }).check();
  await untilEqual(() => choice.locator('option:checked').innerText(), 'Objects allocated between A and B');
  await choice.selectOption('All objects');
  await untilEqual(async () => (await tab.hash()).includes('allocated'), false);
  await tab.page.goBack();
  await untilEqual(() => choice.locator('option:checked').innerText(), 'Objects allocated between A and B');
});

test('what unused variables retain is offered where the file tells it', async () => {
  const file = sample('chromium-variables');
  const tab = await opened(file);
  const choice = tab.page.getByRole('combobox', { name: 'Objects shown' });
  await choice.selectOption('Objects retained by unused variables');
  const { objects, rows } = await leakscopeJson('summary', file, '--objects', 'retained-by-unused-variables');
  await untilEqual(async () => (await tab.rows('Summary')).map(summaryRow), expectedRows({ rows }));
  const sum = tab.page.getByLabel('Sum of the objects shown');
  await until('their sum', async () => (await sum.innerText()).startsWith(`${objects.count} objects`));

  const other = await opened(sample('node26-numeric'));
  const offered = other.page.getByRole('combobox', { name: 'Objects shown' });
  await offered.locator('option', { hasText: 'retained by contexts' }).waitFor({ state: 'attached' });
  assert.equal(await offered.locator('option', { hasText: 'unused variables' }).count(), 0);
});

test('each filter counts what the command line counts, with its sum, and stands in the address and in what is saved', async () => {
  const file = sample('chromium-after');
  const tab = await opened(file);
  await tab.redaction().uncheck();
  const choice = tab.page.getByRole('combobox', { name: 'Objects shown' });
  const sum = tab.page.getByLabel('Sum of the objects shown');
  await until('the native contexts are listed', () => choice.locator('optgroup option').count());
  const contexts = await choice.locator('optgroup option').evaluateAll((options) => options.map(({ value }) => value));
  for (const name of ['retained-by-detached-dom', 'retained-by-event-handlers', contexts[0], 'duplicated-strings']) {
    await choice.selectOption(name);
    const { rows, objects } = await leakscopeJson('summary', file, '--objects', name);
    assert.ok(rows.length > 0, `${name} has rows`);
    const expected = expectedRows({ rows });
    await untilEqual(async () => (await tab.rows('Summary')).slice(0, 20).map(summaryRow), expected.slice(0, 20), name);
    const words = await until('its sum', () => sum.innerText());
    assert.ok(words.startsWith(`${objects.count.toLocaleString('en-US')} object`), words);
    assert.ok((await tab.hash()).includes(`objects=${name}`));
  }
  await tab.page.getByRole('button', { name: 'Export' }).click();
  const saved = await tab.saved(tab.button('Save Summary as JSON'));
  assert.equal(saved.text, await leakscope('summary', file, '--objects', 'duplicated-strings', '--format', 'json'));
  await tab.page.keyboard.press('Escape');
  await tab.page.goBack();
  await untilEqual(() => choice.inputValue(), contexts[0]);
  await choice.selectOption('All objects');
  await untilEqual(() => sum.innerText(), '');
});

test('the last line is about the snapshot that is shown, in each view that shows one of two', async () => {
  const tab = await open({ viewport: VIEWPORT });
  await tab.compare(BEFORE, AFTER);
  const last = () => tab.page.locator('footer.status > span').first().innerText();
  for (const view of ['Summary', 'Containment', 'Dominators']) {
    await tab.view(view).click();
    for (const side of ['older', 'newer']) {
      await tab.page.getByRole('radio', { name: side }).check();
      const name = side === 'older' ? 'before' : 'after';
      await until(`${view}, ${side}`, async () => (await last()).startsWith(`node18-leak-${name}: `));
    }
  }
});
