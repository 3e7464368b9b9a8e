/** What snapshots are called: by their files at first, then as the person likes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { madeFiles } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write } = madeFiles();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

const side = (tab, title) => tab.page.getByRole('button', { name: new RegExp(`^${title}: `) });
const textOf = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ');
const sides = async (tab) => [await textOf(side(tab, 'older')), await textOf(side(tab, 'newer'))];

test('a snapshot is called as the person likes, wherever its name stands', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.view('Statistics').click();
  await tab.page.getByRole('columnheader', { name: 'node18-leak-after' }).waitFor();
  assert.equal(await tab.page.title(), 'node18-leak-before → node18-leak-after · leakscope');
  await side(tab, 'newer').click();
  const name = tab.page.getByRole('textbox', { name: 'Called' });
  await name.fill('under load');
  await name.press('Enter');
  await until('the header says it', async () => (await sides(tab))[1].includes('under load'));
  await tab.page.getByRole('columnheader', { name: 'under load' }).waitFor();
  assert.match(await tab.page.locator('.status').innerText(), /^under load: /);
  await untilEqual(() => tab.page.title(), 'node18-leak-before → under load · leakscope');
  await name.fill('\u200b \u2066');
  await name.press('Enter');
  await untilEqual(() => name.inputValue(), 'under load', 'an empty name is none');
  await name.fill('node18-leak-before');
  await name.press('Enter');
  await untilEqual(() => name.inputValue(), 'node18-leak-before (2)', 'two of one name are told apart');
});

test('what Node.js names by itself is told by number and time', async () => {
  const tab = await open();
  const files = [BEFORE, AFTER].map((file, at) => write(`Heap.20261128.02270${at}.11636.0.00${at + 1}.heapsnapshot.gz`, readFileSync(file)));
  await tab.compare(...files);
  assert.match((await sides(tab)).join(), /#1 02:27:00.*#2 02:27:01/);
});
