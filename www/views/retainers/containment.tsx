/** Containment: everything a snapshot has, from its roots down. */
import { ask, newGeneration } from '../../app/engines';
import { select, summarySide } from '../../state/navigation';
import { snapshotOn } from '../../state/pair';
import type { ReadySnapshot } from '../../state/snapshots';
import { Notice } from '../common/notice';
import { useLatest } from '../common/use-latest';
import { Waiting } from '../common/waiting';
import { Contents } from './contents';

/** The name under which the root is asked for. */
const ROOT = 'root';

export function ContainmentView() {
  const snapshot = snapshotOn(summarySide.value);
  if (snapshot === null) return <Notice>The roots appear here when the snapshot is read.</Notice>;
  return <FromRoot key={snapshot.key} snapshot={snapshot} />;
}

function FromRoot({ snapshot }: { readonly snapshot: ReadySnapshot }) {
  const { key, life } = snapshot;
  const root = useLatest(() => ask(key, 'object', [life.info.rootOrdinal], newGeneration(key, ROOT)), [key]);
  if (root.value === null)
    return (
      <Waiting of={root} snapshot={key} view={ROOT}>
        Listing the roots…
      </Waiting>
    );
  return (
    <Contents
      snapshot={snapshot}
      object={root.value}
      label="Containment"
      onSelect={(row) => select(row.snapshot, row.object)}
    />
  );
}
