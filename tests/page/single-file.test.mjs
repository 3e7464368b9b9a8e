/** The page as one file, opened from disk: it locks itself, proves it, and works. Needs `cargo xtask dist --single`. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { SITE } from './support/site.mjs';
import { test } from './support/test.mjs';

const { newTab } = useBrowser();
const FILE = pathToFileURL(join(SITE, 'leakscope.html')).href;

async function openFile() {
  const tab = await newTab();
  const requests = [];
  tab.page.on('request', (request) => requests.push(request.url()));
  // The attempts that prove the lock: of the page under both of its policies, then of each worker.
  tab.expectComplaints(
    "Connecting to 'http://leakscope.invalid/' violates the following Content Security Policy directive",
    'Fetch API cannot load http://leakscope.invalid/. Refused to connect because it violates',
    'Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at http://leakscope.invalid/',
  );
  await tab.page.goto(FILE);
  await tab.locked();
  return { tab, requests };
}

test('two snapshots are compared, and nothing is fetched', async () => {
  const { tab, requests } = await openFile();
  await tab.compare(sample('node18-leak-before'), sample('node18-leak-after'));
  assert.ok((await tab.names('Comparison')).includes('Session'));
  const fetched = requests.filter((url) => url !== FILE && !/^(blob|data):/.test(url) && !url.includes('leakscope.invalid'));
  assert.deepEqual(fetched, []);
});

test('a redacted copy is made of the file once more', async () => {
  const { tab } = await openFile();
  await tab.drop(sample('node18-leak-before'));
  await tab.computed();
  await tab.page.getByRole('button', { name: 'Export' }).click();
  const saved = await tab.saved(tab.page.getByRole('button', { name: /^Save a redacted copy of / }));
  assert.equal(saved.name, 'node18-leak-before-redacted.heapsnapshot.gz');
  assert.ok(gunzipSync(saved.bytes).toString('latin1', 0, 100).startsWith('{"snapshot":'));
});

test('no sample and no exercise is offered, since they could not be fetched', async () => {
  const { tab } = await openFile();
  await tab.text('A sample and Practise are on the page that a server hands out.').waitFor();
  assert.equal(await tab.page.getByRole('link', { name: /sample|Practise/ }).count(), 0);
});

test('the site opened from disk says what to do instead', async () => {
  const tab = await newTab();
  tab.expectComplaints('');
  await tab.page.goto(pathToFileURL(join(SITE, 'index.html')).href);
  await tab.page.getByText('this file was opened from disk').waitFor();
});
