/**
 * Puts a series of snapshots side by side, class by class: the latest tells which plain objects look alike, the earlier
 * ones hand out the sums of their classes by it, and the latest keeps them. Done for the Timeline when it is looked at.
 */
import { effect } from '@preact/signals';
import { EngineFailure, Superseded } from '../engine/client';
import { view } from '../state/navigation';
import { series, seriesKeys } from '../state/pair';
import type { SnapshotKey } from '../state/snapshots';
import { timeline } from '../state/timeline';
import { ask } from './engines';

export function lineUpWhenLookedAt(): void {
  effect(() => {
    const keys = seriesKeys.value;
    if (view.value !== 'timeline' || keys === null) return;
    const now = timeline.peek();
    if (now.kind !== 'none' && now.kind !== 'failed' && now.seriesKeys === keys) return;
    void run(
      keys,
      series.peek().map(({ key }) => key),
    );
  });
}

export async function lineUp(chosen: readonly SnapshotKey[]): Promise<void> {
  const latest = chosen.at(-1);
  if (latest === undefined) return;
  const interfaces = await ask(latest, 'interfaces', []);
  const sums = await Promise.all(chosen.slice(0, -1).map((key) => ask(key, 'classSums', [interfaces])));
  await ask(latest, 'setTimeline', [sums]);
}

async function run(keys: string, chosen: readonly SnapshotKey[]): Promise<void> {
  const isLatest = () => seriesKeys.peek() === keys;
  timeline.value = { kind: 'running', seriesKeys: keys };
  try {
    await lineUp(chosen);
    if (isLatest()) timeline.value = { kind: 'ready', seriesKeys: keys };
  } catch (thrown) {
    if (!isLatest() || thrown instanceof Superseded) return;
    if (!(thrown instanceof EngineFailure)) throw thrown;
    timeline.value = { kind: 'failed', seriesKeys: keys, error: thrown.reason };
  }
}
