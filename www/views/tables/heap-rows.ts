/**
 * The rows below classes, which all tables share: objects and their properties (or, in Retainers, what holds them), to
 * any depth, fetched from the engine a screen at a time.
 */
import { ask } from '../../app/engines';
import { Superseded } from '../../engine/client';
import type { EdgeRow, NodeOrdinal, ObjectRow, Page, RowQuery, Sort } from '../../engine/protocol';
import type { SnapshotKey } from '../../state/snapshots';
import type { Level } from '../../widgets/treegrid/types';

/** An object in a class. `change` says which side of a comparison it is on. */
export interface ObjectEntry {
  readonly kind: 'object';
  readonly snapshot: SnapshotKey;
  readonly object: ObjectRow;
  readonly change: 'new' | 'deleted' | null;
}

/** An object met through an edge. */
export interface EdgeEntry {
  readonly kind: 'edge';
  readonly snapshot: SnapshotKey;
  readonly object: EdgeRow;
}

export type HeapEntry = ObjectEntry | EdgeEntry;

export function entryKey(entry: HeapEntry): string {
  return entry.kind === 'edge'
    ? `edge ${entry.object.edgeIndex}`
    : `${entry.change ?? 'object'} ${entry.object.ordinal}`;
}

/** The answer to a level that is about to be replaced: its rows stay as they are. */
const nothingMore = new Promise<never>(() => {});

/** A level of known length whose rows come from the engine; its first rows may be here already. */
export function level<Row, Entry>(
  length: number,
  fetchPage: (query: { from: number; count: number }) => Promise<Page<Row>>,
  toEntry: (row: Row) => Entry,
  first: readonly Row[] = [],
): Level<Entry> {
  return {
    count: length,
    fetch: async (from, to) => {
      if (to <= first.length) return first.slice(from, to).map(toEntry);
      try {
        return (await fetchPage({ from, count: to - from })).rows.map(toEntry);
      } catch (thrown) {
        if (thrown instanceof Superseded) return nothingMore;
        throw thrown;
      }
    },
  };
}

export function propertiesLevel({ snapshot, object }: HeapEntry, sort: Sort): Level<EdgeEntry> {
  return level(
    object.childCount,
    (range) => ask(snapshot, 'properties', [object.ordinal, { sort, ...range }]),
    (row) => ({ kind: 'edge', snapshot, object: row }),
  );
}

/** What a row of the dominator tree dominates immediately: its `childCount` says how many there are. */
export function dominatedLevel({ snapshot, object }: HeapEntry, sort: Sort): Level<HeapEntry> {
  return level(
    object.childCount,
    (range) => ask(snapshot, 'instances', [{ kind: 'dominated', ordinal: object.ordinal }, { sort, ...range }]),
    (row) => ({ kind: 'object', snapshot, object: row, change: null }),
  );
}

/** Who holds an object, or what is in it. */
export function edgesLevel(
  list: 'retainers' | 'contents',
  snapshot: SnapshotKey,
  ordinal: NodeOrdinal,
  length: number,
  order: Pick<RowQuery, 'sort' | 'ignoring' | 'since' | 'onlyNew'>,
): Level<EdgeEntry> {
  return level(
    length,
    (range) => ask(snapshot, list, [ordinal, { ...order, ...range }]),
    (row) => ({ kind: 'edge', snapshot, object: row }),
  );
}

/** The first page of a table tells its length; the grid asks for the rows in sight itself. */
export const lengthQuery = (sort: Sort, filter = ''): RowQuery => ({ sort, filter, from: 0, count: 0 });

/** Whether a row's object is one of its own ancestors: opening it would lead round in a circle. */
export function isOwnAncestor(entry: HeapEntry, ancestors: readonly { readonly kind: string }[]): boolean {
  return ancestors.some(
    (ancestor) =>
      isHeapEntry(ancestor) && ancestor.object.ordinal === entry.object.ordinal && ancestor.snapshot === entry.snapshot,
  );
}

export const isHeapEntry = (row: { readonly kind: string }): row is HeapEntry =>
  row.kind === 'object' || row.kind === 'edge';
