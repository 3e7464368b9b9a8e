/** What the find bar has found: a row per object, whatever its class, as the search goes on. */
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { ask } from '../../app/engines';
import { Superseded } from '../../engine/client';
import type { Sort } from '../../engine/protocol';
import { finding, findProgress, type Finding, searched } from '../../state/find';
import { select } from '../../state/navigation';
import type { ReadySnapshot } from '../../state/snapshots';
import { rowText } from '../../widgets/treegrid/events';
import { TreeGrid } from '../../widgets/treegrid/treegrid';
import type { Column } from '../../widgets/treegrid/types';
import { Notice } from '../common/notice';
import { useLatest } from '../common/use-latest';
import { entryKey, type HeapEntry, isOwnAncestor, level, propertiesLevel } from './heap-rows';
import { EntryCell, entryText } from './object-cell';
import { objectColumns } from './object-columns';
import { copyRedacted, menuOfEntry } from './row-menu';

const DEFAULT_SORT: Sort = { column: 'retainedSize', ascending: false };

export function FindResults() {
  const snapshot = searched.value;
  const wanted = finding.value;
  if (snapshot === null || wanted === null) return null;
  return <Results snapshot={snapshot} wanted={wanted} />;
}

/** The name of a search, by which its engine knows it. */
const nameOf = ({ text, matchCase }: Finding): string => `${matchCase ? 'case' : 'any case'} ${text}`;

/** Asks the engine to go on until the search is over; another text, or another snapshot, takes its place. */
function useSearch(key: number, wanted: Finding): void {
  useLayoutEffect(() => {
    let current = true;
    findProgress.value = null;
    const search = async () => {
      for (;;) {
        const answer = await ask(key, 'find', [nameOf(wanted), wanted.text, wanted.matchCase]);
        if (!current) return;
        findProgress.value = answer;
        if (typeof answer === 'string' || answer.done) return;
      }
    };
    search().catch((thrown: unknown) => {
      if (current && !(thrown instanceof Superseded)) findProgress.value = String(thrown);
    });
    return () => {
      current = false;
    };
  }, [key, wanted.text, wanted.matchCase]);
}

function Results({ snapshot: { key, life }, wanted }: { readonly snapshot: ReadySnapshot; readonly wanted: Finding }) {
  const [sort, setSort] = useState(DEFAULT_SORT);
  useSearch(key, wanted);
  const progress = findProgress.value;
  const isDone = progress !== null && typeof progress === 'object' && progress.done;
  const found = useLatest(async () => {
    if (!isDone) return null;
    const page = (range: { from: number; count: number }) =>
      ask(key, 'instances', [{ kind: 'found', of: nameOf(wanted) }, { sort, ...range }]);
    const { total } = await page({ from: 0, count: 0 });
    return level(total, page, (object): HeapEntry => ({ kind: 'object', snapshot: key, object, change: null }));
  }, [key, wanted.text, wanted.matchCase, isDone, sort, life.done.length]);
  const columns = useMemo(() => resultColumns(life.info.totalSize), [life.info.totalSize]);
  if (typeof progress === 'string') return <Notice>{progress}</Notice>;
  if (found.error !== null) return <Notice tone="error">{found.error}</Notice>;
  if (!isDone || found.value === null) return <Notice>Searching…</Notice>;
  return (
    <TreeGrid<HeapEntry>
      label="Found"
      columns={columns}
      root={found.value}
      keyOf={entryKey}
      childrenOf={(row, ancestors) =>
        row.object.childCount === 0 || isOwnAncestor(row, ancestors) ? null : propertiesLevel(row, sort)
      }
      sort={sort}
      onSort={setSort}
      onSelect={(row) => select(row.snapshot, row.object)}
      menuOf={(row) => menuOfEntry(row, (taken) => rowText<HeapEntry>(columns, taken as HeapEntry))}
      onCopy={(rows, text) => copyRedacted(rows, key, text)}
      rowClass={(row, ancestors) => (isOwnAncestor(row, ancestors) ? 'own-ancestor' : undefined)}
      empty="Nothing in this snapshot is called so."
    />
  );
}

function resultColumns(totalSize: number): Column<HeapEntry>[] {
  return [
    {
      id: 'object',
      title: 'Object',
      align: 'start',
      sortable: true,
      firstAscending: true,
      cell: (row) => <EntryCell entry={row} />,
      text: entryText,
    },
    {
      id: 'class',
      title: 'Class',
      align: 'start',
      width: '12rem',
      hideOrder: 2,
      sortable: false,
      cell: ({ object }) => object.className,
      text: ({ object }) => object.className,
      tip: ({ object }) => object.className,
    },
    ...objectColumns<HeapEntry>((row) => row.object, totalSize),
  ];
}
