/** Statistics: the figures of the command line, as a bar for each snapshot and as the difference of two. */
import assert from 'node:assert/strict';
import { useBrowser } from './support/browser.mjs';
import { leakscopeJson, sample } from './support/command-line.mjs';
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
