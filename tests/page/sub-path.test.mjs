/** The built site works from any folder of any web server: served below a path, it asks for nothing outside of it. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const SITE = new URL('../../dist/', import.meta.url);
const FOLDER = '/some/sub/';
const MEDIA_TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', wasm: 'application/wasm' };
/** What root in a container needs, and nothing that talks to the network by itself. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];

const asked = [];
let server;
let browser;

before(async () => {
  const executablePath = process.env.CHROMIUM;
  assert.ok(executablePath, 'CHROMIUM must name a browser: cargo xtask test --only page');
  server = http.createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({ executablePath, args: FLAGS });
});

after(async () => {
  await browser?.close();
  server.close();
});

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  asked.push(pathname);
  try {
    assert.ok(pathname.startsWith(FOLDER));
    const file = pathname.slice(FOLDER.length) || 'index.html';
    const bytes = await fs.readFile(new URL(file, SITE));
    const mediaType = MEDIA_TYPES[file.split('.').at(-1)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': mediaType }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

test('the sample opens below a sub-path', async () => {
  const page = await browser.newPage();
  const failed = [];
  page.on('response', (response) => { if (!response.ok()) failed.push(response.url()); });
  await page.goto(`http://127.0.0.1:${server.address().port}${FOLDER}`);
  await page.getByText('Try it with a sample').click();
  await page.getByRole('tab', { name: 'Comparison' }).click();
  const table = page.getByRole('treegrid', { name: 'Comparison' });
  await table.getByRole('row', { name: /Session/ }).first().waitFor();
  assert.deepEqual(failed, []);
  assert.ok(asked.some((path) => path.endsWith('.wasm')), asked.join('\n'));
  assert.deepEqual(asked.filter((path) => !path.startsWith(FOLDER)), []);
});
