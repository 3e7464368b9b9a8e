/** What is shown can be taken along: the page saves and copies what the command line prints. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { useBrowser } from './support/browser.mjs';
import { leakscope, sample } from './support/command-line.mjs';
import { idIn } from './support/rows.mjs';
import { test } from './support/test.mjs';
import { until, untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');
const PAGE = sample('chromium-after');
const FORMATS = [
  ['Text', 'table', 'txt'],
  ['CSV', 'csv', 'csv'],
  ['JSON', 'json', 'json'],
];

/** What the command line prints. The page's comparison is its rows alone, without the two files above them. */
async function printed(question, format) {
  const text = await leakscope(...question, '--format', format);
  if (question[0] !== 'compare') return text;
  if (format === 'table') return text.slice(text.indexOf('\n\n') + 2);
  return format === 'json' ? text.slice(text.indexOf('"rows":') + '"rows":'.length).replace(/}\n$/, '\n') : text;
}

/** Saves a thing in every format and copies it. Each must be what the command line prints for `question`. */
async function assertExported(tab, thing, name, ...question) {
  for (const [title, format, ending] of FORMATS) {
    const expected = await printed(question, format);
    const saved = await tab.saved(tab.button(`Save ${thing} as ${title}`));
    assert.equal(saved.name, `${name}.${ending}`);
    assert.equal(saved.text, expected, `${thing} as ${title}`);
  }
  await tab.button(`Copy ${thing} as text`).click();
  await tab.page.getByText(`${thing}: copied`).waitFor();
  assert.equal(await tab.clipboard(), await printed(question, 'table'));
}

for (const redacted of [true, false]) test(`comparison, retainers and chain, in every format, ${redacted ? '' : 'not '}redacted`, async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  if (!redacted) await tab.redaction().uncheck();
  const redaction = redacted ? ['--redact'] : [];
  const session = tab.row('Comparison', 'Session');
  await tab.toggle(session);
  const object = await until('its objects are listed', async () =>
    (await tab.rows('Comparison')).find(({ level, coming }) => level === 2 && !coming),
  );
  await tab.rowAt('Comparison', object.position).click();
  await tab.chain().waitFor();
  const id = idIn(object);
  await tab.page.getByRole('button', { name: 'Export' }).click();
  await assertExported(tab, 'Comparison', 'comparison-node18-leak-before-node18-leak-after', 'compare', BEFORE, AFTER, ...redaction);
  await assertExported(tab, `Retainers of @${id}`, `retainers-node18-leak-after-${id}`, 'retainers', AFTER, `@${id}`, ...redaction);
  await assertExported(tab, `Chain to @${id}`, `chain-node18-leak-after-${id}`, 'path', AFTER, `@${id}`, ...redaction);
  await assertExported(tab, `Cuts of @${id}`, `cuts-node18-leak-after-${id}`, 'cuts', AFTER, `@${id}`, ...redaction);
});

for (const redacted of [true, false]) test(`statistics of one snapshot and of two, ${redacted ? '' : 'not '}redacted`, async () => {
  const tab = await open();
  await tab.drop(PAGE);
  if (!redacted) await tab.redaction().uncheck();
  const redaction = redacted ? ['--redact'] : [];
  await tab.view('Statistics').click();
  await tab.computed();
  await tab.button('Export').click();
  await assertExported(tab, 'Statistics', 'statistics-chromium-after', 'statistics', PAGE, ...redaction);
  await tab.page.keyboard.press('Escape');
  await tab.drop(sample('chromium-before'));
  await until('there are two', async () => (await tab.page.locator('.bar').count()) === 2);
  await tab.computed();
  await tab.button('Export').click();
  const names = 'statistics-chromium-before-chromium-after';
  await assertExported(tab, 'Statistics', names, 'statistics', PAGE, '--base', sample('chromium-before'), ...redaction);
});

test('the tables as they are sorted and filtered', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.redaction().uncheck();
  const filter = tab.page.getByRole('searchbox', { name: 'Filter class' });
  await tab.grid('Comparison').getByRole('columnheader', { name: '# Deleted' }).click();
  await filter.fill('node');
  const names = async (grid) => (await tab.names(grid)).every((name) => name.toLowerCase().includes('node'));
  await until('it is filtered', () => names('Comparison'));
  const exporting = tab.page.getByRole('button', { name: 'Export' });
  await exporting.click();
  const order = ['--sort', 'deletedCount:desc', '--filter', 'node'];
  await assertExported(
    tab,
    'Comparison',
    'comparison-node18-leak-before-node18-leak-after',
    'compare',
    BEFORE,
    AFTER,
    ...order,
  );
  await tab.page.keyboard.press('Escape');

  await tab.page.getByRole('tab', { name: 'Summary' }).click();
  await tab.page.getByRole('radio', { name: 'older' }).check();
  await tab.grid('Summary').getByRole('columnheader', { name: 'Constructor' }).click();
  await until('it is filtered', () => names('Summary'));
  await untilEqual(
    () => tab.grid('Summary').getByRole('columnheader', { name: 'Constructor' }).getAttribute('aria-sort'),
    'ascending',
  );
  await exporting.click();
  const question = ['summary', BEFORE, '--sort', 'name:asc', '--filter', 'node'];
  await assertExported(tab, 'Summary', 'summary-node18-leak-before', ...question);
});

test('a redacted copy of an open snapshot', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.page.getByRole('button', { name: 'Export' }).click();
  const copies = [];
  const folder = await mkdtemp(join(tmpdir(), 'leakscope-copies-'));
  for (const file of [BEFORE, AFTER]) {
    const button = tab.page.getByRole('button', { name: `Save a redacted copy of ${basename(file)}` });
    const saved = await tab.saved(button);
    const name = basename(file).replace(/\.heapsnapshot.*/, '-redacted.heapsnapshot.gz');
    assert.equal(saved.name, name);
    await tab.page.getByText(`Saved as ${name}`).waitFor();
    await writeFile(join(folder, name), saved.bytes);
    copies.push(join(folder, name));
  }
  // The sample's path is in it, the path of the machine is not; no figure has changed.
  assert.ok(!gunzipSync(await readFile(copies[1])).includes('/srv/sample/'));
  const figures = async (files) =>
    JSON.parse(await leakscope('compare', ...files, '--format', 'json')).rows.map((row) => [row.newCount, row.sizeDelta]).sort();
  assert.deepEqual(await figures(copies), await figures([BEFORE, AFTER]));
  await rm(folder, { recursive: true });
});

test('of a snapshot that is not of V8 no redacted copy is offered, and why', async () => {
  const tab = await open();
  await tab.drop(fileURLToPath(new URL('../cli/firefox/after.fxsnapshot', import.meta.url)));
  await tab.grid('Summary').waitFor();
  await tab.computed();
  await tab.button('Export').click();
  await tab.text('None of after.fxsnapshot: only V8’s format can be copied, and this is Firefox’s.').waitFor();
  assert.equal(await tab.page.getByRole('button', { name: /^Save a redacted copy of / }).count(), 0);
});
