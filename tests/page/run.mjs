/**
 * Runs the page's tests in the browser named by `$BROWSER`, one file after the other: all files in Chromium, in the others
 * those chosen in support/exceptions.mjs, whose table is printed first.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BROWSER } from './support/browser-name.mjs';
import { exceptionsOf, FILES } from './support/exceptions.mjs';

const ENDING = '.test.mjs';
const folder = fileURLToPath(new URL('./', import.meta.url));
const all = readdirSync(folder).filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
const files = FILES[BROWSER] ?? all;

if (files.length < all.length) console.log(`in ${BROWSER}: ${files.join(', ')}; in Chromium alone: ${all.filter((name) => !files.includes(name)).join(', ')}`);
for (const file of files)
  for (const [test, reason] of Object.entries(exceptionsOf(BROWSER, file))) console.log(`not in ${BROWSER}: ${file} › ${test}: ${reason}`);

const options = ['--test', '--test-concurrency=1', '--test-reporter=spec'];
const paths = files.map((name) => folder + name + ENDING);
const { status } = spawnSync(process.execPath, [...options, ...paths], { stdio: 'inherit' });
process.exit(status ?? 1);
