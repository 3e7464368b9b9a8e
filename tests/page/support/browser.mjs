/**
 * A browser and the site, for all tests of a file. Every test gets tabs of its own; none may leave a complaint behind.
 * The browser is Chromium, named by `$CHROMIUM`, or with `BROWSER=firefox` the Firefox named by `$FIREFOX`, just as it was
 * released: one library drives both (Firefox by WebDriver BiDi).
 */
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { chromium, firefox } from 'playwright-core';
import { BROWSER } from './browser-name.mjs';
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
/** A page may copy and read the clipboard without a question, as Chromium's tabs may by their permissions. */
const FIREFOX_PREFERENCES = { 'dom.events.testing.asyncClipboard': true };
const VIEWPORT = { width: 1400, height: 900 };

async function launch() {
  const variable = BROWSER.toUpperCase();
  const executablePath = process.env[variable];
  if (!executablePath)
    throw new Error(`Set ${variable} to the path of a browser, or run \`cargo xtask test --only page\`.`);
  return BROWSER === 'firefox'
    ? firefox.launch({ executablePath, channel: 'moz-firefox', firefoxUserPrefs: FIREFOX_PREFERENCES })
    : chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Starts both before the tests of the file that calls it, and ends them afterwards. */
export function useBrowser() {
  let browser;
  let site;
  let tabs = [];

  before(async () => {
    site = await Site.start();
    browser = await launch();
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
      ...(BROWSER === 'chromium' && { permissions: ['clipboard-read', 'clipboard-write'] }),
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
