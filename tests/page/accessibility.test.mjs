/** What axe says of every screen, in light and in dark, and what the tables tell to who does not see them. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { endlessSnapshot, madeFiles } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');
const GRID = ['aria-required-children', 'aria-required-parent'];

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing on the start screen (${colorScheme})`, async () => {
    const tab = await open({ colorScheme });
    assert.equal(await tab.page.locator('html').getAttribute('data-theme'), colorScheme);
    await tab.page.getByText('A route that takes snapshots must not be public').click();
    await assertAccessible(tab.page, 'at the start');
    await tab.drop(
      write('words.heapsnapshot', 'Once upon a time'),
      write('endless.heapsnapshot.gz', endlessSnapshot()),
    );
    await tab.card('words').getByRole('alert').waitFor();
    await tab.card('endless').getByRole('progressbar').waitFor();
    await assertAccessible(tab.page, 'while a file is read and another is broken');
    await tab.button('Cancel').click();
    await tab.card('endless').getByText('cancelled').waitFor();
    await assertAccessible(tab.page, 'with a cancelled file');
  });

  test(`axe finds nothing on the work screen (${colorScheme})`, async () => {
    const tab = await open({ colorScheme, viewport: { width: 1400, height: 640 } });
    await tab.compare(BEFORE, AFTER);
    await tab.toggle(tab.row('Comparison', 'Session'));
    await tab.rowAt('Comparison', 7).click();
    await tab.chain().waitFor();
    await tab.toggle(tab.row('Comparison', '(string)'));
    await until('its objects are listed', async () => (await tab.rows('Comparison'))[6].level === 2);
    await tab.rowAt('Comparison', 6).click({ button: 'right' });
    await tab.page.getByRole('menu').waitFor();
    await assertAccessible(tab.page, 'with an object, its retainers and its menu', GRID);
    await tab.page.keyboard.press('Escape');
    await tab.page.getByRole('tab', { name: 'Summary' }).click();
    await tab.grid('Summary').waitFor();
    await tab.computed();
    await assertAccessible(tab.page, 'Summary', GRID);
    await tab.page.getByRole('searchbox').fill('no such class');
    await tab.button('Show all classes').waitFor();
    await assertAccessible(tab.page, 'with an empty table');
    await tab.page.keyboard.press('Control+f');
    await tab.page.keyboard.type('class:Session retained>100');
    await tab.grid('Found').waitFor();
    await assertAccessible(tab.page, 'with what has been found', GRID);
    await tab.page.keyboard.press('Escape');
    await tab.page.getByRole('tab', { name: 'Containment' }).click();
    await tab.page.getByRole('tab', { name: 'Dominated' }).click();
    await tab.grid('Containment').waitFor();
    await assertAccessible(tab.page, 'Containment, and what an object dominates', GRID);
    await tab.page.getByRole('tab', { name: 'Cuts' }).click();
    await tab.page.locator('.cuts').waitFor();
    await tab.view('Statistics').click();
    await tab.page.locator('.kinds').waitFor();
    await assertAccessible(tab.page, 'Statistics, and what would have to be cut', GRID);
    await tab.view('Dominators').click();
    await tab.page.getByRole('tree', { name: 'Dominator tree' }).waitFor();
    await assertAccessible(tab.page, 'the dominator tree as a picture and as a list', GRID);
  });

  test(`axe finds nothing in dialogs and panels (${colorScheme})`, async () => {
    const tab = await open({ colorScheme, viewport: { width: 1400, height: 640 } });
    await tab.compare(BEFORE, AFTER);
    for (const [button, panel] of [
      ['network: locked ✓', tab.page.getByRole('dialog')],
      ['? Keys', tab.page.getByRole('dialog')],
      [/^older: /, tab.page.getByRole('group', { name: 'The older snapshot', exact: true })],
      [/^Export/, tab.page.getByRole('group', { name: 'Export' })],
    ]) {
      await tab.page.getByRole('button', { name: button }).click();
      await panel.waitFor();
      await assertAccessible(tab.page, String(button), [], 'dialog, .popover');
      await tab.page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    }
  });
}

test('tables tell their size, levels, places and order', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const grid = tab.grid('Comparison');
  const count = async () => Number(await grid.getAttribute('aria-rowcount'));
  const before = await count();
  assert.equal(before, (await tab.allRows('Comparison')).length + 1);
  assert.equal(await grid.getAttribute('aria-colcount'), '7');
  assert.equal(await grid.getByRole('columnheader', { name: 'Size Delta' }).getAttribute('aria-sort'), 'descending');
  await grid.press('Home');
  const session = tab.row('Comparison', 'Session');
  assert.deepEqual(await attributes(session), {
    level: '1',
    expanded: 'false',
    index: '8',
    set: String(before - 1),
    place: '7',
  });
  await tab.toggle(session);
  await until('its objects are counted', async () => (await count()) === before + 300);
  assert.deepEqual(await attributes(session), {
    level: '1',
    expanded: 'true',
    index: '8',
    set: String(before - 1),
    place: '7',
  });
  assert.deepEqual(await attributes(tab.rowAt('Comparison', 8)), {
    level: '2',
    expanded: 'false',
    index: '10',
    set: '300',
    place: '2',
  });
});

const attributes = (row) =>
  row.evaluate((element) => {
    const names = {
      level: 'aria-level',
      expanded: 'aria-expanded',
      index: 'aria-rowindex',
      set: 'aria-setsize',
      place: 'aria-posinset',
    };
    return Object.fromEntries(
      Object.entries(names).map(([name, attribute]) => [name, element.getAttribute(attribute)]),
    );
  });
