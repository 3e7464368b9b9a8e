/** File → engine, chunk by chunk: the file is never held whole, neither here nor in the engine. Runs in the worker. */
import { fileChunks } from './file-chunks';
import type { Sliceable } from './file-of-page';
import { type Heap, SnapshotReader } from './pkg/leakscope.js';
import type { Phase, Progress } from './protocol';

/** The shortest time between two progress messages: faster than this nobody can read. */
const PROGRESS_INTERVAL_MS = 80;

export interface ReadingListener {
  progress(progress: Progress): void;
  /** The last byte has been pushed. */
  fileRead(): void;
}

/** Of an archive, the entry of that name is read. */
export async function readSnapshot(file: Blob | Sliceable, entry: string | undefined, listener: ReadingListener): Promise<Heap> {
  const started = performance.now();
  const engine = new SnapshotReader(file.size, entry);
  let bytes = 0;
  let reported = -Infinity;
  const report = (phase: Phase, silence = 0) => {
    const now = performance.now();
    reported = now;
    listener.progress({ phase, bytes, totalBytes: file.size, seconds: (now - started) / 1000, silence });
  };
  const silent = (milliseconds: number) => report(engine.phase() as Phase, milliseconds / 1000);

  /** Pushes the file; whether it has to be pushed once more, because its header stands behind what it lays out. */
  const pushAll = async (): Promise<boolean> => {
    bytes = 0;
    for await (const chunk of fileChunks(file, silent)) {
      engine.push(chunk);
      if (engine.startsOver()) return true;
      bytes += chunk.byteLength;
      if (performance.now() - reported >= PROGRESS_INTERVAL_MS) report(engine.phase() as Phase);
    }
    return false;
  };

  while (await pushAll());
  listener.fileRead();
  report('classes');
  return engine.finish();
}
