/** The address: it keeps where the person is, goes back and forward, survives a reload, and tells nothing of the heap. */
import assert from 'node:assert/strict';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

const view = (tab) => tab.page.getByRole('tablist', { name: 'Views' }).getByRole('tab', { selected: true }).innerText();
const selectedId = async (tab) => {
  const heading = tab.page.locator('.object-head h2 .id');
  return (await heading.count()) === 0 ? null : Number((await heading.innerText()).replace('@', ''));
};
const sortOf = (tab, grid, title) =>
  tab.grid(grid).getByRole('columnheader', { name: title, exact: true }).getAttribute('aria-sort');

/** Opens a class in Comparison and selects its first object; gives its id. */
async function selectObject(tab, name) {
  const row = tab.row('Comparison', name);
  await tab.toggle(row);
  const position = Number(await row.getAttribute('data-index')) + 1;
  await until('its objects are listed', async () => (await tab.rows('Comparison'))[position]?.level === 2);
  const id = idIn((await tab.rows('Comparison'))[position]);
  await tab.rowAt('Comparison', position).click();
  await untilEqual(() => selectedId(tab), id);
  return id;
}

test('back and forward move between views, orders and objects', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const session = await selectObject(tab, 'Session');
  await tab.grid('Comparison').getByRole('columnheader', { name: '# New' }).click();
  await untilEqual(() => sortOf(tab, 'Comparison', '# New'), 'descending');
  await tab.page.getByRole('tab', { name: 'Summary' }).click();
  await tab.grid('Summary').waitFor();
  assert.equal(await tab.hash(), `view=summary&newer=${session}`);

  await tab.page.goBack();
  await untilEqual(() => view(tab), 'Comparison');
  await untilEqual(() => sortOf(tab, 'Comparison', '# New'), 'descending');
  assert.equal(await selectedId(tab), session);
  await tab.page.goBack();
  await untilEqual(() => sortOf(tab, 'Comparison', 'Size Delta'), 'descending');
  assert.equal(await selectedId(tab), session);
  await tab.page.goBack();
  await untilEqual(() => selectedId(tab), null);

  for (let step = 0; step < 3; step++) await tab.page.goForward();
  await untilEqual(() => view(tab), 'Summary');
  await untilEqual(() => selectedId(tab), session);
});

test('after a reload the same files show the same view, order, filter and object', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const id = await selectObject(tab, 'Timeout');
  await tab.page.getByRole('tab', { name: 'Summary' }).click();
  await tab.grid('Summary').getByRole('columnheader', { name: 'Distance' }).click();
  await tab.page.getByRole('searchbox').fill('node');
  await untilEqual(() => tab.hash(), `view=summary&sort=distance-ascending&filter=node&newer=${id}`);
  const rows = await until('the rows are filtered', async () => {
    const names = await tab.names('Summary');
    return names.length > 3 && names.every((name) => name.toLowerCase().includes('node')) && names;
  });

  await tab.reload();
  assert.equal(await tab.grid('Summary').count(), 0, 'files are not kept');
  await tab.drop(AFTER, BEFORE);
  await tab.grid('Summary').waitFor();
  await untilEqual(() => tab.names('Summary'), rows);
  assert.equal(await sortOf(tab, 'Summary', 'Distance'), 'ascending');
  assert.equal(await tab.page.getByRole('searchbox').inputValue(), 'node');
  await untilEqual(() => selectedId(tab), id);
  await tab.chain().waitFor();
  assert.equal(await tab.hash(), `view=summary&sort=distance-ascending&filter=node&newer=${id}`);
});

test('two files show Suspects first, also after a reload; one shows Summary', async () => {
  const tab = await open();
  for (let time = 0; time < 2; time++) {
    await tab.drop(BEFORE, AFTER);
    await tab.verdict().waitFor();
    assert.equal(await view(tab), 'Suspects');
    await tab.reload();
  }
  const other = await open();
  await other.drop(AFTER);
  await other.grid('Summary').waitFor();
  assert.equal(await view(other), 'Summary');
});

test('an address that makes no sense shows the page as it is', async () => {
  const tab = await open();
  await tab.goto('#view=elsewhere&sort=x-y&newer=99999999999&older=abc&%');
  await tab.drop(BEFORE, AFTER);
  await tab.verdict().waitFor();
  assert.equal(await view(tab), 'Suspects');
  assert.equal(await selectedId(tab), null);
  await tab.goto('#newer=4294967295');
  await tab.reload();
  await tab.compare(BEFORE, AFTER);
  assert.equal(await selectedId(tab), null, 'no object has this id');
});

test('nothing from the heap is in the address or in the browser’s storage', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  const id = await selectObject(tab, 'Session');
  const row = (await tab.rows('Comparison')).find(({ name }) => name.endsWith(`@${id}`));
  await tab.rowAt('Comparison', row.position).click({ button: 'right' });
  await tab.page.getByRole('menuitem', { name: 'Reveal in Summary' }).click();
  await until('the class is shown', async () => (await tab.names('Summary'))[0]?.startsWith('Session ×'));
  assert.equal(await tab.hash(), `view=summary&newer=${id}`);
  const stored = await tab.page.evaluate(() => [
    ...Object.entries(localStorage),
    ...Object.entries(sessionStorage),
    ['cookie', document.cookie],
  ]);
  assert.deepEqual(stored, [
    ['leakscope:theme', 'system'],
    ['leakscope:redact', 'on'],
    ['cookie', ''],
  ]);
});
