/** Retainers: who holds the selected object. One readable chain from the root, and below it DevTools' tree. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { ask, newGeneration } from '../../app/engines';
import { selectByOrdinal } from '../../app/select-object';
import type { EdgeRow, NodeOrdinal, ObjectRow, PathStep, Sort } from '../../engine/protocol';
import { ignoredOf, restoreIgnored } from '../../state/ignored';
import type { ReadySnapshot } from '../../state/snapshots';
import { toPanel } from '../../widgets/focus';
import { rowText } from '../../widgets/treegrid/events';
import { TreeGrid } from '../../widgets/treegrid/treegrid';
import type { Level } from '../../widgets/treegrid/types';
import { count, UNREACHED_DISTANCE } from '../text/format';
import { chainLinks } from '../text/retaining-path';
import { Chain } from './chain';
import { WithoutLink } from './without-link';
import { type EdgeEntry, edgesLevel, entryKey, isOwnAncestor, lengthQuery, type ObjectEntry } from '../tables/heap-rows';
import { retainerColumns } from './retainer-columns';
import { chainTo, copyRedacted, menuOfEntry, menuOfRetainer } from '../tables/row-menu';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';

const DEFAULT_SORT: Sort = { column: 'distance', ascending: true };
/** As many levels as DevTools opens by itself. */
const LEVELS = 20;

interface Loaded {
  /** What is ignored here. */
  readonly ignoring: readonly NodeOrdinal[];
  readonly root: Level<EdgeEntry>;
  readonly path: readonly PathStep[];
  readonly openPath: readonly number[];
}

export function Retainers({ snapshot, object }: { readonly snapshot: ReadySnapshot; readonly object: ObjectRow }) {
  const { key, life } = snapshot;
  const [sort, setSort] = useState(DEFAULT_SORT);
  const [cut, setCut] = useState<EdgeRow | null>(null);
  const ignoring = ignoredOf(key);
  const loaded = useLatest(() => load(key, object, sort, ignoring), [key, object.ordinal, sort, ignoring, life.done.length]);
  const shown = loaded.value?.ignoring ?? ignoring;
  const columns = useMemo(() => retainerColumns(life.info.totalSize, shown), [life.info.totalSize, shown]);
  const subject = useMemo<ObjectEntry>(() => ({ kind: 'object', snapshot: key, object, change: null }), [key, object]);
  // Opened once, and again if something else is ignored; after that the rows stay as the person has them.
  const first = useRef<Loaded | null>(null);
  if (first.current?.ignoring !== loaded.value?.ignoring) first.current = loaded.value;
  const openPath = loaded.value === first.current ? loaded.value?.openPath : undefined;
  return (
    <>
      <div class="subject">
        <div>
          {loaded.value !== null && (
            <Chain
              links={chainLinks(loaded.value.path)}
              onChoose={({ ordinal }) => void selectByOrdinal(key, ordinal)}
              toTake={(redacted) => chainTo(key, object.ordinal, redacted)}
              otherwise={shown.length > 0 ? 'No chain: without what is ignored, no root reaches this object.' : undefined}
            />
          )}
          {ignoring.length > 0 && (
            <button type="button" class="restore" ref={toPanel()} onClick={() => restoreIgnored(key)}>
              Restore ignored retainers ({count(ignoring.length)})
            </button>
          )}
          {cut !== null && <WithoutLink snapshot={key} link={cut} onClose={() => setCut(null)} />}
        </div>
      </div>
      {loaded.value === null && (
        <Waiting of={loaded} snapshot={key} view="retainers">
          Finding out who holds what…
        </Waiting>
      )}
      {loaded.value !== null && (
        <TreeGrid<EdgeEntry>
          label="Retainers"
          columns={columns}
          root={loaded.value.root}
          openPath={openPath}
          keyOf={entryKey}
          childrenOf={(row, ancestors) =>
            row.object.childCount === 0 || isOwnAncestor(row, [subject, ...ancestors])
              ? null
              : edgesLevel('retainers', key, row.object.ordinal, row.object.childCount, { sort, ignoring: shown })
          }
          sort={sort}
          onSort={setSort}
          menuOf={(row) => [
            ...menuOfEntry(row, (taken) => rowText<EdgeEntry>(columns, taken as EdgeEntry)),
            ...menuOfRetainer(row, () => setCut(row.object)),
          ]}
          onCopy={(rows, text) => copyRedacted(rows, key, text)}
          rowClass={(row, ancestors) =>
            (row.object.distance ?? 0) >= UNREACHED_DISTANCE || shown.includes(row.object.ordinal)
              ? 'unreached'
              : isOwnAncestor(row, [subject, ...ancestors])
                ? 'own-ancestor'
                : undefined
          }
          empty="Nothing holds this object but the roots themselves, or links that do not count (weak ones)."
        />
      )}
    </>
  );
}

async function load(
  snapshot: number,
  { ordinal }: ObjectRow,
  sort: Sort,
  ignoring: readonly NodeOrdinal[],
): Promise<Loaded> {
  const generation = newGeneration(snapshot, 'retainers');
  const [{ total }, path, openPath] = await Promise.all([
    ask(snapshot, 'retainers', [ordinal, { ...lengthQuery(sort), ignoring }], generation),
    ask(snapshot, 'path', [ordinal, false, ignoring], generation),
    ask(snapshot, 'pathPositions', [ordinal, { sort, from: 0, count: LEVELS, ignoring }], generation),
  ]);
  const root = edgesLevel('retainers', snapshot, ordinal, total, { sort, ignoring });
  return { ignoring, root, path, openPath };
}
