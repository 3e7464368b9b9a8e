/**
 * Figures of one pair never stand under the header of another, whatever is chosen, in which order and how fast. Every step
 * of every task is overtaken in www/app/run-latest.test.mjs; here stands what people did when wrong figures were seen.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { leakCase, leakscopeJson } from './support/command-line.mjs';
import { madeFiles } from './support/made-files.mjs';
import { countIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

/** Chooses the snapshot of a side in the header. */
async function chooseSide(tab, side, name) {
  await tab.page.getByRole('button', { name: new RegExp(`^${side}: `) }).click();
  await tab.page.getByRole('group', { name: `The ${side} snapshot is` }).getByRole('radio', { name }).click();
}

const figures = async (tab, grid) => (await tab.rows(grid)).map(({ name, cells }) => [name, ...Object.values(cells).map(({ text }) => text)]);

test('Timeline is of its own series again after another process was compared', async () => {
  const tab = await open();
  await tab.drop(...leakCase('photo-wall', 'A', 'B', 'C'));
  await tab.verdict().waitFor();
  await tab.computed();
  await tab.view('Timeline').click();
  await tab.grid('Timeline').waitFor();
  const before = await figures(tab, 'Timeline');
  await tab.drop(...leakCase('order-book', 'fixed-A'));
  await tab.page.getByRole('button', { name: 'older: A' }).waitFor();
  await tab.computed();
  await tab.view('Comparison').click();
  await chooseSide(tab, 'older', /^fixed-A/);
  await tab.page.getByText('The ids of the two snapshots do not match').waitFor();
  await tab.grid('Comparison').waitFor();
  await chooseSide(tab, 'older', /^A /);
  await tab.view('Timeline').click();
  await tab.grid('Timeline').waitFor();
  await tab.computed();
  assert.deepEqual(await figures(tab, 'Timeline'), before);
});

const META = {
  node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
  node_types: [['synthetic', 'object'], 'string', 'number', 'number', 'number'],
  edge_fields: ['type', 'name_or_index', 'to_node'],
  edge_types: [['element'], 'string_or_number', 'node'],
};

/** A heap of objects with these ids, all held by the root: of one class, but from the hundredth on each of its own. */
function heapOf(ids) {
  const names = ids.slice(100).map((id) => `Item${id}`);
  const nodes = [[0, 0, 1, 0, ids.length], ...ids.map((id, at) => [1, at < 100 ? 1 : at - 98, id, 16, 0])].flat();
  const edges = ids.flatMap((_, at) => [0, at, (at + 1) * META.node_fields.length]);
  const snapshot = { meta: META, node_count: ids.length + 1, edge_count: ids.length, trace_function_count: 0 };
  const unused = { trace_function_infos: [], trace_tree: [], samples: [], locations: [] };
  return JSON.stringify({ snapshot, nodes, edges, ...unused, strings: ['', 'Item', ...names] });
}

const idsUpTo = (count) => Array.from({ length: count }, (_, at) => 3 + 2 * at);

/** One process: few objects, then very many, then few again, two of which are from the beginning. */
const FEW = write('few.heapsnapshot', heapOf(idsUpTo(20)));
const MANY = write('many.heapsnapshot', heapOf(idsUpTo(1_000_000)));
const LATER = write('later.heapsnapshot', heapOf([...idsUpTo(12), 3_000_011, 3_000_013, 3_000_015]));

/** Opens few, many and later, and waits for the pair. */
async function opened(...files) {
  const tab = await open();
  await tab.drop(...files);
  await tab.page.getByRole('button', { name: 'older: few' }).waitFor();
  await tab.page.getByRole('button', { name: 'newer: later' }).waitFor();
  return tab;
}

/** The one class of Comparison, and its objects, are those of the command line. */
async function assertCompared(tab) {
  await tab.computed();
  await tab.view('Summary').click();
  await tab.grid('Summary').waitFor();
  await tab.view('Comparison').click();
  await tab.grid('Comparison').waitFor();
  const [expected] = (await leakscopeJson('compare', FEW, LATER)).rows;
  const [{ name, cells }] = await tab.rows('Comparison');
  const shown = ['# New', '# Deleted', '# Delta'].map((title) => countIn(cells[title]));
  assert.deepEqual([name, ...shown], ['Item', expected.newCount, expected.deletedCount, expected.countDelta]);
  await tab.toggle(tab.rowAt('Comparison', 0));
  const objects = await until('all objects are listed', async () => {
    const rows = (await tab.rows('Comparison')).filter(({ level }) => level === 2);
    return rows.length === expected.newCount + expected.deletedCount && rows.every(({ coming }) => !coming) && rows;
  });
  assert.equal(objects.filter(({ name }) => name.startsWith('• deleted')).length, expected.deletedCount);
}

test('a pair that is chosen while another one is compared has its own figures', async () => {
  const tab = await opened(FEW, MANY, LATER);
  await tab.view('Comparison').click();
  await tab.page.evaluate(async () => {
    const find = async (selector, text) => {
      const isMeant = ({ textContent }) => textContent.trim().startsWith(text);
      for (;;) {
        const found = [...document.querySelectorAll(selector)].find(isMeant);
        if (found) return found;
        await new Promise(requestAnimationFrame);
      }
    };
    for (const name of ['many', 'few', 'many', 'few']) {
      (await find('.header .chosen', 'older')).click();
      (await find('.header fieldset label', name)).querySelector('input').click();
    }
  });
  await assertCompared(tab);
});

for (const wait of ['before the second', 'when the pair stands']) {
  test(`a third snapshot that comes ${wait} takes no object away`, async () => {
    const tab = await open();
    await tab.drop(FEW, MANY);
    await tab.page.getByRole('button', { name: wait === 'before the second' ? 'snapshot: few' : 'newer: many' }).waitFor();
    await tab.drop(LATER);
    await tab.page.getByRole('button', { name: 'newer: later' }).waitFor();
    await assertCompared(tab);
  });
}

test('Summary shows no objects but those chosen, while the engine still looks for them', async () => {
  const tab = await opened(FEW, LATER);
  await tab.computed();
  await tab.view('Summary').click();
  await until('all objects are listed', async () => (await tab.names('Summary')).includes('Item ×15'));
  await tab.slowEngines();
  const seen = await tab.page.evaluate(async () => {
    const choice = document.querySelector('select.allocation');
    const option = [...choice.options].find(({ textContent }) => textContent === 'Objects allocated between few and later');
    choice.value = option.value;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    const names = new Set();
    while (!names.has('Item ×3')) {
      await new Promise(requestAnimationFrame);
      for (const { textContent } of document.querySelectorAll('[aria-label=Summary] .treegrid-content')) names.add(textContent);
    }
    return [...names];
  });
  assert.deepEqual(seen.filter((name) => name.startsWith('Item')), ['Item ×3']);
});
