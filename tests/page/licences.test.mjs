/** Whose code goes out with the page: the list names all of it, and one click on the start page, or in the list of keys, shows it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { useBrowser } from './support/browser.mjs';
import { SITE } from './support/site.mjs';
import { test } from './support/test.mjs';

const { newTab, open } = useBrowser();
const LINK = 'Licences of the code by others in it';
const licences = readFileSync(join(SITE, 'licences.txt'), 'utf8');

/** The crates whose places in their sources stand in the engine, for messages of what went wrong. */
function cratesInTheEngine() {
  const wasm = readdirSync(join(SITE, 'assets')).find((name) => name.endsWith('.wasm'));
  const text = readFileSync(join(SITE, 'assets', wasm), 'latin1');
  const found = [...text.matchAll(/([a-z0-9_-]+)-(\d+\.\d+\.\d+)\/src\/[a-z0-9_/]+\.rs/g)];
  return [...new Set(found.map(([, name, version]) => `${name} ${version}`))];
}

/** Installed by a package that the page uses, which is built with 20 lines of our own in its place (vite.config.ts). */
const NOT_SHIPPED = '@jridgewell/resolve-uri';

/** What package-lock.json installs for the page and not for its building and testing. */
function packagesOfThePage() {
  const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  const meant = Object.entries(packages).filter(([path, { dev, peer }]) => path !== '' && dev !== true && peer !== true);
  const names = meant.map(([path, { version }]) => `${path.replace('node_modules/', '')} ${version}`);
  return names.filter((name) => !name.startsWith(NOT_SHIPPED));
}

test('every crate and every package that is shipped is in the list, with a text', () => {
  const shipped = [...cratesInTheEngine(), ...packagesOfThePage()];
  for (const known of ['memchr', 'ruzstd', 'preact', '@preact/signals-core'])
    assert.ok(shipped.some((name) => name.startsWith(`${known} `)), `${known} was looked for`);
  const [list, ...texts] = licences.split(`\n${'-'.repeat(80)}\n`);
  assert.ok(!list.includes(NOT_SHIPPED), `${NOT_SHIPPED} is not shipped`);
  for (const name of shipped) {
    assert.ok(list.includes(`\n${name}: `), `${name} is in the list`);
    assert.ok(texts.some((text) => text.split('\n\n')[1] !== undefined && text.trimStart().split('\n\n')[0].split(', ').includes(name)), `${name} has a text`);
  }
});

test('the start page and the list of keys link to it, and it opens beside the page', async () => {
  const tab = await open();
  const [shown] = await Promise.all([tab.page.waitForEvent('popup'), tab.page.getByRole('link', { name: LINK }).click()]);
  await shown.getByText('Code by others that is part of this copy of leakscope').waitFor();
  await shown.close();
  await tab.button('? Keys').click();
  await tab.page.getByRole('dialog').getByRole('link', { name: LINK }).waitFor();
});

test('the page as one file carries it', async () => {
  const tab = await newTab();
  tab.expectComplaints(
    "Connecting to 'http://leakscope.invalid/'",
    'Fetch API cannot load http://leakscope.invalid/',
    'Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at http://leakscope.invalid/',
  );
  await tab.page.goto(pathToFileURL(join(SITE, 'leakscope.html')).href);
  await tab.locked();
  const [shown] = await Promise.all([tab.page.waitForEvent('popup'), tab.page.getByRole('link', { name: LINK }).click()]);
  await shown.getByText('Code by others that is part of this copy of leakscope').waitFor();
});
