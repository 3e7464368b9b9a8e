/** Chromium and the site, for all tests of a file. Every test gets tabs of its own; none may leave a complaint behind. */
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { chromium } from 'playwright-core';
import { Site } from './site.mjs';
import { Tab } from './tab.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const VIEWPORT = { width: 1400, height: 900 };

/** Starts both before the tests of the file that calls it, and ends them afterwards. */
export function useBrowser() {
  let browser;
  let site;
  let tabs = [];

  before(async () => {
    const executablePath = process.env.CHROMIUM;
    if (!executablePath)
      throw new Error('Set CHROMIUM to the path of a Chromium or Chrome, or run `cargo xtask test --only page`.');
    site = await Site.start();
    browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  afterEach(async () => {
    const complaints = tabs.flatMap((tab) => tab.complaints);
    await Promise.all(tabs.map(({ page }) => page.context().close()));
    tabs = [];
    assert.deepEqual(complaints, [], 'the browser complained');
  });

  /** A new tab that shows nothing yet, with settings of its own (`colorScheme`, `viewport`, …). */
  async function newTab(options = {}) {
    const context = await browser.newContext({
      viewport: VIEWPORT,
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    const tab = new Tab(await context.newPage(), site);
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
