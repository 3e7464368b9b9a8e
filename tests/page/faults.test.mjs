/** What goes wrong around the page, one fault a test: docs/reliability.md has the table. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, afterEach, describe } from 'node:test';
import { placeAgents, tellWorker, workersOf } from './support/agent.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { madeFiles, snapshotText } from './support/made-files.mjs';
import { comparisonRow, summaryRow } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { newTab } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

let site;
afterEach(() => site?.changed.clear());

/** The page, ready, with a test's code in its workers. */
async function openWithAgents(prelude) {
  const tab = await newTab();
  site = tab.site;
  placeAgents(site, prelude);
  await tab.goto();
  return tab;
}

const cards = (tab) => tab.page.getByRole('list', { name: 'Files being opened' }).getByRole('listitem');

async function assertCompared(tab) {
  await tab.view('Comparison').click();
  await tab.grid('Comparison').waitFor();
  await tab.computed();
  const { key, ...expected } = (await leakscopeJson('compare', BEFORE, AFTER)).rows[0];
  await untilEqual(async () => comparisonRow((await tab.rows('Comparison'))[0]), expected);
}

async function assertSummary(tab, file) {
  await tab.grid('Summary').waitFor();
  await tab.computed();
  const { key, ...expected } = (await leakscopeJson('summary', file)).rows[0];
  await untilEqual(async () => summaryRow((await tab.rows('Summary'))[0]), expected);
}

/** The third read of a worker is forgotten, be it into given memory or of a slice. */
const FORGETFUL = `{
  let reads = 0;
  const forget = (of, name) => {
    const really = of?.[name];
    if (really) of[name] = function (...given) { return ++reads === 3 ? new Promise(() => {}) : really.apply(this, given); };
  };
  forget(globalThis.ReadableStreamBYOBReader?.prototype, 'read');
  forget(Blob.prototype, 'arrayBuffer');
}\n`;

/** Both clocks jump all the time, a day ahead, an hour back and where they were. */
const JUMPING = `{
  let calls = 0;
  for (const clock of [Date, performance]) {
    const really = clock.now.bind(clock);
    clock.now = () => really() + [0, 86_400_000, -3_600_000][Math.floor(++calls / 5) % 3];
  }
}\n`;
const ROOT = { id: 1, type: 'synthetic', name: '', size: 0 };
const ITEM = { id: 3, type: 'object', name: 'Item', size: 16 };
/** Larger than the pieces that are read at once. */
const LARGE = snapshotText([ROOT, ITEM], [[ROOT, 'property', 'item', ITEM]])
  .replace('"trace_function_infos"', `${' '.repeat(16 << 20)}"trace_function_infos"`);

describe('a worker dies', () => {
  test('while it reads: other files are read as before', async () => {
    const tab = await openWithAgents(FORGETFUL);
    tab.expectComplaints('Uncaught Error: on purpose', 'Error: on purpose');
    await tab.choose(tab.button('Choose files'), write('dies.heapsnapshot', LARGE));
    const card = tab.card('dies');
    await until('some of it is read', async () => !/ \(0\s%\)/.test(await card.innerText()));
    await tellWorker(tab, (await workersOf(tab, 1))[0], 'throw');
    await card.getByText('The engine broke down on this snapshot').waitFor();
    await tab.drop(BEFORE);
    await assertSummary(tab, BEFORE);
    assert.equal(await card.getByRole('button', { name: 'Try again' }).count(), 1);
  });

  const moments = {
    'before anything is computed': async (tab) => {
      await tab.page.getByRole('button', { name: /^(older|newer|snapshot): / }).first().waitFor();
    },
    'while suspects are named': async (tab) => {
      await tab.view('Suspects').waitFor();
    },
    'when all is computed': async (tab) => {
      await tab.verdict().waitFor();
      await tab.computed();
    },
  };
  for (const [when, reach] of Object.entries(moments)) {
    test(`${when}: the page says so, keeps the other one, and one click opens the file again`, async () => {
      const tab = await openWithAgents();
      tab.expectComplaints('Uncaught Error: on purpose', 'Error: on purpose');
      await tab.drop(BEFORE, AFTER);
      await reach(tab);
      const names = await workersOf(tab, 2);
      await tellWorker(tab, names[1], 'throw');
      const card = cards(tab);
      await card.getByText('The engine broke down on this snapshot').waitFor();
      const lost = (await card.innerText()).includes('node18-leak-after') ? AFTER : BEFORE;
      await assertSummary(tab, lost === AFTER ? BEFORE : AFTER);
      await card.getByRole('button', { name: 'Try again' }).click();
      await assertCompared(tab);
    });
  }
});

