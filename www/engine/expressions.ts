/**
 * Regular expressions that a person typed, held against texts of a heap. Some take for ever on a text made for them, and
 * nothing stops the browser there but the end of its worker. So they are asked in a worker that has no snapshot, and that is
 * ended when the search is given up, or when it does not answer.
 */
import type { ExpressionTexts } from './node-filter';
import type { FromWorker, ToWorker } from './protocol';

/** How long texts of some hundred kilobytes may take; usual expressions take some milliseconds. */
const PATIENCE_MS = 5_000;

const TOO_LONG =
  'This expression takes too long on a text of this heap: after five seconds it was given up. One without nested repetitions, as in (a+)+, is quicker.';

/** In the worker: a byte for each text, 1 if it matches. */
export const matchAll = (asks: readonly ExpressionTexts[]): Uint8Array =>
  Uint8Array.from(
    asks.flatMap(({ source, flags, texts }) => {
      const expression = new RegExp(source, flags);
      return texts.map((text) => Number(expression.test(text)));
    }),
  );

/** The page's side. The worker is started with the first question. */
export class ExpressionWorker {
  readonly #start: () => Worker;
  #worker: Worker | null = null;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  match(asks: readonly ExpressionTexts[]): Promise<Uint8Array> {
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        this.end();
        reject(new Error(TOO_LONG));
      }, PATIENCE_MS);
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        clearTimeout(patience);
        if (data.kind === 'matched') resolve(data.answers);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        clearTimeout(patience);
        reject(new Error(event.message));
      };
      worker.postMessage({ kind: 'match', asks } satisfies ToWorker);
    });
  }

  end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
