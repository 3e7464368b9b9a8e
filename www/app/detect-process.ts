/**
 * Detects which process a snapshot is of. An object keeps its id as long as its process lives; of two processes, most
 * ids that both have name something else. Every engine hands out a sample of its ids, which the next ones compare.
 */
import type { Columns } from '../engine/protocol';
import type { Origin, SnapshotKey } from '../state/snapshots';
import { ask } from './engines';

interface Known extends Origin {
  readonly sample: Columns;
}

const known = new Map<SnapshotKey, Known>();
let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that each is compared with all before it. */
export function detectProcess(key: SnapshotKey): Promise<Origin> {
  const mine = last.then(() => compareWithKnown(key));
  last = mine.catch(() => undefined);
  return mine;
}

export function forget(key: SnapshotKey): void {
  known.delete(key);
}

async function compareWithKnown(key: SnapshotKey): Promise<Origin> {
  const sample = await ask(key, 'processSample', []);
  const others = [...known];
  const matches = await ask(key, 'processMatch', [others.map(([, other]) => other.sample)]);
  const apart = new Map<SnapshotKey, string>();
  let process = key;
  others.forEach(([other, origin], index) => {
    const processMatch = matches[index];
    if (processMatch?.sameProcess) process = origin.process;
    else apart.set(other, processMatch?.why ?? '');
  });
  known.set(key, { sample, process, apart });
  return { process, apart };
}
