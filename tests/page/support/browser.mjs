/**
 * A browser and the site, for all tests of a file. Every test gets tabs of its own; none may leave a complaint behind.
 * The browser is Chromium, named by `$CHROMIUM`, or with `BROWSER=firefox` the Firefox named by `$FIREFOX`, just as it was
 * released (one library drives both, Firefox by WebDriver BiDi), or with `BROWSER=webkit` WebKitGTK, whose WebDriver is
 * named by `$WEBKIT`.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { after, afterEach, before } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox } from 'playwright-core';
import { BROWSER } from './browser-name.mjs';
import { Site } from './site.mjs';
import { Tab } from './tab.mjs';
import { currentException } from './test.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const FIREFOX = {
  channel: 'moz-firefox',
  firefoxUserPrefs: {
    // A page may read the clipboard without a question, as Chromium's tabs may by their permissions.
    'dom.events.testing.asyncClipboard': true,
    // As it is for people, and not for the library: a page from disk reads nothing beside it.
    'security.fileuri.strict_origin_policy': true,
  },
};
const VIEWPORT = { width: 1400, height: 900 };

/** Starts the browser under test. What it saves without telling the tests lands in `downloads`. */
export async function launch(downloads) {
  const variable = BROWSER.toUpperCase();
  const executablePath = process.env[variable];
  if (!executablePath)
    throw new Error(`Set ${variable} to the path of a browser, or run \`cargo xtask test --only page\`.`);
  switch (BROWSER) {
    case 'firefox':
      return firefox.launch({ executablePath, downloadsPath: downloads, ...FIREFOX });
    case 'webkit':
      return (await import('../webkit/browser.mjs')).launchWebKit(executablePath, downloads);
    default:
      return chromium.launch({ executablePath, args: ARGUMENTS });
  }
}

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
