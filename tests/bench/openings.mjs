// Opens a file again and again, each time in a new tab of one browser, and says how often the browser gave no byte for a while.
//
//   node tests/bench/openings.mjs FILE TIMES
//
// A read of a large file that had just been written was once seen to stop for ever. Prints a line of JSON: how many openings ended with
// retained sizes on the screen, in how many the page said that no byte came (`silent`), and the seconds of the fastest, the median and
// the slowest. With $AGAIN the file is copied before each opening, so that it is one that has just been written. `$CHROMIUM` names the
// browser, `$SITE` another site than dist/.

import fs from 'node:fs';
import {launch} from '../page/support/launch.mjs';
import {patience} from '../page/support/patience.mjs';
import {Site} from '../page/support/site.mjs';
import {Tab} from '../page/support/tab.mjs';

const [file, times] = process.argv.slice(2);
if (!(Number(times) > 0)) {
  console.error('usage: node openings.mjs FILE TIMES');
  process.exit(2);
}
patience.milliseconds = 300_000;
const copy = `${file}.again.heapsnapshot`;

/** Seconds until retained sizes are there, and whether nothing came for a while. */
async function opening(browser, site) {
  const tab = new Tab(await browser.newPage(), site);
  try {
    await tab.page.addInitScript(() => {
      globalThis.wasSilent = false;
      const look = () => (globalThis.wasSilent ||= document.querySelector('.file-reading')?.textContent.includes('given no byte') ?? false);
      new MutationObserver(look).observe(document, {subtree: true, childList: true, characterData: true});
    });
    await tab.goto('#view=summary');
    const start = performance.now();
    await tab.page.locator('input[type=file]').first().setInputFiles([process.env.AGAIN ? copy : file]);
    await tab.retainedSizes();
    return {seconds: (performance.now() - start) / 1000, silent: await tab.page.evaluate(() => globalThis.wasSilent)};
  } finally {
    await tab.page.close();
  }
}

const site = await Site.start();
const browser = await launch();
const [took, failures] = [[], []];
let silent = 0;
try {
  for (let at = 0; at < Number(times); at++) {
    if (process.env.AGAIN) fs.copyFileSync(file, copy);
    try {
      const opened = await opening(browser, site);
      took.push(opened.seconds);
      silent += Number(opened.silent);
    } catch (error) {
      failures.push(String(error.message).split('\n')[0]);
    }
    if (process.env.AGAIN) fs.rmSync(copy);
  }
} finally {
  await browser.close();
  await site.stop();
}
took.sort((one, other) => one - other);
const [fastest, median, slowest] = [0, took.length >> 1, took.length - 1].map(at => Number(took[at]?.toFixed(2)));
console.log(JSON.stringify({openings: took.length, silent, fastest, median, slowest, failures}));
