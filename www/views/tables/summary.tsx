/** Summary: every object of one snapshot, or those that pass a filter, class by class. */
import { useMemo } from 'preact/hooks';
import { ask } from '../../app/engines';
import type { NodeFilter } from '../../engine/node-filter';
import type { ClassRow, Sort } from '../../engine/protocol';
import { saySum, shownObjects } from '../../state/objects-shown';
import { summarySide } from '../../state/navigation';
import { snapshotOn } from '../../state/pair';
import type { ReadySnapshot, SnapshotKey } from '../../state/snapshots';
import type { Level } from '../../widgets/treegrid/types';
import { AllocationTimes } from './allocation-times';
import { ClassTable, constructorColumn, type TableRow } from './class-table';
import { count } from '../text/format';
import { level, type ObjectEntry } from './heap-rows';
import { Notice } from '../common/notice';
import { objectColumns, type ObjectNumbers } from './object-columns';

export function SummaryView() {
  const snapshot = snapshotOn(summarySide.value);
  if (snapshot === null) return <Notice>The table appears here when the snapshot is read.</Notice>;
  const objects = shownObjects.value;
  return (
    <div class="under-notice">
      {snapshot.life.info.hasAllocationTimes && <AllocationTimes key={snapshot.key} snapshot={snapshot} />}
      {/* Of other objects another table: the rows of those before must not stand under the new choice until the answer comes. */}
      <SummaryTable key={`${snapshot.key} ${objects}`} snapshot={snapshot} objects={objects} />
    </div>
  );
}

interface Props {
  readonly snapshot: ReadySnapshot;
  /** Which objects are listed; all if undefined. */
  readonly objects: NodeFilter | undefined;
  readonly label?: string;
}

export function SummaryTable({ snapshot: { key, life }, objects, label = 'Summary' }: Props) {
  const columns = useMemo(
    () => [
      constructorColumn<ClassRow>((of) => count(of.count)),
      ...objectColumns<TableRow<ClassRow>>(numbersOf, life.info.totalSize),
    ],
    [life.info.totalSize],
  );
  return (
    <ClassTable<ClassRow>
      table="summary"
      label={label}
      columns={columns}
      snapshot={key}
      ask={async (query, generation) => {
        const page = await ask(key, 'summary', [{ ...query, objects }], generation);
        saySum({ snapshot: key, objects, text: query.filter ?? '', sum: page.sum });
        return page;
      }}
      objectsOf={(of, sort) => objectsLevel(key, of, of.count, sort, objects)}
      setOf={({ classIndex }) => ({ kind: 'class', classIndex, objects })}
      depends={[life.done.length]}
      waiting="Listing the classes…"
      empty={
        objects === undefined
          ? 'This snapshot has no objects.'
          : 'No object of this snapshot is one of those that were asked for above.'
      }
    />
  );
}

const numbersOf = (row: TableRow<ClassRow>): ObjectNumbers => (row.kind === 'class' ? row.of : row.object);

/** The objects of a class in one snapshot: all, or those that pass a filter. */
export function objectsLevel(
  snapshot: SnapshotKey,
  { classIndex }: { readonly classIndex: number },
  length: number,
  sort: Sort,
  objects?: NodeFilter,
): Level<ObjectEntry> {
  return level(
    length,
    (range) =>
      ask(snapshot, 'instances', [
        { kind: 'class', classIndex, objects },
        { sort, ...range },
      ]),
    (object) => ({ kind: 'object', snapshot, object, change: null }),
  );
}
