/**
 * Which objects Summary counts: all, or those that were allocated between two snapshots. A process hands out ids that
 * only grow, so the largest id of a snapshot says what was allocated before it was taken.
 */
import { computed } from '@preact/signals';
import type { IdRange } from '../engine/protocol';
import { summarySide, wantedIds } from './navigation';
import { processes, snapshotOn } from './pair';
import type { ReadySnapshot } from './snapshots';

/** What can be chosen for the shown snapshot. Without `after`: whatever was allocated before. */
export interface Allocation {
  readonly after: ReadySnapshot | null;
  readonly before: ReadySnapshot;
  readonly range: IdRange;
}

/** The earlier snapshots of the shown one's process, and what lies between them and it. */
export const allocations = computed<readonly Allocation[]>(() => {
  const shown = snapshotOn(summarySide.value);
  const process = processes.value.find((snapshots) => snapshots.some(({ key }) => key === shown?.key)) ?? [];
  const upToShown = process.slice(0, process.findIndex(({ key }) => key === shown?.key) + 1);
  if (upToShown.length < 2) return [];
  return upToShown.map((before, index) => {
    const after = upToShown[index - 1] ?? null;
    return { after, before, range: { above: after?.life.info.maxObjectId ?? 0, upTo: before.life.info.maxObjectId } };
  });
});

export const isSameRange = (a: IdRange | null, b: IdRange | null): boolean =>
  a?.above === b?.above && a?.upTo === b?.upTo;

/** The ids that Summary is about; undefined if it is about all objects. */
export const allocated = computed<IdRange | undefined>(
  () => allocations.value.find(({ range }) => isSameRange(range, wantedIds.value))?.range,
);
