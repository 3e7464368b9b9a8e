// Opens one file that is as large as a tab can hold, in a browser of its own, and goes the way of a person: Summary with retained
// sizes, the first object of a class, its Retainers with the chain. Prints a line of JSON.
//
//   node tests/bench/one-large.mjs FILE [CLASS]
//
// Seconds of `summary` and `retained` count from choosing the file, those of `objects` and `chain` from the click; `peak` (MB)
// and `cpu` (seconds) are the renderer's. The largest class by retained size is taken if none is named. `$CHROMIUM` names the
// browser, `$SITE` another site than dist/. `node tests/bench/repeat-heap.mjs` makes such a file.

import {setTimeout as pause} from 'node:timers/promises';
import {launch} from '../page/support/launch.mjs';
import {patience} from '../page/support/patience.mjs';
import {Site} from '../page/support/site.mjs';
import {Tab} from '../page/support/tab.mjs';
import {until} from '../page/support/until.mjs';
import {pageUse, renderers} from './processes.mjs';

const [file, className] = process.argv.slice(2);
if (!file) {
  console.error('usage: node one-large.mjs FILE [CLASS]');
  process.exit(2);
}
patience.milliseconds = 900_000;

/** Seconds that something took. */
async function timed(deed) {
  const start = performance.now();
  await deed();
  return Number(((performance.now() - start) / 1000).toFixed(2));
}

/** The row of a class, wherever it stands in the list by retained size. */
const position = rows => Math.max(0, rows.findIndex(row => row.name === className));

async function walk(tab) {
  const opened = performance.now();
  const since = () => Number(((performance.now() - opened) / 1000).toFixed(2));
  await tab.page.locator('input[type=file]').first().setInputFiles([file]);
  await tab.grid('Summary').waitFor();
  const summary = since();
  await tab.retainedSizes();
  const retained = since();
  await tab.computed();
  const all = since();
  const at = position(await tab.rows('Summary'));
  const {name} = (await tab.rows('Summary'))[at];
  const objects = await timed(async () => {
    await tab.toggle(tab.rowAt('Summary', at));
    await until('its objects are there', async () => {
      const first = (await tab.rows('Summary'))[at + 1];
      return first?.level === 2 && !first.coming;
    });
  });
  const chain = await timed(async () => {
    await tab.rowAt('Summary', at + 1).click();
    await tab.chain().waitFor();
    await until('its retainers are there', async () => (await tab.rows('Retainers')).some(row => !row.coming));
  });
  return {summary, retained, all, class: name, objects, chain, path: await tab.chainText()};
}

const site = await Site.start();
const browser = await launch();
try {
  const tab = new Tab(await browser.newPage({viewport: {width: 1400, height: 900}}), site);
  await tab.goto('#view=summary');
  const before = renderers();
  let died = false;
  tab.page.on('crash', () => (died = true));
  const measured = await Promise.race([
    walk(tab),
    (async () => {
      while (!died) await pause(500, undefined, {ref: false});
      return {error: 'the tab crashed'};
    })(),
  ]);
  console.log(JSON.stringify({browser: browser.version(), ...measured, ...pageUse(before)}));
  if (process.env.SCREENSHOT) await tab.page.screenshot({path: process.env.SCREENSHOT});
} finally {
  await browser.close();
  await site.stop();
}
