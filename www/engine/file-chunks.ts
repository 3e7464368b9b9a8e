/**
 * A file's bytes, piece by piece, read into the same memory again and again where the browser can do that: less to
 * allocate, and fewer and larger pieces than a stream hands out by itself (docs/performance.md). Runs in the worker.
 */

/** Large enough to amortise a message to the browser's file reader, small enough to stay in the processor's cache. */
const PIECE_BYTES = 1 << 20;

/** Each piece is valid until the next one is asked for. */
export async function* fileChunks(file: Blob): AsyncGenerator<Uint8Array, void, void> {
  const read = piecesInto(file, new ArrayBuffer(PIECE_BYTES)) ?? pieces(file);
  for (let { value, done } = await read(); value !== undefined && !done; { value, done } = await read()) yield value;
}

function pieces(file: Blob): () => Promise<ReadableStreamReadResult<Uint8Array>> {
  const reader = file.stream().getReader();
  return () => reader.read();
}

/** Null where files are streams that cannot be read into given memory. */
function piecesInto(file: Blob, memory: ArrayBuffer): (() => Promise<ReadableStreamReadResult<Uint8Array>>) | null {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = file.stream().getReader({ mode: 'byob' });
  } catch {
    return null;
  }
  let free = memory;
  return async () => {
    const result = await reader.read(new Uint8Array(free));
    if (result.value !== undefined) free = result.value.buffer;
    return result;
  };
}
