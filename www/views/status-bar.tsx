/** The last line: how large the shown snapshot is, what is still being computed, and the selected object. */
import type { Phase } from '../engine/protocol';
import { selection, summarySide, view } from '../state/navigation';
import { snapshotOn } from '../state/pair';
import { readySnapshots, type ReadySnapshot, shortName } from '../state/snapshots';
import { bytes, count, exactBytes } from './format';

export function StatusBar() {
  const shown = snapshotOn(view.value === 'summary' ? summarySide.value : 'newer');
  const selected = selection.value;
  return (
    <footer class="status">
      {shown !== null && (
        <span title={exactBytes(shown.life.info.totalSize)}>
          {shortName(shown.fileName)}: {count(shown.life.info.nodeCount)} objects · {bytes(shown.life.info.totalSize)}
        </span>
      )}
      <span role="status">
        {readySnapshots.value.map((snapshot) => (
          <Computing key={snapshot.key} snapshot={snapshot} />
        ))}
      </span>
      <span class="spring" />
      {selected !== null && (
        <span title={exactBytes(selected.object.shallowSize)}>
          @{selected.object.id} · {bytes(selected.object.shallowSize)}
        </span>
      )}
    </footer>
  );
}

/** What the person waits for, in words of the tables; the steps have names of their own in the engine. */
const WAITING_FOR: Partial<Record<Phase, string>> = {
  distances: 'distances',
  retainers: 'retainers',
  dominators: 'retained sizes (1 of 2)',
  'retained sizes': 'retained sizes (2 of 2)',
};

function Computing({ snapshot: { fileName, life } }: { readonly snapshot: ReadySnapshot }) {
  if (life.pending === null) return null;
  return (
    <span class="computing">
      {shortName(fileName)}: computing {WAITING_FOR[life.pending] ?? life.pending}…{' '}
    </span>
  );
}
