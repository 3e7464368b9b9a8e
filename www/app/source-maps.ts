/**
 * Source maps: each that is given is held against every snapshot, the open ones and those that come later. The script that
 * reads maps comes with the later views, because the first screen does without it.
 */
import { batch } from '@preact/signals';
import { readySnapshots, type SnapshotKey } from '../state/snapshots';
import { sourceMaps, timesRenamed } from '../state/source-maps';
import type { originalsOf as OriginalsOf } from '../source-maps/originals';
import { ask } from './engines';

let originalsOf: typeof OriginalsOf | null = null;
const files = new Map<string, File>();
/** Maps are held against a snapshot one after the other, so that the last one given decides. */
let last: Promise<unknown> = Promise.resolve();

/** The script is there. */
export function sourceMapsArrive(script: typeof OriginalsOf): void {
  originalsOf = script;
}

export const isSourceMap = ({ name }: File): boolean => name.endsWith('.map');

/** Takes maps in; one of the same path takes the place of an earlier one. */
export function addSourceMaps(given: readonly File[]): void {
  for (const file of given) files.set(file.webkitRelativePath || file.name, file);
  sourceMaps.value = [...files.keys()].map((path) => ({ path, notes: new Map() }));
  last = last.then(async () => {
    const open = readySnapshots.peek().map(({ key }) => key);
    const renamed = await Promise.all(open.map(applySourceMaps));
    if (renamed.includes(true)) timesRenamed.value += 1;
  });
}

/** Gives what stands in a snapshot the places and names of the sources; says whether anything was renamed. */
export async function applySourceMaps(key: SnapshotKey): Promise<boolean> {
  if (files.size === 0 || originalsOf === null) return false;
  try {
    const generated = await ask(key, 'generatedPlaces', []);
    const maps = await Promise.all([...files].map(async ([path, file]) => ({ path, text: await file.text() })));
    const { places, texts, notes } = originalsOf(maps, generated);
    if (places.length > 0) await ask(key, 'applySourceMaps', [places, texts]);
    batch(() => {
      sourceMaps.value = sourceMaps.peek().map((map) => {
        const note = notes[maps.findIndex(({ path }) => path === map.path)];
        return note === undefined ? map : { ...map, notes: new Map(map.notes).set(key, note) };
      });
    });
    return places.length > 0;
  } catch {
    // The snapshot was closed, or broke down, which its own card says; or a file of a map is gone, and it says nothing.
    return false;
  }
}
