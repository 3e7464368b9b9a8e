/** Looks up the object that the address names, as soon as its snapshot is open. */
import { effect } from '@preact/signals';
import { select, wantedObject } from '../state/navigation';
import { snapshotOn } from '../state/pair';
import type { SnapshotKey } from '../state/snapshots';
import { ask } from './engines';

export function findWantedObject(): void {
  effect(() => {
    const wanted = wantedObject.value;
    const snapshot = wanted === null ? undefined : snapshotOn(wanted.side)?.key;
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
