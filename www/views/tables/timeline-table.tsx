/**
 * Classes side by side in several snapshots, nothing matched by id: of Timeline, and of two processes' Comparison. A class
 * opens to its objects in the latest snapshot.
 */
import { useMemo } from 'preact/hooks';
import { ask } from '../../app/engines';
import type { ResultName, Sort, TimelineRow } from '../../engine/protocol';
import type { ReadySnapshot } from '../../state/snapshots';
import { ClassTable } from './class-table';
import { timelineColumns } from './timeline-columns';
import { objectsLevel } from './summary';

interface Props {
  /** The name of the timeline that the engine keeps. */
  readonly of: ResultName;
  readonly table: 'comparison' | 'timeline';
  readonly label: string;
  /** The oldest first; the last one's engine has the rows. */
  readonly snapshots: readonly ReadySnapshot[];
}

export function TimelineTable({ of: name, table, label, snapshots }: Props) {
  const latest = snapshots.at(-1)?.key ?? -1;
  const names = snapshots.map(({ name, fileName }) => `${name}\n${fileName}`);
  const columns = useMemo(() => timelineColumns(snapshots), [names.join('\n')]);
  return (
    <ClassTable<TimelineRow>
      table={table}
      label={label}
      columns={columns}
      snapshot={latest}
      ask={(query, generation) => ask(latest, 'timeline', [name, query], generation)}
      objectsOf={({ classIndex, counts }, sort) =>
        classIndex === null ? null : objectsLevel(latest, { classIndex }, counts.at(-1) ?? 0, sort)
      }
      objectSort={objectSort}
      setOf={({ classIndex }) => (classIndex === null ? null : { kind: 'class', classIndex })}
      depends={[]}
      waiting="Listing the classes…"
      empty="These snapshots have no objects."
    />
  );
}

/** Objects have no figures per snapshot of their own: by name, or the largest first. */
const objectSort = ({ column, ascending }: Sort): Sort =>
  column === 'object' ? { column, ascending } : { column: 'shallowSize', ascending: false };
