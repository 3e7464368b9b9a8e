/** Whoever works by keys keeps the place: what had the focus goes with its click, and the focus goes to what is next to it. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { endlessSnapshot, madeFiles } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const AFTER = sample('node18-leak-after');
const NO_SNAPSHOT = write('no.heapsnapshot', 'no snapshot');

async function press(tab, locator) {
  await locator.focus();
  await tab.page.keyboard.press('Enter');
}

const untilFocused = (what, locator) => until(`the focus is on ${what}`, () => locator.evaluate((place) => place === document.activeElement));

/** An object is selected, and its retainers are there. */
async function selected() {
  const tab = await open();
  await tab.drop(AFTER);
  await tab.page.getByRole('searchbox').fill('Session');
  await tab.row('Summary', 'Session').click();
  await tab.page.keyboard.press('ArrowRight');
  await until('it is open', async () => (await tab.rows('Summary'))[1]?.level === 2);
  await tab.page.keyboard.press('ArrowRight');
  await tab.grid('Retainers').locator('[data-index]').first().waitFor();
  return tab;
}

test('a card that is removed: of the start page, and above the views', async () => {
  const tab = await open();
  await tab.drop(NO_SNAPSHOT);
  await press(tab, tab.button('Remove'));
  await untilFocused('what opens files', tab.button('Choose files'));
  await tab.drop(AFTER);
  await tab.grid('Summary').waitFor();
  await tab.drop(NO_SNAPSHOT);
  await press(tab, tab.button('Remove'));
  await untilFocused('the tab of the view', tab.view('Summary'));
});

test('reading that is given up, and begun again', async () => {
  const tab = await open();
  await tab.drop(write('endless.heapsnapshot.gz', endlessSnapshot()));
  await press(tab, tab.button('Cancel'));
  await untilFocused('what opens it again', tab.button('Open again'));
  await tab.page.keyboard.press('Enter');
  await untilFocused('what gives it up', tab.button('Cancel'));
  await tab.page.keyboard.press('Enter');
  await tab.button('Open again').waitFor();
});

test('what was said of a cut, and what was ignored', async () => {
  const tab = await selected();
  await tab.rowAt('Retainers', 0).click({ button: 'right' });
  await tab.page.getByRole('menuitem', { name: /^What if/ }).click();
  await press(tab, tab.button('Close what was cut'));
  await untilFocused('the table', tab.grid('Retainers'));
  await tab.rowAt('Retainers', 0).click();
  await tab.page.keyboard.press('Delete');
  await press(tab, tab.button('Restore ignored retainers (1)'));
  await untilFocused('the table', tab.grid('Retainers'));
  assert.equal(await tab.page.locator('.restore').count(), 0);
});

test('the way back in the dominator tree', async () => {
  const tab = await open();
  await tab.drop(AFTER);
  await tab.view('Dominators').click();
  const picture = tab.page.getByRole('tree', { name: 'Dominator tree' });
  await picture.locator('[tabindex="0"]').focus();
  await tab.page.keyboard.press('ArrowDown');
  await tab.page.keyboard.press('Enter');
  const path = tab.page.getByRole('navigation', { name: 'Path in the dominator tree' });
  await press(tab, path.getByRole('button').first());
  await untilFocused('where one is', path.locator('b'));
});

test('an exercise that is ended', async () => {
  const tab = await open();
  await tab.goto('?practise=sessions');
  await press(tab, tab.button('End'));
  await untilFocused('the tab of the view', tab.view('Suspects'));
});
