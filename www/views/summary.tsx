/** Summary: every object of one snapshot, class by class. */
import { useMemo } from 'preact/hooks';
import { ask, newGeneration } from '../app/engines';
import type { ClassRow, IdRange, RowQuery, Sort } from '../engine/protocol';
import { allocated } from '../state/allocated';
import { classToOpen, filter, select, setSort, sorts, summarySide } from '../state/navigation';
import { snapshotOn } from '../state/pair';
import type { ReadySnapshot, SnapshotKey } from '../state/snapshots';
import { BLOCK_ROWS } from '../widgets/treegrid/row-cache';
import { TreeGrid } from '../widgets/treegrid/treegrid';
import type { Column, Level } from '../widgets/treegrid/types';
import { ClassName } from './class-name';
import { type Opened, pathToClass, useOpenedOnce } from './class-to-open';
import { EmptyTable } from './empty-table';
import { count } from './format';
import {
  entryKey,
  type HeapEntry,
  isHeapEntry,
  isOwnAncestor,
  level,
  type ObjectEntry,
  propertiesLevel,
} from './heap-rows';
import { Notice } from './notice';
import { EntryCell, entryText } from './object-cell';
import { objectColumns, type ObjectNumbers } from './object-columns';
import { menuOfEntry } from './row-menu';
import { useLatest } from './use-latest';

const NONE_LEFT = 'No object that was allocated then is alive in this snapshot.';

type SummaryRow = { readonly kind: 'class'; readonly summary: ClassRow } | HeapEntry;

export function SummaryView() {
  const snapshot = snapshotOn(summarySide.value);
  if (snapshot === null) return <Notice>The table appears here when the snapshot is read.</Notice>;
  return <SummaryTable key={snapshot.key} snapshot={snapshot} />;
}

function SummaryTable({ snapshot: { key, life } }: { readonly snapshot: ReadySnapshot }) {
  const sort = sorts.value.summary;
  const { text } = filter.value;
  const ids = allocated.value;
  const opened = classToOpen.value;
  const loaded = useLatest(
    () => load(key, { sort, filter: text, allocated: ids }, opened),
    [key, sort, text, ids, opened, life.done.length],
  );
  const columns = useMemo(() => columnsOf(life.info.totalSize), [life.info.totalSize]);
  const childrenOf = useMemo(() => childrenFor(key, sort, ids), [key, sort, ids]);
  useOpenedOnce(loaded.value?.openPath);
  if (loaded.error !== null) return <Notice tone="error">{loaded.error}</Notice>;
  if (loaded.value === null) return <Notice>Listing the classes…</Notice>;
  return (
    <TreeGrid<SummaryRow>
      label="Summary"
      columns={columns}
      root={loaded.value.root}
      openPath={loaded.value.openPath}
      keyOf={(row) => (row.kind === 'class' ? row.summary.key : entryKey(row))}
      childrenOf={childrenOf}
      sort={sort}
      onSort={(chosen) => setSort('summary', chosen)}
      onSelect={(row) => {
        if (isHeapEntry(row)) select(row.snapshot, row.object);
      }}
      menuOf={(row) => (isHeapEntry(row) ? menuOfEntry(row) : [])}
      rowClass={(row, ancestors) => (isHeapEntry(row) && isOwnAncestor(row, ancestors) ? 'own-ancestor' : undefined)}
      empty={<EmptyTable filter={text} otherwise={ids === undefined ? 'This snapshot has no objects.' : NONE_LEFT} />}
    />
  );
}

type Choice = Omit<RowQuery, 'from' | 'count'>;

async function load(key: SnapshotKey, choice: Choice, opened: string | null): Promise<Opened<SummaryRow>> {
  const generation = newGeneration(key, 'summary');
  const page = (range: { from: number; count: number }) =>
    ask(key, 'summary', [{ ...choice, ...range }], generation);
  const { total, rows } = await page({ from: 0, count: BLOCK_ROWS });
  const root = level(total, page, (summary: ClassRow): SummaryRow => ({ kind: 'class', summary }), rows);
  return { root, openPath: await pathToClass(opened, () => page({ from: 0, count: total })) };
}

function columnsOf(totalSize: number): readonly Column<SummaryRow>[] {
  return [
    {
      id: 'object',
      title: 'Constructor',
      align: 'start',
      sortable: true,
      firstAscending: true,
      help: 'Objects by the class, or the kind of value, that made them. Names in parentheses are V8’s own kinds.',
      cell: (row) =>
        row.kind === 'class' ? (
          <ClassName row={row.summary} times={count(row.summary.count)} />
        ) : (
          <EntryCell entry={row} />
        ),
      text: (row) => (row.kind === 'class' ? row.summary.name : entryText(row)),
    },
    ...objectColumns<SummaryRow>(numbersOf, totalSize),
  ];
}

const numbersOf = (row: SummaryRow): ObjectNumbers => (row.kind === 'class' ? row.summary : row.object);

function childrenFor(snapshot: SnapshotKey, sort: Sort, ids: IdRange | undefined) {
  return (row: SummaryRow, ancestors: readonly SummaryRow[]): Level<SummaryRow> | null => {
    if (row.kind === 'class') return objectsLevel(snapshot, row.summary, sort, ids);
    if (row.object.childCount === 0 || isOwnAncestor(row, ancestors)) return null;
    return propertiesLevel(row, sort);
  };
}

function objectsLevel(
  snapshot: SnapshotKey,
  { classIndex, count: length }: ClassRow,
  sort: Sort,
  allocated: IdRange | undefined,
): Level<ObjectEntry> {
  return level(
    length,
    (range) =>
      ask(snapshot, 'instances', [
        { kind: 'class', classIndex, allocated },
        { sort, ...range },
      ]),
    (object) => ({ kind: 'object', snapshot, object, change: null }),
  );
}
