/**
 * Runs the page's tests in the browser named by `$BROWSER`, one file after the other: all files in Chromium, in the others
 * those chosen in support/exceptions.mjs, whose table is printed first. A file that fails is run once more: on a busy
 * machine a browser can be late in a way that no test foresaw. What passes then is named as unsteady and is to be mended;
 * what fails again fails the run.
 */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
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

/**
 * Runs files of tests and gives those in which one failed. Each is a run of its own, because an event tells only where `test`
 * is called, which is support/test.mjs for most.
 */
async function failing(paths) {
  const failed = new Set();
  const counts = { pass: 0, fail: 0 };
  async function* events() {
    for (const path of paths)
      for await (const event of run({ files: [path], concurrency: false })) {
        const outcome = event.type.replace('test:', '');
        if (outcome in counts && event.data.nesting === 0) counts[outcome] += 1;
        if (outcome === 'fail' && event.data.todo === undefined) failed.add(path);
        if (outcome !== 'diagnostic') yield event;
      }
  }
  const report = Readable.from(events()).compose(spec);
  report.pipe(process.stdout);
  await once(report, 'end');
  console.log(`${counts.pass} passed, ${counts.fail} failed, in ${paths.length} files`);
  return [...failed];
}

const failed = await failing(files.map((name) => folder + name + ENDING));
const failedAgain = failed.length > 0 ? await failing(failed) : [];
for (const file of failed.filter((file) => !failedAgain.includes(file)))
  console.log(`unsteady: ${basename(file)} failed, and passed when it was run again`);
process.exitCode = failedAgain.length > 0 ? 1 : 0;
