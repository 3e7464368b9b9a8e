/**
 * `test` of the page's suite: node's, but for what the browser under test lacks (exceptions.mjs). Such a test is run, too:
 * it must fail, and is shown as skipped with the reason; if it passes, it has no place in the table any more. What is
 * unsteady there is not run.
 */
import assert from 'node:assert/strict';
import { after, test as nodeTest } from 'node:test';
import { basename } from 'node:path';
import { BROWSER } from './browser-name.mjs';
import { exceptionsOf } from './exceptions.mjs';
import { patience } from './patience.mjs';

/** Waiting for what cannot come; what does come under way is there sooner. */
const EXCEPTION_PATIENCE_MS = 4000;

const exceptions = exceptionsOf(BROWSER, basename(process.argv[1] ?? '', '.test.mjs'));
const met = new Set();
let exception;

/** Why the running test cannot pass in this browser, if it cannot. */
export const currentException = () => exception;

export function test(name, ...rest) {
  const body = rest.pop();
  return nodeTest(name, ...rest, async (context) => {
    const full = context.fullName;
    exception = exceptions[full];
    if (exception === undefined) return body(context);
    met.add(full);
    if (exception.isUnsteady) return context.skip(`${BROWSER}: ${exception}`);
    const { milliseconds } = patience;
    patience.milliseconds = EXCEPTION_PATIENCE_MS;
    try {
      await body(context);
    } catch {
      return context.skip(`${BROWSER}: ${exception}`);
    } finally {
      patience.milliseconds = milliseconds;
    }
    throw new Error(`this passes in ${BROWSER}: take it out of exceptions.mjs`);
  });
}

after(() => {
  // Of some tests only: the others are not met.
  if (process.execArgv.some((argument) => argument.startsWith('--test-name-pattern'))) return;
  const unknown = Object.keys(exceptions).filter((name) => !met.has(name));
  assert.deepEqual(unknown, [], 'exceptions.mjs names tests that there are not');
});
