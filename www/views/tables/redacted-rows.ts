/** Rows as they may leave the page: with the names that the engine puts in the place of data. */
import { ask } from '../../app/engines';
import type { SnapshotKey } from '../../state/snapshots';
import { type HeapEntry, isHeapEntry } from './heap-rows';

/** A row of a class, as all tables have it. */
export interface ClassEntry {
  readonly kind: 'class';
  readonly of: { readonly key: string; readonly name: string };
}

/** A row of any table. */
export type AnyEntry = ClassEntry | HeapEntry;

/** `snapshot` is the one whose engine lists the classes. */
export const redactedRows = <Row extends AnyEntry>(
  rows: readonly Row[],
  snapshot: SnapshotKey,
): Promise<Row[]> => Promise.all(rows.map((row) => redactedRow(row, snapshot)));

export async function redactedRow<Row extends AnyEntry>(row: Row, snapshot: SnapshotKey): Promise<Row> {
  if (!isHeapEntry(row)) {
    const { classes } = await ask(snapshot, 'redactedNames', [[], [], [row.of.key]]);
    return { ...row, of: { ...row.of, name: classes[0] ?? '' } };
  }
  const entry: HeapEntry = row;
  const edge = entry.kind === 'edge' ? [entry.object.edgeIndex] : [];
  const { objects, edges } = await ask(entry.snapshot, 'redactedNames', [[entry.object.ordinal], edge, []]);
  const names = { name: objects[0] ?? '', className: '', ...(entry.kind === 'edge' && { edgeName: edges[0] ?? '' }) };
  return { ...row, object: { ...entry.object, ...names } };
}
