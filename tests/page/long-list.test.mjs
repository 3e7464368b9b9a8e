/** A list that is longer than browsers draw comes to rest where its rows are, whether or not a browser tells the end of a scroll. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { madeFiles, manyItems } from './support/made-files.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();
const { write, folder } = madeFiles();
after(() => rmSync(folder, { recursive: true }));

const ITEMS = 500_000;
/** As in www/widgets/treegrid/scroll-map.ts. */
const TRACK_LIMIT = 8_000_000;

test('after a scroll by exact pixels the thumb stands where the list is', async () => {
  const tab = await open();
  await tab.choose(tab.button('Choose files'), write('many.heapsnapshot', manyItems(ITEMS)));
  await tab.grid('Summary').waitFor();
  await tab.toggle(tab.rowAt('Summary', 0));
  const grid = tab.grid('Summary');
  await until('all are listed', async () => Number(await grid.getAttribute('aria-rowcount')) > ITEMS);
  const scrollTop = () => grid.evaluate((element) => element.scrollTop);
  const firstRow = async () => (await tab.rows('Summary'))[0].position;
  await grid.evaluate((element, top) => (element.scrollTop = top), TRACK_LIMIT / 2);
  await until('the middle is shown', async () => (await firstRow()) > ITEMS / 3);
  const before = { top: await scrollTop(), row: await firstRow() };
  const height = await grid.evaluate((element) => element.querySelector('[data-index]').getBoundingClientRect().height);
  await grid.evaluate(async (element) => {
    for (let move = 0; move < 40; move++) {
      element.scrollTop += 100;
      await new Promise(requestAnimationFrame);
    }
  });
  const share = TRACK_LIMIT / (ITEMS * height);
  assert.ok(share < 0.9, 'the track is shorter than the list');
  const look = async () => ({ rows: (await firstRow()) - before.row, pixels: (await scrollTop()) - before.top });
  const { rows } = await until('the thumb is at rest', async () => {
    const { rows, pixels } = await look();
    return Math.abs(pixels - rows * height * share) < 3 * height && { rows, pixels };
  });
  assert.ok(rows > 20, `${rows} rows went by`);
});
