/** Allocation: the functions that allocated something, with what is alive of it; each opens to those who called it. */
import { batch } from '@preact/signals';
import { useState } from 'preact/hooks';
import { ask, newGeneration } from '../../app/engines';
import type { AllocationRow } from '../../engine/allocations';
import { ALLOCATED_BY, type NodeFilter } from '../../engine/node-filter';
import type { Sort } from '../../engine/protocol';
import { allocationSort, chosenView, summarySide, wantedObjects } from '../../state/navigation';
import { snapshotOn } from '../../state/pair';
import type { ReadySnapshot, SnapshotKey } from '../../state/snapshots';
import { TreeGrid } from '../../widgets/treegrid/treegrid';
import type { Column, Level } from '../../widgets/treegrid/types';
import { focusTab } from '../common/view-tabs';
import { bytes, count, exactBytes } from '../text/format';
import { functionText, PlaceCode, placeText } from '../text/place';
import { level } from './heap-rows';
import { copyLater } from './row-menu';
import { SummaryTable } from './summary';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';

const figure = (id: 'liveCount' | 'count' | 'liveSize' | 'size', title: string, help: string): Column<AllocationRow> => {
  const isSize = id === 'liveSize' || id === 'size';
  return {
    id,
    title,
    help,
    align: 'end',
    width: '6.5rem',
    sortable: true,
    ...(id !== 'liveSize' && { hideOrder: isSize ? 1 : 0 }),
    cell: (row) => (isSize ? bytes : count)(row[id]),
    text: (row) => String(row[id]),
    ...(isSize && { tip: (row) => exactBytes(row[id]) }),
  };
};

export const ALLOCATION_COLUMNS: readonly Column<AllocationRow>[] = [
  {
    id: 'object',
    title: 'Function',
    align: 'start',
    sortable: true,
    firstAscending: true,
    help: 'What allocated objects; below it who called it, with what was allocated in that way.',
    cell: (row) => <code class="of-heap name">{functionText(row)}</code>,
    text: functionText,
  },
  {
    id: 'place',
    title: 'Place',
    align: 'start',
    width: '14rem',
    hideOrder: 2,
    sortable: false,
    help: 'Where the function stands: file, line and column.',
    cell: ({ place }) => place !== null && <PlaceCode place={place} short />,
    text: ({ place }) => (place === null ? '' : placeText(place)),
  },
  figure('liveCount', 'Live Count', 'Objects that are alive.'),
  figure('count', 'Count', 'What was allocated while it was recorded. What V8 makes together, as an object with its elements, it counts once: so more can be alive than were counted.'),
  figure('liveSize', 'Live Size', 'Memory of the objects that are alive.'),
  figure('size', 'Size', 'Memory of all objects that were allocated while it was recorded.'),
];

export function AllocationView() {
  const snapshot = snapshotOn(summarySide.value);
  return snapshot === null ? null : <Allocation key={snapshot.key} snapshot={snapshot} />;
}

/** The functions, and below them what is alive of the one that is selected. */
function Allocation({ snapshot }: { readonly snapshot: ReadySnapshot }) {
  const [chosen, setChosen] = useState<Entry | null>(null);
  return (
    <div class="under-notice">
      <Functions snapshot={snapshot.key} onChoose={setChosen} />
      {chosen !== null && (
        <>
          <h2 class="subject">
            Live objects of <code class="of-heap name">{functionText(chosen)}</code>{' '}
            <button type="button" onClick={() => showObjects(chosen)}>
              Show in Summary
            </button>
          </h2>
          <SummaryTable key={chosen.function} snapshot={snapshot} objects={madeBy(chosen)} label="Live objects" />
        </>
      )}
    </div>
  );
}

/** A function with the way to it: from the one that allocated to its callers. */
interface Entry extends AllocationRow {
  readonly way: readonly number[];
}

const ALL = { from: 0, count: 0xffff_ffff };

const alive = (parts: readonly { readonly liveSize: number }[]): number => parts.reduce((sum, { liveSize }) => sum + liveSize, 0);

interface FunctionsProps {
  readonly snapshot: SnapshotKey;
  onChoose(row: Entry): void;
}

function Functions({ snapshot, onChoose }: FunctionsProps) {
  const sort = allocationSort.value;
  const loaded = useLatest(async () => {
    const generation = newGeneration(snapshot, 'functions');
    const [{ rows }, [, ...during]] = await Promise.all([
      ask(snapshot, 'allocations', [[], { sort, ...ALL }], generation),
      ask(snapshot, 'allocationIntervals', [], generation),
    ]);
    return { root: functionsLevel(snapshot, sort, [], rows.length), known: alive(rows), recorded: alive(during) };
  }, [sort]);
  if (loaded.value === null)
    return (
      <Waiting of={loaded} snapshot={snapshot} view="functions">
        Adding up what each function allocated…
      </Waiting>
    );
  const { root, known, recorded } = loaded.value;
  return (
    <>
      {known < 0.95 * recorded && (
        <p class="file-notice">
          Of {bytes(recorded)} that were allocated while it was recorded and are alive, {bytes(known)} stand here: V8 has lost who allocated the
          rest, as it often does. Suspects, and Summary with its bars, count all.
        </p>
      )}
      <TreeGrid<Entry>
        label="Allocation"
        columns={ALLOCATION_COLUMNS}
        root={root}
        keyOf={(row) => String(row.function)}
        childrenOf={({ way, childCount }) => functionsLevel(snapshot, sort, way, childCount)}
        sort={sort}
        onSort={(chosen) => {
          allocationSort.value = chosen;
        }}
        onSelect={(row) => {
          // Of a caller alone nobody knows what it made.
          if (row.way.length === 1) onChoose(row);
        }}
        menuOf={(row) => (row.way.length > 1 ? [] : [{ label: 'Show what is alive of it in Summary', run: () => showObjects(row) }])}
        onCopy={(rows, text) => copyLater('Row', async () => text(await Promise.all(rows.map((row) => redacted(snapshot, row)))))}
        empty="Nothing was allocated while it was recorded."
      />
    </>
  );
}

function functionsLevel(snapshot: SnapshotKey, sort: Sort, way: readonly number[], length: number): Level<Entry> {
  return level(
    length,
    (range) => ask(snapshot, 'allocations', [way, { sort, ...range }]),
    (row) => ({ ...row, way: [...way, row.function] }),
  );
}

const madeBy = (row: Entry): NodeFilter => `${ALLOCATED_BY}${row.function}`;

function showObjects(row: Entry): void {
  batch(() => {
    wantedObjects.value = madeBy(row);
    chosenView.value = 'summary';
  });
  focusTab('summary');
}

/** A row as it may leave the page. */
async function redacted(snapshot: SnapshotKey, row: Entry): Promise<Entry> {
  const all = { sort: allocationSort.peek(), ...ALL, redact: true };
  const { rows } = await ask(snapshot, 'allocations', [row.way.slice(0, -1), all]);
  return { ...row, ...rows.find((other) => other.function === row.function) };
}
