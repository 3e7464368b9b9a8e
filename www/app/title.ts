/** The tab's title: which snapshots are looked at, by which tabs are told apart. */
import { effect } from '@preact/signals';
import { pair, snapshotOn } from '../state/pair';

export function followTitle(): void {
  const page = document.title;
  effect(() => {
    const now = pair.value;
    const names = now === null ? snapshotOn('newer')?.name : `${now.older.name} → ${now.newer.name}`;
    document.title = names === undefined ? page : `${names} · ${page}`;
  });
}
