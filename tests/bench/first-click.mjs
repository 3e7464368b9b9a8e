// How soon the page answers: opens the built page in five browsers of their own, one after another, and clicks `? Keys` in
// the very moment of the load event.
//
//   node tests/bench/first-click.mjs
//
// Prints a line of JSON, medians in milliseconds: `answered`, from the load event until the dialog has been painted; `loaded`,
// from the start of the navigation until the load event; `longestTask`, of the page's main thread until then (0: none of 50 ms
// or more). `$CHROMIUM` names the browser, `$SITE` another site than dist/.

import {chromium} from 'playwright-core';
import {Site} from '../page/support/site.mjs';

const ROUNDS = 5;

/** Put into the page before its own scripts: what it measures is in `measured`, afterwards. */
function clickWhenLoaded() {
  globalThis.measured = null;
  let longestTask = 0;
  const tasks = new PerformanceObserver(list => {
    for (const {duration} of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  tasks.observe({type: 'longtask', buffered: true});
  // What begins the frame after the one that shows the dialog comes when that has been painted.
  const whenPainted = then => requestAnimationFrame(() => requestAnimationFrame(then));
  const whenOpen = then => (document.querySelector('dialog[open]') ? then() : setTimeout(whenOpen, 0, then));
  addEventListener('load', () => {
    const loaded = performance.now();
    const keys = [...document.querySelectorAll('button')].find(button => button.textContent === '? Keys');
    keys.click();
    whenOpen(() =>
      whenPainted(() => {
        const answered = performance.now() - loaded;
        // Long tasks are told a while after they ended.
        setTimeout(() => (globalThis.measured = {answered, loaded, longestTask}), 500);
      }),
    );
  });
}

async function round(site) {
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu']});
  try {
    const page = await browser.newPage({viewport: {width: 1400, height: 900}});
    await page.addInitScript(clickWhenLoaded);
    await page.goto(site.address);
    const measured = await page.waitForFunction(() => globalThis.measured);
    return {browser: browser.version(), ...(await measured.jsonValue())};
  } finally {
    await browser.close();
  }
}

const median = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const site = await Site.start();
const rounds = [];
for (let done = 0; done < ROUNDS; done++) rounds.push(await round(site));
await site.stop();
const medianOf = name => Math.round(median(rounds.map(measured => measured[name])));
console.log(
  JSON.stringify({
    browser: rounds[0].browser,
    answered: medianOf('answered'),
    loaded: medianOf('loaded'),
    longestTask: medianOf('longestTask'),
    all: rounds.map(({answered}) => Math.round(answered)),
  }),
);
