/** Summary: every object of one snapshot, or those that were allocated between two, class by class. */
import { useMemo } from 'preact/hooks';
import { ask } from '../../app/engines';
import type { ClassRow, IdRange, Sort } from '../../engine/protocol';
import { allocated } from '../../state/allocated';
import { summarySide } from '../../state/navigation';
import { snapshotOn } from '../../state/pair';
import type { ReadySnapshot, SnapshotKey } from '../../state/snapshots';
import type { Level } from '../../widgets/treegrid/types';
import { ClassTable, constructorColumn, type TableRow } from './class-table';
import { count } from '../text/format';
import { level, type ObjectEntry } from './heap-rows';
import { Notice } from '../common/notice';
import { objectColumns, type ObjectNumbers } from './object-columns';

export function SummaryView() {
  const snapshot = snapshotOn(summarySide.value);
  if (snapshot === null) return <Notice>The table appears here when the snapshot is read.</Notice>;
  return <SummaryTable key={snapshot.key} snapshot={snapshot} />;
}

function SummaryTable({ snapshot: { key, life } }: { readonly snapshot: ReadySnapshot }) {
  const ids = allocated.value;
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
      label="Summary"
      columns={columns}
      snapshot={key}
      ask={(query, generation) => ask(key, 'summary', [{ ...query, allocated: ids }], generation)}
      objectsOf={(of, sort) => objectsLevel(key, of, of.count, sort, ids)}
      depends={[ids, life.done.length]}
      waiting="Listing the classes…"
      empty={
        ids === undefined
          ? 'This snapshot has no objects.'
          : 'No object that was allocated then is alive in this snapshot.'
      }
    />
  );
}

const numbersOf = (row: TableRow<ClassRow>): ObjectNumbers => (row.kind === 'class' ? row.of : row.object);

/** The objects of a class in one snapshot: all, or those with certain ids. */
export function objectsLevel(
  snapshot: SnapshotKey,
  { classIndex }: { readonly classIndex: number },
  length: number,
  sort: Sort,
  allocated?: IdRange,
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
