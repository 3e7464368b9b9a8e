/**
 * Classes side by side in several snapshots, nothing matched by id: of Timeline, and of two processes' Comparison. A class
 * opens to its objects in the latest snapshot.
 */
import { useMemo } from 'preact/hooks';
import { ask, newGeneration } from '../app/engines';
import type { Sort, TimelineRow } from '../engine/protocol';
import { classToOpen, filter, select, setSort, sorts } from '../state/navigation';
import type { ReadySnapshot, SnapshotKey } from '../state/snapshots';
import { BLOCK_ROWS } from '../widgets/treegrid/row-cache';
import { TreeGrid } from '../widgets/treegrid/treegrid';
import type { Level } from '../widgets/treegrid/types';
import { type Opened, pathToClass, useOpenedOnce } from './class-to-open';
import { courseColumns, type CourseRow } from './course-columns';
import { EmptyTable } from './empty-table';
import { entryKey, isHeapEntry, isOwnAncestor, level, type ObjectEntry, propertiesLevel } from './heap-rows';
import { Notice } from './notice';
import { menuOfEntry } from './row-menu';
import { useLatest } from './use-latest';

interface Props {
  readonly table: 'comparison' | 'timeline';
  readonly label: string;
  /** The oldest first; the last one's engine has the rows. */
  readonly snapshots: readonly ReadySnapshot[];
}

export function CourseTable({ table, label, snapshots }: Props) {
  const latest = snapshots.at(-1)?.key ?? -1;
  const names = snapshots.map(({ fileName }) => fileName);
  const sort = sorts.value[table];
  const { text } = filter.value;
  const opened = classToOpen.value;
  const loaded = useLatest(() => load(latest, sort, text, opened), [latest, sort, text, opened]);
  const columns = useMemo(() => courseColumns(names), [names.join('\n')]);
  const childrenOf = useMemo(() => childrenFor(latest, sort), [latest, sort]);
  useOpenedOnce(loaded.value?.openPath);
  if (loaded.error !== null) return <Notice tone="error">{loaded.error}</Notice>;
  if (loaded.value === null) return <Notice>Listing the classes…</Notice>;
  return (
    <TreeGrid<CourseRow>
      label={label}
      columns={columns}
      root={loaded.value.root}
      openPath={loaded.value.openPath}
      keyOf={(row) => (row.kind === 'class' ? row.course.key : entryKey(row))}
      childrenOf={childrenOf}
      sort={sort}
      onSort={(chosen) => setSort(table, chosen)}
      onSelect={(row) => {
        if (isHeapEntry(row)) select(row.snapshot, row.object);
      }}
      menuOf={(row) => (isHeapEntry(row) ? menuOfEntry(row) : [])}
      rowClass={(row, ancestors) => (isHeapEntry(row) && isOwnAncestor(row, ancestors) ? 'own-ancestor' : undefined)}
      empty={<EmptyTable filter={text} otherwise="These snapshots have no objects." />}
    />
  );
}

async function load(latest: SnapshotKey, sort: Sort, text: string, opened: string | null): Promise<Opened<CourseRow>> {
  const generation = newGeneration(latest, 'timeline');
  const page = (range: { from: number; count: number }) =>
    ask(latest, 'timeline', [{ sort, filter: text, ...range }], generation);
  const { total, rows } = await page({ from: 0, count: BLOCK_ROWS });
  const root = level(total, page, (course: TimelineRow): CourseRow => ({ kind: 'class', course }), rows);
  return { root, openPath: await pathToClass(opened, () => page({ from: 0, count: total })) };
}

function childrenFor(latest: SnapshotKey, { column, ascending }: Sort) {
  // Objects have no course of their own: by size or, for want of another order, by name.
  const below: Sort = column === 'object' ? { column, ascending } : { column: 'shallowSize', ascending: false };
  return (row: CourseRow, ancestors: readonly CourseRow[]): Level<CourseRow> | null => {
    if (row.kind === 'class') return objectsLevel(latest, row.course, below);
    if (row.object.childCount === 0 || isOwnAncestor(row, ancestors)) return null;
    return propertiesLevel(row, below);
  };
}

function objectsLevel(latest: SnapshotKey, { classIndex, counts }: TimelineRow, sort: Sort): Level<ObjectEntry> | null {
  if (classIndex === null) return null;
  return level(
    counts.at(-1) ?? 0,
    (range) =>
      ask(latest, 'instances', [
        { kind: 'class', classIndex },
        { sort, ...range },
      ]),
    (object) => ({ kind: 'object', snapshot: latest, object, change: null }),
  );
}
