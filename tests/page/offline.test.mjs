/** The page without a network, once it has been visited; and the service worker does nothing else. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { useBrowser } from './support/browser.mjs';
import { sample } from './support/command-line.mjs';
import { Elsewhere } from './support/elsewhere.mjs';
import { SITE } from './support/site.mjs';
import { test } from './support/test.mjs';
import { until } from './support/until.mjs';

const { open } = useBrowser();

/** A tab whose page the browser has kept. */
async function openAndKeep() {
  const tab = await open();
  await tab.kept();
  return tab;
}

function serviceWorkerOf(tab) {
  const [worker] = tab.page.context().serviceWorkers();
  assert.ok(worker, 'there is a service worker');
  return worker;
}

describe('with the server stopped', () => {
  test('a reload brings the page back, locked, and files open', async () => {
    const tab = await openAndKeep();
    await tab.site.pause();
    try {
      await tab.reload();
      await tab.compare(sample('node18-leak-before'), sample('node18-leak-after'));
      assert.ok((await tab.names('Comparison')).length > 0);
      // The page tries to connect to the address by which it was opened.
      tab.expectComplaints("Connecting to '", 'Fetch API cannot load ');
      await tab.goto('?anything#view=summary');
      await tab.goto('index.html');
    } finally {
      await tab.site.resume();
    }
  });

  test('nothing but the page and its parts has been kept', async () => {
    const tab = await openAndKeep();
    const kept = await tab.page.evaluate(async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => url);
    });
    const relative = kept.map((url) => url.slice(tab.site.address.length)).sort();
    assert.equal(relative[0], '');
    assert.ok(relative.slice(1).every((name) => /^(assets\/[^/]+\.(js|css|wasm)|licences\.txt)$/.test(name)), relative.join('\n'));
    assert.ok(relative.some((name) => name.endsWith('.wasm')));
  });
});

describe('a new version', () => {
  test('comes at the next visit, and an older tab says so', async () => {
    const tab = await openAndKeep();
    const { site } = tab;
    const newer = await tab.page.context().newPage();
    try {
      const page = await readFile(join(SITE, 'index.html'), 'utf8');
      const style = /assets\/[^"]+\.css/.exec(page)[0];
      const styles = await readFile(join(SITE, style));
      const worker = await readFile(join(SITE, 'service-worker.js'), 'utf8');
      site.changed.set('index.html', page.replaceAll(style, 'assets/other.css').replace('<title>', '<title>new '));
      site.changed.set('assets/other.css', styles);
      site.changed.set('service-worker.js', worker.replaceAll(style, 'assets/other.css').replace(/VERSION = '/, "$&x"));
      await newer.goto(site.address);
      await newer.getByRole('button', { name: 'network: locked ✓', exact: true }).waitFor();
      assert.match(await newer.title(), /new/);
      await tab.page.getByText('New version: reload').waitFor();
      assert.equal(await newer.getByText('New version: reload').count(), 0);
      await until('the older version is not kept any more', async () => {
        const names = await newer.evaluate(() => caches.keys());
        return names.length === 1 && names[0].includes(' x');
      });
    } finally {
      site.changed.clear();
      await newer.close();
    }
  });
});

describe('the service worker', () => {
  let elsewhere;
  before(async () => {
    elsewhere = await Elsewhere.start();
  });
  after(() => elsewhere.stop());

  test('does nothing that a message asks for', async () => {
    const tab = await openAndKeep();
    const sent = [...tab.site.requests];
    const asked = elsewhere.requests.length;
    const cached = () => tab.page.evaluate(() => caches.keys().then((names) => names.length));
    const names = await cached();
    await tab.page.evaluate(async (address) => {
      const { controller } = navigator.serviceWorker;
      const channel = new MessageChannel();
      for (const message of [address, { url: address }, { type: 'FETCH', url: address }, { type: 'CACHE_URLS', payload: [address] }])
        controller.postMessage(message, [...(message === address ? [channel.port2] : [])]);
    }, `${elsewhere.address}told`);
    // It answers nothing, so one is waited for that it does answer: its own kept file.
    const worker = serviceWorkerOf(tab);
    await worker.evaluate(() => caches.keys());
    assert.deepEqual(tab.site.requests, sent);
    assert.equal(elsewhere.requests.length, asked);
    assert.equal(await cached(), names);
  });

  test('hears nothing but install, activate and fetch', async () => {
    const script = await readFile(join(SITE, 'service-worker.js'), 'utf8');
    const heard = [...script.matchAll(/addEventListener\('(\w+)'/g)].map(([, name]) => name).sort();
    assert.deepEqual(heard, ['activate', 'fetch', 'install']);
    assert.ok(!/\bon(message|push|sync)\b|importScripts|\bimport\b/.test(script));
  });
});
