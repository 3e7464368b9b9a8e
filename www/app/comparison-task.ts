/**
 * Compares the chosen pair. Two processes are only put side by side, class by class (see line-up.ts). Else the newer snapshot tells which plain objects look alike, the older one sorts its objects
 * into the newer one's classes, and the sorted columns go to the newer one; what is gone goes back to the older one.
 * Runs again whenever another pair is meant.
 */
import { effect } from '@preact/signals';
import { EngineFailure, Superseded } from '../engine/client';
import { comparison } from '../state/comparison';
import { apart, pair, pairKeys } from '../state/pair';
import type { SnapshotKey } from '../state/snapshots';
import { ask } from './engines';
import { lineUp } from './timeline-task';
import { markPhase } from './timing';

export function compareWhateverIsChosen(): void {
  effect(() => {
    const keys = pairKeys.value;
    const chosen = pair.peek();
    if (keys === null || chosen === null) comparison.value = { kind: 'none' };
    else void run(keys, chosen.older.key, chosen.newer.key);
  });
}

async function run(keys: string, older: SnapshotKey, newer: SnapshotKey): Promise<void> {
  const started = performance.now();
  const isLatest = () => pairKeys.peek() === keys;
  comparison.value = { kind: 'running', pairKeys: keys };
  try {
    await (apart.peek() === null ? compareById(older, newer) : lineUp([older, newer]));
    if (!isLatest()) return;
    markPhase('comparison-ready', newer, started);
    comparison.value = { kind: 'ready', pairKeys: keys };
  } catch (thrown) {
    if (!isLatest() || thrown instanceof Superseded) return;
    if (!(thrown instanceof EngineFailure)) throw thrown;
    comparison.value = { kind: 'failed', pairKeys: keys, error: thrown.reason };
  }
}

async function compareById(older: SnapshotKey, newer: SnapshotKey): Promise<void> {
  const interfaces = await ask(newer, 'interfaces', []);
  const [base] = await Promise.all([ask(older, 'diffColumns', [interfaces]), ask(newer, 'prepareComparison', [])]);
  const deleted = await ask(newer, 'compare', [base]);
  await ask(older, 'setDeleted', [deleted]);
}
