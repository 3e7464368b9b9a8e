/** The engines of the open snapshots, by snapshot. Views ask here; whoever opens and closes files keeps it up to date. */
import { type EngineClient, EngineFailure } from '../engine/client';
import type { Calls, Generation, Method } from '../engine/protocol';
import type { SnapshotKey } from '../state/snapshots';

export const engines = new Map<SnapshotKey, EngineClient>();

/** Asks a snapshot's engine. Refused when the snapshot has been closed meanwhile. */
export function ask<M extends Method>(
  snapshot: SnapshotKey,
  method: M,
  args: Calls[M]['args'],
  generation: Generation | null = null,
): Promise<Calls[M]['result']> {
  const engine = engines.get(snapshot);
  return (
    engine?.call(method, args, generation) ??
    Promise.reject(
      new EngineFailure({
        kind: 'wrong-use',
        message: 'This snapshot is closed.',
        position: null,
        section: null,
        advice: 'Open the file again.',
      }),
    )
  );
}

/** A new state of a view begins: what its earlier states still wait for is given up. */
export function newGeneration(snapshot: SnapshotKey, view: string): Generation | null {
  return engines.get(snapshot)?.newGeneration(view) ?? null;
}

/** The person waits no longer for what a view has asked. */
export const giveUp = (snapshot: SnapshotKey, view: string): void => engines.get(snapshot)?.giveUp(view);
