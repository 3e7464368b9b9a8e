/**
 * Names the suspects of the series of open snapshots, without being asked. It starts when the comparison stands and
 * retained sizes, which it needs, are there: every earlier snapshot hands out columns, which go to the latest. Runs again
 * whenever another series is meant.
 */
import { computed, effect } from '@preact/signals';
import { EngineFailure, Superseded } from '../engine/client';
import { series, seriesKeys } from '../state/pair';
import type { SnapshotKey } from '../state/snapshots';
import { suspects } from '../state/suspects';
import { othersAreFirst } from './foreground-work';
import { ask, newGeneration } from './engines';
import { markPhase } from './timing';

const mayStart = computed(
  () => !othersAreFirst.value && series.value.every(({ life }) => life.done.includes('retained sizes')),
);

let runs = 0;

export function nameSuspects(): void {
  effect(() => {
    const keys = seriesKeys.value;
    const now = suspects.peek();
    if (keys === null) {
      runs += 1;
      suspects.value = { kind: 'none' };
      return;
    }
    const known = now.kind !== 'none' && now.kind !== 'waiting' && now.seriesKeys === keys;
    if (mayStart.value && !known) {
      void run(
        keys,
        series.peek().map(({ key }) => key),
      );
    } else if (!known) {
      runs += 1;
      suspects.value = { kind: 'waiting', seriesKeys: keys };
    }
  });
}

async function run(keys: string, chosen: readonly SnapshotKey[]): Promise<void> {
  const latest = chosen.at(-1);
  if (latest === undefined) return;
  const started = performance.now();
  const mine = ++runs;
  suspects.value = { kind: 'running', seriesKeys: keys, step: 'earlier snapshots' };
  try {
    const columns = await Promise.all(
      chosen.slice(0, -1).map((key) => ask(key, 'suspectColumns', [], newGeneration(key, 'suspects'))),
    );
    if (mine !== runs) return;
    suspects.value = { kind: 'running', seriesKeys: keys, step: 'latest snapshot' };
    const findings = await ask(latest, 'suspects', [columns], newGeneration(latest, 'suspects'));
    if (mine !== runs) return;
    markPhase('suspects-ready', latest, started);
    suspects.value = { kind: 'ready', seriesKeys: keys, series: chosen, latest, findings };
  } catch (thrown) {
    if (mine !== runs || thrown instanceof Superseded) return;
    if (!(thrown instanceof EngineFailure)) throw thrown;
    suspects.value = { kind: 'failed', seriesKeys: keys, error: thrown.reason };
  }
}
