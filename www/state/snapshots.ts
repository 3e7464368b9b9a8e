/** Which files the person has opened, and how far each of them is. */
import { computed, signal } from '@preact/signals';
import type { EngineError, HeapInfo, Phase, Progress } from '../engine/protocol';
import { firstName, unlike } from './snapshot-name';

/** Counts the opened files, from 0; never used twice. Also the `file` of the page's User Timing entries. */
export type SnapshotKey = number;

export type LifeCycle =
  /** The engine is still being fetched. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading'; readonly progress: Progress }
  | Ready
  | { readonly kind: 'failed'; readonly error: EngineError }
  | { readonly kind: 'cancelled' };

export interface Ready extends Origin {
  readonly kind: 'ready';
  readonly info: HeapInfo;
  readonly done: readonly Phase[];
  /** The background computation under way, null when there is none left. */
  readonly pending: Phase | null;
}

/** Which process a snapshot is of. */
export interface Origin {
  /** One of the snapshots of the process, for all of them the same. */
  readonly process: SnapshotKey;
  /** How this snapshot was told from those of other processes that were open before it. */
  readonly apart: ReadonlyMap<SnapshotKey, string>;
}

export interface Snapshot {
  readonly key: SnapshotKey;
  readonly fileName: string;
  /** What the page calls it. */
  readonly name: string;
  readonly byteLength: number;
  readonly life: LifeCycle;
}

export interface ReadySnapshot extends Snapshot {
  readonly life: Ready;
}

export const snapshots = signal<readonly Snapshot[]>([]);

let nextKey = 0;

export function addSnapshot(fileName: string, byteLength: number): SnapshotKey {
  const key = nextKey++;
  const name = unlike(snapshots.value.map((snapshot) => snapshot.name), firstName(fileName));
  snapshots.value = [...snapshots.value, { key, fileName, name, byteLength, life: { kind: 'waiting' } }];
  return key;
}

export function setLife(key: SnapshotKey, life: LifeCycle): void {
  snapshots.value = snapshots.value.map((snapshot) => (snapshot.key === key ? { ...snapshot, life } : snapshot));
}

/** A background computation of a snapshot is done. */
export function phaseDone(key: SnapshotKey, done: Phase, pending: Phase | null): void {
  const life = snapshotOf(key)?.life;
  if (life?.kind !== 'ready') return;
  setLife(key, { ...life, done: [...life.done, done], pending });
}

export function removeSnapshot(key: SnapshotKey): void {
  snapshots.value = snapshots.value.filter((snapshot) => snapshot.key !== key);
}

export function snapshotOf(key: SnapshotKey): Snapshot | undefined {
  return snapshots.peek().find((snapshot) => snapshot.key === key);
}

export const isReady = (snapshot: Snapshot): snapshot is ReadySnapshot => snapshot.life.kind === 'ready';

export const readySnapshots = computed(() => snapshots.value.filter(isReady));

const TOTALS = ['nodeCount', 'edgeCount', 'totalSize', 'maxObjectId'] as const;

/** Whether two are the same snapshot, as far as ids and totals tell. */
export const isSame = ({ life: one }: ReadySnapshot, { life: other }: ReadySnapshot): boolean =>
  one.process === other.process && TOTALS.every((total) => one.info[total] === other.info[total]);

/** Those that are open, or may be. */
export const promisingSnapshots = computed(() =>
  snapshots.value.filter(({ life }) => life.kind !== 'failed' && life.kind !== 'cancelled'),
);

/** Files that still load, or that need the person's attention. */
export const unfinishedSnapshots = computed(() => snapshots.value.filter((snapshot) => !isReady(snapshot)));

/** What a snapshot is called now; nothing once it is closed. */
export const snapshotName = (key: SnapshotKey): string => snapshots.value.find((snapshot) => snapshot.key === key)?.name ?? '';

/** Calls a snapshot otherwise; an empty name is none. */
export function rename(key: SnapshotKey, name: string): void {
  const others = snapshots.peek().filter((snapshot) => snapshot.key !== key);
  const wanted = name.trim();
  // Of a name that cannot be seen nothing would stand on its button.
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(wanted)) return;
  const unique = unlike(others.map((snapshot) => snapshot.name), wanted);
  snapshots.value = snapshots.peek().map((snapshot) => (snapshot.key === key ? { ...snapshot, name: unique } : snapshot));
}
