/**
 * A file that the page reads for its worker and hands over piece by piece, because the worker cannot: WebKit refuses to read
 * any file in a worker of a page that was opened from disk. Only the page as one file has this. `handOver` runs in the page, the
 * rest in the worker.
 */

/** As much of a `Blob` as is needed to read it in slices. */
export interface Sliceable {
  readonly size: number;
  slice(start?: number, end?: number): Sliceable;
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface Wanted {
  readonly start: number;
  readonly end: number;
  /** Where the answer goes. */
  readonly answer: MessagePort;
}

/** Bytes, or what the browser said when it could not read them. */
type Answer = ArrayBuffer | string;

/** Reads what is asked for at the other end of the port that is given out. */
export function handOver(file: Blob): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: { start, end, answer } }: MessageEvent<Wanted>) => {
    file
      .slice(start, end)
      .arrayBuffer()
      .then(
        (piece) => answer.postMessage(piece, [piece]),
        (thrown: Error) => answer.postMessage(thrown.message),
      );
  };
  return port2;
}

/** The file itself where this worker can read it, else as the page reads it. */
export async function readable(file: File, pieces: MessagePort | undefined): Promise<Blob | Sliceable> {
  if (pieces === undefined) return file;
  return file.slice(0, 1).arrayBuffer().then(
    () => file,
    () => ofPage(pieces, 0, file.size),
  );
}

function ofPage(pieces: MessagePort, start: number, end: number): Sliceable {
  return {
    size: end - start,
    slice: (from = 0, to = Infinity) => ofPage(pieces, Math.min(end, start + from), Math.min(end, start + to)),
    arrayBuffer: () =>
      new Promise((resolve, reject) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent<Answer>) => {
          port1.close();
          if (data instanceof ArrayBuffer) resolve(data);
          else reject(new Error(data));
        };
        pieces.postMessage({ start, end, answer: port2 } satisfies Wanted, [port2]);
      }),
  };
}
