/**
 * Where the person is: the view, its sort and filter, and the selected object. This is what the address keeps (see
 * address.ts) and what back and forward restore.
 */
import { batch, computed, signal } from '@preact/signals';
import type { NodeFilter } from '../engine/node-filter';
import type { NodeOrdinal, ObjectRow, Sort } from '../engine/protocol';
import { repaired, series, snapshotOn, type Side } from './pair';
import { promisingSnapshots, type SnapshotKey } from './snapshots';

/** Views that are one table of classes, which is sorted and filtered. */
export type TableName = 'comparison' | 'timeline' | 'summary';
export type ViewName = 'verify' | 'suspects' | 'containment' | 'dominators' | 'statistics' | 'allocation' | TableName;

/** Views that a single snapshot has. */
const OF_ONE: readonly ViewName[] = ['summary', 'allocation', 'containment', 'dominators', 'statistics'];

/** Views of one snapshot, of which one of two is chosen. */
export const isOfOne = (name: ViewName): boolean => name !== 'statistics' && OF_ONE.includes(name);

export const isTable = (name: ViewName): name is TableName => name in DEFAULT_SORT;

export const DEFAULT_SORT: Readonly<Record<TableName, Sort>> = {
  comparison: { column: 'sizeDelta', ascending: false },
  timeline: { column: 'growth', ascending: false },
  summary: { column: 'retainedSize', ascending: false },
};

/** The view that was asked for; null as long as nobody did. */
export const chosenView = signal<ViewName | null>(null);

/**
 * The views there are. Suspects comes first as soon as a second file is open, be it only half read, and Verify as soon as
 * there is a repaired program to look at. Of one file Summary is there at once, and Suspects has to be computed.
 */
export const views = computed<readonly ViewName[]>(() => {
  const hasStacks = snapshotOn(summarySide.value)?.life.info.hasAllocationStacks === true;
  const ofOne = OF_ONE.filter((name) => hasStacks || name !== 'allocation');
  if (promisingSnapshots.value.length < 2) return [...ofOne.slice(0, 1), 'suspects', ...ofOne.slice(1)];
  const names: ViewName[] = repaired.value.length > 0 ? ['verify'] : [];
  names.push('suspects', 'comparison');
  if (series.value.length > 2) names.push('timeline');
  return [...names, ...ofOne];
});

/** The view that is shown. */
export const view = computed<ViewName>(() => {
  const [first = 'summary'] = views.value;
  return views.value.find((name) => name === chosenView.value) ?? first;
});

export const sorts = signal<Readonly<Record<TableName, Sort>>>(DEFAULT_SORT);

/** The order of the functions in Allocation. */
export const allocationSort = signal<Sort>({ column: 'liveSize', ascending: false });

/** What class names must contain. Kept in the address only if the person typed it: a name of the heap may stand here too. */
export interface Filter {
  readonly text: string;
  readonly typed: boolean;
}
export const filter = signal<Filter>({ text: '', typed: true });
/** The objects that Summary is asked to count; null stands for all. */
export const wantedObjects = signal<NodeFilter | null>(null);
/** Which snapshot Summary shows. */
export const summarySide = signal<Side>('newer');

export interface Selection {
  readonly snapshot: SnapshotKey;
  readonly object: ObjectRow;
}

/** The object whose retainers are shown. */
export const selection = signal<Selection | null>(null);

/** An object that the address names and that has not been looked up yet. */
export interface WantedObject {
  readonly side: Side;
  readonly id: number;
}
export const wantedObject = signal<WantedObject | null>(null);

/** The side that a snapshot is on; null if it is none of the two that are looked at. */
export const sideOf = (snapshot: SnapshotKey): Side | null =>
  snapshotOn('newer')?.key === snapshot ? 'newer' : snapshotOn('older')?.key === snapshot ? 'older' : null;

export function setSort(of: TableName, sort: Sort): void {
  sorts.value = { ...sorts.value, [of]: sort };
  // The same table stands in Allocation, too.
  if (view.peek() === of) chosenView.value = of;
}

/** A class that the shown table opens when it has found it, and the object of it that it goes to. */
export const classToOpen = signal<{ readonly name: string; readonly object: NodeOrdinal | null } | null>(null);

export function typeFilter(text: string): void {
  batch(() => {
    filter.value = { text, typed: true };
    classToOpen.value = null;
  });
}

/** Shows the classes whose names contain this name of the heap. */
export function showOnly(className: string): void {
  batch(() => {
    filter.value = { text: className, typed: false };
    classToOpen.value = null;
  });
}

/** Shows a class among those of its snapshot, opens it, and goes to one of its objects. */
export function reveal(side: Side, className: string, object: NodeOrdinal | null = null): void {
  batch(() => {
    chosenView.value = 'summary';
    summarySide.value = side;
    wantedObjects.value = null;
    filter.value = { text: className, typed: false };
    classToOpen.value = { name: className, object };
  });
}

/** Shows what is new in a class, and opens it. */
export function revealNew(className: string): void {
  batch(() => {
    chosenView.value = 'comparison';
    filter.value = { text: className, typed: false };
    classToOpen.value = { name: className, object: null };
  });
}

export function select(snapshot: SnapshotKey, object: ObjectRow): void {
  const now = selection.peek();
  if (now?.snapshot === snapshot && now.object.ordinal === object.ordinal) return;
  wantedObject.value = null;
  selection.value = { snapshot, object };
}

/** Forgets the selection if its snapshot is gone. */
export function forgetSelectionOf(snapshot: SnapshotKey): void {
  if (selection.peek()?.snapshot === snapshot) selection.value = null;
}
