/**
 * Looks up the object that the address names. Only when all files are read: with the last one it may turn out which
 * snapshot is the older and which the newer.
 */
import { effect } from '@preact/signals';
import { select, wantedObject } from '../state/navigation';
import { snapshotOn } from '../state/pair';
import { type SnapshotKey, unfinishedSnapshots } from '../state/snapshots';
import { ask } from './engines';

export function findWantedObject(): void {
  effect(() => {
    const wanted = wantedObject.value;
    const reading = unfinishedSnapshots.value.some(({ life }) => life.kind === 'waiting' || life.kind === 'reading');
    const snapshot = wanted === null || reading ? undefined : snapshotOn(wanted.side)?.key;
    if (wanted !== null && snapshot !== undefined) void find(snapshot, wanted.id);
  });
}

async function find(snapshot: SnapshotKey, id: number): Promise<void> {
  try {
    const ordinal = await ask(snapshot, 'findById', [id]);
    if (ordinal === undefined) return;
    const object = await ask(snapshot, 'object', [ordinal]);
    if (wantedObject.peek()?.id === id) select(snapshot, object);
  } catch {
    // The snapshot was closed, or broke down: its own card says so.
  }
}
