/** The columns Distance, Shallow Size and Retained Size, the same in Summary and Retainers. */
import type { ComponentChildren } from 'preact';
import type { Column } from '../../widgets/treegrid/types';
import { bytes, distance, exactBytes, percent } from '../text/format';

export interface ObjectNumbers {
  readonly distance: number | null;
  readonly shallowSize: number;
  readonly retainedSize: number | null;
}

export const HELP = {
  distance: 'Steps on the shortest way from a root (for example the global object) to this object.',
  shallowSize: 'Memory of the object itself, without what it refers to.',
  retainedSize: 'Memory that would become free if this object were gone: its own, and what only it keeps alive.',
};

export function objectColumns<Row>(numbersOf: (row: Row) => ObjectNumbers, totalSize: number): Column<Row>[] {
  return [
    {
      id: 'distance',
      title: 'Distance',
      help: HELP.distance,
      align: 'end',
      width: '5.5rem',
      hideOrder: 0,
      sortable: true,
      firstAscending: true,
      cell: (row) => distance(numbersOf(row).distance),
      text: (row) => distance(numbersOf(row).distance),
    },
    sizeColumn('shallowSize', 'Shallow Size', HELP.shallowSize, 1, numbersOf, totalSize),
    sizeColumn('retainedSize', 'Retained Size', HELP.retainedSize, null, numbersOf, totalSize),
  ];
}

function sizeColumn<Row>(
  id: 'shallowSize' | 'retainedSize',
  title: string,
  help: string,
  hideOrder: number | null,
  numbersOf: (row: Row) => ObjectNumbers,
  totalSize: number,
): Column<Row> {
  return {
    id,
    title,
    help,
    align: 'end',
    width: '9rem',
    sortable: true,
    ...(hideOrder === null ? {} : { hideOrder }),
    cell: (row) => <SizeWithShare size={numbersOf(row)[id]} totalSize={totalSize} />,
    text: (row) => String(numbersOf(row)[id] ?? ''),
    tip: (row) => exactBytes(numbersOf(row)[id]),
  };
}

function SizeWithShare({
  size,
  totalSize,
}: {
  readonly size: number | null;
  readonly totalSize: number;
}): ComponentChildren {
  return (
    <>
      {bytes(size)}
      <span class="share">{percent(size, totalSize)}</span>
    </>
  );
}
