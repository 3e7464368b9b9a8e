/** Whose retaining paths are shown merged, in the place of the view. */
import { computed, effect, signal } from '@preact/signals';
import type { InstanceSet } from '../engine/protocol';
import { shownComparison } from './comparison';
import { filter, summarySide, view } from './navigation';
import { shownObjects } from './objects-shown';
import { snapshotOn } from './pair';
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

/** What the table says in the place of which they are shown: whose rows, and which. When that changes they are of something else. */
const table = computed(() =>
  JSON.stringify([
    view.value,
    snapshotOn(summarySide.value)?.key,
    shownObjects.value,
    shownComparison.value.keys,
    filter.value.text,
  ]),
);
effect(() => {
  void table.value;
  mergedOf.value = null;
});
