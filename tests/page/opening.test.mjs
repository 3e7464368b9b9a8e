/** Opening files: dropped or chosen, in any order, packed or not; cancelled; broken ones beside a good one. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { after, describe } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { badFiles } from '../wasm/bad-files.mjs';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
import { endlessSnapshot, madeFiles, snapshotText } from './support/made-files.mjs';
import { comparisonRow, summaryRow } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open, newTab } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');

const side = (tab, title) => tab.page.getByRole('button', { name: new RegExp(`^${title}: `) });
const textOf = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ');
const sides = async (tab) => [await textOf(side(tab, 'older')), await textOf(side(tab, 'newer'))];
const firstRow = async (tab) => comparisonRow((await tab.rows('Comparison'))[0]);

async function assertCompared(tab) {
  await tab.view('Comparison').click();
  await tab.grid('Comparison').waitFor();
  await tab.computed();
  const [older, newer] = await sides(tab);
  assert.match(older, /older: node18-leak-before 3\.5 MB/);
  assert.match(newer, /newer: node18-leak-after 3\.9 MB/);
  const { key, ...expected } = (await leakscopeJson('compare', BEFORE, AFTER)).rows[0];
  assert.deepEqual(await firstRow(tab), expected);
}

describe('two files', () => {
  for (const [order, files] of [
    ['the older first', [BEFORE, AFTER]],
    ['the newer first', [AFTER, BEFORE]],
  ]) {
    test(`dropped together, ${order}: the ids tell which is older`, async () => {
      const tab = await open();
      await tab.drop(...files);
      await assertCompared(tab);
      await side(tab, 'older').click();
      const panel = tab.page.getByRole('group', { name: 'The older snapshot', exact: true });
      const reason = await panel.getByText('It is the older one because').innerText();
      assert.match(reason, /a process numbers its objects upwards/);
      const [, mine, other] = /here is @(\d+), in node18-leak-after @(\d+)/.exec(reason);
      assert.ok(Number(mine) < Number(other), reason);
      await tab.page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    });
  }

  test('dropped one after the other', async () => {
    const tab = await open();
    await tab.drop(AFTER);
    await tab.grid('Summary').waitFor();
    assert.equal(await tab.page.getByRole('tab', { name: 'Comparison' }).count(), 0);
    await tab.drop(BEFORE);
    await assertCompared(tab);
  });

  test('chosen in the file dialog, one of them unpacked', async () => {
    const tab = await open();
    const plain = write('node18-leak-before.heapsnapshot', gunzipSync(readFileSync(BEFORE)));
    const chooser = await tab.choose(tab.button('Choose files'), AFTER, plain);
    assert.ok(chooser.isMultiple());
    await assertCompared(tab);
  });

  test('the other way round after swapping, and back', async () => {
    const tab = await open();
    await tab.compare(BEFORE, AFTER);
    const before = await sides(tab);
    await tab.button('Swap older and newer').click();
    const bare = (text) => text.replace(/^\w+: /, '');
    await untilEqual(async () => (await sides(tab)).map(bare), before.toReversed().map(bare));
    await side(tab, 'newer').click();
    await tab.page.getByText('It is the newer one because you chose it so').waitFor();
    await tab.page.keyboard.press('Escape');
    await tab.button('Swap older and newer').click();
    await assertCompared(tab);
  });
});

test('a third file is added and can be chosen; a closed one is gone', async () => {
  const tab = await open();
  const third = sample('node20');
  await tab.compare(BEFORE, AFTER);
  await tab.choose(tab.button('+ Add'), third);
  await side(tab, 'newer').click();
  const panel = tab.page.getByRole('group', { name: 'The newer snapshot', exact: true });
  await panel.getByRole('radio').nth(2).waitFor();
  assert.ok(!(await sides(tab)).join().includes('node20'), 'it is of another process, and the pair stays');
  const choices = (await panel.locator('label').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  assert.deepEqual(
    choices.map((text) => text.replace(/ [\d.]+ MB/, '')),
    [
      'Called',
      'node18-leak-before, process 1',
      'node18-leak-after, process 1',
      'node20, process 2',
    ],
  );
  await panel.getByRole('radio', { name: 'node20' }).click();
  await until('it is chosen', async () => (await sides(tab))[1].includes('node20'));
  await tab.page.getByRole('note').getByText(/different processes/).waitFor();
  await side(tab, 'newer').click();
  await panel.getByRole('radio', { name: 'node18-leak-after' }).click();
  await until('it is chosen', async () => !(await sides(tab)).join().includes('node20'));
  await assertCompared(tab);

  await side(tab, 'older').click();
  await tab.button('Close this snapshot').click();
  await until('another takes its place', async () => (await sides(tab)).join().includes('node20'));
});

test('files dropped before the page is locked wait for it', async () => {
  const tab = await newTab();
  let fetchEngine;
  const held = new Promise((resolve) => (fetchEngine = resolve));
  await tab.page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await tab.page.goto(tab.site.address);
  await tab.button('network: not locked yet').waitFor();
  await tab.drop(BEFORE, AFTER);
  await tab.card('node18-leak-before').getByText('waits for the network lock').waitFor();
  assert.equal(await tab.page.getByText('waits for the network lock').count(), 2);
  assert.equal(tab.page.workers().length, 0);
  fetchEngine();
  await assertCompared(tab);
});

test('a page that cannot fetch its engine says so', async () => {
  const tab = await newTab();
  tab.expectComplaints('Failed to load resource: the server responded with a status of 404');
  await tab.page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await tab.page.goto(tab.site.address);
  await tab.page
    .getByRole('alert')
    .filter({ hasText: /could not start: .*\.wasm could not be fetched: 404/ })
    .waitFor();
  assert.equal(await tab.button('network: locked ✓').count(), 0);
});

test('reading shows phase and bytes, and can be cancelled, tried again, and removed', async () => {
  const tab = await open();
  const endless = write('endless.heapsnapshot.gz', endlessSnapshot());
  await tab.drop(BEFORE, endless);
  await tab.page.getByText('the second snapshot is on its way').waitFor();
  const card = tab.card('endless');
  const words = card.locator('.progress-words');
  const progress = async () =>
    /^(\w+) · [\d.,]+\s[kM]?B of [\d.,]+\s[kM]B \((\d+)\s%\) · [\d.]+\ss$/.exec(await words.innerText());
  await until('some of it is read', async () => Number((await progress())?.[2]) > 0);
  assert.equal((await progress())[1], 'nodes');
  assert.equal(await card.getByRole('progressbar', { name: 'Reading endless.heapsnapshot.gz' }).count(), 1);
  await until('each file has a worker', () => tab.page.workers().length === 2);

  await card.getByRole('button', { name: 'Cancel' }).click();
  await card.getByText('cancelled').waitFor();
  await until('its worker is gone', () => tab.page.workers().length === 1);
  await tab.grid('Summary').waitFor();

  await card.getByRole('button', { name: 'Open again' }).click();
  await until('some of it is read again', async () => Number((await progress())?.[2]) > 0);
  await card.getByRole('button', { name: 'Cancel' }).click();
  await card.getByRole('button', { name: 'Remove' }).click();
  await until('its card is gone', async () => (await card.count()) === 0);
  await assertSummary(tab, BEFORE);
});

/** The card of a file says that the browser could not read it, and what to do. */
async function assertUnreadable(tab, name) {
  const alert = tab.card(name).getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /^✗ The browser could not read the file: .+\.\s+If it is a folder, .+ choose it again\.$/s);
  assert.equal(await tab.card(name).getByRole('button', { name: 'Choose it again' }).count(), 1);
}

