/** Retainers that are ignored, to see what else holds an object; of each snapshot its own. */
import { signal } from '@preact/signals';
import type { NodeOrdinal } from '../engine/protocol';
import type { SnapshotKey } from './snapshots';

const NONE: readonly NodeOrdinal[] = [];

const ignored = signal<ReadonlyMap<SnapshotKey, readonly NodeOrdinal[]>>(new Map());

/** Those of a snapshot; the same array as long as they are the same. */
export const ignoredOf = (snapshot: SnapshotKey): readonly NodeOrdinal[] => ignored.value.get(snapshot) ?? NONE;

/** Ignores a retainer, or does so no longer. */
export function toggleIgnored(snapshot: SnapshotKey, retainer: NodeOrdinal): void {
  const before = ignored.peek().get(snapshot) ?? NONE;
  const others = before.filter((other) => other !== retainer);
  ignored.value = new Map(ignored.peek()).set(snapshot, others.length < before.length ? others : [...before, retainer]);
}

/** Ignores nothing any more. */
export function restoreIgnored(snapshot: SnapshotKey): void {
  const left = new Map(ignored.peek());
  left.delete(snapshot);
  ignored.value = left;
}
