/** Find: what is looked for is found, as the command line finds it, and can be looked into. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

const box = (tab) => tab.page.getByRole('searchbox', { name: 'Find', exact: true });
const sum = (tab) => tab.page.getByLabel('Found', { exact: true }).first();

async function opened() {
  const tab = await open();
  await tab.drop(AFTER);
  await tab.grid('Summary').waitFor();
  await tab.computed();
  return tab;
}

test('text, expressions, ids and conditions find what the command line finds', async () => {
  const tab = await opened();
  await tab.page.keyboard.press('Control+f');
  await box(tab).waitFor();
  for (const typed of ['session', '/^Sess/', 'class:Session retained>100', 'type:closure distance<4', '@85']) {
    await box(tab).fill(typed);
    const { count, rows } = await leakscopeJson('find', AFTER, typed);
    assert.ok(count > 0, typed);
    const words = `${count.toLocaleString('en-US')} object`;
    await until(`the sum of ${typed}`, async () => (await sum(tab).innerText()).startsWith(words));
    await untilEqual(async () => (await tab.rows('Found')).slice(0, 10).map(idIn), rows.slice(0, 10).map(({ id }) => id), typed);
  }
  await box(tab).fill('Session');
  await tab.page.getByRole('checkbox', { name: 'Match case' }).check();
  const exact = await leakscopeJson('find', AFTER, 'Session', '--match-case');
  await until('case is told apart', async () => (await sum(tab).innerText()).startsWith(`${exact.count} object`));
});

test('the tab of a view shows the view, also the one that Find stands in the place of', async () => {
  const tab = await opened();
  for (const view of ['Containment', 'Summary', 'Summary']) {
    await tab.button('Find').click();
    await box(tab).fill('Session');
    await tab.grid('Found').waitFor();
    await tab.view(view).click();
    await tab.grid(view).waitFor();
    assert.equal(await box(tab).count(), 0);
  }
});

test('a result that is selected shows who holds it; Escape gives the table back', async () => {
  const tab = await opened();
  await tab.page.getByRole('button', { name: 'Find', exact: true }).click();
  await tab.page.keyboard.type('class:Session');
  // At once, as people do: the results of what stands there may be on their way yet.
  await tab.page.keyboard.press('Enter');
  await untilEqual(() => tab.page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Found');
  await tab.page.keyboard.press('ArrowDown');
  await tab.chain().waitFor();
  assert.match(await tab.hash(), /newer=\d+/);
  await tab.page.keyboard.press('Control+f');
  await untilEqual(() => tab.page.evaluate(() => document.activeElement.id), 'find');
  await tab.page.keyboard.press('Escape');
  await tab.grid('Summary').waitFor();
  await untilEqual(() => box(tab).count(), 0);
});

test('what is wrong with a query is said; nothing found is said, too', async () => {
  const tab = await opened();
  await tab.page.keyboard.press('Control+f');
  await box(tab).fill('/(/');
  await tab.page.getByText('is no regular expression').waitFor();
  await box(tab).fill('no such text anywhere');
  await tab.page.getByText('Nothing in this snapshot is called so.').waitFor();
});

test('of two snapshots the shown one is searched', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.view('Summary').click();
  await tab.page.keyboard.press('Control+f');
  await box(tab).fill('class:/^Session$/');
  await until('the newer one', async () => (await sum(tab).innerText()).startsWith('320 objects'));
  await tab.page.getByRole('radio', { name: 'older' }).check();
  await until('the older one', async () => (await sum(tab).innerText()).startsWith('20 objects'));
});

/** A snapshot with a text on which expressions with nested repetitions take for ever. */
function trap() {
  const nodes = [
    { id: 1, type: 'synthetic', name: '', size: 0 },
    { id: 3, type: 'object', name: 'Shop', size: 1600 },
    { id: 5, type: 'string', name: `${'a'.repeat(60)}!`, size: 80 },
  ];
  return snapshotText(nodes, [
    [nodes[0], 'shortcut', 'shop', nodes[1]],
    [nodes[1], 'property', 'text', nodes[2]],
  ]);
}

test('an expression that never ends is given up; the snapshot answers meanwhile and afterwards', async () => {
  const tab = await open();
  await tab.drop(write('trap.heapsnapshot', trap()));
  await tab.grid('Summary').waitFor();
  await tab.computed();
  await tab.toggle(tab.row('Summary', 'Shop'));
  await tab.row('Summary', 'Shop @3').click();
  await tab.page.keyboard.press('Control+f');
  await box(tab).fill('/^(a+)+$/');
  await tab.page.getByRole('tab', { name: 'Contents', exact: true }).click();
  await untilEqual(() => tab.names('Contents'), [`text :: "${'a'.repeat(60)}!" @5`]);
  await tab.page.getByText('This expression takes too long').waitFor();
  await box(tab).fill('/^a+!$/');
  await untilEqual(async () => (await tab.rows('Found')).map(idIn), [5]);
  // Typing on ends it at once.
  await box(tab).fill('/^(a+)+$/');
  await box(tab).fill('class:/^S/');
  await untilEqual(async () => (await tab.rows('Found')).map(idIn), [3]);
});
