/** What is in the selected object, and what is known of it. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const HOSTILE = '<img src=x onerror=document.title="taken">';

/** A Map with an entry, beside a string that would like to be markup. */
function shop() {
  const nodes = [
    { id: 1, type: 'synthetic', name: '', size: 0 },
    { id: 3, type: 'object', name: 'Shop', size: 1600 },
    { id: 5, type: 'object', name: 'Map', size: 24 },
    { id: 7, type: 'array', name: '', size: 0 },
    { id: 9, type: 'string', name: HOSTILE, size: 80 },
    { id: 11, type: 'object', name: 'Basket', size: 40 },
  ];
  const [root, shopNode, map, table, text, basket] = nodes;
  return snapshotText(nodes, [
    [root, 'shortcut', 'shop', shopNode],
    [shopNode, 'internal', 'map', table],
    [shopNode, 'property', 'baskets', map],
    [shopNode, 'property', 'banner', text],
    [map, 'internal', 'table', table],
    [table, 'internal', '6', basket],
  ]);
}

async function opened(file) {
  const tab = await open();
  await tab.drop(file);
  await tab.toggle(tab.row('Summary', 'Shop'));
  await tab.row('Summary', 'Shop @3').click();
  return tab;
}

const choose = (tab, name) => tab.page.getByRole('tab', { name, exact: true }).click();

test('the program comes first, V8 last, and a Map shows its entries', async () => {
  const tab = await opened(write('shop.heapsnapshot', shop()));
  await choose(tab, 'Contents');
  await tab.page.getByRole('heading', { name: 'Contents of Shop @3' }).waitFor();
  await untilEqual(async () => (await tab.names('Contents')).map((name) => name.split(' :: ')[0]), ['banner', 'baskets', 'map']);
  await tab.toggle(tab.row('Contents', 'baskets :: Map @5'));
  await until('the entry is there', async () =>
    (await tab.names('Contents')).some((name) => /6.* :: Basket @11/.test(name)),
  );
  assert.notEqual(await tab.page.title(), 'taken');
  assert.equal(await tab.page.locator('.object-panel img').count(), 0);
});

test('the tab stays for the next object and the next visit; details hold a whole text as text', async () => {
  const file = write('shop2.heapsnapshot', shop());
  const tab = await opened(file);
  await choose(tab, 'Details');
  await tab.page.getByText('1.6 kB (1,600 bytes)').first().waitFor();
  await tab.toggle(tab.row('Summary', '(string)'));
  await tab.row('Summary', '@9').click();
  const text = tab.page.locator('.details pre');
  await untilEqual(() => text.innerText(), HOSTILE);
  await tab.page.getByText(`${HOSTILE.length} characters`).waitFor();
  await tab.reload();
  await tab.drop(file);
  await tab.toggle(tab.row('Summary', 'Shop'));
  await tab.row('Summary', 'Shop @3').click();
  await tab.page.getByRole('heading', { name: 'Details of Shop @3' }).waitFor();
});

test('Containment shows the roots, and what is selected there has its retainers below', async () => {
  const tab = await open();
  await tab.drop(write('shop3.heapsnapshot', shop()));
  await tab.page.getByRole('tab', { name: 'Containment' }).click();
  await untilEqual(() => tab.names('Containment'), ['shop :: Shop @3']);
  await tab.toggle(tab.row('Containment', 'shop :: Shop @3'));
  await tab.row('Containment', 'baskets :: Map @5').click();
  await tab.page.getByRole('heading', { name: 'Retainers of Map @5' }).waitFor();
  assert.match(await tab.hash(), /view=containment&newer=5/);
});

test('Dominated is what would be free without the object', async () => {
  const tab = await opened(write('shop4.heapsnapshot', shop()));
  await choose(tab, 'Dominated');
  await until('the Map and the text', async () => {
    const names = await tab.names('Dominated');
    return names.some((name) => name.includes('Map @5')) && names.some((name) => name.includes('@9'));
  });
});

test('a row tells what is in its object', async () => {
  const tab = await opened(write('shop5.heapsnapshot', shop()));
  const preview = await tab.row('Summary', 'Shop @3').locator('.in-short').innerText();
  assert.equal(preview.trim(), `{baskets: Map, banner: "${HOSTILE.slice(0, 24)}…"}`);
  assert.notEqual(await tab.page.title(), 'taken');
});

test('of two snapshots, what is new in an object is marked, and can be all that is listed', async () => {
  const [BEFORE, AFTER] = [sample('node18-leak-before'), sample('node18-leak-after')];
  const { rows } = await leakscopeJson('find', AFTER, 'class:/^Session$/');
  const [, holder] = await leakscopeJson('path', AFTER, `@${rows[0].id}`);
  const [all, added] = await Promise.all([
    leakscopeJson('contents', AFTER, `@${holder.id}`),
    leakscopeJson('contents', AFTER, `@${holder.id}`, '--since', BEFORE),
  ]);
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.page.evaluate((id) => void (location.hash = `#view=summary&newer=${id}`), holder.id);
  await tab.page.getByRole('heading', { name: `@${holder.id} · newer` }).waitFor();
  await choose(tab, 'Contents');
  const count = async () => Number(await tab.grid('Contents').getAttribute('aria-rowcount')) - 1;
  await untilEqual(count, all.length);
  await tab.page.getByRole('checkbox', { name: 'Only what is new since node18-leak-before' }).check();
  await untilEqual(count, added.length);
  await until('all are marked', async () => (await tab.names('Contents')).every((name) => name.startsWith('• new ')));
});
