/**
 * Which of the open snapshots is the older and which the newer one. A process hands out ids that only grow, so the
 * snapshot with the smaller largest id was taken first, whatever the order of dropping. Snapshots of different processes
 * stand in the order of opening. The person may choose otherwise.
 */
import { batch, computed, signal } from '@preact/signals';
import { isSame, promisingSnapshots, readySnapshots, type ReadySnapshot, type SnapshotKey } from './snapshots';
import { timesRenamed } from './source-maps';

export type Side = 'older' | 'newer';

/** Why this snapshot is the older one. */
export type Reason = 'ids' | 'order of opening' | 'processes' | 'chosen';

export interface Pair {
  readonly older: ReadySnapshot;
  readonly newer: ReadySnapshot;
  readonly reason: Reason;
}

/** The open snapshots of one process, the oldest first. */
export type Process = readonly ReadySnapshot[];

const chosen = signal<{ readonly older: SnapshotKey; readonly newer: SnapshotKey } | null>(null);
/** The process that was chosen to be the repaired one. */
const chosenRepaired = signal<SnapshotKey | null>(null);

/** In the order in which the first snapshot of each was opened. */
export const processes = computed<readonly Process[]>(() => {
  const all = readySnapshots.value;
  return [...new Set(all.map(({ life }) => life.process))].map((process) =>
    all
      .filter(({ life }) => life.process === process)
      .sort((a, b) => a.life.info.maxObjectId - b.life.info.maxObjectId || a.key - b.key),
  );
});

/** Processes in which something can have grown. */
const pairs = computed(() => processes.value.filter(({ length }) => length > 1));

const processOf = (of: ReadySnapshot): Process =>
  processes.value.find((process) => process.some(({ key }) => key === of.key)) ?? [of];

/**
 * Two that were chosen; else the oldest and the newest of the process that was opened first, of those with two snapshots
 * at least; else one of the first process and one of the last. Null while fewer than two snapshots are open.
 */
export const pair = computed<Pair | null>(() => {
  const all = readySnapshots.value;
  const choice = chosen.value;
  if (choice !== null) {
    const older = all.find(({ key }) => key === choice.older);
    const newer = all.find(({ key }) => key === choice.newer);
    if (older && newer) return { older, newer, reason: 'chosen' };
  }
  const [process] = pairs.value;
  const older = (process ?? processes.value[0])?.[0];
  const newer = (process ?? processes.value.at(-1))?.at(-1);
  if (older === undefined || newer === undefined || older === newer) return null;
  if (process === undefined) return { older, newer, reason: 'processes' };
  const sameIds = older.life.info.maxObjectId === newer.life.info.maxObjectId;
  return { older, newer, reason: sameIds ? 'order of opening' : 'ids' };
});

/** If the pair is of two processes, how they were told apart; else null. */
export const apart = computed<string | null>(() => {
  const now = pair.value;
  if (now === null || now.older.life.process === now.newer.life.process) return null;
  return now.newer.life.apart.get(now.older.key) ?? now.older.life.apart.get(now.newer.key) ?? '';
});

/**
 * The chosen pair and, between the two, every snapshot that their process had taken between them; the oldest first. One that is
 * there twice is no step. Of a single file, that one.
 */
export const series = computed<readonly ReadySnapshot[]>(() => {
  const now = pair.value;
  if (now === null) return promisingSnapshots.value.length === 1 ? readySnapshots.value : [];
  if (apart.value !== null) return [now.older, now.newer];
  const all = processOf(now.older);
  const between = all.slice(all.indexOf(now.older) + 1, Math.max(0, all.indexOf(now.newer)));
  const isStep = (one: ReadySnapshot, at: number): boolean =>
    ![now.older, now.newer, ...between.slice(0, at)].some((other) => isSame(one, other));
  return [now.older, ...between.filter(isStep), now.newer];
});

/** The keys of the series, or null; changes as rarely as `pairKeys`. */
export const seriesKeys = computed(() => keysOf(series.value));

/** The two keys, or null; changes only when another pair is meant, not with every progress of a computation. */
export const pairKeys = computed(() =>
  pair.value === null ? null : keysOf([pair.value.older, pair.value.newer]),
);

/** Processes that the chosen pair is not of, and in which the fix can be looked for. */
export const otherPairs = computed<readonly Process[]>(() => {
  const now = pair.value;
  if (now === null || apart.value !== null) return [];
  return pairs.value.filter((process) => process[0]?.life.process !== now.older.life.process);
});

/** The snapshots of the repaired program; empty if none are open. */
export const repaired = computed<Process>(
  () =>
    otherPairs.value.find((process) => process[0]?.life.process === chosenRepaired.value) ??
    otherPairs.value.at(-1) ??
    [],
);

/** The keys of the series and of the repaired program's snapshots, or null if there is nothing to verify. */
export const verificationKeys = computed(() => {
  const keys = keysOf(repaired.value);
  return keys === null ? null : `${seriesKeys.value} | ${keys}`;
});

const keysOf = (snapshots: readonly ReadySnapshot[]): string | null =>
  snapshots.length === 0 ? null : snapshots.map(({ key }) => key).join(' ') + "'".repeat(timesRenamed.value);

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

/** Takes the leak from what was the repaired program, and the other way round. */
export function swapRepaired(): void {
  const now = pair.peek();
  const [older, newer] = [repaired.peek()[0], repaired.peek().at(-1)];
  if (now === null || older === undefined || newer === undefined) return;
  batch(() => {
    chosenRepaired.value = now.older.life.process;
    chosen.value = { older: older.key, newer: newer.key };
  });
}

/** Chooses the repaired program among several. */
export function chooseRepaired(process: Process): void {
  chosenRepaired.value = process[0]?.life.process ?? null;
}

/** The snapshot of a side; with a single open snapshot, both sides are that one. */
export function snapshotOn(side: Side): ReadySnapshot | null {
  return pair.value?.[side] ?? readySnapshots.value[0] ?? null;
}
