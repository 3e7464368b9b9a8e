/**
 * Selects objects that have to be looked up first. Whoever selects something else meanwhile, in whatever way, is not
 * overruled by a late answer. The object that the address names waits until all files are read: with the last one it
 * may turn out which snapshot is the older and which the newer.
 */
import { effect } from '@preact/signals';
import type { NodeOrdinal, ObjectRow } from '../engine/protocol';
import { select, selection, wantedObject } from '../state/navigation';
import { snapshotOn } from '../state/pair';
import { type SnapshotKey, unfinishedSnapshots } from '../state/snapshots';
import { ask } from './engines';

export function selectWantedObject(): void {
  effect(() => {
    const wanted = wantedObject.value;
    const reading = unfinishedSnapshots.value.some(({ life }) => life.kind === 'waiting' || life.kind === 'reading');
    const snapshot = wanted === null || reading ? undefined : snapshotOn(wanted.side)?.key;
    if (wanted === null || snapshot === undefined) return;
    void selectFound(snapshot, objectWithId(snapshot, wanted.id), () => wantedObject.peek() === wanted);
  });
}

/** Selects the object with an id, if the snapshot has one. */
export const selectById = (snapshot: SnapshotKey, id: number): Promise<void> =>
  selectFound(snapshot, objectWithId(snapshot, id));

export const selectByOrdinal = (snapshot: SnapshotKey, ordinal: NodeOrdinal): Promise<void> =>
  selectFound(snapshot, ask(snapshot, 'object', [ordinal]));

let lookUps = 0;

async function selectFound(
  snapshot: SnapshotKey,
  found: Promise<ObjectRow | null>,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const mine = ++lookUps;
  const before = selection.peek();
  try {
    const object = await found;
    if (object !== null && mine === lookUps && before === selection.peek() && isWanted()) select(snapshot, object);
  } catch {
    // The snapshot was closed, or broke down: its own card says so.
  }
}

async function objectWithId(snapshot: SnapshotKey, id: number): Promise<ObjectRow | null> {
  const ordinal = await ask(snapshot, 'findById', [id]);
  return ordinal === undefined ? null : ask(snapshot, 'object', [ordinal]);
}
