/**
 * Classes side by side in several snapshots, nothing matched by id: of Timeline, and of two processes' Comparison. A class
 * opens to its objects in the latest snapshot.
 */
import { useMemo } from 'preact/hooks';
import { ask } from '../../app/engines';
import type { Sort, TimelineRow } from '../../engine/protocol';
import type { ReadySnapshot } from '../../state/snapshots';
import { ClassTable } from './class-table';
import { courseColumns } from './timeline-columns';
import { objectsLevel } from './summary';

interface Props {
  readonly table: 'comparison' | 'timeline';
  readonly label: string;
  /** The oldest first; the last one's engine has the rows. */
  readonly snapshots: readonly ReadySnapshot[];
}

export function CourseTable({ table, label, snapshots }: Props) {
  const latest = snapshots.at(-1)?.key ?? -1;
  const names = snapshots.map(({ fileName }) => fileName);
  const columns = useMemo(() => courseColumns(names), [names.join('\n')]);
  return (
    <ClassTable<TimelineRow>
      table={table}
      label={label}
      columns={columns}
      snapshot={latest}
      ask={(query, generation) => ask(latest, 'timeline', [query], generation)}
      objectsOf={({ classIndex, counts }, sort) =>
        classIndex === null ? null : objectsLevel(latest, { classIndex }, counts.at(-1) ?? 0, sort)
      }
      objectSort={objectSort}
      depends={[]}
      waiting="Listing the classes…"
      empty="These snapshots have no objects."
    />
  );
}

/** Objects have no course of their own: by name, or the largest first. */
const objectSort = ({ column, ascending }: Sort): Sort =>
  column === 'object' ? { column, ascending } : { column: 'shallowSize', ascending: false };
