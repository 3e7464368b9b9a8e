/** Retainers that are ignored, and what would be free without a link. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { untilEqual } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

/** A basket that a list holds, and farther away an index: the shop holds both. */
function shop() {
  const nodes = [
    { id: 1, type: 'synthetic', name: '', size: 0 },
    { id: 3, type: 'object', name: 'Shop', size: 1600 },
    { id: 5, type: 'object', name: 'List', size: 24 },
    { id: 7, type: 'object', name: 'Search', size: 24 },
    { id: 9, type: 'object', name: 'Index', size: 24 },
    { id: 11, type: 'object', name: 'Basket', size: 4000 },
  ];
  const [root, shopNode, list, search, index, basket] = nodes;
  return snapshotText(nodes, [
    [root, 'shortcut', 'shop', shopNode],
    [shopNode, 'property', 'list', list],
    [shopNode, 'property', 'search', search],
    [search, 'property', 'index', index],
    [list, 'property', 'last', basket],
    [index, 'property', 'b', basket],
  ]);
}

async function basket(name) {
  const tab = await open();
  await tab.drop(write(name, shop()));
  await tab.computed();
  await tab.toggle(tab.row('Summary', 'Basket'));
  await tab.row('Summary', 'Basket @11').click();
  await tab.row('Retainers', 'last in List @5').waitFor();
  return tab;
}

const distanceOf = async (tab, name) =>
  (await tab.rows('Retainers')).find((row) => row.name === name)?.cells['Distance'].text;
const item = (tab, name) => tab.page.getByRole('menuitem', { name, exact: true });
const restore = (tab) => tab.page.getByRole('button', { name: /^Restore ignored retainers/ });

test('an ignored retainer gives way to the next one, in the list and in the chain, until it is restored', async () => {
  const tab = await basket('ignored.heapsnapshot');
  assert.match(await tab.chainText(), /list: List → last/);
  await tab.row('Retainers', 'last in List @5').click({ button: 'right' });
  await item(tab, 'Ignore this retainer').click();
  await untilEqual(() => distanceOf(tab, 'last in List @5'), 'ignored');
  await untilEqual(() => distanceOf(tab, 'b in Index @9'), '3');
  await untilEqual(async () => (await tab.names('Retainers'))[0], 'b in Index @9', 'the reached one comes first');
  assert.match(await tab.chainText(), /search: Search → index: Index → b/);
  await restore(tab).click();
  await untilEqual(() => distanceOf(tab, 'last in List @5'), '2');
  assert.match(await tab.chainText(), /list: List → last/);
  assert.equal(await restore(tab).count(), 0);
});

test('by the keyboard: Delete ignores and stops ignoring; without all holders there is no chain', async () => {
  const tab = await basket('keys.heapsnapshot');
  for (const name of ['last in List @5', 'b in Index @9']) {
    await tab.row('Retainers', name).click();
    await tab.page.keyboard.press('Delete');
    await untilEqual(() => distanceOf(tab, name), 'ignored');
  }
  await tab.page.getByText('without what is ignored, no root reaches this object').waitFor();
  assert.equal(await restore(tab).innerText(), 'Restore ignored retainers (2)');
  await tab.page.keyboard.press('Delete');
  await untilEqual(() => distanceOf(tab, 'b in Index @9'), '3');
  // What is ignored stays so for another object of the snapshot.
  await tab.toggle(tab.row('Summary', 'Index'));
  await tab.row('Summary', 'Index @9').click();
  await restore(tab).waitFor();
});

test('what would be free without a link, and what else would have to be cut', async () => {
  const tab = await basket('link.heapsnapshot');
  const said = async () => (await tab.page.locator('.without-link').innerText()).replace(/\s+/g, ' ');
  const askOf = async (row) => {
    await row.click({ button: 'right' });
    await item(tab, 'What if this link is cut').click();
  };
  await askOf(tab.row('Retainers', 'last in List @5'));
  await untilEqual(async () => /nothing would be free.*until b in Index @9 is cut, too/.test(await said()), true);
  await tab.toggle(tab.row('Retainers', 'b in Index @9'));
  await askOf(tab.row('Retainers', 'index in Search @7'));
  await untilEqual(async () => /24 B would be free, with Index @9/.test(await said()), true);
  await tab.page.getByRole('button', { name: 'Close what was cut' }).click();
  assert.equal(await tab.page.locator('.without-link').count(), 0);
});

test('Cuts lists the smallest sets of links, and leads to their holders', async () => {
  const tab = await basket('cuts.heapsnapshot');
  await tab.page.getByRole('tab', { name: 'Cuts', exact: true }).click();
  const rows = () =>
    tab.page.locator('.cuts tbody tr').evaluateAll((all) =>
      all.map((row) => [...row.cells].map((cell) => cell.innerText.replaceAll('\u00a0', ' ').replaceAll('\n', ' + '))),
    );
  await untilEqual(rows, [
    ['4.0 kB', 'Basket @11', 'last in List @5 + b in Index @9'],
    ['5.7 kB', 'Shop @3', 'shop in (root) @1'],
  ]);
  await tab.page.getByRole('button', { name: 'b in Index @9' }).click();
  await tab.page.getByRole('heading', { name: 'Cuts of Index @9' }).waitFor();
});
