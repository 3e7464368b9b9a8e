// Opens a page in Chromium, uses it and takes heap snapshots in between, by the DevTools protocol alone: Playwright's own
// helpers for pages would leave objects in the page's heap.

import fs from 'node:fs';
import path from 'node:path';
import {chromium} from 'playwright-core';

/** Where the page believes it is; no server answers there, its files are handed over. */
const ORIGIN = 'http://app.example';

const FLAGS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css'};

function serveFiles(page, place) {
  return page.route('**/*', (route) => {
    const file = path.join(place, new URL(route.request().url()).pathname);
    if (!fs.existsSync(file)) return route.fulfill({status: 404, body: ''});
    return route.fulfill({contentType: TYPES[path.extname(file)], body: fs.readFileSync(file)});
  });
}

async function evaluate(session, expression) {
  const {exceptionDetails} = await session.send('Runtime.evaluate', {expression, awaitPromise: true});
  if (exceptionDetails)
    throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
}

async function snapshot(session) {
  const chunks = [];
  const collect = ({chunk}) => chunks.push(chunk);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  session.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await session.send('HeapProfiler.takeHeapSnapshot', {reportProgress: false});
  session.off('HeapProfiler.addHeapSnapshotChunk', collect);
  return Buffer.from(chunks.join(''));
}

/** Uses `place`/index.html by its function step() and hands the snapshots `names` to `keep`. Returns the runtime. */
export async function takeChromiumSeries(spec, place, names, keep) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    chromiumSandbox: false,
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await serveFiles(page, place);
    await page.goto(`${ORIGIN}/${spec.page}`);
    const session = await page.context().newCDPSession(page);
    let count = spec.warmUp;
    for (const name of names) {
      await evaluate(session, `(async () => { for (let i = 0; i < ${count}; i++) await step(); })()`);
      keep(name, await snapshot(session));
      count = spec.units;
    }
    return `chromium ${browser.version().split('.')[0]}`;
  } finally {
    await browser.close();
  }
}
