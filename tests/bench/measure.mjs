// One measurement in a browser of its own: opens one snapshot, or a pair, and prints a line of JSON.
//
//   node tests/bench/measure.mjs leakscope|devtools|reading FILE [OLDER]
//
// `shown` is what a person waits for, in seconds: the Comparison of a pair, or the Summary with retained sizes of one
// file; for `reading` the last byte. `peak` (MB) and `cpu` (seconds) are those of the page's renderer until nothing was left
// to compute, on Linux alone. `error` says why there is no answer. `$CHROMIUM` names the browser, `$SITE` another site than dist/.

import {createServer} from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';
import {devtoolsBundle} from '../conformance/bundle.mjs';
import {Site} from '../page/support/site.mjs';
import {pageUse, renderers} from './processes.mjs';

const PAGES = fileURLToPath(new URL('pages/', import.meta.url));
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const IS_LINUX = process.platform === 'linux';
const BETWEEN_LOOKS_MS = 200;
const PATIENCE_MS = 10_000;
const GIVE_UP_MS = 900_000;

/** Hands out the pages of this folder, and DevTools' code as one of their modules. */
async function servePages() {
  const bundle = fileURLToPath(await devtoolsBundle('browser'));
  const server = createServer(({url}, response) => {
    const file = url === '/bundle.mjs' ? bundle : path.join(PAGES, path.basename(url));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {'content-type': file.endsWith('.html') ? 'text/html' : 'text/javascript'});
    fs.createReadStream(file).pipe(response);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close()};
}

async function openLeakscope(page, view) {
  const site = await Site.start();
  await page.addInitScript({path: path.join(PAGES, 'leakscope.js')});
  await page.goto(`${site.address}#view=${view}`);
  await page.getByRole('button', {name: 'network: locked ✓', exact: true}).waitFor();
  // By the time that a person has found the files, the engine has warmed up.
  while (!(await page.evaluate(() => performance.getEntriesByName('leakscope:engine-warm').length))) await pause(20);
  return site;
}

async function openPage(page, name) {
  const site = await servePages();
  await page.goto(`${site.address}${name}.html`);
  await page.waitForFunction(() => globalThis.ready);
  return site;
}

/** What the page has measured; null while it is at work, or too busy to say, or dead. */
function look(page) {
  const answer = page.evaluate(() => globalThis.measured).catch(() => null);
  return Promise.race([answer, pause(PATIENCE_MS, null, {ref: false})]);
}

/** Chooses the files, as a person would, and waits for what the page says about them. */
async function measure(page, files) {
  const before = IS_LINUX ? renderers() : [];
  let died = null;
  page.on('crash', () => (died = {error: 'the tab crashed'}));
  page.context().browser().on('disconnected', () => (died = {error: 'the browser ended'}));
  await page.locator('input[type=file]').first().setInputFiles(files);
  let measured = null;
  for (const end = Date.now() + GIVE_UP_MS; !measured && !died && Date.now() < end; ) {
    await pause(BETWEEN_LOOKS_MS);
    measured = await look(page);
  }
  if (!measured) return died ?? {error: `no answer in ${GIVE_UP_MS / 1000} seconds`};
  return {...measured, ...(IS_LINUX && pageUse(before))};
}

const [subject, ...files] = process.argv.slice(2);
if (!['leakscope', 'devtools', 'reading'].includes(subject) || files.length < 1 || files.length > 2) {
  console.error('usage: node measure.mjs leakscope|devtools|reading FILE [OLDER]');
  process.exit(2);
}
const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ARGUMENTS});
const page = await browser.newPage({viewport: {width: 1400, height: 900}});
page.setDefaultTimeout(60_000);
const view = files.length > 1 ? 'comparison' : 'summary';
const site = await (subject === 'leakscope' ? openLeakscope(page, view) : openPage(page, subject));
try {
  console.log(JSON.stringify({browser: browser.version(), ...(await measure(page, files))}));
} finally {
  await browser.close();
  await site.stop();
}
