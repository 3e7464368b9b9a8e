/** The columns of Retainers and of Contents, with DevTools' names. */
import type { NodeOrdinal } from '../../engine/protocol';
import type { Column } from '../../widgets/treegrid/types';
import type { EdgeEntry } from '../tables/heap-rows';
import { EntryCell, entryText } from '../tables/object-cell';
import { objectColumns } from '../tables/object-columns';
import { distance } from '../text/format';
import { PlaceCode, placeText } from '../text/place';

/** `ignoring` are the retainers that are ignored. */
export function retainerColumns(totalSize: number, ignoring: readonly NodeOrdinal[] = []): readonly Column<EdgeEntry>[] {
  const columns = edgeColumns(totalSize, true, 'The property, variable or element, and the object it belongs to.');
  const text = ({ object }: EdgeEntry) => (ignoring.includes(object.ordinal) ? 'ignored' : distance(object.distance));
  return columns.map((column) => (column.id === 'distance' ? { ...column, cell: text, text } : column));
}

export const contentColumns = (totalSize: number): readonly Column<EdgeEntry>[] =>
  edgeColumns(totalSize, false, 'The property, variable or element, and what is in it. What V8 put there itself comes last.');

function edgeColumns(totalSize: number, retainer: boolean, help: string): readonly Column<EdgeEntry>[] {
  return [
    {
      id: 'object',
      title: 'Object',
      align: 'start',
      sortable: true,
      firstAscending: true,
      help,
      cell: (row) => <EntryCell entry={row} retainer={retainer} />,
      text: (row) => entryText(row, retainer),
    },
    {
      id: 'place',
      title: 'Place',
      align: 'start',
      width: '11rem',
      hideOrder: -1,
      sortable: false,
      help: 'Where the function, or the class of the object, stands: file, line and column.',
      cell: ({ object: { place } }) => place !== null && <PlaceCode place={place} short />,
      text: ({ object: { place } }) => (place === null ? '' : placeText(place)),
    },
    ...objectColumns<EdgeEntry>((row) => row.object, totalSize),
  ];
}
