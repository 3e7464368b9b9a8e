/**
 * What can be done with files: open, cancel, try again, remove. Each file gets a worker of its own, so cancelling is
 * ending that worker, and what goes wrong with one file leaves the others alone.
 */
import { EngineClient, type EngineParts } from '../engine/client';
import type { HeapInfo, Phase } from '../engine/protocol';
import { workerAttempted } from '../state/lock';
import { restoreIgnored } from '../state/ignored';
import { forgetSelectionOf } from '../state/navigation';
import { addSnapshot, phaseDone, removeSnapshot, setLife, snapshotOf, type SnapshotKey } from '../state/snapshots';
import { engines } from './engines';
import { forget, detectProcess } from './detect-process';
import { markPhase } from './timing';
import { addSourceMaps, applySourceMaps, isSourceMap } from './source-maps';
import { startWarmingUp, stopWarmingUp } from './warm-up';

/** A file, or the entry of an archive. */
interface Source {
  readonly file: File;
  readonly entry?: string;
}

/** Kept for a second try; a File is only a reference to what is on the disk. */
const files = new Map<SnapshotKey, Source>();
let parts: EngineParts | null = null;

/** The page is ready to read files: those that wait are started. */
export function engineArrived(arrived: EngineParts): void {
  parts = arrived;
  if (files.size === 0) startWarmingUp(arrived);
  for (const [key, source] of files) if (snapshotOf(key)?.life.kind === 'waiting') read(key, source);
}

/** Starts a worker without an engine; only when files can be open. */
export function startWorker(): Worker {
  if (parts === null) throw new Error('The page is not ready to start workers.');
  return parts.startWorker();
}

export function openFiles(chosen: Iterable<File>): void {
  const all = [...chosen];
  for (const file of all) if (!isSourceMap(file)) open(file.name, { file });
  const maps = all.filter(isSourceMap);
  if (maps.length > 0) addSourceMaps(maps);
}

/** Opens entries of an archive in the place of the archive, which could not be opened without a choice. */
export function openEntries(of: SnapshotKey, entries: readonly string[]): void {
  const source = files.get(of);
  if (source === undefined) return;
  remove(of);
  openEntriesOf(source.file, entries);
}

export function openEntriesOf(file: File, entries: readonly string[]): void {
  for (const entry of entries) open(entry.split('/').at(-1) || entry, { file, entry });
}

function open(name: string, source: Source): void {
  const key = addSnapshot(name, source.file.size);
  files.set(key, source);
  read(key, source);
}

export function cancel(key: SnapshotKey): void {
  closeEngine(key);
  setLife(key, { kind: 'cancelled' });
}

export function retry(key: SnapshotKey): void {
  const source = files.get(key);
  if (source !== undefined) read(key, source);
}

export function remove(key: SnapshotKey): void {
  closeEngine(key);
  files.delete(key);
  forgetSelectionOf(key);
  restoreIgnored(key);
  removeSnapshot(key);
}

function closeEngine(key: SnapshotKey): void {
  engines.get(key)?.close();
  engines.delete(key);
  forget(key);
}

function read(key: SnapshotKey, { file, entry }: Source): void {
  if (parts === null) {
    setLife(key, { kind: 'waiting' });
    return;
  }
  stopWarmingUp();
  const started = performance.now();
  let isComputed = false;
  setLife(key, { kind: 'reading', progress: { phase: 'header', bytes: 0, totalBytes: file.size, seconds: 0, silence: 0 } });
  engines.set(
    key,
    new EngineClient(parts, file, entry, {
      connectionAttempt: workerAttempted,
      progress: (progress) => setLife(key, { kind: 'reading', progress }),
      fileRead: () => markPhase('file-read', key, started),
      ready: (info, pending) => {
        markPhase('graph-ready', key, started);
        void becomeReady(key, info, pending);
      },
      advanced: (done, pending) => {
        if (done === 'retained sizes') markPhase('retained-sizes-ready', key, started);
        // What is sought in steps afterwards, as suspects are, is nothing that tables wait for.
        if (pending === null && !isComputed) markPhase('all-computed', key, started);
        isComputed ||= pending === null;
        phaseDone(key, done, pending);
      },
      failed: (error) => {
        engines.delete(key);
        forget(key);
        forgetSelectionOf(key);
        restoreIgnored(key);
        setLife(key, { kind: 'failed', error });
      },
    }),
  );
}

/** Nothing is computed in the background before; what is compared with what depends on the process. */
async function becomeReady(key: SnapshotKey, info: HeapInfo, pending: Phase | null): Promise<void> {
  const engine = engines.get(key);
  try {
    const origin = await detectProcess(key);
    await applySourceMaps(key);
    if (engines.get(key) === engine) setLife(key, { kind: 'ready', info, done: [], pending, ...origin });
  } catch {
    // The snapshot was closed, or broke down: its own card says so.
  }
}
