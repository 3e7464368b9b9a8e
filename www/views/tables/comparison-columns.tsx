/** The columns of Comparison, with DevTools' names. Objects show their size under Alloc. Size or Freed Size. */
import type { DiffRow } from '../../engine/protocol';
import type { Column } from '../../widgets/treegrid/types';
import { constructorColumn, type TableRow } from './class-table';
import { bytes, count, exactBytes, signedBytes, signedCount } from '../text/format';

type ComparisonRow = TableRow<DiffRow>;

type CountId = 'newCount' | 'deletedCount' | 'countDelta';
type SizeId = 'allocSize' | 'freedSize' | 'sizeDelta';

export const COMPARISON_COLUMNS: readonly Column<ComparisonRow>[] = [
  constructorColumn<DiffRow>(),
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
    cell: (row) => (row.kind === 'class' ? write(row.of[id]) : null),
    text: (row) => (row.kind === 'class' ? String(row.of[id]) : ''),
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
  if (row.kind === 'class') return row.of[id];
  if (row.kind === 'edge') return null;
  const matches = (id === 'allocSize' && row.change === 'new') || (id === 'freedSize' && row.change === 'deleted');
  return matches ? row.object.shallowSize : null;
}