describe('a read never answers', () => {
  test('that is said, and the file is read on from there', async () => {
    const tab = await openWithAgents(FORGETFUL);
    const path = write('stalls.heapsnapshot', LARGE);
    await tab.choose(tab.button('Choose files'), path);
    await tab.card('stalls').getByText('The browser has given no byte for 2.5 s. If none comes, the file is read on from here.').waitFor();
    await assertSummary(tab, path);
  });

  test('a file that is gone by then is called unreadable', async () => {
    const tab = await openWithAgents(FORGETFUL);
    const path = write('leaves.heapsnapshot', LARGE);
    await tab.choose(tab.button('Choose files'), path);
    const card = tab.card('leaves');
    await until('some of it is read', async () => !/ \(0\s%\)/.test(await card.innerText()));
    rmSync(path);
    await card.getByText('The browser could not read the file').waitFor();
    await tab.choose(card.getByRole('button', { name: 'Choose it again' }), BEFORE);
    await assertSummary(tab, BEFORE);
  });
});

test('without storage and clipboard everything else works', async () => {
  const tab = await newTab();
  await tab.page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('no storage', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(globalThis, name, { get: refuse });
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
  });
  await tab.goto();
  await tab.compare(BEFORE, AFTER);
  await assertCompared(tab);
  await tab.page.getByRole('button', { name: 'Export' }).click();
  await tab.button('Copy Comparison as text').click();
  await tab.page.getByText('Pages that are not served from a secure address cannot copy.').waitFor();
  assert.ok((await tab.saved(tab.button('Save Comparison as CSV'))).text.length > 0);
});

test('clocks that jump, of the page and of its workers, change nothing', async () => {
  const tab = await newTab();
  site = tab.site;
  placeAgents(site, JUMPING);
  await tab.page.addInitScript(JUMPING);
  await tab.goto();
  await tab.compare(BEFORE, AFTER);
  await assertCompared(tab);
  const times = await tab.page.evaluate(() => Array.from({ length: 12 }, () => performance.now()));
  assert.ok(times.some((time, at) => time < times[at - 1]), 'the clock of the page jumps');
});

test('fifty snapshots at once are read, each with its own figures', async () => {
  const tab = await newTab();
  await tab.goto();
  const paths = Array.from({ length: 50 }, (_, count) => {
    const items = Array.from({ length: 20 + count }, (_, at) => ({ id: 3 + 2 * at, type: 'object', name: 'Item', size: 16 }));
    const edges = items.map((item, at) => [ROOT, 'property', `item${at}`, item]);
    return write(`of-${String(count).padStart(2, '0')}.heapsnapshot`, snapshotText([ROOT, ...items], edges));
  });
  await tab.drop(...paths);
  const chosen = (side) => tab.page.getByRole('button', { name: new RegExp(`^${side}: `) });
  await chosen('newer').waitFor();
  await until('all are read', async () => (await cards(tab).count()) === 0);
  await tab.computed();
  for (const number of ['07', '49']) {
    await chosen('newer').click();
    const panel = tab.page.getByRole('group', { name: 'The newer snapshot', exact: true });
    await until('all are there', async () => (await panel.getByRole('radio').count()) >= 50);
    await panel.getByRole('radio', { name: new RegExp(`^of-${number}`) }).click();
    await tab.page.keyboard.press('Escape');
    await tab.view('Summary').click();
    await assertSummary(tab, paths[Number(number)]);
  }
});
