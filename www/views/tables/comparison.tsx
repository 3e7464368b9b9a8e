/** Comparison: what is new, gone and grown between the older and the newer snapshot, class by class. */
import { ask } from '../../app/engines';
import type { DiffRow, ResultName, Sort } from '../../engine/protocol';
import { shownComparison } from '../../state/comparison';
import { apart, pair } from '../../state/pair';
import type { SnapshotKey } from '../../state/snapshots';
import type { Level } from '../../widgets/treegrid/types';
import { ClassTable } from './class-table';
import { COMPARISON_COLUMNS } from './comparison-columns';
import { TimelineTable } from './timeline-table';
import { level, type ObjectEntry } from './heap-rows';
import { Notice } from '../common/notice';
import { ProcessNotice } from '../common/process-notice';
import { TaskNotice } from '../common/task-notice';
import { answerOf } from '../../state/task';

const NOTHING_CHANGED =
  'Nothing was allocated or freed between these two snapshots. A leak shows when the program was used in between: ' +
  'take the second snapshot after more use, in the same process.';

export function ComparisonView() {
  const now = pair.value;
  const { task, keys } = shownComparison.value;
  if (now === null) return <Notice>The comparison appears here when both snapshots are read.</Notice>;
  const ready = answerOf(task, keys);
  if (ready === null)
    return (
      <TaskNotice task={task} keys={keys}>
        <Notice>Comparing the two snapshots…</Notice>
      </TaskNotice>
    );
  if (apart.value === null)
    return <ComparisonTable key={ready.keys} of={ready.keys} older={now.older.key} newer={now.newer.key} />;
  return (
    <div class="under-notice">
      <ProcessNotice />
      <TimelineTable
        key={ready.keys}
        of={ready.keys}
        table="comparison"
        label="Comparison"
        snapshots={[now.older, now.newer]}
      />
    </div>
  );
}

/** A comparison and its two snapshots. */
interface Compared {
  readonly of: ResultName;
  readonly older: SnapshotKey;
  readonly newer: SnapshotKey;
}

function ComparisonTable({ of: name, older, newer }: Compared) {
  return (
    <ClassTable<DiffRow>
      table="comparison"
      label="Comparison"
      columns={COMPARISON_COLUMNS}
      snapshot={newer}
      ask={(query, generation) => ask(newer, 'comparison', [name, query], generation)}
      objectsOf={(of, sort) => changesLevel({ of: name, older, newer }, of, sort)}
      objectSort={objectSort}
      setOf={({ classIndex, newCount }) => (newCount === 0 ? null : { kind: 'new', classIndex, of: name })}
      depends={[older]}
      waiting="Comparing the two snapshots…"
      empty={NOTHING_CHANGED}
    />
  );
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
  { of, older, newer }: Compared,
  { classIndex, newCount, deletedCount }: DiffRow,
  sort: Sort,
): Level<ObjectEntry> {
  const added = level(
    newCount,
    (range) =>
      ask(newer, 'instances', [
        { kind: 'new', classIndex, of },
        { sort, ...range },
      ]),
    (object): ObjectEntry => ({ kind: 'object', snapshot: newer, object, change: 'new' }),
  );
  const deleted = level(
    deletedCount,
    (range) =>
      ask(older, 'instances', [
        { kind: 'deleted', classIndex, of },
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
