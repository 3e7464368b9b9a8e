/** Statistics: the figures of the command line, as a bar for each snapshot and as the difference of two. */
import assert from 'node:assert/strict';
import { useBrowser } from './support/browser.mjs';
import { leakCase, leakscopeJson, sample } from './support/command-line.mjs';
import { test } from './support/test.mjs';
import { untilEqual } from './support/until.mjs';

const { open } = useBrowser();

const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');
const KINDS = 7;

/** What the cells of a table's rows say exactly: the bytes in their tips. */
const figures = (tab) =>
  tab.page.locator('.kinds tbody tr').evaluateAll((rows) =>
    rows.map((row) => [
      row.cells[0].innerText.trim(),
      ...[...row.cells].filter(({ title }) => title !== '').map(({ title }) => Number(title.replace(/,| bytes/g, ''))),
    ]),
  );

test('of one snapshot: each kind with its bytes, which together are all', async () => {
  const tab = await open();
  await tab.drop(AFTER);
  await tab.view('Statistics').click();
  const { statistics, rows } = await leakscopeJson('statistics', AFTER);
  const expected = [...rows.slice(0, KINDS).map(({ kind, size }) => [kind, size]), ['Total', statistics.total]];
  await untilEqual(() => figures(tab), expected);
  const widths = await tab.page.locator('.bar rect').evaluateAll((all) => all.map((rect) => parseFloat(rect.getAttribute('width'))));
  assert.equal(widths.length, KINDS);
  assert.ok(Math.abs(widths.reduce((sum, width) => sum + width, 0) - 100) < 1e-6);
  assert.match(await tab.hash(), /view=statistics/);
});

test('of two: both, and the difference; the larger one has the longer bar', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.view('Statistics').click();
  const [older, newer] = await Promise.all([BEFORE, AFTER].map((file) => leakscopeJson('statistics', file)));
  const delta = await leakscopeJson('statistics', AFTER, '--base', BEFORE);
  const expected = delta.map(({ kind, baseSize, size, sizeDelta }) => [kind, baseSize, size, sizeDelta]);
  const [before, after] = [older, newer].map(({ statistics }) => statistics.total);
  await untilEqual(() => figures(tab), [...expected, ['Total', before, after, after - before]]);
  const lengths = await tab.page.locator('.bar svg').evaluateAll((bars) =>
    bars.map((bar) => [...bar.querySelectorAll('rect')].reduce((sum, rect) => sum + rect.getBoundingClientRect().width, 0)),
  );
  assert.equal(lengths.length, 2);
  assert.ok(Math.abs(lengths[0] / lengths[1] - before / after) < 0.02, String(lengths));
  await tab.page.getByRole('button', { name: 'Copy', exact: true }).click();
  await tab.page.getByRole('button', { name: 'Copied', exact: true }).waitFor();
  assert.match(await tab.clipboard(), new RegExp(`^kind,baseSize,size,sizeDelta\\r?\\nCode,${delta[0].baseSize},${delta[0].size},${delta[0].sizeDelta}\\r?\\n`));
});

test('figures never stand below the names of other snapshots', async () => {
  const tab = await open();
  await tab.compare(BEFORE, AFTER);
  await tab.view('Statistics').click();
  await tab.page.locator('.kinds').waitFor();
  await tab.page.getByRole('button', { name: /^newer: / }).click();
  await tab.slowEngines();
  const seen = await tab.page.evaluate(async () => {
    document.querySelector('.panel input[type=radio]:not(:checked)').click();
    const names = new Set();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const chosen = [...document.querySelectorAll('.chosen b')].map(({ textContent }) => textContent);
      const shown = [...document.querySelectorAll('.bar b')].map(({ textContent }) => textContent);
      names.add(JSON.stringify({ chosen, shown }));
      if (shown.length > 0 && chosen[0].endsWith('after') && shown[0] === chosen[0]) return [...names].map(JSON.parse);
    }
  });
  for (const { chosen, shown } of seen) if (chosen[0].endsWith('after')) assert.ok(shown.length === 0 || shown[0] === chosen[0], shown[0]);
});

test('elements that are detached are named with their numbers, and lead to their class in Summary', async () => {
  const tab = await open();
  const [file] = leakCase('previews', 'B');
  await tab.drop(file);
  await tab.view('Statistics').click();
  const { rows } = await leakscopeJson('summary', file, '--filter', 'Detached ', '--limit', '1000');
  const kinds = rows.filter(({ name }) => /^Detached (<|Window)/.test(name));
  assert.ok(kinds.some(({ name }) => name === 'Detached Window'));
  const said = tab.page.locator('p', { hasText: /^Detached:/ });
  const words = async () => (await said.innerText()).replace(/ \([^)]*\)/g, '').replace(/\s+/g, ' ');
  await untilEqual(words, `Detached: ${kinds.map(({ name, count }) => `${count} ${name.slice('Detached '.length)}`).join(', ')}`);
  await said.getByRole('button', { name: 'Window', exact: true }).click();
  await untilEqual(async () => (await tab.rows('Summary'))[0]?.name, 'Detached Window ×5');
  await untilEqual(async () => (await tab.rows('Summary'))[0]?.expanded, 'true');
});
