/**
 * Which objects Summary counts: all, those that pass one of DevTools' filters, or those that were allocated between two
 * snapshots. A process hands out ids that only grow, so the largest id of a snapshot says what was allocated before it was
 * taken.
 */
import { computed, signal } from '@preact/signals';
import { ALLOCATED, ALLOCATED_BY, type NamedFilter, type NodeFilter, type ObjectSum } from '../engine/node-filter';
import { filter, summarySide, wantedObjects } from './navigation';
import { processes, snapshotOn } from './pair';
import type { ReadySnapshot, SnapshotKey } from './snapshots';

/** The filters that stand for themselves, with DevTools' words where it has them. */
export const FILTERS: Readonly<Record<NamedFilter, string>> = {
  'duplicated-strings': 'Duplicated strings',
  'retained-by-detached-dom': 'Objects retained by detached DOM nodes',
  'retained-by-contexts': 'Objects retained by contexts',
  'retained-by-unused-variables': 'Objects retained by unused variables',
  'retained-by-console': 'Objects retained by DevTools Console',
  'retained-by-event-handlers': 'Objects retained by event handlers',
  unreachable: 'Objects that no root reaches',
  'shared-native-context': 'Objects shared between native contexts',
  'no-native-context': 'Objects not attributed to a native context',
};

/** What can be chosen for the shown snapshot. Without `after`: whatever was allocated before. */
export interface Allocation {
  readonly after: ReadySnapshot | null;
  readonly before: ReadySnapshot;
  readonly objects: NodeFilter;
}

/** The earlier snapshots of the shown one's process, and what lies between them and it. */
export const allocations = computed<readonly Allocation[]>(() => {
  const shown = snapshotOn(summarySide.value);
  const process = processes.value.find((snapshots) => snapshots.some(({ key }) => key === shown?.key)) ?? [];
  const upToShown = process.slice(0, process.findIndex(({ key }) => key === shown?.key) + 1);
  if (upToShown.length < 2) return [];
  return upToShown.map((before, index) => {
    const after = upToShown[index - 1] ?? null;
    const above = after?.life.info.maxObjectId ?? 0;
    return { after, before, objects: `${ALLOCATED}${above}-${before.life.info.maxObjectId}` };
  });
});

/** The objects that a window of time, or a function of Allocation, was chosen for: none of what stands in the menu. */
export const ofRecording = computed<NodeFilter | undefined>(() => {
  const wanted = wantedObjects.value ?? '';
  const info = snapshotOn(summarySide.value)?.life.info;
  if (allocations.value.some(({ objects }) => objects === wanted)) return undefined;
  const isRecorded = wanted.startsWith(ALLOCATED_BY) ? info?.hasAllocationStacks : info?.hasAllocationTimes;
  return wanted.startsWith(ALLOCATED) && isRecorded === true ? wanted : undefined;
});

/** The objects that Summary is about; undefined if it is about all. */
export const shownObjects = computed<NodeFilter | undefined>(() => {
  const wanted = wantedObjects.value ?? undefined;
  if (wanted?.startsWith(ALLOCATED) !== true) return wanted;
  return allocations.value.find(({ objects }) => objects === wanted)?.objects ?? ofRecording.value;
});

/** What rows of Summary add up to, and which rows these are. */
interface SumOfRows {
  readonly snapshot: SnapshotKey;
  readonly objects: NodeFilter | undefined;
  /** What their classes' names contain. */
  readonly text: string;
  readonly sum: ObjectSum;
}

const said = signal<SumOfRows | null>(null);

const isOfShown = ({ snapshot, objects, text }: SumOfRows): boolean =>
  snapshot === snapshotOn(summarySide.value)?.key && objects === shownObjects.value && text === filter.value.text;

/** What the rows that are wanted now add up to; null until an engine says it. */
export const shownSum = computed(() => (said.value !== null && isOfShown(said.value) ? said.value.sum : null));

/** Notes a sum; one of rows that nobody wants any more, because its answer was late, is passed over. */
export function saySum(sum: SumOfRows): void {
  if (isOfShown(sum)) said.value = sum;
}
