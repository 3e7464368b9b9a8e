/** Comparison: what is new, gone and grown between the older and the newer snapshot, class by class. */
import { useMemo } from 'preact/hooks';
import { ask, newGeneration } from '../app/engines';
import type { DiffRow, Sort } from '../engine/protocol';
import { comparison } from '../state/comparison';
import { classToOpen, filter, select, setSort, sorts } from '../state/navigation';
import { apart, pair } from '../state/pair';
import type { SnapshotKey } from '../state/snapshots';
import { BLOCK_ROWS } from '../widgets/treegrid/row-cache';
import { TreeGrid } from '../widgets/treegrid/treegrid';
import type { Level } from '../widgets/treegrid/types';
import { type Opened, pathToClass, useOpenedOnce } from './class-to-open';
import { COMPARISON_COLUMNS, type ComparisonRow } from './comparison-columns';
import { CourseTable } from './course-table';
import { EmptyTable } from './empty-table';
import {
  entryKey,
  isHeapEntry,
  isOwnAncestor,
  level,
  type ObjectEntry,
  propertiesLevel,
} from './heap-rows';
import { Notice } from './notice';
import { ProcessNotice } from './process-notice';
import { menuOfEntry } from './row-menu';
import { useLatest } from './use-latest';

const NOTHING_CHANGED =
  'Nothing was allocated or freed between these two snapshots. A leak shows when the program was used in between: ' +
  'take the second snapshot after more use, in the same process.';

export function ComparisonView() {
  const now = pair.value;
  const state = comparison.value;
  if (now === null) return <Notice>The comparison appears here when both snapshots are read.</Notice>;
  if (state.kind === 'failed')
    return (
      <Notice tone="error">
        {state.error.message} {state.error.advice}
      </Notice>
    );
  if (state.kind !== 'ready') return <Notice>Comparing the two snapshots…</Notice>;
  if (apart.value === null)
    return <ComparisonTable key={state.pairKeys} older={now.older.key} newer={now.newer.key} />;
  return (
    <div class="under-notice">
      <ProcessNotice />
      <CourseTable key={state.pairKeys} table="comparison" label="Comparison" snapshots={[now.older, now.newer]} />
    </div>
  );
}

interface Sides {
  readonly older: SnapshotKey;
  readonly newer: SnapshotKey;
}

function ComparisonTable({ older, newer }: Sides) {
  const sort = sorts.value.comparison;
  const { text } = filter.value;
  const opened = classToOpen.value;
  const loaded = useLatest(() => load(newer, sort, text, opened), [newer, sort, text, opened]);
  const childrenOf = useMemo(() => childrenFor({ older, newer }, sort), [older, newer, sort]);
  useOpenedOnce(loaded.value?.openPath);
  if (loaded.error !== null) return <Notice tone="error">{loaded.error}</Notice>;
  if (loaded.value === null) return <Notice>Comparing the two snapshots…</Notice>;
  return (
    <TreeGrid<ComparisonRow>
      label="Comparison"
      columns={COMPARISON_COLUMNS}
      root={loaded.value.root}
      openPath={loaded.value.openPath}
      keyOf={(row) => (row.kind === 'class' ? row.diff.key : entryKey(row))}
      childrenOf={childrenOf}
      sort={sort}
      onSort={(chosen) => setSort('comparison', chosen)}
      onSelect={(row) => {
        if (isHeapEntry(row)) select(row.snapshot, row.object);
      }}
      menuOf={(row) => (isHeapEntry(row) ? menuOfEntry(row) : [])}
      rowClass={(row, ancestors) => (isHeapEntry(row) && isOwnAncestor(row, ancestors) ? 'own-ancestor' : undefined)}
      empty={<EmptyTable filter={text} otherwise={NOTHING_CHANGED} />}
    />
  );
}

async function load(newer: SnapshotKey, sort: Sort, text: string, opened: string | null): Promise<Opened<ComparisonRow>> {
  const generation = newGeneration(newer, 'comparison');
  const page = (range: { from: number; count: number }) =>
    ask(newer, 'comparison', [{ sort, filter: text, ...range }], generation);
  const { total, rows } = await page({ from: 0, count: BLOCK_ROWS });
  const root = level(total, page, (diff: DiffRow): ComparisonRow => ({ kind: 'class', diff }), rows);
  return { root, openPath: await pathToClass(opened, () => page({ from: 0, count: total })) };
}

function childrenFor(sides: Sides, sort: Sort) {
  const below = objectSort(sort);
  return (row: ComparisonRow, ancestors: readonly ComparisonRow[]): Level<ComparisonRow> | null => {
    if (row.kind === 'class') return changesLevel(sides, row.diff, below);
    if (row.object.childCount === 0 || isOwnAncestor(row, ancestors)) return null;
    return propertiesLevel(row, below);
  };
}

/** Objects have no counts and no deltas of their own: those columns sort them by name, the size columns by size. */
function objectSort({ column, ascending }: Sort): Sort {
  switch (column) {
    case 'allocSize':
    case 'freedSize':
    case 'sizeDelta':
      return { column: 'shallowSize', ascending };
    case 'object':
      return { column: 'object', ascending };
    default:
      return { column: 'object', ascending: true };
  }
}

/** All new objects first, asked of the newer snapshot, then all deleted ones, asked of the older one. */
function changesLevel(
  { older, newer }: Sides,
  { classIndex, newCount, deletedCount }: DiffRow,
  sort: Sort,
): Level<ObjectEntry> {
  const added = level(
    newCount,
    (range) =>
      ask(newer, 'instances', [
        { kind: 'new', classIndex },
        { sort, ...range },
      ]),
    (object): ObjectEntry => ({ kind: 'object', snapshot: newer, object, change: 'new' }),
  );
  const deleted = level(
    deletedCount,
    (range) =>
      ask(older, 'instances', [
        { kind: 'deleted', classIndex },
        { sort, ...range },
      ]),
    (object): ObjectEntry => ({ kind: 'object', snapshot: older, object, change: 'deleted' }),
  );
  return {
    count: newCount + deletedCount,
    fetch: async (from, to) => {
      const parts = await Promise.all([
        from < newCount ? added.fetch(from, Math.min(to, newCount)) : [],
        to > newCount ? deleted.fetch(Math.max(from - newCount, 0), to - newCount) : [],
      ]);
      return parts.flat();
    },
  };
}
