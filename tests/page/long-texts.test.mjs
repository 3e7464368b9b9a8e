/** Long names take the place of nothing else: they are cut where they stand among words, and whole in Details. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const DEEP = 30;
const LONG = 'long'.repeat(250);

/** A chain of so many objects, each with a name, and held by a property, of 1,000 characters. */
function chain() {
  const nodes = [{ id: 1, type: 'synthetic', name: '', size: 0 }];
  const edges = [];
  for (let depth = 1; depth <= DEEP; depth++) {
    nodes.push({ id: 2 * depth + 1, type: 'object', name: `${depth}${LONG}`, size: 100 });
    edges.push([nodes[depth - 1], depth === 1 ? 'shortcut' : 'property', `p${depth}${LONG}`, nodes[depth]]);
  }
  return snapshotText(nodes, edges);
}

const FILE = write('chain.heapsnapshot', chain());

async function opened(width = 1400) {
  const tab = await open({ viewport: { width, height: 900 } });
  await tab.drop(FILE);
  await tab.view('Dominators').click();
  await tab.page.getByRole('tree', { name: 'Dominator tree' }).waitFor();
  await tab.computed();
  return tab;
}

/** Goes into the deepest box of the picture, and waits until the path ends with it. */
async function deeper(tab) {
  const deepest = tab.page.getByRole('treeitem').last();
  const id = / @(\d+), /.exec(await deepest.getAttribute('aria-label'))[1];
  await deepest.click();
  const first = tab.page.getByRole('treeitem').first();
  await until('it is the first box', async () => (await first.getAttribute('aria-label')).includes(` @${id}, `));
  return (id - 1) / 2;
}

test('the path in the dominator tree shows where one is, however long its names, and folds its middle', async () => {
  const tab = await opened();
  await deeper(tab);
  const depth = await deeper(tab);
  const path = tab.page.getByRole('navigation', { name: 'Path in the dominator tree' });
  const frame = await path.boundingBox();
  assert.ok(frame.height <= 130, `${frame.height} pixels high`);
  const current = await path.locator('b').boundingBox();
  assert.ok(current.x + current.width <= frame.x + frame.width && current.y + current.height <= frame.y + frame.height);
  assert.match(await path.innerText(), new RegExp(`^\\(root\\).* more.* › p${depth}long`, 's'));
  await path.getByRole('button', { name: / more$/ }).click();
  assert.equal((await path.innerText()).split('›').length, depth + 1);
  await path.getByRole('button').nth(1).click();
  await until('the second box', async () => (await path.getByRole('button').count()) === 1);
});

test('in the pane a long name leaves the tabs in one line and its rows in sight; Details has the whole', async () => {
  const tab = await opened();
  await tab.page.getByRole('treeitem').last().click();
  const pane = tab.page.getByRole('region', { name: 'The selected object' });
  const lines = async () => new Set(await pane.getByRole('tab').evaluateAll((tabs) => tabs.map((each) => each.offsetTop)));
  await tab.grid('Retainers').locator('[data-index]').first().waitFor();
  assert.equal((await lines()).size, 1);
  await pane.locator('.where').filter({ hasText: 'chain' }).waitFor();
  const where = await pane.locator('.where').boundingBox();
  assert.ok(where.x + where.width <= 1400, 'the snapshot is named');
  await tab.rowAt('Retainers', 0).click({ button: 'right' });
  await tab.page.getByRole('menuitem', { name: /^What if/ }).click();
  await pane.locator('.without-link strong').waitFor();
  const answer = await pane.locator('.without-link').boundingBox();
  // It stands beside the rows, and takes nothing from them.
  assert.ok(answer.height <= 120, `${answer.height} pixels for the answer`);
  const rows = await tab.grid('Retainers').boundingBox();
  assert.ok(rows.height >= 200, `${rows.height} pixels for the rows`);
  await pane.getByRole('tab', { name: 'Cuts' }).click();
  await pane.locator('.cuts tbody tr').first().waitFor();
  const heights = await pane.locator('.cuts tbody tr').evaluateAll((rows) => rows.map((row) => row.offsetHeight));
  assert.ok(Math.max(...heights) <= 60, String(heights));
  const links = await pane.getByRole('columnheader', { name: 'Cut' }).boundingBox();
  assert.ok(links.x + links.width <= 1400, 'what has to be cut is in sight');
  await pane.getByRole('tab', { name: 'Details' }).click();
  const whole = pane.locator('.details bdi').first();
  await whole.waitFor();
  const { text, cut } = await whole.evaluate((name) => ({ text: name.textContent, cut: getComputedStyle(name).textOverflow }));
  assert.ok(text.endsWith(LONG) && cut === 'clip', `${text.length} ${text.slice(-9)} ${cut}`);
});

test('on a telephone names and links give way to ids, which are whole at every depth', async () => {
  const tab = await opened(390);
  await tab.page.getByRole('treeitem').last().click();
  await until('the path is open', async () => (await tab.rows('Retainers')).length > 5);
  const ids = await tab.grid('Retainers').locator('.id').evaluateAll((ids) => ids.map((id) => [id.textContent, id.scrollWidth - id.clientWidth]));
  assert.deepEqual(ids.filter(([, hidden]) => hidden > 0), []);
  const cells = await tab.grid('Retainers').locator('.treegrid-content').evaluateAll((all) => all.map((each) => each.scrollWidth - each.clientWidth));
  assert.deepEqual(cells.filter((hidden) => hidden > 0), []);
});
