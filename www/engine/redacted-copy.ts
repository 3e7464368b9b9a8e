/**
 * A snapshot without data: the file goes through the engine once more and comes out as the bytes of the copy, which are
 * packed and put where the browser keeps blobs, so that neither is held whole here. Runs in the worker.
 */
import type { CopyRules } from './findings';
import { fileChunks } from './file-chunks';
import type { Sliceable } from './file-of-page';
import type { Heap } from './pkg/leakscope.js';

/** What a snapshot was read from: a file, and of an archive the name of the entry. */
export interface Source {
  readonly file: Blob | Sliceable;
  readonly entry: string | undefined;
}

export function redactedCopy(source: Source, heap: Heap, rules: CopyRules): Promise<Blob> {
  const pieces = copied(source, heap, rules);
  // The browser would say in its own words that a stream failed.
  let reason: unknown = null;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (thrown) {
        reason = thrown;
        throw thrown;
      }
    },
    async cancel() {
      await pieces.return();
    },
  });
  return new Response(stream.pipeThrough(new CompressionStream('gzip'))).blob().catch((thrown: unknown) => {
    throw reason ?? thrown;
  });
}

async function* copied({ file, entry }: Source, heap: Heap, { key, names }: CopyRules): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  const copy = heap.redactedCopy(key, file.size, entry, names);
  for await (const chunk of fileChunks(file, () => undefined)) {
    const piece = copy.push(chunk) as Uint8Array<ArrayBuffer>;
    if (piece.byteLength > 0) yield piece;
  }
  yield copy.finish() as Uint8Array<ArrayBuffer>;
}
