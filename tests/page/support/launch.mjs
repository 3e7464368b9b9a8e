/**
 * Starts a browser: Chromium, named by `$CHROMIUM`, or with `BROWSER=firefox` the Firefox named by `$FIREFOX`, just as it was
 * released (one library drives both, Firefox by WebDriver BiDi), or with `BROWSER=webkit` WebKitGTK, whose WebDriver is
 * named by `$WEBKIT`.
 */
import { chromium, firefox } from 'playwright-core';
import { BROWSER } from './browser-name.mjs';

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
