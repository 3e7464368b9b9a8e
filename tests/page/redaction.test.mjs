/** With the switch on, nothing that is data leaves the page, in whatever way it is taken along. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { madeFiles } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const META = {
  node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
  node_types: [['synthetic', 'object', 'string', 'closure', 'regexp', 'native', 'code', 'array'], 'string', 'number', 'number', 'number'],
  edge_fields: ['type', 'name_or_index', 'to_node'],
  edge_types: [['property', 'internal', 'context'], 'string_or_number', 'node'],
};

/** A snapshot from nodes `[type, name, size, [[edge type, name, node], …]]`, the root first. */
function snapshotOf(nodes) {
  const strings = [];
  const position = (text) => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1);
  const [[nodeTypes], [edgeTypes]] = [META.node_types, META.edge_types];
  const numbers = nodes.flatMap(([type, name, size, edges], at) => [nodeTypes.indexOf(type), position(name), 2 * at + 1, size, edges.length]);
  const links = nodes.flatMap(([, , , edges]) => edges.map(([type, name, to]) => [edgeTypes.indexOf(type), position(name), to * META.node_fields.length]));
  const snapshot = { meta: META, node_count: nodes.length, edge_count: links.length, trace_function_count: 0 };
  const unused = { trace_function_infos: [], trace_tree: [], samples: [], locations: [] };
  return JSON.stringify({ snapshot, nodes: numbers, edges: links.flat(), ...unused, strings });
}

/** A program whose code names `store` and `entries`, with a secret wherever else a name can be. */
function secretive(entries) {
  const nodes = [['synthetic', '', 0, []]];
  const add = (type, name, size, edges = []) => nodes.push([type, name, size, edges]) - 1;
  const link = (from, type, name, to) => nodes[from][3].push([type, name, to]);
  const roots = add('synthetic', '(GC roots)', 0);
  link(0, 'property', '1', roots);
  const bytecode = add('code', 'system / BytecodeArray', 8);
  const pool = add('array', '', 8);
  link(roots, 'internal', 'code', bytecode);
  link(bytecode, 'internal', 'constant_pool', pool);
  for (const name of ['store', 'entries', 'Store']) link(pool, 'internal', name, add('string', name, 16));
  const global = add('object', 'Window / https://SECRET.example', 100);
  link(roots, 'property', 'SECRET-global', global);
  const store = add('object', 'Store', 100);
  link(global, 'property', 'store', store);
  const held = add('object', 'SECRET-Dictionary', 100);
  link(store, 'property', 'entries', held);
  for (let at = 0; at < entries; at++) {
    const entry = add('object', 'SECRET-Entry', 200);
    link(held, 'property', `SECRET-key-${at}@example.org`, entry);
    const kinds = ['string', 'closure', 'regexp', 'native', 'object'];
    const name = kinds[at % 5] === 'native' ? `<a title="SECRET ${at}">` : kinds[at % 5] === 'object' ? 'Object' : `SECRET ${at}`;
    const value = add(kinds[at % 5], name, 300);
    link(entry, 'property', `SECRET-field-${at % 7}`, value);
    if (name === 'Object') link(value, 'property', `SECRET-inner-${at % 3}`, entry);
  }
  return snapshotOf(nodes);
}

const FILES = [40, 2000].map((entries) => write(`${entries}.heapsnapshot`, secretive(entries)));
const SECRET = /SECRET/;

async function opened() {
  const tab = await open();
  await tab.drop(...FILES);
  await tab.verdict().waitFor();
  await tab.computed();
  return tab;
}

/** What a click puts into the clipboard. */
async function copied(tab, act) {
  await tab.page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
  await act();
  return until('something is copied', async () => {
    const text = await tab.clipboard();
    return text !== 'nothing yet' && text;
  });
}

/** Everything that the Export panel saves and copies. */
async function exported(tab) {
  const texts = [];
  await tab.page.getByRole('button', { name: 'Export' }).click();
  for (const format of await tab.page.getByRole('radio', { name: /^(Markdown|HTML|JSON|Text)$/ }).all()) {
    await format.check();
    texts.push((await tab.saved(tab.button('Save report'))).text);
  }
  for (const button of await tab.page.getByRole('button', { name: /^Save .* as / }).all()) {
    texts.push((await tab.saved(button)).text);
  }
  for (const button of await tab.page.getByRole('button', { name: /^Copy .* as text$/ }).all()) {
    texts.push(await copied(tab, () => button.click()));
  }
  await tab.page.keyboard.press('Escape');
  return texts;
}

/** What a row of a table gives: by keys, and by each `Copy` of its menu. */
async function copiesOfRow(tab, grid, position) {
  const row = tab.rowAt(grid, position);
  await row.click();
  const texts = [await copied(tab, () => tab.page.keyboard.press('Control+c'))];
  await row.click({ button: 'right' });
  const items = await tab.page.getByRole('menuitem', { name: /^Copy (?!@id)/ }).allTextContents();
  await tab.page.keyboard.press('Escape');
  for (const item of items) {
    await row.click({ button: 'right' });
    texts.push(await copied(tab, () => tab.page.getByRole('menuitem', { name: item }).click()));
  }
  return texts;
}

async function printed(tab) {
  await tab.page.emulateMedia({ media: 'print' });
  const text = await tab.page.evaluate(() => {
    const typed = [...document.querySelectorAll('input')].filter((input) => input.checkVisibility()).map(({ value }) => value);
    return [document.body.innerText, ...typed].join('\n');
  });
  await tab.page.emulateMedia({ media: null });
  return text;
}

