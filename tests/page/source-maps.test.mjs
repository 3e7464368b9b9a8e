/** Source maps dropped on the page, before snapshots and after them: what the command line shows with --source-map. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertAccessible } from './support/axe.mjs';
import { useBrowser } from './support/browser.mjs';
import { recordBundled } from '../support/recording.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { madeFiles } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const PAIR = ['before', 'after'].map((moment) => sample(`node20-bundled-${moment}`));
const MAP = fileURLToPath(new URL('../samples/bundled/prices.js.map', import.meta.url));
const map = JSON.parse(readFileSync(MAP, 'utf8'));

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const card = (tab) => tab.page.locator('.suspect').first();
const notes = (tab) => tab.page.locator('.source-maps');
const says = (tab, locator, text) =>
  until(`it says ${text}`, async () => (await locator.count()) > 0 && plain(await locator.first().textContent()).includes(text));

/** What the command line says of the pair with the map. */
async function expected() {
  const { suspects } = await leakscopeJson('suspects', ...PAIR, '--source-map', MAP);
  const [{ sentence, holder }] = suspects;
  return { sentence, place: `${holder.location.file}:${holder.location.line}:${holder.location.column}` };
}

test('a map that was dropped first is applied to the snapshots that come', async () => {
  const tab = await open();
  await tab.drop(MAP);
  await says(tab, notes(tab), 'Source maps wait for snapshots');
  await tab.drop(...PAIR);
  await tab.verdict().waitFor();
  await tab.computed();
  const { sentence, place } = await expected();
  assert.ok(plain(await card(tab).textContent()).includes(sentence));
  assert.ok((await card(tab).textContent()).includes(place));
  assert.match(await notes(tab).textContent(), /11 of 11 places in prices\.js are shown as they are in the sources/);
  await assertAccessible(tab.page);
  assert.deepEqual(tab.complaints, []);
});

test('one that is dropped afterwards renames everything that is shown', async () => {
  const tab = await open();
  await tab.drop(...PAIR);
  await tab.verdict().waitFor();
  await tab.computed();
  await says(tab, card(tab), '400 new n ');
  await tab.drop(MAP);
  const { sentence, place } = await expected();
  await says(tab, card(tab), sentence);
  assert.ok((await card(tab).textContent()).includes(place));
  await tab.view('Comparison').click();
  await tab.row('Comparison', 'Basket').waitFor();
  await tab.view('Summary').click();
  await tab.row('Summary', 'Basket').waitFor();
  await tab.toggle(tab.row('Summary', 'Basket'));
  await tab.rowAt('Summary', 1).waitFor();
  assert.deepEqual(tab.complaints, []);
});

test('what is found and looked at has the name and the place that the command line gives it', async () => {
  const tab = await open();
  await tab.drop(MAP, PAIR[1]);
  await tab.view('Summary').click();
  await tab.grid('Summary').waitFor();
  await tab.computed();
  const closures = await leakscopeJson('closures', PAIR[1], '--source-map', MAP);
  const { file, line, column } = closures.find(({ name }) => name === 'openBasket');
  await tab.page.keyboard.press('Control+f');
  await tab.page.keyboard.type('openBasket type:closure');
  await tab.page.keyboard.press('Enter');
  const found = tab.page.locator('[data-index]').filter({ hasText: 'openBasket' }).first();
  await found.click();
  await tab.page.getByRole('tab', { name: 'Details', exact: true }).click();
  await until('its place stands there', async () => (await tab.page.locator('.retainers, .details').allTextContents()).join().includes(`${file}:${line}:${column}`));
  assert.deepEqual(tab.complaints, []);
});

test('functions and stacks of a recording of allocations have them, too', async () => {
  const recording = recordBundled(folder);
  const tab = await open();
  await tab.drop(recording);
  await tab.view('Allocation').click();
  await tab.row('Allocation', 'a()').waitFor();
  await tab.drop(MAP);
  await tab.row('Allocation', 'openBasket()').waitFor();
  const rows = await leakscopeJson('allocations', recording, '--source-map', MAP);
  const { file, line, column, generated } = rows.find(({ name }) => name === 'openBasket');
  assert.match(generated.file, /dist\/prices\.js$/);
  const place = tab.row('Allocation', 'openBasket()').locator('.place');
  assert.equal(await place.textContent(), `${file.split('/').at(-1)}:${line}:${column}`);
  await tab.row('Allocation', 'openBasket()').click({ button: 'right' });
  await tab.page.getByRole('menuitem', { name: 'Show what is alive of it in Summary' }).click();
  await tab.toggle(tab.row('Summary', 'Basket'));
  await until('its objects are there', async () => (await tab.rows('Summary')).some(({ level, coming }) => level === 2 && !coming));
  await tab.rowAt('Summary', (await tab.rows('Summary')).find(({ level }) => level === 2).position).click();
  await tab.page.getByRole('tab', { name: 'Details', exact: true }).click();
  await says(tab, tab.page.locator('.stack li').first(), `openBasket() ${file}:${line}:${column}`);
  assert.deepEqual(tab.complaints, []);
});

test('maps that do not fit are named with what to do, and hostile names are text', async () => {
  const hostile = map.names.map((name) => (name === 'Basket' ? '<img src=x onerror=alert(1)>' : name));
  const tab = await open();
  await tab.drop(
    ...PAIR,
    write('other.js.map', JSON.stringify(map)),
    write('broken.js.map', '{"version": 3'),
    write('old.map', JSON.stringify({ ...map, file: 'prices.js', mappings: 'AAAA,IAAI;AAAA' })),
    write('prices.js.map', JSON.stringify({ ...map, names: hostile, sourcesContent: undefined })),
  );
  await tab.verdict().waitFor();
  await tab.computed();
  await says(tab, notes(tab), 'no script with places is called other.js');
  const text = plain(await notes(tab).textContent());
  assert.match(text, /broken\.js\.map .*this is no source map that can be read/);
  assert.match(text, /old\.map .*only 2 of 11 places in prices\.js or old are in the map: it is of another build/);
  assert.equal(await tab.page.locator('.suspect img').count(), 0);
  assert.deepEqual(tab.complaints, []);
});
