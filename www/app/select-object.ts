/**
 * Selects objects that are known by their id. The one that the address names waits until all files are read: with the
 * last one it may turn out which snapshot is the older and which the newer.
 */
import { effect } from '@preact/signals';
import type { ObjectRow } from '../engine/protocol';
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

/** Selects the object with an id, if the snapshot has one. */
export async function selectById(snapshot: SnapshotKey, id: number): Promise<void> {
  try {
    const object = await objectWithId(snapshot, id);
    if (object !== null) select(snapshot, object);
  } catch {
    // The snapshot was closed, or broke down: its own card says so.
  }
}

async function objectWithId(snapshot: SnapshotKey, id: number): Promise<ObjectRow | null> {
  const ordinal = await ask(snapshot, 'findById', [id]);
  return ordinal === undefined ? null : ask(snapshot, 'object', [ordinal]);
}

async function find(snapshot: SnapshotKey, id: number): Promise<void> {
  try {
    const object = await objectWithId(snapshot, id);
    if (object !== null && wantedObject.peek()?.id === id) select(snapshot, object);
  } catch {
    // The snapshot was closed, or broke down: its own card says so.
  }
}
