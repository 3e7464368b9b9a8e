/** A test that something leaves nothing behind: it is done over and over, and what grows every time is a leak. */

import { AssertionError } from 'node:assert';
import type { Findings, Suspect } from '../www/engine/findings.js';
import { describe } from './message.js';
import { Recorder } from './recorder.js';

export interface ExpectNoLeakOptions {
  /** How often it is done between two snapshots; 100 if not given. Small leaks need more to stand out. */
  readonly runs?: number;
  /** How often it is done before the first snapshot, while caches fill; as often as `runs` if not given. */
  readonly warmUp?: number;
  /** Holders that may grow: names as in the message (`Store.sessions`), whole or by an expression. */
  readonly allow?: readonly (string | RegExp)[];
  /** Leave out of the message what is not the program's own: texts, keys, and names that its code does not name. */
  readonly redact?: boolean;
}

/** What `expectNoLeak` fails with: the message says what grew and who holds it, `findings` has the figures. */
export interface LeakError extends AssertionError {
  readonly findings: Findings;
}

/** Growth is seen from the first snapshot to the second and again from there to the third. */
const SNAPSHOTS = 3;

/**
 * Does something many times and fails if that leaves more and more behind, which holds for all that the process does
 * meanwhile: tests beside it in the same process must wait.
 *
 * @throws {LeakError} with a sentence for each holder that grew, the file and line, and what holds it
 */
export async function expectNoLeak(
  action: () => unknown,
  { runs = 100, warmUp = runs, allow = [], redact = false }: ExpectNoLeakOptions = {},
): Promise<void> {
  checkCount('runs', runs, 1);
  checkCount('warmUp', warmUp, 0);
  const recorder = new Recorder(SNAPSHOTS);
  try {
    await repeat(action, warmUp);
    await recorder.capture();
    for (let taken = 1; taken < SNAPSHOTS; taken++) {
      await repeat(action, runs);
      await recorder.capture();
    }
    judge(await recorder.suspects(redact), allow, runs);
  } finally {
    await recorder.stop();
  }
}

async function repeat(action: () => unknown, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await action();
}

function judge(findings: Findings, allow: readonly (string | RegExp)[], runs: number): void {
  const grown = findings.suspects.filter((suspect) => !isAllowed(suspect, allow));
  if (grown.length === 0) return;
  const count = grown.length === 1 ? '1 thing' : `${grown.length} things`;
  const message = `${count} kept growing, in ${SNAPSHOTS} snapshots with ${runs} runs between each:\n\n${describe(grown)}`;
  const error = new AssertionError({ message, operator: 'fail', stackStartFn: expectNoLeak });
  throw Object.assign(error, { findings });
}

function isAllowed({ holder }: Suspect, allow: readonly (string | RegExp)[]): boolean {
  return allow.some((name) => (typeof name === 'string' ? name === holder.name : name.test(holder.name)));
}

function checkCount(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`expectNoLeak: ${name} must be a whole number of ${least} or more, not ${value}`);
  }
}