for (const [what, spoil] of [
  ['gone', (path) => rmSync(path)],
  ['written anew', (path) => writeFileSync(path, 'something else')],
]) {
  test(`a file that is ${what} meanwhile is called unreadable, and can be chosen again`, async () => {
    const tab = await open();
    const path = write(`spoilt-${what}.heapsnapshot.gz`, endlessSnapshot());
    await tab.choose(tab.button('Choose files'), BEFORE, path);
    const card = tab.card('spoilt');
    await card.getByRole('button', { name: 'Cancel' }).click();
    spoil(path);
    await card.getByRole('button', { name: 'Open again' }).click();
    await assertUnreadable(tab, 'spoilt');
    await assertSummary(tab, BEFORE);
    await tab.choose(card.getByRole('button', { name: 'Choose it again' }), AFTER);
    await assertCompared(tab);
  });
}

test('a folder is called unreadable, and what to drop instead', async () => {
  const tab = await open();
  await tab.drop(folder);
  await assertUnreadable(tab, 'leakscope-page-');
});

async function assertSummary(tab, file) {
  await tab.grid('Summary').waitFor();
  await tab.computed();
  const { key, ...expected } = (await leakscopeJson('summary', file)).rows[0];
  await untilEqual(async () => summaryRow((await tab.rows('Summary'))[0]), expected);
}

