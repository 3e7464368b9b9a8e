/**
 * A table of classes that open to objects: Summary, Comparison and Timeline. They differ in their columns, in whose classes
 * they list, and in the objects below a class; sorting, filtering, selecting and opening is the same in all of them.
 */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { ask as askEngine, newGeneration } from '../../app/engines';
import type { Generation, InstanceSet, NodeOrdinal, Page, RowQuery, Sort } from '../../engine/protocol';
import { classToOpen, filter, isTable, select, setSort, sorts, type TableName, view } from '../../state/navigation';
import type { SnapshotKey } from '../../state/snapshots';
import { BLOCK_ROWS } from '../../widgets/treegrid/row-cache';
import { rowText } from '../../widgets/treegrid/events';
import { TreeGrid } from '../../widgets/treegrid/treegrid';
import type { Column, Level } from '../../widgets/treegrid/types';
import { ClassName } from './class-name';
import { type Opened, pathToClass, useOpenedOnce } from './class-to-open';
import { EmptyTable } from './empty-table';
import {
  entryKey,
  type HeapEntry,
  isHeapEntry,
  isOwnAncestor,
  lengthQuery,
  level,
  type ObjectEntry,
  propertiesLevel,
} from './heap-rows';
import { EntryCell, entryText } from './object-cell';
import { copyRedacted, menuOfClass, menuOfEntry } from './row-menu';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';

/** What the rows of classes have in common. */
interface Named {
  readonly key: string;
  readonly name: string;
}

/** A class, or an object below one. */
export type TableRow<Class> = { readonly kind: 'class'; readonly of: Class } | HeapEntry;

interface Props<Class extends Named> {
  readonly table: TableName;
  readonly label: string;
  readonly columns: readonly Column<TableRow<Class>>[];
  /** The snapshot whose engine lists the classes. */
  readonly snapshot: SnapshotKey;
  ask(query: RowQuery, generation: Generation | null): Promise<Page<Class>>;
  /** The objects of a class; null if it has none to show. */
  objectsOf(of: Class, sort: Sort): Level<ObjectEntry> | null;
  /** Those of a class's objects whose retaining paths can be merged; null if there are none. */
  setOf(of: Class): InstanceSet | null;
  /** The order of objects, where it is not the one of the classes. */
  objectSort?(sort: Sort): Sort;
  /** What the rows depend on beside sort and filter: new values, new rows. */
  readonly depends: readonly unknown[];
  /** Said while the classes are listed. */
  readonly waiting: string;
  /** Said in an empty table. */
  readonly empty: string;
}

export function ClassTable<Class extends Named>({
  table,
  label,
  columns,
  snapshot,
  ask,
  objectsOf,
  setOf,
  objectSort = (sort) => sort,
  depends,
  waiting,
  empty,
}: Props<Class>) {
  type Row = TableRow<Class>;
  const sort = sorts.value[table];
  // In Allocation there is no box for it.
  const text = isTable(view.value) ? filter.value.text : '';
  const opened = classToOpen.value;
  const load = async (): Promise<Opened<Row>> => {
    const generation = newGeneration(snapshot, table);
    const page = (range: { from: number; count: number }) => ask({ sort, filter: text, ...range }, generation);
    const { total, rows } = await page({ from: 0, count: BLOCK_ROWS });
    const root = level(total, page, (of: Class): Row => ({ kind: 'class', of }), rows);
    const positionOf = async (object: NodeOrdinal, of: Class) => {
      const set = setOf(of);
      return set === null ? undefined : askEngine(snapshot, 'position', [set, lengthQuery(objectSort(sort)), object], generation);
    };
    return { root, openPath: await pathToClass(() => page({ from: 0, count: total }), positionOf) };
  };
  const loaded = useLatest(load, [snapshot, sort, text, opened, ...depends]);
  const childrenOf = useMemo(() => {
    const below = objectSort(sort);
    return (row: Row, ancestors: readonly Row[]): Level<Row> | null => {
      if (row.kind === 'class') return objectsOf(row.of, below);
      if (row.object.childCount === 0 || isOwnAncestor(row, ancestors)) return null;
      return propertiesLevel(row, below);
    };
  }, [snapshot, sort, ...depends]);
  useOpenedOnce(loaded.value?.openPath);
  if (loaded.value === null)
    return (
      <Waiting of={loaded} snapshot={snapshot} view={table}>
        {waiting}
      </Waiting>
    );
  return (
    <TreeGrid<Row>
      label={label}
      columns={columns}
      root={loaded.value.root}
      openPath={loaded.value.openPath}
      goesToEnd
      keyOf={(row) => (row.kind === 'class' ? row.of.key : entryKey(row))}
      childrenOf={childrenOf}
      sort={sort}
      onSort={(chosen) => setSort(table, chosen)}
      onSelect={(row) => {
        if (isHeapEntry(row)) select(row.snapshot, row.object);
      }}
      menuOf={(row) => {
        const written = (taken: Row) => rowText(columns, taken);
        return isHeapEntry(row) ? menuOfEntry(row, written) : menuOfClass(row, snapshot, setOf(row.of), written);
      }}
      onCopy={(rows, rowsText) => copyRedacted(rows, snapshot, rowsText)}
      rowClass={(row, ancestors) => (isHeapEntry(row) && isOwnAncestor(row, ancestors) ? 'own-ancestor' : undefined)}
      empty={<EmptyTable filter={text} otherwise={empty} />}
    />
  );
}

/** The first column: a class with what stands behind its name, or an object. */
export function constructorColumn<Class extends Named>(times?: (of: Class) => string): Column<TableRow<Class>> {
  const cell = (row: TableRow<Class>): ComponentChildren => {
    if (row.kind !== 'class') return <EntryCell entry={row} />;
    return times === undefined ? <ClassName row={row.of} /> : <ClassName row={row.of} times={times(row.of)} />;
  };
  return {
    id: 'object',
    title: 'Constructor',
    align: 'start',
    sortable: true,
    firstAscending: true,
    help: 'Objects by the class, or the kind of value, that made them. Names in parentheses are V8’s own kinds.',
    cell,
    text: (row) => (row.kind === 'class' ? row.of.name : entryText(row)),
  };
}
