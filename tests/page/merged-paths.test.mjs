/** What holds all objects of a class: the tree of their retaining paths, with the command line's numbers. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { countIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

async function merge(tab, table, className, item) {
  await tab.page.getByRole('searchbox').first().fill(className);
  const row = tab.row(table, className);
  await row.click();
  await tab.page.keyboard.press('Shift+F10');
  await tab.page.getByRole('menuitem', { name: item }).click();
  await tab.grid('Merged paths').waitFor();
}

/** The rows that are open at first: those of the main path, and what stands beside it. */
const shown = async (tab) =>
  (await tab.rows('Merged paths')).map(({ level, name, cells }) => ({ level: level - 1, name, count: countIn(cells.Instances) }));

test('the main path is open, as the command line has it; a step shows one of its objects below', async () => {
  const tab = await open();
  await tab.drop(AFTER);
  await tab.grid('Summary').waitFor();
  await tab.computed();
  await merge(tab, 'Summary', 'Session', 'What holds them');
  const expected = await leakscopeJson('merged-paths', AFTER, 'Session');
  const main = expected.filter(({ count }) => count * 2 >= expected[0].count);
  const nameOf = ({ level, edgeName, className }) => (level === 0 ? '(root)' : `${edgeName} :: ${className}`);
  await until('the main path', async () => (await shown(tab)).length >= main.length);
  const rows = await shown(tab);
  for (const step of main) {
    const found = rows.find(({ level, name }) => level === step.level && name === nameOf(step));
    assert.equal(found?.count, step.count, nameOf(step));
  }
  await assertAccessible(tab.page, 'merged paths', ['aria-required-children']);
  await tab.row('Merged paths', nameOf(main.at(-1))).click();
  await tab.page.getByRole('heading', { name: /^Retainers of Session @/ }).waitFor();
  await tab.button('Close merged paths').click();
  await tab.grid('Summary').waitFor();
});

test('in Comparison they are the paths of what is new; Escape and another view close them', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await merge(tab, 'Comparison', 'Session', 'What holds the new ones');
  const { rows } = await leakscopeJson('compare', BEFORE, AFTER);
  const { newCount } = rows.find(({ name }) => name === 'Session');
  await untilEqual(async () => (await shown(tab))[0]?.count, newCount);
  await tab.page.keyboard.press('Escape');
  await tab.grid('Comparison').waitFor();
  await merge(tab, 'Comparison', 'Session', 'What holds the new ones');
  await tab.page.getByRole('searchbox').first().fill('Sess');
  await tab.grid('Comparison').waitFor();
  await merge(tab, 'Comparison', 'Session', 'What holds the new ones');
  await tab.view('Summary').click();
  await tab.grid('Summary').waitFor();
  assert.equal(await tab.grid('Merged paths').count(), 0);
});

test('they are closed when the table would be of other objects', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.view('Summary').click();
  await tab.computed();
  for (const elsewhere of [
    () => tab.page.getByRole('radio', { name: /^older/ }).check(),
    () => tab.page.getByLabel('Objects shown', { exact: true }).selectOption('duplicated-strings'),
  ]) {
    await merge(tab, 'Summary', '(string)', 'What holds them');
    await elsewhere();
    await tab.grid('Summary').waitFor();
    assert.equal(await tab.grid('Merged paths').count(), 0);
  }
});

test('objects that no root reaches are not held by anything, and counted apart', async () => {
  const root = { id: 1, type: 'synthetic', name: '', size: 0 };
  const items = Array.from({ length: 5 }, (_, at) => ({ id: 3 + 2 * at, type: 'object', name: 'Item', size: 16 }));
  const held = items.slice(0, 2).map((item, at) => [root, 'shortcut', `item ${at}`, item]);
  const tab = await open();
  await tab.drop(write('unreached.heapsnapshot', snapshotText([root, ...items], held)));
  await tab.grid('Summary').waitFor();
  await tab.computed();
  await merge(tab, 'Summary', 'Item', 'What holds them');
  await tab.page.getByText('2 objects, 32\u00a0B; 3 more are reached from no root', { exact: true }).waitFor();
});