const good = readFileSync(BEFORE);
const broken = [
  ['a cut zip archive', 'wrong.zip', Buffer.from('PK\x03\x04 and so on'), /ends in the middle.*zip.*byte 0/s],
  ['a web page', 'page.heapsnapshot', Buffer.from('<!DOCTYPE html><p>404'), /not a heap snapshot but a web page.*sign in/s],
  ['a truncated file', 'cut-plain.heapsnapshot', gunzipSync(good).subarray(0, 2_000_000), /ends/],
  ['a truncated packed file', 'cut-packed.heapsnapshot.gz', good.subarray(0, 300_000), /ends in the middle.*gzip.*at byte \d+/],
  ['an empty file', 'empty.heapsnapshot', Buffer.alloc(0), /empty|ends/],
  ['JSON that is no snapshot', 'package.json', Buffer.from('{"name":"a package","version":1}'), /not a heap snapshot/],
];

test('broken files are named in their places, and the good one beside them is unharmed', async () => {
  const tab = await open();
  await tab.drop(...broken.map(([, name, content]) => write(name, content)), AFTER);
  for (const [kind, name, , says] of broken) {
    const alert = tab.card(name).getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), says, kind);
  }
  await assertSummary(tab, AFTER);
  assert.equal(await tab.page.getByRole('tab', { name: 'Comparison' }).count(), 0);
  assert.equal(await tab.page.getByRole('alert').count(), broken.length, 'the cards stay while the page is used');

  const [[, replaced], ...others] = broken;
  await tab.choose(tab.card(replaced).getByRole('button', { name: 'Choose another' }), BEFORE);
  await assertCompared(tab);
  for (const [, name] of others) await tab.card(name).getByRole('button', { name: 'Remove' }).click();
  await until('no card is left', async () => (await tab.page.locator('.file').count()) === 0);
});

test('of an archive with two snapshots both can be opened, or one', async () => {
  const tab = await open();
  const archive = join(folder, 'pair.tar');
  execFileSync('tar', ['-cf', archive, '-C', dirname(BEFORE), basename(BEFORE), basename(AFTER)]);
  await tab.drop(archive);
  const choices = tab.card('pair.tar').getByRole('group', { name: 'Snapshots in the archive' });
  await choices.waitFor();
  assert.deepEqual(await choices.getByRole('button').allInnerTexts(), [
    'Open both',
    `Open ${basename(BEFORE)}`,
    `Open ${basename(AFTER)}`,
  ]);
  await choices.getByRole('button', { name: 'Open both' }).click();
  await assertCompared(tab);
  await tab.drop(archive);
  await tab.card('pair.tar').getByRole('button', { name: `Open ${basename(BEFORE)}` }).click();
  await until('a third snapshot is open', () => tab.page.workers().length === 3);
});

test('a file with sorted keys is read twice; what cannot be shown as it stands is said', async () => {
  const tab = await open();
  const root = { id: 1, type: 'synthetic', name: '', size: 0 };
  const app = { id: 3, type: 'object', name: 'App', size: 7 };
  const text = snapshotText([root, app], [[root, 'property', 'app', app]]);
  const odd = JSON.parse(text.replace('"nodes":[0,', '"nodes":[70,'));
  const sorted = Object.fromEntries(Object.entries(odd).sort(([a], [b]) => (a < b ? -1 : 1)));
  await tab.drop(write('sorted.heapsnapshot', JSON.stringify(sorted, null, 1)));
  await tab.grid('Summary').waitFor();
  const notice = tab.page.locator('details.file-notice', { hasText: 'can be shown as it stands' });
  await notice.locator('summary').click();
  await notice.getByText('1 node is of a type that the file does not list, shown as unknown.').waitFor();
});

test('a snapshot that is opened twice is said to be the same, also packed and under another name', async () => {
  const tab = await open();
  await tab.drop(AFTER, write('again.heapsnapshot', gunzipSync(readFileSync(AFTER))));
  await tab.verdict().waitFor();
  const notice = tab.page.locator('.file-notice', { hasText: 'is the same snapshot as' });
  await notice.waitFor();
  assert.match(await notice.innerText(), /again is the same snapshot as .*nothing can have grown/);
  await tab.view('Comparison').click();
  assert.equal(await notice.count(), 1);
});

