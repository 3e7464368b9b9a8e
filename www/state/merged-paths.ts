/** Whose retaining paths are shown merged, in the place of the view. */
import { computed, signal } from '@preact/signals';
import type { InstanceSet } from '../engine/protocol';
import { readySnapshots, type SnapshotKey } from './snapshots';

/** The objects of a row of a table. */
export interface MergedOf {
  readonly snapshot: SnapshotKey;
  readonly set: InstanceSet;
  readonly className: string;
}

/** Not in the address: the class is a name of the heap. */
export const mergedOf = signal<MergedOf | null>(null);

/** The same as long as its snapshot is open. */
export const shownMerged = computed(() => {
  const wanted = mergedOf.value;
  return readySnapshots.value.some(({ key }) => key === wanted?.snapshot) ? wanted : null;
});
