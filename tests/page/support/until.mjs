/** Waiting for a state: it is looked at again and again from outside the page, whose policy forbids scripts to do so. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { patience } from './patience.mjs';

const BETWEEN_LOOKS_MS = 20;

/** Waits until `look` gives what `isAsExpected` accepts, and gives it; throws what `complain` makes of the last sight. */
async function wait(look, isAsExpected, complain) {
  const end = performance.now() + patience.milliseconds;
  for (;;) {
    const seen = await look();
    if (isAsExpected(seen)) return seen;
    if (performance.now() > end) throw complain(seen);
    await pause(BETWEEN_LOOKS_MS);
  }
}

/** Waits until `look` gives something true. */
export function until(what, look) {
  return wait(look, Boolean, (seen) => new Error(`waited in vain until ${what} (${JSON.stringify(seen)})`));
}

/** Waits until `look` gives `expected`, else shows how they differ. */
export async function untilEqual(look, expected, message) {
  const isEqual = (seen) => {
    try {
      assert.deepEqual(seen, expected);
      return true;
    } catch {
      return false;
    }
  };
  const seen = await wait(look, isEqual, () => null).catch(() => look());
  assert.deepEqual(seen, expected, message);
}
