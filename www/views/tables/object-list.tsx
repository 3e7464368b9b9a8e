/** A list of objects of any class, with their classes and sizes; each opens to its properties, or to what it dominates. */
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { ask, newGeneration } from '../../app/engines';
import type { InstanceSet, Sort } from '../../engine/protocol';
import type { ReadySnapshot } from '../../state/snapshots';
import { rowText } from '../../widgets/treegrid/events';
import { TreeGrid } from '../../widgets/treegrid/treegrid';
import type { Column } from '../../widgets/treegrid/types';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';
import { closed } from '../text/object-text';
import { dominatedLevel, entryKey, type HeapEntry, isOwnAncestor, level, propertiesLevel } from './heap-rows';
import { EntryCell, entryText } from './object-cell';
import { objectColumns } from './object-columns';
import { copyRedacted, menuOfEntry } from './row-menu';

interface Props {
  readonly label: string;
  readonly snapshot: ReadySnapshot;
  readonly set: InstanceSet;
  /** What the set is of: another value, other rows. */
  readonly of: string | number;
  onSelect?(row: HeapEntry): void;
  /** Called once there are rows to go to; another one is called at once if there are. */
  readonly onShown?: (() => void) | undefined;
  /** Said in an empty list. */
  readonly empty: string;
}

const DEFAULT_SORT: Sort = { column: 'retainedSize', ascending: false };

export function ObjectList({ label, snapshot: { key, life }, set, of, onSelect, onShown, empty }: Props) {
  const [sort, setSort] = useState(DEFAULT_SORT);
  const list = useLatest(async () => {
    const generation = newGeneration(key, label);
    const page = (range: { from: number; count: number }) => ask(key, 'instances', [set, { sort, ...range }], generation);
    const { total } = await page({ from: 0, count: 0 });
    return level(total, page, (object): HeapEntry => ({ kind: 'object', snapshot: key, object, change: null }));
  }, [key, of, sort, life.done.length]);
  const shown = list.value !== null;
  useLayoutEffect(() => {
    if (shown) onShown?.();
  }, [shown, onShown]);
  const below = set.kind === 'dominated' ? dominatedLevel : propertiesLevel;
  const columns = useMemo(() => columnsOf(life.info.totalSize), [life.info.totalSize]);
  if (list.value === null)
    return (
      <Waiting of={list} snapshot={key} view={label}>
        Listing the objects…
      </Waiting>
    );
  return (
    <TreeGrid<HeapEntry>
      label={label}
      columns={columns}
      root={list.value}
      keyOf={entryKey}
      childrenOf={(row, ancestors) =>
        row.object.childCount === 0 || isOwnAncestor(row, ancestors) ? null : below(row, sort)
      }
      sort={sort}
      onSort={setSort}
      onSelect={(row) => onSelect?.(row)}
      menuOf={(row) => menuOfEntry(row, (taken) => rowText<HeapEntry>(columns, taken as HeapEntry))}
      onCopy={(rows, text) => copyRedacted(rows, key, text)}
      rowClass={(row, ancestors) => (isOwnAncestor(row, ancestors) ? 'own-ancestor' : undefined)}
      empty={empty}
    />
  );
}

function columnsOf(totalSize: number): Column<HeapEntry>[] {
  return [
    {
      id: 'object',
      title: 'Object',
      align: 'start',
      sortable: true,
      firstAscending: true,
      cell: (row) => <EntryCell entry={row} />,
      text: entryText,
    },
    {
      id: 'class',
      title: 'Class',
      align: 'start',
      width: '12rem',
      hideOrder: 2,
      sortable: false,
      cell: ({ object }) => <span class="of-heap">{closed(object.className)}</span>,
      text: ({ object }) => object.className,
      tip: ({ object }) => object.className,
    },
    ...objectColumns<HeapEntry>((row) => row.object, totalSize),
  ];
}
