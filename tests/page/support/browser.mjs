/**
 * A browser and the site, for all tests of a file. Every test gets tabs of its own; none may leave a complaint behind.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { after, afterEach, before } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROWSER } from './browser-name.mjs';
import { launch } from './launch.mjs';
import { Site } from './site.mjs';
import { Tab } from './tab.mjs';
import { currentException } from './test.mjs';

const VIEWPORT = { width: 1400, height: 900 };

/** Starts both before the tests of the file that calls it, and ends them afterwards. */
export function useBrowser() {
  let browser;
  let site;
  let tabs = [];
  let downloads;

  before(async () => {
    site = await Site.start();
    downloads = mkdtempSync(join(tmpdir(), 'leakscope-downloads-'));
    browser = await launch(downloads);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
    rmSync(downloads, { recursive: true, force: true });
  });
  afterEach(async () => {
    const complaints = tabs.flatMap((tab) => tab.complaints);
    await Promise.all(tabs.map(({ page }) => page.context().close()));
    tabs = [];
    if (currentException() === undefined) assert.deepEqual(complaints, [], 'the browser complained');
  });

  /** A new tab that shows nothing yet, with settings of its own (`colorScheme`, `viewport`, …). */
  async function newTab(options = {}) {
    const context = await browser.newContext({
      viewport: VIEWPORT,
      ...(BROWSER === 'chromium' && { permissions: ['clipboard-read', 'clipboard-write'] }),
      ...options,
    });
    const tab = new Tab(await context.newPage(), site, downloads);
    tabs.push(tab);
    return tab;
  }

  return {
    newTab,
    /** A new tab with the page in it, locked and ready for files. */
    async open(options) {
      const tab = await newTab(options);
      await tab.goto();
      return tab;
    },
  };
}
