/**
 * What the latest snapshot of a series has to know of the earlier ones, for suspects and for what became of them. While these
 * are busy the latest finds what it needs no other for: they have a worker each. Of a repaired program the earlier ones hand out their
 * links, too, which they leave out if they are shown a sample of their own process.
 */
import type { Columns } from '../engine/protocol';
import type { SnapshotKey } from '../state/snapshots';
import type { Run } from './run-latest';

export async function earlierColumns<Step>(
  run: Run<Step>,
  latest: SnapshotKey,
  earlier: readonly SnapshotKey[],
  isRepaired?: boolean,
): Promise<readonly Columns[]> {
  const sample = isRepaired ? { buffers: [] } : await run.ask(latest, 'processSample', []);
  const [columns] = await Promise.all([
    Promise.all(earlier.map((key) => run.ask(key, 'baseColumns', [sample]))),
    run.ask(latest, 'prepareSuspects', []),
  ]);
  return columns;
}
