/** The columns of classes in several snapshots: what became of each class, then count and size in every snapshot. */
import type { TimelineRow } from '../../engine/protocol';
import type { Snapshot } from '../../state/snapshots';
import { courseOf } from '../text/course';
import { Sparkline } from '../../widgets/sparkline/sparkline';
import type { Column } from '../../widgets/treegrid/types';
import { constructorColumn, type TableRow } from './class-table';
import { bytes, count, exactBytes, signedBytes, signedCount } from '../text/format';

type Row = TableRow<TimelineRow>;
type SnapshotNames = Pick<Snapshot, 'name' | 'fileName'>;

export function timelineColumns(snapshots: readonly SnapshotNames[]): readonly Column<Row>[] {
  const steps = snapshots.length - 1;
  return [
    constructorColumn<TimelineRow>(),
    ...(steps > 1 ? [growthColumn(steps)] : []),
    {
      id: 'countDelta',
      title: '# Delta',
      help: 'Objects in the last snapshot less those in the first.',
      align: 'end',
      width: '5.5rem',
      hideOrder: steps,
      sortable: true,
      cell: (row) => (row.kind === 'class' ? signedCount(row.of.countDelta) : null),
      text: (row) => (row.kind === 'class' ? String(row.of.countDelta) : ''),
    },
    {
      id: 'sizeDelta',
      title: 'Size Delta',
      help: 'Shallow size in the last snapshot less that in the first.',
      align: 'end',
      width: '6rem',
      hideOrder: steps + 3,
      sortable: true,
      cell: (row) => (row.kind === 'class' ? signedBytes(row.of.sizeDelta) : null),
      text: (row) => (row.kind === 'class' ? String(row.of.sizeDelta) : ''),
      tip: (row) => (row.kind === 'class' ? exactBytes(row.of.sizeDelta) : undefined),
    },
    ...snapshots.map((snapshot, index) => snapshotColumn(snapshot, index, steps)),
  ];
}

function growthColumn(steps: number): Column<Row> {
  const words = ({ grownSteps, everyStep }: TimelineRow) =>
    everyStep ? 'every step' : grownSteps === 0 ? '−' : `${grownSteps} of ${steps}`;
  return {
    id: 'growth',
    title: 'Grew in',
    help: 'The shallow size from snapshot to snapshot, and in how many of the steps it grew; what grew in every step comes first.',
    align: 'end',
    width: '10rem',
    sortable: true,
    cell: (row) =>
      row.kind === 'class' ? (
        <span class={row.of.everyStep ? 'grew' : ''}>
          <Sparkline values={row.of.sizes} label={courseOf(row.of.sizes)} /> {words(row.of)}
        </span>
      ) : null,
    text: (row) => (row.kind === 'class' ? words(row.of) : ''),
  };
}

/** Two numbers under one heading, so that every snapshot is one column. In a narrow table those in the middle go first. */
function snapshotColumn({ name, fileName }: SnapshotNames, index: number, steps: number): Column<Row> {
  const isLast = index === steps;
  const figures = (row: Row) => {
    if (row.kind === 'class') return { objects: row.of.counts[index] ?? 0, size: row.of.sizes[index] ?? 0 };
    return isLast && row.kind === 'object' ? { objects: null, size: row.object.shallowSize } : null;
  };
  return {
    id: `snapshot ${index}`,
    title: `${name} (#, size)`,
    help: `Objects in ${fileName}, and their shallow size`,
    align: 'end',
    width: '9.5rem',
    hideOrder: isLast ? steps + 2 : index === 0 ? steps + 1 : index,
    sortable: false,
    cell: (row) => {
      const now = figures(row);
      if (now === null) return null;
      return (
        <>
          <span class="objects">{now.objects === null ? '' : count(now.objects)}</span>{' '}
          <span class="amount">{bytes(now.size)}</span>
        </>
      );
    },
    text: (row) => `${figures(row)?.objects ?? ''}\t${figures(row)?.size ?? ''}`,
    tip: (row) => {
      const now = figures(row);
      return now === null ? undefined : exactBytes(now.size);
    },
  };
}
