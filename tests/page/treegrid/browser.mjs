/** Chromium, and a server that gives the synthetic page under the strict policy of the real one. */
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { bundlePage } from './bundle.mjs';

const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');
const HTML = '<!doctype html><html lang="en"><head><title>Treegrid</title><link rel="stylesheet" href="page.css">'
  + '<script type="module" src="page.js"></script></head><body></body></html>';

async function serve() {
  const { script, styles } = await bundlePage();
  const files = new Map([
    ['/', ['text/html', HTML]],
    ['/page.js', ['text/javascript', script]],
    ['/page.css', ['text/css', styles]],
    ['/favicon.ico', ['image/x-icon', '']],
  ]);
  const server = createServer(({ url }, response) => {
    const [type, text] = files.get(url) ?? ['text/plain', 'not found'];
    response.writeHead(files.has(url) ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY,
    });
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Opens pages of `options` (colour scheme, viewport); every error and violation on them is collected in `complaints`. */
export async function start() {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error('Set CHROMIUM to the path of a Chromium or Chrome, or run `cargo xtask test --only page`.');
  const server = await serve();
  const browser = await chromium.launch({
    executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const complaints = [];
  return {
    complaints,
    async open(options = {}) {
      const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, ...options });
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await page.getByRole('treegrid', { name: 'Synthetic' }).waitFor();
      return page;
    },
    async stop() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
