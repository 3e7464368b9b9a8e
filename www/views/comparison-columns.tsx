/** The columns of Comparison, with DevTools' names. Objects show their size under Alloc. Size or Freed Size. */
import type { DiffRow } from '../engine/protocol';
import type { Column } from '../widgets/treegrid/types';
import { ClassName } from './class-name';
import { bytes, count, exactBytes, signedBytes, signedCount } from './format';
import type { HeapEntry } from './heap-rows';
import { EntryCell, entryText } from './object-cell';

export type ComparisonRow = { readonly kind: 'class'; readonly diff: DiffRow } | HeapEntry;

type CountId = 'newCount' | 'deletedCount' | 'countDelta';
type SizeId = 'allocSize' | 'freedSize' | 'sizeDelta';

export const COMPARISON_COLUMNS: readonly Column<ComparisonRow>[] = [
  {
    id: 'object',
    title: 'Constructor',
    align: 'start',
    sortable: true,
    firstAscending: true,
    help: 'Objects by the class, or the kind of value, that made them. Names in parentheses are V8’s own kinds.',
    cell: (row) => (row.kind === 'class' ? <ClassName row={row.diff} /> : <EntryCell entry={row} />),
    text: (row) => (row.kind === 'class' ? row.diff.name : entryText(row)),
  },
  countColumn('newCount', '# New', 'Objects that are only in the newer snapshot.', 2, count),
  countColumn('deletedCount', '# Deleted', 'Objects that are only in the older snapshot.', 1, count),
  countColumn('countDelta', '# Delta', 'New minus deleted objects.', 3, signedCount),
  sizeColumn('allocSize', 'Alloc. Size', 'Shallow size of the new objects.', 4, bytes),
  sizeColumn('freedSize', 'Freed Size', 'Shallow size of the deleted objects.', 0, bytes),
  sizeColumn('sizeDelta', 'Size Delta', 'Allocated minus freed size.', null, (value) =>
    value === null ? '' : signedBytes(value),
  ),
];

function countColumn(
  id: CountId,
  title: string,
  help: string,
  hideOrder: number,
  write: (value: number) => string,
): Column<ComparisonRow> {
  return {
    id,
    title,
    help,
    align: 'end',
    width: '6.5rem',
    hideOrder,
    sortable: true,
    cell: (row) => (row.kind === 'class' ? write(row.diff[id]) : null),
    text: (row) => (row.kind === 'class' ? String(row.diff[id]) : ''),
  };
}

function sizeColumn(
  id: SizeId,
  title: string,
  help: string,
  hideOrder: number | null,
  write: (value: number | null) => string,
): Column<ComparisonRow> {
  return {
    id,
    title,
    help,
    align: 'end',
    width: '7.5rem',
    sortable: true,
    ...(hideOrder === null ? {} : { hideOrder }),
    cell: (row) => {
      const size = sizeOf(row, id);
      return size === null ? null : write(size);
    },
    text: (row) => String(sizeOf(row, id) ?? ''),
    tip: (row) => {
      const size = sizeOf(row, id);
      return size === null ? undefined : exactBytes(size);
    },
  };
}

function sizeOf(row: ComparisonRow, id: SizeId): number | null {
  if (row.kind === 'class') return row.diff[id];
  if (row.kind === 'edge') return null;
  const matches = (id === 'allocSize' && row.change === 'new') || (id === 'freedSize' && row.change === 'deleted');
  return matches ? row.object.shallowSize : null;
}