/** The row of the first object below the first class of a table whose name is a secret. */
async function openClass(tab, grid) {
  const { position } = await until('there are rows', async () => (await tab.rows(grid)).find(({ name }) => SECRET.test(name)));
  await tab.toggle(tab.rowAt(grid, position));
  const isListed = async () => (await tab.rows(grid)).some(({ level, coming }) => level === 2 && !coming);
  await until('its objects are listed', isListed);
  return position;
}

/** All that is taken along from every view. */
async function taken(tab) {
  const texts = new Map();
  const add = (where, of) => texts.set(where, of.flat());
  const card = tab.page.locator('.suspect').first();
  add('sentence', [await copied(tab, () => card.getByRole('button', { name: 'Copy sentence' }).click())]);
  add('held by', [await copied(tab, () => card.locator('.chain .copy').click())]);
  add('report', await exported(tab));
  add('print of Suspects', [await printed(tab)]);
  for (const view of ['Comparison', 'Summary']) {
    await tab.view(view).click();
    const position = await openClass(tab, view);
    add(`class of ${view}`, await copiesOfRow(tab, view, position));
    add(`object of ${view}`, await copiesOfRow(tab, view, position + 1));
    add(`rows of ${view}`, [
      await copied(tab, async () => {
        await tab.page.keyboard.press('Control+a');
        await tab.page.keyboard.press('Control+c');
      }),
    ]);
    await tab.grid('Retainers').waitFor();
    add(`chain in ${view}`, [await copied(tab, () => tab.page.locator('.retainers .chain .copy').click())]);
    add(`retainer in ${view}`, await copiesOfRow(tab, 'Retainers', 0));
    add(`export of ${view}`, await exported(tab));
    add(`print of ${view}`, [await printed(tab)]);
  }
  return texts;
}

test('nothing that is data leaves while the switch is on, and all of it when it is off', async () => {
  const tab = await opened();
  assert.ok(await tab.redaction().isChecked(), 'it is on at first');
  const redacted = await taken(tab);
  for (const [where, texts] of redacted) for (const text of texts) assert.doesNotMatch(text, SECRET, where);
  const names = [...redacted.values()].flat();
  assert.ok(names.some((text) => text.includes('Store')), 'names that code names stay');

  const other = await opened();
  await other.redaction().uncheck();
  for (const [where, texts] of await taken(other)) assert.ok(texts.some((text) => SECRET.test(text)), where);
});

/** Goes to every place of the page that shows the heap; says which it is at. */
async function* everywhere(tab) {
  const { page } = tab;
  const shows = (locator) => page.locator(locator).filter({ hasText: SECRET }).first().waitFor();
  yield 'Suspects';
  await tab.view('Summary').click();
  const entry = await openClass(tab, 'Summary');
  await tab.rowAt('Summary', entry + 1).click();
  for (const name of ['Contents', 'Dominated', 'Cuts', 'Details', 'Retainers']) {
    await page.getByRole('tab', { name, exact: true }).click();
    await shows('#object-panel :is(.treegrid-content, bdi)');
    yield name;
  }
  await page.locator('.object-panel [data-index] .treegrid-menu').first().click({ force: true });
  await page.getByRole('menuitem', { name: /^What if/ }).click();
  await page.locator('.without-link strong').waitFor();
  yield 'what if a link is cut';
  for (const view of ['Timeline', 'Comparison', 'Statistics', 'Containment']) {
    await tab.view(view).click();
    if (view !== 'Statistics') await tab.grid(view).locator('[data-index]').first().waitFor();
    if (view === 'Containment') await tab.toggle(tab.rowAt(view, 0));
    yield view;
  }
  await tab.view('Dominators').click();
  await page.getByRole('tree').locator('[role=treeitem][aria-level="5"]').first().click();
  await shows('.crumbs');
  await shows('.view .treegrid-content');
  yield 'Dominators';
  await tab.view('Summary').click();
  await tab.rowAt('Summary', entry).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'What holds them' }).click();
  await shows('.view .treegrid-content');
  yield 'merged paths';
  await tab.button('Find').click();
  await page.keyboard.type('SECRET');
  await tab.grid('Found').locator('[data-index]').first().waitFor();
  yield 'Find';
}

test('no place of the page puts data on paper while the switch is on; all do while it is off', async () => {
  const tab = await open();
  await tab.drop(...FILES, write('4000.heapsnapshot', secretive(4000)));
  await tab.verdict().waitFor();
  await tab.computed();
  for await (const where of everywhere(tab)) {
    assert.doesNotMatch(await printed(tab), SECRET, where);
    await tab.redaction().uncheck();
    assert.match(await printed(tab), SECRET, where);
    await tab.redaction().check();
  }
});

test('the choice is remembered', async () => {
  const tab = await opened();
  await tab.redaction().uncheck();
  await tab.reload();
  await tab.drop(...FILES);
  await tab.verdict().waitFor();
  assert.ok(!(await tab.redaction().isChecked()));
});

test('the preview of a report is redacted as soon as the switch is on', async () => {
  const tab = await opened();
  await tab.redaction().uncheck();
  await tab.button('Export').click();
  const preview = tab.page.getByRole('region', { name: 'What will be in the report' });
  await until('the report is written', async () => SECRET.test(await preview.textContent()));
  await tab.slowEngines();
  const shown = await tab.redaction().evaluate(async (box) => {
    box.click();
    const texts = [];
    for (;;) {
      await new Promise(requestAnimationFrame);
      const text = document.querySelector('.report .preview').textContent;
      texts.push(text);
      if (text.includes('Store.entries') && !text.includes('SECRET')) return texts;
    }
  });
  assert.ok(!shown.some((text) => SECRET.test(text)), 'a secret stands under the switch');
});