test('memory that a file cannot show is said', async () => {
  const tab = await open();
  const root = { id: 1, type: 'synthetic', name: '', size: 0 };
  const buffer = { id: 3, type: 'object', name: 'SharedArrayBuffer', size: 96 };
  const data = { id: 2, type: 'object', name: 'system / JSArrayBufferData', size: 0 };
  const edges = [
    [root, 'property', 'shared', buffer],
    [buffer, 'internal', 'backing_store', data],
  ];
  await tab.drop(write('shared.heapsnapshot', snapshotText([root, buffer, data], edges)));
  await tab.grid('Summary').waitFor();
  const notice = tab.page.locator('details.file-notice');
  await notice.locator('summary', { hasText: 'Memory can grow that shared.heapsnapshot cannot show' }).click();
  await notice.getByText('1 SharedArrayBuffer has 0 bytes in the file, as growable ones have whatever their size.').waitFor();
});

test('a broken file alone leaves the start screen, and can be removed', async () => {
  const tab = await open();
  await tab.drop(write('words.heapsnapshot', 'Once upon a time'));
  const card = tab.card('words.heapsnapshot');
  await card.getByRole('alert').waitFor();
  assert.equal(await tab.button('Choose files').count(), 1);
  await card.getByRole('button', { name: 'Remove' }).click();
  await tab.page.getByRole('heading', { name: 'How to take a good pair' }).waitFor();
  assert.equal(await card.count(), 0);
  await until('no worker is left', () => tab.page.workers().length === 0);
});

test('a file too large for a tab is refused at once, with what it needs and what will read it', async () => {
  const tab = await open();
  const text = snapshotText([{ id: 1, type: 'synthetic', name: '', size: 0 }], []);
  const large = write('large.heapsnapshot', text.replace('"node_count":1,', '"node_count":110000000,'));
  truncateSync(large, 3e9);
  await tab.drop(AFTER, large);
  const alert = tab.card('large').getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /needs at least \d+\.\d GB of memory, and there are 4\.1 GB/);
  assert.match(await alert.locator('.advice').innerText(), /leakscope summary FILE/);
  await assertSummary(tab, AFTER);
  await until('the memory of the refused file is given back', () => tab.page.workers().length === 1);
});

test('whatever is wrong with a file, its worker answers and its card says what, where and what to do', async () => {
  const tab = await open();
  const names = Object.entries(badFiles).map(([kind, make], at) => {
    const name = `bad ${at}.heapsnapshot`;
    return { kind, name, path: write(name, Buffer.from(make()[0])) };
  });
  await tab.drop(AFTER, ...names.map(({ path }) => path));
  for (const { kind, name } of names) {
    const alert = tab.card(name).getByRole('alert');
    await alert.waitFor();
    const advice = await alert.locator('.advice').innerText();
    const message = (await alert.innerText()).replace(advice, '');
    assert.match(message, /^✗ .{20,} \(in [\w ]+, at byte \d+\)\s*$/s, kind);
    assert.match(advice, /^.{15,}\.$/s, kind);
    assert.doesNotMatch(message, /broke down|undefined|\[object|panic|unreachable/, kind);
    assert.equal(await tab.card(name).getByRole('button', { name: 'Choose another' }).count(), 1, kind);
  }
  await assertSummary(tab, AFTER);
  await until('only the good file has a worker', () => tab.page.workers().length === 1);
});

describe('a worker that dies', () => {
  const killers = {
    'by an error of its own': () => {
      setTimeout(() => {
        throw new Error('on purpose');
      });
    },
    'by a call that breaks the engine': () => {
      self.onmessage({ data: { kind: 'call', id: 1e6, generation: null, call: { method: 'no such', args: [] } } });
    },
  };
  for (const [how, kill] of Object.entries(killers)) {
    test(`${how}: the page says so, keeps the other snapshot, and starts another`, async () => {
      const tab = await open();
      tab.expectComplaints('Uncaught Error: on purpose');
      await tab.compare(BEFORE, AFTER);
      await tab.page.workers()[1].evaluate(kill);
      const card = tab.page.getByRole('list', { name: 'Files being opened' }).getByRole('listitem');
      await card.getByText('The engine broke down on this snapshot').waitFor();
      await card.getByText('Other snapshots are not affected.').waitFor();
      const lost = (await card.innerText()).includes('node18-leak-after') ? AFTER : BEFORE;
      await assertSummary(tab, lost === AFTER ? BEFORE : AFTER);
      await until('the lost snapshot has no worker', () => tab.page.workers().length === 1);
      await card.getByRole('button', { name: 'Try again' }).click();
      await assertCompared(tab);
      await until('each snapshot has a worker', () => tab.page.workers().length === 2);
    });
  }
});
