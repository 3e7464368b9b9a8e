/** The columns of Retainers, with DevTools' names. */
import type { Column } from '../../widgets/treegrid/types';
import type { EdgeEntry } from '../tables/heap-rows';
import { EntryCell, entryText } from '../tables/object-cell';
import { objectColumns } from '../tables/object-columns';

export function retainerColumns(totalSize: number): readonly Column<EdgeEntry>[] {
  return [
    {
      id: 'object',
      title: 'Object',
      align: 'start',
      sortable: true,
      firstAscending: true,
      help: 'The property, variable or element, and the object it belongs to.',
      cell: (row) => <EntryCell entry={row} retainer />,
      text: (row) => entryText(row, true),
    },
    ...objectColumns<EdgeEntry>((row) => row.object, totalSize),
  ];
}
