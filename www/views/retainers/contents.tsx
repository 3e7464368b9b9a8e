/** Contents: what the selected object refers to. What the program put there comes first, V8's own links last. */
import { useMemo, useState } from 'preact/hooks';
import { ask, newGeneration } from '../../app/engines';
import type { ObjectRow, Sort } from '../../engine/protocol';
import { comparisonOf } from '../../state/comparison';
import { pair } from '../../state/pair';
import type { ReadySnapshot } from '../../state/snapshots';
import { rowText } from '../../widgets/treegrid/events';
import { TreeGrid } from '../../widgets/treegrid/treegrid';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';
import { type EdgeEntry, edgesLevel, entryKey, isOwnAncestor, lengthQuery, type ObjectEntry } from '../tables/heap-rows';
import { copyRedacted, menuOfEntry } from '../tables/row-menu';
import { contentColumns } from './retainer-columns';

const DEFAULT_SORT: Sort = { column: 'retainedSize', ascending: false };

interface Props {
  readonly snapshot: ReadySnapshot;
  readonly object: ObjectRow;
  readonly label?: string;
  onSelect?(row: EdgeEntry): void;
}

export function Contents({ snapshot, object, label = 'Contents', onSelect }: Props) {
  const { key, life } = snapshot;
  const [sort, setSort] = useState(DEFAULT_SORT);
  const [onlyNew, setOnlyNew] = useState(false);
  const since = comparisonOf(key);
  const order = since === null ? { sort } : { sort, since };
  const root = useLatest(
    async () => {
      const ofObject = since !== null && onlyNew ? { ...order, onlyNew } : order;
      const range = { ...lengthQuery(sort), ...ofObject };
      const { total } = await ask(key, 'contents', [object.ordinal, range], newGeneration(key, label));
      return edgesLevel('contents', key, object.ordinal, total, ofObject);
    },
    [key, object.ordinal, sort, since, onlyNew, life.done.length],
  );
  const columns = useMemo(() => contentColumns(life.info.totalSize), [life.info.totalSize]);
  const subject = useMemo<ObjectEntry>(() => ({ kind: 'object', snapshot: key, object, change: null }), [key, object]);
  if (root.value === null)
    return (
      <Waiting of={root} snapshot={key} view={label}>
        Looking into the object…
      </Waiting>
    );
  return (
    <>
      {since !== null && (
        <label class="subject">
          <input type="checkbox" checked={onlyNew} onChange={(event) => setOnlyNew(event.currentTarget.checked)} /> Only
          what is new since {pair.value?.older.name}
        </label>
      )}
      <TreeGrid<EdgeEntry>
        label={label}
        columns={columns}
        root={root.value}
        keyOf={entryKey}
        childrenOf={(row, ancestors) =>
          row.object.childCount === 0 || isOwnAncestor(row, [subject, ...ancestors])
            ? null
            : edgesLevel('contents', key, row.object.ordinal, row.object.childCount, order)
        }
        sort={sort}
        onSort={setSort}
        onSelect={(row) => onSelect?.(row)}
        menuOf={(row) => menuOfEntry(row, (taken) => rowText<EdgeEntry>(columns, taken as EdgeEntry))}
        onCopy={(rows, text) => copyRedacted(rows, key, text)}
        rowClass={(row, ancestors) => (isOwnAncestor(row, [subject, ...ancestors]) ? 'own-ancestor' : undefined)}
        empty={onlyNew ? 'Nothing in this object is new.' : 'This object refers to nothing.'}
      />
    </>
  );
}
