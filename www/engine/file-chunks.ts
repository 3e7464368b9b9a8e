/**
 * A file's bytes, piece by piece, read into the same memory again and again where the browser can do that: less to
 * allocate, and fewer and larger pieces than a stream hands out by itself (docs/performance.md). Runs in the worker.
 *
 * A read that gives nothing for a while is given up, and the file is read on from there: browsers have been seen to
 * forget one. Each time the patience is doubled, so that a disk that is slow, and not stuck, is waited for in the end.
 */
import { unreadable } from './errors';
import type { Sliceable } from './file-of-page';

/** Large enough to amortise a message to the browser's file reader, small enough to stay in the processor's cache. */
const PIECE_BYTES = 1 << 20;

/**
 * Where a browser cannot read into given memory (WebKit), its streams do not wait for whoever reads them either, and what is
 * not read yet piles up. So there the file is asked for in slices, one ahead: larger ones, as each is a request of its own.
 */
const SLICE_BYTES = 4 << 20;

const PATIENCE_MS = 5000;

/** Gives the next bytes; null at the end. */
type Read = () => Promise<Uint8Array | null>;

/**
 * Each piece is valid until the next one is asked for. `silent` hears, half-way to the end of patience, how long nothing has
 * come, in milliseconds.
 */
export async function* fileChunks(file: Blob | Sliceable, silent: (silence: number) => void): AsyncGenerator<Uint8Array, void, void> {
  let patience = PATIENCE_MS;
  let at = 0;
  let read = reader(file);
  while (at < file.size) {
    const piece = await within(patience, read, silent).catch((thrown: unknown) => {
      throw unreadable(thrown);
    });
    if (piece === STALLED) {
      patience *= 2;
      read = reader(file.slice(at));
    } else if (piece === null) {
      throw unreadable(new Error(`it ends at ${at} of ${file.size} bytes`));
    } else {
      at += piece.byteLength;
      yield piece;
    }
  }
}

const STALLED = Symbol('stalled');

async function within(
  milliseconds: number,
  read: Read,
  silent: (silence: number) => void,
): Promise<Uint8Array | null | typeof STALLED> {
  const half = setTimeout(silent, milliseconds / 2, milliseconds / 2);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<typeof STALLED>((resolve) => {
    timer = setTimeout(resolve, milliseconds, STALLED);
  });
  try {
    return await Promise.race([read(), over]);
  } finally {
    clearTimeout(half);
    clearTimeout(timer);
  }
}

/** What is no `Blob` has no stream: that, too, throws. */
function reader(file: Blob | Sliceable): Read {
  try {
    return intoOneMemory((file as Blob).stream().getReader({ mode: 'byob' }));
  } catch {
    return inSlices(file);
  }
}

function intoOneMemory(stream: ReadableStreamBYOBReader): Read {
  let free = new ArrayBuffer(PIECE_BYTES);
  return async () => {
    const { value, done } = await stream.read(new Uint8Array(free));
    if (value === undefined || done) return null;
    free = value.buffer;
    return value;
  };
}

function inSlices(file: Sliceable): Read {
  let at = 0;
  const slice = () => {
    const piece = file.slice(at, (at += SLICE_BYTES)).arrayBuffer();
    // Nobody may be waiting for it yet when it fails.
    piece.catch(() => {});
    return piece;
  };
  let ahead = slice();
  return async () => {
    const piece = await ahead;
    if (at < file.size) ahead = slice();
    else ahead = Promise.resolve(new ArrayBuffer(0));
    return piece.byteLength === 0 ? null : new Uint8Array(piece);
  };
}
