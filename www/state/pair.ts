/**
 * Which of the open snapshots is the older and which the newer one. A process hands out ids that only grow, so the
 * snapshot with the smaller largest id was taken first, whatever the order of dropping. The person may choose otherwise.
 */
import { computed, signal } from '@preact/signals';
import { readySnapshots, type ReadySnapshot, type SnapshotKey } from './snapshots';

export type Side = 'older' | 'newer';

/** Why this snapshot is the older one. */
export type Reason = 'ids' | 'order of opening' | 'chosen';

export interface Pair {
  readonly older: ReadySnapshot;
  readonly newer: ReadySnapshot;
  readonly reason: Reason;
}

const chosen = signal<{ readonly older: SnapshotKey; readonly newer: SnapshotKey } | null>(null);

const byAge = computed(() =>
  [...readySnapshots.value].sort((a, b) => a.life.info.maxObjectId - b.life.info.maxObjectId || a.key - b.key),
);

/** The oldest and the newest of the open snapshots, unless two others were chosen; null while fewer than two are open. */
export const pair = computed<Pair | null>(() => {
  const all = byAge.value;
  const choice = chosen.value;
  if (choice !== null) {
    const older = all.find(({ key }) => key === choice.older);
    const newer = all.find(({ key }) => key === choice.newer);
    if (older && newer) return { older, newer, reason: 'chosen' };
  }
  const older = all[0];
  const newer = all.at(-1);
  if (older === undefined || newer === undefined || older === newer) return null;
  const sameIds = older.life.info.maxObjectId === newer.life.info.maxObjectId;
  return { older, newer, reason: sameIds ? 'order of opening' : 'ids' };
});

/** The chosen pair and, between the two, every snapshot that was taken between them; the oldest first. */
export const series = computed<readonly ReadySnapshot[]>(() => {
  const now = pair.value;
  if (now === null) return [];
  const all = byAge.value;
  const between = all.slice(all.indexOf(now.older) + 1, Math.max(0, all.indexOf(now.newer)));
  return [now.older, ...between, now.newer];
});

/** The keys of the series, or null; changes as rarely as `pairKeys`. */
export const seriesKeys = computed(() =>
  series.value.length === 0 ? null : series.value.map(({ key }) => key).join(' '),
);

/** The two keys, or null; changes only when another pair is meant, not with every progress of a computation. */
export const pairKeys = computed(() =>
  pair.value === null ? null : `${pair.value.older.key} ${pair.value.newer.key}`,
);

export function swap(): void {
  const now = pair.peek();
  if (now !== null) chosen.value = { older: now.newer.key, newer: now.older.key };
}

/** Puts a snapshot on one side; if it was on the other side, the two change places. */
export function choose(side: Side, key: SnapshotKey): void {
  const now = pair.peek();
  if (now === null || now[side].key === key) return;
  const other = side === 'older' ? now.newer.key : now.older.key;
  const opposite = other === key ? now[side].key : other;
  chosen.value = side === 'older' ? { older: key, newer: opposite } : { older: opposite, newer: key };
}

/** The snapshot of a side; with a single open snapshot, both sides are that one. */
export function snapshotOn(side: Side): ReadySnapshot | null {
  return pair.value?.[side] ?? byAge.value[0] ?? null;
}
