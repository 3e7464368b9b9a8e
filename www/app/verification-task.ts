/**
 * Tells what became of the suspects, without being asked, as soon as two snapshots of the repaired program are open: the
 * leaking program's latest snapshot says what is sought, the repaired one's earlier snapshots hand out their columns, and
 * its latest looks for it. Waits until the suspects are named and retained sizes are there.
 */
import { computed, effect } from '@preact/signals';
import { EngineFailure, Superseded } from '../engine/client';
import { repaired, seriesKeys, verificationKeys } from '../state/pair';
import type { SnapshotKey } from '../state/snapshots';
import { type Suspects, suspects } from '../state/suspects';
import { verification } from '../state/verification';
import { othersAreFirst } from './foreground-work';
import { ask } from './engines';

type Named = Extract<Suspects, { kind: 'ready' }>;

const named = computed<Named | null>(() => {
  const now = suspects.value;
  return now.kind === 'ready' && now.seriesKeys === seriesKeys.value ? now : null;
});

const isComputed = computed(
  () => !othersAreFirst.value && repaired.value.every(({ life }) => life.done.includes('retained sizes')),
);

export function verifyWhateverIsRepaired(): void {
  effect(() => {
    const keys = verificationKeys.value;
    const from = named.value;
    const mayStart = isComputed.value;
    if (keys === null) {
      verification.value = { kind: 'none' };
      return;
    }
    const now = verification.peek();
    if (now.kind !== 'none' && now.kind !== 'waiting' && now.keys === keys) return;
    if (from === null || !mayStart) verification.value = { kind: 'waiting', keys };
    else
      void run(
        keys,
        from,
        repaired.peek().map(({ key }) => key),
      );
  });
}

async function run(keys: string, { latest: leaking, series }: Named, snapshots: readonly SnapshotKey[]): Promise<void> {
  const latest = snapshots.at(-1);
  if (latest === undefined) return;
  const isLatest = () => verificationKeys.peek() === keys;
  verification.value = { kind: 'running', keys };
  try {
    const sought = await ask(leaking, 'sought', []);
    const columns = await Promise.all(snapshots.slice(0, -1).map((key) => ask(key, 'suspectColumns', [])));
    const answer = await ask(latest, 'verify', [sought, columns]);
    if (!isLatest()) return;
    verification.value = { kind: 'ready', keys, leaking: series, repaired: snapshots, latest, answer };
  } catch (thrown) {
    if (!isLatest() || thrown instanceof Superseded) return;
    if (!(thrown instanceof EngineFailure)) throw thrown;
    verification.value = { kind: 'failed', keys, error: thrown.reason };
  }
}
